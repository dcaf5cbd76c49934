"""An issuer that the line names and the catalog lacks: which stretch of the line is its name."""

from __future__ import annotations

from typing import Final

from credclass.catalog.entries import IssuerEntry
from credclass.catalog.index import Space
from credclass.decision.anchors import Anchor
from credclass.decision.scene import Scene

MAX_NAME_TOKENS: Final = 12

SMALL_WORD: Final = 3
"""Letters of the small words (of, the, de, für) that may stand inside a name."""

_STUDIED: Final = {"degree", "other"}


def find_outsider(scene: Scene, anchor: Anchor, category: str, *, bare: bool) -> IssuerEntry | None:
    """The issuer that the mention's segment names in words of its own, with ``id`` None.

    A stretch with a naming word (school, university, association …) counts first; where the
    line names nobody (``bare``), the last part that is neither title nor date.
    """
    naming = scene.catalog.naming_cues
    cues = [
        one
        for one in scene.cues
        if one.cue in naming
        and one.first >= anchor.segment[0] and one.stop <= anchor.segment[1]
    ]  # fmt: skip
    barred = _barred(scene, anchor) if cues else set()
    breaks = set(scene.reading.tokens.breaks) if cues else set()
    stretches = [
        grown
        for one in cues
        if (grown := _grow(scene, anchor, barred, breaks, one.first, one.stop)) is not None
    ]
    if stretches:
        return _entry(scene, *max(stretches, key=lambda stretch: stretch[1] - stretch[0]))
    if bare and category != "none":
        part = _last_free_part(scene, anchor)
        if part is not None:
            return _entry(scene, *part)
    return None


def _entry(scene: Scene, first: int, stop: int) -> IssuerEntry:
    return IssuerEntry(id=None, name=scene.reading.tokens.raw(first, stop))


def _grow(
    scene: Scene, anchor: Anchor, barred: set[int], breaks: set[int], first: int, stop: int
) -> tuple[int, int] | None:
    """The name around a naming word: capitalised words and the small ones between them."""
    cue = (first, stop)
    while first > anchor.segment[0] and first not in breaks and first - 1 not in barred:
        if not _in_name(scene, first - 1):
            break
        first -= 1
    while stop < anchor.segment[1] and stop not in breaks and stop not in barred:
        if not _in_name(scene, stop):
            break
        stop += 1
    while first < cue[0] and not _capitalised(scene, first):
        first += 1
    while stop > cue[1] and not _capitalised(scene, stop - 1):
        stop -= 1
    if not any(_capitalised(scene, at) for at in range(first, stop)):
        return None
    return (first, stop) if 2 <= stop - first <= MAX_NAME_TOKENS else None


def _barred(scene: Scene, anchor: Anchor) -> set[int]:
    """Tokens that belong to no issuer's name: dates, the title, a field of several words."""
    barred = {at for date in scene.reading.dates for at in range(date.first, date.stop)}
    for name in scene.names:
        if name.space == Space.CREDENTIAL or (
            name.space == Space.FIELD and name.stop - name.first > 1
        ):
            barred.update(range(name.first, name.stop))
    if anchor.credential >= 0:
        barred.update(range(anchor.first, anchor.stop))
    return barred


def _capitalised(scene: Scene, at: int) -> bool:
    """Whether a token may open or close a name: a capital, or a script without capitals."""
    raw = scene.reading.tokens.raw(at, at + 1)
    return raw[0].isupper() or (raw[0].isalpha() and raw.lower() == raw.upper())


def _in_name(scene: Scene, at: int) -> bool:
    raw = scene.reading.tokens.raw(at, at + 1)
    return _capitalised(scene, at) or (raw.isalpha() and len(raw) <= SMALL_WORD) or raw == "&"


def _last_free_part(scene: Scene, anchor: Anchor) -> tuple[int, int] | None:
    """The last part of words alone behind the title, where a title stands before it."""
    told = [(date.first, date.stop) for date in scene.reading.dates]
    told += [(one.first, one.stop) for one in scene.cues if one.cue in scene.catalog.aside_cues]
    body = [
        part
        for part in scene.parts
        if part[0] >= anchor.segment[0] and part[1] <= anchor.segment[1]
        and not any(part[0] <= first < part[1] for first, _ in told)
    ]  # fmt: skip
    body = [part for part in body if part[0] >= anchor.stop] if anchor.credential >= 0 else body[1:]
    for first, stop in reversed(body):
        if stop - first <= MAX_NAME_TOKENS // 2 and all(
            _in_name(scene, at) or scene.reading.words[at].number for at in range(first, stop)
        ):
            return first, stop
    return None
