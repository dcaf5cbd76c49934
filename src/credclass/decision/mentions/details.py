"""What else a stretch of a line says of its credential: dates with their roles, status, id."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import LICENCE
from credclass.catalog.payloads import Space
from credclass.decision.answer import ENDED, ISSUED, STATUSES, Told
from credclass.decision.mentions.awarders import SCHOOLS
from credclass.decision.mentions.dateroles import (
    Dates,
    award_dates,
    goes_on,
    is_after,
    is_expiry_told,
    is_present,
    study_dates,
)
from credclass.decision.mentions.identifiers import Identifier, id_within, number_behind
from credclass.decision.mentions.segments import Anchor, stands_behind
from credclass.decision.mentions.standing import (
    HELD,
    IN_PROGRESS,
    INCOMPLETE,
    STATES,
    find_regained,
    standing_of,
)
from credclass.decision.scene import Scene
from credclass.matching.dateparts import Date
from credclass.matching.phrases import Said
from credclass.vocabulary import Status

_EXPIRED: Final = STATUSES.index(Status.EXPIRED)
_PLANNED: Final = STATUSES.index(Status.PLANNED)

_LEADING: Final = frozenset("(:")
"""Separators between a name and its date."""


def details_of(
    scene: Scene, kind: str, anchor: Anchor, said: list[Said], *, employed: bool
) -> tuple[Dates, int, str | None]:
    """Dates, status (a number of ``STATUSES``) and id of the credential of ``kind`` that an anchor marks, in
    whose segment cues say what they do; of somebody ``employed`` a time is that of the employment.
    """
    stated = any(one.cue in STATES for one in said)
    regained = find_regained(said, anchor, scene) if stated else 0
    if regained:
        said = [one for one in said if one.stop > regained]
    tells = scene.catalog.kind_dates.get(kind, "award")
    studied = tells == "study"
    number = id_within(scene, said, anchor.segment, bare=not studied)
    if number is None and kind == LICENCE and anchor.credential >= 0:
        number = number_behind(scene, anchor)
    dates = _own_dates(scene, said, anchor, number, employed=employed)
    if regained:
        dates = [date for date in dates if date.first >= regained] or dates[-1:]
    status = standing_of(said, dates, anchor, scene, tells, stated=stated)
    if studied or (tells == "award" and is_present(dates, said, scene)):
        roles, studying = study_dates(dates, said, scene)
        studying = studying and not _recurs(anchor, scene)
        if status == HELD and (studying or goes_on(roles, scene.as_of)):
            status = IN_PROGRESS
        if status == _PLANNED and not roles.started and not _is_completion(said, scene):
            roles = Dates(started=roles.ended)
    elif status in (IN_PROGRESS, INCOMPLETE, _PLANNED) or _is_of_studies(
        dates, said, anchor, scene
    ):
        roles, _ = study_dates(dates, said, scene)
    else:
        roles = award_dates(dates, said, scene, renewed=tells == "validity")
        if not roles.expires and is_after(roles.issued, scene.as_of):
            # nobody holds what is yet to be awarded; ``2028–2031`` is told as it stands
            roles.issued = None
        if status == HELD and (end := roles.expires) and is_expiry_told(said, scene):
            status = _EXPIRED if end < scene.as_of[: len(end)] else status
    return roles, status, number.value if number else None


def _recurs(anchor: Anchor, scene: Scene) -> bool:
    """Whether a training is done again and again, so that it is held while it goes on."""
    words = f" {' '.join(scene.reading.tokens.words[slice(*anchor.segment)])} "
    return any(f" {phrase} " in words for phrase in scene.catalog.small["recurs"])


def _is_completion(said: list[Said], scene: Scene) -> bool:
    """Whether a line that plans tells when studies will be over: ``expected graduation 2028``."""
    completes = scene.catalog.small["completes"]
    words = scene.reading.tokens.words
    return any(one.cue == "expected" for one in said) or not completes.isdisjoint(words)


def _is_of_studies(dates: list[Date], said: list[Said], anchor: Anchor, scene: Scene) -> bool:
    """Whether two dates are those of the studies for a licence, beside the school: ``RN, Mulago School of
    Nursing, 2003-2006``.
    """
    if anchor.kind != LICENCE or len(dates) != 2 or is_expiry_told(said, scene):
        return False
    kinds, (first, stop) = scene.catalog.issuer_kinds, anchor.segment
    named = [name for name in scene.issuers if first <= name.first < stop]
    naming = scene.catalog.cues_by_role["school"]
    return any(kinds[name.number] in SCHOOLS for name in named) or any(
        one.cue in naming and one.first >= anchor.stop for one in said
    )


def _own_dates(
    scene: Scene, said: list[Said], anchor: Anchor, number: Identifier | None, *, employed: bool
) -> list[Date]:
    """The dates of an anchor's segment that are neither in its id, a version's, nor of a job."""
    if anchor.date is not None:
        return [anchor.date]
    if not scene.reading.dates:
        return []
    first, stop = anchor.segment
    dates = [
        date
        for date in scene.reading.dates
        if date.first >= first
        and date.stop <= stop
        and not (number and number.first <= date.first < number.stop)
        and not _is_version(date, scene)
        and not stands_behind(date.first, scene.catalog.small["no_study_date"], scene)
    ]
    if any(date.first == anchor.stop for date in dates):
        dates = [
            date for date in dates if date.first >= anchor.first or not _is_headed(date, scene)
        ]
    return [] if employed and (len(dates) > 1 or is_present(dates, said, scene)) else dates


def has_untold_future(scene: Scene, mentions: list[Told]) -> bool:
    """Whether the line has a date after the day that counts which no mention of it tells: nobody holds
    what is yet to be awarded.
    """
    if not (mentions and scene.reading.dates):
        return False
    dates, day = scene.reading.dates, scene.as_of
    if not any(is_after(date.value, day) for date in dates):
        return False
    told = {date for one in mentions for date in one[ISSUED : ENDED + 1]}
    return any(is_after(date.value, day) and date.value not in told for date in dates)


def _is_headed(date: Date, scene: Scene) -> bool:
    """Whether a date stands behind something that nobody knows, or a class, in its part or behind it in
    brackets or a colon: ``12th: 2010, B.Tech: 2014``.
    """
    tokens = scene.reading.tokens
    first, _ = scene.part_at(date.first)
    if first == date.first and first and tokens.separator_before(first) in _LEADING:
        first, _ = scene.part_at(first - 1)
    if scene.date_at(first) is not None:
        return False
    return tokens.words[first][0].isdecimal() or scene.untold(first, date.first) > 0


def _is_version(date: Date, scene: Scene) -> bool:
    """Whether a year belongs to a name or a product: ``MCSA: Windows Server 2012``, ``Excel 2016``."""
    named = date.first and not scene.reading.tokens.begins_part(date.first)
    if named and scene.reading.words[date.first - 1].text in scene.catalog.small["named_by_year"]:
        return len(date.value) == 4
    words, after = scene.reading.words, date.stop
    if after < len(words) and words[after].text in scene.catalog.small["closes_an_edition"]:
        return True
    return any(
        name.space == Space.CREDENTIAL and name.first < date.first and date.stop <= name.stop
        for name in scene.names
    )
