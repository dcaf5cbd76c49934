"""Dates whose year is written in two digits: ``Jun '19``, ``06/19``, ``2012–16``."""

from __future__ import annotations

import re
from typing import Final

from credclass.matching.dateparts import (
    DASHES,
    TWO_DIGITS,
    Date,
    month_with_day,
    ordered_date,
    small_number,
)
from credclass.matching.lexicon import Word
from credclass.text.tokens import Tokens

_MARKS: Final = frozenset((10, 12, 15, 16, 20, 25, 30, 40))
"""Full marks: ``12/20`` and ``07/10`` are marks as likely as months, so they are no dates; ``06/20``,
which nobody writes for a mark out of so many, is one.
"""

_TENTHS: Final = 10
"""The full mark of which marks are written with a zero too: ``07/10``."""

_LONGEST_RANGE: Final = 12
"""Years that ``2004–16`` may span."""

_RANGE_MARKS: Final = DASHES | {"/"}

_AHEAD: Final = range(20, 46)
"""Short years until which something is valid that people write with a hyphen (``exp 3-27``)."""

_YEAR_ENDS: Final = re.compile(r"\s*(?:$|[,;)\]|–—-])")
"""What follows ``'19`` as a year, and not ``'10 tips'``."""


def short_date(
    index: int, words: list[Word], tokens: Tokens, last: Date | None, floor: int
) -> Date | None:
    """The date whose year stands at ``index`` in two digits: ``Jun '19``, ``06/19``, ``2012–16``."""
    two = int(words[index].text)
    year = two + (2000 if two < 50 else 1900)
    between = tokens.gap(index - 1).replace(" ", "") if index else ""
    behind = last is not None and last.stop == index
    if behind and index + 1 < len(words) and _joins_numbers(index, words, tokens):
        return None  # 01/10/2018 – 30/07/2021
    if last is not None and behind and between.removesuffix("'") in _RANGE_MARKS:
        begun = int(last.value[:4])
        ended = begun - begun % 100 + two
        ended += 100 if ended < begun else 0  # 1998–02
        fits = len(last.value) == 4 and 0 < ended - begun <= _LONGEST_RANGE
        return Date(index, index + 1, str(ended)) if fits else None
    if index - 1 >= floor:
        before = words[index - 1]
        if before.months and (
            between in {"'", "-", "/", ".'", "-'"} or _ends_range(index, words, tokens, last, year)
        ):
            return month_with_day(index - 1, index + 1, words, tokens, floor, str(year))
        announced = index >= 2 and words[index - 2].announces_a_date
        stroke = between == "/" or (
            announced and between == "-" and _is_to_come(index, two, tokens)
        )  # exp 3-27
        if small_number(before) > 0 and stroke and (len(before.text) == 2 or announced):
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


def _is_to_come(index: int, two: int, tokens: Tokens) -> bool:
    """Whether what ``exp 3-27`` ends with is a year ahead and nothing follows, as in ``exp 5-10 years``."""
    return two in _AHEAD and bool(_YEAR_ENDS.match(tokens.folded.text, tokens.ends[index]))


def _ends_range(
    index: int, words: list[Word], tokens: Tokens, last: Date | None, year: int
) -> bool:
    """Whether a month and two digits close what the date before them begins: ``Sept 2001-June 03``."""
    return (
        last is not None
        and last.stop == index - 1
        and tokens.gap(index - 2).strip() in DASHES
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
    month = small_number(words[index - 1])
    if index >= 2 and _joins_numbers(index - 2, words, tokens):
        return _in_short_numbers(index, words, tokens, year)
    if not 1 <= month <= 12:
        return None
    in_range = (
        last is not None and last.stop == index - 1 and tokens.gap(index - 2).strip() in DASHES
    )
    padded = words[index - 1].text[0] == "0" and year % 100 != _TENTHS
    marked = year % 100 in _MARKS and not padded and not words[index - 2].announces_a_date
    if marked and not in_range and not _begins_range(index, words, tokens):
        return None
    return Date(index - 1, index + 1, f"{year}-{TWO_DIGITS[month]}")


def _joins_numbers(index: int, words: list[Word], tokens: Tokens) -> bool:
    """Whether token ``index`` and the next are numbers with a stroke or a dot between."""
    joined = tokens.gap(index).strip() in {"/", "."}
    return joined and words[index].number and words[index + 1].number


def _in_short_numbers(index: int, words: list[Word], tokens: Tokens, year: int) -> Date | None:
    """``03/15/20``, ``15/03/20``, where the order of day and month is certain, else the year."""
    first, second = small_number(words[index - 2]), small_number(words[index - 1])
    longer = index >= 3 and _joins_numbers(index - 3, words, tokens)
    if longer or tokens.gap(index - 2).strip() != "/":
        return None
    if not (1 <= min(first, second) <= 12 and 1 <= max(first, second) <= 31):
        return None
    return Date(index - 2, index + 1, ordered_date(str(year), first, second, dotted=False))


def _begins_range(index: int, words: list[Word], tokens: Tokens) -> bool:
    """Whether another month and short year follow: ``03/20 – 03/23``."""
    return (
        index + 2 < len(words)
        and tokens.gap(index).strip() in DASHES
        and 1 <= small_number(words[index + 1]) <= 12
        and tokens.gap(index + 1).strip() == "/"
        and len(words[index + 2].text) == 2
        and small_number(words[index + 2]) >= 0
    )
