"""Dictionaries that are looked up where they stand in a file, and never made.

As Python's own, those of a catalog's phrases and words take 85 MB and a fifth of a second in
every process. Of these nothing but the few lists of several payloads is made at the start, and processes
share the pages of the file that they look at.

A part of the file holds a table of slots (open addressing with linear probing: Knuth, The Art of
Computer Programming, volume 3, 6.4, algorithm L), then where each key ends, the keys, and what
they stand for. Keys are found by their CRC-32, which is the same in every process; the place of
a key is its rank among the keys.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from mmap import mmap
from typing import Final
from zlib import crc32

from credclass.catalog.payloads import payloads_of
from credclass.memo import Memo, Room

SLOTS_A_KEY: Final = 2
"""With half of the slots free a key that is not there is missed after two and a half, in the mean."""

CODE: Final = (1 << 30) - 1
"""The bits of a key's code that its slot holds, above those of its place: with more, slots would be no
small numbers of compiled code.
"""
PLACE_BITS: Final = 32
PLACE: Final = (1 << PLACE_BITS) - 1

SEVERAL: Final = 1 << 31
"""Marks a number that is not the payload of a phrase but the place of a list of them."""

PHRASES_KEPT: Final = 50_000
"""Phrases asked for that are remembered, whether they are there or not: they repeat, and to find one in
the file takes five times as long.
"""

LONGEST_KEPT: Final = 80
"""Characters of them; names are longer than other words that repeat."""

ABSENT: Final = -1
"""What is remembered of a phrase that is not there."""

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
        self._slots = view[at : at + self._size * _WORD].cast("Q")
        at += self._size * _WORD
        self._ends = view[at : at + 4 * (self._count + 1)].cast("I")
        self._keys_at: int = at + _padded(4 * (self._count + 1))
        self._values_at: int = self._keys_at + _padded(head[2])
        self._end: int = self._values_at + head[3]

    def place(self, key: str) -> int:
        """The place of a key; -1 where it is not there."""
        sought = key.encode() if key.isascii() else key.encode("utf-8", "surrogatepass")
        code = crc32(sought)
        at = code % self._size
        code &= CODE
        while True:
            slot: int = self._slots[at]
            if not slot:
                return -1
            if slot >> PLACE_BITS == code:
                place = (slot & PLACE) - 1
                keys_at = self._keys_at
                first: int = self._ends[place]
                stop: int = self._ends[place + 1]
                if self._content[keys_at + first : keys_at + stop] == sought:
                    return place
            at += 1
            if at == self._size:
                at = 0

    def key(self, place: int) -> str:
        """The key at a place."""
        first: int = self._ends[place]
        stop: int = self._ends[place + 1]
        return self._content[self._keys_at + first : self._keys_at + stop].decode()

    def keys(self) -> list[str]:
        """The keys in the order of their places."""
        whole = self._content[self._keys_at : self._values_at]
        return [whole[first:stop].decode() for first, stop in pairwise(self._ends)]

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
        numbers = self._values_at + 4 * self._count
        self._payloads = memoryview(content)[self._values_at : numbers].cast("I")
        self._several: list[list[int]] = json.loads(content[numbers : self._end])
        self._known = Memo(self._find, Room(PHRASES_KEPT), LONGEST_KEPT)

    @staticmethod
    def of(phrases: Mapping[str, int | list[int]]) -> Phrases:
        """The packed form of a dictionary."""
        several: list[list[int]] = []
        numbers = array("I")
        for payloads in phrases.values():
            if isinstance(payloads, int):
                numbers.append(payloads)
            else:
                numbers.append(SEVERAL | len(several))
                several.append(payloads)
        lists = json.dumps(several, separators=(",", ":")).encode()
        return Phrases(_part(list(phrases), numbers.tobytes() + lists))

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
        number: int = self._payloads[place]
        return self._several[number - SEVERAL] if number >= SEVERAL else number

    def items(self) -> Iterable[tuple[str, int | list[int]]]:
        """The phrases and what they stand for, in the order of their places."""
        return [(key, self.at(place)) for place, key in enumerate(self.keys())]

    def __reduce__(self) -> tuple[type[Phrases], tuple[bytes]]:
        return Phrases, (self.part(),)


class Weights(Packed):
    """Word → its weight.

    >>> Weights.of({"certified": 2.5}).get("certified", 0.0)
    2.5
    """

    def __init__(self, content: bytes | mmap, begin: int = 0) -> None:
        super().__init__(content, begin)
        self._weights = memoryview(content)[self._values_at : self._end].cast("d")

    @staticmethod
    def of(weights: Mapping[str, float]) -> Weights:
        """The packed form of a dictionary."""
        return Weights(_part(list(weights), array("d", weights.values()).tobytes()))

    def get(self, key: str, default: float) -> float:
        """The weight of a word, or ``default``."""
        place = self.place(key)
        return default if place < 0 else self._weights[place]

    def __reduce__(self) -> tuple[type[Weights], tuple[bytes]]:
        return Weights, (self.part(),)


class Notes(Packed):
    """Word → what is written down of it.

    >>> Notes.of({"data": "science 2|analyst 2"}).get("data")
    'science 2|analyst 2'
    """

    def __init__(self, content: bytes | mmap, begin: int = 0) -> None:
        super().__init__(content, begin)
        texts = self._values_at + _padded(4 * (self._count + 1))
        ends = 4 * (self._count + 1)
        self._texts_at = texts
        self._text_ends = memoryview(content)[self._values_at : self._values_at + ends].cast("I")

    @staticmethod
    def of(notes: Mapping[str, str]) -> Notes:
        """The packed form of a dictionary."""
        return Notes(_part(list(notes), _texts([text.encode() for text in notes.values()])))

    def get(self, key: str) -> str | None:
        """What is written of a word."""
        place = self.place(key)
        if place < 0:
            return None
        first: int = self._text_ends[place]
        stop: int = self._text_ends[place + 1]
        return self._content[self._texts_at + first : self._texts_at + stop].decode()

    def __reduce__(self) -> tuple[type[Notes], tuple[bytes]]:
        return Notes, (self.part(),)


def _part(keys: list[str], values: bytes) -> bytes:
    """A part of a file: keys, each once, and what they stand for."""
    written = [key.encode() for key in keys]
    size = SLOTS_A_KEY * len(keys) + 1
    slots = array("Q", bytes(size * _WORD))
    for place, key in enumerate(written):
        code = crc32(key)
        at = code % size
        while slots[at]:
            at = (at + 1) % size
        slots[at] = (code & CODE) << PLACE_BITS | (place + 1)
    texts = _texts(written)
    ends = _padded(4 * (len(keys) + 1))
    head = array("Q", (len(keys), size, sum(map(len, written)), len(values)))
    return head.tobytes() + slots.tobytes() + texts[:ends] + filled(texts[ends:]) + values


def _texts(written: list[bytes]) -> bytes:
    """Where each of some texts ends, and the texts."""
    ends = array("I", accumulate(map(len, written), initial=0))
    return filled(ends.tobytes()) + b"".join(written)


def _padded(length: int) -> int:
    """The next multiple of a word."""
    return (length + _WORD - 1) // _WORD * _WORD


def filled(content: bytes, filler: bytes = b"\0") -> bytes:
    """``content`` with fillers behind it up to the next multiple of a word."""
    return content + filler * (_padded(len(content)) - len(content))
