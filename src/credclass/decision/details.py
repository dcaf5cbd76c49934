"""What else a stretch of a line says of its credential: dates with their roles, status, id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from credclass.catalog.bynumber import LICENCE
from credclass.decision.awarders import SCHOOLS
from credclass.decision.dateroles import (
    Dates,
    award_dates,
    goes_on,
    is_after,
    is_expiry_told,
    is_present,
    study_dates,
)
from credclass.decision.identifiers import Identifier, id_within, number_behind
from credclass.decision.scene import Scene
from credclass.decision.segments import Anchor
from credclass.matching.dateparts import Date, small_number
from credclass.matching.phrases import Said
from credclass.result import Mention
from credclass.text.tokens import ends_with
from credclass.vocabulary import STATUS_CUES, Category, Status

_NOT_AWARDED: Final = {Status.IN_PROGRESS, Status.PLANNED, Status.INCOMPLETE}
"""Statuses of what has not been awarded: its dates are those of the way there."""

_LOST: Final = {Status.EXPIRED, Status.INCOMPLETE}
"""Statuses of what may be held again."""


class Details(NamedTuple):
    """What a stretch says of its credential."""

    dates: Dates
    status: Status
    credential_id: str | None


def details_of(scene: Scene, kind: str, anchor: Anchor, *, employed: bool) -> Details:
    """Dates, status and id of the credential of ``kind`` that an anchor marks; of somebody
    ``employed`` a time is that of the employment.
    """
    first, stop = anchor.segment
    said = [one for one in scene.cues if one.first >= first and one.stop <= stop]
    regained = _regained(said, anchor, scene)
    said = [one for one in said if one.stop > regained]
    tells = scene.catalog.kind_dates.get(kind, "award")
    number = id_within(scene, said, first, stop, bare=tells != "study")
    if number is None and kind == LICENCE and anchor.credential >= 0:
        number = number_behind(scene, anchor)
    dates = _own_dates(scene, said, anchor, number, employed=employed)
    dates = [date for date in dates if date.first >= regained] or dates[-1:]
    telling = [
        one
        for one in _of_its_part(said, anchor, scene)
        if not _has_another_object(one, anchor, scene)
    ]
    status = _status(telling, scene, studied=tells == "study")
    if status is Status.IN_PROGRESS and _is_over(telling, dates, scene):
        status = Status.HELD
    if status is Status.HELD and _is_partly_done(anchor, scene):
        status = Status.IN_PROGRESS
    if tells == "study" or (tells == "award" and is_present(dates, said)):
        roles, studying = study_dates(dates, said, scene)
        studying = studying and not _recurs(anchor, scene)
        if status is Status.HELD and (studying or goes_on(roles, scene.as_of)):
            status = Status.IN_PROGRESS
        if status is Status.PLANNED and not roles.started and not _is_completion(said, scene):
            roles = Dates(started=roles.ended)
    elif status in _NOT_AWARDED or _is_of_studies(dates, said, anchor, scene):
        roles, _ = study_dates(dates, said, scene)
    else:
        roles = award_dates(dates, said, scene, renewed=tells == "validity")
        if not roles.expires and is_after(roles.issued, scene.as_of):
            # nobody holds what is yet to be awarded; ``2028–2031`` is told as it stands
            roles = roles._replace(issued=None)
        if status is Status.HELD and (end := roles.expires) and is_expiry_told(said, scene):
            status = Status.EXPIRED if end < scene.as_of[: len(end)] else status
    return Details(roles, status, number.value if number else None)


def _regained(said: list[Said], anchor: Anchor, scene: Scene) -> int:
    """The token at which a credential that was lost or failed is said to be held since: ``lapsed 2014,
    reinstated 2019``; 0 for none.
    """
    lost = [one.stop for one in said if STATUS_CUES.get(one.cue) in _LOST]
    if not lost:
        return 0
    words, phrases = scene.reading.tokens.words, scene.catalog.small["regained"]
    places = range(anchor.segment[1] - 1, min(lost) - 1, -1)
    return next((at for at in places if ends_with(words[min(lost) : at + 1], phrases)), 0)


def _is_partly_done(anchor: Anchor, scene: Scene) -> bool:
    """Whether a line tells how much of how much is done, or is left: ``3 of 5 courses``, ``40% complete``, ``2
    semesters left``.
    """
    first, stop = anchor.segment
    return any(_leaves_a_rest(at, stop, scene) for at in range(first, stop - 1))


def _leaves_a_rest(at: int, stop: int, scene: Scene) -> bool:
    """Whether a token is the number of what is done, where that is not all, or of what is left."""
    words, small = scene.reading.words, scene.catalog.small
    count, gap = small_number(words[at]), scene.reading.tokens.gap(at).strip()
    if count <= 0:
        return False
    if words[at + 1].text in small["done"]:
        return gap == "%"
    of = at + 1 + (words[at + 1].text in small["out_of"])
    if of + 1 >= stop:
        return False
    one, other = words[of].text, words[of + 1].text
    if one in small["portions"]:
        return of == at + 1 and other in small["left"]
    among = of > at + 1 or gap == "/"
    return among and other in small["portions"] and count < small_number(words[of])


def _recurs(anchor: Anchor, scene: Scene) -> bool:
    """Whether a training is done again and again, so that it is held while it goes on."""
    words = f" {' '.join(scene.reading.tokens.words[slice(*anchor.segment)])} "
    return any([f" {phrase} " in words for phrase in scene.catalog.small["recurs"]])


def _is_completion(said: list[Said], scene: Scene) -> bool:
    """Whether a line that plans tells when studies will be over: ``expected graduation 2028``."""
    completes = scene.catalog.small["completes"]
    words = scene.reading.tokens.words
    return any([one.cue == "expected" for one in said]) or not completes.isdisjoint(words)


def _is_of_studies(dates: list[Date], said: list[Said], anchor: Anchor, scene: Scene) -> bool:
    """Whether two dates are those of the studies for a licence, beside the school: ``RN, Mulago School of
    Nursing, 2003-2006``.
    """
    if anchor.kind != LICENCE or len(dates) != 2 or is_expiry_told(said, scene):
        return False
    kinds, (first, stop) = scene.catalog.issuer_kinds, anchor.segment
    named = [name for name in scene.issuers if first <= name.first < stop]
    naming = scene.catalog.cues_by_role["school"]
    return any([kinds[name.number] in SCHOOLS for name in named]) or any(
        [one.cue in naming and one.first >= anchor.stop for one in said]
    )


def _own_dates(
    scene: Scene, said: list[Said], anchor: Anchor, number: Identifier | None, *, employed: bool
) -> list[Date]:
    """The dates of an anchor's segment that are neither in its id, a version's, nor of a job."""
    if anchor.date is not None:
        return [anchor.date]
    first, stop = anchor.segment
    taken = range(number.first, number.stop) if number else range(0)
    dates = [
        date
        for date in scene.reading.dates
        if date.first >= first
        and date.stop <= stop
        and date.first not in taken
        and not _is_version(date, scene)
    ]
    if any([date.first == anchor.stop for date in dates]):  # ``12th: 2010, B.Tech: 2014``
        dates = [date for date in dates if date.first >= anchor.stop]
    return [] if employed and (len(dates) > 1 or is_present(dates, said)) else dates


def _of_its_part(said: list[Said], anchor: Anchor, scene: Scene) -> list[Said]:
    """The cues that speak of an anchor's standing: those of its part alone where that says that it was
    passed (``CFA Level I passed, Level II failed``).
    """
    first, stop = scene.part_at(anchor.first)
    own = [one for one in said if first <= one.first and one.stop <= stop]
    if any([one.cue == "exam_passed" for one in own]):
        return own
    others = _other_studies(anchor, scene)
    return [
        one
        for one in said
        if not any([one.first in other for other in others])
        and not _is_of_another_item(one, anchor, scene)
    ]


def _is_of_another_item(one: Said, anchor: Anchor, scene: Scene) -> bool:
    """Whether a cue stands in brackets behind a name that nobody knows, in a row with an anchor that has a
    date of its own: ``PMP (2015), FOOB (in progress)``.
    """
    if anchor.credential < 0 or scene.behind_date(anchor.stop) == anchor.stop:
        return False
    tokens = scene.reading.tokens
    first, _ = scene.part_at(one.first)
    if first <= anchor.stop or tokens.separator_before(first) != "(":
        return False
    head, _ = scene.part_at(first - 1)
    listed = head >= anchor.stop and tokens.separator_before(head) in {",", ";", ")"}
    return listed and scene.capitals[head] and scene.reading.words[head].is_strange()


def _other_studies(anchor: Anchor, scene: Scene) -> list[range]:
    """The clauses of a line, other than an anchor's, that name a school: what they say of a standing is
    said of what was studied there (``Matura 2010; Studium Informatik TU Wien, abgebrochen``).
    """
    if ";" not in scene.reading.tokens.separators:
        return []
    clauses = [range(*one) for one in scene.clauses() if anchor.first not in range(*one)]
    kinds = scene.catalog.issuer_kinds
    schools = [name.first for name in scene.issuers if kinds[name.number] in SCHOOLS]
    return [clause for clause in clauses if any([first in clause for first in schools])]


def has_untold_future(scene: Scene, mentions: Sequence[Mention]) -> bool:
    """Whether the line has a date after the day that counts which no mention of it tells: nobody holds
    what is yet to be awarded.
    """
    if not (mentions and scene.reading.dates):
        return False
    ahead = [date.value for date in scene.reading.dates if is_after(date.value, scene.as_of)]
    told = {date for one in mentions for date in (one.issued, one.expires, one.ended, one.started)}
    return any([date not in told for date in ahead])


def _status(said: list[Said], scene: Scene, *, studied: bool) -> Status:
    """What cues say of the holder's standing; ``held`` when they say nothing."""
    cues = {
        one.cue
        for one in said
        if one.cue in STATUS_CUES and not _is_other(one, scene, studied=studied)
    }
    if not cues:
        return Status.HELD
    return next(status for cue, status in STATUS_CUES.items() if cue in cues)


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
    _, stop = scene.part_at(one.first)
    if words[one.stop].text in small["leads_to_a_host"] or one.stop == stop:
        return False
    content = scene.catalog.cues_by_role["content"]
    known = {
        at
        for stretches in (
            scene.credentials,
            scene.reading.dates,
            [said for said in scene.cues if said.cue not in content],
        )
        for stretch in stretches
        for at in range(stretch.first, stretch.stop)
    }
    if anchor.category == Category.DEGREE:
        known.update([at for name in scene.fields for at in range(*name)])
    return one.stop not in known and one.stop + 1 < stop


def _is_over(telling: list[Said], dates: list[Date], scene: Scene) -> bool:
    """Whether studies are over of which no more is said than what students are and do: ``enrolled 2009,
    graduated 2013``. One year alone may be that in which they began.
    """
    weak = scene.catalog.small["says_little_of_progress"]
    words = scene.reading.tokens.words
    told = [" ".join(words[one.first : one.stop]) for one in telling if one.cue in STATUS_CUES]
    return (
        len(dates) >= 2
        and not any([is_after(date.value, scene.as_of) for date in dates])
        and weak.issuperset(told)
        and not any([one.cue == "present" for one in telling])
    )


def _is_version(date: Date, scene: Scene) -> bool:
    """Whether a year belongs to a name or a product: ``MCSA: Windows Server 2012``, ``Excel 2016``."""
    if (
        date.first
        and scene.reading.words[date.first - 1].text in scene.catalog.small["named_by_year"]
    ):
        return len(date.value) == 4
    after = scene.reading.words[date.stop : date.stop + 1]
    if after and after[0].text in scene.catalog.small["closes_an_edition"]:
        return True
    return scene.inside_titles().get(date.first, 0) >= date.stop
