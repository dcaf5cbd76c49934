"""People's files → validated rows, with every fault of every file collected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from credclass.catalog.explain import explain, nearest
from credclass.catalog.models import TABLES, CatalogFile
from credclass.catalog.places import Location
from credclass.catalog.row import Row
from credclass.errors import Fault

MAX_FILE_BYTES = 20_000_000

TableRow = tuple[str, int, Row]
"""(file, line, row)"""


class Sources(BaseModel):
    """Everything read, in the order of the file names, and what was wrong with it."""

    toml: list[tuple[str, CatalogFile]] = []
    tables: list[TableRow] = []
    faults: list[Fault] = []

    model_config = {"arbitrary_types_allowed": True}


def joined(several: Iterable[Sources]) -> Sources:
    """Everything that was read in several places."""
    whole = Sources()
    for one in several:
        whole.toml += one.toml
        whole.tables += one.tables
        whole.faults += one.faults
    return whole


def read_path(path: Path) -> Sources:
    """One file, or everything below a folder; faults are collected, not raised."""
    if path.is_dir():
        return read_folder(path)
    sources = Sources()
    readers = {".toml": read_toml, ".tsv": read_table}
    if read := readers.get(path.suffix):
        read(path, str(path), sources)
    elif not path.exists():
        sources.faults.append(Fault(str(path), "file", "is not there", "check the path"))
    else:
        problem = "is no file of a catalog: their names end in .toml or .tsv"
        sources.faults.append(Fault(str(path), "file", problem, "rename it, if it is one"))
    return sources


def read_folder(folder: Path) -> Sources:
    """Everything below ``folder``; faults are collected, not raised."""
    sources = Sources()
    if not folder.is_dir():
        problem = "is no folder" if folder.exists() else "is not there"
        sources.faults.append(Fault(str(folder), "folder", problem, "check the path"))
        return sources
    for path in sorted(folder.rglob("*.toml")):
        read_toml(path, path.relative_to(folder).as_posix(), sources)
    for path in sorted(folder.rglob("*.tsv")):
        read_table(path, path.relative_to(folder).as_posix(), sources)
    if not (sources.toml or sources.tables or sources.faults):
        remedy = "check the path, or write a TOML file as catalog/README.md shows"
        sources.faults.append(Fault(str(folder), "folder", "holds no TOML or TSV file", remedy))
    return sources


def read_toml(path: Path, label: str, sources: Sources) -> None:
    """Add one TOML file to ``sources``."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            problem = f"larger than {MAX_FILE_BYTES:,} bytes"
            sources.faults.append(Fault(label, "file", problem, "split the file"))
            return
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        reason = error.strerror or str(error)
        sources.faults.append(Fault(label, "file", f"cannot be read: {reason}", "check the path"))
    except UnicodeDecodeError as error:
        sources.faults.append(
            Fault(label, f"byte {error.start}", "is not UTF-8", "save the file as UTF-8")
        )
    except tomllib.TOMLDecodeError as error:
        sources.faults.append(Fault(label, "syntax", str(error), "mend the TOML at that place"))
    else:
        _take_in(data, label, text, sources)


def _take_in(data: dict[str, Any], label: str, text: str, sources: Sources) -> None:
    """Add what a TOML file says: all of it, or its faults and what is without them, so that
    the faults between entries are told beside those within.
    """
    try:
        sources.toml.append((label, CatalogFile.model_validate(data)))
    except ValidationError as error:
        sources.faults.extend(explain(error, label, data, CatalogFile, text))
        if rest := _without_faults(data, error):
            sources.toml.append((label, rest))


def _without_faults(data: dict[str, Any], error: ValidationError | None) -> CatalogFile | None:
    """What of a file can be read: without values that are wrong, and entries that need these."""
    while error is not None:
        before = len(repr(data))
        for item in reversed(error.errors(include_url=False)):  # places in lists stay what they are
            _remove(data, item["loc"][: -1 if item["type"] == "missing" else None])
        if len(repr(data)) == before:
            return None
        try:
            return CatalogFile.model_validate(data)
        except ValidationError as another:
            error = another
    return None


def _remove(data: Any, location: Location) -> None:
    *way, last = location
    with suppress(LookupError, TypeError):
        for step in way:
            data = data[step]
        del data[last]


def read_table(path: Path, label: str, sources: Sources) -> None:
    """Add one TSV file to ``sources``; its folder's name tells what its rows are."""
    model = TABLES.get(path.parent.name)
    if model is None:
        known = ", ".join(sorted(TABLES))
        problem = "is a table, and the folder of a table says what its rows are"
        remedy = f"put it into a folder that is called one of: {known}"
        sources.faults.append(Fault(label, "file", problem, remedy))
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        reason = error.strerror or str(error)
        sources.faults.append(Fault(label, "file", f"cannot be read: {reason}", "check the path"))
        return
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        sources.faults.append(Fault(label, place, "is not UTF-8", "save the file as UTF-8"))
        return
    header = lines[0].split("\t")
    if unknown := [column for column in header if column and column not in model.model_fields]:
        for column in unknown:
            remedy = nearest(column, model.model_fields) or f"use {', '.join(model.model_fields)}"
            problem = "is no column of such a table"
            sources.faults.append(Fault(label, f"line 1: {column}", problem, remedy))
        return
    plural = {key for key, field in model.model_fields.items() if "tuple" in str(field.annotation)}
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) > len(header):
            problem = f"{len(cells)} cells under {len(header)} columns"
            sources.faults.append(Fault(label, f"line {number}", problem, "remove a tab"))
            continue
        row = {key: cell.strip() for key, cell in zip(header, cells, strict=False) if cell.strip()}
        values = {key: _split(cell) if key in plural else cell for key, cell in row.items()}
        try:
            sources.tables.append((label, number, model.model_validate(values)))
        except ValidationError as error:
            sources.faults.extend(explain(error, label, values, model, number))


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
