"""The field of study that a line gives beside a degree's name or within it."""

from __future__ import annotations

from typing import Final

from credclass.catalog.payloads import Space, numbers_of
from credclass.decision.scene import Scene
from credclass.decision.segments import Anchor

LONGEST_DEGREE: Final = 16
"""Words of a degree's name in which a field is looked for."""


def field_of(scene: Scene, anchor: Anchor) -> str | None:
    """The field of study of what an anchor marks.

    A field beside the name counts before one within it: in "Bachelor of Engineering in
    Physics" it is the narrower. What follows ``minor`` is never the field, and what ``and`` joins
    to one within the name is the second.
    """
    first, stop = anchor.segment
    at, end = anchor.name
    fields = scene.catalog.compiled["fields"]
    second = scene.catalog.small["second_field"]
    minor = {
        place
        for one in scene.cues
        if one.cue == "major_minor"
        and not second.isdisjoint(scene.reading.tokens.words[one.first : one.stop])
        for place in (one.stop, one.stop + 1)
    }
    for name in scene.names:
        if name.space == Space.FIELD and first <= name.first and name.stop <= stop:
            if name.first in minor or _is_second(scene, name.first, end):
                continue
            return fields[name.number]
    number = _field_inside(scene, at, end)
    return fields[number] if number is not None else None


def _is_second(scene: Scene, field: int, end: int) -> bool:
    """Whether ``and`` alone stands between a name that ends at ``end`` and a field."""
    words = scene.reading.words
    joined = field - 1 == end and end > 0
    return joined and words[end].text in scene.catalog.small["joins_credentials"]


def _field_inside(scene: Scene, at: int, end: int) -> int | None:
    """Number of the longest field that stands within the name of a degree, of equals the last."""
    phrases = scene.catalog.compiled["phrases"]
    part_of_degree = scene.catalog.small["part_of_degree"]
    words = [word.text for word in scene.reading.words[at : min(end, at + LONGEST_DEGREE)]]
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length, 0, -1):
            phrase = " ".join(words[start : start + length])
            found = phrases.get(phrase, []) if phrase not in part_of_degree else []
            if fields := numbers_of(found, Space.FIELD):
                return fields[0]
    return None
