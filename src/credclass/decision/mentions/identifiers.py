"""The numbers by which certificates and registers know a holder."""

from __future__ import annotations

import re
from typing import Final

from credclass.decision.mentions.segments import Anchor
from credclass.decision.scene import Scene
from credclass.matching.phrases import Said
from credclass.matching.years import year_of
from credclass.text.tokens import Tokens

_ID: Final = re.compile(
    r"[\s:：.#＃°º(（–-]*(?:[A-Z]{2}\s+)?(\d{4}(?: \d{4}){2,4}(?!\w)|[A-Z0-9][A-Z0-9/_.-]{2,39})",
    re.IGNORECASE,
)
"""What stands right behind ``Credential ID`` and its like."""

_NUMBER: Final = re.compile(
    r"[\s:.#°º]*([A-Z]{0,4}[-.]?\d[\dA-Z-]{3,19}|[A-Z]{1,4}-(?=\w*\d)\w{6,20})\b"
)
"""What stands behind ``No.`` and its like."""

_YEARS: Final = re.compile(r"(\d{4})[-–](?:\d{2}|\d{4}|[^\W\d_]{3,})")
"""A range of years: ``2012-2018``, ``2012-present``, ``2012-heute``."""

_MARKED: Final = re.compile(r"#\s*([A-Z]{0,4}[-.]?\d[\dA-Z-]{3,19})\b")
"""``#1234567``."""

_MARKS: Final = frozenset(".:°º#№")
"""What tells that the word beside it is short for *number*."""

_SHORTEST_WORD_ID: Final = 8
"""Capitals without a digit that may be an id; shorter ones are words."""

_LONG: Final = 5
"""Digits of a number that needs no mark behind its word."""

_LICENCE_DIGITS: Final = 4
"""Digits of a number that follows ``license`` without a word between."""


class Identifier:
    """The number by which a holder is known, and the tokens that it covers."""

    __slots__ = ("first", "stop", "value")

    def __init__(self, value: str, first: int, stop: int) -> None:
        self.value = value
        self.first = first
        self.stop = stop


def id_within(
    scene: Scene, said: list[Said], segment: tuple[int, int], *, bare: bool
) -> Identifier | None:
    """An identifier in a segment and the tokens that it covers: what follows ``Credential ID`` and its like,
    or, where ``bare``, a long number behind ``#`` or ``No.``.
    """
    first, stop = segment
    if first >= stop:
        return None
    tokens = scene.reading.tokens
    for one in said:
        if one.cue != "credential_id":
            continue
        weak = " ".join(tokens.words[one.first : one.stop]) in scene.catalog.small["weak_id"]
        found = _id_from(scene, one.stop, tokens.span(first, stop)[1])
        if found and _is_id(found[1].rstrip(".-/"), weak=weak):
            return _covered(scene, found, first, stop)
    found = _bare_id(scene, first, stop) if bare else None
    return _covered(scene, found, first, stop) if found else None


def _id_from(scene: Scene, at: int, end: int) -> re.Match[str] | None:
    """What may be an id at token ``at``, or behind it where it says *number* (``License No. 123``)."""
    tokens = scene.reading.tokens
    if at < len(tokens.words) and tokens.words[at] in _number_words(scene):
        at += 1
    return _ID.match(tokens.folded.original, tokens.span(at - 1, at)[1], end)


def _bare_id(scene: Scene, first: int, stop: int) -> re.Match[str] | None:
    """``#1234567``, ``No. 1234567``, ``PMI ID: 1234567``: an id without a word that says of what."""
    tokens = scene.reading.tokens
    original = tokens.folded.original
    begin, end = tokens.span(first, stop)
    found = _MARKED.search(original, begin, end) if "#" in original else None
    if found and not year_of(found[1]):
        return found
    words = tokens.words
    announcing = _number_words(scene)
    for at in range(first, stop - 1):
        if words[at] not in announcing:
            continue
        found = _NUMBER.match(original, tokens.span(at, at + 1)[1], end)
        if found and not year_of(found[1]):
            long = sum(c.isdigit() for c in found[1]) >= _LONG
            if _is_marked(tokens, at) or (long and _is_apart(scene, at)):
                return found
    return None


def _number_words(scene: Scene) -> frozenset[str]:
    """The words before the number by which a holder is known."""
    return scene.catalog.small["names_a_number"]


def _is_marked(tokens: Tokens, at: int) -> bool:
    """Whether a word is written as one that a number follows: ``ID``, ``No.``, ``nº``."""
    raw = tokens.raw(at, at + 1)
    end = tokens.span(at, at + 1)[1]
    marked = raw[-1] in _MARKS or tokens.folded.original[end : end + 1] in _MARKS
    return (raw.isupper() and len(raw) > 1) or (marked and (not raw[0].islower() or raw[-1] == "º"))


def _is_apart(scene: Scene, at: int) -> bool:
    """Whether a word begins a part, or follows a name or what supports one: ``Phone number 5550100`` is no id."""
    words = scene.catalog.cues_by_role["supporting"]
    return (
        any(first == at for first, _ in scene.parts)
        or any(name.stop == at for name in scene.names)
        or any(one.stop == at and one.cue in words for one in scene.cues)
    )


def number_behind(scene: Scene, anchor: Anchor) -> Identifier | None:
    """The number right behind the name of a licence, by which its register knows the holder: ``OAB/SP
    123.456``.
    """
    stop = anchor.name[1]
    end = anchor.segment[1]
    tokens = scene.reading.tokens
    if stop >= end or any(date.first == stop for date in scene.reading.dates):
        return None
    found = _id_from(scene, stop, tokens.span(stop, end)[1])
    if not found or not _is_id(found[1].rstrip(".-/"), weak=True):
        return None
    return _covered(scene, found, stop, end)


def _is_id(text: str, *, weak: bool) -> bool:
    if (years := _YEARS.fullmatch(text)) and year_of(years[1]):
        return False
    digits = sum(c.isdigit() for c in text)
    if weak:
        return digits >= _LICENCE_DIGITS and not year_of(text) and "/" not in text
    return digits > 0 or (text.isupper() and len(text) >= _SHORTEST_WORD_ID)


def _covered(scene: Scene, found: re.Match[str], first: int, stop: int) -> Identifier:
    """An identifier with the tokens between its ends."""
    tokens = scene.reading.tokens
    value = found[1].rstrip(".-/")
    begin, end = found.start(1), found.start(1) + len(value)
    inside = [at for at in range(first, stop) if begin <= tokens.span(at, at + 1)[0] < end]
    return Identifier(value, inside[0], inside[-1] + 1) if inside else Identifier(value, stop, stop)
