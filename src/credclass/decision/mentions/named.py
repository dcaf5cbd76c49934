"""Who is named for a credential: in its stretch of the line, or beside another that may share it."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Space, space_of
from credclass.decision.mentions.awarders import BADGE_HOST, HOSTS, SCHOOLS
from credclass.decision.mentions.kinds import CERTIFIED, DEGREE
from credclass.decision.mentions.segments import Anchor, clause_of
from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.matching.lexicon import Word
from credclass.matching.partial import SMALL_WORD
from credclass.native import mypyc_attr

_BESIDE: Final = 1
"""Words of a school's name that may stand between the part that is known and what it is."""


@mypyc_attr(free_list_len=1)
class Own:
    """The numbers of the issuer and the platform of a credential's entry; -1 for none."""

    __slots__ = ("issuer", "platform")

    def __init__(self, credential: int, catalog: ByNumber) -> None:
        self.issuer: int = catalog.awarders[credential]
        self.platform: int = catalog.platforms[credential]

    @property
    def certifies(self) -> bool:
        """Whether a body awards the credential, and no platform hosts it."""
        return self.issuer >= 0 > self.platform

    def has(self, issuer: int) -> bool:
        """Whether an issuer is one of them."""
        return issuer in (self.issuer, self.platform)


def named_for(scene: Scene, anchor: Anchor, own: Own | None, category: str) -> list[Name]:
    """Who is named in an anchor's segment, else who is shared with others. The words of a degree
    name nobody (``BS, MS``), nor does another credential's acronym but whoever awards it.
    """
    if not scene.issuers:
        return scene.issuers
    begin, end = anchor.segment
    named = named_between(scene, begin, end)
    first, stop = anchor.name
    if category == DEGREE:
        named = [name for name in named if not first <= name.first < stop]
        return named or _shared(scene, anchor, own, category)
    named = named or _shared(scene, anchor, own, category)
    if own is None or own.issuer < 0 or not named:
        return named
    if len(scene.issuers) > 1:
        owns = {(one.first, one.stop): one for one in scene.issuers if own.has(one.number)}
        named = [owns.get((one.first, one.stop), one) for one in named]  # INRS, of two countries
    return [
        one
        for one in named
        if own.has(one.number)
        or not ((one.first, one.stop) == anchor.name or (one.first, one.stop) in scene.anchored)
    ]


def _shared(scene: Scene, anchor: Anchor, own: Own | None, category: str) -> list[Name]:
    """Who is named beside another credential, and may award this one too: whoever the catalog says
    does (``BLS / ACLS / PALS – American Heart Association``); of degrees any school, of a certification
    that nobody in particular awards anybody else, and of what the catalog does not know anybody.
    """
    count = len(scene.reading.words)
    elsewhere = [] if anchor.segment == (0, count) else named_between(scene, 0, count)
    if not elsewhere:
        return elsewhere
    kinds = scene.catalog.issuer_kinds
    if own is not None and (own.issuer >= 0 or own.platform >= 0):
        return [name for name in elsewhere if own.has(name.number)]
    schools = [name for name in elsewhere if kinds[name.number] in SCHOOLS]
    if category == DEGREE:
        if _names_another(anchor, scene):
            return []
        first, stop = clause_of(anchor.first, scene)
        near = [name for name in schools if first <= name.first < stop]
        return sorted(
            near, key=lambda name: (name.first > anchor.first, abs(name.first - anchor.first))
        )
    if own is not None and category == CERTIFIED:
        return [name for name in elsewhere if name not in schools]
    return elsewhere


def _names_another(anchor: Anchor, scene: Scene) -> bool:
    """Whether brackets behind an anchor hold words that nothing tells: ``MSc (Oxford), PhD (Yale)``."""
    tokens = scene.reading.tokens
    if tokens.separator_before(anchor.stop) != "(":
        return False
    first, stop = tokens.part_at(anchor.stop)
    return scene.untold(first, stop) == stop - first


def named_between(scene: Scene, first: int, stop: int) -> list[Name]:
    """The issuers named between two tokens, in order; of several that share a name the first, and
    beside a platform the school whose part of it that is (``HarvardX``).
    """
    if scene.awarding is None:
        scene.awarding = [name for name in scene.issuers if _may_award(name, scene)]
    found: list[Name] = []
    if not scene.awarding:
        return found
    kinds = scene.catalog.issuer_kinds
    taken = -1
    for name in scene.awarding:
        if name.first < first or name.stop > stop or name.first < taken:
            continue
        if name.first == taken and not (
            kinds[name.number] in SCHOOLS and kinds[found[-1].number] in HOSTS
        ):
            continue
        found.append(name)
        taken = name.first
    return found


def _may_award(name: Name, scene: Scene) -> bool:
    """Whether a name is somebody's who awards, and not part of somebody else's."""
    kind = scene.catalog.issuer_kinds[name.number]
    if kind == BADGE_HOST or is_approval(name, scene):
        return False
    school = kind in SCHOOLS
    if name.way != "name" and (
        _is_other(name, scene, school=school) or (school and _is_longer(name, scene))
    ):
        return False
    return not (school and (_is_ending(name, scene) or _is_begun(name, scene)))


def is_part_of(one: int, other: int, scene: Scene) -> bool:
    """Whether two issuers are of one house: ``IEEE`` and the ``IEEE Computer Society``."""
    called = scene.catalog.called
    return any(
        set(own) <= set(name) or set(name) <= set(own)
        for own in called[one]
        for name in called[other]
    )


def is_approval(name: Name, scene: Scene) -> bool:
    """Whether what stands behind a name says that somebody approves what another awards: ``RICS accredited``,
    ``ACCA exemptions``.
    """
    words = scene.reading.words
    if name.stop >= len(words) or scene.reading.tokens.begins_part(name.stop):
        return False
    return words[name.stop].text in scene.catalog.small["approves"]


def is_by_itself(name: Name, scene: Scene) -> bool:
    """Whether a name stands between separators, or right behind a word such as ``at`` or ``by``."""
    if scene.is_part(name.first, name.stop):
        return True
    leading = scene.catalog.small["leads_to_a_host"]
    return name.first > 0 and scene.reading.words[name.first - 1].text in leading


def _is_other(name: Name, scene: Scene, *, school: bool) -> bool:
    """Whether somebody else bears a name like it: a secondary school (``Oak Hill High School``
    is not Oak Hill College), or nobody who teaches (``United States``, of a university).
    """
    high = scene.secondary_words()
    if high:
        behind = range(name.stop, name.stop + (0 if name.exact else _BESIDE) + 1)
        if not high.isdisjoint(behind) and set(scene.reading.tokens.breaks).isdisjoint(behind):
            return True
    if name.exact or not school:
        return False
    naming = scene.catalog.cues_by_role["naming"]
    return not any(
        one.cue in naming and one.first <= name.stop and one.stop >= name.first
        for one in scene.cues
    )


def _is_longer(name: Name, scene: Scene) -> bool:
    """Whether a school's name goes on: ``Moscow State University of Economics`` is none of
    those that ``Moscow State University`` stands for.
    """
    after = name.stop
    return (
        after + 1 < len(scene.reading.words)
        and scene.reading.words[after].text in scene.catalog.small["continues_a_school"]
        and scene.capitals[after + 1]
        and not scene.reading.tokens.begins_part(after)
    )


def _is_ending(name: Name, scene: Scene) -> bool:
    """Whether a school's name begins before its words that are known, none of which is its own:
    ``KVR Institute of Technology`` is none of those called ``Institute of Technology``.
    """
    return scene.is_behind_a_stranger(name.first) and all(
        _is_common(word) for word in scene.reading.words[name.first : name.stop]
    )


def _is_begun(name: Name, scene: Scene) -> bool:
    """Whether a word stands before a school's name that makes it another's: ``International University of
    Lakewood``.
    """
    before = name.first - 1
    return (
        before >= 0
        and scene.reading.words[before].text in scene.catalog.small["begins_a_school"]
        and scene.capitals[before]
        and not scene.reading.tokens.begins_part(name.first)
    )


def _is_common(word: Word) -> bool:
    """Whether a word is part of many a school's name: what it is, or what it teaches."""
    if word.cues or len(word.text) <= SMALL_WORD:
        return True
    return any(space_of(target) == Space.FIELD for target in word.names)
