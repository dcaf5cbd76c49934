"""Which of those whom a line names is a credential's awarder, and which its platform."""

from __future__ import annotations

from typing import Final

from credclass.decision.mentions.awarders import BODY, EMPLOYER, SCHOOLS, VENDOR
from credclass.decision.mentions.kinds import DEGREE
from credclass.decision.mentions.named import is_by_itself
from credclass.decision.mentions.segments import Anchor, stands_behind
from credclass.decision.names import Name
from credclass.decision.scene import Scene

_NO_DEGREES: Final = frozenset((BODY, VENDOR, EMPLOYER))
"""Who awards no degrees, whatever they stand on the line for: ``B.Eng., assessed by Engineers Australia``."""


def choose_host(named: list[Name], scene: Scene) -> int:
    """The platform among those named: the one with which the line begins (``Crehana: Figma; Platzi:
    UX``), else one that stands alone between separators, else the last (``Social Media Masterclass
    (Udemy)``).
    """
    alone = [name for name in named if scene.is_part(name.first, name.stop)]
    if alone and alone[0].first == 0:
        return alone[0].number
    return (alone or named)[-1].number


def _of_degree(schools: list[Name], scene: Scene, anchor: Anchor) -> Name | None:
    """The university to which the others are affiliated, else the school in the part of the line in
    which the degree stands, else the first; none that the holder left or was a guest of.
    """
    left = scene.catalog.small["left_schools"]
    schools = [name for name in schools if not stands_behind(name.first, left, scene)]
    if not schools:
        return None
    for name in schools:
        if name.number in scene.catalog.affiliating_issuers:
            return name
    first, stop = scene.part_at(anchor.first)
    here = [name for name in schools if first <= name.first < stop]
    return (here or schools)[0]


def choose_awarder(named: list[Name], scene: Scene, anchor: Anchor, category: str) -> Name | None:
    """The issuer among those named: of a degree the university rather than anybody else, of
    other credentials one that the title does not name (``Oracle Java 8, Luxoft``).
    """
    if not named:
        return None
    if category == DEGREE:
        kinds = scene.catalog.issuer_kinds
        able = [name for name in named if kinds[name.number] in SCHOOLS] or [
            name for name in named if kinds[name.number] not in _NO_DEGREES
        ]
        return _of_degree(able, scene, anchor)
    if len(named) == 1:
        return named[0]
    first, stop = anchor.name
    beside = [name for name in named if name.first < first or name.stop > stop] or named
    return next((name for name in beside if is_by_itself(name, scene)), beside[0])
