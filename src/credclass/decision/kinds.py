"""The kind of a credential, once its category is decided."""

from __future__ import annotations

from credclass.catalog.catalog import Catalog


def kind_of(category: str, cues: dict[str, int], catalog: Catalog) -> str | None:
    """The kind that the wording tells, else the usual one of the category; None of ``none``."""
    usual = None
    for kind in catalog.kinds_of.get(category, ()):
        if not cues.keys().isdisjoint(kind.cues):
            return kind.id
        if kind.usual:
            usual = kind.id
    return usual
