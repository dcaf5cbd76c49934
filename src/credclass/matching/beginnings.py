"""How phrases of several words begin: the second words and the lengths, by the first word."""

from __future__ import annotations

from typing import Final

from credclass.matching.signs import ALL_SIGNS, signs_of
from credclass.memo import Memo, Room

LENGTHS_KEPT: Final = 10_000
"""Rows of lengths that are one object each: of hundreds of thousands few differ."""

SEARCHED: Final = 8
"""Times that the text of a word is searched before it is taken apart, which costs as much as a hundred
searches: most words are not met beside many others.
"""

NONE: Final[tuple[int, ...]] = ()


def _numbers(joined: str) -> tuple[int, ...]:
    """The numbers in a text, with commas between."""
    return tuple([int(number) for number in joined.split(",")])


_ROWS: Final = Memo(_numbers, Room(LENGTHS_KEPT))


class Beginnings:
    """Second words of the phrases that begin with a word → the lengths of the phrases, longest first.

    Arguments:
        text: lengths that occur together, and the second words of which they are the lengths, as the
            compiled catalog has them.

    >>> begins = Beginnings("5,3= science |2= analyst data ")
    >>> begins.get("science"), begins.get("date"), "data" in begins
    ((5, 3), (), True)
    """

    __slots__ = ("_asked", "_known", "_text", "signs")

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0
        self._known: dict[str, tuple[int, ...]] = {}
        """Those asked for; all, where there were many."""
        self.signs = ALL_SIGNS
        """The signs of the second words, once they are all known."""

    def get(self, second: str, default: tuple[int, ...] = NONE) -> tuple[int, ...]:
        """The lengths of the phrases that go on with ``second``; ``default`` where none does."""
        lengths = self._known.get(second)
        if lengths is None and self._asked < SEARCHED:
            lengths = self._look_for(second)
        return lengths or default

    def _look_for(self, second: str) -> tuple[int, ...]:
        """The lengths of the phrases that go on with a word which is asked for the first time."""
        self._asked += 1
        if self._asked == SEARCHED:
            self._take_apart()
            return self._known.get(second, NONE)
        text = self._text
        lengths = NONE
        found = text.find(f" {second} ")
        if found >= 0:
            first = text.rfind("|", 0, found) + 1
            lengths = _ROWS[text[first : text.find("=", first)]]
        self._known[second] = lengths
        return lengths

    def _take_apart(self) -> None:
        """Get to know all second words, and forget those asked for that are none: signs would let them pass."""
        known = self._known
        known.clear()
        for alike in self._text.split("|"):
            joined, _, seconds = alike.partition("=")
            lengths = _ROWS[joined]
            for second in seconds.split():
                known[second] = lengths
        self.signs = signs_of(known)
        self._text = ""

    def __contains__(self, second: object) -> bool:
        return isinstance(second, str) and bool(self.get(second))
