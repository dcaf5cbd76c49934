"""What is worked out of features, remembered by the facts that the features are made from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from credclass.decision import groups as made
from credclass.memo import Memo, Room

MEMO_GROUPS: Final = 100_000
"""Groups that are remembered, of all makers and sections together."""
MEMO_WORDS: Final = 20_000
"""Words that are remembered of a section, twice: among the first of a line, and behind."""

Value = TypeVar("Value")
Facts = tuple[Any, ...]
Maker = Callable[..., list[str]]


class Gathered(ABC, Generic[Value]):
    """Takes what the groups of a line have come to, one by one."""

    __slots__ = ()

    @abstractmethod
    def add(self, value: Value, first: int, stop: int) -> None:
        """Take the next; the group rests on the tokens ``first`` to ``stop - 1``."""


class Remembered(Generic[Value]):
    """What is made of the features of groups and words, under every section.

    Arguments:
        of_group: makes a value of the names of one group.
        of_word: makes a value of a word, the section, and whether the word stands early.
    """

    def __init__(
        self,
        of_group: Callable[[list[str]], Value],
        of_word: Callable[[str, str, bool], Value],
    ) -> None:
        self.of_group = of_group
        self.of_word = of_word
        self.room = Room(MEMO_GROUPS)
        self.pair = self.groups(made.pair_features)
        self.again = self.groups(made.again_features)
        self.ends = self.groups(made.ends_features)
        self.address = self.groups(made.address_features)
        self.rows: Memo[tuple[str, str], Step[Value]] = Memo(self._step, self.room)
        """The first two of a row of classes → the step that goes on from them."""
        self._sections: dict[str, Groups[Value]] = {}

    def under(self, section: str) -> Groups[Value]:
        """The memos of a section."""
        found = self._sections.get(section)
        if found is None:
            found = self._sections[section] = Groups(self, section, len(self._sections))
        return found

    def groups(self, maker: Maker, *section: str) -> Memo[Facts, Value]:
        """The memo of one maker: facts → value."""
        of_group = self.of_group
        return Memo(lambda facts: of_group(maker(*facts, *section)), self.room)

    def words(self, section: str, *, early: bool) -> Memo[str, Value]:
        """The memo of words under a section."""
        of_word = self.of_word
        return Memo(lambda word: of_word(word, section, early), Room(MEMO_WORDS))

    def _step(self, pair: tuple[str, str]) -> Step[Value]:
        return Step(*pair, self)

    def edges(self, section: str) -> Memo[tuple[Turn[Value], ...], Value]:
        """The memo of both ends of a row under a section, by its first, second and last turn."""
        of_group = self.of_group
        return Memo(
            lambda turns: of_group(made.row_edge_features(*_ends(*turns), section)), self.room
        )


class Turn(Generic[Value]):
    """Three neighbours in a row of classes, and what they are worth."""

    __slots__ = ("classes", "step", "value")

    def __init__(self, classes: tuple[str, str, str], value: Value, step: Step[Value]) -> None:
        self.classes = classes
        self.value = value
        self.step = step
        """The last two of them, from which the row goes on."""


def _ends(first: Turn[Value], second: Turn[Value], last: Turn[Value]) -> tuple[Facts, Facts]:
    """The first four classes of a row, of a shorter one all, and the last three."""
    start = list(first.classes)
    if second is not first:
        start.append(second.classes[2])
    return tuple([one for one in start if one]), tuple([one for one in last.classes if one])


class Step(Generic[Value]):
    """Two neighbours in a row of classes: the class behind them → the turn that they make together.

    A row is walked class by class, so three neighbours cost a look-up by one string, a third
    of what it takes to put them into a tuple and find that. Whole rows are not remembered: of
    real lines four in five have a row that none before them had.
    """

    __slots__ = ("_before", "_found", "_known", "_one")

    def __init__(self, before: str, one: str, known: Remembered[Value]) -> None:
        self._found: dict[str, Turn[Value]] = {}
        self._before = before
        self._one = one
        self._known = known

    def __getitem__(self, after: str) -> Turn[Value]:
        """The three neighbours that ``after`` completes."""
        found = self._found.get(after)
        return self._make(after) if found is None else found

    def _make(self, after: str) -> Turn[Value]:
        known = self._known
        classes = self._before, self._one, after
        value = known.of_group(made.row_features(*classes))
        found = Turn(classes, value, known.rows[self._one, after])
        known.room.take()
        self._found[after] = found
        return found


class Groups(Generic[Value]):
    """The memos of one section, one a maker of features, and those that hold for all sections."""

    def __init__(self, known: Remembered[Value], section: str, number: int) -> None:
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
        self.row_edge = known.edges(section)
        self.heading = known.groups(made.heading_features, section)
        self.whole_row = known.groups(made.whole_row_features, section)
        self.early = known.words(section, early=True)
        self.later = known.words(section, early=False)
        self.number = number
        """The section's place among those met."""
        self.pair = known.pair
        self.again = known.again
        self.ends = known.ends
        self.address = known.address
        self.rows = known.rows
