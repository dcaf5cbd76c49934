"""A reading → named features: what a careful reader would point at, each with its place."""

from __future__ import annotations

from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.catalog.index import Alias, Space
from credclass.matching.phrases import Match
from credclass.matching.reading import Reading

LENGTHS: Final = (1, 2, 3, 4, 6, 8, 11, 15, 22, 35)
"""Edges of the buckets in which a line's number of tokens is told."""

OPENING: Final = 12
"""Tokens at the beginning of a line whose capitals are counted."""

Feature = tuple[str, int, int]
"""A feature's name and the tokens it rests on, as a half-open range."""

_WAYS: Final = {alias.value: alias.name.lower() for alias in Alias}


class Name:
    """A match as the features see it."""

    __slots__ = ("detail", "first", "sort", "stop")

    def __init__(self, sort: str, detail: str, first: int, stop: int) -> None:
        self.sort = sort
        """``I:platform``, ``C:certification``, ``F`` (field), ``O`` (ordinary)."""
        self.detail = detail
        """``sort`` with the way it was named and how long the name is."""
        self.first = first
        self.stop = stop


class Said:
    """A cue and where it stands."""

    __slots__ = ("cue", "first", "stop")

    def __init__(self, cue: str, first: int, stop: int) -> None:
        self.cue = cue
        self.first = first
        self.stop = stop


def features(reading: Reading, section: str, catalog: Catalog) -> list[Feature]:
    """The named features of a reading."""
    found: list[Feature] = [(f"section={section}", 0, len(reading.words))]
    names = describe(reading, catalog)
    cue_names = catalog.compiled["cues"]
    cues = [
        Said(cue_names[target >> 8], match.first, match.stop)
        for match in reading.cues
        for target in match.targets
    ]
    sorts: dict[str, Name] = {}
    for name in names:
        sorts.setdefault(name.sort, name)
        found.append((name.detail, name.first, name.stop))
    main = [name for name in sorts.values() if name.sort[0] in "IC"]
    _add_names(names, sorts, main, section, found)
    _add_cues(cues, main, section, len(reading.words), found)
    _add_shape(reading, names, cues, section, found)
    return found


def describe(reading: Reading, catalog: Catalog) -> list[Name]:
    """What each matched name is: its first target's sort, with the others' behind it."""
    names: list[Name] = []
    sorts = catalog.sorts
    credentials = catalog.compiled["credentials"]
    for match in reading.names:
        seen = ""
        for target in match.targets:
            space, number = target >> 4 & 15, target >> 8
            sort = sorts[space][number] if space <= Space.CREDENTIAL else sorts[space][0]
            if sort in seen:
                continue
            seen += sort
            way = _WAYS[target & 15]
            if way == "acronym" and not written_as_acronym(reading, match):
                way = "lower"
            if space == Space.CREDENTIAL and credentials[number][10]:
                way += "?"
            if match.method != "exact":
                way += "~"
            detail = f"{sort}:{way}:{min(match.stop - match.first, 4)}"
            names.append(Name(sort, detail, match.first, match.stop))
    return names


def written_as_acronym(reading: Reading, match: Match) -> bool:
    """Whether a match is written with the capitals of an acronym, or with a digit."""
    raw = reading.tokens.raw(match.first, match.stop)
    capitals = sum([1 for c in raw if c.isupper()])
    return capitals >= 2 or (len(raw) == 1 and capitals == 1) or any([c.isdigit() for c in raw])


def _add_names(
    names: list[Name], sorts: dict[str, Name], main: list[Name], section: str, found: list[Feature]
) -> None:
    """What is named, in which section, what leads, what stands beside what."""
    add = found.append
    for sort, name in sorts.items():
        add((f"{sort}@{section}", name.first, name.stop))
    for name in names:
        if name.sort[0] == "C":
            first, stop = name.first, name.stop
            add((f"first:{name.sort}", first, stop))
            add((f"first:{name.sort}@{section}", first, stop))
            add((f"first:{name.detail}&at{min(first, 3)}", first, stop))
            break
    for index, one in enumerate(main):
        for other in main[index + 1 :]:
            pair = (
                f"{one.sort}&{other.sort}" if one.sort < other.sort else f"{other.sort}&{one.sort}"
            )
            add((pair, min(one.first, other.first), max(one.stop, other.stop)))
    if main and all([name.sort[0] == "I" for name in main]):
        add((f"only:{main[0].sort}@{section}", main[0].first, main[0].stop))


def _add_cues(
    cues: list[Said], main: list[Name], section: str, count: int, found: list[Feature]
) -> None:
    """What the wording says, alone and beside names."""
    add = found.append
    said: set[str] = set()
    for one in cues:
        cue, first, stop = one.cue, one.first, one.stop
        if cue not in said:
            said.add(cue)
            add((f"cue:{cue}", first, stop))
            add((f"cue:{cue}@{section}", first, stop))
            for name in main:
                add((f"cue:{cue}&{name.sort}", first, stop))
            if not main:
                add((f"cue:{cue}&nothing", first, stop))
        if first == 0:
            add((f"begins:{cue}", first, stop))
        if stop == count:
            add((f"ends:{cue}", first, stop))
        for name in main:
            if stop == name.first:
                add((f"before:{cue}>{name.sort}", first, stop))
            elif first == name.stop:
                add((f"after:{name.sort}<{cue}", first, stop))


def _add_shape(
    reading: Reading, names: list[Name], cues: list[Said], section: str, found: list[Feature]
) -> None:
    """How the line is built: its length, dates, parts, capitals, addresses."""
    count = len(reading.words)
    bucket = sum([1 for edge in LENGTHS if count > edge])
    years = min(len(reading.dates), 3)
    free = _unread(reading, names)
    shapes = [
        f"length={bucket}", f"length={bucket}@{section}",
        f"dates={years}", f"dates={years}@{section}",
        f"free={min(free, 6)}", f"free={min(free, 6)}@{section}",
    ]  # fmt: skip
    shapes += [f"free={min(free, 4)}&{one.sort}" for one in names if one.sort[0] == "C"]
    parts = reading.tokens.parts()
    pattern = "".join([_part_sort(part, names, reading, cues) for part in parts[:5]])
    shapes += [
        f"parts={min(len(parts), 6)}@{section}", f"pattern={pattern}", f"pattern={pattern}@{section}",
    ]  # fmt: skip
    original = reading.tokens.folded.original
    line = original.strip()
    if line:
        shapes.append(f"opens={_character(line[0])}@{section}")
        shapes.append(f"closes={_character(line[-1])}@{section}")
        if line.isupper():
            shapes.append(f"capitals@{section}")
    places = reading.tokens.places(min(count, OPENING))
    capitals = sum([1 for place in places if original[place].isupper()])
    shapes.append(f"capitalised={round(4 * capitals / max(len(places), 1))}@{section}")
    shapes += [f"url:{address.kind or 'any'}" for address in reading.addresses]
    found += [(shape, 0, count) for shape in shapes]


def _unread(reading: Reading, names: list[Name]) -> int:
    """The number of tokens that belong to no name and no date."""
    covered = bytearray(len(reading.words))
    for first, stop in [(one.first, one.stop) for one in names] + [
        (date.first, date.stop) for date in reading.dates
    ]:
        covered[first:stop] = b"\1" * (stop - first)
    return covered.count(0)


def _part_sort(part: tuple[int, int], names: list[Name], reading: Reading, cues: list[Said]) -> str:
    """One letter for what a part between separators is."""
    first, stop = part
    best = ""
    for name in names:
        if name.first >= first and name.stop <= stop and name.sort[0] in "ICO":
            if name.sort[0] == "C":
                return "C" if name.stop - name.first == stop - first else "c"
            best = best or (name.sort[2] if name.sort[0] == "I" else "o")
    if best:
        return best
    for date in reading.dates:
        if date.first >= first and date.stop <= stop:
            return "D" if stop - first <= 5 else "d"
    for one in cues:
        if one.cue == "place" and one.first >= first and one.stop <= stop:
            return "L"
    return "x" if stop - first > 1 else "1"


def _character(character: str) -> str:
    if character.isalpha():
        return "upper" if character.isupper() else "lower"
    if character.isdigit():
        return "digit"
    return character if character in ".,:;-•()?*" else "mark"
