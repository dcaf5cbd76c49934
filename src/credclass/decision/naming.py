"""An issuer that the line names and the catalog lacks: which stretch of the line is its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from credclass.catalog.entries import IssuerEntry
from credclass.catalog.payloads import Space
from credclass.decision.anchors import Anchor, whole_line
from credclass.decision.kinds import HOSTS, SECONDARY
from credclass.decision.scene import Name, Scene
from credclass.matching.initials import spelled_out
from credclass.matching.partial import SMALL_WORD

MAX_NAME_TOKENS: Final = 12

_LABELLED: Final = 2
"""Parts of a line that says who, then what (``Infinite Skills: PHP and MySQL``)."""


def find_outsider(scene: Scene, anchor: Anchor, category: str, *, bare: bool) -> IssuerEntry | None:
    """The issuer that the mention's segment names in words of its own, with ``id`` None.

    A stretch with a naming word (school, university, association …) counts first; where the
    line names nobody (``bare``), a part beside the title that holds nothing but a name.
    """
    naming = scene.catalog.cues_by_role["naming"]
    stretches = _stretches(scene, anchor, naming) if scene.cues else []
    part = _free_part(scene, anchor) if bare and category != "none" else None
    studied = category == "degree" or anchor.kind == SECONDARY
    if studied and len(stretches) > 1:
        schools = _stretches(scene, anchor, naming & scene.catalog.cues_by_role["school"])
        stretches = schools or stretches
    if part is not None and studied and not scene.reading.tokens.raw(*part).isupper():
        part = None  # a subject: schools have a naming word or an acronym
    title = scene.parts[0][1] if scene.parts else 0
    if anchor.credential >= 0 and anchor.first >= title:
        title = 0  # who awards stands before what is awarded
    if part is not None and all(stop <= title for _, stop in stretches):
        return _entry(scene, *part)  # a naming word in the title names no issuer
    if stretches:
        return _entry(scene, *_longest(stretches))
    return None


def find_rival(scene: Scene, anchor: Anchor, named: Sequence[Name]) -> IssuerEntry | None:
    """Who stands by itself behind a title that names somebody known: ``Oracle SQL, Luxoft``."""
    part = _free_part(scene, anchor)
    if part is None or any(name.stop > part[0] for name in named):
        return None
    supporting = scene.catalog.cues_by_role["supporting"]
    if any(one.cue in supporting and part[0] <= one.first < part[1] for one in scene.cues):
        return None  # more of the title: ``AWS certified, AI Practitioner``
    return _entry(scene, *part)


def find_secondary(scene: Scene, anchor: Anchor) -> IssuerEntry | None:
    """The school, other than a university, that the anchor's segment names."""
    stretches = _stretches(scene, anchor, scene.catalog.cues_by_role["secondary"])
    return _entry(scene, *_longest(stretches)) if stretches else None


def find_school(scene: Scene) -> IssuerEntry | None:
    """The school that stands alone on a line that claims nothing, in words of its own."""
    stretches = _stretches(scene, whole_line(scene), scene.catalog.cues_by_role["school"])
    return _entry(scene, *stretches[0]) if stretches else None


def _stretches(scene: Scene, anchor: Anchor, naming: frozenset[str]) -> list[tuple[int, int]]:
    """The names around the naming words of the anchor's segment, in order. A word that is
    part of an award's (``High School Diploma``) names nobody.
    """
    first, stop = anchor.segment
    cues = [
        one for one in scene.cues if one.cue in naming and one.first >= first and one.stop <= stop
    ]
    if not cues:
        return []
    award = scene.catalog.cues_by_role["award"]
    told = {at for one in scene.cues if one.cue in award for at in range(one.first, one.stop)}
    for name in scene.issuers:  # ``WIPO Academy`` is no Academy of what follows
        if scene.catalog.issuer_kinds[name.number] in HOSTS:
            told.update(range(name.first, name.stop))
    ground = Ground(scene, anchor)
    grown = (
        ground.grow(one.first, one.stop)
        for one in cues
        if not told.issuperset(range(one.first, one.stop))
    )
    return [stretch for stretch in grown if stretch is not None]


def _longest(stretches: list[tuple[int, int]]) -> tuple[int, int]:
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0])


def _entry(scene: Scene, first: int, stop: int) -> IssuerEntry:
    return IssuerEntry(id=None, name=scene.reading.tokens.raw(first, stop))


class Ground:
    """The tokens of a segment as names grow over them: gone through once for all of them."""

    def __init__(self, scene: Scene, anchor: Anchor) -> None:
        self._scene = scene
        self._first, self._stop = anchor.segment
        self._breaks = set(scene.reading.tokens.breaks)
        self._barred = _barred(scene, anchor)
        self._said: set[int] = set()
        """Tokens of cues: a name needs a word of its own (not ``High School``, ``Institute of``)."""
        aside = scene.catalog.cues_by_role["aside"]
        for one in scene.cues:
            if one.cue not in aside:
                self._said.update(range(one.first, one.stop))

    def grow(self, first: int, stop: int) -> tuple[int, int] | None:
        """The name around a naming word: capitalised words and the small ones between them."""
        scene = self._scene
        cue = (first, stop)
        while first > self._first and first not in self._breaks and stop - first <= MAX_NAME_TOKENS:
            if first - 1 in self._barred or not _in_name(scene, first - 1):
                break
            first -= 1
        while stop < self._stop and stop not in self._breaks and stop - first <= MAX_NAME_TOKENS:
            if stop in self._barred or not _in_name(scene, stop):
                break
            stop += 1
        while first < cue[0] and not _capitalised(scene, first):
            first += 1
        while stop > cue[1] and not _capitalised(scene, stop - 1):
            stop -= 1
        own = [at for at in range(first, stop) if at not in self._said]
        named = any(_capitalised(scene, at) for at in own)
        return (first, stop) if named and 2 <= stop - first <= MAX_NAME_TOKENS else None


def _barred(scene: Scene, anchor: Anchor) -> set[int]:
    """Tokens that belong to no unknown issuer's name: dates, the title, words of award, long fields,
    platforms.
    """
    barred = {at for date in scene.reading.dates for at in range(date.first, date.stop)}
    award = scene.catalog.cues_by_role["award"]
    for one in scene.cues:
        if one.cue in award:
            barred.update(range(one.first, one.stop))
    secondary = scene.catalog.cues_by_role["secondary"]
    schools = {one.stop for one in scene.cues if one.cue in secondary}
    for name in scene.names:
        # ``Higher Secondary School`` is a school too, ``High School Diploma`` is not
        awarded = name.space == Space.CREDENTIAL and name.stop not in schools
        if awarded or (name.space == Space.FIELD and name.stop - name.first > 1):
            barred.update(range(name.first, name.stop))
    if anchor.credential >= 0:
        barred.update(range(anchor.first, anchor.stop))
    for name in scene.issuers:
        if scene.catalog.issuer_kinds[name.number] in HOSTS:
            barred.update(range(name.first, name.stop))
    return barred


def _capitalised(scene: Scene, at: int) -> bool:
    """Whether a token may open or close a name: a capital, or a script without capitals."""
    if scene.capitals[at]:
        return True
    text = scene.reading.words[at].text
    return not text.isascii() and text[0].isalpha() and text.lower() == text.upper()


def _in_name(scene: Scene, at: int) -> bool:
    return _capitalised(scene, at) or _small(scene, at)


def _small(scene: Scene, at: int) -> bool:
    text = scene.reading.words[at].text
    return len(text) <= SMALL_WORD and text.isalpha()


def _free_part(scene: Scene, anchor: Anchor) -> tuple[int, int] | None:
    """The part that holds nothing but a name: the last behind the title, or what a colon
    parts from the title behind it (``Infinite Skills: PHP and MySQL``).
    """
    if len(scene.parts) < 2:
        return None
    tokens = scene.reading.tokens
    aside = scene.catalog.cues_by_role["aside"]
    told = {date.first for date in scene.reading.dates}
    told.update([one.first for one in scene.cues if one.cue in aside])
    body = [
        (first, stop)
        for first, stop in scene.parts
        if first >= anchor.segment[0] and stop <= anchor.segment[1]
        and told.isdisjoint(range(first, stop))
    ]  # fmt: skip
    known = _told(scene)
    if anchor.credential >= 0:
        body = [part for part in body if part[0] >= anchor.stop]
    elif len(body) == _LABELLED and tokens.separators and tokens.separators[0] == ":":
        numbered = any(
            scene.reading.words[at].number for at in range(*body[0])
        )  # a course's number
        alone = body[0][0] == 0 and not numbered and _is_name(scene, *body[0], known)
        return body[0] if alone else None
    else:
        body = body[1:]
    return next((part for part in reversed(body) if _is_name(scene, *part, known)), None)


class Told(NamedTuple):
    """What a line's words are known to be."""

    others: set[int]
    """The tokens of what is no issuer: fields, credentials, what cues say."""
    naming: set[int]
    """Where naming words begin."""


def _told(scene: Scene) -> Told:
    """What the words of a line are known to be."""
    known: set[int] = set()
    begun: set[int] = set()
    for name in scene.names:
        title = name.space == Space.CREDENTIAL and (name.stop - name.first > 1 or name.shared == 1)
        if title or name.space == Space.FIELD:
            known.update(range(name.first, name.stop))
    naming = scene.catalog.cues_by_role["naming"]
    for one in scene.cues:
        if one.cue in naming:
            begun.add(one.first)
        else:
            known.update(range(one.first, one.stop))
    return Told(known, begun)


def _is_name(scene: Scene, first: int, stop: int, known: Told) -> bool:
    """Whether every word of a part may stand in a name, one of them opens it, and not all are
    known as something else (a field, a level, a heading).
    """
    word = scene.reading.words[first]
    if stop - first == 1 and (
        word.ordinary or spelled_out(scene.reading.tokens, first) is not None
    ):
        return False  # PASSED; Certified Coffee Taster (CCT)
    last = scene.reading.words[stop - 1]
    if stop - first > 1 and (len(last.text) == 1 or (last.number and not last.year)):
        return False  # Class C; ANAC nº 123456
    words = [at for at in range(first, stop) if scene.capitals[at] or not _small(scene, at)]
    unnamed = known.naming.isdisjoint(range(first, stop))
    other = unnamed and bool(words) and known.others.issuperset(words)
    return (
        stop - first <= MAX_NAME_TOKENS // 2
        and len(scene.reading.tokens.raw(first, stop)) > 1
        and not other
        and _capitalised(scene, first)
        and all(_in_name(scene, at) or scene.reading.words[at].number for at in range(first, stop))
    )
