"""How a line is built: its length, dates, parts, capitals, and its row of classes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final, TypeVar

from credclass.decision.classes import row_of_classes
from credclass.decision.scene import Scene

if TYPE_CHECKING:
    from credclass.decision.remembered import Groups

Value = TypeVar("Value")

LENGTHS: Final = (1, 2, 3, 4, 6, 8, 11, 15, 22, 35)
"""Edges of the buckets in which a line's number of tokens is told."""

OPENING: Final = 12
"""Tokens at the beginning of a line whose capitals are counted."""

ROW_HEAD: Final = 9
ROW_TAIL: Final = 4
"""Classes at both ends of a long row that are looked at."""

WHOLE_ROW: Final = 7
"""Longer rows of classes are told by their pieces alone."""

MAX_TAGS: Final = 8
"""Of a part that says more, the first so many things are told."""

LETTERS: Final = 5
"""Parts of a line that its pattern tells, a letter each."""

COUNTED_OUT: Final = {"q:place", "q:present"}
"""Tags of cues that say nothing of what a line claims."""


def add_shape(
    scene: Scene,
    sorts: tuple[str, ...],
    groups: Groups[Value],
    values: list[Value],
    places: list[tuple[int, int]],
) -> None:
    """Add what a line's shape says; ``sorts`` are those of its awarders and credentials."""
    reading = scene.reading
    count = len(reading.words)
    whole = (0, count)
    told, rest = _survey(scene)
    values += (
        groups.size[bisect_left(LENGTHS, count), min(len(reading.dates), 3)],
        groups.mark[_marks(scene)],
        groups.rest[min(rest, 4), sorts],
        groups.pattern["".join(map(_letter, told[:LETTERS], scene.parts)), min(len(told), 6)],
    )
    places += (whole, whole, whole, whole)
    _add_parts(told, scene.parts, groups, values, places)
    before = len(values)
    _add_row(row_of_classes(scene), groups, values)
    if scene.is_heading():
        values.append(groups.heading[()])
    for address in reading.addresses:
        values.append(groups.address[(address.kind or "any",)])
    places += [whole] * (len(values) - before)


def _marks(scene: Scene) -> tuple[str, str, int]:
    """The characters at both ends, and the share of capitals (5: all capitals)."""
    line = scene.reading.tokens.folded.original.strip()
    if not line:
        return "", "", 0
    opening = scene.capitals[:OPENING]
    share = 5 if line.isupper() else round(4 * sum(opening) / max(len(opening), 1))
    return line[0], line[-1], share


def _survey(scene: Scene) -> tuple[list[dict[str, Any]], int]:
    """What each part says: sorts of names, cues, ``D`` for a date, in order and each once; and
    how many tokens of the line belong to no name, date or place.
    """
    parts, cues = scene.parts, scene.cues
    breaks = scene.reading.tokens.breaks
    told: list[dict[str, Any]] = [{} for _ in parts]
    free = bytearray(b"\1") * len(scene.reading.words)
    for stretches in (scene.names, cues, scene.reading.dates):
        for what in stretches:
            first, stop, tag = what.first, what.stop, what.tag
            at = bisect_right(breaks, first)
            if stop <= parts[at][1] and tag not in told[at]:
                told[at][tag] = what
            if stretches is not cues or tag in COUNTED_OUT:
                free[first:stop] = bytes(stop - first)
    return told, free.count(1)


def _add_parts(
    told: list[dict[str, Any]],
    parts: list[tuple[int, int]],
    groups: Groups[Value],
    values: list[Value],
    places: list[tuple[int, int]],
) -> None:
    """What the first and the last part say that say more than a date."""
    said = [one for one, tags in enumerate(told) if len(tags) != 1 or "D" not in tags]
    if not said:
        return
    one, other = said[0], said[-1]
    start = tuple(told[one])[:MAX_TAGS]
    values.append(groups.part["p0", start])
    places.append(parts[one])
    if other > one:
        end = tuple(told[other])[:MAX_TAGS]
        values += (groups.part["pL", end], groups.ends[start, end])
        places += (parts[other], (parts[one][0], parts[other][1]))


def _letter(tags: dict[str, Any], part: tuple[int, int]) -> str:
    """One letter for what a part is."""
    first, stop = part
    if not tags:
        return "x" if stop - first > 1 else "1"
    best = ""
    for tag, what in tags.items():
        if tag[0] == "C":
            return "C" if what.stop - what.first == stop - first else "c"
        if tag[:2] == "I:":
            best = best or tag[2]
        elif tag == "O":
            best = best or "o"
    if best:
        return best
    if "D" in tags:
        return "D" if stop - first <= 5 else "d"
    if "q:place" in tags:
        return "L"
    return "x" if stop - first > 1 else "1"


def _add_row(row: list[str], groups: Groups[Value], values: list[Value]) -> None:
    """The row of classes, by its neighbours, its ends and, where it is short, whole."""
    near = row if len(row) <= ROW_HEAD + ROW_TAIL else [*row[:ROW_HEAD], "…", *row[-ROW_TAIL:]]
    step = groups.rows[near[0], near[1]]
    for one in near[2:]:
        value, step = step[one]
        values.append(value)
    values.append(step[""][0])
    values.append(groups.row_edge[tuple(row[:4]), tuple(row[-3:])])
    if len(row) <= WHOLE_ROW:
        values.append(groups.whole_row[tuple(row)])
