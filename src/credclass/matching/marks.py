"""Grades, scores and hours of training: numbers and the words that say what they count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from credclass.matching.years import year_of
from credclass.text.tokens import Tokens

_NUMBER: Final = r"(?<![\d.,/:-])\d{1,4}(?:[.,]\d{1,3})?+(?![\d:])"
_BEST: Final = r"\d{1,4}(?:[.,]\d{1,2})?+(?!\d)"
"""The best there is, behind a grade: ``3.8/4.0``."""

_TOLD: Final = r"[\s:=#()–-]{0,4}"
"""What stands between a word and its number: ``GPA: 3.8``, ``IELTS (7.5)``, ``TOEFL (iBT) 100``."""

_OUT_OF_BEST: Final = (
    r"(?<![\d.,/])(?:\d{1,2}[.,]\d{1,2}\s?/\s?(?:4|5|7|10|20)(?:[.,]\d{1,2})?"
    r"|\d{2,3}\s?/\s?(?:100|110)|\d{2,4}\s?/\s?(?:[2-9]|1[0-9])[05]0|2:[12])(?![\d/.,:]?\d)"
)
"""What is a grade without a word for it: ``8.9/10``, ``105/110``, ``540/600``, Britain's ``2:1``."""

_LETTER: Final = r"['\"]?(?P<letter>[a-f][+-]?)(?![\w+'.-])"

_COUNTED: Final = r"(?<![\w.,/-])(?P<count>\d{1,2}[., ]\d{3}|\d{1,4}(?:[.,]\d{1,2})?)\s?[-+]?\s?"

MINUTES: Final = 60

_SUREST: Final = 0
_LABELLED: Final = 1
_MEASURED: Final = 2
_WORDED: Final = 3
_NONE: Final = 4
"""Ways of writing a grade, the surest first: a class that begins with a number (``110/110 e lode``), a
number beside a word for grades, a share, a word or letter.
"""

_BEHIND_NUMBER: Final = re.compile(r"\d+(?:[., ]\d{1,3})*+[\s+-]{0,3}([^\W\d_]+|\S|$)")
"""A number, and the word or sign behind it."""

_SIGNS: Final = frozenset("%/:")
"""Signs behind a number that may be a grade."""

_NEAR: Final = 24
"""Characters before a share that are looked at for what it is a share of."""

_SIGNS_BETWEEN: Final = range(3)
"""How many signs may stand between a share and what it is a share of."""

_LAST_ASCII: Final = 127

_GROUPING: Final = "., "
"""Characters between digits of one number."""

NO_UNITS: Final[dict[int, str]] = {}
"""One for all lines without, which nothing is added to."""

_IDEOGRAPH: Final = "\u2e7f"
"""Characters above are written without spaces between words."""


class Way:
    """A way to write something, and how sure it is; made a pattern when a line first needs it.

    Arguments:
        behind: what must follow, which many ways have in common and which is then the match.
    """

    __slots__ = ("_behind", "_pattern", "_source", "rank")

    def __init__(self, source: str, rank: int = 0, behind: Way | None = None) -> None:
        self.rank = rank
        self._source = source
        self._behind = behind
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str, begin: int, end: int) -> re.Match[str] | None:
        """The match that begins at ``begin`` and ends before ``end``."""
        if self._pattern is None:
            self._pattern = re.compile(self._source)
        found = self._pattern.match(text, begin, end)
        if found is None or self._behind is None:
            return found
        return self._behind.match(text, found.end(), end)


MONTHS: Final = 12


class Marks:
    """Finds grades and hours by the words of a catalog.

    A pattern is tried only where one of its words, or a number, begins: searched for at every
    character of a line they would cost as much as all else together.

    Arguments:
        small: the phrases of every use of ``SmallWords``, folded.
    """

    def __init__(self, small: Mapping[str, Collection[str]]) -> None:
        labels, letters = small.get("grade_labels", ()), small.get("letter_labels", ())
        classes = small.get("grades", ())
        percent = f"(?:%|{_any_of(small.get('percent', ()))})"
        best = rf"\s?(?:/|{_any_of(small.get('out_of', ()))})\s?{_BEST}"
        value = rf"(?P<value>{_NUMBER}(?:\s?{percent}|{best})?)"
        filling = _any_of(small.get("tells_a_score", ()))
        self._by_word: dict[str, list[Way]] = {}
        self._add(labels, _LABELLED, Way(rf"(?:{_TOLD}{filling})?{_TOLD}{value}"))
        share = rf"{_TOLD}(?P<value>{_NUMBER}(?:\s?{percent}|{best}))"
        self._add(letters, _MEASURED, Way(share))
        self._add(letters, _WORDED, Way(_TOLD + _LETTER))
        self._add([one for one in classes if one[0].isdigit()], _SUREST)
        self._add([one for one in classes if not one[0].isdigit()], _WORDED)
        self._by_number = [
            Way(rf"{value}\s?{_any_of(labels)}", _LABELLED),
            Way(rf"(?P<value>{_OUT_OF_BEST}|{_NUMBER}\s?{percent})", _MEASURED),
        ]
        units = _first_words(labels, small.get("percent", ()), small.get("out_of", ()))
        self._units = units | _SIGNS
        self._score = Way(rf"(?:{_TOLD}(?:{filling}|(?:19|20)\d\d[\s,):]))*{_TOLD},?\s?{value}")
        hours = small.get("hours", ())
        self._hours = Way(_COUNTED + _any_of(hours))
        self._hour_words = _first_words(hours)
        self._counted = self._units | self._hour_words
        minutes = _any_of(small.get("minutes", ()))
        self._minutes = Way(rf"[\s,]*(?P<count>[1-5]?\d)\s?{minutes}")
        others = small.get("no_grade", ())
        other = _any_of(others)
        self._ends_other = tuple({phrase.split()[-1] for phrase in others})
        self._before_other = Way(rf".*{other}\W{{0,2}}$")
        self._behind_other = Way(rf"\W{{0,2}}{other}")
        self._no_hours = Way(r"[\s/]*" + _any_of(small.get("no_hours", ())))

    def _add(self, phrases: Iterable[str], rank: int, behind: Way | None = None) -> None:
        """Look for ``phrases`` where their first words stand; what is ``behind`` them is the grade, or
        they are.
        """
        starting: dict[str, list[str]] = {}
        for phrase in phrases:
            starting.setdefault(phrase.split()[0], []).append(phrase)
        for word, own in starting.items():
            told = _any_of(own) if behind else f"(?P<value>{_any_of(own)})"
            self._by_word.setdefault(word, []).append(Way(told, rank, behind))

    def units(self, tokens: Tokens) -> dict[int, str]:
        """What stands behind the numbers of a line that may be grades or hours, by their tokens."""
        units = NO_UNITS
        words = tokens.words
        for at in range(len(words)):
            if not _is_numbered(words[at]):
                continue
            behind = _behind_number(tokens.folded.text, tokens.starts[at])
            if behind and _begins_among(behind, self._counted):
                if not units:
                    units = {}
                units[at] = behind
        return units

    def grade(self, tokens: Tokens, units: dict[int, str], first: int, stop: int) -> str | None:
        """The grade that the tokens ``first`` to ``stop - 1`` name, as the line has it: a number
        beside a word for grades, a share of a hundred or of the best there is, a class.
        """
        text, words, by_word = tokens.folded.text, tokens.words, self._by_word
        best, place = _NONE, (0, 0)
        for at in range(first, stop):
            ways = by_word.get(words[at])
            if units and at in units and _begins_among(units[at], self._units):
                ways = [*(ways or ()), *self._by_number]
            if ways is None:
                continue
            begin, close = tokens.starts[at], _closing(text, tokens.ends[stop - 1])
            for way in ways:
                found = way.match(text, begin, close) if way.rank < best else None
                if found is not None and (span := self._grade_in(found, tokens)):
                    best, place = way.rank, span
        return _raw(tokens, *place) if best < _NONE else None

    def _grade_in(self, found: re.Match[str], tokens: Tokens) -> tuple[int, int] | None:
        """Where the grade stands in a match; None where it is none: a small letter, a year, a share
        of something else (``top 5%``).
        """
        if found.lastgroup == "letter":
            span = found.span("letter")
            return span if _raw(tokens, *span)[0].isupper() else None
        return found.span("value") if self._counts(found) else None

    def score(self, tokens: Tokens, first: int, after: int, stop: int) -> str | None:
        """The score right behind the name of an examination, the tokens ``first`` to ``after - 1``,
        or at its end: ``IELTS 7.5`` is a name too.
        """
        text, close = tokens.folded.text, _closing(tokens.folded.text, tokens.ends[stop - 1])
        for last in range(after - 1, first - 1, -1):
            found = self._score.match(text, tokens.ends[last], close)
            if found and self._counts(found):
                return _raw(tokens, *found.span("value"))
            if not tokens.words[last].isdigit():
                break
        return None

    def hours(self, tokens: Tokens, units: dict[int, str], first: int, stop: int) -> float | None:
        """The hours of training that the tokens name."""
        if not units:
            return None
        text = tokens.folded.text
        for at in range(first, stop):
            if at not in units or not _begins_among(units[at], self._hour_words):
                continue
            if year_of(tokens.words[at]):
                continue
            begin = tokens.starts[at]
            found = self._hours.match(text, begin, tokens.ends[stop - 1])
            if found and not self._no_hours.match(text, found.end(), len(text)):
                rest = self._minutes.match(text, found.end(), tokens.ends[stop - 1])
                minutes = int(rest["count"]) if rest else 0
                return _hours(found["count"]) + round(minutes / MINUTES, 2)
        return None

    def _counts(self, found: re.Match[str]) -> bool:
        """Whether a number is a grade: no year or month of one (``05/2016 GPA 3.8``), and no share of
        something else (``top 5%``).
        """
        value, text = found["value"], found.string
        if value.isdigit():
            return not year_of(value)
        month, _, year = value.rpartition("/")
        if year_of(year) and month.isdigit() and int(month) <= MONTHS:
            return False
        if not value[-1].isdigit() and self._behind_other.match(text, found.end(), len(text)):
            return False
        return not self._is_of_other(text[max(found.start() - _NEAR, 0) : found.start()])

    def _is_of_other(self, before: str) -> bool:
        """Whether what stands before a share ends with what it is a share of."""
        count = len(before)
        ends = any(before[: count - more].endswith(self._ends_other) for more in _SIGNS_BETWEEN)
        # the pattern takes as long as all that is read of a line
        return ends and self._before_other.match(before, 0, count) is not None


def _first_words(*several: Iterable[str]) -> frozenset[str]:
    """The words with which phrases begin."""
    return frozenset([phrase.split()[0] for phrases in several for phrase in phrases])


def _any_of(phrases: Collection[str]) -> str:
    """A pattern for any of some folded phrases, the longest first; for nothing, where there are none.

    What may not stand before words is asked once for all of them: of ways that begin with a letter the
    pattern's engine passes over those that begin with another.
    """
    ordered = sorted(phrases, key=lambda one: (-len(one), one))
    words = "|".join([_one(phrase) for phrase in ordered if _is_spaced(phrase[0])])
    others = [_one(phrase) for phrase in ordered if not _is_spaced(phrase[0])]
    ways = [rf"(?<![^\W\d_])(?:{words})", *others] if words else others
    return f"(?:{'|'.join(ways)})" if ways else r"(?!)"


def _one(phrase: str) -> str:
    """A pattern for a phrase from its first word on: words whole, between them spaces, dots, hyphens or
    nothing.
    """
    ends = r"(?!\w)" if _is_spaced(phrase[-1]) else ""
    return r"[\s.'/-]{0,2}".join(map(re.escape, phrase.split())) + ends


def _is_spaced(sign: str) -> bool:
    """Whether a sign is a letter or digit of a script that parts words by spaces."""
    return sign <= _IDEOGRAPH and sign.isalnum()


def _is_numbered(word: str) -> bool:
    """Whether a token begins with a number."""
    sign = ord(word[0])
    if sign > _LAST_ASCII:
        return word[0].isdigit() and word[0].isdecimal()
    return ord("0") <= sign <= ord("9")


def _begins_among(behind: str, words: frozenset[str]) -> bool:
    """Whether what stands behind a number is one of some words, or its first character is."""
    return behind in words or behind[0] in words


def _behind_number(text: str, start: int) -> str:
    """The word or sign behind the number that begins at a place of a text; nothing where the text ends."""
    plain = _plainly_behind(text, start)
    if plain is not None:
        return plain
    told = _BEHIND_NUMBER.match(text, start)
    return told[1] if told else ""


def _plainly_behind(text: str, start: int) -> str | None:
    """What ``_BEHIND_NUMBER`` finds, told without it, which takes five times as long; None where digits,
    spaces or letters other than those of ASCII stand there.
    """
    count = len(text)
    end = _end_of_digits(text, start, count)
    while end + 1 < count and text[end] in _GROUPING and text[end + 1].isdigit():
        more = _end_of_digits(text, end + 1, min(end + 4, count))
        if more == end + 1:
            return None
        end = more
    if end < count and text[end].isdigit():
        return text[end] if ord(text[end]) <= _LAST_ASCII else None
    at = end
    while at < count and at < end + 3 and (text[at] == " " or text[at] == "+" or text[at] == "-"):
        at += 1
    if at == count:
        return ""
    stop = at
    while stop < count and _is_letter(ord(text[stop])):
        stop += 1
    if stop < count and ord(text[stop]) > _LAST_ASCII and text[stop].isalnum():
        return None
    if stop > at:
        return text[at:stop]
    return None if text[at].isspace() else text[at]


def _end_of_digits(text: str, at: int, stop: int) -> int:
    """Where the digits of ASCII end that begin at a place of a text, ``stop`` at the latest."""
    while at < stop and ord("0") <= ord(text[at]) <= ord("9"):
        at += 1
    return at


def _is_letter(sign: int) -> bool:
    """Whether a character is one of A to Z."""
    return ord("a") <= sign <= ord("z") or ord("A") <= sign <= ord("Z")


def _closing(text: str, end: int) -> int:
    """The end of a stretch with the sign behind its last token: ``89%``, ``A+``."""
    return end + 2 if text[end : end + 2] == " %" else end + (text[end : end + 1] in {"%", "+"})


def _raw(tokens: Tokens, begin: int, end: int) -> str:
    folded = tokens.folded
    begin, end = (begin, end) if folded.same else folded.span(begin, end)
    return folded.original[begin:end]


def _hours(count: str) -> float:
    """A number as people write it: a comma or dot before three digits parts thousands."""
    whole, _, rest = re.sub("[, ]", ".", count).partition(".")
    return float(whole + rest) if len(rest) == 3 else float(f"{whole}.{rest or 0}")
