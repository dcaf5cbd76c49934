"""An issuer that the line names and the catalog lacks: which stretch of the line is its name."""

from __future__ import annotations

from typing import Final

from credclass.catalog.entries import IssuerEntry
from credclass.catalog.index import Space
from credclass.decision.anchors import Anchor, whole_line
from credclass.decision.scene import Scene

MAX_NAME_TOKENS: Final = 12

SMALL_WORD: Final = 3
"""Letters of the small words (of, the, de, für) that may stand inside a name."""


def find_outsider(scene: Scene, anchor: Anchor, category: str, *, bare: bool) -> IssuerEntry | None:
    """The issuer that the mention's segment names in words of its own, with ``id`` None.

    A stretch with a naming word (school, university, association …) counts first; where the
    line names nobody (``bare``), a part beside the title that holds nothing but a name.
    """
    stretches = [
        grown
        for one in scene.cues
        if one.cue in scene.catalog.naming_cues
        and one.first >= anchor.segment[0] and one.stop <= anchor.segment[1]
        and (grown := _grow(scene, anchor, one.first, one.stop)) is not None
    ]  # fmt: skip
    part = _free_part(scene, anchor) if bare and category != "none" else None
    title = scene.parts[0][1] if scene.parts else 0
    if part is not None and all(stop <= title for _, stop in stretches):
        return _entry(scene, *part)  # a naming word in the title names no issuer
    if stretches:
        return _entry(scene, *max(stretches, key=lambda stretch: stretch[1] - stretch[0]))
    return None


def find_school(scene: Scene) -> IssuerEntry | None:
    """The school that stands alone on a line that claims nothing, in words of its own."""
    whole = whole_line(scene)
    for one in scene.cues:
        if one.cue in scene.catalog.school_cues:
            grown = _grow(scene, whole, one.first, one.stop)
            if grown is not None:
                return _entry(scene, *grown)
    return None


def _entry(scene: Scene, first: int, stop: int) -> IssuerEntry:
    return IssuerEntry(id=None, name=scene.reading.tokens.raw(first, stop))


def _grow(scene: Scene, anchor: Anchor, first: int, stop: int) -> tuple[int, int] | None:
    """The name around a naming word: capitalised words and the small ones between them."""
    barred = _barred(scene, anchor)
    breaks = set(scene.reading.tokens.breaks)
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
    if _says_only_cues(scene, first, stop):
        return None
    return (first, stop) if 2 <= stop - first <= MAX_NAME_TOKENS else None


def _says_only_cues(scene: Scene, first: int, stop: int) -> bool:
    """Whether a stretch has no word of its own (``High School Diploma``, ``Institute of``)."""
    own = set(range(first, stop))
    for one in scene.cues:
        if one.cue not in scene.catalog.aside_cues:
            own.difference_update(range(one.first, one.stop))
    return not any(_capitalised(scene, at) for at in own)


def _barred(scene: Scene, anchor: Anchor) -> set[int]:
    """Tokens that belong to no issuer's name: dates, the title, words of award, long fields."""
    barred = {at for date in scene.reading.dates for at in range(date.first, date.stop)}
    for one in scene.cues:
        if one.cue in scene.catalog.award_cues:
            barred.update(range(one.first, one.stop))
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


def _free_part(scene: Scene, anchor: Anchor) -> tuple[int, int] | None:
    """The part that holds nothing but a name: the last behind the title, or what a colon
    parts from the title behind it (``Infinite Skills: PHP and MySQL``).
    """
    tokens = scene.reading.tokens
    told = [date.first for date in scene.reading.dates]
    told += [one.first for one in scene.cues if one.cue in scene.catalog.aside_cues]
    body = [
        (first, stop)
        for first, stop in scene.parts
        if first >= anchor.segment[0] and stop <= anchor.segment[1]
        and not any(first <= at < stop for at in told)
    ]  # fmt: skip
    if anchor.credential >= 0:
        body = [part for part in body if part[0] >= anchor.stop]
    elif len(body) > 1 and tokens.breaks and tokens.separators[0] == ":":
        return body[0] if body[0][0] == 0 and _is_name(scene, *body[0]) else None
    else:
        body = body[1:]
    return next((part for part in reversed(body) if _is_name(scene, *part)), None)


def _is_name(scene: Scene, first: int, stop: int) -> bool:
    """Whether every word of a part may stand in a name, and one of them opens it."""
    words = range(first, stop)
    return (
        stop - first <= MAX_NAME_TOKENS // 2
        and _capitalised(scene, first)
        and all(_in_name(scene, at) or scene.reading.words[at].number for at in words)
    )
