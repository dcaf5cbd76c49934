"""Whether a line speaks against the entry of a credential's name, which then is not linked."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from credclass.catalog.bynumber import INTERNATIONAL, LICENCE
from credclass.catalog.payloads import Space
from credclass.decision.mentions.awarders import AUTHORITIES, BODY, CERTIFIERS, SCHOOLS
from credclass.decision.mentions.kinds import ACADEMIC
from credclass.decision.mentions.named import Own, is_by_itself, is_part_of
from credclass.decision.mentions.segments import Anchor
from credclass.decision.mentions.stretches import find_stretches
from credclass.decision.names import Name
from credclass.decision.scene import Scene

_NUMERALS: Final = frozenset("ivx")
"""Letters of the numbers of parts and levels: ``CIMA III``."""

_SHARED: Final = 8
"""Names on either side of a token that are looked at: several may share a phrase."""

_CODE: Final = 4
"""Letters of what a hyphen joins to an acronym and makes it another."""


def is_contradicted(chosen: Name | None, own: Own, scene: Scene, anchor: Anchor) -> bool:
    """Whether the line says that the credential an anchor marks is not the one of its entry: somebody
    else awards it, or more of a title follows.
    """
    if own.issuer < 0 or anchor.credential < 0:
        return False
    if chosen is not None and (
        _is_anothers_acronym(chosen, own, scene, anchor)
        or _is_another_schools(chosen, own, scene, anchor)
        or _is_another_countrys(chosen, own, scene)
    ):
        return True
    if _goes_on(own, scene, anchor):
        return True
    if any(own.has(one.number) for one in scene.issuers):
        return False
    return (
        _is_elsewhere(own, scene, anchor)
        or _is_anothers(own, scene, anchor)
        or _is_a_brands(scene, anchor)
        or _is_another_code(scene, anchor)
    )


def _is_anothers_acronym(chosen: Name, own: Own, scene: Scene, anchor: Anchor) -> bool:
    """Whether an acronym stands for something that nobody here knows: right behind it stands a body
    by itself that is none of those who award what it usually means (``CTP, NCMA``).
    """
    kinds = scene.catalog.issuer_kinds
    return (
        own.issuer != chosen.number
        and _is_acronym(scene, anchor)
        and 0 <= chosen.first - anchor.stop <= 1
        and scene.is_part(chosen.first, chosen.stop)
        and kinds[chosen.number] == kinds[own.issuer] == BODY
    )


def _is_another_schools(chosen: Name, own: Own, scene: Scene, anchor: Anchor) -> bool:
    """Whether a school awards what another school's entry is called: ``Certificate in Business Analytics``
    is each university's own.
    """
    if own.has(chosen.number) or anchor.kind not in ACADEMIC:
        return False
    return scene.catalog.issuer_kinds[chosen.number] in SCHOOLS


def _is_another_countrys(chosen: Name, own: Own, scene: Scene) -> bool:
    """Whether an authority of another country stands by itself: ``Drone Pilot – EASA`` is no pilot of the
    FAA's.
    """
    catalog = scene.catalog
    kinds = catalog.issuer_kinds
    if own.has(chosen.number) or kinds[chosen.number] not in AUTHORITIES:
        return False
    if kinds[own.issuer] not in AUTHORITIES:
        return False
    countries = {catalog.issuer(one).country for one in (chosen.number, own.issuer)}
    return None not in countries and len(countries) > 1 and is_by_itself(chosen, scene)


def _is_elsewhere(own: Own, scene: Scene, anchor: Anchor) -> bool:
    """Whether a licence is told of in another country than that of its entry's authority (``Registered
    Nurse, Nairobi``), in another of its states (``Building Level Administrator, Ohio`` is none of
    Indiana's), or beside an authority that nobody knows. The line may name its own too.
    """
    catalog = scene.catalog
    if anchor.kind != LICENCE and catalog.issuer_kinds[own.issuer] not in AUTHORITIES:
        return False
    country = catalog.issuer(own.issuer).country
    if not country or country == INTERNATIONAL:
        return False
    first, stop = anchor.segment
    beside = scene.places_between(first, anchor.first) | scene.places_between(anchor.stop, stop)
    if not beside:
        authorities = _countries_of_authorities(scene)
        if authorities:
            return country not in authorities
        return _is_strangers(scene, anchor)
    if country not in {code[:2] for code in beside}:
        return True
    stated = any("-" in code for code in beside)
    regions = catalog.regions_of(anchor.credential) if stated else frozenset()
    return bool(regions) and scene.places_between(first, stop).isdisjoint(regions)


def _countries_of_authorities(scene: Scene) -> set[str]:
    """The countries of those on a line who license in one: ``PRC license (Registered Nurse)``."""
    kinds = scene.catalog.issuer_kinds
    countries = {
        scene.catalog.issuer(name.number).country
        for name in scene.issuers if kinds[name.number] in AUTHORITIES
    }  # fmt: skip
    return {country for country in countries if country and country != INTERNATIONAL}


def _is_strangers(scene: Scene, anchor: Anchor) -> bool:
    """Whether a part behind a licence is the name of an authority that is nobody's, and of what nobody knows:
    ``Registered Nurse, Nursing Council of Zembla``.
    """
    authority = scene.catalog.cues_by_role["authority"]
    joints = scene.catalog.small["joins_a_field"]
    words, capitals = scene.reading.words, scene.capitals
    return any(
        first >= anchor.stop
        and scene.is_part(first, stop)
        and capitals[stop - 1]
        and words[stop - 1].is_strange()
        and words[stop - 2].text in joints
        for first, stop, _ in find_stretches(scene, anchor, authority)
    )


def _is_acronym(scene: Scene, anchor: Anchor) -> bool:
    """Whether an anchor is one word, written as an acronym."""
    alone = anchor.stop - anchor.first == 1
    return alone and scene.reading.tokens.is_acronym(anchor.first, anchor.stop)


def _is_anothers(own: Own, scene: Scene, anchor: Anchor) -> bool:
    """Whether another certifier stands right before the name, or in full right behind an acronym, and
    nothing between (``PECB Lead Auditor``, ``CCME Cellebrite``).
    """
    kinds = scene.catalog.issuer_kinds
    acronym = _is_acronym(scene, anchor)
    start, end = scene.part_at(anchor.first)
    for name in _issuers_beside(scene, anchor):
        if own.has(name.number) or kinds[name.number] not in CERTIFIERS:
            continue
        if is_part_of(name.number, own.issuer, scene):
            continue
        short = name.way == "acronym"  # in a row of them (``PMP CAS``) each may be anything
        before = name.stop == anchor.first and (
            start == name.first or (start < name.first and not short)
        )
        if before or (acronym and name.first == anchor.stop < end and not short):
            return True
    return False


def _issuers_beside(scene: Scene, anchor: Anchor) -> list[Name]:
    """The issuers named last before an anchor and first behind it."""
    before = bisect_left(scene.issuers, anchor.first, key=lambda name: name.first)
    behind = bisect_left(scene.issuers, anchor.stop, key=lambda name: name.first)
    return [
        *scene.issuers[max(0, before - _SHARED) : before],
        *scene.issuers[behind : behind + _SHARED],
    ]


def _is_a_brands(scene: Scene, anchor: Anchor) -> bool:
    """Whether a title that begins with a word such as ``certified``, or is not all there, has the name of
    somebody unknown before it: ``Siemon Certified Installer``.
    """
    reading = scene.reading
    if not scene.is_behind_a_stranger(anchor.first):
        return False
    if reading.tokens.folded.original.isupper():
        return False  # there capitals tell no name
    begins = reading.words[anchor.first].text in scene.catalog.small["begins_a_title"]
    if not begins and not _is_partial(scene, anchor):
        return False
    title = [one.text for one in reading.words[anchor.first : anchor.stop]]
    # ``CTC Certified Team Coach``, ``Adobe Certified Expert - Adobe Analytics``
    before = reading.words[anchor.first - 1].text
    return [*before] != [text[0] for text in title] and before not in title


def _is_partial(scene: Scene, anchor: Anchor) -> bool:
    """Whether the name of an anchor's entry does not stand there as it is."""
    at = bisect_left(scene.credentials, anchor.first, key=lambda name: name.first)
    for name in scene.credentials[at : at + _SHARED]:
        if name.number == anchor.credential and (name.first, name.stop) == anchor.name:
            return not name.exact
    return False


def _is_another_code(scene: Scene, anchor: Anchor) -> bool:
    """Whether a hyphen joins unknown capitals to an acronym: ``A-CSD``, ``CITA-P``."""
    if not _is_acronym(scene, anchor):
        return False
    tokens = scene.reading.tokens
    text = tokens.folded.text
    for at, last in ((anchor.first - 1, anchor.first - 1), (anchor.stop, anchor.stop - 1)):
        if not 0 <= at < len(tokens.words):
            continue
        word = scene.reading.words[at]
        joined = text[tokens.ends[last] : tokens.starts[last + 1]] == "-"
        unknown = len(word.text) <= _CODE and word.text.isalpha() and not (word.names or word.cues)
        if joined and unknown and tokens.raw(at, at + 1).isupper():
            return True
    return False


def _goes_on(own: Own, scene: Scene, anchor: Anchor) -> bool:
    """Whether a name that says no more than who certifies has more of a title behind it: ``MongoDB
    Certified`` in ``MongoDB Certified Data Modeler``, ``ISTQB`` in ``ISTQB CT-MBT``.
    """
    reading = scene.reading
    behind = anchor.stop
    if behind >= len(reading.words) or reading.tokens.begins_part(behind):
        return False
    word = reading.words[behind]
    if not scene.capitals[behind] or not word.text.isalpha() or _NUMERALS.issuperset(word.text):
        return False
    words = [one.text for one in reading.words[anchor.first : behind]]
    if words[-1] in scene.catalog.small["begins_a_title"]:
        words.pop()
    if words not in scene.catalog.called[own.issuer]:
        return False
    return not any(
        one.first <= behind < one.stop for one in scene.names if one.space != Space.FIELD
    )
