"""What a row of a table says of an issuer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from credclass.catalog import keys, models
from credclass.catalog.tables import IssuerFacts


def facts_of(row: models.InstitutionRow | models.IssuerRow, label: str) -> IssuerFacts:
    """What a table's row says of an issuer."""
    affiliates = isinstance(row, models.InstitutionRow) and row.affiliates
    if isinstance(row, models.IssuerRow):
        identifier, country, sector = row.id, row.country or "", row.sector
    else:
        identifier, country, sector = keys.institution_id(row, label), PurePath(label).stem, ""
    return IssuerFacts(
        identifier, row.name, first_of(row.acronym), row.kind, country, sector, row.domain, row.source,
        row.needs == "context", affiliates,
    )  # fmt: skip


def first_of(texts: Iterable[str]) -> str:
    """The first of some texts; empty where there is none."""
    return next(iter(texts), "")
