"""People's files → validated rows, with every fault of every file collected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from credclass.catalog.models import TABLES, CatalogFile, Row
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


def read_path(path: Path) -> Sources:
    """One file, or everything below a folder; faults are collected, not raised."""
    if not path.is_file():
        return read_folder(path)
    sources = Sources()
    read = read_table if path.suffix == ".tsv" else read_toml
    read(path, str(path), sources)
    return sources


def read_folder(folder: Path) -> Sources:
    """Everything below ``folder``; faults are collected, not raised."""
    sources = Sources()
    if not folder.is_dir():
        problem = "is no folder" if folder.exists() else "is not there"
        sources.faults.append(Fault(str(folder), "folder", problem, "check the path"))
        return sources
    for path in sorted(folder.rglob("*.toml")):
        read_toml(path, str(path.relative_to(folder)), sources)
    for path in sorted(folder.rglob("*.tsv")):
        read_table(path, str(path.relative_to(folder)), sources)
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
        data = tomllib.loads(path.read_text(encoding="utf-8"))
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
        try:
            sources.toml.append((label, CatalogFile.model_validate(data)))
        except ValidationError as error:
            sources.faults.extend(explain(error, label, data))


def read_table(path: Path, label: str, sources: Sources) -> None:
    """Add one TSV file to ``sources``; its folder's name tells what its rows are."""
    model = TABLES.get(path.parent.name)
    if model is None:
        known = ", ".join(sorted(TABLES))
        sources.faults.append(
            Fault(label, "folder", "holds no tables", f"move the file to one of: {known}")
        )
        return
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        sources.faults.append(Fault(label, "file", f"cannot be read: {error}", "save it as UTF-8"))
        return
    header = lines[0].split("\t")
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
            sources.faults.extend(explain(error, label, values, f"line {number}: "))


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def explain(error: ValidationError, label: str, data: Any, prefix: str = "") -> Iterator[Fault]:
    """A pydantic error as faults with readable key paths (ids instead of numbers)."""
    for item in error.errors(include_url=False):
        key = prefix + key_path(item["loc"], data)
        if item["type"] == "extra_forbidden":
            yield Fault(label, key, "is not a known key", "see the tables of catalog/README.md")
        elif item["type"] == "missing":
            yield Fault(label, key, "is missing", "add it")
        else:
            given = repr(item["input"])[:80]
            yield Fault(label, key, f"{item['msg']}, given {given}", "correct the value")


def key_path(location: tuple[int | str, ...], data: Any) -> str:
    """``issuer[pmi].credentials[pmp].kind`` for ``('issuer', 0, 'credentials', 2, 'kind')``."""
    path = ""
    here = data
    for step in location:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int):
            name = here.get("id") or here.get("name") if isinstance(here, dict) else None
            path += f"[{name or step + 1}]"
        else:
            path += f".{step}" if path else step
    return path
