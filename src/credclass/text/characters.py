"""Capitals, digits, ideographs and acronyms, told by code points: compiled, as fast as additions."""

from __future__ import annotations

from typing import Final

from credclass.native import i64

FIRST_IDEOGRAPH: Final = 0x3040
_ZERO: Final = 48
_NINE: Final = 57
_A: Final = 65
_Z: Final = 90
_LAST_ASCII: Final = 127
"""Code points."""


def is_ideograph(code: i64) -> bool:
    """Whether the character of a code point stands for a word or a syllable of Chinese or Japanese."""
    return FIRST_IDEOGRAPH <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF


def is_capital(text: str, at: i64) -> bool:
    """Whether a character of a text is a capital."""
    code: i64 = ord(text[at])
    if code > _LAST_ASCII:  # most are ideographs, which have none and cost a call to ask
        return not is_ideograph(code) and text[at].isupper()
    return _A <= code <= _Z


def _is_digit(text: str, at: i64) -> bool:
    code: i64 = ord(text[at])
    return _ZERO <= code <= _NINE if code <= _LAST_ASCII else text[at].isdigit()


def is_acronym(raw: str) -> bool:
    """Whether a text is written as an acronym: two capitals, a lone one, or a digit.

    >>> is_acronym("PMP"), is_acronym("Ph.D."), is_acronym("Java")
    (True, True, False)
    """
    return is_acronym_in(raw, 0, len(raw))


def is_acronym_in(text: str, begin: i64, end: i64) -> bool:
    """Whether a part of a text is written as an acronym."""
    capitals = 0
    for at in range(begin, end):
        if is_capital(text, at):
            capitals += 1
            if capitals > 1:
                return True
        elif _is_digit(text, at):
            return True
    return capitals == end - begin == 1
