"""Who awarded it and where: issuer and platform of a mention."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Space
from credclass.decision.answer import Who
from credclass.decision.mentions.awarders import (
    EXAMINER,
    HOSTS,
    MAKERS,
    SCHOOLS,
    UNIVERSITY,
)
from credclass.decision.mentions.chosen import choose_awarder, choose_host
from credclass.decision.mentions.contradicted import is_contradicted
from credclass.decision.mentions.employers import employs, is_entrys, sells_beside
from credclass.decision.mentions.kinds import DEGREE, LEARNING, SECONDARY
from credclass.decision.mentions.named import Own, is_by_itself, named_between, named_for
from credclass.decision.mentions.naming import (
    find_outsider,
    find_rival,
    find_school,
    find_secondary,
)
from credclass.decision.mentions.segments import Anchor, stands_behind
from credclass.decision.names import Name
from credclass.decision.scene import NO_NAMES, Scene
from credclass.matching.urls import Address
from credclass.text.tokens import phrase_key

_ALONE: Final = 2
"""Tokens beside an institution that stands alone, on a line that claims nothing."""

ALONE_TOKENS: Final = 14
"""Tokens of a line on which an institution stands alone, with its place and years."""


Links = tuple[Who, int | None, bool, bool]
"""The issuer and the platform of a mention, whether the line confirms its entry, and whether the body that is named
is the holder's employer (then the dates are those of the job). Compiled, such a tuple is returned without an object.
"""


def find_links(
    scene: Scene, anchor: Anchor, credential: int | None, category: str, address: Address | None
) -> Links:
    """Issuer and platform of the mention that ``anchor`` marks.

    What the line names counts first: inside the mention's segment, else elsewhere, where it may
    be shared. What the line leaves out is taken from the catalog's entry of the credential. A
    programme's entry is not borne out by a line that names other awarders, or more of a title.
    """
    catalog = scene.catalog
    own = Own(credential, catalog) if credential is not None else None
    named = named_for(scene, anchor, own, category)
    hosts, rest = _parted(named, own, category, catalog)
    platform = choose_host(hosts, scene) if hosts else _host_untold(own, scene, anchor, address)
    chosen = choose_awarder(rest, scene, anchor, category)
    if chosen and own and sells_beside(chosen, own, scene, anchor, category):
        chosen = None
    if chosen and hosts and platform is not None and _is_subject(chosen, platform, scene):
        chosen = None
    passing = chosen if chosen and not hosts and _in_passing(chosen, scene, category) else None
    issuer = chosen.number if chosen else None
    employed = False
    if chosen and own and is_entrys(chosen, own, scene, anchor, category):
        employed = employs(chosen, scene, anchor)
        chosen, issuer = None, own.issuer
    elif passing and own and _says_less(passing, own):
        issuer = own.issuer
    unlisted = _unlisted(passing, own, named, scene, anchor, category)
    borne_out = True
    if own:
        agrees = unlisted is None and _agrees(issuer, platform, own)
        borne_out = _is_borne_out(own, chosen, scene, anchor, agrees=agrees)
        if borne_out and unlisted is None:
            issuer, platform = _with_entry(issuer, platform, own)
        else:
            issuer = _with_title(issuer, own, scene, anchor)
    known: Who = issuer if unlisted is None else unlisted
    hosted = platform is not None and category in LEARNING
    told = _told(known, scene, anchor, category, bare=not named, hosted=hosted)
    return platform if told is None else told, platform if hosted else None, borne_out, employed


def _says_less(passing: Name, own: Own) -> bool:
    """Whether an acronym within a certification's title says less of who awards it than the title does."""
    return own.certifies and passing.way == "acronym"


def _unlisted(
    passing: Name | None,
    own: Own | None,
    named: list[Name],
    scene: Scene,
    anchor: Anchor,
    category: str,
) -> str | None:
    """An awarder in words of the line's own, where its names are of what is taught, or a programme's
    line names nobody.
    """
    if passing:
        return (
            None if own and _says_less(passing, own) else _who_taught(passing, named, scene, anchor)
        )
    if own is None or own.platform < 0 or named:
        return None
    found = find_outsider(scene, anchor, category, bare=True)
    return None if found and _is_own(found, own, scene.catalog) else found


def _is_borne_out(
    own: Own, chosen: Name | None, scene: Scene, anchor: Anchor, *, agrees: bool
) -> bool:
    """Whether a line bears out its entry: a programme's by naming nobody else and no more of a title,
    others where nothing contradicts them.
    """
    if own.platform >= 0:
        return agrees and _is_whole(scene, anchor)
    return not is_contradicted(chosen, own, scene, anchor)


def _is_own(told: str, own: Own, catalog: ByNumber) -> bool:
    """Whether words of the line's own are what the awarder of its credential is called, and something
    else too: ``SAS Macro Language, SAS``.
    """
    words = phrase_key(told).split()
    numbers = (own.issuer, own.platform)
    return any(words in catalog.called[number] for number in numbers if number >= 0)


def _parted(
    named: list[Name], own: Own | None, category: str, catalog: ByNumber
) -> tuple[list[Name], list[Name]]:
    """The platforms among those named, and the others. Where somebody learns is not who certifies:
    ``PMP, after a Udemy course``.
    """
    kinds = catalog.issuer_kinds
    if not any(kinds[name.number] in HOSTS for name in named):
        return NO_NAMES, named
    hosts = [name for name in named if kinds[name.number] in HOSTS]
    certified = own is not None and own.certifies and category not in LEARNING
    return [] if certified else hosts, [name for name in named if name not in hosts]


def _is_subject(name: Name, platform: int, scene: Scene) -> bool:
    """Whether a course on a platform is about somebody's product, and not by whoever makes it: ``Docker
    in Practice, Udemy``, but ``AWS Fundamentals, Coursera``, where AWS is known to teach.
    """
    if scene.catalog.issuer_kinds[name.number] not in MAKERS or is_by_itself(name, scene):
        return False
    return (platform, name.number) not in scene.catalog.partnerships


def _who_taught(passing: Name, named: list[Name], scene: Scene, anchor: Anchor) -> str | None:
    """Who stands behind a title that names the maker of what is taught (``Oracle SQL, Luxoft``)."""
    if scene.catalog.issuer_kinds[passing.number] not in MAKERS:
        return None
    behind = scene.reading.words[passing.stop : passing.stop + 1]
    if behind and behind[0].text in scene.catalog.small["begins_a_title"]:
        return None  # SAP Certified Associate – Procurement
    in_title = passing.first >= scene.part_at(anchor.first)[0]
    return find_rival(scene, anchor, named) if in_title else None


def _told(
    known: Who,
    scene: Scene,
    anchor: Anchor,
    category: str,
    *,
    bare: bool,
    hosted: bool,
) -> Who:
    """Who awarded it: of a degree a school, of a school's diploma that school or who examines, else who
    is ``known``; where nobody fits whoever the line names in its own words.
    """
    kind = kind_of_awarder(known, scene.catalog)
    if known is None or (category == DEGREE and kind not in SCHOOLS):
        unknown = bare and known is None
        return find_outsider(scene, anchor, category, bare=unknown, hosted=hosted) or known
    if anchor.kind == SECONDARY and kind != EXAMINER:
        school = find_secondary(scene, anchor)
        if school is None and kind == UNIVERSITY and _is_for_degree(known, scene, anchor):
            return None
        return school or known
    return known


def kind_of_awarder(who: Who, catalog: ByNumber) -> str:
    """The kind of an issuer; nothing where it is unknown."""
    return catalog.issuer_kinds[who] if isinstance(who, int) else ""


def _is_for_degree(known: Who, scene: Scene, anchor: Anchor) -> bool:
    """Whether a university is where the degree was earned that the line tells of beside a school
    certificate, or stands apart from this: ``GED (1998), A.A., Valencia College``.
    """
    own = [name for name in scene.issuers if name.number == known]
    attended = scene.catalog.small["only_attended"]
    if any(stands_behind(name.first, attended, scene) for name in own):
        return True
    catalog = scene.catalog
    if any(catalog.category_of(name.number) == DEGREE for name in scene.credentials):
        return True
    first, stop = next(one for one in scene.clauses() if one[0] <= anchor.first < one[1])
    here = [name.number for name in scene.issuers if first <= name.first < stop]
    return known not in here


def _host_untold(
    own: Own | None, scene: Scene, anchor: Anchor, address: Address | None
) -> int | None:
    """The platform of a line that names none by itself: it shows its certificates at the line's web
    address, or the title is written with its name.
    """
    catalog = scene.catalog
    if address and address.issuer:
        number = catalog.issuer_numbers[address.issuer]
        return number if catalog.issuer_kinds[number] in HOSTS else None
    if own and own.platform >= 0 and _bears_name_of(own.platform, scene, anchor):
        return own.platform
    return None


def _bears_name_of(issuer: int, scene: Scene, anchor: Anchor) -> bool:
    """Whether the name that an anchor marks begins or ends with an issuer's."""
    first, stop = anchor.name
    return scene.bears_name_of(issuer, first, stop)


def _in_passing(name: Name, scene: Scene, category: str) -> bool:
    """Whether an issuer is named within a title rather than by itself."""
    return category != DEGREE and not is_by_itself(name, scene)


def _agrees(issuer: int | None, platform: int | None, own: Own) -> bool:
    """Whether those whom the line names are those of a credential's entry; beside its platform
    anybody is the partner of an entry that knows none.
    """
    if own.issuer == own.platform == platform:
        return True
    return (_may_be(issuer, own) and _may_be(platform, own)) or platform == own.issuer


def _may_be(number: int | None, own: Own) -> bool:
    """Whether somebody, or nobody, is one of those of a credential's entry."""
    return number is None or number < 0 or own.has(number)


def _with_title(issuer: int | None, own: Own, scene: Scene, anchor: Anchor) -> int | None:
    """The issuer, where the line names none the one with whose name the title begins or ends: ``IBM
    Data Science Professional Certificate`` is IBM's on any platform.
    """
    if issuer is not None or own.issuer < 0:
        return issuer
    return own.issuer if _bears_name_of(own.issuer, scene, anchor) else None


def _is_whole(scene: Scene, anchor: Anchor) -> bool:
    """Whether an anchor is most of its part: ``Machine Learning`` is no more than the end of
    ``Practical Crowdsourcing for Efficient Machine Learning``.
    """
    first, stop = scene.part_at(anchor.first)
    if stop - first <= anchor.stop - anchor.first:
        return True
    return scene.untold(first, stop) <= anchor.stop - anchor.first


def _with_entry(
    issuer: int | None, platform: int | None, own: Own
) -> tuple[int | None, int | None]:
    """Issuer and platform with what the credential's entry knows, where the line agrees.

    A line that names another awarder is believed: then the entry adds nothing. A platform
    that is the entry's partner is named as its awarder (``Coursera`` hosts ``DeepLearning.AI``).
    """
    awarder, host = own.issuer, own.platform
    if platform is not None and platform == awarder != host >= 0:
        issuer, platform = awarder, host
    if not (_may_be(issuer, own) and _may_be(platform, own)):
        return issuer, platform
    if issuer is None and awarder >= 0 and awarder != host:
        issuer = awarder
    if host >= 0:
        platform = host
    return issuer, platform


def find_institution(scene: Scene) -> Who:
    """Who stands alone on a line that claims nothing (``Stanford University, 2012–2016``), or a school
    between separators (``Exchange semester, Stanford University``).
    """
    reading = scene.reading
    if len(reading.words) > ALONE_TOKENS:
        return None
    named = named_between(scene, 0, len(reading.words))
    if not named:
        return find_school(scene)
    covered = sum(name.stop - name.first for name in scene.names if name.space == Space.ISSUER)
    covered += sum(date.stop - date.first for date in reading.dates)
    covered += sum(one.stop - one.first for one in scene.cues if one.cue == "place")
    if len(reading.words) - covered <= _ALONE:
        return named[0].number
    kinds = scene.catalog.issuer_kinds
    apart = [
        name for name in named
        if kinds[name.number] in SCHOOLS and scene.is_part(name.first, name.stop)
    ]  # fmt: skip
    return apart[0].number if apart else None
