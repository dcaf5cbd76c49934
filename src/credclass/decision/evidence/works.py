"""Makers of values from the names of a group of features, which cache them by number or word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from credclass.memo import Room
from credclass.native import i64

MEMO_GROUPS: Final = 100_000
"""Groups that are remembered, of all makers and sections together."""

Value = TypeVar("Value")


class Works(Generic[Value]):
    """Makes values of groups, and counts them in the room that all of them share."""

    __slots__ = ("of_group", "room")

    def __init__(self, of_group: Callable[[list[str]], Value]) -> None:
        self.of_group: Final = of_group
        self.room: Final = Room(MEMO_GROUPS)

    def make(self, names: list[str]) -> Value:
        """The value of a group, of which the features have these names."""
        value = self.of_group(names)
        self.room.take()
        return value


class Shelf(Generic[Value]):
    """What is made of each of a few numbers, which lie side by side: no key to compare."""

    __slots__ = ("_values", "_work_out")

    def __init__(self, work_out: Callable[[int], Value], size: int) -> None:
        self._values: list[Value | None] = [None] * size
        self._work_out = work_out

    def __getitem__(self, number: int) -> Value:
        """What is made of a number less than the size."""
        value = self._values[number]
        if value is None:
            value = self._values[number] = self._work_out(number)
        return value


def shelve(values: list[Value | None], number: i64, value: Value) -> Value:
    """Put a value at its number on a shelf that grows as its numbers do; the value comes back."""
    if number >= len(values):
        values += [None] * (number + 1 - len(values))
    values[number] = value
    return value


class Followed(Generic[Value]):
    """What is made of one fact and a second one behind it: of each second, by that alone.

    It is dropped with whoever holds it when the room is full.
    """

    __slots__ = ("_known", "_make")

    def __init__(self, make: Callable[[str], Value]) -> None:
        self._known: dict[str, Value] = {}
        self._make = make

    def __getitem__(self, second: str) -> Value:
        """What is made of the two."""
        value = self._known.get(second)
        if value is None:
            value = self._known[second] = self._make(second)
        return value
