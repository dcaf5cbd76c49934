"""Who awarded it and where: issuer and platform of a mention."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, NamedTuple

from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import IssuerEntry
from credclass.catalog.payloads import Space
from credclass.decision.anchors import Anchor
from credclass.decision.kinds import HOSTS, LEARNING, SECONDARY
from credclass.decision.naming import find_outsider, find_rival, find_school, find_secondary
from credclass.decision.scene import Name, Scene
from credclass.matching.urls import Address

_SCHOOL_KINDS: Final = {"university", "school"}
_SHOWN: Final = "badge_host"
"""The kind of those who show what others award."""
_MADE: Final = {"vendor", "test_maker"}
"""Kinds whose products others teach: a title that names one does not tell the awarder."""

_EXAMINER: Final = "board"
"""The kind of those who examine what schools teach, and sign their diplomas."""

_ALONE: Final = 2
"""Tokens beside an institution that stands alone, on a line that claims nothing."""


_BESIDE: Final = 1
"""Words of a school's name that may stand between the part that is known and what it is."""

ALONE_TOKENS: Final = 14
"""Tokens of a line on which an institution stands alone, with its place and years."""


class Links(NamedTuple):
    """The issuer and the platform of a mention, and whether the line bears out its entry."""

    issuer: IssuerEntry | None = None
    platform: IssuerEntry | None = None
    borne_out: bool = True


class _Own(NamedTuple):
    """The numbers of the issuer and the platform of a credential's entry; -1 for none."""

    issuer: int
    platform: int

    @property
    def certifies(self) -> bool:
        """Whether a body awards the credential, and no platform hosts it."""
        return self.issuer >= 0 > self.platform

    @classmethod
    def of(cls, credential: int, catalog: Catalog) -> _Own:
        return cls(catalog.awarders[credential], catalog.platforms[credential])


def find_links(
    scene: Scene, anchor: Anchor, credential: int | None, category: str, address: Address | None
) -> Links:
    """Issuer and platform of the mention that ``anchor`` marks.

    What the line names counts first: inside the mention's segment, else elsewhere, where it may
    be shared. What the line leaves out is taken from the catalog's entry of the credential. A
    programme's entry is not borne out by a line that names other awarders, or more of a title.
    """
    catalog = scene.catalog
    kinds = catalog.issuer_kinds
    own = _Own.of(credential, catalog) if credential is not None else None
    named = _named_for(scene, anchor, own, category)
    # where somebody learns is not who certifies: ``PMP, after a Udemy course``
    certified = own is not None and own.certifies and category not in LEARNING
    hosts = [name for name in named if kinds[name.number] in HOSTS and not certified]
    rest = [name for name in named if kinds[name.number] not in HOSTS]
    platform = _host(hosts, scene) if hosts else _host_untold(own, scene, anchor, address)
    chosen = _awarder(rest, scene, anchor, category)
    issuer = chosen.number if chosen else None
    outsider = None
    borne_out = True
    if chosen and not hosts and _in_passing(chosen, scene, category):
        if own and own.certifies and chosen.way == "acronym":
            issuer = own.issuer  # an acronym beside the title says less than the title
        elif kinds[chosen.number] in _MADE and chosen.first >= scene.part_at(anchor.first)[0]:
            outsider = find_rival(scene, anchor, named)
    if own is not None:
        if own.platform >= 0 and not named:
            outsider = find_outsider(scene, anchor, category, bare=True)
        if own.platform < 0:
            borne_out = not (chosen and _is_of_another(chosen, scene, anchor, own))
        else:
            agreed = not outsider and _agrees(issuer, platform, own)
            borne_out = agreed and _is_whole(scene, anchor)
        if borne_out and not outsider:
            issuer, platform = _with_entry(issuer, platform, own)
        else:
            issuer = _with_title(issuer, own, scene, anchor)
    told = outsider or (catalog.issuer(issuer) if issuer is not None else None)
    if told is None or (category == "degree" and told.kind not in _SCHOOL_KINDS):
        told = find_outsider(scene, anchor, category, bare=not named and told is None) or told
    elif anchor.kind == SECONDARY and told.kind != _EXAMINER:
        told = find_secondary(scene, anchor) or told
    host = catalog.issuer(platform) if platform is not None else None
    return Links(told or host, host if category in LEARNING else None, borne_out)


def _named_for(scene: Scene, anchor: Anchor, own: _Own | None, category: str) -> list[Name]:
    """Who is named in an anchor's segment, else who is shared with others. The words of a degree
    name nobody (``BS, MS``).
    """
    named = _named(scene, *anchor.segment) or _shared(scene, anchor, own, category)
    if category != "degree":
        return named
    first, stop = anchor.name
    return [name for name in named if not first <= name.first < stop]


def _shared(scene: Scene, anchor: Anchor, own: _Own | None, category: str) -> list[Name]:
    """Who is named beside another credential, and may award this one too: whoever the catalog says
    does (``BLS / ACLS / PALS – American Heart Association``); of degrees any school, of a certification
    that nobody in particular awards anybody else, and of what the catalog does not know anybody.
    """
    count = len(scene.reading.words)
    if anchor.segment == (0, count):
        return []
    kinds = scene.catalog.issuer_kinds
    elsewhere = _named(scene, 0, count)
    if own is not None and max(own) >= 0:
        return [name for name in elsewhere if name.number in own]
    schools = [name for name in elsewhere if kinds[name.number] in _SCHOOL_KINDS]
    if category == "degree":
        if _names_another(anchor, scene):
            return []
        return sorted(
            schools, key=lambda name: (name.first > anchor.first, abs(name.first - anchor.first))
        )
    if own is not None and category == "professional_certification":
        return [name for name in elsewhere if name not in schools]
    return elsewhere


def _names_another(anchor: Anchor, scene: Scene) -> bool:
    """Whether brackets behind an anchor hold words that nothing tells: ``MSc (Oxford), PhD (Yale)``."""
    tokens = scene.reading.tokens
    edge = bisect_left(tokens.breaks, anchor.stop)
    if edge == len(tokens.breaks) or tokens.breaks[edge] != anchor.stop:
        return False
    stop = tokens.breaks[edge + 1] if edge + 1 < len(tokens.breaks) else len(tokens.words)
    return tokens.separators[edge] == "(" and scene.untold(anchor.stop, stop) == stop - anchor.stop


def _host_untold(
    own: _Own | None, scene: Scene, anchor: Anchor, address: Address | None
) -> int | None:
    """The platform of a line that names none by itself: it shows its certificates at the line's web
    address, or the title is written with its name.
    """
    catalog = scene.catalog
    if address and address.issuer:
        number = catalog.issuer_number(address.issuer)
        return number if catalog.issuer_kinds[number] in HOSTS else None
    if own and own.platform >= 0 and scene.is_titled(own.platform, *anchor.name):
        return own.platform
    return None


def _in_passing(name: Name, scene: Scene, category: str) -> bool:
    """Whether an issuer is named within a title rather than by itself."""
    return category != "degree" and not _by_itself(name, scene)


def _by_itself(name: Name, scene: Scene) -> bool:
    """Whether a name stands between separators, or right behind a word such as ``at`` or ``by``."""
    if (name.first, name.stop) in scene.parts:
        return True
    leading = scene.catalog.small["leads_to_a_host"]
    return name.first > 0 and scene.reading.words[name.first - 1].text in leading


def _is_of_another(chosen: Name, scene: Scene, anchor: Anchor, own: _Own) -> bool:
    """Whether an acronym stands for something that nobody here knows: right behind it stands a body
    by itself that is none of those who award what it usually means (``CTP, NCMA``).
    """
    kinds = scene.catalog.issuer_kinds
    return (
        own.issuer >= 0
        and own.issuer != chosen.number
        and anchor.stop - anchor.first == 1
        and scene.reading.tokens.is_acronym(anchor.first, anchor.stop)
        and 0 <= chosen.first - anchor.stop <= 1
        and (chosen.first, chosen.stop) in scene.parts
        and kinds[chosen.number] == kinds[own.issuer] == "body"
    )


def _agrees(issuer: int | None, platform: int | None, own: _Own) -> bool:
    """Whether those whom the line names are those of a credential's entry; beside its platform
    anybody is the partner of an entry that knows none.
    """
    if own.issuer == own.platform == platform:
        return True
    known = {own.issuer, own.platform, -1, None}
    return (issuer in known and platform in known) or platform == own.issuer


def _with_title(issuer: int | None, own: _Own, scene: Scene, anchor: Anchor) -> int | None:
    """The issuer, where the line names none the one with whose name the title begins or ends: ``IBM
    Data Science Professional Certificate`` is IBM's on any platform.
    """
    if issuer is not None or own.issuer < 0:
        return issuer
    return own.issuer if scene.is_titled(own.issuer, *anchor.name) else None


def _is_whole(scene: Scene, anchor: Anchor) -> bool:
    """Whether an anchor is most of its part: ``Machine Learning`` is no more than the end of
    ``Practical Crowdsourcing for Efficient Machine Learning``.
    """
    first, stop = scene.part_at(anchor.first)
    if stop - first <= anchor.stop - anchor.first:
        return True
    return scene.untold(first, stop) <= anchor.stop - anchor.first


def _with_entry(
    issuer: int | None, platform: int | None, own: _Own
) -> tuple[int | None, int | None]:
    """Issuer and platform with what the credential's entry knows, where the line agrees.

    A line that names another awarder is believed: then the entry adds nothing. A platform
    that is the entry's partner is named as its awarder (``Coursera`` hosts ``DeepLearning.AI``).
    """
    awarder, host = own
    known = {awarder, host, -1, None}
    if platform is not None and platform == awarder != host >= 0:
        issuer, platform = awarder, host
    if issuer not in known or platform not in known:
        return issuer, platform
    if issuer is None and awarder >= 0 and awarder != host:
        issuer = awarder
    if host >= 0:
        platform = host
    return issuer, platform


def find_institution(scene: Scene) -> IssuerEntry | None:
    """Who stands alone on a line that claims nothing (``Stanford University, 2012–2016``)."""
    reading = scene.reading
    if len(reading.words) > ALONE_TOKENS:
        return None
    named = _named(scene, 0, len(reading.words))
    if not named:
        return find_school(scene)
    covered = sum([name.stop - name.first for name in scene.names if name.space == Space.ISSUER])
    covered += sum([date.stop - date.first for date in reading.dates])
    covered += sum([one.stop - one.first for one in scene.cues if one.cue == "place"])
    if len(reading.words) - covered > _ALONE:
        return None
    return scene.catalog.issuer(named[0].number)


def _named(scene: Scene, first: int, stop: int) -> list[Name]:
    """The issuers named between two tokens, in order; of several that share a name the first, and
    beside a platform the school whose part of it that is (``HarvardX``).
    """
    found: list[Name] = []
    kinds = scene.catalog.issuer_kinds
    taken = -1
    for name in scene.issuers:
        if name.first < first or name.stop > stop or name.first < taken:
            continue
        if name.first == taken and not (
            kinds[name.number] in _SCHOOL_KINDS and kinds[found[-1].number] in HOSTS
        ):
            continue
        if kinds[name.number] == _SHOWN:
            continue
        if name.way != "name" and (_is_other(name, scene) or _is_longer(name, scene)):
            continue
        found.append(name)
        taken = name.first
    return found


def _is_other(name: Name, scene: Scene) -> bool:
    """Whether somebody else bears a name like it: a secondary school (``Oak Hill High School``
    is not Oak Hill College), or nobody who teaches (``United States``, of a university).
    """
    catalog = scene.catalog
    loose = name.way.endswith("~")
    high = scene.secondary_words()
    if high:
        behind = range(name.stop, name.stop + (_BESIDE if loose else 0) + 1)
        if not high.isdisjoint(behind) and set(scene.reading.tokens.breaks).isdisjoint(behind):
            return True
    if not loose or catalog.issuer_kinds[name.number] not in _SCHOOL_KINDS:
        return False
    return not any(
        one.cue in catalog.cues_by_role["naming"]
        and one.first <= name.stop
        and one.stop >= name.first
        for one in scene.cues
    )


def _is_longer(name: Name, scene: Scene) -> bool:
    """Whether a school's name goes on: ``Moscow State University of Economics`` is none of
    those that ``Moscow State University`` stands for.
    """
    after = name.stop
    return (
        scene.catalog.issuer_kinds[name.number] in _SCHOOL_KINDS
        and after + 1 < len(scene.reading.words)
        and scene.reading.words[after].text in scene.catalog.small["continues_a_school"]
        and scene.capitals[after + 1]
        and after not in scene.reading.tokens.breaks
    )


def _host(named: list[Name], scene: Scene) -> int:
    """The platform among those named: the one with which the line begins (``Crehana: Figma; Platzi:
    UX``), else one that stands alone between separators, else the last (``Social Media Masterclass
    (Udemy)``).
    """
    alone = [name for name in named if (name.first, name.stop) in scene.parts]
    if alone and alone[0].first == 0:
        return alone[0].number
    return (alone or named)[-1].number


def _of_degree(schools: list[Name], scene: Scene, anchor: Anchor) -> Name:
    """The university to which the others are affiliated, else the school in the part of the line in
    which the degree stands, else the first.
    """
    for name in schools:
        if name.number in scene.catalog.affiliating_issuers:
            return name
    first, stop = scene.part_at(anchor.first)
    here = [name for name in schools if first <= name.first < stop]
    return (here or schools)[0]


def _awarder(named: list[Name], scene: Scene, anchor: Anchor, category: str) -> Name | None:
    """The issuer among those named: of a degree the university rather than anybody else, of
    other credentials one that the title does not name (``Oracle Java 8, Luxoft``).
    """
    if not named:
        return None
    if category == "degree":
        kinds = scene.catalog.issuer_kinds
        schools = [name for name in named if kinds[name.number] in _SCHOOL_KINDS]
        return _of_degree(schools or named, scene, anchor)
    if len(named) == 1:
        return named[0]
    first, stop = anchor.name

    def doubt(name: Name) -> tuple[bool, bool]:
        titled = first <= name.first and name.stop <= stop
        return titled, not _by_itself(name, scene)

    return min(named, key=doubt)
