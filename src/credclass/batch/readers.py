"""Files of lines → records: a line with its number and heading, or why there is none."""

from __future__ import annotations

import csv
import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from credclass.batch.sources import Form
from credclass.errors import CredclassError, MissingExtraError
from credclass.text.limits import SURROGATE

if TYPE_CHECKING:
    import pyarrow as pa

Item = TypeVar("Item")

ROWS: Final = 4_096
"""Rows of Parquet read at a time."""


class InputError(CredclassError):
    """A file of which no line can be read."""


class Record(NamedTuple):
    """One line of a file."""

    number: int
    """From 1: the line, or in Parquet and a JSON array the row; in CSV the line on which the row ends."""
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


BEGINNING: Final = 65_536
"""Bytes that tell what a file is: what never ends its first line is not read to its end for it."""

_NO_LINES: Final = {
    b"\xff\xfe\0\0": "UTF-32", b"\x1f\x8b": "gzip", b"(\xb5/\xfd": "zstd",
    b"PK\x03\x04": "a zip archive or an Office document", b"%PDF-": "PDF", b"PAR1": "Parquet",
}  # fmt: skip
"""How files begin that hold no lines of text, whatever they are called."""


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file in UTF-8, with their ends and without the mark before the first.

    UTF-16, as Windows saves "Unicode text", is read where it begins with its mark.

    Raises:
        InputError: for what is no text.
    """
    first = stream.readline(BEGINNING)
    _expect_text(first)
    if len(first) == BEGINNING and not first.endswith(b"\n"):
        first += stream.readline()
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _recoded(chain([first], stream))
    return chain([first.removeprefix(BOM_UTF8)] if first else [], stream)


def _recoded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of UTF-16, in UTF-8; U+FFFD stands for what cannot be read."""
    decoder = getincrementaldecoder("utf-16")("replace")
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + decoder.decode(piece)).split("\n")
        for line in whole:
            yield f"{line}\n".encode()
    if rest := rest + decoder.decode(b"", final=True):
        yield rest.encode()


def _expect_text(beginning: bytes) -> None:
    """Refuse a file that holds no lines of text, by its beginning up to the first line's end.

    Raises:
        InputError: saying what it is.
    """
    for mark, form in _NO_LINES.items():
        if beginning.startswith(mark):
            raise InputError(f"this is {form}: lines of UTF-8 were expected")
    if beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return
    if beginning.count(0) * 3 > len(beginning):  # of UTF-16 nearly half are
        raise InputError("this is UTF-16, or no text: lines of UTF-8 were expected")


def _lines(path: Path, meter: Meter) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as stream:
        for number, raw in enumerate(lines_of(stream), start=1):
            meter.bytes += len(raw)
            yield number, raw


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
    return Record(number, SURROGATE.sub("\ufffd", text), section)


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
                field = file.schema_arrow.field(_place(file.schema_arrow.names, name))
                if not _textual(field.type):
                    raise InputError(f"column {name!r} is of {field.type}, not of strings")
            count = max(file.metadata.num_rows, 1)
            number = 0
            for batch in file.iter_batches(ROWS, columns=names):
                cells = {name: _cells(batch[name]) for name in names}
                for values in zip(*cells.values(), strict=True):
                    number += 1
                    row = dict(zip(cells, values, strict=True))
                    yield _from_row(number, row, columns, "")
                meter.bytes = total * number // count
    except pa.ArrowException as error:
        raise InputError(f"not Parquet, or damaged: {str(error).splitlines()[0]}") from None


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
