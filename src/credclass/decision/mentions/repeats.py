"""What a name says of the credential before it: the same again, which one it is, or its field."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from credclass.catalog.payloads import Space, numbers_of
from credclass.decision.mentions.kinds import ACADEMIC, CERTIFIED, DEGREE, LEARNING, SECONDARY
from credclass.decision.mentions.segments import Anchor, said_within
from credclass.decision.mentions.support import REACH
from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.matching.initials import spelled_out
from credclass.vocabulary import STATUS_CUES, Category, Status

_LISTING: Final = frozenset(",/;&+")
"""Separators between what is listed."""

_LEADING: Final = frozenset("-–—:")
"""Separators before what says more of what stands before them."""

CODED: Final = 3
"""Characters of the shortest code that tells one credential of a kind: ``HLTAID011``."""


def is_field(name: Name, previous: Anchor, scene: Scene) -> bool:
    """Whether a name says what the degree before it is in: ``MS in CS`` is no sommelier's,
    ``Bachelor's degree, Data Science`` no specialization.
    """
    own = scene.catalog.category_of(name.number)
    studied = previous.category == DEGREE or (previous.kind in ACADEMIC and own in LEARNING)
    if studied and name.first - previous.stop <= REACH:
        place = (name.first, name.stop)
        weak = own != DEGREE or name.in_context
        if weak and place in scene.fields:
            return True  # Bachelor's degree, Data Science
    if previous.category != DEGREE and not (
        previous.category == Category.OTHER and own in LEARNING
    ):
        return False
    if own == DEGREE and previous.category != DEGREE:
        return False
    joint = previous.stop if name.first > previous.stop else previous.stop - 1
    return (
        name.first - joint == 1
        and scene.reading.words[joint].text in scene.catalog.small["joins_a_field"]
        and not scene.reading.tokens.begins_part(joint)
        and not scene.reading.tokens.begins_part(name.first)
    )


def is_taught(name: Name, kind: str, previous: Anchor, scene: Scene) -> bool:
    """Whether a school certificate in brackets behind a licence says where its holder may teach:
    ``教师资格证（高中数学）``.
    """
    if kind != SECONDARY or previous.category != CERTIFIED:
        return False
    return name.first == previous.stop and scene.reading.tokens.separator_before(name.first) == "("


def _is_listed(previous: Anchor, name: Name, scene: Scene) -> bool:
    """Whether an acronym is listed behind another: ``M.A., M.Phil.``, ``MBA/MPH``, ``MBA and MPH``."""
    tokens = scene.reading.tokens
    joins = scene.catalog.small["joins_credentials"]
    joined = name.first > previous.stop and tokens.words[name.first - 1] in joins
    return (
        previous.stop - previous.first == 1
        and (joined or tokens.separator_before(name.first) in _LISTING)
        and tokens.is_acronym(previous.first, previous.stop)
        and tokens.is_acronym(name.first, name.stop)
    )


def is_same(previous: Anchor, name: Name, kind: str, category: str, scene: Scene) -> bool:
    """Whether a name repeats the anchor before it: ``Project Management Professional (PMP)``, but not one
    that was lost (``CCNA (expired 2015), CCNA 200-301 (2022)``), nor another behind a date (``JLPT N4 (2015), N3
    (2017)``, ``BA English 2010, BA Law 2012``) or a degree behind a semicolon.
    """
    dated = any(previous.stop <= date.first < name.first for date in scene.reading.dates)
    if name.number == previous.credential:
        return not _is_another(previous, name, category, scene, dated=dated)
    edges = scene.reading.tokens.breaks
    breaks = bisect_right(edges, name.first) - bisect_left(edges, previous.stop)
    near = name.first - previous.stop <= 1 and breaks <= 1 and not dated
    if not near or kind != previous.kind:
        return False
    if category != DEGREE and kind != SECONDARY:
        return _is_its_acronym(previous, name, scene)
    if name.stop - name.first == 1:
        return not _is_listed(previous, name, scene)
    return _begins_with(previous.credential, name, scene)


def _is_its_acronym(previous: Anchor, name: Name, scene: Scene) -> bool:
    """Whether a name of somebody else's entry is the acronym in brackets of the words before it: ``Private Pilot
    License (PPL)``, which several countries issue.
    """
    awarders = scene.catalog.awarders
    if name.stop - name.first > 1 or awarders[name.number] == awarders[previous.credential]:
        return False
    begin = spelled_out(scene.reading.tokens, name.first)
    return begin is not None and previous.first <= begin < previous.stop


def _is_another(previous: Anchor, name: Name, category: str, scene: Scene, *, dated: bool) -> bool:
    """Whether a name of the same entry is another credential: the one before it was lost or is ``dated``, and
    this has a date or a number of its own; or a degree behind a semicolon.
    """
    if name.first == previous.stop and not dated:
        return False
    tokens = scene.reading.tokens
    parted = any(mark == ";" and previous.stop <= at <= name.first for at, mark in tokens.marks())
    if parted and category == DEGREE:
        return True
    between = said_within(previous.stop, name.first, scene)
    if any(STATUS_CUES.get(one.cue) == Status.EXPIRED for one in between):
        return True
    if not dated:
        return False
    known = tokens.words[previous.first : previous.stop]
    own = set(tokens.words[name.first : name.stop]).difference(known)
    numbered = any(sign.isdecimal() for word in own for sign in word)
    return numbered or _has_date(name, scene, clause=parted)


def _has_date(name: Name, scene: Scene, *, clause: bool) -> bool:
    """Whether a date stands behind a name in its part, right behind it, or in its ``clause``."""
    stop = scene.part_at(name.first)[1]
    if clause:
        stop = next(end for begin, end in scene.clauses() if begin <= name.first < end)
    dated = any(name.stop <= date.first < stop for date in scene.reading.dates)
    return dated or scene.date_at(name.stop) is not None


def glosses(name: Name, previous: Anchor, kind: str, scene: Scene) -> bool:
    """Whether a degree's acronym in brackets says which degree the words before it are, over their
    field: ``Bachelor's in Business Administration (B.B.A.)``.
    """
    tokens = scene.reading.tokens
    if kind != previous.kind or previous.category != DEGREE or name.first - previous.stop <= REACH:
        return False
    if name.stop - name.first > 1 or tokens.separator_before(name.first) != "(":
        return False
    if tokens.part_at(name.first - 1)[0] > previous.first:
        return False
    studied = {at for first, stop in scene.fields for at in range(first, stop)}
    joints = scene.catalog.small["joins_a_field"]
    return all(
        at in studied or tokens.words[at] in joints for at in range(previous.stop, name.first)
    )


def specifies(name: Name, previous: Anchor, kind: str, scene: Scene) -> bool:
    """Whether a name says which one of its kind the name before it means: a degree's acronym behind words
    and a dash or a colon (``Masters Degree – MSc Finance``), or a code right behind what nobody in
    particular awards (``First Aid HLTAID011``).
    """
    if kind != previous.kind or name.first != previous.stop:
        return False
    tokens = scene.reading.tokens
    between = tokens.separator_before(name.first)
    if previous.category == DEGREE:
        worded = not tokens.is_acronym(previous.first, previous.first + 1)
        return worded and between in _LEADING and tokens.is_acronym(name.first, name.first + 1)
    generic = scene.catalog.awarders[previous.credential] < 0
    text = tokens.words[name.first]
    return generic and not between and any(sign.isdecimal() for sign in text) and len(text) >= CODED


def _begins_with(credential: int, name: Name, scene: Scene) -> bool:
    """Whether the first word of a name is a name of another credential: ``Master of Science - MS,
    Data Science``.
    """
    found = scene.catalog.compiled["phrases"].payloads(scene.reading.words[name.first].text)
    return credential in numbers_of(found, Space.CREDENTIAL)
