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
from credclass.native import i64

if TYPE_CHECKING:
    from credclass.decision.evidence.remembered import Gathered, Groups
    from credclass.decision.evidence.rowsteps import Turn
    from credclass.decision.evidence.sorts import Beside
    from credclass.decision.evidence.told import Told

Value = TypeVar("Value")

ROW_HEAD: Final = 9
ROW_TAIL: Final = 4
"""Classes at both ends of a long row that are looked at."""

_FILLED: Final = 67
"""The letter C, for a part that a credential fills."""

_MORE: Final = 43
"""A plus sign."""

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
    breaks, length = scene.reading.tokens.breaks, len(scene.reading.words)
    told = [groups.nothing_told for _ in breaks]
    if length:
        told.append(groups.nothing_told)
    filled = _tell_names(scene, told)
    _tell_rest(scene, told)
    gathered.add(groups.pattern[_pattern(told, filled, breaks, length)], 0, length)
    count: i64 = len(told)
    one: i64 = 0
    while one < count and told[one].is_date:
        one += 1
    if one == count:
        return
    other = count - 1
    while told[other].is_date:
        other -= 1
    begin, edge = _place(one, breaks, length)
    section, number = groups.section, groups.number
    start = told[one]
    gathered.add(start.part(False, section, number), begin, edge)  # noqa: FBT003
    if other > one:
        first, stop = _place(other, breaks, length)
        end = told[other]
        gathered.add(end.part(True, section, number), first, stop)  # noqa: FBT003
        gathered.add(start.ends(end), begin, stop)


def _place(part: i64, breaks: list[int], length: int) -> tuple[int, int]:
    """The tokens of a part of a line of ``length`` tokens."""
    return breaks[part - 1] if part else 0, breaks[part] if part < len(breaks) else length


def _tell_names(scene: Scene, told: list[Told[Value]]) -> i64:
    """Tell each part of its names; of those that count for the pattern a bit is handed back, set where the first
    credential in it is all of it.
    """
    breaks, length = scene.reading.tokens.breaks, len(scene.reading.words)
    titled: i64 = 0
    filled: i64 = 0
    at: i64 = 0
    for name in scene.names:
        first, stop = name.first, name.stop
        at = _part_from(at, first, breaks)
        if at == len(breaks) or stop <= breaks[at]:
            told[at] = told[at][name.sort]
            if name.space == Space.CREDENTIAL and at < LETTERS and not titled >> at & 1:
                titled |= 1 << at
                if (first, stop) == _place(at, breaks, length):
                    filled |= 1 << at
    return filled


def _tell_rest(scene: Scene, told: list[Told[Value]]) -> None:
    """Tell each part of its cues and dates."""
    breaks = scene.reading.tokens.breaks
    at: i64 = 0
    for cue in scene.cues:
        at = _part_from(at, cue.first, breaks)
        if at == len(breaks) or cue.stop <= breaks[at]:
            told[at] = told[at][cue.tag]
    at = 0
    for date in scene.reading.dates:
        at = _part_from(at, date.first, breaks)
        if at == len(breaks) or date.stop <= breaks[at]:
            told[at] = told[at]["D"]


def _part_from(at: i64, first: i64, breaks: list[int]) -> i64:
    """The part in which a token stands, looked for from the part ``at`` on, where the one before stood."""
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


def _pattern(told: list[Told[Value]], filled: i64, breaks: list[int], length: int) -> i64:
    """What the first parts are, a letter each, and a sign more where there are more of them: the
    characters as one number, a byte each.
    """
    pattern: i64 = 0
    begin: i64 = 0
    for at in range(min(len(told), LETTERS)):
        stop: i64 = breaks[at] if at < len(breaks) else length
        letter = told[at].letter(stop - begin)
        if filled >> at & 1:
            letter = _FILLED
        pattern = pattern << 8 | letter
        begin = stop
    return pattern if len(told) <= LETTERS else pattern << 8 | _MORE


def _add_row(row: list[str], count: int, groups: Groups[Value], gathered: Gathered[Value]) -> None:
    """The row of classes, by its neighbours, its ends and, where it is short, whole."""
    tail: i64 = len(row) - ROW_TAIL
    rows = groups.rows
    turn = rows.openings[row[1]]
    first: Turn[Value] | None = None
    last: Turn[Value] | None = None
    at: i64 = 2
    while at < len(row):
        if ROW_HEAD <= at < tail:
            turn = last = rows.after(turn, "…")
            at = tail
        else:
            turn = last = rows.after(turn, row[at])
            at += 1
        if at <= 4:
            first = turn
        gathered.add(turn.value, 0, count)
    closing = rows.after(turn, "")
    gathered.add(closing.value, 0, count)
    first, last = first or closing, last or closing
    gathered.add(groups.edges.of_ends(first, last), 0, count)
    if len(row) <= WHOLE_ROW:
        gathered.add(groups.edges.of_whole(row, first, last), 0, count)
