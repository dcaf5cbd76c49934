"""What else a stretch of a line says of its credential: dates with their roles, status, field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from credclass.catalog.payloads import Space, numbers_of
from credclass.decision.identifiers import id_within, number_behind
from credclass.decision.kinds import LICENCE
from credclass.decision.scene import Scene
from credclass.decision.segments import Anchor
from credclass.matching.dateparts import Date
from credclass.matching.partial import SMALL_WORD
from credclass.matching.phrases import Said
from credclass.result import Mention, Status

_STATUS_CUES: Final = {
    "incomplete": Status.INCOMPLETE,
    "expired": Status.EXPIRED,
    "planned": Status.PLANNED,
    "in_progress": Status.IN_PROGRESS,
    "expected": Status.IN_PROGRESS,
}
"""Cues that tell a status, the strongest first."""

_NOT_AWARDED: Final = {Status.IN_PROGRESS, Status.PLANNED, Status.INCOMPLETE}
"""Statuses of what has not been awarded: its dates are those of the way there."""

_RANGE_MARKS: Final = frozenset("-–—~/")
_BESIDE_DATES: Final = frozenset(" '.") | _RANGE_MARKS
"""What may stand between the two dates of a range beside words."""

_OPEN: Final = re.compile(r"\s*[-–—]\s*(?:$|[,;)\]|])")
"""What stands behind a date that nothing ends: ``2022 –``."""

LONGEST_DEGREE: Final = 16
"""Words of a degree's name in which a field is looked for."""


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


def details_of(scene: Scene, kind: str, anchor: Anchor, *, employed: bool) -> Details:
    """Dates, status and id of the credential of ``kind`` that an anchor marks; of somebody
    ``employed`` a time is that of the employment.
    """
    first, stop = anchor.segment
    said = [one for one in scene.cues if one.first >= first and one.stop <= stop]
    tells = scene.catalog.kind_dates.get(kind, "award")
    number = id_within(scene, said, first, stop, bare=tells != "study")
    if number is None and kind == LICENCE and anchor.credential >= 0:
        number = number_behind(scene, anchor)
    told = [one for one in scene.reading.dates if one.first >= first and one.stop <= stop]
    taken = range(number[1], number[2]) if number else range(0)
    dates = [date for date in told if date.first not in taken and not _is_version(date, scene)]
    status = _status(_of_its_part(said, anchor, scene), scene, studied=tells == "study")
    if anchor.date is not None:
        dates = [anchor.date]
    elif employed and (len(dates) > 1 or _is_present(dates, said)):
        dates = []
    if tells == "study" or (tells == "award" and _is_present(dates, said)):
        roles, studying = _study_dates(dates, said, scene)
        if status is Status.HELD and (studying or _goes_on(roles, scene.as_of)):
            status = Status.IN_PROGRESS
    elif status in _NOT_AWARDED:
        roles, _ = _study_dates(dates, said, scene)
    else:
        roles = _award_dates(dates, said, scene, renewed=tells == "validity")
        if not roles.expires and is_after(roles.issued, scene.as_of):
            roles = roles._replace(issued=None)  # nobody holds what is yet to be awarded
        if status is Status.HELD and (end := roles.expires) and _is_told(said, scene):
            status = Status.EXPIRED if end < scene.as_of[: len(end)] else status
    return Details(roles, status, number[0] if number else None)


def _of_its_part(said: list[Said], anchor: Anchor, scene: Scene) -> list[Said]:
    """The cues that speak of an anchor's standing: those of its part alone where that says that it was
    passed (``CFA Level I passed, Level II failed``).
    """
    first, stop = scene.part_at(anchor.first)
    own = [one for one in said if first <= one.first and one.stop <= stop]
    return own if any([one.cue == "exam_passed" for one in own]) else said


def is_after(date: str | None, day: str) -> bool:
    """Whether a date, as precise as it is, lies after a day.

    >>> is_after("2027", "2026-11-27"), is_after("2026", "2026-11-27")
    (True, False)
    """
    return date is not None and date > day[: len(date)]


def has_untold_future(scene: Scene, mentions: Sequence[Mention]) -> bool:
    """Whether the line has a date after the day that counts which no mention of it tells: nobody holds
    what is yet to be awarded.
    """
    ahead = [date.value for date in scene.reading.dates if is_after(date.value, scene.as_of)]
    return bool(ahead and mentions) and not any(
        [date in (one.expires, one.ended, one.started) for one in mentions for date in ahead]
    )


def _goes_on(roles: Dates, day: str) -> bool:
    """Whether years of study end after a day, or are a range that ends in its year."""
    end = roles.ended
    return is_after(end, day) or bool(roles.started and end and end == day[: len(end)])


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
            tokens.between(one.stop - 1, other.first) == "/"
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
        if (one.cue in {"valid_until", "expired"} or _opens_a_range(one, scene))
        and not (one.first and words[one.first - 1].text in scene.catalog.small["denies"])
    ]


def _opens_a_range(one: Said, scene: Scene) -> bool:
    """Whether ``valid`` or its like stands right before a range: ``valid 2019–2022``."""
    if one.cue != "current":
        return False
    dates = scene.reading.dates
    at = bisect_left(dates, one.stop, key=lambda date: date.first)
    return (
        at + 1 < len(dates)
        and dates[at].first == one.stop
        and _is_range(dates[at], dates[at + 1], scene)
    )


def _is_told(said: list[Said], scene: Scene) -> bool:
    """Whether an expiry is told in words; one read from ``2019–2022`` may have been renewed."""
    return any([one.cue != "expired" for one in _limits(said, scene)])


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


def field_of(scene: Scene, anchor: Anchor) -> str | None:
    """The field of study of what an anchor marks.

    A field beside the name counts before one within it: in "Bachelor of Engineering in
    Physics" it is the narrower. What follows ``minor`` is never the field, and what ``and`` joins
    to one within the name is the second.
    """
    first, stop = anchor.segment
    at, end = anchor.name
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
            if name.first in minor or _is_second(scene, name.first, end):
                continue
            return fields[name.number]
    number = _field_inside(scene, at, end)
    return fields[number] if number is not None else None


def _is_second(scene: Scene, field: int, end: int) -> bool:
    """Whether ``and`` alone stands between a name that ends at ``end`` and a field."""
    words = scene.reading.words
    joined = field - 1 == end and end > 0
    return joined and words[end].text in scene.catalog.small["joins_credentials"]


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
