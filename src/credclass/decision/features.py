"""A reading → named features: what a careful reader would point at, each with its place."""

from __future__ import annotations

from typing import Final, NamedTuple

from credclass.catalog.catalog import Catalog
from credclass.catalog.index import Alias, Space
from credclass.matching.reading import Reading

LENGTHS: Final = (1, 2, 3, 4, 6, 8, 11, 15, 22, 35)
"""Edges of the buckets in which a line's number of tokens is told."""


class Feature(NamedTuple):
    """A named feature and the tokens it rests on."""

    name: str
    first: int
    stop: int


class Name(NamedTuple):
    """A match as the features see it."""

    sort: str
    """``I:platform``, ``C:certification``, ``F``, ``O``"""
    detail: str
    """``sort`` with the way it was named and how long the name is."""
    first: int
    stop: int


def describe(reading: Reading, catalog: Catalog) -> list[Name]:
    """What each matched name is: its first target's sort, with the others' behind it."""
    compiled = catalog.compiled
    names: list[Name] = []
    for match in reading.names:
        seen: set[str] = set()
        for target in match.targets:
            space, number = target >> 4 & 15, target >> 8
            if space == Space.ISSUER:
                sort = f"I:{compiled['issuers'][number][3]}"
            elif space == Space.CREDENTIAL:
                sort = f"C:{compiled['credentials'][number][3]}"
            else:
                sort = "F" if space == Space.FIELD else "O"
            if sort in seen:
                continue
            seen.add(sort)
            way = Alias(target & 15).name.lower()
            if way == "acronym" and not _as_acronym(reading, match.first, match.stop):
                way = "lower"
            if space == Space.CREDENTIAL and compiled["credentials"][number][10]:
                way += "?"
            if match.method != "exact":
                way += "~"
            length = min(match.stop - match.first, 4)
            names.append(Name(sort, f"{sort}:{way}:{length}", match.first, match.stop))
    return names


def _as_acronym(reading: Reading, first: int, stop: int) -> bool:
    """Whether the tokens are written with the capitals of an acronym."""
    raw = reading.tokens.raw(first, stop)
    capitals = sum(1 for c in raw if c.isupper())
    return capitals >= 2 or (len(raw) == 1 and capitals == 1) or any(c.isdigit() for c in raw)


def features(reading: Reading, section: str, catalog: Catalog) -> list[Feature]:
    """The named features of a reading."""
    count = len(reading.words)
    found: list[Feature] = [Feature(f"section={section}", 0, count)]
    add = found.append
    names = describe(reading, catalog)
    cue_names = catalog.compiled["cues"]
    cues = [
        (cue_names[target >> 8], match.first, match.stop)
        for match in reading.cues
        for target in match.targets
    ]
    sorts: dict[str, Name] = {}
    for name in names:
        sorts.setdefault(name.sort, name)
        add(Feature(name.detail, name.first, name.stop))
    for sort, name in sorts.items():
        add(Feature(f"{sort}@{section}", name.first, name.stop))
    leading = next((name for name in names if name.sort[0] == "C"), None)
    if leading is not None:
        add(Feature(f"first:{leading.sort}", leading.first, leading.stop))
        add(Feature(f"first:{leading.sort}@{section}", leading.first, leading.stop))
        add(Feature(f"first:{leading.detail}&at{min(leading.first, 3)}", leading.first, leading.stop))
    main = [name for name in sorts.values() if name.sort[0] in "IC"]
    for index, one in enumerate(main):
        for other in main[index + 1 :]:
            pair = "&".join(sorted((one.sort, other.sort)))
            add(Feature(pair, min(one.first, other.first), max(one.stop, other.stop)))
    if main and all(name.sort[0] == "I" for name in main):
        add(Feature(f"only:{main[0].sort}@{section}", main[0].first, main[0].stop))
    said: dict[str, tuple[int, int]] = {}
    for cue, first, stop in cues:
        said.setdefault(cue, (first, stop))
    for cue, (first, stop) in said.items():
        add(Feature(f"cue:{cue}", first, stop))
        add(Feature(f"cue:{cue}@{section}", first, stop))
        for name in main:
            add(Feature(f"cue:{cue}&{name.sort}", first, stop))
        if not main:
            add(Feature(f"cue:{cue}&nothing", first, stop))
    for cue, first, stop in cues:
        if first == 0:
            add(Feature(f"begins:{cue}", first, stop))
        if stop == count:
            add(Feature(f"ends:{cue}", first, stop))
        for name in main:
            if stop == name.first:
                add(Feature(f"before:{cue}>{name.sort}", first, stop))
            elif first == name.stop:
                add(Feature(f"after:{name.sort}<{cue}", first, stop))
    _add_shape(reading, names, cues, section, found)
    return found


def _add_shape(
    reading: Reading,
    names: list[Name],
    cues: list[tuple[str, int, int]],
    section: str,
    found: list[Feature],
) -> None:
    count = len(reading.words)
    bucket = sum(1 for edge in LENGTHS if count > edge)

    def add(name: str) -> None:
        found.append(Feature(name, 0, count))

    add(f"length={bucket}")
    add(f"length={bucket}@{section}")
    years = len(reading.dates)
    add(f"dates={min(years, 3)}")
    add(f"dates={min(years, 3)}@{section}")
    covered = bytearray(count)
    for name in names:
        covered[name.first : name.stop] = b"\1" * (name.stop - name.first)
    for date in reading.dates:
        covered[date.first : date.stop] = b"\1" * (date.stop - date.first)
    free = count - sum(covered)
    add(f"free={min(free, 6)}")
    add(f"free={min(free, 6)}@{section}")
    for one in names:
        if one.sort[0] == "C":
            add(f"free={min(free, 4)}&{one.sort}")
    parts = reading.tokens.parts()
    add(f"parts={min(len(parts), 6)}@{section}")
    pattern = "".join(_part_sort(part, names, reading, cues) for part in parts[:5])
    add(f"pattern={pattern}")
    add(f"pattern={pattern}@{section}")
    line = reading.tokens.folded.original.strip()
    if line:
        add(f"opens={_character(line[0])}@{section}")
        add(f"closes={_character(line[-1])}@{section}")
        if line.isupper():
            add(f"capitals@{section}")
    capitalised = sum(
        1 for i in range(min(count, 12)) if reading.tokens.raw(i, i + 1)[:1].isupper()
    )
    share = round(4 * capitalised / max(min(count, 12), 1))
    add(f"capitalised={share}@{section}")
    for address in reading.addresses:
        add(f"url:{address.kind or 'any'}")


def _part_sort(
    part: tuple[int, int],
    names: list[Name],
    reading: Reading,
    cues: list[tuple[str, int, int]],
) -> str:
    """One letter for what a part between separators is."""
    first, stop = part
    best = ""
    for name in names:
        if name.first >= first and name.stop <= stop and name.sort[0] in "ICO":
            letter = name.sort[0] if name.sort[0] != "I" else name.sort[2].upper()
            if name.sort[0] == "C":
                return "C" if name.stop - name.first == stop - first else "c"
            best = best or letter.lower()
    if best:
        return best
    if any(date.first >= first and date.stop <= stop for date in reading.dates):
        return "D" if stop - first <= 5 else "d"
    if any(cue == "place" and a >= first and b <= stop for cue, a, b in cues):
        return "L"
    return "x" if stop - first > 1 else "1"


def _character(character: str) -> str:
    if character.isalpha():
        return "upper" if character.isupper() else "lower"
    if character.isdigit():
        return "digit"
    return character if character in ".,:;-•()?*" else "mark"
