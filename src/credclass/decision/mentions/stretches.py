"""The words around a naming word (school, university, association …) that are a name."""

from __future__ import annotations

from typing import Final

from credclass.catalog.payloads import Space
from credclass.decision.mentions.awarders import HOSTS
from credclass.decision.mentions.kinds import DEGREE, SECONDARY
from credclass.decision.mentions.segments import Anchor, is_edge
from credclass.decision.scene import Scene
from credclass.matching.partial import SMALL_WORD
from credclass.text.tokens import count_before

Stretch = tuple[int, int, str]
"""Where a name, or a naming word, begins and ends, and the cue that its naming word is; none of a short form
(``HS``), with which the name of a secondary school ends.
"""

MAX_NAME_TOKENS: Final = 12

_LAST_ASCII: Final = 127

_SMALL_NAME: Final = 3
"""Words before a naming word that are a name although they are written in small letters, but for the first."""


def find_stretches(scene: Scene, anchor: Anchor, naming: frozenset[str]) -> list[Stretch]:
    """The names around the naming words of the anchor's segment, in order. A word that is
    part of an award's (``High School Diploma``) names nobody.
    """
    found = _naming_words(scene, anchor, naming)
    if not found:
        return found
    others = _others(scene)
    secondary = scene.catalog.cues_by_role["secondary"]
    ground: Ground | None = None
    stretches: list[Stretch] = []
    for first, stop, cue in found:
        if all(others[at] for at in range(first, stop)):
            continue
        ground = ground or Ground(scene, anchor, others)
        grown = ground.grow(first, stop, ends=not cue or cue in secondary)
        if grown is not None:
            stretches.append((grown[0], grown[1], cue))
    return stretches


def _others(scene: Scene) -> list[bool]:
    """For each token whether it is a word of award or of a platform: ``WIPO Academy`` is no Academy of what
    follows.
    """
    catalog = scene.catalog
    award, kinds = catalog.cues_by_role["award"], catalog.issuer_kinds
    others = [False] * len(scene.reading.words)
    for one in scene.cues:
        if one.cue in award:
            mark_tokens(others, one.first, one.stop)
    for name in scene.issuers:
        if kinds[name.number] in HOSTS:
            mark_tokens(others, name.first, name.stop)
    return others


def mark_tokens(told: list[bool], first: int, stop: int) -> None:
    """Tell that each token of a stretch is what ``told`` tells of."""
    for at in range(first, stop):
        told[at] = True


def _naming_words(scene: Scene, anchor: Anchor, naming: frozenset[str]) -> list[Stretch]:
    """The naming words of the anchor's segment."""
    first, stop = anchor.segment
    breaks = scene.reading.tokens.breaks
    found = [
        (_head(one.first, one.stop, breaks), one.stop, one.cue)
        for one in scene.cues
        if one.first >= first and one.stop <= stop and one.cue in naming
    ]
    if anchor.kind == SECONDARY or anchor.category == DEGREE:
        found += _short_forms(scene, first, stop)
    return found


def _head(first: int, stop: int, breaks: list[int]) -> int:
    """Where a naming word begins that a separator parts from what stands before it: ``Kind Technology —
    Center for Design`` is no ``Technology Center``.
    """
    edge = count_before(breaks, stop)
    return max(first, breaks[edge - 1]) if edge else first


def _short_forms(scene: Scene, first: int, stop: int) -> list[Stretch]:
    """The short forms that end a school's name and its part, or stand before a date."""
    short = scene.catalog.small["short_for_a_school"]
    words, capitals = scene.reading.words, scene.capitals
    return [
        (at, at + 1, "")
        for at in range(first, stop)
        if capitals[at] and words[at].text in short and (at + 1 == stop or is_edge(at + 1, scene))
    ]


class Ground:
    """The tokens of a segment as names grow over them: gone through once for all of them."""

    def __init__(self, scene: Scene, anchor: Anchor, others: list[bool]) -> None:
        self._scene = scene
        self._first, self._stop = anchor.segment
        self._barred = _barred(scene, anchor, others)
        small = scene.catalog.small
        self._parted = small["parted_from_a_school"]
        self._before = small["leads_to_a_host"]
        self._owning = small["belongs_to"]
        self._said = [False] * len(others)
        """Which tokens are of cues: a name needs a word of its own (not ``High School``, ``Institute of``). Of a phrase
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
                mark_tokens(self._said, max(one.first, begin), one.stop)
            elif one.cue in places:
                self._places[one.first] = max(one.stop, self._places.get(one.first, 0))

    def grow(self, first: int, stop: int, *, ends: bool) -> tuple[int, int] | None:
        """The name around a naming word: capitalised words and the small ones between them.

        ``ends`` tells whether the naming word ends a name that began before it, unless a small
        word goes on: ``Oak Hill High School Attended``, ``High School of Commerce``.
        """
        scene, said, tokens = self._scene, self._said, self._scene.reading.tokens
        cue = (first, stop)
        while (
            first > self._first
            and not tokens.begins_part(first)
            and stop - first <= MAX_NAME_TOKENS
            and (is_in_name(scene, first - 1) or self._is_between(first - 1))
            and not self._is_barred(first - 1)
        ):
            first -= 1
        ended = ends and any(
            is_capitalised(scene, at) and not said[at] for at in range(first, cue[0])
        )
        while (
            stop < self._stop and not tokens.begins_part(stop) and stop - first <= MAX_NAME_TOKENS
        ):
            if not is_in_name(scene, stop) or self._is_barred(stop):
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
        named = any(not said[at] and is_capitalised(scene, at) for at in range(first, stop))
        if named and 2 <= stop - first <= MAX_NAME_TOKENS:
            return first, stop
        return self._small_part(cue)

    def _is_barred(self, at: int) -> bool:
        """Whether a token belongs to no unknown issuer's name: it does to something else, or is a word that
        leads to a school or stands behind one.
        """
        if self._barred[at]:
            return True
        reading = self._scene.reading
        text = reading.words[at].text
        return self._first <= at < self._stop and (
            text in self._before
            or text in self._owning
            or text in self._parted
            or reading.tokens.words[at] in self._parted
        )

    def _is_between(self, at: int) -> bool:
        """Whether a token in small letters that nobody knows stands between two with capitals: ``Shri Ganga
        nagar College``.
        """
        scene = self._scene
        before = at - 1
        return (
            before >= self._first
            and not scene.reading.tokens.begins_part(at)
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
        while stop > cue[1] and self._is_barred(stop - 1):
            stop -= 1
        first = max(first, self._first)
        own = range(first, cue[0])
        if not own or stop != cue[1] or len(own) > _SMALL_NAME or is_capitalised(scene, cue[0]):
            return None
        strange = scene.capitals[first] and scene.reading.words[first].is_strange()
        free = not self._said[first] and not any(self._is_barred(at) for at in own)
        return (first, stop) if strange and free else None

    def _closes_an_address(self, place: int) -> bool:
        """Whether a comma, and before it a word that may be a town, stand before a place:
        ``Diploma Solapur, Maharashtra Sanjivani College``.
        """
        scene = self._scene
        tokens = scene.reading.tokens
        town = place - 1
        if self._said[town] or self._is_barred(town):
            return False
        named = any(name.first <= town < name.stop for name in scene.names)
        comma = tokens.separator_before(place) == ","
        return comma and is_capitalised(scene, town) and not named


def _barred(scene: Scene, anchor: Anchor, others: list[bool]) -> list[bool]:
    """For each token whether it belongs to something else than an unknown issuer's name: to ``others``, to
    dates, the title, long fields.
    """
    barred = others.copy()
    for date in scene.reading.dates:
        mark_tokens(barred, date.first, date.stop)
    secondary = scene.catalog.cues_by_role["secondary"]
    schools = {one.stop for one in scene.cues if one.cue in secondary}
    for name in scene.names:
        # ``Higher Secondary School`` is a school too, ``High School Diploma`` is not
        awarded = name.space == Space.CREDENTIAL and name.stop not in schools
        if awarded and not name.exact and scene.is_behind_a_stranger(name.first):
            continue  # ``Oak Hill High School Graduated`` holds no ``high school graduate``
        field = name.space == Space.FIELD and name.stop - name.first > 1
        if awarded or (field and not _is_of(name.first, scene)):
            mark_tokens(barred, name.first, name.stop)
    if anchor.credential >= 0:
        mark_tokens(barred, anchor.first, anchor.stop)
    return barred


def _is_of(first: int, scene: Scene) -> bool:
    """Whether a field stands behind a naming word that is of it: ``American Board of Agricultural Robotics``."""
    naming = scene.catalog.cues_by_role["naming"]
    joints = scene.catalog.small["joins_a_field"]
    if not first or scene.reading.words[first - 1].text not in joints:
        return False
    return any(first - 1 <= one.stop <= first and one.cue in naming for one in scene.cues)


def is_capitalised(scene: Scene, at: int) -> bool:
    """Whether a token may open or close a name: a capital, or a script without capitals."""
    if scene.capitals[at]:
        return True
    text = scene.reading.words[at].text
    return ord(text[0]) > _LAST_ASCII and text[0].isalpha() and text.lower() == text.upper()


def is_in_name(scene: Scene, at: int) -> bool:
    """Whether a token may stand inside a name."""
    return is_capitalised(scene, at) or is_small(scene, at)


def is_small(scene: Scene, at: int) -> bool:
    """Whether a token is a word so short that it may join others in a name (``of``, ``and``)."""
    text = scene.reading.words[at].text
    return len(text) <= SMALL_WORD and text.isalpha()
