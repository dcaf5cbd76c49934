"""Every fault of a catalog folder at once, and the repair of those a machine can mend."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from credclass.catalog.build import Builder
from credclass.catalog.read import read_folder
from credclass.catalog.rivals import everyday_aliases, poached_names, poor_aliases, twin_entries
from credclass.errors import Fault


def check_folder(folder: Path, everyday: Collection[str] = ()) -> list[Fault]:
    """All faults of the files below ``folder``: form, clashes, dangling names, poor aliases.

    Arguments:
        folder: the catalog's.
        everyday: words that are no alias by themselves.
    """
    sources = read_folder(folder)
    builder = Builder()
    builder.add(sources)
    return [
        *builder.faults,
        *poor_aliases(sources),
        *twin_entries(sources),
        *poached_names(sources),
        *everyday_aliases(sources, everyday),
    ]


def fix_folder(folder: Path) -> list[str]:
    """Sort every table by its first columns and drop rows that stand twice; the files changed."""
    changed = []
    for path in sorted(folder.rglob("*.tsv")):
        before = path.read_text(encoding="utf-8")
        header, *rows = before.split("\n")
        kept = dict.fromkeys(_tidy(row) for row in rows if row.strip())
        after = "\n".join([header, *sorted(kept, key=lambda row: (row.casefold(), row)), ""])
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(str(path.relative_to(folder)))
    return changed


def _tidy(row: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in row.split("\t")).rstrip("\t")
