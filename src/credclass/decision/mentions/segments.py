"""Which stretch of the line each credential owns."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from credclass.decision.mentions.awarders import SCHOOLS
from credclass.decision.mentions.kinds import DEGREE
from credclass.decision.scene import Scene
from credclass.matching.dateparts import Date
from credclass.matching.phrases import Said
from credclass.native import mypyc_attr
from credclass.text.tokens import count_before, ends_with
from credclass.vocabulary import STATUS_CUES, Category

_SEVERAL: Final = 2
_CLOSING: Final = frozenset((")", ":"))
_LISTING: Final = frozenset(" ,;/&'")
"""Marks between dates that are listed; those of a range are none of them."""

_TURN: Final = 3
"""Words behind ``and`` among which what is said of the next credential begins."""

_LONGEST_LEAD: Final = 3
"""Words of the longest phrase that says something of what stands behind it."""

_LISTED: Final = frozenset((",", "/", "&", "+"))
_PARTED: Final = frozenset("-–—")
"""Separators behind a row, before what is said of all of it."""


@mypyc_attr(free_list_len=1)
class Anchor:
    """A credential named on the line, with the stretch of tokens that belongs to it."""

    __slots__ = ("category", "credential", "date", "first", "kind", "segment", "stop")

    def __init__(self, first: int, stop: int, credential: int, kind: str, category: str) -> None:
        self.first = first
        self.stop = stop
        self.credential = credential
        """Number of the catalog's entry; -1 for none."""
        self.kind = kind
        self.category = category
        self.segment = (first, stop)
        self.date: Date | None = None
        """Its own of as many dates as credentials, which the line lists in turn."""

    @property
    def name(self) -> tuple[int, int]:
        """The tokens of the catalog's name; none where no name is known."""
        return (self.first, self.stop) if self.credential >= 0 else (self.first, self.first)


def share_out(anchors: list[Anchor], scene: Scene) -> None:
    """Give each anchor the tokens from the separator before it to that before the next. The first
    and the last have the rest of the line, or of what is parted off by semicolons and dated.
    """
    if not anchors:
        return
    if len(anchors) == 1:
        anchors[0].segment = clause_of(anchors[0].first, scene)
        anchors[0].date = None
        return
    starts = [clause_of(anchors[0].first, scene)[0]]
    starts += [
        _clause_between(previous, anchor, scene)
        or _begin(anchor, previous, scene, anchors[0].first)
        for previous, anchor in pairwise(anchors)
    ]
    starts.append(clause_of(anchors[-1].first, scene)[1])
    for at, anchor in enumerate(anchors):
        anchor.segment = (starts[at], starts[at + 1])
        anchor.date = None
    shared = _is_said_of_row(anchors[-1], scene)
    for at in range(len(anchors) - 2, -1, -1):
        anchor, following = anchors[at], anchors[at + 1]
        joined = _are_joined(anchor, following, scene)
        shared = joined or (shared and _are_listed(anchor, following, scene))
        if shared:
            anchor.segment = (anchor.segment[0], following.segment[1])
    _give_back(anchors, scene)
    for at, date in enumerate(_in_turn(anchors, scene)):
        anchors[at].date = date


def _are_joined(anchor: Anchor, following: Anchor, scene: Scene) -> bool:
    """Whether two credentials are named together, so that what follows is said of both: ``BLS and
    ACLS``, ``BS/MS``, ``B.S. Biology and B.A. Spanish``.
    """
    tokens, joint = scene.reading.tokens, range(anchor.stop, following.first)
    if not joint:
        return tokens.gap(anchor.stop - 1).strip() == "/"
    if scene.reading.words[joint[-1]].text not in scene.catalog.small["joins_credentials"]:
        return False
    studied = {at for first, stop in scene.fields for at in range(first, stop)}
    apart = not set(tokens.breaks).isdisjoint((*joint, following.first))
    return studied.issuperset(joint[:-1]) and not apart


def _are_listed(anchor: Anchor, following: Anchor, scene: Scene) -> bool:
    """Whether nothing but a comma or a slash stands between two credentials that are no degrees."""
    if DEGREE in {anchor.category, following.category} or anchor.stop != following.first:
        return False
    return scene.reading.tokens.gap(anchor.stop - 1).strip() in _LISTED


def _is_said_of_row(last: Anchor, scene: Scene) -> bool:
    """Whether what stands behind the last of a row is said of all: behind a dash, or with a word for
    all of them (``CISSP, CISM – expired 2020``, ``CCNA, CCNP (both expired)``), or an expiry (``BLS,
    ACLS, exp 2027``).
    """
    tokens = scene.reading.tokens
    if last.stop >= len(tokens.words):
        return False
    before = tokens.separator_before(last.stop)
    if before in {"", ","} and any(
        one.cue == "valid_until" and one.first == last.stop for one in scene.cues
    ):
        return True
    return before in _PARTED or tokens.words[last.stop] in scene.catalog.small["of_all"]


def _give_back(anchors: list[Anchor], scene: Scene) -> None:
    """Give the degree in a row of credentials the school behind the row, and what is said of it:
    ``MSN, RN, University of Virginia, 2015``.
    """
    last = anchors[-1]
    degree = next((one for one in anchors if one.category == DEGREE), None)
    if degree is None or last.category == DEGREE:
        return
    row = anchors[anchors.index(degree) :]
    kinds = scene.catalog.issuer_kinds
    schools = [
        one for one in scene.issuers if one.first >= last.stop and kinds[one.number] in SCHOOLS
    ]
    if schools and all(one.stop == other.first for one, other in pairwise(row)):
        degree.segment = (degree.segment[0], last.segment[1])
        last.segment = (last.segment[0], last.stop)


def _in_turn(anchors: list[Anchor], scene: Scene) -> list[Date]:
    """The dates of a line that lists as many of them behind its credentials, in the same order
    (``CIA, CISA – 2015/2017``); none where they may be the two ends of a time.
    """
    dates = scene.reading.dates
    if len(anchors) < _SEVERAL or len(dates) != len(anchors) or dates[0].first < anchors[-1].stop:
        return []
    tokens = scene.reading.tokens
    for one, other in pairwise(dates):
        between = tokens.between(one.stop - 1, other.first)
        words = tokens.words[one.stop : other.first]
        lists = not words or (
            len(words) == 1 and words[0] in scene.catalog.small["joins_credentials"]
        )
        if not lists or not _LISTING.issuperset(between.replace(words[0] if words else "", "")):
            return []
    return dates


def _clause_between(previous: Anchor, anchor: Anchor, scene: Scene) -> int:
    """The token behind the last semicolon between two anchors; 0 for none."""
    tokens = scene.reading.tokens
    if ";" not in tokens.folded.text:
        return 0
    breaks = tokens.breaks
    for edge in range(count_before(breaks, anchor.first + 1) - 1, -1, -1):
        if breaks[edge] < previous.stop:
            break
        if tokens.separators[edge] == ";":
            return breaks[edge]
    return 0


def _begin(anchor: Anchor, previous: Anchor, scene: Scene, lead: int) -> int:
    """Where the segment of an anchor begins: at the word that joins it to what was said of the one
    before, at its own sentence, or at the last separator; before a label that says who or when (``Coursera:
    Machine Learning``). A bracket that closes behind the one before (``Project Management Professional
    (PMP) 2015``) is no separator, and a colon behind it leads to more of it (``High School Diploma : 2015 Oak
    Hill High School``).
    """
    tokens, first = scene.reading.tokens, anchor.first
    if joint := _joint_before(previous.stop, first, scene):
        return joint
    if first > previous.stop and ". " in tokens.between(first - 1, first):
        return first
    edges = tokens.breaks
    begin, end = count_before(edges, previous.stop), count_before(edges, first + 1)
    if end - begin == 1 and edges[begin] == previous.stop < first:
        gap = tokens.gap(previous.stop - 1)
        if gap.strip() in _CLOSING:
            return first
    if end == begin or _follows_a_date(edges[end - 1], anchor, scene, lead):
        return first
    label, edge = edges[end - 2] if end - 1 > begin else previous.stop, edges[end - 1]
    dates, mark = scene.reading.dates, tokens.separators[end - 1]
    dated = mark in _PARTED and bool(dates) and dates[0].first == 0  # 2013 – CCNA, 2015 – CCNP
    when = (mark == ":" or dated) and _is_when(label, edge, dates)
    who = mark == ":" and any(one.first == label and one.stop == edge for one in scene.issuers)
    return label if when or who else edge


def _is_when(first: int, stop: int, dates: list[Date]) -> bool:
    """Whether a date fills a stretch, or two that follow each other do."""
    return any(
        one.first == first
        and (one.stop == stop or (at + 1 < len(dates) and dates[at + 1].stop == stop))
        for at, one in enumerate(dates)
    )


def _joint_before(first: int, stop: int, scene: Scene) -> int:
    """The word between two credentials that joins the second to what was said of the first, or with which a
    sentence turns to its standing: ``a BBA in 2015 and am currently pursuing an MBA``; 0 for none.
    """
    joins = scene.catalog.small["joins_credentials"]
    if stop - 1 > first and scene.reading.words[stop - 1].text in joins:
        return stop - 1
    begin = max(first, scene.part_at(stop)[0])
    joints = [at for at in range(begin, stop) if scene.reading.words[at].text in joins]
    if not joints:
        return 0
    told = [
        one.first
        for one in scene.cues
        if begin < one.first < stop and one.cue in STATUS_CUES
    ]  # fmt: skip
    if not told:
        return 0
    studied = {at for field, end in scene.fields for at in range(field, end)}
    turns = [
        at for at in joints
        if at not in studied and any(at < one <= at + _TURN for one in told)
    ]  # fmt: skip
    return turns[-1] if turns else 0


def _follows_a_date(edge: int, anchor: Anchor, scene: Scene, lead: int) -> bool:
    """Whether nothing but a date stands between a separator and a credential, on a line that does not tell
    a date before its first, at ``lead``: ``CKA – 2021   CKAD – 2022``.
    """
    dates = scene.reading.dates
    if not dates or dates[0].first < lead:
        return False
    return any((date.first, date.stop) == (edge, anchor.first) for date in dates)


def said_within(first: int, stop: int, scene: Scene) -> list[Said]:
    """The cues of a stretch: those of the line where that is all of it, as most are."""
    if first == 0 and stop == len(scene.reading.words):
        return scene.cues
    return [one for one in scene.cues if one.first >= first and one.stop <= stop]


def stands_behind(token: int, phrases: frozenset[str], scene: Scene) -> bool:
    """Whether one of ``phrases`` stands right before a token: ``year abroad at NUS``."""
    words = scene.reading.words
    before = [words[at].text for at in range(max(token - _LONGEST_LEAD, 0), token)]
    return ends_with(before, phrases)


def is_edge(at: int, scene: Scene) -> bool:
    """Whether a part begins or ends at a token, or a date begins there."""
    tokens = scene.reading.tokens
    if at == 0 or at == len(tokens.words) or tokens.begins_part(at):
        return True
    return scene.date_at(at) is not None


def clause_of(token: int, scene: Scene) -> tuple[int, int]:
    """The stretch between semicolons in which a token stands, where it has a date of its own or the line
    tells of several degrees: what else stands there is something else. Else the whole line.
    """
    tokens = scene.reading.tokens
    whole = (0, len(tokens.words))
    if not tokens.has(";"):
        return whole
    clauses = scene.clauses()
    begins = [begin for begin, _ in clauses]
    at = count_before(begins, token + 1) - 1
    first, stop = clauses[at]
    dated = any(first <= date.first < stop for date in scene.reading.dates)
    if not dated and not _are_studies(begins, scene):
        return whole
    heading = _heading(clauses[:at], scene)
    return (first if heading is None else heading), stop


def _heading(clauses: list[tuple[int, int]], scene: Scene) -> int | None:
    """Where the last of some clauses that names a school begins, if it names neither a credential nor a date
    and so heads what stands behind (``Boston University, Boston, MA; Bachelor of Science, 2013``); None for none.
    """
    kinds = scene.catalog.issuer_kinds
    schools = [one.first for one in scene.issuers if kinds[one.number] in SCHOOLS]
    others = [one.first for one in scene.credentials] + [one.first for one in scene.reading.dates]
    for first, stop in reversed(clauses):
        if any(first <= place < stop for place in schools):
            alone = not any(first <= place < stop for place in others)
            return first if alone else None
    return None


def _are_studies(begins: list[int], scene: Scene) -> bool:
    """Whether a degree stands on one side of the semicolons, and what is earned at a school too on another:
    ``BSc Physics, Leeds; PhD, Yale``.
    """
    catalog = scene.catalog
    sides = {
        (count_before(begins, name.first + 1), catalog.category_of(name.number))
        for name in scene.credentials
    }
    studied = {side for side, of in sides if of in {DEGREE, Category.OTHER}}
    return len(studied) >= _SEVERAL and any(of == DEGREE for _, of in sides)
