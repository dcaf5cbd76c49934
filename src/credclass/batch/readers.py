"""Files of lines → records: a line with its number and heading, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from credclass.batch.decoding import InputError
from credclass.batch.records import Columns, Meter, Record, numbered_lines, place_of
from credclass.batch.separated import read_separated
from credclass.batch.sources import Form
from credclass.errors import MissingExtraError
from credclass.text.limits import SURROGATE

if TYPE_CHECKING:
    import pyarrow as pa

Item = TypeVar("Item")

ROWS: Final = 4_096
"""Rows of Parquet read at a time."""


def read(path: Path, form: Form, columns: Columns, meter: Meter) -> Iterator[Record]:
    """The records of a file.

    Raises:
        OSError: when it cannot be opened or read.
        InputError: when it lacks the column, or is not of the form.
    """
    return _READERS[form](path, columns, meter)


def _text(path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    if columns.keep:
        raise InputError(f"lines of text have no column {columns.keep[0]!r} to keep")
    for number, raw in numbered_lines(path, meter):
        bare = raw.rstrip(b"\r\n")
        try:
            yield Record(number, bare.decode("utf-8"), None)
        except UnicodeDecodeError as error:
            yield _undecodable(number, bare, error)


def _undecodable(number: int, raw: bytes, error: UnicodeDecodeError) -> Record:
    text = raw.decode("utf-8", "backslashreplace")
    return Record(number, text, None, f"not UTF-8: {error.reason} at byte {error.start + 1}")


def _jsonl(path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    lines = numbered_lines(path, meter)
    missing = _Missing(columns)
    begun = False
    for number, raw in lines:
        bare = raw.rstrip(b"\r\n")
        if not bare.strip():
            continue  # a blank line holds no row
        if not begun and bare.lstrip().startswith(b"["):
            before = b"\n" * (number - 1)
            yield from _array(b"".join([before, raw, *(raw for _, raw in lines)]), columns)
            return
        begun = True
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
            missing.meet(row)
            yield _from_row(number, row, columns, text)
    missing.refuse()


class _Missing:
    """The columns that were asked for and stand in no row: misspelt, most likely."""

    def __init__(self, columns: Columns) -> None:
        self._names = {name for name in (columns.section, *columns.keep) if name}
        self._rows = 0

    def meet(self, row: Any) -> None:
        """Take note of a row."""
        if isinstance(row, dict):
            self._rows += 1
            self._names.difference_update(row)

    def refuse(self) -> None:
        """Raise InputError where a column stood in none of the rows."""
        if self._rows and self._names:
            names = ", ".join(map(repr, sorted(self._names)))
            raise InputError(f"no row has a column {names}")


def _array(content: bytes, columns: Columns) -> Iterator[Record]:
    """The records of a JSON array, which is read whole: only its end says that it is one."""
    try:
        rows = json.loads(content)
    except json.JSONDecodeError as error:
        told = f"{error.msg} on line {error.lineno}"
        raise InputError(f"this begins as a JSON array and is none: {told}") from None
    except (RecursionError, ValueError):
        told = "not UTF-8, nested too deeply, or a number too long"
        raise InputError(f"this begins as a JSON array and is none: {told}") from None
    missing = _Missing(columns)
    for number, row in enumerate(rows, start=1):
        missing.meet(row)
        yield _from_row(number, row, columns, json.dumps(row))
    missing.refuse()


def _from_row(number: int, row: Any, columns: Columns, raw: str) -> Record:
    """A record from a row with names, or from a bare string; or what is wrong with it."""
    if isinstance(row, str):
        row = {columns.text: row}
    if not isinstance(row, dict):
        return Record(number, raw, None, f"an object was expected, not {type(row).__name__}")
    if columns.text not in row:
        return Record(number, raw, None, f"no {columns.text!r}")
    text = row[columns.text]
    section = row.get(columns.section) if columns.section else None
    for name, value in (
        (columns.text, text),
        (columns.section, "" if section is None else section),
    ):
        if not isinstance(value, str):
            whole = raw or str({columns.text: text})
            if isinstance(value, bytes):
                return Record(number, whole, None, f"{name!r} is not UTF-8")
            found = "null" if value is None else type(value).__name__
            return Record(number, whole, None, f"{name!r} is {found}, not a string")
    kept = tuple([row.get(name) for name in columns.keep])
    return Record(number, SURROGATE.sub("\ufffd", text), section, kept=kept)


def _parquet(path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra, and slow to import)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("reading Parquet", "arrow") from None
    texts = [name for name in columns[:2] if name is not None]
    names = list(dict.fromkeys([*texts, *columns.keep]))
    total = path.stat().st_size
    try:
        with pq.ParquetFile(path) as file:
            for name in names:
                field = file.schema_arrow.field(place_of(file.schema_arrow.names, name))
                if name in texts and not _textual(field.type):
                    raise InputError(f"column {name!r} is of {field.type}, not of strings")
            count = max(file.metadata.num_rows, 1)
            number = 0
            for batch in file.iter_batches(ROWS, columns=names):
                kept = {name: _kept(batch[name], name) for name in columns.keep}
                cells = kept | {name: _cells(batch[name]) for name in texts}
                for values in zip(*cells.values(), strict=True):
                    number += 1
                    row = dict(zip(cells, values, strict=True))
                    yield _from_row(number, row, columns, "")
                meter.bytes = total * number // count
    except pa.ArrowException as error:
        raise InputError(_damaged(error)) from None


def types_of(path: Path, form: Form, names: Sequence[str]) -> list[pa.Field]:
    """The columns that are kept, as Parquet has them: of Parquet, as they are, else strings.

    Raises:
        OSError: when the file cannot be opened.
        InputError: when it lacks one, or is no Parquet.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra, and slow to import)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("writing Parquet", "arrow") from None
    if form is not Form.PARQUET:
        return [pa.field(name, pa.string()) for name in names]
    try:
        schema = pq.read_schema(path)
    except pa.ArrowException as error:
        raise InputError(_damaged(error)) from None
    return [schema.field(place_of(schema.names, name)).remove_metadata() for name in names]


def _damaged(error: Exception) -> str:
    return f"not Parquet, or damaged: {str(error).splitlines()[0]}"


def _textual(kind: pa.DataType) -> bool:
    """Whether a column may hold texts; bytes count, as some writers do not say more."""
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    texts = (pa.string(), pa.large_string(), pa.string_view(), pa.null())
    return kind in (*texts, pa.binary(), pa.large_binary(), pa.binary_view())


def _cells(column: pa.Array) -> list[Any]:
    """The cells as strings; as bytes those that are not UTF-8."""
    import pyarrow as pa  # noqa: PLC0415

    try:
        cells = column.to_pylist()
    except UnicodeDecodeError:  # Parquet does not look whether its strings are any
        cells = column.cast(pa.large_binary()).to_pylist()
    return [_decoded(cell) if isinstance(cell, bytes) else cell for cell in cells]


def _kept(column: pa.Array, name: str) -> list[Any]:
    """The cells of a column that is kept, whatever it is of."""
    try:
        return list(column.to_pylist())
    except ValueError as error:  # wrong UTF-8; times that Python has not
        raise InputError(f"column {name!r} of {column.type} cannot be kept: {error}") from None


def _decoded(cell: bytes) -> str | bytes:
    try:
        return cell.decode("utf-8")
    except UnicodeDecodeError:
        return cell


_READERS: Final[dict[Form, Callable[[Path, Columns, Meter], Iterator[Record]]]] = {
    Form.TEXT: _text,
    Form.JSONL: _jsonl,
    Form.CSV: partial(read_separated, ",;\t"),
    Form.TSV: partial(read_separated, "\t,;"),
    Form.PARQUET: _parquet,
}


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items, ``size`` at a time."""
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
