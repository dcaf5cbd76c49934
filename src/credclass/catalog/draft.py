"""A new entry from answers to questions: checked against the catalog, written at the end of a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from credclass.catalog.catalog import Catalog
from credclass.catalog.keys import slug
from credclass.errors import CatalogError


@dataclass(frozen=True)
class Draft:
    """What ``credclass catalog add`` asked for."""

    issuer: str
    name: str
    kind: str
    acronym: str
    source: str
    example: str

    @property
    def identifier(self) -> str:
        """The id that the entry gets."""
        return f"{self.issuer}/{slug(self.acronym or self.name)}"

    def render(self) -> str:
        """The entry as TOML."""
        rows = {"id": self.identifier, "name": self.name, "kind": self.kind, "issuer": self.issuer}
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items()]
        if self.acronym:
            lines.append(f"acronym = {json.dumps([self.acronym], ensure_ascii=False)}")
        lines.append(f"source = {json.dumps(self.source, ensure_ascii=False)}")
        lines.append(f"examples = {json.dumps([self.example], ensure_ascii=False)}")
        return "\n".join(["[[credential]]", *lines]) + "\n"


def append_draft(draft: Draft, path: Path, catalog: Catalog) -> Catalog:
    """The catalog with the entries of ``path``, to the end of which the draft is written.

    What stood there stays as it was: only a parser could tell which comment or table belongs
    to which entry, and tomllib keeps neither.

    Raises:
        CatalogError: the draft does not fit; the file is left as it was.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    apart = "\n" if before.endswith("\n") else "\n\n"
    text = f"{before}{apart}{draft.render()}" if before else draft.render()
    scratch = path.with_name(f"{path.name}.new{path.suffix}")
    scratch.write_text(text, encoding="utf-8")
    try:
        extended = catalog.extended(scratch)
    except CatalogError as error:
        scratch.unlink()
        raise CatalogError(fault._replace(file=str(path)) for fault in error.faults) from None
    scratch.replace(path)
    return extended
