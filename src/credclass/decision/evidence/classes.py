"""A line as a row of classes: what its names and words are, in order."""

from __future__ import annotations

from typing import Final

from credclass.decision.scene import Scene
from credclass.native import i64, mypyc_attr

MARKS: Final = ",:(|"
"""Separators that stand for themselves in the row; all others read ``-``."""


def row_of_classes(scene: Scene) -> list[str]:
    """Names by sort, cues by name, ``D`` for dates, and for the rest runs of ``X`` (capitalised), ``x``,
    ``N`` (numbers); separators stand between, ``^`` and ``$`` at the ends.
    """
    words, capitals = scene.reading.words, scene.capitals
    breaks, separators = scene.reading.tokens.breaks, scene.reading.tokens.separators
    begun = _Begun(scene)
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
        stop = begun.stop_at(at)
        if stop > at:
            last = begun.what
            row.append(last)
            at = stop
            continue
        loose = "N" if words[at].number else "X" if capitals[at] else "x"
        if last != loose:
            row.append(loose)
            last = loose
        at += 1
    row.append("$")
    return row


@mypyc_attr(free_list_len=1)
class _Begun:
    """What begins at each token, asked in their order: a name rather than a date, and that rather than a cue."""

    __slots__ = ("_cue", "_cues", "_date", "_dates", "_length", "_name", "_names", "what")

    def __init__(self, scene: Scene) -> None:
        self._names = scene.names
        self._dates = scene.reading.dates
        self._cues = scene.cues
        self._length: i64 = len(scene.reading.words)
        self._name: i64 = 0
        self._date: i64 = 0
        self._cue: i64 = 0
        self.what = ""
        """The class of what was asked for last and stands."""

    def stop_at(self, at: i64) -> i64:
        """Where that ends which stands at a token; the token where nothing begins, or something within which a
        name begins.
        """
        names, dates, cues = self._names, self._dates, self._cues
        while self._name < len(names) and names[self._name].first < at:
            self._name += 1
        reach = self._length
        if self._name < len(names):
            name = names[self._name]
            reach = name.first
            if reach == at:
                self.what = name.sort
                return name.stop
        while self._date < len(dates) and dates[self._date].first < at:
            self._date += 1
        while self._cue < len(cues) and cues[self._cue].first < at:
            self._cue += 1
        stop = at
        if self._date < len(dates) and dates[self._date].first == at:
            self.what = "D"
            stop = dates[self._date].stop
        elif self._cue < len(cues) and cues[self._cue].first == at:
            self.what = cues[self._cue].cue
            stop = cues[self._cue].stop
        return stop if stop <= reach else at
