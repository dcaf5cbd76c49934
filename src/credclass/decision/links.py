"""Who awarded it and where: issuer and platform of a mention."""

from __future__ import annotations

from typing import Final, NamedTuple

from credclass.catalog.entries import IssuerEntry
from credclass.catalog.index import Space
from credclass.decision.anchors import Anchor
from credclass.decision.naming import find_outsider
from credclass.decision.scene import Scene

_PLATFORM_KINDS: Final = {"platform", "academy"}
_SCHOOL_KINDS: Final = {"university", "school"}
_LEARNING: Final = {"platform_certificate", "specialization"}
_ALONE: Final = 2
"""Tokens beside an institution that stands alone, on a line that claims nothing."""


class Links(NamedTuple):
    """The issuer and the platform of a mention."""

    issuer: IssuerEntry | None = None
    platform: IssuerEntry | None = None


def find_links(scene: Scene, anchor: Anchor, credential: int | None, category: str) -> Links:
    """Issuer and platform of the mention that ``anchor`` marks.

    What the line names counts first: inside the mention's segment, else anywhere on the
    line. What the line leaves out is taken from the catalog's entry of the credential.
    """
    catalog = scene.catalog
    issuers = catalog.compiled["issuers"]
    numbers = _named(scene, *anchor.segment) or _named(scene, 0, len(scene.reading.words))
    platform = next((n for n in numbers if issuers[n][3] in _PLATFORM_KINDS), None)
    issuer = _awarder([n for n in numbers if issuers[n][3] not in _PLATFORM_KINDS], scene, category)
    if credential is not None:
        row = catalog.compiled["credentials"][credential]
        if platform is None and row[5] >= 0 and issuer in {None, row[4]}:
            platform = row[5]
        if row[4] >= 0 and (issuer is None or category == "professional_certification"):
            issuer = row[4]
    told = catalog.issuer(issuer) if issuer is not None else None
    if told is None or (category == "degree" and told.kind not in _SCHOOL_KINDS):
        told = find_outsider(scene, anchor, category, bare=not numbers) or told
    host = catalog.issuer(platform) if platform is not None else None
    return Links(told or host, host if category in _LEARNING else None)


def find_institution(scene: Scene) -> IssuerEntry | None:
    """Who stands alone on a line that claims nothing (``Stanford University, 2012–2016``)."""
    if not scene.issuers:
        return None
    reading = scene.reading
    covered = sum([name.stop - name.first for name in scene.names if name.space == Space.ISSUER])
    covered += sum([date.stop - date.first for date in reading.dates])
    covered += sum([one.stop - one.first for one in scene.cues if one.cue == "place"])
    if len(reading.words) - covered > _ALONE:
        return None
    numbers = _named(scene, 0, len(reading.words))
    return scene.catalog.issuer(numbers[0]) if numbers else None


def _named(scene: Scene, first: int, stop: int) -> list[int]:
    """Numbers of the issuers named between two tokens, in order."""
    found = []
    taken = -1
    for name in scene.issuers:
        if name.first < first or name.stop > stop or name.first <= taken:
            continue
        found.append(name.number)
        taken = name.first
    return found


def _awarder(numbers: list[int], scene: Scene, category: str) -> int | None:
    """The issuer among those named: of a degree the university rather than anybody else."""
    if not numbers:
        return None
    if category == "degree":
        issuers = scene.catalog.compiled["issuers"]
        schools = [n for n in numbers if issuers[n][3] in _SCHOOL_KINDS]
        return (schools or numbers)[0]
    return numbers[0]
