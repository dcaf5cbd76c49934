"""Anchors and a decided category → the mentions of the line."""

from __future__ import annotations

import re
from typing import Final

from credclass.catalog.payloads import Space
from credclass.decision.answer import Told, Who
from credclass.decision.mentions.anchors import find_anchors, find_lone_anchor, whole_line
from credclass.decision.mentions.awarders import HOSTS
from credclass.decision.mentions.details import details_of
from credclass.decision.mentions.fields import field_of
from credclass.decision.mentions.kinds import (
    CERTIFIED,
    DEGREE,
    EXAMINED,
    LEARNING,
    NOBODY,
    PASSED,
    SECONDARY,
    kind_of,
    usual_kind,
)
from credclass.decision.mentions.links import find_links, kind_of_awarder
from credclass.decision.mentions.segments import Anchor, said_within, share_out
from credclass.decision.model import CATEGORIES
from credclass.decision.scene import Scene
from credclass.matching.marks import Marks
from credclass.matching.phrases import Said
from credclass.matching.shared import SHARED
from credclass.matching.urls import Address
from credclass.vocabulary import Category

SHORT: Final = 2
"""Characters of an acronym that is too short to be a second mention by itself."""

_DECIMALS: Final = re.compile(r"\.\d+")
_NONE: Final[str] = Category.NONE
_OTHER: Final[str] = Category.OTHER
_NUMBERS: Final[dict[str, int]] = {one: number for number, one in enumerate(CATEGORIES)}


def find_mentions(scene: Scene, category: str, marks: Marks) -> list[Told]:
    """Every credential of a line of ``category``; none for ``none``.

    The first mention has the line's category: it is the first name of that category, or,
    where no name is of it ("PMP Exam Prep, Udemy"), the line as a whole, unlinked. The
    others follow in order, each of the category of its catalog entry.
    """
    if category == _NONE or not scene.reading.words:
        return []
    anchors = find_anchors(scene, category)
    lead = next((one for one in anchors if one.category == category), None)
    if lead is None and category in LEARNING:  # called a specialization, and really none
        lead = next((one for one in anchors if one.category in LEARNING), None)
    first = lead or find_lone_anchor(scene, category) or whole_line(scene)
    if lead is None or len(anchors) > 1:
        anchors = _with_others(first, anchors, category, scene)
    units = marks.units(scene.reading.tokens)
    return [
        _mention(one, category if one is first else one.category, scene, marks, units)
        for one in anchors
    ]


def _with_others(first: Anchor, anchors: list[Anchor], category: str, scene: Scene) -> list[Anchor]:
    """The first mention's anchor and those that are credentials of their own beside it."""
    if not anchors:
        return [first]
    others = _beside(first, anchors, scene)
    apart = [one for one in others if _is_apart(one, anchors, category, scene)]
    told = [first, *apart]
    if first in anchors and len(apart) < len(others):  # what they were given is their neighbours'
        share_out([one for one in anchors if one in told], scene)
    if first.credential < 0:
        _make_room(first, apart, scene)
    if apart:
        scene.anchored = {one.name for one in told}
    return told


def _beside(first: Anchor, anchors: list[Anchor], scene: Scene) -> list[Anchor]:
    """The anchors that may be mentions beside the first one."""
    if first in anchors:
        return [one for one in anchors if one is not first]
    others = anchors if _is_begun(anchors[0], scene) else anchors[1:]
    if first.credential >= 0:
        return [one for one in others if one.first >= first.stop]
    if (first.first, first.stop) == (0, len(scene.reading.words)):
        return others
    return [one for one in others if one.stop <= first.first or one.first >= first.stop]


def _is_begun(anchor: Anchor, scene: Scene) -> bool:
    """Whether an anchor behind the line's begin, with its date, is all of a part."""
    return anchor.first > 0 and scene.fills_part(anchor.first, anchor.stop)


def _is_apart(anchor: Anchor, anchors: list[Anchor], category: str, scene: Scene) -> bool:
    """Whether an anchor is a credential of its own on a line of ``category``."""
    if category in LEARNING and anchor.category == CERTIFIED:
        return _is_listed_with_courses(anchor, anchors, scene)
    return anchor.category == category or not (
        _is_short(anchor, anchors, scene) or _is_inside(anchor, scene)
    )


def _is_listed_with_courses(anchor: Anchor, anchors: list[Anchor], scene: Scene) -> bool:
    """Whether a certification is one of a list with courses, and not what a course prepares for: alone in its
    part (no ``PMP exam prep``), in a list that no platform heads, and none behind it before the next.
    """
    if not scene.fills_part(anchor.first, anchor.stop):
        return False
    if all(one.category not in LEARNING for one in anchors):
        return False
    kinds = scene.catalog.issuer_kinds
    hosts = [name for name in scene.issuers if kinds[name.number] in HOSTS]
    heading = next(iter(scene.reading.tokens.behind(":")), 0)
    if any(name.stop <= heading for name in hosts):
        return False
    stop = min(
        [len(scene.reading.words), *[one.first for one in anchors if one.first > anchor.first]]
    )
    return not any(anchor.stop <= name.first < stop for name in hosts)


def _make_room(lead: Anchor, others: list[Anchor], scene: Scene) -> None:
    """End the anchor of a whole line before the others, or begin it behind them. What follows a
    semicolon is said of them.
    """
    if not others:
        return
    before = min([one.first for one in others])
    if before > lead.first:
        lead.stop = min(lead.stop, before)
        tokens = scene.reading.tokens
        for at, mark in tokens.marks():
            if mark == ";" and lead.first < at <= before:
                lead.segment = (lead.segment[0], at)
                lead.stop = min(lead.stop, at)
    else:
        behind = max([one.stop for one in others])
        lead.first = behind if behind < lead.stop else lead.first


def _is_short(anchor: Anchor, anchors: list[Anchor], scene: Scene) -> bool:
    """Whether an anchor is a word of two letters or signs, and nobody on the line awards it: a
    place, a level, a letter (``Villanova, PA``), but for one in a row of credentials (``BSN, RN``).
    """
    if (
        anchor.stop - anchor.first > 1
        or anchor.credential < 0
        or _is_in_row(anchor, anchors, scene)
    ):
        return False
    own = scene.catalog.awarders[anchor.credential]
    short = len(scene.reading.words[anchor.first].text) <= SHORT
    if short and any(date.first == anchor.stop for date in scene.reading.dates):
        return False  # RN (2011), RN 2011
    if short and any(
        one.first == anchor.first and one.method == SHARED for one in scene.reading.names
    ):
        return False  # Series 7 & 66
    return short and own >= 0 and all(name.number != own for name in scene.issuers)


def _is_in_row(anchor: Anchor, anchors: list[Anchor], scene: Scene) -> bool:
    """Whether an anchor's part of the line holds nothing else, nor does one beside it, where the catalog
    knows one meaning of it that the line speaks for.
    """
    first, stop = anchor.first, anchor.stop
    return (
        scene.is_part(first, stop)
        and any(
            one.first == first and one.stop == stop and one.settled for one in scene.reading.names
        )
        and any(
            (one.stop == first or one.first == stop) and scene.is_part(one.first, one.stop)
            for one in anchors
        )
    )


def _is_inside(anchor: Anchor, scene: Scene) -> bool:
    """Whether an anchor is part of what names something else: ``Master`` in ``Scrum Master``, or a
    course called like the subject of a degree, on a line that names no platform.
    """
    catalog = scene.catalog
    if anchor.category in LEARNING:
        own = (catalog.awarders[anchor.credential], catalog.platforms[anchor.credential])
        usual = anchor.kind == usual_kind(anchor.category, catalog)
        named = [one for one in own if one >= 0 and scene.bears_name_of(one, *anchor.name)]
        return usual and not named and all(name.number not in own for name in scene.issuers)
    if anchor.category != DEGREE or anchor.stop - anchor.first > 1:
        return False
    tokens = scene.reading.tokens
    if tokens.is_acronym(anchor.first, anchor.stop) and not tokens.folded.original.isupper():
        return False
    begin, stop = scene.part_at(anchor.first)
    begin = next((date.stop for date in scene.reading.dates if date.first == begin), begin)
    words = scene.reading.words
    after = ""
    if anchor.stop < stop and scene.date_at(anchor.stop) is None:
        after = words[anchor.stop].text
    studied = after in catalog.small["joins_a_field"] or any(
        name.space == Space.FIELD and name.first == anchor.stop for name in scene.names
    )
    return anchor.first > begin or bool(after and not studied)


def _mention(
    anchor: Anchor, category: str, scene: Scene, marks: Marks, units: dict[int, str]
) -> Told:
    """The mention of one anchor, with what its segment says; ``units`` stand behind the line's numbers."""
    first, stop = anchor.segment
    said = said_within(first, stop, scene)
    agrees = anchor.credential >= 0 and anchor.category == category
    learnt = not agrees and category in LEARNING and anchor.category in LEARNING
    number = anchor.credential if agrees or (learnt and anchor.credential >= 0) else None
    address = _address(scene, first, stop)
    issuer, platform, borne_out, employed = find_links(scene, anchor, number, category, address)
    kind = anchor.kind if agrees else _kind_told(category, issuer, address, said, scene)
    if kind in EXAMINED and any(one.cue == PASSED for one in said):
        kind = PASSED
    number = number if borne_out else None
    dates, status, held_by = details_of(scene, kind or "", anchor, said, employed=employed)
    tokens = scene.reading.tokens
    line = tokens.folded.original
    begin = _behind_awarder(anchor, scene)
    span = tokens.span(begin, _without_joint(scene, anchor))
    span = _closed(line, span[0], span[1])
    taught = _taught(anchor, category)
    studied = category in (DEGREE, _OTHER)
    return (
        span[0],
        span[1],
        _NUMBERS[category],
        kind,
        number,
        issuer,
        platform,
        scene.catalog.levels[number] if studied and number is not None else None,
        field_of(scene, anchor) if studied and kind != SECONDARY else None,
        _grade(anchor, kind, scene, marks, units),
        marks.hours(tokens, units, taught[0], taught[1]),
        dates.issued,
        dates.expires,
        dates.started,
        dates.ended,
        status,
        held_by,
        address.url if address else None,
    )


def _kind_told(
    category: str, issuer: Who, address: Address | None, said: list[Said], scene: Scene
) -> str | None:
    """The kind that a line tells of what is not its anchor's entry."""
    awarder = NOBODY if issuer is None else kind_of_awarder(issuer, scene.catalog)
    return kind_of(category, said, awarder, address, scene.catalog)


def _address(scene: Scene, first: int, stop: int) -> Address | None:
    """The first web address of a stretch of tokens."""
    addresses = scene.reading.addresses
    if not addresses:
        return None
    start, end = scene.reading.tokens.span(first, stop)
    return next((one for one in addresses if one.start < end and start < one.end), None)


def _grade(
    anchor: Anchor, kind: str | None, scene: Scene, marks: Marks, units: dict[int, str]
) -> str | None:
    """The grade that an anchor's segment names; of an examination, the score behind its name."""
    tokens = scene.reading.tokens
    first, stop = anchor.segment
    score = None
    if anchor.credential >= 0 and kind in scene.catalog.scored_kinds:
        score = marks.score(tokens, anchor.first, anchor.stop, stop)
    begin, end = anchor.name
    if score or begin == end:
        return score or marks.grade(tokens, units, first, stop)
    behind = marks.grade(tokens, units, end, stop) if end < stop else None
    return behind or (marks.grade(tokens, units, first, begin) if first < begin else None)


def _taught(anchor: Anchor, category: str) -> tuple[int, int]:
    """Where hours of training stand: beside a certification they are those of its examination, or
    of practice, unless they are part of its name.
    """
    if category == CERTIFIED:
        return anchor.first, anchor.stop
    return anchor.segment


def _behind_awarder(anchor: Anchor, scene: Scene) -> int:
    """Where an anchor begins, less the awarder before a bracket in which it goes on with others: the
    first of ``Cisco (CCNA, CCNP)`` is ``CCNA``.
    """
    tokens = scene.reading.tokens
    if anchor.credential < 0 or anchor.stop - anchor.first == 1:
        return anchor.first
    if not tokens.has("("):
        return anchor.first
    opened = [
        at for at in range(anchor.first + 1, anchor.stop) if tokens.separator_before(at) == "("
    ]
    if not opened or tokens.separator_before(anchor.stop) in {"", ")"}:
        return anchor.first
    awarder = scene.catalog.awarders[anchor.credential]
    before = [word.text for word in scene.reading.words[anchor.first : opened[-1]]]
    named = awarder >= 0 and before in scene.catalog.called[awarder]
    return opened[-1] if named else anchor.first


def _closed(line: str, start: int, end: int) -> tuple[int, int]:
    """A span with what closes it, which is part of no token: the bracket of ``BSc (Hons)``, the
    dot of ``Ph.D.``, the rest of ``IELTS 7.5``.
    """
    if end < len(line) and line[end] == ".":
        text = line[start:end]
        if rest := _DECIMALS.match(line, end) if text[-1:].isdigit() else None:
            end = rest.end()
        if line[end : end + 1] == "." and "." in text.rsplit(" ", 1)[-1]:
            end += 1
    if "(" in line and (text := line[start:end]).count("(") > text.count(")"):
        if line[end : end + 1] == ")":
            return start, end + 1
        opened = start + text.rindex("(")  # MBA (Finance & Marketing)
        end = start + len(line[start:opened].rstrip()) or end
    return start, end


def _without_joint(scene: Scene, anchor: Anchor) -> int:
    """The end of an anchor less the ``in`` that some names of degrees close with."""
    last = anchor.stop - 1
    if anchor.credential < 0 or last == anchor.first:
        return anchor.stop
    ends = scene.reading.words[last].text in scene.catalog.small["joins_a_field"]
    return last if ends else anchor.stop
