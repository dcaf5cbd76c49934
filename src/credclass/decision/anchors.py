"""Which names on the line are credentials, and which stretch of the line each one owns."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.catalog.index import Alias, Space
from credclass.matching.phrases import Match
from credclass.matching.reading import Reading

_WEAK: Final = {Alias.STEM}


class Anchor:
    """A credential named on the line, with the stretch of tokens that belongs to it."""

    __slots__ = ("credential", "first", "kind", "segment", "stop")

    def __init__(self, first: int, stop: int, credential: int, kind: str) -> None:
        self.first = first
        self.stop = stop
        self.credential = credential
        """Number of the catalog's entry."""
        self.kind = kind
        self.segment = (first, stop)


def find_anchors(reading: Reading, catalog: Catalog) -> list[Anchor]:
    """The credentials of a line, in order, each once, with their segments."""
    anchors: list[Anchor] = []
    for match in reading.names:
        number = _credential(match, reading, catalog)
        if number is None:
            continue
        kind = catalog.compiled["credentials"][number][3]
        if anchors and _same(anchors[-1], match, number, kind, reading):
            previous = anchors[-1]
            previous.stop = match.stop
            if catalog.compiled["credentials"][previous.credential][10]:
                previous.credential = number
            continue
        anchors.append(Anchor(match.first, match.stop, number, kind))
    _share_out(anchors, reading)
    return anchors


def _credential(match: Match, reading: Reading, catalog: Catalog) -> int | None:
    """The credential that a match names for certain enough to be one of several."""
    for target in match.targets:
        if target >> 4 & 15 == Space.CREDENTIAL:
            number = target >> 8
            needs_context = catalog.compiled["credentials"][number][10]
            alias = Alias(target & 15)
            if needs_context or alias in _WEAK:
                return number if _supported(match, number, reading, catalog) else None
            if alias is Alias.ACRONYM and not _capitals(match, reading):
                return None
            return number
        if target >> 4 & 15 == Space.ORDINARY:
            return None
    return None


def _capitals(match: Match, reading: Reading) -> bool:
    raw = reading.tokens.raw(match.first, match.stop)
    return sum(1 for c in raw if c.isupper()) >= 2 or any(c.isdigit() for c in raw)


def _supported(match: Match, number: int, reading: Reading, catalog: Catalog) -> bool:
    """Whether the body, or a credential word, stands on the line beside a weak name."""
    row = catalog.compiled["credentials"][number]
    for other in reading.names:
        for target in other.targets:
            if target >> 4 & 15 == Space.ISSUER and target >> 8 in {row[4], row[5]}:
                return True
    if catalog.categories[row[3]] == "degree" and _capitals(match, reading):
        return True
    cues = catalog.compiled["cues"]
    return any(
        cues[target >> 8] in {"certified", "certificate", "license", "degree_word", "standing_word"}
        and cue.first <= match.stop + 1 and cue.stop >= match.first - 1
        for cue in reading.cues
        for target in cue.targets
    )  # fmt: skip


def _same(previous: Anchor, match: Match, number: int, kind: str, reading: Reading) -> bool:
    """Whether a match repeats the anchor before it: ``Project Management Professional (PMP)``."""
    if number == previous.credential:
        return True
    breaks = sum(1 for edge in reading.tokens.breaks if previous.stop <= edge <= match.first)
    near = match.first - previous.stop <= 1 and breaks <= 1
    short = match.stop - match.first == 1
    return near and short and kind == previous.kind and kind in {
        "bachelor", "master", "doctorate", "associate", "secondary_diploma",
    }  # fmt: skip


def _share_out(anchors: list[Anchor], reading: Reading) -> None:
    """Give each anchor the tokens from the separator before it to that before the next."""
    if not anchors:
        return
    edges = reading.tokens.breaks
    starts = [0]
    for previous, anchor in pairwise(anchors):
        between = [edge for edge in edges if previous.stop <= edge <= anchor.first]
        starts.append(between[-1] if between else anchor.first)
    starts.append(len(reading.words))
    for anchor, start, stop in zip(anchors, starts, starts[1:], strict=False):
        anchor.segment = (start, stop)


def category_of(kind: str, categories: Mapping[str, str]) -> str:
    """The category of a kind; an unknown kind is ``other``."""
    return categories.get(kind, "other")
