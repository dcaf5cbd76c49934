"""Which names on the line are credentials."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import LICENCE
from credclass.catalog.payloads import Space
from credclass.decision.mentions.awarders import UNIVERSITY
from credclass.decision.mentions.kinds import DEGREE, SECONDARY, UNSPECIFIED
from credclass.decision.mentions.named import is_approval
from credclass.decision.mentions.repeats import glosses, is_field, is_same, is_taught, specifies
from credclass.decision.mentions.segments import Anchor, is_edge, share_out
from credclass.decision.mentions.support import REACH, WORD_LENGTH, Support
from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.matching.dateparts import Date

_WEAK_WAYS: Final = {"stem", "bare", "lower"}
"""Ways of naming that need support: a title without its last word, an acronym in lower case."""

_CODE: Final = 2
"""Characters of a code, a letter and a digit."""


MAX_ANCHORS: Final = 40
"""Credentials of one line that become mentions; a line that names more is a list of names."""


def find_anchors(scene: Scene, category: str) -> list[Anchor]:
    """The credentials of a line of ``category``, in order, each once, with their segments."""
    anchors: list[Anchor] = []
    if not scene.credentials:
        return anchors
    catalog = scene.catalog
    categories = catalog.categories
    bodies: dict[tuple[int, int], list[int]] | None = None
    for name in _one_each(scene, category):
        kind = catalog.credential_kinds[name.number]
        if name.plain and category != DEGREE and _is_awards_word(name, kind, scene):
            continue
        if anchors:
            bodies = _bodies(scene) if bodies is None else bodies
            previous = anchors[-1]
            if _is_awarder(name, previous, scene, bodies) or is_field(name, previous, scene):
                continue
            if is_taught(name, kind, previous, scene):
                continue
            if _says_again(name, kind, previous, scene, bodies):
                continue
        anchors.append(Anchor(name.first, name.stop, name.number, kind, categories[kind]))
        if len(anchors) == MAX_ANCHORS:
            break
    if len(anchors) > 1:
        anchors = _without_labels(_told(_without_schools(anchors, scene)), scene)
        anchors = _not_denied(anchors, scene)
    share_out(anchors, scene)
    return anchors


def _says_again(
    name: Name,
    kind: str,
    previous: Anchor,
    scene: Scene,
    bodies: dict[tuple[int, int], list[int]],
) -> bool:
    """Whether a name repeats the anchor before it, which then reaches as far, and stands for what says
    more.
    """
    catalog = scene.catalog
    if glosses(name, previous, kind, scene) or specifies(name, previous, kind, scene):
        previous.stop, previous.credential = name.stop, name.number
        return True
    if _is_school(previous, scene, bodies):
        return False
    if not is_same(previous, name, kind, catalog.categories[kind], scene):
        return False
    if catalog.needing_context[previous.credential]:
        previous.credential, previous.kind = name.number, kind
    if name.first - previous.stop <= REACH and not scene.is_behind_a_stranger(name.first):
        again = name.number == previous.credential
        previous.stop = name.stop if again else name.first + 1
    return True


def _one_each(scene: Scene, category: str) -> list[Name]:
    """The credential that each name stands for: where several share it, the one whose awarder
    the line names, else one of the line's category, where nothing else is of it (``RN, MSc``), else
    the first.
    """
    support = Support(scene)
    certain = [name for name in scene.credentials if _certain(name, support, scene)]
    if certain and len(certain) < len(scene.credentials):
        certain = _with_listed(certain, support, scene)
    dates = scene.reading.dates
    undated = [name for name in certain if not _is_date(name, dates)] if dates else certain
    if len(undated) <= 1:
        return undated
    chosen: dict[int, Name] = {}
    for name in undated:
        rival = chosen.get(name.first)
        if rival is None or _is_likelier(name, rival, certain, category, support, scene):
            chosen[name.first] = name
    return list(chosen.values())


def _is_date(name: Name, dates: list[Date]) -> bool:
    """Whether all of a name is part of dates: December is no DEC."""
    return all(
        any(date.first <= at < date.stop for date in dates) for at in range(name.first, name.stop)
    )


def _is_likelier(
    name: Name, rival: Name, certain: list[Name], category: str, support: Support, scene: Scene
) -> bool:
    """Whether a name rather than a rival that begins where it does is what the line means."""
    awarded, rivals = support.awards(name), support.awards(rival)
    if awarded != rivals:
        return awarded
    catalog = scene.catalog
    if catalog.category_of(name.number) != category:
        return False
    if catalog.category_of(rival.number) == category:
        return False
    return all(
        one.first == name.first or catalog.category_of(one.number) != category for one in certain
    )


def _with_listed(certain: list[Name], support: Support, scene: Scene) -> list[Name]:
    """The certain names and the acronyms that need context and have it: each all of a part beside one
    that a certain name fills (``eJPT, OSCP``, ``PE, PMP``).
    """
    parts = {(name.first, name.stop) for name in certain}
    beside: set[int] | None = None
    listed: list[Name] = []
    for name in scene.credentials:
        if (name.first, name.stop) not in parts:
            if name.way != "acronym?":
                continue
            beside = beside or _edges(parts, scene)
            if not _is_listed_name(name, beside, support, scene):
                continue
        listed.append(name)
    return listed


def _edges(parts: set[tuple[int, int]], scene: Scene) -> set[int]:
    """Where parts, and the dates behind them, begin and end."""
    return {edge for first, stop in parts for edge in (first, stop, scene.behind_date(stop))}


def _is_listed_name(name: Name, beside: set[int], support: Support, scene: Scene) -> bool:
    """Whether an acronym, with its date, is all of a part next to certain names (``EIT 2001, PE 2005``); one
    of two letters, of which there are too many, only if it is a licence.
    """
    edges = {name.first, name.stop, scene.behind_date(name.stop)}
    if edges.isdisjoint(beside) or not scene.fills_part(name.first, name.stop):
        return False
    kind = scene.catalog.credential_kinds[name.number]
    short = len(scene.reading.words[name.first].text) < WORD_LENGTH and kind != LICENCE
    return not short and not support.lacks_awarder(name)


def find_lone_anchor(scene: Scene, category: str) -> Anchor | None:
    """The name that fills a part of a line of its own category, where no certain name is of it.

    What is no credential under Experience ("Clinical Nurse Leader") is one where everything
    else says that a credential is claimed.
    """
    if not scene.credentials:
        return None
    catalog, support = scene.catalog, Support(scene)
    found: Anchor | None = None
    for name in scene.credentials:
        kind = catalog.credential_kinds[name.number]
        if catalog.categories[kind] != category:
            continue
        if not (is_edge(name.first, scene) and is_edge(name.stop, scene)):
            continue
        if support.lacks_awarder(name):  # a title, but nobody's in particular
            found = found or Anchor(name.first, name.stop, -1, "", "")
        elif scene.means(name):
            found = Anchor(name.first, name.stop, name.number, kind, category)
            break
    if found:
        share_out([found], scene)
    return found


def whole_line(scene: Scene) -> Anchor:
    """The anchor of a credential that no catalog name tells: all of the line, up to an address."""
    count = len(scene.reading.words)
    anchor = Anchor(0, (min(scene.addressed) if scene.addressed else 0) or count, -1, "", "")
    anchor.segment = (0, count)
    return anchor


def _certain(name: Name, support: Support, scene: Scene) -> bool:
    """Whether a name is certain enough to be a mention: by itself, or by what supports it. A letter
    and a digit (``F1``) are a code of somebody who is named.
    """
    if _is_code(name, scene):
        return support.awards(name)
    if is_approval(name, scene):
        return False
    small = name.way == "lower" and scene.means(name)
    if name.plain or name.in_context or (name.base in _WEAK_WAYS and not small):
        return support.speaks_for(name)
    return True


def _is_awards_word(name: Name, kind: str, scene: Scene) -> bool:
    """Whether a degree's name is an award's word on a line of another category (``HGV licence``), and not by
    itself (``Abitur 2005, Bachelor 2008``).
    """
    if scene.catalog.categories[kind] != DEGREE or name.stop - name.first > 1:
        return False
    licence = scene.reading.words[name.first].text in scene.catalog.small["licence_words"]
    if not licence and scene.capitals[name.first] and scene.fills_part(name.first, name.stop):
        return False
    award = scene.catalog.cues_by_role["award"]
    return any(cue in award for cue, _ in scene.reading.words[name.first].cues)


def _is_code(name: Name, scene: Scene) -> bool:
    """Whether a name is one of the codes that everybody has for something: ``A1``, ``P2``."""
    if name.stop - name.first > 1 or name.way != "acronym":
        return False
    text = scene.reading.words[name.first].text
    return len(text) == _CODE and text[0].isalpha() and text[1].isdigit()


def _bodies(scene: Scene) -> dict[tuple[int, int], list[int]]:
    """Where issuers are named: numbers of the issuers by the tokens of their name."""
    bodies: dict[tuple[int, int], list[int]] = {}
    for name in scene.names:
        if name.space == Space.ISSUER:
            bodies.setdefault((name.first, name.stop), []).append(name.number)
    return bodies


def _is_awarder(
    name: Name, previous: Anchor, scene: Scene, bodies: dict[tuple[int, int], list[int]]
) -> bool:
    """Whether a name that is a body's too stands for the body: ``CISSP, ISC2``, ``B.Sc., MIT``, or,
    beside what is of its kind and anybody's, ``NVQ Level 3, City & Guilds``.
    """
    catalog = scene.catalog
    awarder = catalog.awarders[previous.credential]
    if awarder < 0 and catalog.credential_kinds[name.number] == previous.kind:
        awarder = catalog.awarders[name.number]
    studied = previous.category == DEGREE and name.in_context
    return any(
        number == awarder or (studied and catalog.issuer_kinds[number] == UNIVERSITY)
        for number in bodies.get((name.first, name.stop), ())
    )


def _is_school(anchor: Anchor, scene: Scene, bodies: dict[tuple[int, int], list[int]]) -> bool:
    """Whether an anchor that says too little alone is a university's name: ``MIT, MSc``."""
    catalog = scene.catalog
    return catalog.needing_context[anchor.credential] and any(
        catalog.issuer_kinds[one] == UNIVERSITY for one in bodies.get(anchor.name, ())
    )


def _without_schools(anchors: list[Anchor], scene: Scene) -> list[Anchor]:
    """The anchors less the degrees that are a university where the line has another degree
    (``MIT, B.Sc. Physics``), and less the diplomas that are a school where it has another diploma
    (``HSC, KVR Higher Secondary School``).
    """
    if sum(one.category == DEGREE for one in anchors) > 1:
        bodies = _bodies(scene)
        anchors = [one for one in anchors if not _is_school(one, scene, bodies)] or anchors
    if sum(one.kind == SECONDARY for one in anchors) > 1:
        words = scene.secondary_words()
        anchors = [
            one for one in anchors
            if one.kind != SECONDARY or one.stop - 1 not in words
        ] or anchors  # fmt: skip
    return anchors


def _told(anchors: list[Anchor]) -> list[Anchor]:
    """The anchors less ``graduated from`` where another tells which degree that was."""
    degrees = [one for one in anchors if one.category == DEGREE]
    if all(one.kind == UNSPECIFIED for one in degrees):
        return anchors
    return [one for one in anchors if one.kind != UNSPECIFIED]


def _without_labels(anchors: list[Anchor], scene: Scene) -> list[Anchor]:
    """The anchors less words before a colon that say what is asked for: ``Diploma/Degree: HS Diploma``."""
    tokens = scene.reading.tokens
    colon = next(iter(tokens.behind(":")), 0)
    labels = [one for one in anchors if one.stop <= colon and one.stop - one.first == 1]
    nobodys = all(scene.catalog.awarders[one.credential] < 0 for one in labels)
    if not labels or not nobodys or tokens.is_acronym(labels[0].first, labels[0].stop):
        return anchors
    if scene.untold(0, colon) or any(date.first < colon for date in scene.reading.dates):
        return anchors
    return [one for one in anchors if one not in labels] or anchors


def _not_denied(anchors: list[Anchor], scene: Scene) -> list[Anchor]:
    """The anchors less those that the line denies: ``CBAP, not PMP``."""
    denied = {one.stop for one in scene.cues if one.cue == "denial"}
    return [one for one in anchors if one.first not in denied] or anchors
