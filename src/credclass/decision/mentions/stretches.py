"""The words around a naming word (school, university, association …) that are a name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from credclass.catalog.payloads import Space
from credclass.decision.mentions.awarders import HOSTS
from credclass.decision.mentions.kinds import DEGREE, SECONDARY
from credclass.decision.mentions.segments import Anchor
from credclass.decision.scene import Scene
from credclass.matching.partial import SMALL_WORD

MAX_NAME_TOKENS: Final = 12

_SMALL_NAME: Final = 3
"""Words before a naming word that are a name although they are written in small letters, but for the first."""


def find_stretches(scene: Scene, anchor: Anchor, naming: frozenset[str]) -> list[tuple[int, int]]:
    """The names around the naming words of the anchor's segment, in order. A word that is
    part of an award's (``High School Diploma``) names nobody.
    """
    found = _naming_words(scene, anchor, naming)
    if not found:
        return []
    others = _others(scene)
    ground: Ground | None = None
    stretches: list[tuple[int, int]] = []
    for first, stop, ends in found:
        if all(at in others for at in range(first, stop)):
            continue
        ground = ground or Ground(scene, anchor, others)
        stretch = ground.grow(first, stop, ends=ends)
        if stretch is not None:
            stretches.append(stretch)
    return stretches


def _others(scene: Scene) -> set[int]:
    """The tokens of words of award and of platforms: ``WIPO Academy`` is no Academy of what follows."""
    catalog = scene.catalog
    award, kinds = catalog.cues_by_role["award"], catalog.issuer_kinds
    others = {at for one in scene.cues if one.cue in award for at in range(one.first, one.stop)}
    for name in scene.issuers:
        if kinds[name.number] in HOSTS:
            add_tokens(others, name.first, name.stop)
    return others


def add_tokens(told: set[int], first: int, stop: int) -> None:
    """Add the tokens of a stretch to others."""
    for at in range(first, stop):
        told.add(at)


def _naming_words(
    scene: Scene, anchor: Anchor, naming: frozenset[str]
) -> list[tuple[int, int, bool]]:
    """The naming words of the anchor's segment: the first token, the one behind, and whether a name
    ends with them, as those of secondary schools do.
    """
    first, stop = anchor.segment
    secondary = scene.catalog.cues_by_role["secondary"]
    breaks = scene.reading.tokens.breaks
    found = [
        (_head(one.first, one.stop, breaks), one.stop, one.cue in secondary)
        for one in scene.cues
        if one.cue in naming and one.first >= first and one.stop <= stop
    ]
    if anchor.kind == SECONDARY or anchor.category == DEGREE:
        found += _short_forms(scene, first, stop)
    return found


def _head(first: int, stop: int, breaks: Sequence[int]) -> int:
    """Where a naming word begins that a separator parts from what stands before it: ``Kind Technology —
    Center for Design`` is no ``Technology Center``.
    """
    edge = bisect_right(breaks, stop - 1)
    return max(first, breaks[edge - 1]) if edge else first


def _short_forms(scene: Scene, first: int, stop: int) -> list[tuple[int, int, bool]]:
    """The short forms that end a school's name and its part, or stand before a date."""
    short = scene.catalog.small["short_for_a_school"]
    words = scene.reading.words
    found = [at for at in range(first, stop) if words[at].text in short and scene.capitals[at]]
    if not found:
        return []
    edges = {stop, *scene.reading.tokens.breaks, *[date.first for date in scene.reading.dates]}
    return [(at, at + 1, True) for at in found if at + 1 in edges]


def longest(stretches: list[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of the most tokens, the first of several."""
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0])


class Ground:
    """The tokens of a segment as names grow over them: gone through once for all of them."""

    def __init__(self, scene: Scene, anchor: Anchor, others: set[int]) -> None:
        self._scene = scene
        self._first, self._stop = anchor.segment
        self._breaks = set(scene.reading.tokens.breaks)
        self._barred = _barred(scene, anchor, others)
        self._said: set[int] = set()
        """Tokens of cues: a name needs a word of its own (not ``High School``, ``Institute of``). Of a phrase
        that holds a shorter one the rest is its own: ``Central High School``.
        """
        self._places: dict[int, int] = {}
        """The first token of each place, and the one behind it."""
        roles = scene.catalog.cues_by_role
        places, aside, content, schools = (
            roles["place"], roles["aside"], roles["content"], roles["school"],
        )  # fmt: skip
        inner: dict[int, int] = {}
        for one in scene.cues:
            if one.stop - one.first > 1 and one.cue in schools:
                inner[one.stop] = max(one.first, inner.get(one.stop, 0))
        for one in scene.cues:
            if one.cue not in aside and one.cue not in content:
                begin = inner.get(one.stop, 0) if inner and one.cue in schools else 0
                add_tokens(self._said, max(one.first, begin), one.stop)
            elif one.cue in places:
                self._places[one.first] = max(one.stop, self._places.get(one.first, 0))

    def grow(self, first: int, stop: int, *, ends: bool) -> tuple[int, int] | None:
        """The name around a naming word: capitalised words and the small ones between them.

        ``ends`` tells whether the naming word ends a name that began before it, unless a small
        word goes on: ``Oak Hill High School Attended``, ``High School of Commerce``.
        """
        scene = self._scene
        cue = (first, stop)
        while first > self._first and first not in self._breaks and stop - first <= MAX_NAME_TOKENS:
            if first - 1 in self._barred or not (
                is_in_name(scene, first - 1) or self._is_between(first - 1)
            ):
                break
            first -= 1
        ended = ends and any(
            is_capitalised(scene, at) and at not in self._said for at in range(first, cue[0])
        )
        while stop < self._stop and stop not in self._breaks and stop - first <= MAX_NAME_TOKENS:
            if stop in self._barred or not is_in_name(scene, stop):
                break
            if ended and stop == cue[1] and not is_small(scene, stop):
                break
            stop += 1
        behind = self._places.get(first, 0)
        if first < behind <= cue[0] and self._closes_an_address(first):
            first = behind
        while first < cue[0] and not is_capitalised(scene, first):
            first += 1
        while stop > cue[1] and not is_capitalised(scene, stop - 1):
            stop -= 1
        own = [at for at in range(first, stop) if at not in self._said]
        named = any(is_capitalised(scene, at) for at in own)
        if named and 2 <= stop - first <= MAX_NAME_TOKENS:
            return first, stop
        return self._small_part(cue)

    def _is_between(self, at: int) -> bool:
        """Whether a token in small letters that nobody knows stands between two with capitals: ``Shri Ganga
        nagar College``.
        """
        scene = self._scene
        before = at - 1
        return (
            before >= self._first
            and at not in self._breaks
            and is_capitalised(scene, before)
            and is_capitalised(scene, at + 1)
            and scene.reading.words[at].is_strange()
        )

    def _small_part(self, cue: tuple[int, int]) -> tuple[int, int] | None:
        """The part around a naming word in small letters, where it is no more than a name and begins with
        one: ``Rosewood modern school``.
        """
        scene = self._scene
        first, stop = scene.part_at(cue[0])
        while stop > cue[1] and stop - 1 in self._barred:
            stop -= 1
        first = max(first, self._first)
        own = range(first, cue[0])
        if not own or stop != cue[1] or len(own) > _SMALL_NAME or is_capitalised(scene, cue[0]):
            return None
        strange = scene.capitals[first] and scene.reading.words[first].is_strange()
        free = self._barred.isdisjoint(own) and first not in self._said
        return (first, stop) if strange and free else None

    def _closes_an_address(self, place: int) -> bool:
        """Whether a comma, and before it a word that may be a town, stand before a place:
        ``Diploma Solapur, Maharashtra Sanjivani College``.
        """
        scene = self._scene
        tokens = scene.reading.tokens
        town = place - 1
        if town in self._said or town in self._barred:
            return False
        named = any(name.first <= town < name.stop for name in scene.names)
        comma = tokens.separator_before(place) == ","
        return comma and is_capitalised(scene, town) and not named


def _barred(scene: Scene, anchor: Anchor, others: set[int]) -> set[int]:
    """Tokens that belong to no unknown issuer's name: ``others``, dates, the title, words that lead to a
    school or stand behind one, long fields.
    """
    barred = set(others)
    for date in scene.reading.dates:
        add_tokens(barred, date.first, date.stop)
    secondary, small = scene.catalog.cues_by_role["secondary"], scene.catalog.small
    parted, leading, owning = (
        small["parted_from_a_school"], small["leads_to_a_host"], small["belongs_to"],
    )  # fmt: skip
    written, words = scene.reading.tokens.words, scene.reading.words
    first, stop = anchor.segment
    for at in range(first, stop):
        text = words[at].text
        if written[at] in parted or text in parted or text in leading or text in owning:
            barred.add(at)
    schools = {one.stop for one in scene.cues if one.cue in secondary}
    for name in scene.names:
        # ``Higher Secondary School`` is a school too, ``High School Diploma`` is not
        awarded = name.space == Space.CREDENTIAL and name.stop not in schools
        if awarded and name.way.endswith("~") and scene.is_behind_a_stranger(name.first):
            continue  # ``Oak Hill High School Graduated`` holds no ``high school graduate``
        field = name.space == Space.FIELD and name.stop - name.first > 1
        if awarded or (field and not _is_of(name.first, scene)):
            add_tokens(barred, name.first, name.stop)
    if anchor.credential >= 0:
        add_tokens(barred, anchor.first, anchor.stop)
    return barred


def _is_of(first: int, scene: Scene) -> bool:
    """Whether a field stands behind a naming word that is of it: ``American Board of Agricultural Robotics``."""
    naming = scene.catalog.cues_by_role["naming"]
    joints = scene.catalog.small["joins_a_field"]
    if not first or scene.reading.words[first - 1].text not in joints:
        return False
    return any(one.cue in naming and one.stop in (first - 1, first) for one in scene.cues)


def is_capitalised(scene: Scene, at: int) -> bool:
    """Whether a token may open or close a name: a capital, or a script without capitals."""
    if scene.capitals[at]:
        return True
    text = scene.reading.words[at].text
    return not text.isascii() and text[0].isalpha() and text.lower() == text.upper()


def is_in_name(scene: Scene, at: int) -> bool:
    """Whether a token may stand inside a name."""
    return is_capitalised(scene, at) or is_small(scene, at)


def is_small(scene: Scene, at: int) -> bool:
    """Whether a token is a word so short that it may join others in a name (``of``, ``and``)."""
    text = scene.reading.words[at].text
    return len(text) <= SMALL_WORD and text.isalpha()
