"""Which names on the line are credentials."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

from credclass.catalog.payloads import Space, numbers_of
from credclass.decision.awarders import UNIVERSITY
from credclass.decision.kinds import LEARNING, SECONDARY, UNSPECIFIED
from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.decision.segments import Anchor, share_out

_WEAK_WAYS: Final = {"stem", "lower"}
"""Ways of naming that need support: a title without its last word, an acronym in lower case."""

_WORD_LENGTH: Final = 3
"""An ordinary word of so few letters that is also a degree's acronym (``but``) needs support."""

_CODE: Final = 2
"""Characters of a code, a letter and a digit."""

_REACH: Final = 1
"""Tokens that may stand between a weak name and the credential word that supports it."""


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
        if anchors:
            bodies = _bodies(scene) if bodies is None else bodies
            previous = anchors[-1]
            if _is_awarder(name, previous, scene, bodies) or _is_field(name, previous, scene):
                continue
            school = _is_school(previous, scene, bodies)
            if not school and _same(previous, name, kind, categories[kind], scene):
                if catalog.needing_context[previous.credential]:
                    previous.credential, previous.kind = name.number, kind
                if name.first - previous.stop <= _REACH and not scene.is_behind_a_stranger(
                    name.first
                ):
                    again = name.number == previous.credential
                    previous.stop = name.stop if again else name.first + 1
                continue
        anchors.append(Anchor(name.first, name.stop, name.number, kind, categories[kind]))
        if len(anchors) == MAX_ANCHORS:
            break
    if len(anchors) > 1:
        anchors = _told(_without_schools(anchors, scene))
    share_out(anchors, scene)
    return anchors


def _one_each(scene: Scene, category: str) -> list[Name]:
    """The credential that each name stands for: where several share it, the one whose awarder
    the line names, else one of the line's category, else the first.
    """
    catalog = scene.catalog
    support = Support(scene)
    dated = {at for date in scene.reading.dates for at in range(date.first, date.stop)}
    chosen: dict[int, tuple[tuple[bool, bool], Name]] = {}
    for name in scene.credentials:
        if not _certain(name, support, scene):
            continue
        if dated and dated.issuperset(range(name.first, name.stop)):
            continue  # December is no DEC
        claim = (support.awards(name), catalog.category_of(name.number) == category)
        rival = chosen.get(name.first)
        if rival is None or claim > rival[0]:
            chosen[name.first] = (claim, name)
    return [name for _, name in chosen.values()]


def find_lone_anchor(scene: Scene, category: str) -> Anchor | None:
    """The name that fills a part of a line of its own category, where no certain name is of it.

    What is no credential under Experience ("Clinical Nurse Leader") is one where everything
    else says that a credential is claimed.
    """
    catalog, support = scene.catalog, Support(scene)
    edges = {edge for part in scene.parts for edge in part}
    found: Anchor | None = None
    for name in scene.credentials:
        kind = catalog.credential_kinds[name.number]
        if not {name.first, name.stop} <= edges or catalog.categories[kind] != category:
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
    anchor = Anchor(0, min(scene.addressed, default=0) or count, -1, "", "")
    anchor.segment = (0, count)
    return anchor


def _certain(name: Name, support: Support, scene: Scene) -> bool:
    """Whether a name is certain enough to be a mention: by itself, or by what supports it. A letter
    and a digit (``F1``) are a code of somebody who is named.
    """
    if _is_code(name, scene):
        return support.awards(name)
    small = name.way == "lower" and scene.means(name)
    if name.plain or "?" in name.way or (name.way.rstrip("~") in _WEAK_WAYS and not small):
        return support.speaks_for(name)
    return True


def _is_code(name: Name, scene: Scene) -> bool:
    """Whether a name is one of the codes that everybody has for something: ``A1``, ``P2``."""
    if name.stop - name.first > 1 or name.way != "acronym":
        return False
    text = scene.reading.words[name.first].text
    return len(text) == _CODE and text[0].isalpha() and text[1].isdigit()


class Support:
    """What on a line supports weak names: gone through once for all of them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.issuers = {name.number for name in scene.names if name.space == Space.ISSUER}
        platforms = scene.catalog.platforms
        several = scene.credentials if len(scene.credentials) > 1 else []
        for name in several:  # ``Kaggle – Pandas`` is one name, and names Kaggle
            platform = platforms[name.number]
            if platform >= 0 and scene.bears_name_of(platform, name.first, name.stop):
                self.issuers.add(platform)

    @cached_property
    def _beside(self) -> set[int]:
        """Where credential words stand, and the token after each."""
        supporting = self._scene.catalog.cues_by_role["supporting"]
        return {
            at
            for one in self._scene.cues
            if one.cue in supporting
            for at in range(one.first, one.stop + 1)
        }

    def awards(self, name: Name) -> bool:
        """Whether the line names the issuer or the platform of a credential, within its title too."""
        catalog = self._scene.catalog
        own = {catalog.awarders[name.number], catalog.platforms[name.number]} - {-1}
        if not own.isdisjoint(self.issuers):
            return True
        several = name.stop - name.first > 1 and "?" in name.way
        return several and any(
            [self._scene.bears_name_of(one, name.first, name.stop) for one in sorted(own)]
        )

    def lacks_awarder(self, name: Name) -> bool:
        """Whether a name is that of a course like its subject, and nobody is named who teaches it."""
        course = "?" in name.way and self._scene.catalog.platforms[name.number] >= 0
        return course and not self.awards(name)

    def speaks_for(self, name: Name) -> bool:
        """Whether its body, or a credential word, stands on the line beside a weak name."""
        if self.awards(name):
            return True
        if self.lacks_awarder(name):
            return False
        category = self._scene.catalog.category_of(name.number)
        if name.way == "stem" and category == "professional_certification":
            return False  # a name less its awarder's, and nobody names the awarder
        word = name.plain and name.stop - name.first == 1
        if category == "degree" and not name.way.startswith("lower"):
            return not word or len(self._scene.reading.words[name.first].text) > _WORD_LENGTH
        return not self._beside.isdisjoint(range(name.first - _REACH, name.stop + _REACH + 1))


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
    studied = previous.category == "degree" and "?" in name.way
    return any(
        number == awarder or (studied and catalog.issuer_kinds[number] == UNIVERSITY)
        for number in bodies.get((name.first, name.stop), ())
    )


def _is_school(anchor: Anchor, scene: Scene, bodies: dict[tuple[int, int], list[int]]) -> bool:
    """Whether an anchor that says too little alone is a university's name: ``MIT, MSc``."""
    catalog = scene.catalog
    return catalog.needing_context[anchor.credential] and any(
        [catalog.issuer_kinds[one] == UNIVERSITY for one in bodies.get(anchor.name, ())]
    )


def _without_schools(anchors: list[Anchor], scene: Scene) -> list[Anchor]:
    """The anchors less the degrees that are a university where the line has another degree
    (``MIT, B.Sc. Physics``), and less the diplomas that are a school where it has another diploma
    (``HSC, KVR Higher Secondary School``).
    """
    if sum([one.category == "degree" for one in anchors]) > 1:
        bodies = _bodies(scene)
        anchors = [one for one in anchors if not _is_school(one, scene, bodies)] or anchors
    if sum([one.kind == SECONDARY for one in anchors]) > 1:
        words = scene.secondary_words()
        anchors = [
            one for one in anchors
            if one.kind != SECONDARY or one.stop - 1 not in words
        ] or anchors  # fmt: skip
    return anchors


def _told(anchors: list[Anchor]) -> list[Anchor]:
    """The anchors less ``graduated from`` where another tells which degree that was."""
    degrees = [one for one in anchors if one.category == "degree"]
    if all([one.kind == UNSPECIFIED for one in degrees]):
        return anchors
    return [one for one in anchors if one.kind != UNSPECIFIED]


def _is_field(name: Name, previous: Anchor, scene: Scene) -> bool:
    """Whether a name says what the degree before it is in: ``MS in CS`` is no sommelier's,
    ``Bachelor's degree, Data Science`` no specialization.
    """
    own = scene.catalog.category_of(name.number)
    if previous.category == "degree" and name.first - previous.stop <= _REACH:
        place = (name.first, name.stop)
        weak = own != "degree" or "?" in name.way
        if weak and place in scene.fields:
            return True  # Bachelor's degree, Data Science
    if previous.category != "degree" and not (previous.category == "other" and own in LEARNING):
        return False
    if own == "degree":
        return False
    joint = previous.stop if name.first > previous.stop else previous.stop - 1
    return (
        name.first - joint == 1
        and scene.reading.words[joint].text in scene.catalog.small["joins_a_field"]
        and not {joint, name.first} & set(scene.reading.tokens.breaks)
    )


def _is_listed(previous: Anchor, name: Name, scene: Scene) -> bool:
    """Whether a comma lists an acronym behind another: ``M.A., M.Phil.``."""
    tokens = scene.reading.tokens
    return (
        previous.stop - previous.first == 1
        and tokens.separator_before(name.first) == ","
        and tokens.is_acronym(previous.first, previous.stop)
        and tokens.is_acronym(name.first, name.stop)
    )


def _same(previous: Anchor, name: Name, kind: str, category: str, scene: Scene) -> bool:
    """Whether a name repeats the anchor before it: ``Project Management Professional (PMP)``."""
    if name.number == previous.credential:
        return True
    edges = scene.reading.tokens.breaks
    breaks = bisect_right(edges, name.first) - bisect_left(edges, previous.stop)
    near = name.first - previous.stop <= 1 and breaks <= 1
    studied = category == "degree" or kind == SECONDARY
    if not near or not studied or kind != previous.kind:
        return False
    if name.stop - name.first == 1:
        return not _is_listed(previous, name, scene)
    return _begins_with(previous.credential, name, scene)


def _begins_with(credential: int, name: Name, scene: Scene) -> bool:
    """Whether the first word of a name is a name of another credential: ``Master of Science - MS,
    Data Science``.
    """
    found = scene.catalog.compiled["phrases"].get(scene.reading.words[name.first].text, [])
    return credential in numbers_of(found, Space.CREDENTIAL)
