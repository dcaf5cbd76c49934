"""A dictionary that works out what it lacks: the one form of memory that lines leave behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MEMO_KEY_LENGTH: Final = 40
"""Longer strings are not remembered: they do not repeat, and keys are a memo's bytes."""


class Room:
    """The bound that several memos share: at ``size`` entries together all begin afresh."""

    __slots__ = ("_size", "_taken", "_tenants")

    def __init__(self, size: int) -> None:
        self._size = size
        self._taken = 0
        self._tenants: list[dict[Any, Any]] = []

    def let(self, tenant: dict[Any, Any]) -> None:
        """Have ``tenant`` emptied with the others."""
        self._tenants.append(tenant)

    def take(self) -> None:
        """Make room for one entry."""
        if self._taken >= self._size:
            for tenant in self._tenants:
                tenant.clear()
            self._taken = 0
        self._taken += 1


class Memo(dict[Key, Value]):
    """What ``work_out`` makes of each key; begins afresh when its ``room`` is full.

    >>> lengths = Memo(len, Room(1_000))
    >>> lengths["PMP"], lengths
    (3, {'PMP': 3})
    """

    __slots__ = ("_room", "_work_out")

    def __init__(self, work_out: Callable[[Key], Value], room: Room) -> None:
        super().__init__()
        self._work_out = work_out
        self._room = room
        room.let(self)

    def __missing__(self, key: Key) -> Value:
        value = self._work_out(key)
        if isinstance(key, str) and len(key) > MEMO_KEY_LENGTH:
            return value
        self._room.take()
        self[key] = value
        return value
