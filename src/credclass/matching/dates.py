"""Dates on a résumé line, at the precision they are written in and never more.

The grammar is bounded: a year, a month and a year in either order or as numbers, a full
date whose order is certain, and years that a range or an apostrophe shortens. ``05/06/2019``
gives the year alone, because day and month cannot be told apart; ``14/06/2019`` and, where
dots are written the day always stands first, ``05.06.2019`` are certain. So ``2011/12``, a
month or an academic year, gives 2011. Today's date is never a default.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final
from unicodedata import numeric

from credclass.matching.lexicon import Word
from credclass.text.tokens import Tokens

_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|o|a)?")
"""A day as a token: ``14``, ``14th``, ``1er``, ``1º`` (folded)."""

_DASHES: Final = frozenset("-–—")

_MARKS: Final = frozenset((10, 12, 15, 16, 20, 25, 30, 40))
"""Full marks: ``12/20`` and ``07/10`` are marks as likely as months, so they are no dates; ``06/20``,
which nobody writes for a mark out of so many, is one.
"""

_TEN: Final = 10

_LONGEST_RANGE: Final = 12
"""Years that ``2004–16`` may span."""

_YEAR_ENDS: Final = re.compile(r"\s*(?:$|[,;)\]|–—-])")
"""What follows ``'19`` as a year, and not ``'10 tips'``."""


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


def _small(word: Word) -> int:
    """The number of one or two digits that the word is; -1 for none.

    ``isdecimal``, because ``int`` refuses what ``isdigit`` takes for digits (Ethiopic).
    """
    text = word.text
    return int(text) if len(text) <= 2 and text.isdecimal() else -1


def _numeral(word: Word) -> int:
    """The number up to ten that an ideograph is; 0 for none."""
    number = numeric(word.text, 0) if len(word.text) == 1 else 0
    return int(number) if number <= _TEN and not word.number else 0


def find_dates(words: list[Word], tokens: Tokens) -> list[Date]:
    """Every date of the line, in order."""
    dates: list[Date] = []
    floor = 0
    for index, word in enumerate(words):
        if not word.number or index < floor:
            continue
        if word.year:
            if _is_edition(index, words, tokens):
                continue
            date = _around(index, words, tokens, floor)
            start = _shared_month(date, words, tokens, floor)
            dates.extend((start, date) if start else (date,))
        elif len(word.text) == 2 and word.text.isdecimal():
            short = _short(index, words, tokens, dates[-1] if dates else None, floor)
            if short is None:
                continue
            dates.append(short)
        floor = dates[-1].stop if dates else 0
    return dates


def _is_edition(index: int, words: list[Word], tokens: Tokens) -> bool:
    """Whether a year is a standard's: ``ISO 9001:2015``."""
    if not index:
        return False
    before = words[index - 1]
    return (
        before.number
        and len(before.text) >= 3
        and not before.year
        and _between(index - 1, tokens) in {":", "-", "/"}
    )


def _around(index: int, words: list[Word], tokens: Tokens, floor: int) -> Date:
    """The date whose year stands at ``index``, with the month and day beside it."""
    year = str(words[index].year)
    at = _beside(index, words, tokens, floor)
    if at >= floor:
        before = words[at]
        if before.months:
            return _with_day(at, index + 1, words, tokens, floor, year)
        if at == index - 1 and (day := _day(before.text)):
            if index - 2 >= floor and words[index - 2].months and _close(index - 2, tokens):
                return Date(index - 2, index + 1, _full(year, words[index - 2].months, day))
            if _small(before) > 0 and (date := _in_numbers(index, words, tokens, floor, year)):
                return date
    return _after(index, words, tokens, year)


def _beside(index: int, words: list[Word], tokens: Tokens, floor: int) -> int:
    """The token before ``index`` that may belong to its date, over an ``of``; -1 for none."""
    at = index - 1
    if at < floor or not _close(at, tokens):
        return -1
    if words[at].joins_dates:
        at -= 1
        if at < floor or not (_close(at, tokens) or _between(at, tokens) in {". ", "."}):
            return -1
    return at


def _with_day(
    month: int, stop: int, words: list[Word], tokens: Tokens, floor: int, year: str
) -> Date:
    """The month at ``month`` before the year, and perhaps a day before the month."""
    number = words[month].months
    at = _beside(month, words, tokens, floor)
    listed = at >= floor and "," in _between(at, tokens)  # Level 2, June 2019
    if at >= floor and not listed and (day := _day(words[at].text)):
        return Date(at, stop, _full(year, number, day))
    return Date(month, stop, f"{year}-{number:02}")


def _in_numbers(
    index: int, words: list[Word], tokens: Tokens, floor: int, year: str
) -> Date | None:
    """``06/2019``, ``14.06.2019``, ``06/14/2019``: numbers joined to the year at ``index``."""
    second = _small(words[index - 1])
    if not _joined(index - 1, tokens, "/.-"):
        return None
    first = _small(words[index - 2]) if index - 2 >= floor else -1
    if first >= 0 and _between(index - 2, tokens).strip() == _between(index - 1, tokens).strip():
        dotted = _between(index - 1, tokens).strip() == "."
        value = _ordered(year, first, second, dotted=dotted)
        return Date(index - 2, index + 1, value)
    return Date(index - 1, index + 1, f"{year}-{second:02}") if 1 <= second <= 12 else None


def _ordered(year: str, first: int, second: int, *, dotted: bool) -> str:
    """``first/second/year`` as far as it is certain which of the two is the month."""
    if 1 <= second <= 12 and (12 < first <= 31 or first == second or (dotted and first >= 1)):
        return _full(year, second, first)
    if 1 <= first <= 12 and 12 < second <= 31:
        return _full(year, first, second)
    return year


def _shared_month(date: Date, words: list[Word], tokens: Tokens, floor: int) -> Date | None:
    """The first month of ``Sept–Dec 2016``, which has the year of the second."""
    at = date.first - 1
    if at < floor or len(date.value) != 7 or not words[date.first].months:
        return None
    if words[at].leads_to:
        at -= 1
    elif _between(at, tokens).strip() not in _DASHES:
        return None
    month = words[at].months if at >= floor else 0
    if not 1 <= month < int(date.value[5:]):
        return None
    return Date(at, at + 1, f"{date.value[:4]}-{month:02}")


def _short(
    index: int, words: list[Word], tokens: Tokens, last: Date | None, floor: int
) -> Date | None:
    """The date whose year stands at ``index`` in two digits: ``Jun '19``, ``06/19``, ``2012–16``."""
    two = int(words[index].text)
    year = two + (2000 if two < 50 else 1900)
    between = _between(index - 1, tokens).strip() if index else ""
    if last is not None and last.stop == index and between in {"-", "–", "—", "/", "-'", "–'"}:
        begun = int(last.value[:4])
        ended = begun - begun % 100 + two
        fits = len(last.value) == 4 and 0 < ended - begun <= _LONGEST_RANGE
        return Date(index, index + 1, str(ended)) if fits else None
    if index - 1 >= floor:
        before = words[index - 1]
        if before.months and (
            between in {"'", "-", "/", ".'", "-'"} or _ends_range(index, words, tokens, last, year)
        ):
            return _with_day(index - 1, index + 1, words, tokens, floor, str(year))
        if _small(before) > 0 and len(before.text) == 2 and between == "/":
            return _month_and_short_year(index, words, tokens, last, year)
    start = tokens.starts[index]
    text = tokens.folded.text
    if (
        text[start - 1 : start] == "'"
        and not text[start - 2 : start - 1].isalnum()
        and _YEAR_ENDS.match(text, tokens.ends[index])
    ):
        return Date(index, index + 1, str(year))
    return None


def _ends_range(
    index: int, words: list[Word], tokens: Tokens, last: Date | None, year: int
) -> bool:
    """Whether a month and two digits close what the date before them begins: ``Sept 2001-June 03``."""
    return (
        last is not None
        and last.stop == index - 1
        and _between(index - 2, tokens).strip() in _DASHES
        and int(last.value[:4]) <= year
        and not (index + 1 < len(words) and words[index + 1].year)
    )


def _month_and_short_year(
    index: int, words: list[Word], tokens: Tokens, last: Date | None, year: int
) -> Date | None:
    """``06/19``, unless it is part of a longer date or may be a mark out of so many."""
    last_word = index + 1 == len(words)
    if not last_word and (_joins_numbers(index, words, tokens) or words[index + 1].counted):
        return None  # 11/13 papers
    month = _small(words[index - 1])
    if index >= 2 and _joins_numbers(index - 2, words, tokens):
        return _in_short_numbers(index, words, tokens, year)
    if not 1 <= month <= 12:
        return None
    in_range = (
        last is not None
        and last.stop == index - 1
        and _between(index - 2, tokens).strip() in _DASHES
    )
    padded = words[index - 1].text[0] == "0" and year % 100 != _TEN
    marked = year % 100 in _MARKS and not padded
    if marked and not in_range and not _begins_range(index, words, tokens):
        return None
    return Date(index - 1, index + 1, f"{year}-{month:02}")


def _joins_numbers(index: int, words: list[Word], tokens: Tokens) -> bool:
    """Whether token ``index`` and the next are numbers with a stroke or a dot between."""
    joined = _between(index, tokens).strip() in {"/", "."}
    return joined and words[index].number and words[index + 1].number


def _in_short_numbers(index: int, words: list[Word], tokens: Tokens, year: int) -> Date | None:
    """``03/15/20``, ``15/03/20``, where the order of day and month is certain, else the year."""
    first, second = _small(words[index - 2]), _small(words[index - 1])
    longer = index >= 3 and _joins_numbers(index - 3, words, tokens)
    if longer or _between(index - 2, tokens).strip() != "/":
        return None
    if not (1 <= min(first, second) <= 12 and 1 <= max(first, second) <= 31):
        return None
    return Date(index - 2, index + 1, _ordered(str(year), first, second, dotted=False))


def _begins_range(index: int, words: list[Word], tokens: Tokens) -> bool:
    """Whether another month and short year follow: ``03/20 – 03/23``."""
    return (
        index + 2 < len(words)
        and _between(index, tokens).strip() in _DASHES
        and 1 <= _small(words[index + 1]) <= 12
        and _between(index + 1, tokens).strip() == "/"
        and len(words[index + 2].text) == 2
        and _small(words[index + 2]) >= 0
    )


def _after(index: int, words: list[Word], tokens: Tokens, year: str) -> Date:
    """``2019-06``, ``2019-06-30``, ``2019年6月``, ``2019 June``; else the year alone."""
    if index + 1 >= len(words):
        return Date(index, index + 1, year)
    following = words[index + 1]
    if following.text == "年":
        return _ideographic(index, words, year)
    if _small(following) > 0 and _joined(index, tokens, "-/."):
        return _year_first(index, words, tokens, year)
    if (
        following.months
        and _close(index, tokens)
        and not (index + 2 < len(words) and words[index + 2].year)
    ):
        return Date(index, index + 2, f"{year}-{following.months:02}")
    return Date(index, index + 1, year)


def _year_first(index: int, words: list[Word], tokens: Tokens, year: str) -> Date:
    """``2019-06``, ``2019.6``, ``2019/06/30``; ``2011/12`` may be an academic year."""
    month = _small(words[index + 1])
    if not 1 <= month <= 12:
        return Date(index, index + 1, year)
    mark = _between(index, tokens).strip()
    day = _small(words[index + 2]) if index + 2 < len(words) else -1
    if day >= 0 and _between(index + 1, tokens).strip() == mark:
        return Date(index, index + 3, _full(year, month, day))
    if mark == "/" and month == (int(year) + 1) % 100:
        return Date(index, index + 2, year)
    return Date(index, index + 2, f"{year}-{month:02}")


def _ideographic(index: int, words: list[Word], year: str) -> Date:
    """``2019年``, ``2019年6月``, ``2019年十一月``, ``2019年6月14日``: the year stands at ``index``."""
    at = index + 2
    month = 0
    while at < min(index + 4, len(words)) and (number := _numeral(words[at])):
        month += number
        at += 1
    if at == index + 2 and at < len(words):
        month = _small(words[at])
        at += 1
    if not 1 <= month <= 12:
        return Date(index, index + 1, year)
    if at < len(words) and words[at].text == "月":
        at += 1
        if at + 1 < len(words) and words[at + 1].text in {"日", "号"} and _day(words[at].text):
            return Date(index, at + 2, _full(year, month, _day(words[at].text)))
    return Date(index, at, f"{year}-{month:02}")


def _day(text: str) -> int:
    """The day of the month that a token is; 0 for none."""
    found = _DAY.fullmatch(text) if text[0].isdecimal() else None
    day = int(found[1]) if found else 0
    return day if day <= 31 else 0


def _full(year: str, month: int, day: int) -> str:
    """The date, without its day where the month has no such day."""
    if 1 <= day <= monthrange(int(year), month)[1]:
        return f"{year}-{month:02}-{day:02}"
    return f"{year}-{month:02}"


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
