"""A scene → named features: what a careful reader would point at, each with its place.

Features come in groups that always occur together: a *maker* gives the names of a
group from a few facts (``cue_features("completed", "training")``). A line is a list of
items, each a maker with its facts and the tokens it rests on, and of its words, each a
group of its own (``word_features``). The names are what the file of weights is keyed by;
a group's weight is the sum of its names' weights, worked out once and remembered
(``remembered.Remembered``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from credclass.decision.scene import Name, Scene
from credclass.decision.shapes import shape_items
from credclass.decision.wording import EARLY, word_features

Maker = Callable[..., list[str]]
Facts = tuple[Any, ...]
"""A maker and its arguments."""
Item = tuple[Facts, int, int]
"""A maker with its facts, and the half-open range of tokens that the features rest on."""


def feature_names(scene: Scene, section: str) -> set[str]:
    """The names of all features of a line."""
    names: set[str] = set()
    for (maker, *facts), _, _ in features(scene, section):
        names.update(maker(*facts))
    for index, word in enumerate(scene.reading.words):
        names.update(word_features(word.shape, section, index < EARLY))
    return names


def features(scene: Scene, section: str) -> list[Item]:
    """Every item of a scene; its words stand for themselves."""
    sorts: dict[str, Name] = {}
    for name in scene.names:
        sorts.setdefault(name.sort, name)
    main = [name for name in sorts.values() if name.sort[0] in "IC"]
    items: list[Item] = []
    _add_names(scene, sorts, main, section, items)
    _add_cues(scene, main, section, items)
    _add_order(scene, section, items)
    items += shape_items(scene, main, section)
    return items


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
    cue: str, section: str, beside: tuple[str, ...], edges: tuple[str, ...]
) -> list[str]:
    """What the wording says: under which heading, beside which names, at which edge.

    >>> cue_features("completed", "training", ("I:platform",), ("begins",))[2:]
    ['cue:completed&I:platform', 'begins:completed']
    """
    names = [f"cue:{cue}", f"cue:{cue}@{section}"]
    names += [f"cue:{cue}&{sort}" for sort in beside or ("nothing",)]
    return names + [f"{edge}:{cue}" for edge in edges]


def edge_features(cue: str, edges: tuple[str, ...]) -> list[str]:
    """A cue said again: only with what the line begins or ends, or that it touches a name."""
    return [f"{edge}:{cue}" for edge in edges]


def order_features(first: str, second: str, section: str) -> list[str]:
    """What comes first of all that tells, and what second."""
    names = [f"o1={first}", f"o1={first}@{section}"]
    return [*names, f"o2={first}>{second}"] if second else names


def _add_names(
    scene: Scene, sorts: dict[str, Name], main: list[Name], section: str, items: list[Item]
) -> None:
    """What is named, what leads, what stands beside what."""
    add = items.append
    for name in scene.names:
        length = min(name.stop - name.first, 4)
        add(((name_features, name.sort, name.way, length, section), name.first, name.stop))
    titles = [name for name in sorts.values() if name.sort[0] == "C"]
    if titles:
        lead = titles[0]
        length, at = min(lead.stop - lead.first, 4), min(lead.first, 3)
        facts = (first_features, lead.sort, lead.way, length, at, section)
        add((facts, lead.first, lead.stop))
    for name in titles:
        kind, awarder = name.sort[2:], _awarder(name, scene)
        told = (title_features, kind, name.heavy, name.shared, awarder, section)
        add((told, name.first, name.stop))
    for index, one in enumerate(main):
        for other in main[index + 1 :]:
            first, stop = min(one.first, other.first), max(one.stop, other.stop)
            add(((pair_features, one.sort, other.sort), first, stop))
    if main and not titles:
        add(((only_features, main[0].sort, section), main[0].first, main[0].stop))


def _awarder(title: Name, scene: Scene) -> str:
    """``own`` where the title's issuer or platform is named, else the first other awarder."""
    row = scene.catalog.compiled["credentials"][title.number]
    other = "absent"
    for name in scene.names:
        if name.sort[0] == "I":
            if name.number in {row[4], row[5]}:
                return "own"
            if other == "absent":
                other = name.sort[2:]
    return other


def _add_cues(scene: Scene, main: list[Name], section: str, items: list[Item]) -> None:
    """What the wording says, alone and beside names."""
    if not scene.cues:
        return
    add = items.append
    count = len(scene.reading.words)
    beside = tuple([name.sort for name in main])
    opening = {name.first: name.sort for name in reversed(main)}
    closing = {name.stop: name.sort for name in reversed(main)}
    said: set[str] = set()
    for one in scene.cues:
        first, stop = one.first, one.stop
        edges: tuple[str, ...] = ()
        if first == 0:
            edges = ("begins",)
        if stop == count:
            edges = (*edges, "ends")
        if stop in opening:
            edges = (*edges, f"before>{opening[stop]}")
        if first in closing:
            edges = (*edges, f"after<{closing[first]}")
        if one.cue not in said:
            said.add(one.cue)
            add(((cue_features, one.cue, section, beside, edges), first, stop))
        elif edges:
            add(((edge_features, one.cue, edges), first, stop))


def _add_order(scene: Scene, section: str, items: list[Item]) -> None:
    """The order in which names and telling cues come: the first credential decides a line."""
    telling = scene.catalog.cues_by_role["telling"]
    placed = [(name.first, name.sort) for name in scene.names if name.sort[0] in "IC"]
    placed += [(one.first, one.cue) for one in scene.cues if one.cue in telling]
    if not placed:
        return
    placed.sort()
    first = placed[0]
    second = next(((at, what) for at, what in placed if what != first[1]), None)
    facts = (order_features, first[1], second[1] if second else "", section)
    items.append((facts, first[0], (second or first)[0] + 1))
