"""A part of a line, between separators, that holds nothing but a name."""

from __future__ import annotations

from typing import Final

from credclass.catalog.payloads import Space
from credclass.decision.mentions.segments import Anchor
from credclass.decision.mentions.stretches import (
    MAX_NAME_TOKENS,
    is_capitalised,
    is_in_name,
    is_small,
    mark_tokens,
)
from credclass.decision.scene import Scene
from credclass.matching.initials import is_spelled_out
from credclass.text.characters import is_acronym

_CODE: Final = 2
"""Letters of a state, or of another credential, and digits that a name may have: ``SI2P``."""

_LABELLED: Final = 2
"""Parts of a line that says who, then what (``Infinite Skills: PHP and MySQL``)."""


def find_apart(scene: Scene, anchor: Anchor, *, listed: bool) -> tuple[int, int] | None:
    """The part that holds nothing but a name: the last behind the title, or what a colon
    parts from the title behind it (``Infinite Skills: PHP and MySQL``).

    ``listed`` tells whether it may stand behind a comma, as more of a title does.
    """
    tokens = scene.reading.tokens
    if not tokens.breaks:
        return None
    begin, end = anchor.segment
    if anchor.credential >= 0:
        begin = max(begin, anchor.stop)
    body = [
        part
        for part in scene.parts
        if part[0] >= begin and part[1] <= end and not _is_dated_or_aside(scene, part)
    ]
    labelled = False
    if anchor.credential < 0:
        labelled = (
            len(body) == _LABELLED and bool(tokens.separators) and tokens.separators[0] == ":"
        )
        body = body[:1] if labelled else body[1:]
    body = [part for part in body if _may_be_name(scene, part[0], part[1])]
    if not body:
        return None
    known = Told(scene)
    if labelled:
        first, stop = body[0]
        numbered = any(scene.reading.words[at].number for at in range(first, stop))  # a course's
        alone = first == 0 and not numbered and _is_name(scene, first, stop, known)
        return body[0] if alone else None
    for first, stop in reversed(body):
        if _is_name(scene, first, stop, known) and _is_apart(
            scene, first, stop, known, listed=listed
        ):
            return first, stop
    return None


def _is_dated_or_aside(scene: Scene, part: tuple[int, int]) -> bool:
    """Whether a part holds a date, or something said aside that does not begin with a name (``GDG
    Nairobi``).
    """
    first, stop = part
    if any(first <= date.first < stop for date in scene.reading.dates):
        return True
    if scene.reading.words[first].is_strange():
        return False
    aside = scene.catalog.cues_by_role["aside"]
    return any(one.cue in aside and first <= one.first < stop for one in scene.cues)


def _is_apart(scene: Scene, first: int, stop: int, known: Told, *, listed: bool) -> bool:
    """Whether a part is likely to be who awards rather than more of the title. A naming word or a dash
    in front tells it; in brackets a date beside it does (``(LearnQA, 2020)`` but not ``(CAD)``), and behind
    a comma how one word is written (``Java Level 1, CCA`` but not ``Diploma, Pianoforte``).

    Of the real lines' parts without a naming word 33 of 39 were awarders behind dashes and bars, 5 of 6 in
    brackets with a date, 1 of 12 without; behind a comma 11 of 20 single words and 7 of 29 longer parts.
    """
    tokens = scene.reading.tokens
    if first == 0 or known.is_naming(first, stop):
        return True
    separator = tokens.separator_before(first)
    if separator == ",":
        if listed:
            return True
        written = tokens.raw(first, stop)
        return '"' in written or (" " not in written and is_acronym(written))
    if separator == "(":
        close = tokens.folded.original.find(")", tokens.span(first, stop)[1])
        return any(
            date.first >= stop and tokens.span(date.first, date.first + 1)[0] < close
            for date in scene.reading.dates
        )
    return separator != ":"


class Told:
    """What a line's words are known to be."""

    __slots__ = ("naming", "others")

    def __init__(self, scene: Scene) -> None:
        count = len(scene.reading.words)
        self.others = [False] * count
        """Whether each token is of what is no issuer: fields, credentials, what cues say."""
        self.naming = [False] * count
        """Whether it is of a naming word."""
        for name in scene.names:
            title = name.space == Space.CREDENTIAL and (
                name.stop - name.first > 1 or name.shared == 1
            )
            ordinary = name.space == Space.ORDINARY and name.shared == 1
            if title or ordinary or name.space == Space.FIELD:
                mark_tokens(self.others, name.first, name.stop)
        naming = scene.catalog.cues_by_role["naming"]
        for one in scene.cues:
            told = self.naming if one.cue in naming else self.others
            mark_tokens(told, one.first, one.stop)

    def is_naming(self, first: int, stop: int) -> bool:
        """Whether a naming word is among some tokens."""
        naming = self.naming
        return any(naming[at] for at in range(first, stop))


def _is_code(scene: Scene, at: int) -> bool:
    """Whether a word is a state's two letters behind a comma, or a number with a letter before it."""
    text = scene.reading.words[at].text
    listed = scene.reading.tokens.separator_before(at) in {",", "(", ""}
    return (listed and len(text) <= _CODE) or sum(sign.isdigit() for sign in text) > _CODE


def _is_region(scene: Scene, at: int) -> bool:
    """Whether a word is written as the code of a state: ``Licensed in NY (2009), NJ (2010)``."""
    text = scene.reading.words[at].text
    return text in scene.catalog.region_codes and scene.reading.tokens.raw(at, at + 1).isupper()


def _may_be_name(scene: Scene, first: int, stop: int) -> bool:
    """Whether a part is written as names are: its first word opens one, and every word may stand in it."""
    return (
        stop - first <= MAX_NAME_TOKENS // 2
        and is_capitalised(scene, first)
        and all(
            is_in_name(scene, at) or scene.reading.words[at].number for at in range(first, stop)
        )
    )


def _is_name(scene: Scene, first: int, stop: int, known: Told) -> bool:
    """Whether a part that may be a name is one: it is no place, code or title, and not all of its words are
    known as something else (a field, a level, a heading).
    """
    word = scene.reading.words[first]
    written = " ".join(scene.reading.tokens.words[first:stop])
    if written in scene.catalog.compiled["places"]:
        return False
    if stop - first == 1 and (
        word.ordinary
        or _is_code(scene, first)
        or _is_region(scene, first)
        or is_spelled_out(scene.reading.tokens, first, scene.catalog)
    ):
        return False  # PASSED; TX; PE; G1234567; Certified Coffee Taster (CCT)
    last = scene.reading.words[stop - 1]
    small = scene.catalog.small
    titled = word.text in small["begins_a_title"] or last.text in small["ends_a_title"]
    if titled and not known.is_naming(first, stop):
        return False  # Certified Peat Judge; Flow Builder Course
    if stop - first > 1 and (len(last.text) == 1 or (last.number and not last.year)):
        return False  # Class C; ANAC nº 123456
    if len(scene.reading.tokens.raw(first, stop)) <= 1:
        return False
    words = [at for at in range(first, stop) if scene.capitals[at] or not is_small(scene, at)]
    # a naming word is no name by itself: ``Secondary School``
    told = known.naming if known.is_naming(first, stop) else known.others
    return not words or not all(told[at] for at in words)
