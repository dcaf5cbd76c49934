"""The names that every list matcher is given, and what they say of a line.

They are the names and aliases of the catalog's credentials, its platforms, and some of its
wording, folded as the catalog folds them. Names that are ordinary words or of two letters are
left out: they find more than they name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from credclass import Catalog, Category
from credclass.catalog.payloads import Space, unpack
from credclass.decision.model import load_model

MIN_LETTERS: Final = 3
"""Shorter names of one word are left out: "BA" and "IT" are found wherever they are not meant."""

WORDING: Final[dict[str, Category]] = {
    "certified": Category.PROFESSIONAL_CERTIFICATION,
    "chartered": Category.PROFESSIONAL_CERTIFICATION,
    "badge_word": Category.PLATFORM_CERTIFICATE,
    "specialization_word": Category.SPECIALIZATION,
    "diploma": Category.OTHER,
    "secondary_award": Category.OTHER,
    "vocational": Category.OTHER,
    "workshop": Category.OTHER,
    "retraining": Category.OTHER,
}
"""Cues of the catalog's wording files that tell a category where no name stands. Those that gain
on the real lines: "certificate", "course", "training", names of schools and of universities lose.
"""


class Listed(NamedTuple):
    """What a phrase says where it is found."""

    category: str
    rank: int
    """0: a credential's name. 1: a platform's. 2: wording. The lowest on a line decides."""


Names = Mapping[str, Listed]
"""Folded phrase → what it says."""


def names_of(catalog: Catalog) -> dict[str, Listed]:
    """The phrases that every list matcher looks for. Of entries that share one the first counts."""
    ordinary = load_model().ordinary
    listed: dict[str, Listed] = {}
    for key, payloads in catalog.compiled["phrases"].items():
        if " " not in key and (key in ordinary or len(key) < MIN_LETTERS):
            continue
        every = [payloads] if isinstance(payloads, int) else payloads
        meanings = [one for one in (_meaning(payload, catalog) for payload in every) if one]
        if meanings:
            listed[key] = min(meanings, key=lambda one: one.rank)
    return listed


def _meaning(payload: int, catalog: Catalog) -> Listed | None:
    space, number, _ = unpack(payload)
    if space == Space.CREDENTIAL:
        return Listed(catalog.categories[catalog.by_number.credential(number).kind], 0)
    if space == Space.ISSUER and catalog.by_number.issuer(number).kind == "platform":
        return Listed(str(Category.PLATFORM_CERTIFICATE), 1)
    if space == Space.CUE:
        category = WORDING.get(catalog.compiled["cues"][number])
        return Listed(str(category), 2) if category else None
    return None


def category_found(found: Iterable[str], names: Names) -> str:
    """The category of the longest phrase of the lowest rank; ``none`` where nothing is found."""
    known = [name for name in found if name in names]
    if not known:
        return str(Category.NONE)
    return names[min(known, key=lambda name: (names[name].rank, -len(name)))].category
