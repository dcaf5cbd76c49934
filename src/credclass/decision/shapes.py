"""How a line is built: its length, dates, parts, capitals, and its row of classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from credclass.decision.scene import Name, Scene

if TYPE_CHECKING:
    from credclass.decision.features import Item

LENGTHS: Final = (1, 2, 3, 4, 6, 8, 11, 15, 22, 35)
"""Edges of the buckets in which a line's number of tokens is told."""

OPENING: Final = 12
"""Tokens at the beginning of a line whose capitals are counted."""

WHOLE_ROW: Final = 7
"""Longer rows of classes are told by their pieces alone."""

COUNTED_OUT: Final = {"place", "present"}
"""Cues that say nothing of what a line claims."""


def shape_items(scene: Scene, main: list[Name], section: str) -> list[Item]:
    """The items of a line's shape."""
    reading = scene.reading
    count = len(reading.words)
    covered = _covered(scene)
    items: list[Item] = [
        (size_features, (_bucket(count), min(len(reading.dates), 3), section), 0, count),
        (mark_features, (*_marks(scene), section), 0, count),
    ]
    rest = min(covered.count(0), 4)
    kinds = "+".join(sorted({name.sort[0] + name.sort[2:] for name in main})[:4])
    items.append((rest_features, (rest, kinds, section), 0, count))
    items += [
        (rest_beside_features, (rest, name.sort, section), name.first, name.stop) for name in main
    ]
    items += _part_items(scene, section)
    items += _row_items(scene, section)
    for address in reading.addresses:
        items.append((address_features, (address.kind or "any",), 0, count))
    return items


def size_features(length: int, dates: int, section: str) -> list[str]:
    """The number of tokens and of dates, in buckets."""
    return [
        f"length={length}", f"length={length}@{section}",
        f"dates={dates}", f"dates={dates}@{section}",
    ]  # fmt: skip


def mark_features(opens: str, closes: str, capitals: int, section: str) -> list[str]:
    """The characters at both ends, and how much is capitalised (5: all capitals)."""
    return [
        f"opens={opens}@{section}",
        f"closes={closes}@{section}",
        f"capitals={capitals}@{section}",
    ]


def rest_features(rest: int, kinds: str, section: str) -> list[str]:
    """How many tokens belong to no name, date or place, beside which kinds of names."""
    return [f"rest={rest}@{section}", f"rest={rest}&{kinds}"]


def rest_beside_features(rest: int, sort: str, section: str) -> list[str]:
    """The same for one sort of name."""
    return [f"rest={rest}&{sort}@{section}"]


def pattern_features(pattern: str, parts: int, section: str) -> list[str]:
    """What the parts between separators are, a letter each."""
    return [f"parts={parts}@{section}", f"pattern={pattern}", f"pattern={pattern}@{section}"]


def part_features(place: str, tag: str, section: str) -> list[str]:
    """What the first or last part says."""
    return [f"{place}:{tag}", f"{place}:{tag}@{section}"]


def ends_features(first: str, last: str) -> list[str]:
    """What the first part says and what the last."""
    return [f"p0:{first}>pL:{last}"]


def row_features(before: str, one: str, after: str) -> list[str]:
    """Three neighbours in the row of classes."""
    return [f"s={before} {one}", f"s={before} {one} {after}"]


def row_edge_features(start: str, end: str, section: str) -> list[str]:
    """The beginning and the end of the row of classes."""
    return [f"sa={start}@{section}", f"sz={end}@{section}"]


def whole_row_features(row: str, section: str) -> list[str]:
    """The whole row of a short line."""
    return [f"S={row}", f"S={row}@{section}"]


def address_features(kind: str) -> list[str]:
    """A web address, by the kind of credential that such an address implies."""
    return [f"url:{kind}"]


def _bucket(count: int) -> int:
    return sum([1 for edge in LENGTHS if count > edge])


def _covered(scene: Scene) -> bytearray:
    """Which tokens belong to a name, a date or a place."""
    covered = bytearray(len(scene.reading.words))
    stretches = [(one.first, one.stop) for one in scene.names]
    stretches += [(date.first, date.stop) for date in scene.reading.dates]
    stretches += [(one.first, one.stop) for one in scene.cues if one.cue in COUNTED_OUT]
    for first, stop in stretches:
        covered[first:stop] = b"\1" * (stop - first)
    return covered


def _marks(scene: Scene) -> tuple[str, str, int]:
    tokens = scene.reading.tokens
    original = tokens.folded.original
    line = original.strip()
    if not line:
        return "", "", 0
    places = tokens.places(min(len(scene.reading.words), OPENING))
    capitals = sum([1 for place in places if original[place].isupper()])
    share = 5 if line.isupper() else round(4 * capitals / max(len(places), 1))
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
    tags = [_tags(scene, first, stop) for first, stop in scene.parts]
    letters = "".join(
        [_letter(tag, part) for tag, part in zip(tags[:5], scene.parts, strict=False)]
    )
    items: list[Item] = [(pattern_features, (letters, min(len(tags), 6), section), 0, count)]
    said = [(tag, part) for tag, part in zip(tags, scene.parts, strict=True) if list(tag) != ["D"]]
    if not said:
        return items
    (start, (first, stop)), (end, (last, finish)) = said[0], said[-1]
    items += [(part_features, ("p0", tag, section), first, stop) for tag in start or ("free",)]
    if len(said) > 1:
        items += [(part_features, ("pL", tag, section), last, finish) for tag in end or ("free",)]
        for one in start or ("free",):
            for other in end or ("free",):
                if one[0] in "ICf" or other[0] in "ICf":
                    items.append((ends_features, (one, other), first, finish))
    return items


def _tags(scene: Scene, first: int, stop: int) -> dict[str, Any]:
    """What a part says: sorts of names, cues, ``D`` for a date, in order and each once."""
    tags: dict[str, Any] = {}
    for name in scene.names:
        if name.first >= first and name.stop <= stop:
            tags.setdefault(name.sort, name)
    for one in scene.cues:
        if one.first >= first and one.stop <= stop:
            tags.setdefault(f"q:{one.cue}", one)
    for date in scene.reading.dates:
        if date.first >= first and date.stop <= stop:
            tags.setdefault("D", date)
    return tags


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
    row = ["^", *scene.classes(), "$"]
    items: list[Item] = [
        (row_features, (one, other, third), 0, count)
        for one, other, third in zip(row, row[1:], [*row[2:], ""], strict=False)
    ]
    items.append((row_edge_features, (" ".join(row[:4]), " ".join(row[-3:]), section), 0, count))
    if len(row) <= WHOLE_ROW:
        items.append((whole_row_features, (" ".join(row), section), 0, count))
    return items
