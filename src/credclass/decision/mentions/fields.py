"""The field of study that a line gives beside a degree's name or within it."""

from __future__ import annotations

from typing import Final

from credclass.catalog.payloads import Space, numbers_of
from credclass.decision.mentions.segments import Anchor
from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.text.tokens import phrase_key

QUALIFIERS: Final = 2
"""Words before a field that make it a narrower one: ``Applied Soil Science``."""

LONGEST_DEGREE: Final = 16
"""Words of a degree's name in which a field is looked for."""


def field_of(scene: Scene, anchor: Anchor) -> str | None:
    """The field of study of what an anchor marks.

    A field beside the name counts before one within it: in "Bachelor of Engineering in
    Physics" it is the narrower. What follows ``minor`` is never the field, and what ``and`` joins
    to one within the name is the second.
    """
    at, end = anchor.name
    beside = _field_beside(scene, anchor)
    if beside is not None:
        return _longer(scene, end, beside) or scene.catalog.compiled["fields"][beside.number]
    number = _field_beneath(scene, end)
    if number is None:
        number = _field_behind(scene, end)
    if number is None:
        number = _field_inside(scene, at, end)
    return scene.catalog.compiled["fields"][number] if number is not None else None


def _field_beside(scene: Scene, anchor: Anchor) -> Name | None:
    """The first field that an anchor's segment names, and not as a minor, a second one or in a heading."""
    first, stop = anchor.segment
    at, end = anchor.name
    minor: set[int] | None = None
    for name in scene.names:
        if name.space == Space.FIELD and first <= name.first and name.stop <= stop:
            minor = _minors(scene) if minor is None else minor
            if name.first in minor or _is_second(scene, name.first, end):
                continue
            if not _is_label(name, scene, at):
                return name
    return None


def _minors(scene: Scene) -> set[int]:
    """Where a field begins that a line calls a minor."""
    second = scene.catalog.small["second_field"]
    return {
        place
        for one in scene.cues
        if one.cue == "major_minor"
        and not second.isdisjoint(scene.reading.tokens.words[one.first : one.stop])
        for place in (one.stop, one.stop + 1)
    }


def _is_label(field: Name, scene: Scene, at: int) -> bool:
    """Whether a field stands in a heading of the part before a degree: ``Education: BSc in Physics``."""
    tokens = scene.reading.tokens
    first, stop = scene.part_at(field.first)
    if (at and stop > at) or stop >= len(tokens.words) or tokens.separator_before(stop) != ":":
        return False
    return " ".join(tokens.words[first:stop]) in scene.catalog.compiled["sections"]


def _field_beneath(scene: Scene, end: int) -> int | None:
    """Number of the field in a longer name of which a degree's last word is the first: ``Bachelor of
    Science (B.S.), Computer Science``.
    """
    if not end:
        return None
    for name in scene.credentials:
        if name.first == end - 1 and name.stop > end:
            number = _field_inside(scene, name.first, name.stop)
            if number is not None:
                return number
    return None


def _begin(scene: Scene, end: int) -> int:
    """Where begins what a degree is in whose name ends at ``end``: behind the word that joins them."""
    words = scene.reading.words
    joined = end < len(words) and words[end].text in scene.catalog.small["joins_a_field"]
    return end + joined


def _longer(scene: Scene, end: int, field: Name) -> str | None:
    """All words right behind a degree's name, as written, of which a field is the last: ``Water
    Management``.
    """
    begin = _begin(scene, end)
    before = field.first - begin
    apart = any(begin < edge <= field.first for edge in scene.reading.tokens.breaks)
    if not end or not 0 < before <= QUALIFIERS or apart:
        return None
    if scene.untold(begin, field.first) < before or not all(
        scene.capitals[at] and not scene.reading.words[at].number
        for at in range(begin, field.first)
    ):
        return None
    return scene.reading.tokens.raw(begin, field.stop)


def _field_behind(scene: Scene, end: int) -> int | None:
    """Number of the field of which the one word right behind a degree's name is short: ``B.E.
    (Mechanical)``, ``B.Tech in IT``.
    """
    if not end:
        return None
    begin = _begin(scene, end)
    joints = scene.catalog.small["joins_a_field"]
    if scene.reading.words[begin - 1].text not in joints and not scene.is_part(begin, begin + 1):
        return None
    if any(name.first == begin and name.whole for name in scene.credentials):
        return None  # ``B.Ed., M.Ed.``
    phrases, ordinary = scene.catalog.compiled["phrases"], scene.catalog.compiled["ordinary"]
    meant = [
        phrase_key(ordinary[name.number])
        for name in scene.names
        if name.space == Space.ORDINARY and name.first == begin
    ]
    rests = sorted(scene.catalog.small["completes_a_field"])  # sets have no order
    for word in scene.reading.words[begin : begin + 1]:
        meant += word.stands_for
        meant += [f"{text} {rest}" for text in (word.text, *word.stands_for) for rest in rests]
    found = [numbers_of(phrases.payloads(phrase), Space.FIELD) for phrase in meant]
    return next((fields[0] for fields in found if fields), None)


def _is_second(scene: Scene, field: int, end: int) -> bool:
    """Whether ``and`` alone stands between a name that ends at ``end`` and a field."""
    words = scene.reading.words
    joined = field - 1 == end and end > 0
    return joined and words[end].text in scene.catalog.small["joins_credentials"]


def _field_inside(scene: Scene, at: int, end: int) -> int | None:
    """Number of the longest field that stands within the name of a degree, of equals the last."""
    if end - at < 2:
        return None  # a field is never all of a name
    phrases = scene.catalog.compiled["phrases"]
    small = scene.catalog.small
    words = [word.text for word in scene.reading.words[at : min(end, at + LONGEST_DEGREE)]]
    joins = small["joins_a_field"]
    joints = [at for at, word in enumerate(words) if word in joins]
    no_field = small["part_of_degree"]
    if len(joints) > 1:
        words = words[joints[-1] :]  # Master of Arts in Teaching
    else:
        no_field = no_field | small["names_a_degree"]
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length, 0, -1):
            phrase = " ".join(words[start : start + length])
            found = phrases.payloads(phrase) if phrase not in no_field else []
            if fields := numbers_of(found, Space.FIELD):
                return fields[0]
    return None
