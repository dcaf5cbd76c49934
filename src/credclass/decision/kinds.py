"""The kind of a credential, once its category is decided."""

from __future__ import annotations

from credclass.catalog.catalog import Catalog


def kind_of(category: str, cues: dict[str, int], catalog: Catalog) -> str | None:
    """The kind that the wording tells, else the usual one of the category; None of ``none``."""
    usual = None
    for identifier, _, _, _, telling, is_usual, _ in catalog.kinds_of.get(category, ()):
        if not cues.keys().isdisjoint(telling):
            return str(identifier)
        if is_usual:
            usual = identifier
    return usual
