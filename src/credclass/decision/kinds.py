"""Kinds of credentials: those that rules speak of, and which a line's wording tells."""

from __future__ import annotations

from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.matching.urls import Address
from credclass.result import Category

LEARNING: Final = frozenset((Category.PLATFORM_CERTIFICATE, Category.SPECIALIZATION))
"""Categories of what a platform certifies."""

SECONDARY: Final = "secondary_diploma"
UNSPECIFIED: Final = "unspecified"
"""A degree of which the line does not tell the level."""

HOSTS: Final = frozenset(("platform", "academy"))
"""Kinds of issuers on which what others made is learnt."""


def kind_of(
    category: str, cues: dict[str, int], address: Address | None, catalog: Catalog
) -> str | None:
    """The kind that a web address implies, else the one that the wording tells, else the usual one
    of the category; None of ``none``.
    """
    if address is not None and catalog.categories.get(address.kind) == category:
        return address.kind
    usual = None
    for kind in catalog.kinds_of.get(category, ()):
        if not cues.keys().isdisjoint(kind.cues):
            return kind.id
        if kind.usual:
            usual = kind.id
    return usual
