"""A sieve (Bloom filter) of 61 bits for sets of words: if a word's bit is not set, the word is not in the set.

Most words of a line do not stand beside each other in any name. To look that up in a dictionary takes three or
four accesses all over memory; a bit in a number that is at hand answers it for most.
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
