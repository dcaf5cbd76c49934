"""Dictionaries that are looked up where they stand in a file, and never made.

As Python's own, those of a catalog's phrases and words take 85 MB and a fifth of a second in
every process. Of these nothing but a byte for each slot is made at the start, and processes share the
pages of the file that they look at.

A part of the file holds a table of slots (open addressing with linear probing: Knuth, The Art of
Computer Programming, volume 3, 6.4, algorithm L), then where each key ends, the keys, and what
they stand for. Keys are found by their CRC-32, which is the same in every process; the place of
a key is its rank among the keys.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate
from mmap import mmap
from typing import Final
from zlib import crc32

from credclass.catalog.payloads import entry_of, payloads_of
from credclass.memo import Memo, Room

SLOTS_A_KEY: Final = 2
"""With half of the slots free a key that is not there is missed after two and a half, in the mean."""

TAG_SHIFT: Final = 24
"""The highest byte of a key's code is the tag of its slot; a free one has 0. Few keys are looked at that are
another's.
"""

PLACE_BITS: Final = 30
PLACE: Final = (1 << PLACE_BITS) - 1
"""The bits of a slot that are the place of a key; above them is where it stands among the keys. With more,
slots would be no small numbers of compiled code.
"""

CLOSES: Final = b"\xff"
"""Stands behind each key: no byte of UTF-8."""

SEVERAL: Final = 1 << 31
"""Marks a number that is not the payload of a phrase but tells where several stand, their count first."""

PHRASES_KEPT: Final = 50_000
"""Phrases asked for that are remembered, whether they are there or not: they repeat, and to find one in
the file takes five times as long.
"""

LONGEST_KEPT: Final = 80
"""Characters of them; names are longer than other words that repeat."""

ABSENT: Final = -1
"""What is remembered of a phrase that is not there."""

_crc32: Final = crc32
"""Held here: compiled, a name that another module has is looked up each time."""

_ONES: Final = (1 << 32) - 1
"""What CRC-32 begins with, and its outcome is turned by."""
_STEPS: Final = [_ONES ^ crc32(bytes((byte,)), _ONES) for byte in range(256)]
"""What each byte makes of a code of nothing but zeros."""

_WORD: Final = 8
"""Bytes; everything in a part begins at a multiple of so many."""
_HEAD: Final = 4
"""Words at the beginning of a part: keys, slots, bytes of the keys, bytes of what they stand for."""


class Packed:
    """The keys of a dictionary in a part of a file.

    Arguments:
        content: the file, mapped, or a part by itself.
        begin: where the part begins in it.
    """

    def __init__(self, content: bytes | mmap, begin: int = 0) -> None:
        view = memoryview(content)
        head = view[begin : begin + _HEAD * _WORD].cast("Q")
        self._content = content
        self._begin = begin
        self._count: int = head[0]
        self._size: int = head[1]
        at = begin + _HEAD * _WORD
        self._tags = bytes(view[at : at + self._size])
        at += padded(self._size)
        self._slots = view[at : at + self._size * _WORD].cast("Q")
        at += self._size * _WORD
        self._ends = view[at : at + 4 * (self._count + 1)].cast("I")
        self._keys_at: int = at + padded(4 * (self._count + 1))
        self._values_at: int = self._keys_at + padded(head[2])
        self._end: int = self._values_at + head[3]

    def place(self, key: str) -> int:
        """The place of a key; -1 where it is not there."""
        sought = _written(key)
        code = _crc32(sought)
        tag = _tag(code)
        tags = self._tags
        at = code % self._size
        while True:
            found = tags[at]
            if not found:
                return -1
            if found == tag:
                slot: int = self._slots[at]
                first = self._keys_at + (slot >> PLACE_BITS)
                if self._content[first : first + len(sought)] == sought:
                    return slot & PLACE
            at += 1
            if at == self._size:
                at = 0

    def stops(self, text: str, first: int, last: int) -> list[int]:
        """The ends, up to ``last``, at which ``text[first:end]`` may be a key; a few are not. Each letter
        continues the checksum of those before it.
        """
        if not text.isascii():
            return list(range(first + 1, last + 1))
        found: list[int] = []
        code = _ONES
        for at in range(first, last):
            code = _STEPS[(code ^ ord(text[at])) & 0xFF] ^ (code >> 8)
            if self.may_have(_ONES ^ _STEPS[code & 0xFF ^ 0xFF] ^ (code >> 8)):
                found.append(at + 1)
        return found

    def may_have(self, code: int) -> bool:
        """Whether some key has a code, as far as tags tell."""
        tag = _tag(code)
        tags = self._tags
        at = code % self._size
        while tags[at]:
            if tags[at] == tag:
                return True
            at += 1
            if at == self._size:
                at = 0
        return False

    def key(self, place: int) -> str:
        """The key at a place."""
        first: int = self._ends[place]
        stop: int = self._ends[place + 1] - len(CLOSES)
        return self._content[self._keys_at + first : self._keys_at + stop].decode()

    def keys(self) -> list[str]:
        """The keys in the order of their places."""
        whole = self._content[self._keys_at : self._values_at]
        return [key.decode() for key in whole.split(CLOSES)[: self._count]]

    def part(self) -> bytes:
        """The part of the file, by itself."""
        return self._content[self._begin : self._end]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.place(key) >= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and self.part() == other.part()

    def __hash__(self) -> int:
        return hash(self.part())

    def __len__(self) -> int:
        return self._count


class Phrases(Packed):
    """Folded phrase → its payload or payloads.

    >>> phrases = Phrases.of({"pmp": 7, "cpa": [8, 9]})
    >>> phrases.get("pmp"), phrases.get("cpa"), phrases.get("cfa"), "cfa" in phrases
    (7, [8, 9], None, False)
    """

    def __init__(self, content: bytes | mmap, begin: int = 0) -> None:
        super().__init__(content, begin)
        self._numbers = memoryview(content)[self._values_at : self._end].cast("I")
        self._known = Memo(self._find, Room(PHRASES_KEPT), LONGEST_KEPT)

    @staticmethod
    def of(phrases: Mapping[str, int | list[int]]) -> Phrases:
        """The packed form of a dictionary."""
        numbers = array("I")
        several = array("I")
        for payloads in phrases.values():
            if isinstance(payloads, int):
                numbers.append(payloads)
            else:
                numbers.append(SEVERAL | (len(phrases) + len(several)))
                several.extend([len(payloads), *payloads])
        return Phrases(part_of(list(phrases), (numbers + several).tobytes()))

    def get(self, key: str) -> int | list[int] | None:
        """What a phrase stands for."""
        found = self._known[key]
        return None if isinstance(found, int) and found < 0 else found

    def _find(self, key: str) -> int | list[int]:
        """What a phrase stands for, in the file."""
        place = self.place(key)
        return ABSENT if place < 0 else self.at(place)

    def payloads(self, key: str) -> list[int]:
        """The payloads of a phrase; none where it is no phrase."""
        found = self.get(key)
        return [] if found is None else payloads_of(found)

    def at(self, place: int) -> int | list[int]:
        """What the phrase at a place stands for."""
        number: int = self._numbers[place]
        if number < SEVERAL:
            return number
        first = number - SEVERAL + 1
        count: int = self._numbers[first - 1]
        several: list[int] = self._numbers[first : first + count].tolist()
        return several

    def items(self) -> Iterable[tuple[str, int | list[int]]]:
        """The phrases and what they stand for, in the order of their places."""
        return [(key, self.at(place)) for place, key in enumerate(self.keys())]

    def keys_of(self, entry: int) -> list[str]:
        """The phrases that stand for an entry, in the order of their places; those of others are not made."""
        found: list[str] = []
        for place, number in enumerate(self._numbers[: self._count].tolist()):
            if number < SEVERAL:  # nearly all
                told = entry_of(number) == entry
            else:
                told = any(entry_of(payload) == entry for payload in payloads_of(self.at(place)))
            if told:
                found.append(self.key(place))
        return found

    def __reduce__(self) -> tuple[type[Phrases], tuple[bytes]]:
        return Phrases, (self.part(),)


class Heads:
    """Finds the letters that make a key of a string when they are put before it.

    CRCs are linear: whatever the string, a letter before it changes the checksum by the same bits, for strings
    of one length.

    >>> Heads(Phrases.of({"cpa": 7, "spa": 8, "spam": 9}), "acs").before("pa")
    ['c', 's']
    """

    def __init__(self, keys: Packed, letters: str) -> None:
        self._keys = keys
        self.letters = letters
        self._changes: dict[int, list[tuple[str, int]]] = {}

    def before(self, tail: str) -> list[str]:
        """The letters that make a key before ``tail``; a few that make none are among them."""
        written = _written(tail)
        changes = self._changes.get(len(written))
        if changes is None:
            changes = self._changes[len(written)] = self._changes_before(bytes(len(written)))
        code = _crc32(written)
        return [letter for letter, change in changes if self._keys.may_have(code ^ change)]

    def _changes_before(self, zeros: bytes) -> list[tuple[str, int]]:
        """What each letter changes before as many bytes."""
        alone = _crc32(zeros)
        return [(one, alone ^ _crc32(zeros, _crc32(one.encode()))) for one in self.letters]


def _written(key: str) -> bytes:
    """A key as it stands in a part."""
    try:
        return key.encode() + CLOSES
    except UnicodeEncodeError:  # halves of characters, which are in no name
        return key.encode("utf-8", "surrogatepass") + CLOSES


def _tag(code: int) -> int:
    """The tag of a slot whose key has a code."""
    return code >> TAG_SHIFT or 1


def part_of(keys: list[str], values: bytes) -> bytes:
    """A part of a file: keys, each once, and what they stand for."""
    written = [_written(key) for key in keys]
    ends = array("I", accumulate(map(len, written), initial=0))
    size = SLOTS_A_KEY * len(keys) + 1
    tags = bytearray(size)
    slots = array("Q", bytes(size * _WORD))
    for place, key in enumerate(written):
        code = crc32(key)
        at = code % size
        while tags[at]:
            at = (at + 1) % size
        tags[at] = _tag(code)
        slots[at] = ends[place] << PLACE_BITS | place
    head = array("Q", (len(keys), size, ends[-1], len(values)))
    parts = (bytes(tags), slots.tobytes(), ends.tobytes(), b"".join(written))
    return head.tobytes() + b"".join(map(filled, parts)) + values


def padded(length: int) -> int:
    """The next multiple of a word."""
    return (length + _WORD - 1) // _WORD * _WORD


def filled(content: bytes, filler: bytes = b"\0") -> bytes:
    """``content`` with fillers behind it up to the next multiple of a word."""
    return content + filler * (padded(len(content)) - len(content))
