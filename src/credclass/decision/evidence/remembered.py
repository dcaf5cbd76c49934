"""What is worked out of features, remembered by the facts that the features are made from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from credclass.decision.evidence import groups as made
from credclass.decision.evidence.rowsteps import Edges, Rows
from credclass.decision.evidence.sorts import Beside, Sort
from credclass.decision.evidence.surface import MARKS, marks_of
from credclass.decision.evidence.told import Told
from credclass.decision.evidence.works import Followed, Shelf, Works
from credclass.memo import Memo, Room

MEMO_WORDS: Final = 20_000
"""Words that are remembered of a section, twice: among the first of a line, and behind."""

LENGTHS: Final[tuple[int, ...]] = (1, 2, 3, 4, 6, 8, 11, 15, 22, 35)
"""Edges of the buckets in which a line's number of tokens is told."""

MAX_DATES: Final = 3
"""More dates are not counted."""

NUMBERS: Final = 6
"""Lengths of the shapes of numbers (``Word.shape``), and none of nothing."""

LETTERS: Final = 5
"""Parts of a line that its pattern tells, a letter each."""

Value = TypeVar("Value")
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
        self.of_word = of_word
        self.works = Works(of_group)
        self.again = self.groups(made.again_features)
        self.address = self.groups(made.address_features)
        self.rows = Rows(self.works)
        self.nothing_told: Told[Value] = Told((), self.works)
        """What a part says before anything is told of it."""
        self.nothing_told.let()
        self._sections: dict[str, Groups[Value]] = {}

    def under(self, section: str) -> Groups[Value]:
        """The memos of a section."""
        found = self._sections.get(section)
        if found is None:
            found = self._sections[section] = Groups(self, section, len(self._sections))
        return found

    def groups(self, maker: Maker, *section: str) -> Memo[tuple[Any, ...], Value]:
        """The memo of one maker: facts → value."""
        of_group = self.works.of_group
        return Memo(lambda facts: of_group(maker(*facts, *section)), self.works.room)

    def words(self, section: str, *, early: bool) -> Memo[str, Value]:
        """The memo of words under a section."""
        of_word = self.of_word
        return Memo(lambda word: of_word(word, section, early), Room(MEMO_WORDS))


class Groups(Generic[Value]):
    """The memos of one section, one or a few for each maker of features, and those that hold for all."""

    def __init__(self, known: Remembered[Value], section: str, number: int) -> None:
        works = known.works
        self._works = works
        self.section = section
        self.number = number
        """The section's place among those met."""
        self.sorts: Memo[str, Sort[Value]] = Memo(
            lambda sort: Sort(sort, section, works), works.room
        )
        self.beside: Beside[Value] = Beside((), section, works)
        """What stands beside no name."""
        self.beside.let()
        self.order: Memo[str, Followed[Value]] = Memo(self._order, works.room)
        """What comes first of all that tells → what comes second (an empty string for nothing) → value."""
        self.size = Shelf(self._size, (len(LENGTHS) + 1) * (MAX_DATES + 1))
        """By the bucket of a line's length, and the number of its dates."""
        self.mark = Shelf(self._mark, MARKS)
        """By ``number_of_marks``."""
        self.pattern: Memo[int, Value] = Memo(self._pattern, works.room)
        """By the letters of the first parts, and one more sign where there are more, a byte each."""
        self.edges = Edges(section, works)
        self.heading = known.groups(made.heading_features, section)
        self.early = known.words(section, early=True)
        self.later = known.words(section, early=False)
        self.early_numbers = Shelf(self._early_number, NUMBERS)
        """What a number is worth among the first words of a line, by the length of its shape."""
        self.later_numbers = Shelf(self._later_number, NUMBERS)
        self.again = known.again
        self.address = known.address
        self.rows = known.rows
        self.nothing_told = known.nothing_told

    def _order(self, first: str) -> Followed[Value]:
        works, section = self._works, self.section
        return Followed(lambda second: works.make(made.order_features(first, second, section)))

    def _size(self, number: int) -> Value:
        length, dates = divmod(number, MAX_DATES + 1)
        return self._works.of_group(made.size_features(length, dates, self.section))

    def _mark(self, number: int) -> Value:
        return self._works.of_group(made.mark_features(*marks_of(number), self.section))

    def _early_number(self, length: int) -> Value:
        return self.early["#" * length]

    def _later_number(self, length: int) -> Value:
        return self.later["#" * length]

    def _pattern(self, number: int) -> Value:
        letters = number.to_bytes(LETTERS + 1, "big").lstrip(b"\0").decode()
        names = made.pattern_features(letters[:LETTERS], len(letters), self.section)
        return self._works.of_group(names)
