"""A new entry from answers to questions: checked against the catalog, written at the end of a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from credclass.catalog.catalog import Catalog
from credclass.catalog.check import check_own
from credclass.catalog.keys import slug
from credclass.catalog.store import checkout_of
from credclass.errors import CatalogError, Fault


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
    if path.suffix != ".toml":
        problem = "is no TOML file" if path.suffix != ".tsv" else "is a table"
        raise CatalogError(
            [Fault(str(path), "file", problem, "name a .toml file: any of a catalog will do")]
        )
    before = path.read_bytes() if path.exists() else None
    try:
        text = (before or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        raise CatalogError(
            [Fault(str(path), place, "is not UTF-8", "save the file as UTF-8")]
        ) from None
    apart = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    path.write_text(f"{text}{apart}{draft.render()}", encoding="utf-8")
    try:
        return _extended(catalog, path)
    except BaseException:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        raise


def _extended(catalog: Catalog, path: Path) -> Catalog:
    """The catalog with a file's entries, if they have no fault; of a file of the checkout's own catalog,
    that one read anew.
    """
    if faults := check_own(path):
        raise CatalogError(faults)
    folder = checkout_of(path)
    return catalog.extended(path) if folder is None else Catalog.load(folder)
