"""Names of several words with what each word weighs in them, as ``partial`` searches for them."""

from __future__ import annotations

from math import inf
from typing import Final

from credclass.catalog.index import MAX_MISSING
from credclass.matching.signs import signs_of
from credclass.native import i64

CROSSING: Final = 0.9
"""Share of a name's weight that must stand there where a separator stands inside it."""

MIN_WEIGHT: Final = 13.0
"""Weight that the present words of a name must have: two common words (``software engineer``,
``national board``) name nothing by standing near each other, unless they are the whole name, in
its order."""

_ROUNDING: Final = 1e-6
"""What sums of weights may be off."""


class Name:
    """A name of several words, with what each word weighs in it."""

    __slots__ = ("key", "length", "losses", "signs", "slack", "spare", "whole", "words")

    def __init__(self, key: str, words: tuple[str, ...], weights: tuple[float, ...]) -> None:
        self.key = key
        self.words = words
        """Each once, the heaviest first."""
        self.signs = signs_of(list(words))
        """Their signs together."""
        lost = [inf if word[0].isdigit() else weights[at] for at, word in enumerate(words)]
        self.losses = tuple(lost)
        """What is lost with each word that is missing: with a number (a version, a level) all."""
        self.whole: float = sum(weights)
        least = max(self.whole - MIN_WEIGHT, 0.0) + _ROUNDING
        self.slack: float = min(MAX_MISSING * self.whole, least)
        """The weight that may be missing, with what sums may be off: a name that lacks more is none."""
        self.spare = _lightest(weights, max(self.slack, (1 - CROSSING) * self.whole) + _ROUNDING)
        """The number of words that may be missing."""
        self.length = key.count(" ") + 1
        """The number of its words, those that it repeats included."""

    def may_lack(self, absent: int) -> bool:
        """Whether so few of its words have ``absent`` signs that it may be there: each lacks another word."""
        missing: i64 = self.signs & absent
        spare: i64 = self.spare
        while missing:
            missing &= missing - 1
            spare -= 1
        return spare >= 0


def _lightest(weights: tuple[float, ...], limit: float) -> int:
    """How many words, the heaviest first, weigh no more than ``limit`` together, counted from the lightest."""
    together = 0.0
    for count in range(len(weights)):
        together += weights[-1 - count]
        if together > limit:
            return count
    return len(weights)
