"""A scene → named features: what a careful reader would point at, each with its place.

Features come in groups that always occur together (``groups``, ``wording``). What a group
weighs is worked out once and remembered by the facts that tell the group, so a line is a
row of look-ups: for each group the facts, and the tokens that it rests on.
"""

from __future__ import annotations

from typing import TypeVar

from credclass.catalog.payloads import Space
from credclass.decision.evidence.remembered import Gathered, Groups, Remembered
from credclass.decision.evidence.shapes import add_shape
from credclass.decision.evidence.sorts import Beside, Sort
from credclass.decision.evidence.wording import EARLY, word_features
from credclass.decision.names import Name
from credclass.decision.scene import Scene

Value = TypeVar("Value")


def feature_names(scene: Scene, section: str) -> set[str]:
    """The names of all features of a line."""
    known: Remembered[list[str]] = Remembered(_as_they_are, word_features)
    gathered = _Names()
    groups = known.under(section)
    add_features(scene, groups, gathered)
    add_words(scene, groups, gathered)
    return gathered.names


def _as_they_are(names: list[str]) -> list[str]:
    return names


class _Names(Gathered[list[str]]):
    """All names of features."""

    __slots__ = ("names",)

    def __init__(self) -> None:
        self.names: set[str] = set()

    def add(self, value: list[str], first: int, stop: int) -> None:  # noqa: ARG002
        self.names.update(value)


def add_features(scene: Scene, groups: Groups[Value], gathered: Gathered[Value]) -> None:
    """Add what ``groups`` has of every group of features of a scene but the words, which come last."""
    main = _add_names(scene, groups, gathered) if scene.names else []
    beside = groups.beside
    for name in main:
        beside = beside.after(name.sort)
    if scene.cues:
        _add_cues(scene, main, beside, groups, gathered)
    _add_order(scene, groups, gathered)
    add_shape(scene, beside, groups, gathered)


def add_words(scene: Scene, groups: Groups[Value], gathered: Gathered[Value]) -> None:
    """Add what ``groups`` has of the words of a scene, each a group."""
    known = groups.early
    for at, word in enumerate(scene.reading.words):
        if at == EARLY:
            known = groups.later
        gathered.add(known[word.shape], at, at + 1)


def _add_names(scene: Scene, groups: Groups[Value], gathered: Gathered[Value]) -> list[Name]:
    """What is named, what leads, what stands beside what; the first awarder or credential
    of each sort is handed back.
    """
    main: list[Name] = []
    sorts: list[Sort[Value]] = []
    entitled = False
    for name in scene.names:
        sort = groups.sorts[name.sort]
        gathered.add(sort.named(name), name.first, name.stop)
        if name.space <= Space.CREDENTIAL and not any(one.sort == name.sort for one in main):
            main.append(name)
            sorts.append(sort)
            entitled = entitled or name.space == Space.CREDENTIAL
    if entitled:
        _add_titles(main, sorts, scene, gathered)
    for at, one in enumerate(main):
        for place in range(at + 1, len(main)):
            other = main[place]
            first, stop = min(one.first, other.first), max(one.stop, other.stop)
            gathered.add(sorts[at].beside(other.sort), first, stop)
    if main and not entitled:
        gathered.add(sorts[0].alone(), main[0].first, main[0].stop)
    return main


def _add_titles(
    main: list[Name], sorts: list[Sort[Value]], scene: Scene, gathered: Gathered[Value]
) -> None:
    """What credential leads, and how unmistakable each is."""
    leads = True
    for at, name in enumerate(main):
        if name.space != Space.CREDENTIAL:
            continue
        sort = sorts[at]
        if leads:
            gathered.add(sort.leading(name), name.first, name.stop)
            leads = False
        gathered.add(sort.title(name, _awarder(name, scene)), name.first, name.stop)


def _awarder(title: Name, scene: Scene) -> str:
    """``own`` where the title's issuer or platform is named, else the sort of the first other awarder."""
    issuer, platform = scene.catalog.awarders[title.number], scene.catalog.platforms[title.number]
    other = "absent"
    for name in scene.names:
        if name.space == Space.ISSUER:
            if name.number in (issuer, platform):
                return "own"
            if other == "absent":
                other = name.sort
    return other


def _add_cues(
    scene: Scene,
    main: list[Name],
    beside: Beside[Value],
    groups: Groups[Value],
    gathered: Gathered[Value],
) -> None:
    """What the wording says, alone and beside names."""
    count = len(scene.reading.words)
    said: list[str] = []
    for one in scene.cues:
        cue, first, stop = one.cue, one.first, one.stop
        before = after = ""
        for name in reversed(main):
            if name.first == stop:
                before = name.sort
            if name.stop == first:
                after = name.sort
        if not any(known == cue for known in said):
            said.append(cue)
            if before or after or stop == count:
                told = beside.touching(cue, first == 0, stop == count, before, after)
            else:
                told = beside.cue(cue, begins=first == 0)
            gathered.add(told, first, stop)
        elif before or after or first == 0 or stop == count:
            told = groups.again[cue, first == 0, stop == count, before, after]
            gathered.add(told, first, stop)


def _add_order(scene: Scene, groups: Groups[Value], gathered: Gathered[Value]) -> None:
    """The order in which names and telling cues come: the first credential decides a line."""
    telling = scene.catalog.cues_by_role["telling"]
    first, at = _earliest(scene, telling, "")
    if not first:
        return
    second, end = _earliest(scene, telling, first)
    gathered.add(groups.order[first][second], at, (end if second else at) + 1)


def _earliest(scene: Scene, telling: frozenset[str], but: str) -> tuple[str, int]:
    """What is named, or told by ``telling`` cues, first, leaving ``but`` out, and where; an empty string for
    nothing.
    """
    what, at = "", 0
    for name in scene.names:
        sort, first = name.sort, name.first
        if name.space > Space.CREDENTIAL or sort == but:
            continue
        if what and first > at:
            break
        if not what or sort < what:
            what, at = sort, first
    for one in scene.cues:
        cue, first = one.cue, one.first
        if what and first > at:
            break
        if what and first == at and cue >= what:
            continue
        if cue != but and cue in telling:
            what, at = cue, first
    return what, at
