"""The dates of a stretch → their roles: award and expiry, or the two ends of a study."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from credclass.decision.mentions.awarders import SCHOOLS
from credclass.decision.scene import Scene
from credclass.matching.dateparts import Date
from credclass.matching.partial import SMALL_WORD
from credclass.matching.phrases import Said
from credclass.native import mypyc_attr

_RANGE_MARKS: Final = frozenset("-–—~/→>")
_BESIDE_DATES: Final = frozenset(" '.") | _RANGE_MARKS
"""What may stand between the two dates of a range beside words."""

_OPEN: Final = re.compile(r"\s*[-–—]\s*(?:$|[,;)\]|])")
"""What stands behind a date that nothing ends: ``2022 –``."""

_APART: Final = frozenset((",", ";", "|"))
"""Separators behind a date that what follows is no end of."""

_NAME: Final = 2
"""Words of the longest name that is taken for another credential's."""

_TWO: Final = 2
_YEAR_AND_NUMBER: Final = re.compile(r"\d{4}[-–]\d\d")
_YEAR_AND_NUMBER_LENGTH: Final = 7
_YEARS_OF_STUDY: Final = range(1, 7)
"""How long studies last that are told as ``2008-11``, which might be a month."""


@mypyc_attr(free_list_len=1)
class Dates:
    """Dates by their role."""

    __slots__ = ("ended", "expires", "issued", "started")

    def __init__(
        self,
        issued: str | None = None,
        expires: str | None = None,
        started: str | None = None,
        ended: str | None = None,
    ) -> None:
        self.issued = issued
        self.expires = expires
        self.started = started
        self.ended = ended


def is_after(date: str | None, day: str) -> bool:
    """Whether a date, as precise as it is, lies after a day.

    >>> is_after("2027", "2026-11-27"), is_after("2026", "2026-11-27")
    (True, False)
    """
    return date is not None and date > day and not date.startswith(day)


def goes_on(roles: Dates, day: str) -> bool:
    """Whether years of study end after a day, or are a range that ends in its year."""
    end = roles.ended
    return is_after(end, day) or bool(roles.started and end and day.startswith(end))


def is_present(dates: list[Date], said: list[Said], scene: Scene) -> bool:
    """Whether the only date is followed by ``present``: a course that goes on."""
    return len(dates) == 1 and any(
        one.cue == "present" and _closes(one, dates[0], scene) for one in said
    )


def _closes(present: Said, date: Date, scene: Scene) -> bool:
    """Whether ``present`` or its like is the end of the time that a date begins, and not of what somebody
    does now: ``2019 – present``, but not ``MBA 2015, now director``.
    """
    tokens = scene.reading.tokens
    if not date.stop <= present.first <= date.stop + 1:
        return False
    parted = {tokens.separator_before(at) for at in range(date.stop, present.first + 1)}
    return parted.isdisjoint(_APART) and ". " not in tokens.between(date.stop - 1, present.first)


def study_dates(dates: list[Date], said: list[Said], scene: Scene) -> tuple[Dates, bool]:
    """Years of study, and whether they go on: two of them, one and the present, or the last."""
    if not dates:
        return Dates(), any(one.cue == "present" for one in said)
    if _are_academic(dates, scene):
        return Dates(started=dates[0].value, ended=dates[3].value), False
    if len(dates) >= _TWO:
        dates = _conferred(dates, scene) or dates
    if len(dates) >= _TWO and (
        _is_anothers(dates[0], dates[1], scene)
        or (len(dates) > _TWO and dates[0].value == dates[1].value)
    ):
        dates = dates[:1]  # PhD 2009, postdoc 2009-2011
    if len(dates) >= 2 and not is_after(dates[0].value, dates[1].value):
        return Dates(started=dates[0].value, ended=dates[1].value), False
    only = dates[0]
    present = any(
        one.cue == "present" and (_closes(one, only, scene) or one.stop == only.first)
        for one in said
    )
    if present or _is_open(only, scene):
        return Dates(started=only.value), True
    small = scene.catalog.small
    if _stands_behind(only, small["begins"], scene):
        return Dates(started=only.value), _stands_behind(only, small["goes_on"], scene)
    last = only.value if len(dates) == 1 else max([date.value for date in dates])
    return _short_range(only, scene) or Dates(ended=last), False


def _conferred(dates: list[Date], scene: Scene) -> list[Date]:
    """The later date at which the line says that a degree was awarded, by itself: ``viva passed Nov 2020,
    awarded Feb 2021``.
    """
    words = scene.catalog.small["conferred"]
    return [date for date in dates[1:] if _stands_behind(date, words, scene)][:1]


def _is_anothers(one: Date, other: Date, scene: Scene) -> bool:
    """Whether a comma and a name that nobody knows stand between two years, or a job: the second is of
    that (``SSC 2008, Alim 2010``, ``MBA 2012, joined Tata 2013``).
    """
    tokens = scene.reading.tokens
    between = range(one.stop, other.first)
    if not 0 < len(between) <= _NAME or tokens.separator_before(one.stop) != ",":
        return False
    kinds = scene.catalog.issuer_kinds
    content = scene.catalog.cues_by_role["content"]
    said = {at for cue in scene.cues if cue.cue not in content for at in range(cue.first, cue.stop)}
    for name in scene.issuers:
        if kinds[name.number] in SCHOOLS:
            said.update(range(name.first, name.stop))
    until, words = scene.catalog.small["holds_until"], scene.reading.words
    said.update([at for at in between if words[at].leads_to or words[at].text in until])
    breaks = set(tokens.breaks)
    if not breaks.isdisjoint(range(one.stop + 1, other.first + 1)):
        return False
    if words[one.stop].text in scene.catalog.small["begins_a_job"]:
        return True
    return said.isdisjoint(between) and all(scene.capitals[at] for at in between)


def _stands_behind(date: Date, told: frozenset[str], scene: Scene) -> bool:
    """Whether a date stands right behind one of some words, or over a small one: ``since the 2015``, but not
    ``from USC, 2015``, nor the degree of ``AB 1999``.
    """
    words, at = scene.reading.words, date.first - 1
    if at < 0:
        return False
    behind = words[at].text in told
    if not behind and at > 0 and len(words[at].text) <= SMALL_WORD:
        behind = words[at - 1].text in told
    return behind and not scene.reading.tokens.is_acronym(at, at + 1)


def _is_open(only: Date, scene: Scene) -> bool:
    """Whether nothing ends the time that a date begins: ``2022 –``, ``2022 – Date``."""
    tokens = scene.reading.tokens
    text, end = tokens.folded.text, tokens.ends[only.stop - 1]
    if end < len(text) and _OPEN.match(text, end):
        return True
    if only.stop >= len(tokens.words):
        return False
    closes = tokens.words[only.stop] in scene.catalog.small["ends_an_open_time"]
    return closes and not _RANGE_MARKS.isdisjoint(tokens.gap(only.stop - 1).strip())


def _short_range(only: Date, scene: Scene) -> Dates | None:
    """The years that ``2008-11`` more likely tells of studies than a month does."""
    raw = scene.reading.tokens.raw(only.first, only.stop)
    if len(raw) != _YEAR_AND_NUMBER_LENGTH or not _YEAR_AND_NUMBER.fullmatch(raw):
        return None
    start, end = int(raw[:4]), int(raw[:2] + raw[5:])
    lasts = end - start
    return Dates(started=raw[:4], ended=str(end)) if lasts in _YEARS_OF_STUDY else None


def _are_academic(dates: list[Date], scene: Scene) -> bool:
    """Whether dates are two academic years, each of two: ``2012/13 – 2015/16``."""
    tokens = scene.reading.tokens
    return len(dates) == 4 and all(
        tokens.between(one.stop - 1, other.first) == "/"
        and int(other.value[:4]) == int(one.value[:4]) + 1
        for one, other in (dates[:2], dates[2:])
    )


def award_dates(dates: list[Date], said: list[Said], scene: Scene, *, renewed: bool) -> Dates:
    """Award and expiry, or the two ends of a course."""
    if not dates:
        return Dates()
    limits = _limits(said, scene)
    until = next((date for date in dates if any(date.first >= one.stop for one in limits)), None)
    until = until or next((date for date in dates if _is_end(date, scene)), None)
    if until is not None:
        return _validity(dates, until, said, scene)
    begin = dates[0]
    cells = renewed and _are_cells(dates, scene)
    later = len(dates) >= _TWO and begin.value < dates[1].value
    if later and (cells or _is_range(begin, dates[1], scene)):
        if renewed:
            return Dates(issued=begin.value, expires=dates[1].value)
        return Dates(started=begin.value, ended=dates[1].value, issued=dates[1].value)
    for date in dates[1:]:
        if any(one.cue == "issued" and one.stop == date.first for one in said):
            return Dates(issued=date.value)
    return Dates(issued=begin.value)


def _is_end(date: Date, scene: Scene) -> bool:
    """Whether a date is told as the end of what holds still: ``through 2028``."""
    if not date.first or not is_after(date.value, scene.as_of):
        return False
    return scene.reading.words[date.first - 1].text in scene.catalog.small["holds_until"]


def _are_cells(dates: list[Date], scene: Scene) -> bool:
    """Whether the dates are two that each stand alone between separators, as in a table's columns:
    ``PMP | PMI | 04/2019 | 04/2028``.
    """
    if len(dates) != _TWO or dates[0].stop != dates[1].first:
        return False
    return all(scene.is_part(date.first, date.stop) for date in dates)


def _validity(dates: list[Date], until: Date, said: list[Said], scene: Scene) -> Dates:
    """Award and expiry, where ``until`` is the date behind ``expires``, or begins a range. A date behind it
    is the award's only if a word says so: ``RN exp 2027, flu vaccine 2025``.
    """
    at = dates.index(until)
    if at + 1 < len(dates) and _is_range(until, dates[at + 1], scene):
        return Dates(issued=until.value, expires=dates[at + 1].value)
    issued = {one.stop for one in said if one.cue == "issued"}
    award = [date for date in dates[at + 1 :] if date.first in issued]
    before = next(iter(dates[:at] + award), None)
    return Dates(issued=before.value if before else None, expires=until.value)


def _limits(said: list[Said], scene: Scene) -> list[Said]:
    """The cues that announce an expiry, without those that deny one: ``No Expiration Date``."""
    words = scene.reading.words
    return [
        one
        for one in said
        if (one.cue == "valid_until" or _is_dated(one, scene) or _is_valid_for(one, scene))
        and not (one.first and words[one.first - 1].text in scene.catalog.small["denies"])
    ]


def _is_dated(one: Said, scene: Scene) -> bool:
    """Whether a date behind ``expired`` is of that: ``expired 2016``, but not ``(inactive), 2003``."""
    if one.cue != "expired":
        return False
    stop = scene.part_at(one.first)[1]
    return any(one.stop <= date.first < stop for date in scene.reading.dates)


def _is_valid_for(one: Said, scene: Scene) -> bool:
    """Whether ``valid`` or its like stands right before a range (``valid 2019–2022``) or a date that it is
    the end of (``valid 03/2025``).
    """
    if one.cue != "current":
        return False
    dates = scene.reading.dates
    at = bisect_left(dates, one.stop, key=lambda date: date.first)
    if at == len(dates) or dates[at].first != one.stop:
        return False
    if scene.reading.words[one.first].text in scene.catalog.small["says_valid"]:
        return True
    return at + 1 < len(dates) and _is_range(dates[at], dates[at + 1], scene)


def is_expiry_told(said: list[Said], scene: Scene) -> bool:
    """Whether an expiry is told in words; one read from ``2019–2022`` may have been renewed."""
    return any(one.cue != "expired" for one in _limits(said, scene))


def _is_range(one: Date, other: Date, scene: Scene) -> bool:
    """Whether what stands between two dates makes them a range."""
    tokens = scene.reading.tokens
    fills = scene.catalog.small["fills_dates"]
    places = [tokens.ends[one.stop - 1]]
    joined = False
    for at in range(one.stop, other.first):
        word = scene.reading.words[at]
        if not word.leads_to and word.text not in fills:
            return False
        joined = joined or word.leads_to
        places += (tokens.starts[at], tokens.ends[at])
    places.append(tokens.starts[other.first])
    text = tokens.folded.text
    marks = {mark for a, b in zip(places[::2], places[1::2], strict=True) for mark in text[a:b]}
    return marks <= _BESIDE_DATES and (joined or not marks.isdisjoint(_RANGE_MARKS))
