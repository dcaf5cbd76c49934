"""What was answered lately, as bytes: lines of résumés repeat."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, Generic, TypeVar

ENTRIES: Final = 50_000
"""Answers in each of two generations, if they are as small as those of bare lines."""

ROOM: Final = 12_000_000
"""Bytes of each generation: usual lines with their answers take 430, so it holds 28,000."""

SURROUNDINGS: Final = 290
"""Bytes of an entry beside its characters: objects, their heads, the place in the table."""

LONGEST: Final = 300
"""Longer lines hardly repeat, and are large."""

Key = TypeVar("Key", bound=Hashable)


class Recent(Generic[Key]):
    """A memo of bytes, bounded in entries and in bytes.

    Two generations stand in for an order of use: what is asked for again moves to the younger
    one, and when that is full the older one is dropped. Bytes hold no objects alive and give
    the garbage collector nothing to look through.
    """

    def __init__(self, entries: int = ENTRIES, room: int = ROOM) -> None:
        self._entries = entries
        self._room = room
        self._left = room
        self._young: dict[Key, bytes] = {}
        self._old: dict[Key, bytes] = {}

    def get(self, key: Key, length: int) -> bytes | None:
        """What was put under ``key``, of ``length`` characters, lately."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, length, found)
        return found

    def put(self, key: Key, length: int, value: bytes) -> None:
        """Remember ``value``, which is not there."""
        size = length + len(value) + SURROUNDINGS
        if self._left < size or len(self._young) >= self._entries:
            self._young, self._old = {}, self._young
            self._left = self._room
        self._left -= size
        self._young[key] = value


def length_of(text: object, section: object) -> int:
    """Characters of a line that is worth remembering; 0 of any other, and of what is no line."""
    if not isinstance(text, str):
        return 0
    length = len(text)
    if section is not None:
        if not isinstance(section, str):
            return 0
        length += len(section)
    return length if length <= LONGEST else 0
