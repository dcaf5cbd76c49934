"""Puts the rows of the catalog's long tables into the files where people look for them.

    python scripts/arrange.py            move the rows that stand elsewhere
    python scripts/arrange.py --check    exit 1 if one does

Write new rows into any file of the right folder and run it: an issuer goes to the file of its
group and country, a certification to that of its issuer or its issuer's sector, a programme to
that of its platform, a qualification to that of its kind. What has few rows shares a file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import IssuerEntry
from credclass.catalog.models import TABLES

CATALOG: Final = Path(__file__).resolve().parents[1] / "catalog"

FIRST: Final = ("issuer", "platform", "id", "name", "title", "kind")
LAST: Final = ("needs", "retired", "source", "examples")
"""The columns that a table begins and ends with; the models' order is that of the others."""

FEW: Final = 40
"""Rows below which a country, an issuer or a platform has no file of its own."""

GROUPS: Final = {
    "employer": "employers",
    "vendor": "vendors",
    "badge_host": "vendors",
    "body": "bodies",
    "board": "bodies",
    "government": "bodies",
    "test_maker": "bodies",
}
"""Kind of issuer → the group it stands in; all others teach."""

Cells = dict[str, str]
"""Column → what stands in it, of one row."""


class Arranger:
    """Knows the files in which a row may stand, the one to be preferred first."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._facts = {str(one["id"]): one for one in map(catalog.facts_of, catalog.issuers())}
        self.folders: Final[dict[str, Callable[[Cells], list[str]]]] = {
            "issuers": self._of_issuer,
            "certifications": self._of_certification,
            "programmes": lambda row: [row["platform"], "others"],
            "qualifications": lambda row: [
                row.get("kind", "certification").replace("_", "-"),
                "others",
            ],
        }

    def _of_issuer(self, row: Cells) -> list[str]:
        group = GROUPS.get(row.get("kind", "body"), "providers")
        return [f"{group}-{row.get('country', 'unknown')}", f"{group}-others"]

    def _of_certification(self, row: Cells) -> list[str]:
        issuer = self._issuer(row.get("issuer", ""))
        sector = str(self._facts[issuer].get("sector") or "") if issuer else ""
        return [issuer, sector.replace(",", "").replace(" ", "-") or "others"]

    def _issuer(self, named: str) -> str:
        """The id of the issuer that a row names by its id or by a name."""
        if not named or named in self._facts:
            return named
        found = [one for one in self._catalog.named(named) if isinstance(one, IssuerEntry)]
        return str(found[0].id) if found else ""


def read(folder: Path) -> list[tuple[Path, Cells]]:
    """Every row of a folder's tables, with the file in which it stands."""
    rows = []
    for path in sorted(folder.glob("*.tsv")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        columns = head.split("\t")
        for line in filter(str.strip, lines):
            cells = (cell.strip() for cell in line.split("\t"))
            rows.append(
                (path, {key: cell for key, cell in zip(columns, cells, strict=False) if cell})
            )
    return rows


def arranged(rows: list[Cells], places: Callable[[Cells], list[str]]) -> dict[str, list[Cells]]:
    """The rows of each file, by its name."""
    wanted = [places(row) for row in rows]
    counts = Counter(first for first, *_ in wanted)
    files: dict[str, list[Cells]] = {}
    for row, (first, last) in zip(rows, wanted, strict=True):
        files.setdefault(first if first and counts[first] >= FEW else last, []).append(row)
    return files


def columns_of(folder: str) -> list[str]:
    """The columns of a folder's tables, in the order in which they are written."""
    fields = TABLES[folder].model_fields
    between = [one for one in fields if one not in FIRST and one not in LAST]
    return [one for one in (*FIRST, *between, *LAST) if one in fields]


def lines_of(rows: list[Cells], columns: list[str]) -> Iterator[str]:
    """The lines of a table: the columns that it uses, and its rows by their first ones."""
    used = [column for column in columns if any(column in row for row in rows)]
    yield "\t".join(used)
    for line in sorted("\t".join(row.get(column, "") for column in used) for row in rows):
        yield line.rstrip("\t")


def main() -> int:
    """Move the rows, or tell which files differ from what would be written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a row moves")
    check = parser.parse_args().check
    arranger, moved = Arranger(Catalog.load(CATALOG)), 0
    for name, places in arranger.folders.items():
        folder = CATALOG / name
        rows = read(folder)
        files = arranged([row for _, row in rows], places)
        home = {id(row): stem for stem, those in files.items() for row in those}
        moved += sum(path.stem != home[id(row)] for path, row in rows)
        if check:
            continue
        for path in set(folder.glob("*.tsv")) - {folder / f"{stem}.tsv" for stem in files}:
            path.unlink()
        for stem, those in files.items():
            lines = lines_of(those, columns_of(name))
            (folder / f"{stem}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{moved} rows {'stand elsewhere: run scripts/arrange.py' if check else 'moved'}")
    return int(check and moved > 0)


if __name__ == "__main__":
    sys.exit(main())
