"""Every fault of a catalog's files at once, and the repair of those a machine can mend."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from credclass.catalog.build import Builder
from credclass.catalog.catalog import Catalog
from credclass.catalog.read import Sources, read_folder, read_path
from credclass.catalog.rivals import (
    everyday_names,
    names_in,
    poached_names,
    poor_aliases,
    status_aliases,
    statuses_in,
    twin_entries,
)
from credclass.catalog.store import checkout_of
from credclass.errors import Fault


def check_own(path: Path, everyday: Collection[str] = (), *, override: bool = False) -> list[Fault]:
    """All faults of a file or folder as an addition to the package's catalog: form, clashes,
    dangling names, poor aliases.

    A folder that defines kinds is a whole catalog and is checked by itself; a part of the checkout's
    own catalog is checked with the rest of it, and the faults are those of the part.

    Arguments:
        path: a TOML or TSV file, or a folder of them.
        everyday: words that are not an alias by themselves.
        override: whether entries may replace those of the package.

    Raises:
        CatalogError: in a checkout whose ``catalog/`` has faults itself.
    """
    folder = checkout_of(path)
    if folder is not None and path.resolve() != folder:
        part = path.resolve().relative_to(folder).as_posix()
        faults = _faults(read_folder(folder), Builder(None), everyday)
        return [one for one in faults if one.file == part or one.file.startswith(f"{part}/")]
    sources = read_path(path)
    whole = path.is_dir() and any(file.kind for _, file in sources.toml)
    base = None if whole else Catalog.default().compiled
    return _faults(sources, Builder(base, override=override), everyday)


def _faults(sources: Sources, builder: Builder, everyday: Collection[str]) -> list[Fault]:
    known = names_in(builder.compiled, sources)
    builder.add(sources)
    return [
        *builder.faults,
        *poor_aliases(sources),
        *twin_entries(sources, known),
        *poached_names(sources, known),
        *everyday_names(sources, everyday),
        *status_aliases(sources, statuses_in(builder.compiled["cues"], builder.phrases)),
    ]


def fix_tables(place: Path) -> list[str]:
    """Sort every table by its first columns and drop rows that stand twice; the files changed.

    Arguments:
        place: a folder, or one table.
    """
    changed = []
    paths = sorted(place.rglob("*.tsv")) if place.is_dir() else [place]
    for path in paths:
        if path.suffix != ".tsv":
            continue
        try:
            before = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a fault that is told, and no machine mends
        header, *rows = before.split("\n")
        kept = dict.fromkeys(_tidy(row) for row in rows if row.strip())
        after = "\n".join([header, *sorted(kept, key=lambda row: (row.casefold(), row)), ""])
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(str(path.relative_to(place) if path != place else path))
    return changed


def _tidy(row: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in row.split("\t")).rstrip("\t")
