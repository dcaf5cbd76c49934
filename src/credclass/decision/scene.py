"""A reading as the decision looks at it: sorted names, cues by name, parts."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Space
from credclass.decision.coded import NO_TOKENS, addressed_tokens, numbered_tokens
from credclass.decision.names import Name, sorted_names
from credclass.matching.dateparts import Date
from credclass.matching.phrases import Said
from credclass.matching.reading import Reading
from credclass.native import i64, mypyc_attr
from credclass.text.limits import MAX_LINE
from credclass.version import RELEASED
from credclass.vocabulary import STATUS_CUES

_CLAUSES: Final = frozenset(";|")
"""Separators that end what a label heads."""

LONGEST_HEADING: Final = 6
"""Words of the longest headings that are compared with a line."""

NO_NAMES: Final[list[Name]] = []
NO_STRETCHES: Final[set[tuple[int, int]]] = set()
"""One list and one set for all lines that have none, which nothing is added to."""


@mypyc_attr(free_list_len=1)
class Scene:
    """Everything on a line that features, links and details look at."""

    __slots__ = (
        "_fields",
        "_parts",
        "_secondary",
        "_told",
        "addressed",
        "anchored",
        "as_of",
        "awarding",
        "capitals",
        "catalog",
        "credentials",
        "cues",
        "issuers",
        "names",
        "reading",
    )

    def __init__(self, reading: Reading, catalog: ByNumber, as_of: str = RELEASED) -> None:
        self.reading = reading
        self.catalog = catalog
        self.as_of = as_of
        """The day with which dates are compared, as ``2026-11-27``."""
        self.capitals = reading.tokens.capitals()
        """Which tokens begin with a capital."""
        self.names = sorted_names(reading, catalog, self.capitals)
        self.cues = reading.cues
        self.addressed = addressed_tokens(reading) if reading.addresses else NO_TOKENS
        self.issuers: list[Name] = NO_NAMES
        """The issuers that the line names so that a mention may link to them."""
        self.credentials: list[Name] = NO_NAMES
        """The credentials that it names. Addresses and numbers of certificates name nobody."""
        if self.names:
            self._sort_names()
        if reading.tokens.has(":") and (aside := self._aside()):
            self.issuers = [name for name in self.issuers if name.first not in aside]
            self.credentials = [name for name in self.credentials if name.first not in aside]
            self.cues = [
                one for one in self.cues if one.cue not in STATUS_CUES or one.first not in aside
            ]
        self.anchored: set[tuple[int, int]] = NO_STRETCHES
        """Where the credentials stand that are mentions, once these are found: they name nobody else."""
        self.awarding: list[Name] | None = None
        """Those of the issuers that may award something, once ``named_between`` has gone through them."""
        if self.names:
            self._drop_content()
        self._parts: list[tuple[int, int]] | None = None
        self._fields: set[tuple[int, int]] | None = None
        self._secondary: set[int] | None = None
        self._told: list[bool] | None = None

    def _sort_names(self) -> None:
        """Tell who may be an issuer and what a credential of all that is named."""
        coded = self._coded()
        issuers: list[Name] = []
        credentials: list[Name] = []
        for name in self.names:
            if coded is not NO_TOKENS and name.first in coded:
                continue
            if name.space == Space.ISSUER and name.whole:
                issuers.append(name)
            elif name.space == Space.CREDENTIAL:
                credentials.append(name)
        self.credentials = credentials
        if issuers:
            self.issuers = self._linkable(issuers)

    def _coded(self) -> set[int]:
        """The tokens of addresses and of numbers of certificates."""
        numbered = numbered_tokens(self.reading, self.catalog)
        return self.addressed | numbered if numbered else self.addressed

    def _linkable(self, issuers: list[Name]) -> list[Name]:
        """Those of the issuers named in whole that a mention may link to."""
        catalog, cues = self.catalog, self.reading.cues
        at_home = catalog.cues_by_role["place"]
        linkable: list[Name] = []
        at = reach = i64(0)
        for name in issuers:
            while at < len(cues) and cues[at].first <= name.first:
                if cues[at].stop > name.first and cues[at].cue in at_home:
                    reach = max(reach, _extent(cues[at]))
                at += 1
            if reach > _extent(name):  # part of a place: ``Columbia`` of ``British Columbia``
                continue
            ordinary = name.number in catalog.ordinary_issuers
            if (
                self.means(name)
                and not _is_guess(name, self.reading, catalog)
                and (not ordinary or self.is_part(name.first, name.stop))
            ):
                linkable.append(name)
        return linkable

    def _drop_content(self) -> None:
        """Leave out the cues of what is learnt that are part of a name."""
        content = self.catalog.cues_by_role["content"]
        kept: list[Said] | None = None
        at = reach = i64(0)
        for place, one in enumerate(self.cues):
            while at < len(self.names) and self.names[at].first <= one.first:
                reach = max(reach, _extent(self.names[at]))
                at += 1
            if reach > _extent(one) and one.cue in content:
                kept = self.cues[:place] if kept is None else kept
            elif kept is not None:
                kept.append(one)
        if kept is not None:
            self.cues = kept

    def _aside(self) -> range:
        """The tokens behind a label of what nobody awards (``Activities and societies:``), which begins a
        part or stands behind a date: up to the end of the clause.
        """
        tokens, labels = self.reading.tokens, self.catalog.small["aside_labels"]
        begins = {*tokens.breaks, *[date.stop for date in self.reading.dates]}
        for at in tokens.behind(":"):
            if any(
                one in begins and " ".join(tokens.words[one:at]) in labels
                for one in range(max(at - LONGEST_HEADING, 1), at)
            ):
                ends = [edge for edge, mark in tokens.marks() if edge > at and mark in _CLAUSES]
                ends += [
                    edge
                    for edge in range(at + 1, len(tokens.words))
                    if ". " in tokens.gap(edge - 1)
                ]
                return range(at, min(ends, default=len(tokens.words)))
        return range(0)

    def means(self, name: Name) -> bool:
        """Whether a name is no acronym in small letters, which is a word more often; where the whole
        line is in small letters they tell nothing, and only everyday words are.
        """
        if not name.way.startswith("lower"):
            return True
        if self.reading.words[name.first].ordinary:
            return False
        return self.reading.tokens.folded.original.islower()

    def places_between(self, first: int, stop: int) -> set[str]:
        """The codes of the countries and regions of which a stretch names a place, those of regions behind a
        comma or before a credential too (``MN Teaching License``). What is part of an issuer's name tells
        none.
        """
        tokens, codes = self.reading.tokens, self.catalog.region_codes
        named = {at for name in self.issuers for at in range(name.first, name.stop)}
        told = self.catalog.places_in(
            ["" if at in named else tokens.words[at] for at in range(first, stop)]
        )
        shouted = tokens.folded.original.isupper()
        for at in range(first, stop):
            if at not in named and tokens.words[at] in codes and tokens.raw(at, at + 1).isupper():
                leads = not shouted and any(name.first == at + 1 for name in self.credentials)
                if leads or tokens.separator_before(at) == ",":
                    told.add(codes[tokens.words[at]])
        return told

    def bears_name_of(self, issuer: int, first: int, stop: int) -> bool:
        """Whether a title begins or ends with an issuer's name: ``NPTEL – Programming in Java``."""
        for name in self.catalog.called[issuer]:
            last = stop - len(name)
            if last >= first and (self._reads(name, first) or self._reads(name, last)):
                return True
        return False

    def _reads(self, name: list[str], first: int) -> bool:
        """Whether the words of a name stand from a token on."""
        words = self.reading.words
        return all(words[first + at].text == name[at] for at in range(len(name)))

    def clauses(self) -> list[tuple[int, int]]:
        """The stretches between semicolons, as half-open ranges of tokens."""
        tokens = self.reading.tokens
        if ";" not in tokens.separators:
            return [(0, len(tokens.words))]
        ends = [at for at, mark in tokens.marks() if mark == ";"]
        return list(pairwise([0, *ends, len(tokens.words)]))

    @property
    def parts(self) -> list[tuple[int, int]]:
        """The stretches between separators, as half-open ranges of tokens."""
        if self._parts is None:
            self._parts = self.reading.tokens.parts()
        return self._parts

    @property
    def fields(self) -> set[tuple[int, int]]:
        """Where fields of study are named."""
        if self._fields is None:
            fields = [name for name in self.names if name.space == Space.FIELD]
            self._fields = {(name.first, name.stop) for name in fields} if fields else NO_STRETCHES
        return self._fields

    def part_at(self, token: int) -> tuple[int, int]:
        """The part between separators in which a token stands."""
        return self.reading.tokens.part_at(token)

    def is_part(self, first: int, stop: int) -> bool:
        """Whether a stretch of tokens is all that stands between two separators."""
        return self.part_at(first) == (first, stop)

    def date_at(self, token: int) -> Date | None:
        """The date that begins at a token."""
        dates = self.reading.dates
        at = bisect_left(dates, token, key=lambda date: date.first)
        return dates[at] if at < len(dates) and dates[at].first == token else None

    def behind_date(self, token: int) -> int:
        """The token behind the date that begins at one; the token itself where none does."""
        date = self.date_at(token)
        return token if date is None else date.stop

    def fills_part(self, first: int, stop: int) -> bool:
        """Whether a stretch of tokens, with a date right behind it, is all between two separators."""
        begin, end = self.part_at(first)
        behind = self.behind_date(stop)
        return begin == first and (end == stop or behind == len(self.reading.words) or (
            behind > stop and self.part_at(behind)[0] == behind
        ))  # fmt: skip

    def is_behind_a_stranger(self, first: int) -> bool:
        """Whether a capitalised word that nobody knows stands right before a token, in its part."""
        before = first - 1
        if before < 0 or self.reading.tokens.begins_part(first) or not self.capitals[before]:
            return False
        return self.reading.words[before].is_strange()

    def is_heading(self) -> bool:
        """Whether the line is one of the headings above lines."""
        words = self.reading.tokens.words
        if len(words) > LONGEST_HEADING:
            return False
        return " ".join(words) in self.catalog.compiled["sections"]

    def secondary_words(self) -> set[int]:
        """The tokens that call something a secondary school, and no other school."""
        if self._secondary is None:
            secondary = self.catalog.cues_by_role["secondary"]
            found: set[int] = set()
            for one in self.cues:
                if one.cue in secondary:
                    found.update(range(one.first, one.stop))
            if found:
                schools = self.catalog.cues_by_role["school"]
                for one in self.cues:
                    if one.cue in schools and one.cue not in secondary:
                        found.difference_update(range(one.first, one.stop))
            self._secondary = found
        return self._secondary

    def untold(self, first: int, stop: int) -> int:
        """How many tokens of a stretch are part of no name, cue or date."""
        if self._told is None:
            self._told = [False] * len(self.reading.words)
            for stretches in (self.reading.dates, self.names, self.cues):
                for one in stretches:
                    for at in range(one.first, one.stop):
                        self._told[at] = True
        return self._told[first:stop].count(False)


def _is_guess(name: Name, reading: Reading, catalog: ByNumber) -> bool:
    """Whether an issuer is read into one misspelt word, and is none that a line is likely to name (``folio``
    is no Folin), or by two slips (``TrailPeak`` is no Trailhead).
    """
    if name.stop - name.first > 1 or not name.way.endswith("~"):
        return False
    at = name.first
    slips = OSA.distance(reading.tokens.words[at], reading.words[at].text)
    return slips > 1 or name.number not in catalog.renowned_issuers


def _extent(one: Name | Said) -> i64:
    """How far a stretch goes, and of as far ones how long it is, in one number to compare: what is less than
    another that begins no later is part of it.
    """
    stop: i64 = one.stop
    return stop * MAX_LINE + stop - one.first
