"""Which names on the line are credentials, and which stretch of the line each one owns."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from credclass.catalog.index import Space
from credclass.decision.scene import Name, Scene

_WEAK_WAYS: Final = {"stem", "lower"}
"""Ways of naming that need support: a title without its last word, an acronym in lower case."""

_REACH: Final = 1
"""Tokens that may stand between a weak name and the credential word that supports it."""


MAX_ANCHORS: Final = 40
"""Credentials of one line that become mentions; a line that names more is a list of names."""


class Anchor:
    """A credential named on the line, with the stretch of tokens that belongs to it."""

    __slots__ = ("category", "credential", "first", "kind", "segment", "stop")

    def __init__(self, first: int, stop: int, credential: int, kind: str, category: str) -> None:
        self.first = first
        self.stop = stop
        self.credential = credential
        """Number of the catalog's entry; -1 for none."""
        self.kind = kind
        self.category = category
        self.segment = (first, stop)


def find_anchors(scene: Scene) -> list[Anchor]:
    """The credentials of a line, in order, each once, with their segments."""
    anchors: list[Anchor] = []
    rows = scene.catalog.compiled["credentials"]
    categories = scene.catalog.categories
    taken = -1
    for name in scene.names:
        if name.space != Space.CREDENTIAL or name.first <= taken or not _certain(name, scene):
            continue
        taken = name.first
        row = rows[name.number]
        previous = anchors[-1] if anchors else None
        if previous and _same(previous, name, row[3], categories[row[3]], scene):
            if rows[previous.credential][10]:
                previous.credential, previous.kind = name.number, row[3]
            previous.stop = name.stop
            continue
        anchors.append(Anchor(name.first, name.stop, name.number, row[3], categories[row[3]]))
        if len(anchors) == MAX_ANCHORS:
            break
    _share_out(anchors, scene)
    return anchors


def find_lone_anchor(scene: Scene, category: str) -> Anchor | None:
    """The name that fills a part of a line of its own category, where no certain name is of it.

    What is no credential under Experience ("Clinical Nurse Leader") is one where everything
    else says that a credential is claimed.
    """
    rows = scene.catalog.compiled["credentials"]
    categories = scene.catalog.categories
    edges = {edge for part in scene.parts for edge in part}
    for name in scene.names:
        if name.space != Space.CREDENTIAL or not {name.first, name.stop} <= edges:
            continue
        kind = rows[name.number][3]
        if categories[kind] == category and not name.way.startswith("lower"):
            anchor = Anchor(name.first, name.stop, name.number, kind, category)
            _share_out([anchor], scene)
            return anchor
    return None


def whole_line(scene: Scene) -> Anchor:
    """The anchor of a credential that no catalog name tells: all of the line."""
    anchor = Anchor(0, len(scene.reading.words), -1, "", "")
    anchor.segment = (0, len(scene.reading.words))
    return anchor


def _certain(name: Name, scene: Scene) -> bool:
    """Whether a name is certain enough to be a mention: by itself, or by what supports it."""
    if name.plain or "?" in name.way or name.way.rstrip("~") in _WEAK_WAYS:
        return _supported(name, scene)
    return True


def _supported(name: Name, scene: Scene) -> bool:
    """Whether its body, or a credential word, stands on the line beside a weak name."""
    row = scene.catalog.compiled["credentials"][name.number]
    for other in scene.names:
        if other.space == Space.ISSUER and other.number in {row[4], row[5]}:
            return True
    if scene.catalog.categories[row[3]] == "degree" and not name.way.startswith("lower"):
        return True
    supporting = scene.catalog.supporting_cues
    return any(
        one.cue in supporting
        and one.first <= name.stop + _REACH and one.stop >= name.first - _REACH
        for one in scene.cues
    )  # fmt: skip


def _same(previous: Anchor, name: Name, kind: str, category: str, scene: Scene) -> bool:
    """Whether a name repeats the anchor before it: ``Project Management Professional (PMP)``."""
    if name.number == previous.credential:
        return True
    breaks = sum([1 for edge in scene.reading.tokens.breaks if previous.stop <= edge <= name.first])
    near = name.first - previous.stop <= 1 and breaks <= 1
    short = name.stop - name.first == 1
    studied = category == "degree" or kind == "secondary_diploma"
    return near and short and studied and kind == previous.kind


def _share_out(anchors: list[Anchor], scene: Scene) -> None:
    """Give each anchor the tokens from the separator before it to that before the next."""
    if not anchors:
        return
    edges = scene.reading.tokens.breaks
    starts = [0]
    for previous, anchor in pairwise(anchors):
        between = [edge for edge in edges if previous.stop <= edge <= anchor.first]
        starts.append(between[-1] if between else anchor.first)
    starts.append(len(scene.reading.words))
    for anchor, start, stop in zip(anchors, starts, starts[1:], strict=False):
        anchor.segment = (start, stop)
