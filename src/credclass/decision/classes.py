"""A line as a row of classes: what its names and words are, in order."""

from __future__ import annotations

from typing import Final

from credclass.decision.scene import Scene

MARKS: Final = ",:(|"
"""Separators that stand for themselves in the row; all others read ``-``."""


def row_of_classes(scene: Scene) -> list[str]:
    """Names by sort, cues by name, ``D`` for dates, and for the rest runs of ``X`` (capitalised), ``x``,
    ``N`` (numbers); separators stand between, ``^`` and ``$`` at the ends.
    """
    marks: dict[int, tuple[str, int]] = {}
    for said in scene.cues:
        marks.setdefault(said.first, (said.cue, said.stop))
    for date in scene.reading.dates:
        marks[date.first] = ("D", date.stop)
    starts = set()
    for name in scene.names:
        if name.first not in starts:
            starts.add(name.first)
            marks[name.first] = (name.sort, name.stop)
    return _walk(scene, marks, starts)


def _walk(scene: Scene, marks: dict[int, tuple[str, int]], starts: set[int]) -> list[str]:
    tokens = scene.reading.tokens
    words = scene.reading.words
    capitals = scene.capitals
    edges = dict(tokens.marks())
    row = ["^"]
    last = ""
    free = 0  # the first token that nothing before it has told
    for at, word in enumerate(words):
        if at < free:
            continue
        if at in edges:
            last = edges[at]
            row.append(last if last in MARKS else "-")
        if at in marks:
            what, stop = marks[at]
            if at in starts or stop == at + 1 or starts.isdisjoint(range(at + 1, stop)):
                row.append(what)
                last = what
                free = stop
                continue
        loose = "N" if word.number else "X" if capitals[at] else "x"
        if last != loose:
            row.append(loose)
            last = loose
    row.append("$")
    return row
