"""Grades, scores and hours of training: numbers and the words that say what they count."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from credclass.matching.lexicon import year_of
from credclass.text.tokens import Tokens

_NUMBER: Final = r"(?<![\d.,/:-])\d{1,4}(?:[.,]\d{1,3})?+(?![\d:])"
_BEST: Final = r"\d{1,4}(?:[.,]\d{1,2})?+(?!\d)"
"""The best there is, behind a grade: ``3.8/4.0``."""

_TOLD: Final = r"[\s:=#(–-]{0,4}"
"""What stands between a word and its number: ``GPA: 3.8``, ``IELTS (7.5)``."""

_OUT_OF_BEST: Final = (
    r"(?<![\d.,/])(?:\d{1,2}[.,]\d{1,2}\s?/\s?(?:4|5|7|10|20)(?:[.,]\d{1,2})?"
    r"|\d{2,3}\s?/\s?(?:100|110)|2:[12])(?![\d/.,:]?\d)"
)
"""What is a grade without a word for it: ``8.9/10``, ``105/110``, Britain's ``2:1``."""

_LETTER: Final = r"['\"]?(?P<letter>[a-f][+-]?)(?![\w+'.-])"

_COUNTED: Final = r"(?<![\w.,/-])(?P<count>\d{1,2}[.,]\d{3}|\d{1,4}(?:[.,]\d{1,2})?)\s?[-+]?\s?"

_NEAR: Final = 24
"""Characters before a share that are looked at for what it is a share of."""

_IDEOGRAPH: Final = "\u2e7f"
"""Characters above are written without spaces between words."""


class Marks:
    """Finds grades and hours by the words of a catalog.

    Arguments:
        small: the phrases of every use of ``SmallWords``, folded.
    """

    def __init__(self, small: Mapping[str, Collection[str]]) -> None:
        out_of = _any_of(small.get("out_of", ()))
        percent = f"(?:%|{_any_of(small.get('percent', ()))})"
        filling = _any_of(small.get("tells_a_score", ()))
        value = rf"(?P<value>{_NUMBER}(?:\s?{percent}|\s?(?:/|{out_of})\s?{_BEST})?)"
        labels = _any_of(small.get("grade_labels", ()))
        letters = _any_of(small.get("letter_labels", ()))
        share = rf"{_NUMBER}(?:\s?{percent}|\s?(?:/|{out_of})\s?{_BEST})"
        self._numbers = (
            re.compile(rf"{labels}(?:{_TOLD}{filling})?{_TOLD}{value}"),
            re.compile(rf"{value}\s?{labels}"),
            re.compile(rf"{letters}{_TOLD}(?P<value>{share})"),
            re.compile(rf"(?P<value>{_OUT_OF_BEST}|{_NUMBER}\s?{percent})"),
        )
        """Ways to write a grade in numbers, the surest first."""
        self._letter = re.compile(rf"{letters}{_TOLD}{_LETTER}")
        self._class = re.compile(_any_of(small.get("grades", ())))
        self._score = re.compile(
            rf"(?:{_TOLD}(?:{filling}|(?:19|20)\d\d[\s,)]))*{_TOLD},?\s?{value}"
        )
        self._hours = re.compile(_COUNTED + _any_of(small.get("hours", ())))
        other = _any_of(small.get("no_grade", ()))
        self._before_other = re.compile(other + r"\W{0,2}$")
        self._behind_other = re.compile(r"\W{0,2}" + other)
        self._no_hours = re.compile(r"[\s/]*" + _any_of(small.get("no_hours", ())))

    def grade(self, tokens: Tokens, first: int, stop: int) -> str | None:
        """The grade that the tokens ``first`` to ``stop - 1`` name, as the line has it: a number
        beside a word for grades, a share of a hundred or of the best there is, a class.
        """
        text = tokens.folded.text
        begin, end = tokens.starts[first], tokens.ends[stop - 1]
        close = _closing(text, end)
        named = self._class.search(text, begin, close)
        if named and text[named.start()].isdigit():  # 110/110 e lode
            return _raw(tokens, *named.span())
        if any(map(str.isdigit, text[begin:close])):
            for pattern in self._numbers:
                for found in pattern.finditer(text, begin, close):
                    if self._counts(found, text):
                        return _raw(tokens, *found.span("value"))
        for found in self._letter.finditer(text, begin, close):
            raw = _raw(tokens, *found.span("letter"))
            if raw[0].isupper():
                return raw
        return _raw(tokens, *named.span()) if named else None

    def score(self, tokens: Tokens, first: int, after: int, stop: int) -> str | None:
        """The score right behind the name of an examination, the tokens ``first`` to ``after - 1``,
        or at its end: ``IELTS 7.5`` is a name too.
        """
        text = tokens.folded.text
        while after > first + 1 and tokens.words[after - 1].isdigit():
            after -= 1
        begin = tokens.ends[after - 1]
        found = self._score.match(text, begin, _closing(text, tokens.ends[stop - 1]))
        return _raw(tokens, *found.span("value")) if found and self._counts(found, text) else None

    def hours(self, tokens: Tokens, first: int, stop: int) -> float | None:
        """The hours of training that the tokens name."""
        text = tokens.folded.text
        for found in self._hours.finditer(text, tokens.starts[first], tokens.ends[stop - 1]):
            if not (year_of(found["count"]) or self._no_hours.match(text, found.end())):
                return _hours(found["count"])
        return None

    def _counts(self, found: re.Match[str], text: str) -> bool:
        """Whether a number is a grade: no year, and no share of something else (``top 5%``)."""
        value = found["value"]
        if value[-1].isdigit():
            return not year_of(value)
        before = text[max(found.start() - _NEAR, 0) : found.start()]
        return not (
            self._before_other.search(before) or self._behind_other.match(text, found.end())
        )


def _any_of(phrases: Collection[str]) -> str:
    """A pattern for any of some folded phrases, the longest first; for nothing, where there are none."""
    ways = [_one(phrase) for phrase in sorted(phrases, key=lambda one: (-len(one), one))]
    return f"(?:{'|'.join(ways)})" if ways else r"(?!)"


def _one(phrase: str) -> str:
    """A pattern for a phrase: words whole, between them spaces, dots, hyphens or nothing."""
    begins = "" if phrase[0] > _IDEOGRAPH or not phrase[0].isalnum() else r"(?<![^\W\d_])"
    ends = "" if phrase[-1] > _IDEOGRAPH or not phrase[-1].isalnum() else r"(?!\w)"
    return begins + r"[\s.'/-]{0,2}".join(map(re.escape, phrase.split())) + ends


def _closing(text: str, end: int) -> int:
    """The end of a stretch with the sign behind its last token: ``89%``, ``A+``."""
    return end + 2 if text[end : end + 2] == " %" else end + (text[end : end + 1] in {"%", "+"})


def _raw(tokens: Tokens, begin: int, end: int) -> str:
    folded = tokens.folded
    begin, end = (begin, end) if folded.same else folded.span(begin, end)
    return folded.original[begin:end]


def _hours(count: str) -> float:
    """A number as people write it: a comma or dot before three digits parts thousands."""
    whole, _, rest = count.replace(",", ".").partition(".")
    return float(whole + rest) if len(rest) == 3 else float(f"{whole}.{rest or 0}")
