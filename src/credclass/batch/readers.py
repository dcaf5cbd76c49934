"""Files of lines → records: a line with its number and heading, or why there is none."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from credclass.batch.decoding import InputError, lines_of
from credclass.batch.sources import Form
from credclass.errors import MissingExtraError
from credclass.text.limits import SURROGATE

if TYPE_CHECKING:
    import pyarrow as pa

Item = TypeVar("Item")

ROWS: Final = 4_096
"""Rows of Parquet read at a time."""


class Record(NamedTuple):
    """One line of a file."""

    number: int
    """From 1: the line, or in Parquet and a JSON array the row; in CSV the line on which the row ends."""
    text: str
    section: str | None
    fault: str = ""
    """Why it cannot be classified; ``text`` is then what stood there, as far as it is known."""
    kept: tuple[Any, ...] = ()
    """The values of the columns that are kept, in their order."""


class Columns(NamedTuple):
    """Where text and heading stand, in files that have columns, and what stands beside them."""

    text: str
    section: str | None
    keep: tuple[str, ...] = ()
    """Columns whose values go with the answers."""


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
        for number, raw in enumerate(lines_of(stream), start=1):
            meter.bytes += len(raw)
            yield number, raw


def _text(path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    if columns.keep:
        raise InputError(f"lines of text have no column {columns.keep[0]!r} to keep")
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
    lines = _lines(path, meter)
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
            yield _from_row(number, row, columns, text)


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
    for number, row in enumerate(rows, start=1):
        yield _from_row(number, row, columns, json.dumps(row))


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
    for name, value in ((columns.text, text), (columns.section, section or "")):
        if not isinstance(value, str):
            whole = raw or str({columns.text: text})
            if isinstance(value, bytes):
                return Record(number, whole, None, f"{name!r} is not UTF-8")
            found = "null" if value is None else type(value).__name__
            return Record(number, whole, None, f"{name!r} is {found}, not a string")
    kept = tuple([row.get(name) for name in columns.keep])
    return Record(number, SURROGATE.sub("\ufffd", text), section, kept=kept)


def _separated(delimiters: str, path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    """Rows of cells, parted by the first of the delimiters that gives the column."""
    taken: list[bytes] = []

    def decoded() -> Iterator[str]:
        for _, raw in _lines(path, meter):
            taken.append(raw)
            yield raw.decode("utf-8", "surrogateescape")

    lines = decoded()
    first = next(lines, "")
    reader = csv.reader(
        chain([first], lines), delimiter=_delimiter(first, columns.text, delimiters)
    )
    head = next(reader, [])
    place = _place(head, columns.text) if head else 0
    beside = _place(head, columns.section) if head and columns.section else None
    keep = [_place(head, name) for name in columns.keep] if head else []
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
            kept = tuple([row[one] if one < len(row) else None for one in keep])
            yield Record(reader.line_num, row[place], section, kept=kept)


def _delimiter(head: str, name: str, delimiters: str) -> str:
    """What parts the cells: the first, unless only a later one gives a column of that name."""
    for delimiter in delimiters:
        if name in next(csv.reader([head], delimiter=delimiter), []):
            return delimiter
    return delimiters[0]


def _place(head: list[str], name: str) -> int:
    """Where a column stands. The others are not told: a file without a head has people there."""
    if head.count(name) > 1:
        raise InputError(f"{head.count(name)} columns are called {name!r}")
    if name in head:
        return head.index(name)
    like = "".join(f"; did you mean {near!r}?" for near in get_close_matches(name, head, 1))
    raise InputError(f"no column {name!r} among {len(head)}{like}")


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
                field = file.schema_arrow.field(_place(file.schema_arrow.names, name))
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
    return [schema.field(_place(schema.names, name)).remove_metadata() for name in names]


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
    Form.CSV: partial(_separated, ",;\t"),
    Form.TSV: partial(_separated, "\t,;"),
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
