"""How a line is built: its length, dates, parts, capitals, and its row of classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from credclass.catalog.payloads import Space
from credclass.decision.evidence.classes import row_of_classes
from credclass.decision.evidence.remembered import LENGTHS, LETTERS, MAX_DATES
from credclass.decision.evidence.rowsteps import WHOLE_ROW
from credclass.decision.evidence.sorts import MAX_REST
from credclass.decision.evidence.surface import number_of_marks
from credclass.decision.scene import Scene

if TYPE_CHECKING:
    from credclass.decision.evidence.remembered import Gathered, Groups
    from credclass.decision.evidence.rowsteps import Turn
    from credclass.decision.evidence.sorts import Beside
    from credclass.decision.evidence.told import Told

Value = TypeVar("Value")

ROW_HEAD: Final = 9
ROW_TAIL: Final = 4
"""Classes at both ends of a long row that are looked at."""

PLACE: Final = "place"
PRESENT: Final = "present"
"""Cues that say nothing of what a line claims."""


def add_shape(
    scene: Scene, beside: Beside[Value], groups: Groups[Value], gathered: Gathered[Value]
) -> None:
    """Add what a line's shape says, ``beside`` its awarders and credentials."""
    reading = scene.reading
    count = len(reading.words)
    size = _bucket(count) * (MAX_DATES + 1) + min(len(reading.dates), MAX_DATES)
    gathered.add(groups.size[size], 0, count)
    gathered.add(groups.mark[number_of_marks(scene)], 0, count)
    gathered.add(beside.rest(_untold(scene)), 0, count)
    _add_parts(scene, groups, gathered)
    _add_row(row_of_classes(scene), count, groups, gathered)
    if scene.is_heading():
        gathered.add(groups.heading[()], 0, count)
    for address in reading.addresses:
        gathered.add(groups.address[(address.kind or "any",)], 0, count)


def _bucket(count: int) -> int:
    """In which bucket of lengths a number of tokens falls."""
    bucket = 0
    for edge in LENGTHS:
        if edge >= count:
            break
        bucket += 1
    return bucket


def _add_parts(scene: Scene, groups: Groups[Value], gathered: Gathered[Value]) -> None:
    """What the parts are, and what the first and the last say that say more than a date."""
    parts = scene.parts
    told = [groups.nothing_told for _ in parts]
    titled = _tell_names(scene, told)
    _tell_rest(scene, told)
    count = len(told)
    pattern = _pattern(told, titled, parts)
    gathered.add(groups.pattern[pattern], 0, len(scene.reading.words))
    one = 0
    while one < count and told[one].is_date:
        one += 1
    if one == count:
        return
    other = count - 1
    while told[other].is_date:
        other -= 1
    begin, edge = parts[one]
    section, number = groups.section, groups.number
    start = told[one]
    gathered.add(start.part(False, section, number), begin, edge)  # noqa: FBT003
    if other > one:
        first, stop = parts[other]
        end = told[other]
        gathered.add(end.part(True, section, number), first, stop)  # noqa: FBT003
        gathered.add(start.ends(end), begin, stop)


def _tell_names(scene: Scene, told: list[Told[Value]]) -> list[int]:
    """Tell each part of its names; the length of the first credential in each is handed back, 0 for none."""
    breaks = scene.reading.tokens.breaks
    titled = [0] * len(told)
    at = 0
    for name in scene.names:
        first, stop = name.first, name.stop
        at = _part_from(at, first, breaks)
        if at == len(breaks) or stop <= breaks[at]:
            told[at] = told[at][name.tag]
            if name.space == Space.CREDENTIAL and not titled[at]:
                titled[at] = stop - first
    return titled


def _tell_rest(scene: Scene, told: list[Told[Value]]) -> None:
    """Tell each part of its cues and dates."""
    breaks = scene.reading.tokens.breaks
    at = 0
    for cue in scene.cues:
        at = _part_from(at, cue.first, breaks)
        if at == len(breaks) or cue.stop <= breaks[at]:
            told[at] = told[at][cue.tag]
    for date in scene.reading.dates:
        at = _part_from(at, date.first, breaks)
        if at == len(breaks) or date.stop <= breaks[at]:
            told[at] = told[at]["D"]


def _part_from(at: int, first: int, breaks: list[int]) -> int:
    """The part in which a token stands, looked for from the part ``at`` on, where the last one stood."""
    if at and first < breaks[at - 1]:
        at = 0
    while at < len(breaks) and breaks[at] <= first:
        at += 1
    return at


def _untold(scene: Scene) -> int:
    """How many tokens of the line belong to no name, date or place; no more than ``MAX_REST`` are counted."""
    told = 0  # a bit for each token
    for name in scene.names:
        told |= (1 << name.stop) - (1 << name.first)
    for cue in scene.cues:
        if cue.cue == PLACE or cue.cue == PRESENT:  # noqa: PLR1714  (compiled, twice as fast)
            told |= (1 << cue.stop) - (1 << cue.first)
    for date in scene.reading.dates:
        told |= (1 << date.stop) - (1 << date.first)
    count = 0
    for at in range(len(scene.reading.words)):
        if not told >> at & 1:
            count += 1
            if count == MAX_REST:
                break
    return count


def _pattern(told: list[Told[Value]], titled: list[int], parts: list[tuple[int, int]]) -> str:
    """What the first parts are, a letter each, and a sign more where there are more of them."""
    letters = ""
    for at in range(min(len(told), LETTERS)):
        first, stop = parts[at]
        length = stop - first
        letters += "C" if titled[at] == length else told[at].letter(length)
    return letters if len(told) <= LETTERS else letters + "+"


def _add_row(row: list[str], count: int, groups: Groups[Value], gathered: Gathered[Value]) -> None:
    """The row of classes, by its neighbours, its ends and, where it is short, whole."""
    near = row if len(row) <= ROW_HEAD + ROW_TAIL else [*row[:ROW_HEAD], "…", *row[-ROW_TAIL:]]
    rows = groups.rows
    goes_on = rows.openings[near[1]]
    first: Turn[Value] | None = None
    last: Turn[Value] | None = None
    for at in range(2, len(near)):
        last = goes_on.get(near[at])
        if last is None:
            last = rows.turn(near[at - 2], near[at - 1], near[at], goes_on)
        if at <= 3:
            first = last
        gathered.add(last.value, 0, count)
        goes_on = last.goes_on
    closing = goes_on.get("")
    if closing is None:
        closing = rows.turn(near[-2], near[-1], "", goes_on)
    gathered.add(closing.value, 0, count)
    first, last = first or closing, last or closing
    gathered.add(groups.edges.of_ends(first, last), 0, count)
    if len(row) <= WHOLE_ROW:
        gathered.add(groups.edges.of_whole(row, first, last), 0, count)
