"""How a line is built: its length, dates, parts, capitals, and its row of classes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final

from credclass.decision.scene import Name, Said, Scene
from credclass.matching.dates import Date

if TYPE_CHECKING:
    from credclass.decision.features import Item

LENGTHS: Final = (1, 2, 3, 4, 6, 8, 11, 15, 22, 35)
"""Edges of the buckets in which a line's number of tokens is told."""

OPENING: Final = 12
"""Tokens at the beginning of a line whose capitals are counted."""

WHOLE_ROW: Final = 7
"""Longer rows of classes are told by their pieces alone."""

ROW_HEAD: Final = 9
ROW_TAIL: Final = 4
"""Classes at both ends of a long row that are looked at."""

MAX_TAGS: Final = 8
"""Of a part that says more, the first so many things are told."""

FREE: Final = ("free",)
"""What a part says that says nothing known."""

COUNTED_OUT: Final = {"place", "present"}
"""Cues that say nothing of what a line claims."""


def shape_items(scene: Scene, main: list[Name], section: str) -> list[Item]:
    """The items of a line's shape."""
    reading = scene.reading
    count = len(reading.words)
    rest = min(_covered(scene).count(0), 4)
    sorts = tuple([name.sort for name in main])
    items: list[Item] = [
        ((size_features, _bucket(count), min(len(reading.dates), 3), section), 0, count),
        ((mark_features, *_marks(scene), section), 0, count),
        ((rest_features, rest, sorts, section), 0, count),
    ]
    items += _part_items(scene, section)
    items += _row_items(scene, section)
    for address in reading.addresses:
        items.append(((address_features, address.kind or "any"), 0, count))
    return items


def size_features(length: int, dates: int, section: str) -> list[str]:
    """The heading above the line, and the number of tokens and of dates, in buckets."""
    return [
        f"section={section}", f"length={length}", f"length={length}@{section}",
        f"dates={dates}", f"dates={dates}@{section}",
    ]  # fmt: skip


def mark_features(opens: str, closes: str, capitals: int, section: str) -> list[str]:
    """The characters at both ends, and how much is capitalised (5: all capitals)."""
    return [
        f"opens={opens}@{section}",
        f"closes={closes}@{section}",
        f"capitals={capitals}@{section}",
    ]


def rest_features(rest: int, sorts: tuple[str, ...], section: str) -> list[str]:
    """How many tokens belong to no name, date or place, beside which sorts of names."""
    kinds = "+".join(sorted([sort[0] + sort[2:] for sort in sorts])[:4])
    together = [f"rest={rest}@{section}", f"rest={rest}&{kinds}"]
    return together + [f"rest={rest}&{sort}@{section}" for sort in sorts]


def pattern_features(pattern: str, parts: int, section: str) -> list[str]:
    """What the parts between separators are, a letter each."""
    return [f"parts={parts}@{section}", f"pattern={pattern}", f"pattern={pattern}@{section}"]


def part_features(place: str, tags: tuple[str, ...], section: str) -> list[str]:
    """What the first (``p0``) or last part (``pL``) says."""
    plain = [f"{place}:{tag}" for tag in tags or FREE]
    return plain + [f"{name}@{section}" for name in plain]


def ends_features(first: tuple[str, ...], last: tuple[str, ...]) -> list[str]:
    """What the first part says with what the last says, where either names somebody or nothing."""
    return [
        f"p0:{one}>pL:{other}"
        for one in first or FREE
        for other in last or FREE
        if one[0] in "ICf" or other[0] in "ICf"
    ]


def row_features(before: str, one: str, after: str) -> list[str]:
    """Three neighbours in the row of classes."""
    return [f"s={before} {one}", f"s={before} {one} {after}"]


def row_edge_features(start: tuple[str, ...], end: tuple[str, ...], section: str) -> list[str]:
    """The beginning and the end of the row of classes."""
    return [f"sa={' '.join(start)}@{section}", f"sz={' '.join(end)}@{section}"]


def whole_row_features(row: tuple[str, ...], section: str) -> list[str]:
    """The whole row of a short line."""
    whole = f"S={' '.join(row)}"
    return [whole, f"{whole}@{section}"]


def address_features(kind: str) -> list[str]:
    """A web address, by the kind of credential that such an address implies."""
    return [f"url:{kind}"]


def _bucket(count: int) -> int:
    return bisect_left(LENGTHS, count)


def _covered(scene: Scene) -> bytearray:
    """Which tokens belong to a name, a date or a place."""
    covered = bytearray(len(scene.reading.words))
    counted = [one for one in scene.cues if one.cue in COUNTED_OUT]
    stretches: tuple[Name | Said | Date, ...] = (*scene.names, *scene.reading.dates, *counted)
    for one in stretches:
        covered[one.first : one.stop] = b"\1" * (one.stop - one.first)
    return covered


def _marks(scene: Scene) -> tuple[str, str, int]:
    line = scene.reading.tokens.folded.original.strip()
    if not line:
        return "", "", 0
    opening = scene.capitals[:OPENING]
    share = 5 if line.isupper() else round(4 * sum(opening) / max(len(opening), 1))
    return _character(line[0]), _character(line[-1]), share


def _character(character: str) -> str:
    if character.isalpha():
        return "upper" if character.isupper() else "lower"
    if character.isdigit():
        return "digit"
    return character if character in ".,:;-•()?*" else "mark"


def _part_items(scene: Scene, section: str) -> list[Item]:
    """The pattern of the parts, and what the first and the last of them say."""
    count = len(scene.reading.words)
    told = _tags(scene)
    letters = "".join(
        [_letter(tags, part) for tags, part in zip(told[:5], scene.parts, strict=False)]
    )
    items: list[Item] = [((pattern_features, letters, min(len(told), 6), section), 0, count)]
    said = [one for one, tags in enumerate(told) if len(tags) != 1 or "D" not in tags]
    if not said:
        return items
    start, end = tuple(told[said[0]])[:MAX_TAGS], tuple(told[said[-1]])[:MAX_TAGS]
    first, stop = scene.parts[said[0]]
    items.append(((part_features, "p0", start, section), first, stop))
    if len(said) > 1:
        last, finish = scene.parts[said[-1]]
        items.append(((part_features, "pL", end, section), last, finish))
        items.append(((ends_features, start, end), first, finish))
    return items


def _tags(scene: Scene) -> list[dict[str, Any]]:
    """What each part says: sorts of names, cues, ``D`` for a date, in order and each once."""
    parts = scene.parts
    told: list[dict[str, Any]] = [{} for _ in parts]
    starts = [first for first, _ in parts]
    everything: tuple[Name | Said | Date, ...] = (*scene.names, *scene.cues, *scene.reading.dates)
    for what in everything:
        at = bisect_right(starts, what.first) - 1
        if what.stop <= parts[at][1]:
            told[at].setdefault(what.tag, what)
    return told


def _letter(tags: dict[str, Any], part: tuple[int, int]) -> str:
    """One letter for what a part is."""
    first, stop = part
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


def _row_items(scene: Scene, section: str) -> list[Item]:
    """The row of classes, by its neighbours, its ends and, where it is short, whole."""
    count = len(scene.reading.words)
    row = scene.classes()
    near = row if len(row) <= ROW_HEAD + ROW_TAIL else [*row[:ROW_HEAD], "…", *row[-ROW_TAIL:]]
    items: list[Item] = [
        ((row_features, one, other, third), 0, count)
        for one, other, third in zip(near, near[1:], [*near[2:], ""], strict=False)
    ]
    edges = (row_edge_features, tuple(row[:4]), tuple(row[-3:]), section)
    items.append((edges, 0, count))
    if len(row) <= WHOLE_ROW:
        items.append(((whole_row_features, tuple(row), section), 0, count))
    return items
