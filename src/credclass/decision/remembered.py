"""What is worked out of features, remembered by the facts that the features are made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from credclass.decision import groups as made
from credclass.memo import Memo, Room

MEMO_GROUPS: Final = 100_000
"""Groups that are remembered, of all makers and sections together."""
MEMO_WORDS: Final = 20_000
"""Words that are remembered of a section, twice: among the first of a line, and behind."""

WHOLE_ROW: Final = 7
"""Longer rows of classes are told by their pieces alone."""

Value = TypeVar("Value")
Facts = tuple[Any, ...]
Maker = Callable[..., list[str]]


class Remembered(Generic[Value]):
    """What is made of the features of groups and words, under every section.

    Arguments:
        of_group: makes a value of the names of one group.
        of_word: makes a value of a word, the section, and whether the word stands early.
        together: makes one value of those of several groups.
    """

    def __init__(
        self,
        of_group: Callable[[list[str]], Value],
        of_word: Callable[[str, str, bool], Value],
        together: Callable[[list[Value]], Value],
    ) -> None:
        self.of_group = of_group
        self.of_word = of_word
        self.together = together
        self.room = Room(MEMO_GROUPS)
        self.pair = self.groups(made.pair_features)
        self.again = self.groups(made.again_features)
        self.ends = self.groups(made.ends_features)
        self.address = self.groups(made.address_features)
        self.neighbours = self.groups(made.row_features)
        self._sections: dict[str, Groups[Value]] = {}

    def under(self, section: str) -> Groups[Value]:
        """The memos of a section."""
        found = self._sections.get(section)
        if found is None:
            found = self._sections[section] = Groups(self, section)
        return found

    def groups(self, maker: Maker, *section: str) -> Memo[Facts, Value]:
        """The memo of one maker: facts → value."""
        of_group = self.of_group
        return Memo(lambda facts: of_group(maker(*facts, *section)), self.room)

    def words(self, section: str, *, early: bool) -> Memo[str, Value]:
        """The memo of words under a section."""
        of_word = self.of_word
        return Memo(lambda word: of_word(word, section, early), Room(MEMO_WORDS))


class Groups(Generic[Value]):
    """The memos of one section, one a maker of features, and those that hold for all sections."""

    def __init__(self, known: Remembered[Value], section: str) -> None:
        self._known = known
        self.name = known.groups(made.name_features, section)
        self.first = known.groups(made.first_features, section)
        self.title = known.groups(made.title_features, section)
        self.only = known.groups(made.only_features, section)
        self.cue = known.groups(made.cue_features, section)
        self.order = known.groups(made.order_features, section)
        self.size = known.groups(made.size_features, section)
        self.mark = known.groups(made.mark_features, section)
        self.rest = known.groups(made.rest_features, section)
        self.pattern = known.groups(made.pattern_features, section)
        self.part = known.groups(made.part_features, section)
        self._row_edge = known.groups(made.row_edge_features, section)
        self._whole_row = known.groups(made.whole_row_features, section)
        self.early = known.words(section, early=True)
        self.later = known.words(section, early=False)
        self.pair = known.pair
        self.again = known.again
        self.ends = known.ends
        self.address = known.address
        self.row: Memo[tuple[str, ...], Value] = Memo(self._of_row, known.room)
        """The row of classes, as near its ends as it is looked at: all its groups in one, because
        a dozen look-ups cost more than any other part of a line, and rows repeat."""

    def _of_row(self, row: tuple[str, ...]) -> Value:
        """The neighbours in a row, its ends and, where it is short, the whole."""
        neighbours = self._known.neighbours
        values = [neighbours[three] for three in zip(row, row[1:], (*row[2:], ""), strict=False)]
        values.append(self._row_edge[row[:4], row[-3:]])
        if len(row) <= WHOLE_ROW:
            values.append(self._whole_row[row])
        return self._known.together(values)
