"""Signs of words: what has not the sign of a word among its own has not the word.

Most words of a line are no partner of each other in any name. To find that out in a dictionary takes
three or four looks at places all over memory; a bit in a number that is at hand tells it of most.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SIGNS: Final = 61
"""Bits of a number that compiled code compares in one step."""

ALL_SIGNS: Final = (1 << SIGNS) - 1
"""What may have any word."""


def sign_of(word: str) -> int:
    """One of the bits, by the first letter, the middle one, the last, and the length.

    >>> sign_of("scrum") == sign_of("scrum"), sign_of("scrum") & signs_of(["master", "scrum"]) > 0
    (True, True)
    """
    length = len(word)
    if not length:
        return 1
    told = 7 * ord(word[0]) + 5 * ord(word[length // 2]) + 3 * ord(word[length - 1]) + length
    return 1 << told % SIGNS


def signs_of(words: Iterable[str]) -> int:
    """The signs of several words together."""
    signs = 0
    for word in words:
        signs |= sign_of(word)
    return signs
