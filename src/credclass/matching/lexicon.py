"""What is known of each single word: the memo that makes a line cheap.

Everything that depends on one token alone (the phrases it may begin, the cues it
is, its wording weights, the word it is a misspelling of) is worked out at its first
occurrence and kept in a ``Word``. Words repeat, so most lines cost a dictionary
look-up a token. The memo is bounded in entries and in the length of its keys.
"""

from __future__ import annotations

import re
from typing import Any, Final

from rapidfuzz.distance import OSA

from credclass.catalog.index import Compiled
from credclass.catalog.packed import Phrases
from credclass.catalog.payloads import Alias, Space, alias_of, number_of, payloads_of, space_of
from credclass.catalog.words import Words
from credclass.matching.beginnings import Beginnings
from credclass.matching.glued import Gluing, Split
from credclass.matching.signs import sign_of
from credclass.matching.typos import Spelling
from credclass.matching.years import year_of
from credclass.memo import Memo, Room
from credclass.vocabulary import STATUS_CUES

MEMO_ENTRIES: Final = 60_000

PASSING_DIGITS: Final = 5
"""Digits of a number that hardly comes again: those of holders and certificates would push all words out of the
memo, which takes a tenth of the time of lines that each have one.
"""

STRANGERS: Final = 250
"""Different words of a line that nothing knows, beyond which none is read as another: it is noise, or in
no language of the catalog, and each costs a tenth of a millisecond when first met.
"""

ALONE: Final = 1 << 1
"""The bit of the phrases of one word."""

LAST_DAY: Final = 31
DAY_DIGITS: Final = 2

RARE_WEIGHT: Final = 9.5
"""Weight of a word that ten names have, of a hundred thousand: it may be two by mistake there."""

GUESSED: Final = 6
"""Letters of a misspelt word that may be a credential's name: of fifteen that were shorter, or an
acronym, all named something else on the real lines.
"""

_DATED: Final = re.compile(r"(\d{1,2})?([^\W\d_]{3,})(\d{4})")

_YEAR_FIRST: Final = re.compile(r"(\d{4})([^\W\d_]{4,})")

SHAPED_DIGITS: Final = 5
"""Digits of a number that its shape tells; with more it looks like one of so many."""

SHAPES: Final = ["#" * digits for digits in range(SHAPED_DIGITS + 1)]
"""The shapes of numbers, one object each, by their digits."""

NO_NAMES: Final[list[int]] = []
"""One for all words that name nothing: a list less to fetch for each."""

Cue = tuple[str, str]
"""The name of a cue, and how it is called among what a part of a line says."""


class Word:
    """What one token is, whatever stands around it."""

    __slots__ = (
        "announces_a_date",
        "begins",
        "beside",
        "borne",
        "counted",
        "cues",
        "day",
        "day_sign",
        "ends",
        "joins_credentials",
        "joins_dates",
        "leads_to",
        "meanings",
        "method",
        "month_sign",
        "months",
        "names",
        "number",
        "ordinary",
        "partners",
        "rare",
        "shape",
        "sign",
        "splits",
        "stands_for",
        "text",
        "weight",
        "year",
        "year_sign",
    )

    def __init__(self, text: str) -> None:  # noqa: PLR0915  (a statement a fact)
        # First what is asked of every word of every line, so that it lies together in memory.
        self.text = text
        """The token, or the word it is a misspelling of."""
        self.sign = sign_of(text)
        self.begins: Beginnings | None = None
        """Second tokens of the phrases that begin with it, and their lengths."""
        self.ends = 0
        """The lengths of the phrases that end with it, each a bit."""
        self.names: list[int] = NO_NAMES
        """Payloads of the names that it is alone."""
        self.cues: tuple[Cue, ...] = ()
        """The cues that it is alone."""
        self.splits: tuple[Split, ...] = ()
        """The ways to read it as several words, where no name has the token, or few have."""
        self.borne: tuple[Any, ...] = ()
        """Who has weighed the word, and what it weighs under each heading (``decision.evidence.reasons``)."""
        self.weight = 0.0
        """What it weighs in a name; 0 for a word of no name."""
        self.number = text.isdigit()
        self.rare = False
        """Whether it is the rarest word of some name of several words."""
        self.ordinary = False
        """Whether people write it in small letters as a word of everyday language."""
        self.year_sign = self.month_sign = self.day_sign = False
        """Whether it stands behind a year, month or day: ``2019年6月14日``."""
        self.joins_dates = False
        """Whether it stands between day, month and year: ``14th of June``."""
        self.joins_credentials = False
        """Whether it stands between credentials: ``PMP and CAPM``."""
        self.counted = False
        """Whether it is what stands behind how many of how many: ``11/13 papers``."""
        self.announces_a_date = False
        """Whether what stands behind it is a date: ``exp 6/25``."""
        self.leads_to = False
        """Whether it stands between the two ends of a time: ``Sept to Dec 2016``."""
        self.months = 0
        """1 to 12 for the name of a month."""
        self.day = 0
        """The day of the month that it may be: ``14``, ``14th``, ``1er``; 0 for none."""
        self.year = year_of(text) if self.number else 0
        """The year that a résumé may name with it; 0 for none."""
        self.method = "exact"
        """``typo`` where no name or wording has the token."""
        self.shape = SHAPES[min(len(text), SHAPED_DIGITS)] if self.number else text
        """The word as the wording model takes it: numbers by their number of digits."""
        self.partners: dict[str, str] | None = None
        """The places of the names in which it is the rarest word, by words that stand beside it there; where
        ``NameIndex`` has looked them up.
        """
        self.beside = 0
        """The signs of those words together."""
        self.meanings: list[list[Any]] | None = None
        """The meanings of a shared acronym, as ``Compiled`` has them."""
        self.stands_for: tuple[str, ...] = ()
        """The words that it may be short for, the likeliest first."""

    def is_credential(self) -> bool:
        """Whether it alone is a credential's name."""
        return any(space_of(one) == Space.CREDENTIAL for one in self.names)

    def is_strange(self) -> bool:
        """Whether it is nothing that anybody knows, as the names of firms and schools are."""
        known = self.names or self.cues or self.number or self.months or self.ordinary
        return not known


class Lexicon:
    """The words of a catalog, found by token."""

    def __init__(
        self, compiled: Compiled, common: frozenset[str], ordinary: frozenset[str]
    ) -> None:
        self._meanings = compiled["meanings"]
        self._months = compiled["months"]
        self._abbreviations = compiled["abbreviations"]
        self.phrases: Phrases = compiled["phrases"]
        self._known: Words = compiled["words"]
        self._cues: list[tuple[Cue, ...]] = [((name, f"q:{name}"),) for name in compiled["cues"]]
        small = compiled["small"]
        self._joins_dates = frozenset(small.get("joins_dates", ()))
        self._year_signs = frozenset(small.get("year_signs", ()))
        self._month_signs = frozenset(small.get("month_signs", ()))
        self._day_signs = frozenset(small.get("day_signs", ()))
        self._day_endings = frozenset(("", *small.get("day_endings", ())))
        self._longest_day = 2 + max(map(len, self._day_endings))
        self._announces_a_date = frozenset(small.get("announces_a_date", ()))
        self._leads_to = frozenset(small.get("leads_to", ()))
        self._counted = frozenset(small.get("counted", ()))
        self._doubtful = frozenset(small.get("doubtful_status", ()))
        self.joins_credentials = frozenset(small.get("joins_credentials", ()))
        self.ends_a_name = frozenset(small.get("ends_a_name", ()))
        self._told = self.joins_credentials.union(
            self._year_signs, self._month_signs, self._day_signs, self._joins_dates,
            self._announces_a_date, self._leads_to, self._counted, ordinary,
            self._meanings, self._months, self._abbreviations,
        )  # fmt: skip
        """The few words of which these tell."""
        self.joins = self.joins_credentials | frozenset(small.get("joins_a_field", ()))
        """Small words inside names and between them."""
        self._gluing = Gluing(self.phrases, self._known, self.joins)
        self._common = common
        self._ordinary = ordinary
        self._spelling = Spelling(compiled["vocabulary"], compiled["letters"], self._known, common)
        room = Room(MEMO_ENTRIES)
        self._words = Memo(self._look_up, room, passing=_is_passing)
        self._as_written = Memo(self._look_up_as_written, room, passing=_is_passing)

    def word(self, token: str) -> Word:
        """What is known of ``token``."""
        return self._words[token]

    def words(self, tokens: list[str]) -> list[Word]:
        """What is known of each of ``tokens``, the tokens of a line."""
        known = self._words
        if len(tokens) > STRANGERS:
            written = self._as_written
            if sum(written[token].method == "typo" for token in set(tokens)) > STRANGERS:
                known = written
        return [known[token] for token in tokens]

    def parted(self, targets: int | list[int]) -> tuple[list[int], tuple[Cue, ...]]:
        """The payloads of the names that a phrase is, and its cues."""
        if isinstance(targets, int):
            if space_of(targets) == Space.CUE:
                return NO_NAMES, self._cues[number_of(targets)]
            return [targets], ()
        cues = [self._cues[number_of(one)][0] for one in targets if space_of(one) == Space.CUE]
        if not cues:
            return targets, ()
        return names_among(targets) if len(cues) < len(targets) else NO_NAMES, tuple(cues)

    def _look_up_as_written(self, token: str) -> Word:
        """A word as the line has it, also where nothing knows it."""
        word = Word(token)
        self._fill(word)
        if word.number or word.begins or word.names or word.weight or word.cues or word.months:
            return word
        if token not in self._common and not self._spelling.has(token):
            word.method = "typo"
        return word

    def _look_up(self, token: str) -> Word:
        """A word, as what it stands for where nothing knows it."""
        word = self._look_up_as_written(token)
        if word.method == "typo":
            self._mend(word, token)
        elif word.weight >= RARE_WEIGHT and not (word.number or word.names or word.cues):
            word.splits = self._gluing.splits(token)
        return word

    def _mend(self, word: Word, token: str) -> None:
        """Read an unknown token as a date, as what it looks like, as several words, or as a misspelt one, which
        tells no status where it may be another word: ``planed`` is no ``planned``.
        """
        if dated := self._dated(token):
            word.splits = (dated,)
        elif alike := self._spelling.read_alike(token):
            self._read_as(word, alike)
        else:
            word.splits = self._gluing.splits(token)
            if (right := self._spelling.repair(token)) is not None:
                self._read_as(word, right)
                word.names = [one for one in word.names if _is_likely(one, right)]
                if right in self._doubtful or OSA.distance(token, right) > 1:
                    word.cues = tuple([cue for cue in word.cues if cue[0] not in STATUS_CUES])

    def _read_as(self, word: Word, right: str) -> None:
        """Make of a token what the word is that it stands for."""
        word.text = word.shape = right
        word.sign = sign_of(right)
        self._fill(word)

    def _fill(self, word: Word) -> None:
        text = word.text
        word.weight, word.ends, starts, is_rare = self._known.told(text)
        word.rare = is_rare and word.weight > 0
        if starts:
            word.begins = Beginnings(starts)
        if word.ends & ALONE and (targets := self.phrases.get(text)) is not None:
            word.names, word.cues = self.parted(targets)
        word.day = self._day(text)
        if text in self._told or word.method == "typo":  # which is filled for the second time
            word.meanings = self._meanings.get(text)
            word.months = self._months.get(text, 0)
            word.stands_for = tuple(self._abbreviations.get(text, ()))
            word.ordinary = text in self._ordinary
            word.year_sign = text in self._year_signs
            word.month_sign = text in self._month_signs
            word.day_sign = text in self._day_signs
            word.joins_credentials = text in self.joins_credentials
            word.joins_dates = text in self._joins_dates
            word.announces_a_date = text in self._announces_a_date
            word.leads_to = text in self._leads_to
            word.counted = text in self._counted

    def _day(self, text: str) -> int:
        """The day of the month that a word is; 0 for none."""
        if len(text) > self._longest_day or (len(text) > DAY_DIGITS and text.isdigit()):
            return 0
        if not text[:1].isdigit() or not text[0].isdecimal():
            return 0
        digits = DAY_DIGITS if text[:DAY_DIGITS].isdecimal() else 1
        if text[digits:] not in self._day_endings:
            return 0
        day = int(text[:digits])
        return day if day <= LAST_DAY else 0

    def _dated(self, token: str) -> Split | None:
        """The day, month and year that stand in a token without a mark between (``14jun2019``), or a year and
        the word behind it (``2021Credential``).
        """
        glued = _YEAR_FIRST.fullmatch(token)
        if glued is not None and year_of(glued[1]) and self.phrases.get(glued[2]) is not None:
            return Split((glued[1], glued[2]), certain=True)
        told = _DATED.fullmatch(token)
        if told is None or not year_of(told[3]) or told[2] not in self._months:
            return None
        return Split(tuple([piece for piece in told.groups() if piece]), certain=True)


def _is_passing(word: Word) -> bool:
    """Whether a word is a long number that is part of no name (``27001`` is)."""
    if not word.number or len(word.text) < PASSING_DIGITS:
        return False
    return not (word.weight or word.ends or word.begins or word.names or word.cues)


def _is_likely(target: int, right: str) -> bool:
    """Whether a word that stands for ``right`` by a slip alone may name ``target`` by itself: ``toxic``
    is no TOEIC, ``cakes`` no CACES.
    """
    if space_of(target) == Space.CREDENTIAL and len(right) < GUESSED:
        return False
    return alias_of(target) != Alias.ACRONYM


def names_among(targets: int | list[int]) -> list[int]:
    """The payloads of a phrase that are no cues."""
    return [target for target in payloads_of(targets) if space_of(target) != Space.CUE]
