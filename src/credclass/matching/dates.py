"""Dates on a résumé line, at the precision they are written in and never more.

The grammar is bounded: a year, a month and a year in either order or as numbers,
a full date whose order is certain. ``05/06/2019`` gives the year alone, because
day and month cannot be told apart. Today's date is never a default.
"""

from __future__ import annotations

from typing import Final

from credclass.matching.lexicon import Word
from credclass.text.tokens import Tokens

FIRST_YEAR: Final = 1940
LAST_YEAR: Final = 2049


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


def is_year(word: Word) -> bool:
    """Whether the word is a year that a résumé may name."""
    return word.number and len(word.text) == 4 and FIRST_YEAR <= int(word.text) <= LAST_YEAR


def find_dates(words: list[Word], tokens: Tokens) -> list[Date]:
    """Every date of the line, in order."""
    dates: list[Date] = []
    for index, word in enumerate(words):
        if word.number and is_year(word):
            dates.append(_around(index, words, tokens, dates[-1].stop if dates else 0))
    return dates


def _around(index: int, words: list[Word], tokens: Tokens, floor: int) -> Date:
    """The date whose year stands at ``index``, with the month and day beside it."""
    year = words[index].text
    before = words[index - 1] if index - 1 >= floor else None
    if before is not None and _close(index - 1, tokens):
        if before.months:
            return _with_day(index, words, tokens, floor, f"{year}-{before.months:02}")
        if before.number and len(before.text) <= 2:
            earlier = words[index - 2] if index - 2 >= floor else None
            if (
                earlier is not None
                and _close(index - 2, tokens)
                and earlier.number
                and len(earlier.text) <= 2
            ):
                month = _certain_month(int(earlier.text), int(before.text))
                value = f"{year}-{month:02}" if month else year
                return Date(index - 2, index + 1, value)
            if earlier is not None and earlier.months and _close(index - 2, tokens):
                return Date(index - 2, index + 1, _full(year, earlier.months, before.text))
            if 1 <= int(before.text) <= 12 and _joined(index - 1, tokens, "/.-"):
                return Date(index - 1, index + 1, f"{year}-{int(before.text):02}")
    return _after(index, words, tokens, year)


def _with_day(index: int, words: list[Word], tokens: Tokens, floor: int, value: str) -> Date:
    """``month`` before the year, and perhaps a day before the month."""
    day = words[index - 2] if index - 2 >= floor else None
    if day is not None and _close(index - 2, tokens):
        digits = day.text.rstrip("stndrh") if day.text[:1].isdigit() else ""
        if digits.isdigit() and 1 <= int(digits) <= 31:
            return Date(index - 2, index + 1, f"{value}-{int(digits):02}")
    return Date(index - 1, index + 1, value)


def _after(index: int, words: list[Word], tokens: Tokens, year: str) -> Date:
    """``2019-06``, ``2019-06-30``, ``2019年6月``, ``2019 June``; else the year alone."""
    following = words[index + 1 : index + 4]
    if not following:
        return Date(index, index + 1, year)
    text = following[0].text
    if (
        text == "年"
        and len(following) > 1
        and following[1].number
        and 1 <= int(following[1].text) <= 12
    ):
        stop = index + (4 if len(following) > 2 and following[2].text == "月" else 3)
        return Date(index, stop, f"{year}-{int(following[1].text):02}")
    if (
        following[0].number
        and len(text) == 2
        and 1 <= int(text) <= 12
        and _joined(index, tokens, "-/.")
    ):
        if (
            len(following) > 1
            and following[1].number
            and len(following[1].text) == 2
            and _joined(index + 1, tokens, "-/.")
        ):
            return Date(index, index + 3, _full(year, int(text), following[1].text))
        return Date(index, index + 2, f"{year}-{int(text):02}")
    if (
        following[0].months
        and _close(index, tokens)
        and not (len(following) > 1 and is_year(following[1]))
    ):
        return Date(index, index + 2, f"{year}-{following[0].months:02}")
    return Date(index, index + 1, year)


def _full(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}" if 1 <= int(day) <= 31 else f"{year}-{month:02}"


def _certain_month(first: int, second: int) -> int:
    """The month of ``first/second/year`` where only one of the two can be it, else 0."""
    if 12 < first <= 31 and 1 <= second <= 12:
        return second
    if 12 < second <= 31 and 1 <= first <= 12:
        return first
    return first if first == second and 1 <= first <= 12 else 0


def _between(index: int, tokens: Tokens) -> str:
    """What stands between token ``index`` and the next."""
    return tokens.folded.text[tokens.ends[index] : tokens.starts[index + 1]]


def _close(index: int, tokens: Tokens) -> bool:
    """Whether nothing but one mark and spaces stands between a token and the next."""
    between = _between(index, tokens)
    return len(between) <= 3 and between.strip() in {"", ",", ".", "/", "-", "'"}


def _joined(index: int, tokens: Tokens, marks: str) -> bool:
    between = _between(index, tokens).strip()
    return between in marks and between != ""
