"""What neighbours in a row of classes are worth."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

from credclass.decision.evidence import groups as made
from credclass.decision.evidence.works import Works
from credclass.memo import Memo

WHOLE_ROW: Final = 7
"""Longer rows of classes are told by their pieces alone. Both ends together tell so long a row."""

BEGIN: Final = "^"
"""The class with which a row begins, and none goes on."""

_NUMBER: Final = 31
"""Bits for the number of a turn, more than are ever made: two of them are one small integer."""

_LENGTH: Final = 3
"""Bits for the length of a row that is told whole."""

Value = TypeVar("Value")


class Turn(Generic[Value]):
    """Three neighbours in a row of classes, and what they are worth."""

    __slots__ = ("classes", "goes_on", "next", "next_class", "number", "value")

    def __init__(
        self,
        classes: tuple[str, str, str],
        number: int,
        value: Value,
        goes_on: dict[str, Turn[Value]],
    ) -> None:
        self.value = value
        self.next_class = ""
        self.next: Turn[Value] | None = None
        """The turn to which it first went on, which stands here as two of three times it is asked for."""
        self.goes_on = goes_on
        """The class behind them → the turn that it makes with the last two: one dictionary for all turns
        that end with these, filled by ``Rows``.
        """
        self.classes = classes
        self.number = number
        """Which no other turn has or had."""


class Rows(Generic[Value]):
    """The turns of all rows.

    A row is walked class by class, so three neighbours cost a look-up by one string, a third
    of what it takes to put them into a tuple and find that. Whole rows are not remembered: of
    real lines four in five have a row that none before them had.
    """

    def __init__(self, works: Works[Value]) -> None:
        self._works = works
        self._behind: Memo[tuple[str, str], dict[str, Turn[Value]]] = Memo(_none, works.room)
        """Two neighbours → where they go on."""
        self.openings: Memo[str, Turn[Value]] = Memo(self._opening, works.room)
        """The first class of a row behind its beginning → both as a turn, which is worth nothing itself."""
        self._turns = 0

    def _opening(self, one: str) -> Turn[Value]:
        return self._turn("", BEGIN, one)

    def after(self, turn: Turn[Value], one: str) -> Turn[Value]:
        """The turn to which one goes on with the class behind it; with none where the row ends."""
        if turn.next is not None and turn.next_class == one:
            return turn.next
        found = turn.goes_on.get(one)
        if found is None:
            found = turn.goes_on[one] = self._turn(turn.classes[1], turn.classes[2], one)
        if turn.next is None:
            turn.next_class, turn.next = one, found
        return found

    def _turn(self, before: str, one: str, after: str) -> Turn[Value]:
        """A turn that none before was."""
        self._turns += 1
        value = self._works.make(made.row_features(before, one, after))
        return Turn((before, one, after), self._turns, value, self._behind[one, after])


def _none(_pair: tuple[str, str]) -> dict[str, Turn[Any]]:
    return {}


class Edges(Generic[Value]):
    """What both ends of a row are worth under a section, and short rows whole."""

    def __init__(self, section: str, works: Works[Value]) -> None:
        self._section = section
        self._works = works
        self._edges: dict[int, Value] = {}
        self._whole: dict[int, Value] = {}
        works.room.let(self._edges)
        works.room.let(self._whole)

    def of_ends(self, first: Turn[Value], last: Turn[Value]) -> Value:
        """Both ends: the first turn without the beginning, where a row has such, and the last."""
        key = first.number << _NUMBER | last.number
        found = self._edges.get(key)
        if found is None:
            start = tuple([one for one in first.classes if one])
            end = tuple([one for one in last.classes if one])
            if start[0] != BEGIN:
                start = BEGIN, *start
            names = made.row_edge_features(start, end, self._section)
            found = self._edges[key] = self._works.make(names)
        return found

    def of_whole(self, row: list[str], first: Turn[Value], last: Turn[Value]) -> Value:
        """All of a row that is no longer than ``WHOLE_ROW``, of which these are the ends."""
        key = (first.number << _NUMBER | last.number) << _LENGTH | len(row)
        found = self._whole.get(key)
        if found is None:
            names = made.whole_row_features(*row, self._section)
            found = self._whole[key] = self._works.make(names)
        return found
