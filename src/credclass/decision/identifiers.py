"""The numbers by which certificates and registers know a holder."""

from __future__ import annotations

import re
from typing import Final

from credclass.decision.scene import Scene
from credclass.decision.segments import Anchor
from credclass.matching.phrases import Said

_ID: Final = re.compile(
    r"[\s:：.#＃№°º(（–-]*(?:(?:n[°º]|(?:no|nr|num|number|code|id)\b)[\s:.#]*)?(?:[A-Z]{2}\s+)?"
    r"([A-Z0-9][A-Z0-9/_.-]{2,39})",
    re.IGNORECASE,
)
"""What stands right behind ``Credential ID`` and its like."""

_BARE_ID: Final = re.compile(
    r"(?:#|№|N(?<=\bN)[or]\.?\s|N(?<=\bN)[or]\.|N(?<=\bN)[°º]\s?|n(?<=\bn)[°º]\s?|I(?<=\bI)D\b[\s:#.]*)"
    r"\s*([A-Z]{0,4}[-.]?\d[\dA-Z-]{3,19})\b"
)
"""``#1234567``, ``No. 1234567``, ``PMI ID: 1234567``: an id without a word that says of what. Each
way begins with a character, not with an edge of a word, so that lines without any are passed
over eight times faster."""

_SHORTEST_WORD_ID: Final = 8
"""Capitals without a digit that may be an id; shorter ones are words."""

_LICENCE_DIGITS: Final = 4
"""Digits of a number that follows ``license`` without a word between."""


def id_within(
    scene: Scene, said: list[Said], first: int, stop: int, *, bare: bool
) -> tuple[str, int, int] | None:
    """An identifier and the tokens that it covers: what follows ``Credential ID`` and its like,
    or, where ``bare``, a long number behind ``#`` or ``No.``.
    """
    tokens = scene.reading.tokens
    if first >= stop:
        return None
    begin, end = tokens.span(first, stop)
    original = tokens.folded.original
    for one in said:
        if one.cue != "credential_id":
            continue
        start = tokens.span(one.first, one.stop)[1]
        weak = " ".join(tokens.words[one.first : one.stop]) in scene.catalog.small["weak_id"]
        found = _ID.match(original, start, end)
        if found and _is_id(found[1].rstrip(".-/"), weak=weak):
            return _covered(scene, found, first, stop)
    if bare and (found := _BARE_ID.search(original, begin, end)) and not _is_year(found[1]):
        return _covered(scene, found, first, stop)
    return None


def number_behind(scene: Scene, anchor: Anchor) -> tuple[str, int, int] | None:
    """The number right behind the name of a licence, by which its register knows the holder: ``OAB/SP
    123.456``.
    """
    first, stop = anchor.name
    end = anchor.segment[1]
    tokens = scene.reading.tokens
    if stop >= end or any([date.first == stop for date in scene.reading.dates]):
        return None
    begin, limit = tokens.span(first, stop)[1], tokens.span(stop, end)[1]
    found = _ID.match(tokens.folded.original, begin, limit)
    if not found or not _is_id(found[1].rstrip(".-/"), weak=True):
        return None
    return _covered(scene, found, stop, end)


def _is_id(text: str, *, weak: bool) -> bool:
    digits = sum([c.isdigit() for c in text])
    if weak:
        return digits >= _LICENCE_DIGITS and not _is_year(text) and "/" not in text
    return digits > 0 or (text.isupper() and len(text) >= _SHORTEST_WORD_ID)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.startswith(("19", "20"))


def _covered(scene: Scene, found: re.Match[str], first: int, stop: int) -> tuple[str, int, int]:
    """An identifier with the tokens between its ends."""
    tokens = scene.reading.tokens
    value = found[1].rstrip(".-/")
    begin, end = found.start(1), found.start(1) + len(value)
    inside = [at for at in range(first, stop) if begin <= tokens.span(at, at + 1)[0] < end]
    return (value, inside[0], inside[-1] + 1) if inside else (value, stop, stop)
