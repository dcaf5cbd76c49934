"""A scene → named features: what a careful reader would point at, each with its place.

Features come in groups that always occur together (``groups``, ``wording``). What a group
weighs is worked out once and remembered by the facts that tell the group, so a line is a
list of look-ups: for each group the facts, and the tokens that it rests on.
"""

from __future__ import annotations

from itertools import combinations
from typing import TypeVar

from credclass.catalog.payloads import Space
from credclass.decision.names import Name
from credclass.decision.remembered import Groups, Remembered
from credclass.decision.scene import Scene
from credclass.decision.shapes import add_shape
from credclass.decision.wording import EARLY, word_features

Value = TypeVar("Value")
Place = tuple[int, int]
"""The half-open range of tokens that a group rests on."""


def feature_names(scene: Scene, section: str) -> set[str]:
    """The names of all features of a line."""
    known: Remembered[list[str]] = Remembered(_as_they_are, word_features)
    return set().union(*features(scene, known.under(section))[0])


def _as_they_are(names: list[str]) -> list[str]:
    return names


def features(scene: Scene, groups: Groups[Value]) -> tuple[list[Value], list[Place]]:
    """What ``groups`` has of every group of features of a scene, and where each group stands.

    The words of the line come last, each a group; their places are left out.
    """
    values: list[Value] = []
    places: list[Place] = []
    main: list[Name] = []
    if scene.names:
        main = _add_names(scene, groups, values, places)
    beside = tuple([name.sort for name in main])
    if scene.cues:
        _add_cues(scene, main, beside, groups, values, places)
    _add_order(scene, groups, values, places)
    add_shape(scene, beside, groups, values, places)
    words = scene.reading.words
    early, later = groups.early, groups.later
    for word in words[:EARLY]:
        values.append(early[word.shape])  # noqa: PERF401  (compiled, half the time of a map)
    for word in words[EARLY:]:
        values.append(later[word.shape])  # noqa: PERF401
    return values, places


def _add_names(
    scene: Scene, groups: Groups[Value], values: list[Value], places: list[Place]
) -> list[Name]:
    """What is named, what leads, what stands beside what; the first awarder or credential
    of each sort is handed back.
    """
    known = groups.name
    sorts: dict[str, Name] = {}
    for name in scene.names:
        first, stop = name.first, name.stop
        length = stop - first
        values.append(known[name.sort, name.way, min(4, length)])
        places.append((first, stop))
        if name.sort not in sorts:
            sorts[name.sort] = name
    main = [name for name in sorts.values() if name.space <= Space.CREDENTIAL]
    titles = [name for name in main if name.space == Space.CREDENTIAL]
    if titles:
        _add_titles(titles, scene, groups, values, places)
    if len(main) > 1:
        for one, other in combinations(main, 2):
            values.append(groups.pair[one.sort, other.sort])
            places.append((min(one.first, other.first), max(one.stop, other.stop)))
    if main and not titles:
        values.append(groups.only[(main[0].sort,)])
        places.append((main[0].first, main[0].stop))
    return main


def _add_titles(
    titles: list[Name],
    scene: Scene,
    groups: Groups[Value],
    values: list[Value],
    places: list[Place],
) -> None:
    """What credential leads, and how unmistakable each is."""
    lead = titles[0]
    length, at = min(lead.stop - lead.first, 4), min(lead.first, 3)
    values.append(groups.first[lead.sort, lead.way, length, at])
    places.append((lead.first, lead.stop))
    for name in titles:
        values.append(groups.title[name.sort[2:], name.heavy, name.shared, _awarder(name, scene)])
        places.append((name.first, name.stop))


def _awarder(title: Name, scene: Scene) -> str:
    """``own`` where the title's issuer or platform is named, else the first other awarder."""
    own = (scene.catalog.awarders[title.number], scene.catalog.platforms[title.number])
    other = "absent"
    for name in scene.names:
        if name.space == Space.ISSUER:
            if name.number in own:
                return "own"
            if other == "absent":
                other = name.sort[2:]
    return other


def _add_cues(
    scene: Scene,
    main: list[Name],
    beside: tuple[str, ...],
    groups: Groups[Value],
    values: list[Value],
    places: list[Place],
) -> None:
    """What the wording says, alone and beside names."""
    count = len(scene.reading.words)
    opening = {name.first: name.sort for name in reversed(main)}
    closing = {name.stop: name.sort for name in reversed(main)}
    said: set[str] = set()
    for one in scene.cues:
        cue, first, stop = one.cue, one.first, one.stop
        before, after = opening.get(stop, ""), closing.get(first, "")
        if cue not in said:
            said.add(cue)
            values.append(groups.cue[cue, beside, first == 0, stop == count, before, after])
            places.append((first, stop))
        elif before or after or first == 0 or stop == count:
            values.append(groups.again[cue, first == 0, stop == count, before, after])
            places.append((first, stop))


def _add_order(
    scene: Scene, groups: Groups[Value], values: list[Value], places: list[Place]
) -> None:
    """The order in which names and telling cues come: the first credential decides a line."""
    placed = [(name.first, name.sort) for name in scene.names if name.space <= Space.CREDENTIAL]
    if scene.cues:
        telling = scene.catalog.cues_by_role["telling"]
        placed += [(one.first, one.cue) for one in scene.cues if one.cue in telling]
    if not placed:
        return
    placed.sort()
    at, what = placed[0]
    for end, second in placed:
        if second != what:
            values.append(groups.order[what, second])
            places.append((at, end + 1))
            return
    values.append(groups.order[what, ""])
    places.append((at, at + 1))
