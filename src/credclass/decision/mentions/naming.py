"""An issuer that the line names and the catalog lacks: which words of the line are its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from credclass.catalog.index import CueRole
from credclass.decision.mentions.anchors import whole_line
from credclass.decision.mentions.apart import find_apart
from credclass.decision.mentions.kinds import CERTIFIED, DEGREE, SECONDARY
from credclass.decision.mentions.segments import Anchor, stands_behind
from credclass.decision.mentions.stretches import Stretch, find_stretches
from credclass.decision.names import Name
from credclass.decision.scene import Scene

QUOTES: Final = ("«»", "“”", "„“", '""', "()")
"""Marks that come in pairs."""

_QUOTING: Final = frozenset("".join(QUOTES))


def find_outsider(
    scene: Scene, anchor: Anchor, category: str, *, bare: bool, hosted: bool = False
) -> str | None:
    """The issuer that the mention's segment names in words of its own.

    A stretch with a naming word (school, university, association …) counts first; where the
    line names nobody (``bare``), a part beside the title that holds nothing but a name. Beside a
    platform (``hosted``) a partner stands by itself: ``Complete Learning Path, Dicoding`` has none.
    """
    naming = scene.catalog.cues_by_role["naming"]
    stretches = find_stretches(scene, anchor, naming)
    if hosted:
        stretches = [one for one in stretches if one[0] and scene.is_part(one[0], one[1])]
    whole = anchor.credential >= 0 and category == CERTIFIED
    part = find_apart(scene, anchor, listed=whole) if bare else None
    if part is None and not stretches:
        return None
    studied = category == DEGREE or anchor.kind == SECONDARY
    if studied and stretches:
        kind: CueRole = "secondary" if anchor.kind == SECONDARY else "school"
        own = scene.catalog.cues_by_role[kind]
        schools = [one for one in stretches if not one[2] or one[2] in own]
        others = [one for one in stretches if not _is_studied(scene, anchor, one[0])]
        left = scene.catalog.small["left_schools"]
        stretches = [one for one in schools or others if not stands_behind(one[0], left, scene)]
    if part and studied and not scene.reading.tokens.raw(part[0], part[1]).isupper():
        part = None  # a subject: schools have a naming word or an acronym
    title = scene.parts[0][1] if scene.parts else 0
    if anchor.credential >= 0 and anchor.first >= title:
        title = 0  # who awards stands before what is awarded
    if part is not None and all(one[1] <= title for one in stretches):
        return _written(scene, *part)  # a naming word in the title names no issuer
    return _longest(scene, stretches)


def _is_studied(scene: Scene, anchor: Anchor, first: int) -> bool:
    """Whether what begins at a token is what a degree is in: ``LLM in International Tax``."""
    joined = scene.reading.words[first - 1].text in scene.catalog.small["joins_a_field"]
    return first - 1 == anchor.stop and joined


def find_rival(scene: Scene, anchor: Anchor, named: Sequence[Name]) -> str | None:
    """Who stands by itself behind a title that names somebody known (``Oracle SQL, Luxoft``), or is
    said to have taught it (``Oracle SQL at Deepwell College``).
    """
    part = find_apart(scene, anchor, listed=True) or _host_said(scene, anchor)
    if part is None or any(name.stop > part[0] for name in named):
        return None
    supporting = scene.catalog.cues_by_role["supporting"]
    if any(one.cue in supporting and part[0] <= one.first < part[1] for one in scene.cues):
        return None  # more of the title: ``AWS certified, AI Practitioner``
    return _written(scene, *part)


def _host_said(scene: Scene, anchor: Anchor) -> tuple[int, int] | None:
    """A name around a naming word right behind a word such as ``at`` or ``by``."""
    naming = scene.catalog.cues_by_role["naming"]
    leading = scene.catalog.small["leads_to_a_host"]
    words = scene.reading.words
    for first, stop, _ in find_stretches(scene, anchor, naming):
        if first and words[first - 1].text in leading:
            return first, stop
    return None


def find_secondary(scene: Scene, anchor: Anchor) -> str | None:
    """The school, other than a university, that the anchor's segment names."""
    roles = scene.catalog.cues_by_role
    return _longest(scene, find_stretches(scene, anchor, roles["naming"] & roles["secondary"]))


def find_school(scene: Scene) -> str | None:
    """The school that stands alone on a line that claims nothing, in words of its own."""
    stretches = find_stretches(scene, whole_line(scene), scene.catalog.cues_by_role["school"])
    return _written(scene, stretches[0][0], stretches[0][1]) if stretches else None


def _longest(scene: Scene, stretches: list[Stretch]) -> str | None:
    """The stretch of the most tokens, the first of several, as the line writes it."""
    if not stretches:
        return None
    found = stretches[0]
    for one in stretches:
        if one[1] - one[0] > found[1] - found[0]:
            found = one
    return _written(scene, found[0], found[1])


def _written(scene: Scene, first: int, stop: int) -> str:
    """The words as the line writes them, with the other half of a quote that they hold half of."""
    tokens = scene.reading.tokens
    start, end = tokens.span(first, stop)
    original = tokens.folded.original
    name = original[start:end]
    before, after = original[max(start - 1, 0) : start], original[end : end + 1]
    if before not in _QUOTING and after not in _QUOTING:
        return name
    for opening, closing in QUOTES:
        halves = name.count(opening) + name.count(closing) * (opening != closing)
        if halves % 2 and after == closing:
            name += closing
        elif halves % 2 and before == opening:
            name = opening + name
    return name
