"""The names of features, in groups that always occur together: one *maker* a group.

A maker gives the names of its group from a few facts (``cue_features("completed", "training",
...)``). The names are what the file of weights is keyed by; the words of a line are groups
too, made by ``wording``.
"""

from __future__ import annotations

from typing import Final

FREE: Final = ("free",)
"""What a part says that says nothing known."""


def name_features(sort: str, way: str, length: int, section: str) -> list[str]:
    """A name: what it names, in what way, how many words long, under which heading."""
    return [f"{sort}:{way}:{length}", f"{sort}@{section}"]


def first_features(sort: str, way: str, length: int, at: int, section: str) -> list[str]:
    """The first credential named, and how far from the beginning."""
    return [f"first:{sort}", f"first:{sort}@{section}", f"first:{sort}:{way}:{length}&at{at}"]


def title_features(kind: str, heavy: int, shared: int, awarder: str, section: str) -> list[str]:
    """How unmistakable a title is, and whether its own awarder, or another, is named."""
    return [
        f"heavy={heavy}&{kind}", f"heavy={heavy}&{kind}@{section}", f"shared={shared}&{kind}",
        f"awarder={awarder}&{kind}", f"awarder={awarder}&{kind}@{section}",
    ]  # fmt: skip


def pair_features(one: str, other: str) -> list[str]:
    """Two sorts of names on one line."""
    return [f"{one}&{other}" if one < other else f"{other}&{one}"]


def only_features(sort: str, section: str) -> list[str]:
    """Awarders alone, the first of them of this sort."""
    return [f"only:{sort}@{section}"]


def cue_features(
    cue: str,
    beside: tuple[str, ...],
    begins: bool,  # noqa: FBT001  (facts are told by their places)
    ends: bool,  # noqa: FBT001
    before: str,
    after: str,
    section: str,
) -> list[str]:
    """What the wording says: under which heading, beside which names, whether it begins or ends
    the line, and which names it stands right before and after.

    >>> cue_features("completed", ("I:platform",), True, False, "", "", "training")[2:]
    ['cue:completed&I:platform', 'begins:completed']
    """
    names = [f"cue:{cue}", f"cue:{cue}@{section}"]
    names += [f"cue:{cue}&{sort}" for sort in beside or ("nothing",)]
    return names + again_features(cue, begins, ends, before, after)


def again_features(
    cue: str,
    begins: bool,  # noqa: FBT001
    ends: bool,  # noqa: FBT001
    before: str,
    after: str,
) -> list[str]:
    """A cue said again: only with what the line begins or ends, or that it touches a name."""
    names = [f"begins:{cue}"] if begins else []
    if ends:
        names.append(f"ends:{cue}")
    if before:
        names.append(f"before>{before}:{cue}")
    if after:
        names.append(f"after<{after}:{cue}")
    return names


def order_features(first: str, second: str, section: str) -> list[str]:
    """What comes first of all that tells, and what second."""
    names = [f"o1={first}", f"o1={first}@{section}"]
    return [*names, f"o2={first}>{second}"] if second else names


def size_features(length: int, dates: int, section: str) -> list[str]:
    """The heading above the line, and the number of tokens and of dates, in buckets."""
    return [
        f"section={section}", f"length={length}", f"length={length}@{section}",
        f"dates={dates}", f"dates={dates}@{section}",
    ]  # fmt: skip


def mark_features(opens: str, closes: str, capitals: int, section: str) -> list[str]:
    """What the characters at both ends are, and how much is capitalised (5: all capitals)."""
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


def whole_row_features(*row_and_section: str) -> list[str]:
    """The whole row of a short line."""
    *row, section = row_and_section
    whole = f"S={' '.join(row)}"
    return [whole, f"{whole}@{section}"]


def heading_features(section: str) -> list[str]:
    """A line that is a heading by itself."""
    return ["heading", f"heading@{section}"]


def address_features(kind: str) -> list[str]:
    """A web address, by the kind of credential that such an address implies."""
    return [f"url:{kind}"]
