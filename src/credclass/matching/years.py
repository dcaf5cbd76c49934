"""The years that a résumé may name."""

from __future__ import annotations

from typing import Final

FIRST_YEAR: Final = 1940
LAST_YEAR: Final = 2049
YEAR_DIGITS: Final = 4


def year_of(text: str) -> int:
    """The year that a token is; 0 for none."""
    if len(text) != YEAR_DIGITS:
        return 0
    year = 0
    for at in range(YEAR_DIGITS):  # compiled, far less than to call ``int``
        digit = ord(text[at]) - ord("0")
        if not 0 <= digit <= 9:  # a digit of another script
            year = int(text) if text.isdecimal() else 0
            break
        year = 10 * year + digit
    return year if FIRST_YEAR <= year <= LAST_YEAR else 0
