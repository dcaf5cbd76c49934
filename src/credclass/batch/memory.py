"""What was answered lately, as bytes: lines of résumés repeat."""

from __future__ import annotations

from typing import Final

ENTRIES: Final = 50_000
"""Answers in each of two generations, if they are as small as those of bare lines."""

ROOM: Final = 12_000_000
"""Bytes of each generation: usual lines with their answers take 430, so it holds 28,000."""

SURROUNDINGS: Final = 290
"""Bytes of an entry beside its characters: objects, their heads, the place in the table."""

LONGEST: Final = 300
"""Longer lines hardly repeat, and are large."""

Line = tuple[str, str | None]
"""A text and the heading under which it stood."""

Key = tuple[object, ...]
"""A line, typed loosely: a pair of two known types mypyc would take apart and build anew."""


class Recent:
    """Answers to lines met lately, as bytes; bounded in entries and in bytes.

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

    def get(self, line: Key) -> bytes | None:
        """What was put for a line lately; of what is no line nothing was."""
        if not _length(line):
            return None
        found = self._young.get(line)
        if found is None and self._old:
            found = self._old.get(line)
            if found is not None:
                self.put(line, found)
        return found

    def put(self, line: Key, value: bytes) -> None:
        """Remember ``value`` for a line that is not there, unless it is too long to come again."""
        length = _length(line)
        if not length:
            return
        size = length + len(value) + SURROUNDINGS
        if self._left < size or len(self._young) >= self._entries:
            self._young, self._old = {}, self._young
            self._left = self._room
        self._left -= size
        self._young[line] = value


def _length(line: Key) -> int:
    """Characters of a line that is worth remembering; 0 of any other, and of what is no line."""
    text, section = line[0], line[1]
    if not isinstance(text, str):
        return 0
    length = len(text)
    if section is not None:
        if not isinstance(section, str):
            return 0
        length += len(section)
    return length if length <= LONGEST else 0
