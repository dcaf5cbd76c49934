"""Files of lines → records: a line with its number and heading, or why there is none."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NamedTuple

from credclass.batch.sources import Form
from credclass.errors import CredclassError, MissingExtraError
from credclass.pipeline import SURROGATE

ROWS: Final = 4_096
"""Rows of Parquet read at a time."""


class InputError(CredclassError):
    """A file of which no line can be read."""


class Record(NamedTuple):
    """One line of a file."""

    number: int
    """From 1: the line, or in Parquet the row; in CSV the line on which the row ends."""
    text: str
    section: str | None
    fault: str = ""
    """Why it cannot be classified; ``text`` is then what stood there, as far as it is known."""


class Columns(NamedTuple):
    """Where text and heading stand, in files that have columns."""

    text: str
    section: str | None


class Meter:
    """How far a file is read."""

    def __init__(self) -> None:
        self.bytes = 0


def read(path: Path, form: Form, columns: Columns, meter: Meter) -> Iterator[Record]:
    """The records of a file.

    Raises:
        OSError: when it cannot be opened or read.
        InputError: when it lacks the column, or is not of the form.
    """
    return _READERS[form](path, columns, meter)


def _lines(path: Path, meter: Meter) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, start=1):
            meter.bytes += len(raw)
            yield number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw


def _text(path: Path, _: Columns, meter: Meter) -> Iterator[Record]:
    for number, raw in _lines(path, meter):
        bare = raw.rstrip(b"\r\n")
        try:
            yield Record(number, bare.decode("utf-8"), None)
        except UnicodeDecodeError as error:
            yield _undecodable(number, bare, error)


def _undecodable(number: int, raw: bytes, error: UnicodeDecodeError) -> Record:
    text = raw.decode("utf-8", "backslashreplace")
    return Record(number, text, None, f"not UTF-8: {error.reason} at byte {error.start + 1}")


def _jsonl(path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    for number, raw in _lines(path, meter):
        bare = raw.rstrip(b"\r\n")
        try:
            text = bare.decode("utf-8")
        except UnicodeDecodeError as error:
            yield _undecodable(number, bare, error)
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as error:
            yield Record(number, text, None, f"not JSON: {error.msg} at character {error.pos + 1}")
        except (RecursionError, ValueError):  # as Python tells them from other faults
            yield Record(number, text, None, "not JSON: nested too deeply, or a number too long")
        else:
            yield _from_row(
                number, {columns.text: row} if isinstance(row, str) else row, columns, text
            )


def _from_row(number: int, row: Any, columns: Columns, raw: str) -> Record:
    """A record from a row with names, or what is wrong with it."""
    if not isinstance(row, dict):
        return Record(number, raw, None, f"an object was expected, not {type(row).__name__}")
    if columns.text not in row:
        return Record(number, raw, None, f"no {columns.text!r}")
    text = row[columns.text]
    section = row.get(columns.section) if columns.section else None
    for name, value in ((columns.text, text), (columns.section, section or "")):
        if not isinstance(value, str):
            found = "null" if value is None else type(value).__name__
            return Record(number, raw, None, f"{name!r} is {found}, not a string")
    return Record(number, SURROGATE.sub("\ufffd", text), section)


def _csv(path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    taken: list[bytes] = []

    def decoded() -> Iterator[str]:
        for _, raw in _lines(path, meter):
            taken.append(raw)
            yield raw.decode("utf-8", "surrogateescape")

    reader = csv.reader(decoded())
    head = next(reader, [])
    place = _place(head, columns.text) if head else 0
    beside = _place(head, columns.section) if head and columns.section else None
    while True:
        taken.clear()
        try:
            row = next(reader, None)
        except csv.Error as error:
            row, fault = [], f"not CSV: {error}"
        else:
            if row is None:
                return
            fault = "the row is too short" if row and place >= len(row) else ""
            if not fault and any(map(SURROGATE.search, row)):
                fault = "not UTF-8"
        if fault:
            whole = b"".join(taken).decode("utf-8", "backslashreplace")
            yield Record(reader.line_num, whole.rstrip("\r\n"), None, fault)
        elif row:
            section = row[beside] if beside is not None and beside < len(row) else None
            yield Record(reader.line_num, row[place], section)


def _place(head: list[str], name: str) -> int:
    """Where a column stands. The others are not told: a file without a head has people there."""
    if name in head:
        return head.index(name)
    like = "".join(f", but {near!r}" for near in get_close_matches(name, head, 1))
    raise InputError(f"no column {name!r} among {len(head)}{like}")


def _parquet(path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra, and slow to import)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("reading Parquet", "arrow") from None
    names = [name for name in columns if name is not None]
    total = path.stat().st_size
    try:
        with pq.ParquetFile(path) as file:
            for name in names:
                _place(file.schema_arrow.names, name)
            count = max(file.metadata.num_rows, 1)
            number = 0
            for batch in file.iter_batches(ROWS, columns=names):
                for row in batch.to_pylist():
                    number += 1
                    yield _from_row(number, row, columns, "")
                meter.bytes = total * number // count
    except pa.ArrowException as error:
        raise InputError(f"not Parquet, or damaged: {str(error).splitlines()[0]}") from None


_READERS: Final[dict[Form, Callable[[Path, Columns, Meter], Iterator[Record]]]] = {
    Form.TEXT: _text,
    Form.JSONL: _jsonl,
    Form.CSV: _csv,
    Form.PARQUET: _parquet,
}


def chunks(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """The records, ``size`` at a time."""
    chunk: list[Record] = []
    for record in records:
        chunk.append(record)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
