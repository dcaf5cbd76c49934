"""Who awarded it and where: issuer and platform of a mention."""

from __future__ import annotations

from typing import Final, NamedTuple

from credclass.catalog.entries import IssuerEntry
from credclass.catalog.index import Space
from credclass.decision.anchors import Anchor
from credclass.decision.naming import find_outsider, find_school
from credclass.decision.scene import Name, Scene

_PLATFORM_KINDS: Final = {"platform", "academy"}
_SCHOOL_KINDS: Final = {"university", "school"}
_LEARNING: Final = {"platform_certificate", "specialization"}
_ALONE: Final = 2
"""Tokens beside an institution that stands alone, on a line that claims nothing."""


ALONE_TOKENS: Final = 14
"""Tokens of a line on which an institution stands alone, with its place and years."""


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
    named = _named(scene, *anchor.segment) or _named(scene, 0, len(scene.reading.words))
    hosts = [name for name in named if issuers[name.number][3] in _PLATFORM_KINDS]
    rest = [name.number for name in named if issuers[name.number][3] not in _PLATFORM_KINDS]
    platform = _host(hosts, scene)
    issuer = _awarder(rest, scene, category)
    if credential is not None:
        issuer, platform = _with_entry(issuer, platform, scene, credential)
    told = catalog.issuer(issuer) if issuer is not None else None
    if told is None or (category == "degree" and told.kind not in _SCHOOL_KINDS):
        told = find_outsider(scene, anchor, category, bare=not named and told is None) or told
    host = catalog.issuer(platform) if platform is not None else None
    return Links(told or host, host if category in _LEARNING else None)


def _with_entry(
    issuer: int | None, platform: int | None, scene: Scene, credential: int
) -> tuple[int | None, int | None]:
    """Issuer and platform with what the credential's entry knows, where the line agrees.

    A line that names another awarder is believed: then the entry adds nothing.
    """
    row = scene.catalog.compiled["credentials"][credential]
    own, host = row[4], row[5]
    known = {own, host, -1, None}
    if issuer not in known or platform not in known:
        return issuer, platform
    if issuer is None and own >= 0 and own != host:
        issuer = own
    if host >= 0:
        platform = host
    return issuer, platform


def find_institution(scene: Scene) -> IssuerEntry | None:
    """Who stands alone on a line that claims nothing (``Stanford University, 2012–2016``)."""
    reading = scene.reading
    if len(reading.words) > ALONE_TOKENS:
        return None
    named = _named(scene, 0, len(reading.words))
    if not named:
        return find_school(scene)
    covered = sum([name.stop - name.first for name in scene.names if name.space == Space.ISSUER])
    covered += sum([date.stop - date.first for date in reading.dates])
    covered += sum([one.stop - one.first for one in scene.cues if one.cue == "place"])
    if len(reading.words) - covered > _ALONE:
        return None
    return scene.catalog.issuer(named[0].number)


def _named(scene: Scene, first: int, stop: int) -> list[Name]:
    """The issuers named between two tokens, in order."""
    found = []
    taken = -1
    for name in scene.issuers:
        if name.first < first or name.stop > stop or name.first <= taken:
            continue
        found.append(name)
        taken = name.first
    return found


def _host(named: list[Name], scene: Scene) -> int | None:
    """The platform among those named: one that stands alone between separators, else the last
    (``Social Media Masterclass (Udemy)``).
    """
    parts = set(scene.parts)
    alone = [name for name in named if (name.first, name.stop) in parts]
    chosen = alone or named
    return chosen[-1].number if chosen else None


def _awarder(numbers: list[int], scene: Scene, category: str) -> int | None:
    """The issuer among those named: of a degree the university rather than anybody else."""
    if not numbers:
        return None
    if category == "degree":
        issuers = scene.catalog.compiled["issuers"]
        schools = [n for n in numbers if issuers[n][3] in _SCHOOL_KINDS]
        return (schools or numbers)[0]
    return numbers[0]
