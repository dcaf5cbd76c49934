"""A line as a row of classes: what its names and words are, in order."""

from __future__ import annotations

from typing import Final

from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.matching.dateparts import Date
from credclass.matching.phrases import Said
from credclass.native import i64

Begun = Name | Said | Date | None
"""What begins at a token."""

MARKS: Final = ",:(|"
"""Separators that stand for themselves in the row; all others read ``-``."""


def row_of_classes(scene: Scene) -> list[str]:
    """Names by sort, cues by name, ``D`` for dates, and for the rest runs of ``X`` (capitalised), ``x``,
    ``N`` (numbers); separators stand between, ``^`` and ``$`` at the ends.
    """
    begins: list[Begun] = [None for _ in scene.reading.words]
    for said in scene.cues:
        if begins[said.first] is None:
            begins[said.first] = said
    for date in scene.reading.dates:
        begins[date.first] = date
    named = 0  # a bit for each token with which a name begins
    for name in scene.names:
        first = name.first
        if not named >> first & 1:
            named |= 1 << first
            begins[first] = name
    return _walk(scene, begins, named)


def _walk(scene: Scene, begins: list[Begun], named: int) -> list[str]:
    words, capitals = scene.reading.words, scene.capitals
    breaks, separators = scene.reading.tokens.breaks, scene.reading.tokens.separators
    row = ["^"]
    last = ""
    at: i64 = 0
    edge: i64 = -1
    wall: i64 = -1
    while at < len(words):
        while wall < at:
            edge += 1
            wall = breaks[edge] if edge < len(breaks) else len(words)
        if wall == at:
            last = separators[edge]
            row.append(last if last in MARKS else "-")
        begun = begins[at]
        if begun is not None and _may_stand(at, begun.stop, named):
            last = _class_of(begun)
            row.append(last)
            at = begun.stop
            continue
        loose = "N" if words[at].number else "X" if capitals[at] else "x"
        if last != loose:
            row.append(loose)
            last = loose
        at += 1
    row.append("$")
    return row


def _class_of(begun: Name | Said | Date) -> str:
    if isinstance(begun, Name):
        return begun.sort
    return begun.cue if isinstance(begun, Said) else "D"


def _may_stand(first: int, stop: int, named: int) -> bool:
    """Whether what stands on these tokens is a name, or no name begins within it."""
    within = named >> first & (1 << stop - first) - 1
    return not within or within & 1 == 1
