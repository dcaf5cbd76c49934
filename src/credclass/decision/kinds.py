"""Kinds of credentials: those that rules speak of, and which a line's wording tells."""

from __future__ import annotations

from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.result import Category

LEARNING: Final = frozenset((Category.PLATFORM_CERTIFICATE, Category.SPECIALIZATION))
"""Categories of what a platform certifies."""

SECONDARY: Final = "secondary_diploma"


def kind_of(category: str, cues: dict[str, int], catalog: Catalog) -> str | None:
    """The kind that the wording tells, else the usual one of the category; None of ``none``."""
    usual = None
    for kind in catalog.kinds_of.get(category, ()):
        if not cues.keys().isdisjoint(kind.cues):
            return kind.id
        if kind.usual:
            usual = kind.id
    return usual
