"""What a stretch of a line says of the holder's standing: held, in progress, incomplete, expired, planned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from credclass.decision.answer import STATUSES
from credclass.decision.mentions.awarders import SCHOOLS
from credclass.decision.mentions.dateroles import is_after
from credclass.decision.mentions.kinds import DEGREE
from credclass.decision.mentions.segments import Anchor
from credclass.decision.scene import Scene
from credclass.matching.dateparts import Date
from credclass.matching.lexicon import Word
from credclass.matching.phrases import Said
from credclass.text.tokens import ends_with
from credclass.vocabulary import STATUS_CUES, Status

_LISTED: Final = frozenset((",", ";", ")"))
"""Separators, or what closes brackets, before the next of a row."""

STATES: Final = frozenset(STATUS_CUES)
_TELLING: Final = frozenset((*STATUS_CUES, "current", "valid_until", "issued"))
"""Cues that tell the standing or the dates of what they stand behind."""

HELD: Final = STATUSES.index(Status.HELD)
IN_PROGRESS: Final = STATUSES.index(Status.IN_PROGRESS)
INCOMPLETE: Final = STATUSES.index(Status.INCOMPLETE)
_LOST: Final = frozenset(("expired", "incomplete"))
"""Cues of what may be held again."""

_PHRASE: Final = 2
"""Words of the longest phrase that says that something is held again."""

_DENIAL: Final = 4
"""Words of the longest part that denies what stands before it (``not yet certified``)."""

_NEAR: Final = 2
"""Words before it, of which one may deny it or put it off."""

_DONE: Final = ("done", "passed")
"""Uses of words for what was done."""

_NUMBER: Final = 3
"""Digits of the largest number of portions (``90 of 120 credits``)."""


def standing_of(
    said: list[Said],
    dates: list[Date],
    anchor: Anchor,
    scene: Scene,
    tells: str,
    *,
    stated: bool,
) -> int:
    """The standing (a number of ``STATUSES``) of the holder of a credential by what is said in its segment, where any
    cue of a standing is, and its own ``dates``. ``tells`` is what two dates beside it would: ``study``, ``award``,
    ``validity``.
    """
    if _is_denied_behind(said, anchor, scene):
        return INCOMPLETE
    status = HELD
    if stated:
        telling = [
            one
            for one in _of_its_part(said, anchor, scene)
            if not _has_another_object(one, anchor, scene)
        ]
        status = _status(telling, scene, studied=tells == "study")
        if status == IN_PROGRESS and _is_over(telling, dates, scene):
            return HELD
    if status == HELD and _is_partly_done(anchor, scene, renews=tells == "validity"):
        over = dates and not any(is_after(date.value, scene.as_of) for date in dates)
        return INCOMPLETE if over else IN_PROGRESS
    return status


def _is_denied_behind(said: list[Said], anchor: Anchor, scene: Scene) -> bool:
    """Whether a part behind a credential says no more than that there is none: ``PMP (self-study, not
    certified)``.
    """
    words = scene.reading.tokens.words
    for one in said:
        if one.cue == "denial" and one.first >= anchor.stop:
            first, stop = scene.part_at(one.first)
            ends = first == one.first and stop - first <= _DENIAL
            if ends and words[stop - 1] in scene.catalog.small["ends_a_name"]:
                return all(other.cue != "exam_passed" for other in said)
    return False


def find_regained(said: list[Said], anchor: Anchor, scene: Scene) -> int:
    """The token at which a credential that was lost or failed is said to be held since: ``lapsed 2014,
    reinstated 2019``, ``failed in 2015, passed in 2016``; 0 for none.
    """
    lost = [one for one in said if one.cue in _LOST]
    if not lost:
        return 0
    small, words = scene.catalog.small, scene.reading.tokens.words
    phrases = small["regained"]
    if any(words[one.first] in small["failed"] for one in lost):
        phrases |= small["passed"]
    begin = max([one.stop for one in lost])
    for at in range(anchor.segment[1] - 1, begin - 1, -1):
        if ends_with(words[max(at + 1 - _PHRASE, begin) : at + 1], phrases):
            return at if _is_regained(at, scene) else 0
    return 0


def _is_regained(at: int, scene: Scene) -> bool:
    """Whether what is said to be held again is: nothing denies it or puts it off (``never renewed``, ``to be
    renewed``), and its part ends there or a date follows that is later than those before.
    """
    small, words = scene.catalog.small, scene.reading.tokens.words
    before = words[max(at - _PHRASE - _NEAR + 1, 0) : at]
    if not (small["denies"] | small["puts_off"]).isdisjoint(before):
        return False
    stop = scene.part_at(at)[1]
    dates = scene.reading.dates
    behind = next((date for date in dates if at < date.first <= at + _NEAR), None)
    if behind is None:
        return at + 1 == stop
    return all(date.value < behind.value for date in dates if date.first < at)


def _is_partly_done(anchor: Anchor, scene: Scene, *, renews: bool) -> bool:
    """Whether a line tells how much of how much is done, or is left: ``3 of 5 courses``, ``40% complete``, ``2
    semesters left``. Whoever ``renews`` what he holds does courses too, and is examined only before that.
    """
    first, stop = anchor.segment
    words = scene.reading.words
    return any(
        words[at].number and _counts_portions(at, stop, scene, renews=renews)
        for at in range(first, stop - 1)
    )


def _counts_portions(at: int, stop: int, scene: Scene, *, renews: bool) -> bool:
    """Whether a token is the number of what is done, where that is not all, or of what is left, and nothing
    more is said of it.
    """
    words, tokens = scene.reading.words, scene.reading.tokens
    count = _number(words[at].text)
    if count < 0:
        return False
    small, gap = scene.catalog.small, tokens.gap(at).strip()
    of = at + 1 + (words[at + 1].text in small["out_of"])
    total = _number(words[of].text) if of < stop else -1
    end = of + 1
    if words[at + 1].text in small["done"]:
        told = gap == "%" and not renews
        end = at + 2
    elif of == at + 1 and _is_portion(words[of], scene, renews=renews):
        told = end < stop and words[end].text in small["left"]
        end += 1
    else:
        among = (of > at + 1 or gap == "/") and count < total and end < stop
        told = among and _is_portion(words[end], scene, renews=renews)
        end += 1
        end += told and end < stop and any(words[end].text in small[use] for use in _DONE)
    if not told or (end < stop and not tokens.begins_part(end)):
        return False
    return not any(tokens.begins_part(inside) for inside in range(at + 1 + (gap == "/"), end))


def _is_portion(word: Word, scene: Scene, *, renews: bool) -> bool:
    """Whether a word is what is done portion by portion, before somebody holds a credential."""
    small = scene.catalog.small
    return word.text in small["papers"] or (not renews and word.text in small["portions"])


def _number(text: str) -> int:
    """The whole number of few digits that a word is; -1 for none."""
    return int(text) if len(text) <= _NUMBER and text.isdecimal() else -1


def _of_its_part(said: list[Said], anchor: Anchor, scene: Scene) -> list[Said]:
    """The cues that speak of an anchor's standing: those of its part alone where that says that it was
    passed (``CFA Level I passed, Level II failed``).
    """
    first, stop = scene.part_at(anchor.first)
    own = [one for one in said if first <= one.first and one.stop <= stop]
    if any(one.cue == "exam_passed" for one in own):
        return own
    others = _other_studies(anchor, scene)
    return [
        one
        for one in said
        if not any(one.first in other for other in others)
        and not _is_of_another_item(one, anchor, scene)
    ]


def _is_of_another_item(one: Said, anchor: Anchor, scene: Scene) -> bool:
    """Whether a cue stands behind another name in a row with an anchor of which the line tells when, or its
    own standing: ``PMP (2015), FOOB (in progress)``, ``ATP current, medical expired``.
    """
    tokens = scene.reading.tokens
    first, _ = scene.part_at(one.first)
    while first > anchor.stop and tokens.separator_before(first) == "(":
        first, _ = scene.part_at(first - 1)
    if anchor.credential < 0 or first < anchor.stop or first >= one.first:
        return False
    if tokens.separator_before(first) not in _LISTED:
        return False
    dates, cues = scene.reading.dates, scene.cues
    telling: list[Date | Said] = [*dates[_between(dates, anchor.stop, one.first)]]
    telling += [cue for cue in cues[_between(cues, anchor.stop, one.first)] if cue.cue in _TELLING]
    if all(told.first >= first for told in telling):
        return False
    words = scene.reading.words
    untold = {at for at in range(first, one.first) if words[at].text.isalpha()}
    for told in telling:
        untold.difference_update(range(told.first, told.stop))
    return bool(untold)


def _between(placed: Sequence[Date | Said], first: int, stop: int) -> slice:
    """Which of dates or cues, that stand in their order, begin in a range of tokens."""
    begin = bisect_left(placed, first, key=lambda one: one.first)
    return slice(begin, bisect_left(placed, stop, key=lambda one: one.first))


def _other_studies(anchor: Anchor, scene: Scene) -> list[range]:
    """The clauses of a line, other than an anchor's, that name a school: what they say of a standing is
    said of what was studied there (``Matura 2010; Studium Informatik TU Wien, abgebrochen``).
    """
    if ";" not in scene.reading.tokens.separators:
        return []
    clauses = [range(*one) for one in scene.clauses() if anchor.first not in range(*one)]
    kinds = scene.catalog.issuer_kinds
    schools = [name.first for name in scene.issuers if kinds[name.number] in SCHOOLS]
    return [clause for clause in clauses if any(first in clause for first in schools)]


def _status(said: list[Said], scene: Scene, *, studied: bool) -> int:
    """What cues say of the holder's standing; ``held`` when they say nothing."""
    cues = {
        one.cue for one in said if one.cue in STATES and not _is_other(one, scene, studied=studied)
    }
    if not cues or (not studied and cues == {"expired"} and _is_kept_elsewhere(said)):
        return HELD
    return next(STATUSES.index(status) for cue, status in STATUS_CUES.items() if cue in cues)


def _is_kept_elsewhere(said: list[Said]) -> bool:
    """Whether what has lapsed is told to be active too, of another state: ``CPA: Ohio – active, Iowa –
    inactive``.
    """
    lost = {at for one in said if one.cue == "expired" for at in range(one.first, one.stop)}
    return any(one.cue == "current" and one.first not in lost for one in said)


def _is_other(one: Said, scene: Scene, *, studied: bool) -> bool:
    """Whether a status word means something else where it stands."""
    small = scene.catalog.small
    words = scene.reading.tokens.words
    said = " ".join(words[one.first : one.stop])
    before = " ".join([*words[max(one.first - 1, 0) : one.first], said])
    after = " ".join([said, *words[one.stop : one.stop + 1]])
    longer = " ".join([said, *words[one.stop : one.stop + 2]])
    if said in small["with_accents"] and scene.reading.tokens.raw(one.first, one.stop).isascii():
        return True
    if said in small["of_studies"]:
        return not studied or after in small["no_study"]
    return not small["no_status"].isdisjoint((before, after, longer))


def _has_another_object(one: Said, anchor: Anchor, scene: Scene) -> bool:
    """Whether what somebody does is not done to the credential before it: ``PMP, scheduled and tracked
    releases``, ``CPA preparing tax returns``.
    """
    words = scene.reading.words
    if anchor.credential < 0 or one.first < anchor.stop or one.stop >= len(words):
        return False
    small = scene.catalog.small
    if " ".join([word.text for word in words[one.first : one.stop]]) not in small["has_an_object"]:
        return False
    behind, stop = one.stop, scene.part_at(one.first)[1]
    if behind + 1 >= stop or words[behind].text in small["leads_to_a_host"]:
        return False
    content = scene.catalog.cues_by_role["content"]
    return not (
        any(name.first <= behind < name.stop for name in scene.credentials)
        or any(date.first <= behind < date.stop for date in scene.reading.dates)
        or any(cue.first <= behind < cue.stop and cue.cue not in content for cue in scene.cues)
        or (anchor.category == DEGREE and any(first <= behind < end for first, end in scene.fields))
    )


def _is_over(telling: list[Said], dates: list[Date], scene: Scene) -> bool:
    """Whether studies are over of which no more is said than what students are and do: ``enrolled 2009,
    graduated 2013``. One year alone may be that in which they began.
    """
    weak = scene.catalog.small["says_little_of_progress"]
    words = scene.reading.tokens.words
    told = [" ".join(words[one.first : one.stop]) for one in telling if one.cue in STATES]
    return (
        len(dates) >= 2
        and not any(is_after(date.value, scene.as_of) for date in dates)
        and weak.issuperset(told)
        and not any(one.cue == "present" for one in telling)
    )
