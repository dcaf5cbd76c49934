"""How a line is built: its length, dates, parts, capitals, and its row of classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from credclass.decision.classes import row_of_classes
from credclass.decision.scene import Scene

if TYPE_CHECKING:
    from credclass.decision.names import Name
    from credclass.decision.remembered import Gathered, Groups
    from credclass.matching.dateparts import Date
    from credclass.matching.phrases import Said

    Stretch = Name | Said | Date

Value = TypeVar("Value")

LENGTHS: Final[tuple[int, ...]] = (1, 2, 3, 4, 6, 8, 11, 15, 22, 35)
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

TOLD_APART: Final = ".,:;-•()?*"
"""Marks at the ends of a line of which each says something else."""

COUNTED_OUT: Final = frozenset(("q:place", "q:present"))
"""Tags of cues that say nothing of what a line claims."""


def add_shape(
    scene: Scene, sorts: tuple[str, ...], groups: Groups[Value], gathered: Gathered[Value]
) -> None:
    """Add what a line's shape says; ``sorts`` are those of its awarders and credentials."""
    reading, parts = scene.reading, scene.parts
    count = len(reading.words)
    told = _survey(scene)
    size = sum(edge < count for edge in LENGTHS), min(len(reading.dates), 3)
    gathered.add(groups.size[size], 0, count)
    gathered.add(groups.mark[_marks(scene)], 0, count)
    gathered.add(groups.rest[min(_untold(scene), 4), sorts], 0, count)
    gathered.add(groups.pattern[_pattern(told, parts), min(len(told), 6)], 0, count)
    _add_parts(told, parts, groups, gathered)
    _add_row(row_of_classes(scene), count, groups, gathered)
    if scene.is_heading():
        gathered.add(groups.heading[()], 0, count)
    for address in reading.addresses:
        gathered.add(groups.address[(address.kind or "any",)], 0, count)


def _marks(scene: Scene) -> tuple[str, str, int]:
    """What the characters at both ends are, and the share of capitals (5: all capitals)."""
    line = scene.reading.tokens.folded.original.strip()
    if not line:
        return _character(""), _character(""), 0
    count = min(len(scene.capitals), OPENING)
    capitals = sum(scene.capitals[at] for at in range(count))
    share = 5 if line.isupper() else _quarters(capitals, max(count, 1))
    return _character(line[0]), _character(line[-1]), share


def _quarters(part: int, whole: int) -> int:
    """How many quarters a part of a whole is, to the nearest; a half to the even one."""
    quarters, rest = 4 * part // whole, 4 * part % whole
    return quarters + (2 * rest > whole or (2 * rest == whole and quarters % 2 == 1))


def _character(character: str) -> str:
    if character.isalpha():
        return "upper" if character.isupper() else "lower"
    if character.isdigit():
        return "digit"
    return character if character in TOLD_APART else "mark"


def _survey(scene: Scene) -> list[list[Stretch]]:
    """What each part says: names, cues and dates, the first of every tag."""
    breaks = scene.reading.tokens.breaks
    told: list[list[Stretch]] = [[] for _ in scene.parts]
    at = 0
    for name in scene.names:
        at = _tell(name, told, breaks, at)
    for cue in scene.cues:
        at = _tell(cue, told, breaks, at)
    for date in scene.reading.dates:
        at = _tell(date, told, breaks, at)
    return told


def _tell(what: Stretch, told: list[list[Stretch]], breaks: list[int], at: int) -> int:
    """Add a stretch to what its part says, if it ends there too and says anything new; the part is looked
    for from the part ``at`` on, where the last one stood, and handed back.
    """
    first = what.first
    if at and first < breaks[at - 1]:
        at = 0
    while at < len(breaks) and breaks[at] <= first:
        at += 1
    if at == len(breaks) or what.stop <= breaks[at]:
        said = told[at]
        if not _is_said(what.tag, said):
            said.append(what)
    return at


def _untold(scene: Scene) -> int:
    """How many tokens of the line belong to no name, date or place."""
    free = [True] * len(scene.reading.words)
    for name in scene.names:
        for at in range(name.first, name.stop):
            free[at] = False
    for cue in scene.cues:
        if cue.tag in COUNTED_OUT:
            for at in range(cue.first, cue.stop):
                free[at] = False
    for date in scene.reading.dates:
        for at in range(date.first, date.stop):
            free[at] = False
    return sum(free[at] for at in range(len(free)))


def _pattern(told: list[list[Stretch]], parts: list[tuple[int, int]]) -> str:
    """What the first parts are, a letter each."""
    letters = ""
    for at in range(min(len(told), LETTERS)):
        letters += _letter(told[at], parts[at])
    return letters


def _add_parts(
    told: list[list[Stretch]],
    parts: list[tuple[int, int]],
    groups: Groups[Value],
    gathered: Gathered[Value],
) -> None:
    """What the first and the last part say that say more than a date."""
    one, count = 0, len(told)
    while one < count and _is_date(told[one]):
        one += 1
    if one == count:
        return
    other = count - 1
    while _is_date(told[other]):
        other -= 1
    begin, edge = parts[one]
    start = tuple([what.tag for what in told[one][:MAX_TAGS]])
    gathered.add(groups.part["p0", start], begin, edge)
    if other > one:
        first, stop = parts[other]
        end = tuple([what.tag for what in told[other][:MAX_TAGS]])
        gathered.add(groups.part["pL", end], first, stop)
        gathered.add(groups.ends[start, end], begin, stop)


def _is_date(said: list[Stretch]) -> bool:
    """Whether a part says nothing but a date."""
    return len(said) == 1 and said[0].tag == "D"


def _letter(said: list[Stretch], part: tuple[int, int]) -> str:
    """One letter for what a part is."""
    length = part[1] - part[0]
    best = ""
    for what in said:
        tag = what.tag
        if tag[0] == "C":
            return "C" if what.stop - what.first == length else "c"
        if not best and tag.startswith("I:"):
            best = tag[2]
        elif not best and tag == "O":
            best = "o"
    if best:
        return best
    if _is_said("D", said):
        return "D" if length <= 5 else "d"
    if _is_said("q:place", said):
        return "L"
    return "x" if length > 1 else "1"


def _is_said(tag: str, said: list[Stretch]) -> bool:
    """Whether a part says something already."""
    return any(one.tag == tag for one in said)


def _add_row(row: list[str], count: int, groups: Groups[Value], gathered: Gathered[Value]) -> None:
    """The row of classes, by its neighbours, its ends and, where it is short, whole."""
    near = row if len(row) <= ROW_HEAD + ROW_TAIL else [*row[:ROW_HEAD], "…", *row[-ROW_TAIL:]]
    step = groups.rows[near[0], near[1]]
    first = second = last = None
    for at in range(2, len(near)):
        last = step[near[at]]
        if first is None:
            first = last
        elif second is None:
            second = last
        gathered.add(last.value, 0, count)
        step = last.step
    closing = step[""]
    gathered.add(closing.value, 0, count)
    first = first or closing
    gathered.add(groups.row_edge[first, second or first, last or closing], 0, count)
    if len(row) <= WHOLE_ROW:
        gathered.add(groups.whole_row[tuple(row)], 0, count)
