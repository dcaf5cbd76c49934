"""Dates on a résumé line, at the precision they are written in and never more.

The grammar is bounded: a year, a month and a year in either order or as numbers, a full
date whose order is certain, and years that a range or an apostrophe shortens. ``05/06/2019``
gives the year alone, because day and month cannot be told apart; ``14/06/2019`` and, where
dots are written the day always stands first, ``05.06.2019`` are certain. So ``2011/12``, a
month or an academic year, gives 2011. Today's date is never a default.
"""

from __future__ import annotations

from credclass.matching.dateparts import (
    DASHES,
    TWO_DIGITS,
    Date,
    full_date,
    is_close,
    is_joined,
    month_with_day,
    numeral,
    ordered_date,
    small_number,
    token_beside,
)
from credclass.matching.lexicon import Word
from credclass.matching.short_years import short_date
from credclass.text.tokens import Tokens


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
            if start is not None:
                dates.append(start)
            dates.append(date)
        elif len(word.text) == 2 and word.text.isdecimal():
            short = short_date(index, words, tokens, dates[-1] if dates else None, floor)
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
        and tokens.gap(index - 1) in {":", "-", "/"}
    )


def _around(index: int, words: list[Word], tokens: Tokens, floor: int) -> Date:
    """The date whose year stands at ``index``, with the month and day beside it."""
    year = str(words[index].year)
    at = token_beside(index, words, tokens, floor)
    if at >= floor:
        before = words[at]
        if before.months:
            return month_with_day(at, index + 1, words, tokens, floor, year)
        if at == index - 1 and (day := before.day):
            if index - 2 >= floor and words[index - 2].months and is_close(index - 2, tokens):
                return Date(index - 2, index + 1, full_date(year, words[index - 2].months, day))
            if small_number(before) > 0 and (
                date := _in_numbers(index, words, tokens, floor, year)
            ):
                return date
    return _after(index, words, tokens, year)


def _in_numbers(
    index: int, words: list[Word], tokens: Tokens, floor: int, year: str
) -> Date | None:
    """``06/2019``, ``14.06.2019``, ``06/14/2019``: numbers joined to the year at ``index``."""
    second = small_number(words[index - 1])
    if not is_joined(index - 1, tokens):
        return None
    first = small_number(words[index - 2]) if index - 2 >= floor else -1
    if first >= 0 and tokens.gap(index - 2).strip() == tokens.gap(index - 1).strip():
        dotted = tokens.gap(index - 1).strip() == "."
        value = ordered_date(year, first, second, dotted=dotted)
        return Date(index - 2, index + 1, value)
    return Date(index - 1, index + 1, f"{year}-{TWO_DIGITS[second]}") if 1 <= second <= 12 else None


def _shared_month(date: Date, words: list[Word], tokens: Tokens, floor: int) -> Date | None:
    """The first month of ``Sept–Dec 2016``, which has the year of the second."""
    at = date.first - 1
    if at < floor or len(date.value) != 7 or not words[date.first].months:
        return None
    if words[at].leads_to:
        at -= 1
    elif tokens.gap(at).strip() not in DASHES:
        return None
    month = words[at].months if at >= floor else 0
    if not 1 <= month < int(date.value[5:]):
        return None
    return Date(at, at + 1, f"{date.value[:4]}-{TWO_DIGITS[month]}")


def _after(index: int, words: list[Word], tokens: Tokens, year: str) -> Date:
    """``2019-06``, ``2019-06-30``, ``2019年6月``, ``2019 June``; else the year alone."""
    if index + 1 >= len(words):
        return Date(index, index + 1, year)
    following = words[index + 1]
    if following.year_sign:
        return _with_signs(index, words, year)
    if small_number(following) > 0 and is_joined(index, tokens):
        return _year_first(index, words, tokens, year)
    if (
        following.months
        and is_close(index, tokens)
        and not (index + 2 < len(words) and words[index + 2].year)
    ):
        return Date(index, index + 2, f"{year}-{TWO_DIGITS[following.months]}")
    return Date(index, index + 1, year)


def _year_first(index: int, words: list[Word], tokens: Tokens, year: str) -> Date:
    """``2019-06``, ``2019.6``, ``2019/06/30``; ``2011/12`` may be an academic year."""
    month = small_number(words[index + 1])
    if not 1 <= month <= 12 or _is_apart(index, tokens):
        return Date(index, index + 1, year)
    mark = tokens.gap(index).strip()
    day = small_number(words[index + 2]) if index + 2 < len(words) else -1
    if day >= 0 and tokens.gap(index + 1).strip() == mark:
        return Date(index, index + 3, full_date(year, month, day))
    if mark == "/" and month == (int(year) + 1) % 100:
        return Date(index, index + 2, year)
    return Date(index, index + 2, f"{year}-{TWO_DIGITS[month]}")


def _is_apart(index: int, tokens: Tokens) -> bool:
    """Whether a dash between spaces stands behind a year: what follows is no month of it, but a range's
    end, a grade or a number of something (``2010 - 12``, ``2014 - 7.8 CGPA``, ``2013 - 2 yrs full time``).
    """
    between = tokens.gap(index)
    return between[:1] == " " and between.strip() in DASHES


def _with_signs(index: int, words: list[Word], year: str) -> Date:
    """``2019年``, ``2019년 6월``, ``2019年十一月``, ``2019年6月14日``: the year stands at ``index``."""
    at = index + 2
    month = 0
    while at < min(index + 4, len(words)) and (number := numeral(words[at])):
        month += number
        at += 1
    if at == index + 2 and at < len(words):
        month = small_number(words[at])
        at += 1
    if not 1 <= month <= 12:
        return Date(index, index + 1, year)
    if at < len(words) and words[at].month_sign:
        at += 1
        if at + 1 < len(words) and words[at + 1].day_sign and words[at].day:
            return Date(index, at + 2, full_date(year, month, words[at].day))
    return Date(index, at, f"{year}-{TWO_DIGITS[month]}")
