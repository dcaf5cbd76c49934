"""Answers worked out once, in bounded room: what lines leave behind in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MEMO_KEY_LENGTH: Final = 40
"""Longer strings are not remembered where nothing else is said: they do not repeat, and keys are a
memo's bytes.
"""


class Room:
    """A limit that several memos share: when they have ``size`` entries together, all are cleared."""

    __slots__ = ("_size", "_taken", "_tenants")

    def __init__(self, size: int) -> None:
        self._size = size
        self._taken = 0
        self._tenants: list[dict[Any, Any]] = []

    def let(self, tenant: dict[Any, Any]) -> None:
        """Clear what a memo knows together with the others."""
        self._tenants.append(tenant)

    def take(self) -> None:
        """Count one more entry; at the limit clear all memos first."""
        if self._taken >= self._size:
            for tenant in self._tenants:
                tenant.clear()
            self._taken = 0
        self._taken += 1


class Memo(Generic[Key, Value]):
    """Caches what ``work_out`` makes of each key, until its ``room`` is full. Values that are ``passing`` are
    not cached, but made anew each time.

    It is no subclass of ``dict``, in which Python takes twice as long to look a key up.

    >>> lengths = Memo(len, Room(1_000))
    >>> lengths["PMP"]
    3
    """

    __slots__ = ("_known", "_longest", "_passing", "_room", "_work_out")

    def __init__(
        self,
        work_out: Callable[[Key], Value],
        room: Room,
        longest: int = MEMO_KEY_LENGTH,
        passing: Callable[[Value], bool] | None = None,
    ) -> None:
        self._known: dict[Key, Value] = {}
        self._longest = longest
        self._passing = passing
        self._work_out = work_out
        self._room = room
        room.let(self._known)

    def __getitem__(self, key: Key) -> Value:
        """What is made of ``key``: remembered, unless it is None."""
        value = self._known.get(key)
        return self._make(key) if value is None else value

    def _make(self, key: Key) -> Value:
        value = self._work_out(key)
        if isinstance(key, str) and len(key) > self._longest:
            return value
        if self._passing is not None and self._passing(value):
            return value
        self._room.take()
        self._known[key] = value
        return value
