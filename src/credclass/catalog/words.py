"""What is known of each word of phrases and names, found where it stands in the catalog's file."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from itertools import accumulate
from mmap import mmap
from typing import Final

from credclass.catalog.packed import ABSENT, Packed, part_of
from credclass.memo import Memo, Room

HUNDREDTHS: Final = 100
"""Weights are whole hundredths in the file."""

_NUMBERS: Final = 5
"""Numbers kept for each word: its weight and one (0 for none); the lengths of the phrases that end with it, a bit
each; and three offsets: of the text of its beginnings, of the text of its names, and of the end of that.
"""
_WEIGHT: Final = 0
_STARTS: Final = 2
_NAMES: Final = 3
"""The places of some among them."""
_ROW_SIZE: Final = 4 * _NUMBERS
"""Bytes of them."""

_END_SIZE: Final = 4
"""Bytes that tell where a text ends."""

WEIGHTS_KEPT: Final = 10_000
"""Weights that are remembered: the names that lines come near to have a few thousand words."""


class Words(Packed):
    """Word → what it is in phrases and names.

    >>> words = Words.of({"data": 2.5}, {"data": 6}, {"data": "2= base "}, {"data": "science=7"})
    >>> words.told("data"), words.told("date")
    ((2.5, 6, '2= base ', True), (0.0, 0, '', False))
    >>> words.weight("data", 0.0), words.partners("data")
    (2.5, 'science=7')
    """

    def __init__(self, content: bytes | mmap, begin: int = 0) -> None:
        super().__init__(content, begin)
        self._texts_at = self._values_at + _ROW_SIZE * self._count
        self._rows = memoryview(content)[self._values_at : self._texts_at].cast("I")
        self._weights = Memo(self._weigh, Room(WEIGHTS_KEPT))

    @staticmethod
    def of(
        weights: Mapping[str, float],
        ends: Mapping[str, int],
        starts: Mapping[str, str],
        rare: Mapping[str, str],
    ) -> Words:
        """The packed form of what is known of words.

        Arguments:
            weights: what each word of names weighs in them: whole hundredths.
            ends: of the last words of phrases, the lengths that occur, each a bit; a word that is a
                phrase by itself has that of 1.
            starts: of the first words of phrases, the second words and the lengths that occur.
            rare: of the rarest words of names, the other words of each and its place.
        """
        words = sorted({*weights, *ends, *starts, *rare})
        rows, texts, at = array("I"), bytearray(), 0
        for word in words:
            start, names = starts.get(word, "").encode(), rare.get(word, "").encode()
            middle = at + len(start)
            weight = round(weights[word] * HUNDREDTHS) if word in weights else ABSENT
            rows.extend((weight + 1, ends.get(word, 0), at, middle, middle + len(names)))
            texts += start + names
            at = middle + len(names)
        return Words(part_of(words, rows.tobytes() + texts))

    def weight(self, word: str, default: float) -> float:
        """What a word weighs in names; ``default`` for one of none."""
        weight = self._weights[word]
        return weight if weight >= 0 else default

    def _weigh(self, word: str) -> float:
        """What a word weighs in names, in the file."""
        place = self.place(word)
        number = self._number(place, _WEIGHT) if place >= 0 else 0
        return (number - 1) / HUNDREDTHS if number else ABSENT

    def is_of_phrases(self, word: str) -> bool:
        """Whether some name has a word, or phrases of several begin with it."""
        place = self.place(word)
        if place < 0:
            return False
        if self._number(place, _WEIGHT):
            return True
        return self._number(place, _STARTS) < self._number(place, _NAMES)

    def is_of_names(self, word: str) -> bool:
        """Whether some name has a word."""
        place = self.place(word)
        return place >= 0 and self._number(place, _WEIGHT) > 0

    def told(self, word: str) -> tuple[float, int, str, bool]:
        """What a word weighs in names, or 0; the lengths of the phrases that end with it, each a bit; how phrases
        begin with it; and whether it is the rarest word of some name.
        """
        place = self.place(word)
        if place < 0:
            return 0.0, 0, "", False
        weight, ends, first, middle, end = self._row(place)
        starts = self._text(first, middle) if first < middle else ""
        return (weight - 1) / HUNDREDTHS if weight else 0.0, ends, starts, middle < end

    def starts(self, word: str) -> str:
        """How phrases begin with a word; empty where none does."""
        return self.told(word)[2]

    def partners(self, word: str) -> str:
        """The names in which a word is the rarest; empty for none."""
        place = self.place(word)
        if place < 0:
            return ""
        _, _, _, middle, end = self._row(place)
        return self._text(middle, end)

    def _number(self, place: int, which: int) -> int:
        """One of the numbers said of the word at a place."""
        number: int = self._rows[_NUMBERS * place + which]
        return number

    def _row(self, place: int) -> list[int]:
        """All of them."""
        row: list[int] = self._rows[_NUMBERS * place : _NUMBERS * (place + 1)].tolist()
        return row

    def _text(self, first: int, stop: int) -> str:
        return self._content[self._texts_at + first : self._texts_at + stop].decode()

    def __reduce__(self) -> tuple[type[Words], tuple[bytes]]:
        return Words, (self.part(),)


class Shapes(Packed):
    """First letter and length of words → a text about those words.

    >>> shapes = Shapes.of({"p3": "pmp pgp"})
    >>> shapes.text("p3"), shapes.text("p4"), shapes.has("p3", "pgp")
    ('pmp pgp', '', True)
    """

    def __init__(self, content: bytes | mmap, begin: int = 0) -> None:
        super().__init__(content, begin)
        self._texts_at = self._values_at + _END_SIZE * (self._count + 1)
        self._text_ends = memoryview(content)[self._values_at : self._texts_at].cast("I")

    @staticmethod
    def of(told: Mapping[str, str]) -> Shapes:
        """The packed form of a dictionary."""
        texts = [text.encode() for text in told.values()]
        ends = array("I", accumulate(map(len, texts), initial=0))
        return Shapes(part_of(list(told), ends.tobytes() + b"".join(texts)))

    def text(self, shape: str) -> str:
        """What is said of the words of a shape; empty for nothing."""
        return self._written(shape).decode()

    def has(self, shape: str, word: str) -> bool:
        """Whether a word stands in what is said of a shape."""
        return word.encode("utf-8", "surrogatepass") in self._written(shape)

    def _written(self, shape: str) -> bytes:
        place = self.place(shape)
        if place < 0:
            return b""
        first: int = self._text_ends[place]
        stop: int = self._text_ends[place + 1]
        return self._content[self._texts_at + first : self._texts_at + stop]

    def __reduce__(self) -> tuple[type[Shapes], tuple[bytes]]:
        return Shapes, (self.part(),)
