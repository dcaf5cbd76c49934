"""The surface of a line: the marks at both ends, and its capitals. Few facts, which make one number."""

from __future__ import annotations

from typing import Final

from credclass.decision.scene import Scene
from credclass.native import i64

OPENING: Final = 12
"""Tokens at the beginning of a line whose capitals are counted."""

TOLD_APART: Final = ".,:;-•()?*"
"""Marks at the ends of a line of which each says something else."""

_ENDS: Final = ("upper", "lower", "digit", "mark", "", *TOLD_APART)
"""What a character at the end of a line is; there is none where nothing is written."""

_SMALL: Final = (97, 122)
"""The first and the last code point of small letters in ASCII."""

_SHARES: Final = 6
"""Shares of capitals that are told: quarters, and all."""

MARKS: Final = len(_ENDS) * len(_ENDS) * _SHARES
"""How many numbers there are."""


def number_of_marks(scene: Scene) -> int:
    """What the characters at both ends are, and the share of capitals (5: all capitals), in one number."""
    line = scene.reading.tokens.folded.original.strip()
    if not line:
        return (_NONE * len(_ENDS) + _NONE) * _SHARES
    count = min(len(scene.capitals), OPENING)
    capitals = sum(scene.capitals[at] for at in range(count))
    share = 5 if _is_shouted(line) else _quarters(capitals, max(count, 1))
    return (_end(line, 0) * len(_ENDS) + _end(line, len(line) - 1)) * _SHARES + share


def marks_of(number: int) -> tuple[str, str, int]:
    """The facts of which a number is made.

    >>> marks_of((_end("Ph.D. (2019)", 0) * len(_ENDS) + _end("Ph.D. (2019)", 11)) * _SHARES + 2)
    ('upper', ')', 2)
    """
    ends, share = divmod(number, _SHARES)
    return _ENDS[ends // len(_ENDS)], _ENDS[ends % len(_ENDS)], share


def _quarters(part: i64, whole: i64) -> int:
    """How many quarters a part of a whole is, to the nearest; a half to the even one."""
    quarters, rest = 4 * part // whole, 4 * part % whole
    return quarters + (2 * rest > whole or (2 * rest == whole and quarters % 2 == 1))


def _end_of(character: str) -> int:
    """Which of ``_ENDS`` a character is."""
    if character.isalpha():
        return _ENDS.index("upper" if character.isupper() else "lower")
    if character.isdigit():
        return _ENDS.index("digit")
    return _ENDS.index(character if character in TOLD_APART else "mark")


_NONE: Final[int] = _ENDS.index("")

_ASCII: Final[list[int]] = [_end_of(chr(code)) for code in range(128)]


def _end(line: str, at: int) -> int:
    """Which of ``_ENDS`` the character of a line at one place is."""
    code = ord(line[at])
    return _ASCII[code] if code < len(_ASCII) else _end_of(line[at])


def _is_shouted(line: str) -> bool:
    """Whether a line has capitals and no small letters; most have one as their second character."""
    if len(line) > 1 and _SMALL[0] <= ord(line[1]) <= _SMALL[1]:
        return False
    return line.isupper()
