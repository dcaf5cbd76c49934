"""What else a stretch of a line says: dates with their roles, status, ids, level, field."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from credclass.catalog.index import Space
from credclass.decision.scene import Scene
from credclass.matching.dates import Date
from credclass.result import Status

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]{3,39}")

_STATUS_CUES: Final = {
    "incomplete": Status.INCOMPLETE,
    "expired": Status.EXPIRED,
    "planned": Status.PLANNED,
    "in_progress": Status.IN_PROGRESS,
    "expected": Status.IN_PROGRESS,
}
"""Cues that tell a status, the strongest first."""

_STUDY_KINDS: Final = {
    "associate", "bachelor", "master", "doctorate", "unspecified", "secondary_diploma",
    "academic_diploma", "vocational_qualification",
}  # fmt: skip
"""Kinds whose pair of dates tells years of study, not validity."""


_RENEWED_KINDS: Final = {"certification", "license", "charter"}
"""Kinds whose pair of dates tells validity."""


class Dates(NamedTuple):
    """Dates by their role."""

    issued: str | None = None
    expires: str | None = None
    started: str | None = None
    ended: str | None = None


def dates_within(scene: Scene, cues: dict[str, int], kind: str, first: int, stop: int) -> Dates:
    """The dates of a stretch with the role each plays."""
    dates = [one for one in scene.reading.dates if one.first >= first and one.stop <= stop]
    if not dates:
        return Dates()
    limit = cues.get("valid_until", cues.get("expired"))
    until = next((date for date in dates if limit is not None and date.first > limit), None)
    if until is not None:
        before = next((date for date in dates if date is not until), None)
        return Dates(issued=before.value if before else None, expires=until.value)
    if kind in _STUDY_KINDS:
        return _study_dates(dates, cues)
    if len(dates) >= 2 and dates[0].value < dates[1].value:
        if kind in _RENEWED_KINDS:
            return Dates(issued=dates[0].value, expires=dates[1].value)
        return Dates(started=dates[0].value, ended=dates[1].value, issued=dates[1].value)
    return Dates(issued=dates[0].value)


def _study_dates(dates: list[Date], cues: dict[str, int]) -> Dates:
    """Years of study: two of them, one and the present, or the year of the award."""
    if len(dates) >= 2 and dates[0].value[:4] <= dates[1].value[:4]:
        return Dates(started=dates[0].value, ended=dates[1].value)
    if "present" in cues and cues["present"] > dates[0].first:
        return Dates(started=dates[0].value)
    return Dates(ended=dates[-1].value)


def status_within(cues: dict[str, int], kind: str, dates: Dates) -> Status:
    """What the stretch says of the holder's standing; ``held`` when it says nothing."""
    for cue, status in _STATUS_CUES.items():
        if cue in cues:
            return status
    if kind in _STUDY_KINDS and "present" in cues and dates.started and not dates.ended:
        return Status.IN_PROGRESS
    return Status.HELD


def field_within(scene: Scene, first: int, stop: int) -> str | None:
    """The first field of study named in a stretch."""
    for name in scene.names:
        if name.space == Space.FIELD and name.first >= first and name.stop <= stop:
            return scene.catalog.compiled["fields"][name.number]
    return None


def credential_id_within(scene: Scene, cues: dict[str, int], stop: int) -> str | None:
    """What follows ``Credential ID`` and its like, when it looks like an identifier."""
    at = cues.get("credential_id")
    if at is None:
        return None
    tokens = scene.reading.tokens
    start = tokens.ends[at]
    end = tokens.ends[min(stop, len(tokens.words)) - 1]
    begin, finish = tokens.folded.span(start, end)
    for found in _ID.finditer(tokens.folded.original[begin:finish]):
        if any(c.isdigit() for c in found[0]):
            return found[0].rstrip(".-/")
    return None
