"""What the parts of a date are: days, months, years, and what stands between them."""

from __future__ import annotations

from calendar import monthrange
from typing import Final
from unicodedata import numeric

from credclass.matching.lexicon import Word
from credclass.text.tokens import Tokens

DASHES: Final = frozenset("-–—")
_JOINTS: Final = frozenset("/.-")

_TEN: Final = 10

TWO_DIGITS: Final = [f"{number:02}" for number in range(100)]
"""How days and months are written: to ask Python each time takes as long as all else of a date."""


class Date:
    """A date and where it stands."""

    __slots__ = ("first", "stop", "value")

    tag: Final = "D"

    def __init__(self, first: int, stop: int, value: str) -> None:
        self.first = first
        self.stop = stop
        self.value = value
        """``2019`` or ``2019-06`` or ``2019-06-30``."""

    def __repr__(self) -> str:
        return f"Date({self.first}:{self.stop} {self.value})"


def small_number(word: Word) -> int:
    """The number of one or two digits that the word is; -1 for none.

    ``isdecimal``, because ``int`` refuses what ``isdigit`` takes for digits (Ethiopic).
    """
    text = word.text
    return int(text) if len(text) <= 2 and text.isdecimal() else -1


def numeral(word: Word) -> int:
    """The number up to ten that an ideograph is; 0 for none."""
    number = numeric(word.text, 0) if len(word.text) == 1 else 0
    return int(number) if number <= _TEN and not word.number else 0


def full_date(year: str, month: int, day: int) -> str:
    """The date, without its day where the month has no such day."""
    if 1 <= day <= monthrange(int(year), month)[1]:
        return f"{year}-{TWO_DIGITS[month]}-{TWO_DIGITS[day]}"
    return f"{year}-{TWO_DIGITS[month]}"


def ordered_date(year: str, first: int, second: int, *, dotted: bool) -> str:
    """``first/second/year`` as far as it is certain which of the two is the month."""
    if 1 <= second <= 12 and (12 < first <= 31 or first == second or (dotted and first >= 1)):
        return full_date(year, second, first)
    if 1 <= first <= 12 and 12 < second <= 31:
        return full_date(year, first, second)
    return year


def token_beside(index: int, words: list[Word], tokens: Tokens, floor: int) -> int:
    """The token before ``index`` that may belong to its date, over an ``of``; -1 for none."""
    at = index - 1
    if at < floor or not is_close(at, tokens):
        return -1
    if words[at].joins_dates:
        at -= 1
        if at < floor or not (is_close(at, tokens) or tokens.gap(at) in {". ", "."}):
            return -1
    return at


def month_with_day(
    month: int, stop: int, words: list[Word], tokens: Tokens, floor: int, year: str
) -> Date:
    """The month at ``month`` before the year, and perhaps a day before the month."""
    number = words[month].months
    at = token_beside(month, words, tokens, floor)
    listed = at >= floor and "," in tokens.gap(at)  # Level 2, June 2019
    if at >= floor and not listed and (day := words[at].day):
        return Date(at, stop, full_date(year, number, day))
    return Date(month, stop, f"{year}-{TWO_DIGITS[number]}")


def is_close(index: int, tokens: Tokens) -> bool:
    """Whether nothing but one mark and spaces stands between a token and the next."""
    between = tokens.gap(index)
    return len(between) <= 3 and between.strip() in {"", ",", ".", "/", "-", "'"}


def is_joined(index: int, tokens: Tokens) -> bool:
    """Whether what joins the numbers of a date stands between a token and the next: ``06/2019``."""
    return tokens.gap(index).strip() in _JOINTS
