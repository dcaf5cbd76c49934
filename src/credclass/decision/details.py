"""What else a stretch of a line says: dates with their roles, status, ids, level, field."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from credclass.catalog.payloads import Space, numbers_of
from credclass.decision.scene import Scene
from credclass.matching.dateparts import Date
from credclass.matching.partial import SMALL_WORD
from credclass.matching.phrases import Said
from credclass.result import Status

RELEASED: Final = "2026-11-27"
"""The day of this release: what was valid until an earlier one has expired. Today's date would give
one line two answers."""

_STATUS_CUES: Final = {
    "incomplete": Status.INCOMPLETE,
    "expired": Status.EXPIRED,
    "planned": Status.PLANNED,
    "in_progress": Status.IN_PROGRESS,
    "expected": Status.IN_PROGRESS,
}
"""Cues that tell a status, the strongest first."""

_AHEAD: Final = {Status.IN_PROGRESS, Status.PLANNED}
"""Statuses of what has not been awarded: its dates are those of the way there."""

_RANGE_MARKS: Final = frozenset("-–—~/")
_BESIDE_DATES: Final = frozenset(" '.") | _RANGE_MARKS
"""What may stand between the two dates of a range beside words."""

_OPEN: Final = re.compile(r"\s*[-–—]\s*(?:$|[,;)\]|])")
"""What stands behind a date that nothing ends: ``2022 –``."""

_ID: Final = re.compile(
    r"[\s:：.#＃№°º(（–-]*(?:(?:no|nr|num|number|code|id)\b[\s:.#]*)?(?:[A-Z]{2}\s+)?"
    r"([A-Z0-9][A-Z0-9/_.-]{2,39})",
    re.IGNORECASE,
)
"""What stands right behind ``Credential ID`` and its like."""

_BARE_ID: Final = re.compile(
    r"(?:#|№|N(?<=\bN)[or]\.?\s|N(?<=\bN)[or]\.|N(?<=\bN)[°º]\s?|n(?<=\bn)[°º]\s?|I(?<=\bI)D\b[\s:#.]*)"
    r"\s*([A-Z]{0,4}[-.]?\d[\dA-Z-]{3,19})\b"
)
"""``#1234567``, ``No. 1234567``, ``PMI ID: 1234567``: an id without a word that says of what. Each
way begins with a character, not with an edge of a word, so that lines without any are passed
over eight times faster."""

_SHORTEST_WORD_ID: Final = 8
"""Capitals without a digit that may be an id; shorter ones are words."""

LONGEST_DEGREE: Final = 16
"""Words of a degree's name in which a field is looked for."""

_LICENCE_DIGITS: Final = 4
"""Digits of a number that follows ``license`` without a word between."""


class Dates(NamedTuple):
    """Dates by their role."""

    issued: str | None = None
    expires: str | None = None
    started: str | None = None
    ended: str | None = None


class Details(NamedTuple):
    """What a stretch says of its credential."""

    dates: Dates
    status: Status
    credential_id: str | None


def details_within(scene: Scene, kind: str, first: int, stop: int) -> Details:
    """Dates, status and id in a stretch of tokens that speaks of a credential of ``kind``."""
    said = [one for one in scene.cues if one.first >= first and one.stop <= stop]
    tells = scene.catalog.kind_dates.get(kind, "award")
    number = _id_within(scene, said, first, stop, bare=tells != "study")
    told = [one for one in scene.reading.dates if one.first >= first and one.stop <= stop]
    taken = range(number[1], number[2]) if number else range(0)
    dates = [date for date in told if date.first not in taken and not _is_version(date, scene)]
    status = _status(said, scene, studied=tells == "study")
    if tells == "study" or (tells == "award" and _is_present(dates, said)):
        roles, studying = _study_dates(dates, said, scene)
        if status is Status.HELD and (studying or _is_ahead(roles)):
            status = Status.IN_PROGRESS
    elif status in _AHEAD:
        roles, _ = _study_dates(dates, said, scene)
    else:
        roles = _award_dates(dates, said, scene, renewed=tells == "validity")
        if status is Status.HELD and (end := roles.expires) and _is_told(said, scene):
            status = Status.EXPIRED if end < RELEASED[: len(end)] else status
    return Details(roles, status, number[0] if number else None)


def _is_ahead(roles: Dates) -> bool:
    """Whether years of study end after the day up to which this version counts."""
    end = roles.ended or ""
    ahead = end > RELEASED[: len(end)]
    return ahead or (bool(roles.started and end) and end == RELEASED[: len(end)])


def _is_present(dates: list[Date], said: list[Said]) -> bool:
    """Whether the only date is followed by ``present``: a course that goes on."""
    return len(dates) == 1 and any(
        [one.cue == "present" and one.first >= dates[0].stop for one in said]
    )


def _status(said: list[Said], scene: Scene, *, studied: bool) -> Status:
    """What cues say of the holder's standing; ``held`` when they say nothing."""
    cues = {
        one.cue
        for one in said
        if one.cue in _STATUS_CUES and not _is_other(one, scene, studied=studied)
    }
    if not cues:
        return Status.HELD
    return next(status for cue, status in _STATUS_CUES.items() if cue in cues)


def _is_other(one: Said, scene: Scene, *, studied: bool) -> bool:
    """Whether a status word means something else where it stands."""
    small = scene.catalog.small
    words = scene.reading.tokens.words
    said = " ".join(words[one.first : one.stop])
    before = " ".join([*words[max(one.first - 1, 0) : one.first], said])
    after = " ".join([said, *words[one.stop : one.stop + 1]])
    if said in small["with_accents"] and scene.reading.tokens.raw(one.first, one.stop).isascii():
        return True
    if said in small["of_studies"]:
        return not studied or after in small["no_study"]
    return before in small["no_status"] or after in small["no_status"]


def _is_version(date: Date, scene: Scene) -> bool:
    """Whether a year belongs to a name or a product: ``MCSA: Windows Server 2012``, ``Excel 2016``."""
    if (
        date.first
        and scene.reading.words[date.first - 1].text in scene.catalog.small["named_by_year"]
    ):
        return len(date.value) == 4
    after = scene.reading.words[date.stop : date.stop + 1]
    if after and after[0].text in scene.catalog.small["closes_an_edition"]:
        return True
    return scene.titled().get(date.first, 0) >= date.stop


def _study_dates(dates: list[Date], said: list[Said], scene: Scene) -> tuple[Dates, bool]:
    """Years of study, and whether they go on: two of them, one and the present, or the last."""
    if not dates:
        return Dates(), any([one.cue == "present" for one in said])
    if _are_academic(dates, scene):
        return Dates(started=dates[0].value, ended=dates[3].value), False
    if len(dates) >= 2 and dates[0].value[:4] <= dates[1].value[:4]:
        return Dates(started=dates[0].value, ended=dates[1].value), False
    only = dates[0]
    present = any(
        one.cue == "present" and (one.first >= only.stop or one.stop == only.first) for one in said
    )
    tokens = scene.reading.tokens
    if present or _OPEN.match(tokens.folded.text, tokens.ends[only.stop - 1]):
        return Dates(started=only.value), True
    words = scene.reading.words
    joined = only.first > 0 and len(words[only.first - 1].text) <= SMALL_WORD  # ``since the 2015``
    before = words[max(only.first - 1 - joined, 0) : only.first]
    small = scene.catalog.small
    if any([word.text in small["begins"] for word in before]):
        return Dates(started=only.value), any([word.text in small["goes_on"] for word in before])
    return Dates(ended=dates[-1].value), False


def _are_academic(dates: list[Date], scene: Scene) -> bool:
    """Whether dates are two academic years, each of two: ``2012/13 – 2015/16``."""
    tokens = scene.reading.tokens
    return len(dates) == 4 and all(
        [
            tokens.folded.text[tokens.ends[one.stop - 1] : tokens.starts[other.first]] == "/"
            and int(other.value[:4]) == int(one.value[:4]) + 1
            for one, other in (dates[:2], dates[2:])
        ]
    )


def _award_dates(dates: list[Date], said: list[Said], scene: Scene, *, renewed: bool) -> Dates:
    """Award and expiry, or the two ends of a course."""
    limits = _limits(said, scene)
    until = next((date for date in dates if any([date.first >= one.stop for one in limits])), None)
    if until is not None:
        return _validity(dates, until, scene)
    if not dates:
        return Dates()
    begin = dates[0]
    if len(dates) >= 2 and begin.value < dates[1].value and _is_range(begin, dates[1], scene):
        if renewed:
            return Dates(issued=begin.value, expires=dates[1].value)
        return Dates(started=begin.value, ended=dates[1].value, issued=dates[1].value)
    marked = [one.stop for one in said if one.cue == "issued"]
    for date in dates[1:]:
        if date.first in marked:
            return Dates(issued=date.value)
    return Dates(issued=begin.value)


def _validity(dates: list[Date], until: Date, scene: Scene) -> Dates:
    """Award and expiry, where ``until`` is the date behind ``expires``, or begins a range."""
    at = dates.index(until)
    if at + 1 < len(dates) and _is_range(until, dates[at + 1], scene):
        return Dates(issued=until.value, expires=dates[at + 1].value)
    before = next((date for date in dates if date is not until), None)
    return Dates(issued=before.value if before else None, expires=until.value)


def _limits(said: list[Said], scene: Scene) -> list[Said]:
    """The cues that announce an expiry, without those that deny one: ``No Expiration Date``."""
    words = scene.reading.words
    return [
        one
        for one in said
        if one.cue in {"valid_until", "expired"}
        and not (one.first and words[one.first - 1].text in scene.catalog.small["denies"])
    ]


def _is_told(said: list[Said], scene: Scene) -> bool:
    """Whether an expiry is told in words; one read from ``2019–2022`` may have been renewed."""
    return any([one.cue == "valid_until" for one in _limits(said, scene)])


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


def field_within(scene: Scene, first: int, stop: int, at: int, end: int) -> str | None:
    """The field of study that a stretch names, ``at`` to ``end`` being the name of the degree.

    A field beside the name counts before one within it: in "Bachelor of Engineering in
    Physics" it is the narrower. What follows ``minor`` is never the field.
    """
    fields = scene.catalog.compiled["fields"]
    second = scene.catalog.small["second_field"]
    minor = {
        place
        for one in scene.cues
        if one.cue == "major_minor"
        and not second.isdisjoint(scene.reading.tokens.words[one.first : one.stop])
        for place in (one.stop, one.stop + 1)
    }
    for name in scene.names:
        if name.space == Space.FIELD and first <= name.first and name.stop <= stop:
            if name.first in minor:
                continue
            return fields[name.number]
    number = _field_inside(scene, at, end)
    return fields[number] if number is not None else None


def _field_inside(scene: Scene, at: int, end: int) -> int | None:
    """Number of the longest field that stands within the name of a degree, of equals the last."""
    phrases = scene.catalog.compiled["phrases"]
    part_of_degree = scene.catalog.small["part_of_degree"]
    words = [word.text for word in scene.reading.words[at : min(end, at + LONGEST_DEGREE)]]
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length, 0, -1):
            phrase = " ".join(words[start : start + length])
            found = phrases.get(phrase, []) if phrase not in part_of_degree else []
            if fields := numbers_of(found, Space.FIELD):
                return fields[0]
    return None


def _id_within(
    scene: Scene, said: list[Said], first: int, stop: int, *, bare: bool
) -> tuple[str, int, int] | None:
    """An identifier and the tokens that it covers: what follows ``Credential ID`` and its like,
    or, where ``bare``, a long number behind ``#`` or ``No.``.
    """
    tokens = scene.reading.tokens
    if first >= stop:
        return None
    begin, end = tokens.span(first, stop)
    original = tokens.folded.original
    for one in said:
        if one.cue != "credential_id":
            continue
        start = tokens.span(one.first, one.stop)[1]
        weak = " ".join(tokens.words[one.first : one.stop]) in scene.catalog.small["weak_id"]
        found = _ID.match(original, start, end)
        if found and _is_id(found[1].rstrip(".-/"), weak=weak):
            return _covered(scene, found, first, stop)
    if bare and (found := _BARE_ID.search(original, begin, end)) and not _is_year(found[1]):
        return _covered(scene, found, first, stop)
    return None


def _is_id(text: str, *, weak: bool) -> bool:
    digits = sum([c.isdigit() for c in text])
    if weak:
        return digits >= _LICENCE_DIGITS and not _is_year(text) and "/" not in text
    return digits > 0 or (text.isupper() and len(text) >= _SHORTEST_WORD_ID)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.startswith(("19", "20"))


def _covered(scene: Scene, found: re.Match[str], first: int, stop: int) -> tuple[str, int, int]:
    """An identifier with the tokens between its ends."""
    tokens = scene.reading.tokens
    value = found[1].rstrip(".-/")
    begin, end = found.start(1), found.start(1) + len(value)
    inside = [at for at in range(first, stop) if begin <= tokens.span(at, at + 1)[0] < end]
    return (value, inside[0], inside[-1] + 1) if inside else (value, stop, stop)
