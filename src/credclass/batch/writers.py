"""Rows of answers → files: the line's number, its text, the columns that are kept, and the fields
of ``rows``.

What is written is rendered chunk by chunk, by whichever process has the answers, so that the
one that holds the file has only bytes to append.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from credclass.batch.cells import harmless
from credclass.batch.readers import types_of
from credclass.batch.records import Record
from credclass.batch.rows import FIELDS, MENTION_FIELDS, PROBABILITIES, Row
from credclass.batch.sources import Form, PlanError, Shard
from credclass.errors import MissingExtraError
from credclass.text.limits import SURROGATE

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS: Final = 6
"""Decimals of probabilities in files that spell them out."""

GROUP: Final = 50_000
"""Rows of a row group of Parquet."""

_PLACE: Final = ("line", "text")
"""What stands before everything else in a file of answers."""

_NUMBERS: Final = tuple(FIELDS.index(name) for name in ("confidence", *PROBABILITIES))
_WARNINGS: Final = FIELDS.index("warnings")
_MENTIONS: Final = FIELDS.index("mentions")

DELIMITERS: Final = {Form.CSV: ",", Form.TSV: "\t"}
"""What parts the cells, in the forms that have some."""

Render = Callable[[Sequence[Record], Sequence[Row]], bytes]
"""Makes of some records and the row of each what a ``Writer`` of the same form appends."""


class Kept(NamedTuple):
    """The columns of a file that are kept."""

    names: tuple[str, ...] = ()
    fields: tuple[Any, ...] = ()
    """The same as Arrow has them, where answers are written as Parquet."""


def kept_of(shard: Shard, names: tuple[str, ...]) -> Kept:
    """The columns of a shard that are kept.

    Raises:
        OSError: when its file cannot be opened.
        InputError: when that lacks one, or is not of its form.
    """
    typed = names and shard.output is Form.PARQUET
    return Kept(names, tuple(types_of(shard.source, shard.form, names)) if typed else ())


def expect_free(names: Iterable[str]) -> None:
    """Refuse to keep columns that are called as a field of every answer.

    Raises:
        PlanError: naming the first.
    """
    for name in names:
        if name in {*_PLACE, *FIELDS}:
            raise PlanError(f"--keep {name}: answers have a field of that name: rename the column")


class Writer(Protocol):
    """A file of answers in the making."""

    def write(self, content: bytes) -> None:
        """Append what was rendered of some records."""

    def close(self) -> None:
        """Bring everything to the disk."""


def renderer(form: Form, kept: Kept, *, raw: bool) -> Render:
    """How answers are written. ``raw`` leaves cells of CSV as they are, formulas included."""
    if form is Form.PARQUET:
        return partial(_render_arrow, kept)
    if form in DELIMITERS:
        return partial(_render_cells, DELIMITERS[form], raw=raw)
    return partial(_render_jsonl, kept)


def open_writer(path: Path, form: Form, kept: Kept, *, raw: bool) -> Writer:
    """A writer to a new file. ``raw`` leaves names of columns as they are, formulas included."""
    if form is Form.PARQUET:
        return _Parquet(path, kept)
    names = kept.names if raw else map(harmless, kept.names)
    head = (*_PLACE, *names, *FIELDS)
    return _Bytes(path, _joined(DELIMITERS[form], [head]) if form in DELIMITERS else b"")


def _render_jsonl(kept: Kept, records: Sequence[Record], rows: Sequence[Row]) -> bytes:
    lines = []
    for record, row in zip(records, rows, strict=True):
        values = _spelt(row)
        values[_MENTIONS] = _named(row[_MENTIONS])
        told = dict(zip(FIELDS, values, strict=True))
        beside = dict(zip(kept.names, record.kept, strict=True))
        line = {"line": record.number, "text": record.text, **beside, **told}
        lines.append(_json(line, separators=(",", ":")) + "\n")
    return "".join(lines).encode("utf-8", "replace")


def _render_cells(
    delimiter: str, records: Sequence[Record], rows: Sequence[Row], *, raw: bool
) -> bytes:
    pairs = zip(records, rows, strict=True)
    lines = [
        (record.number, *cells_of(record.text, row, map(_cell, record.kept), raw=raw))
        for record, row in pairs
    ]
    return _joined(delimiter, lines)


def _cell(value: Any) -> str | None:
    """A value that is kept, as text: what JSON knows as JSON, all else as Python shows it."""
    if value is None:
        return None
    told = _json(value) if isinstance(value, (bool, int, float, list, dict)) else str(value)
    return SURROGATE.sub("\ufffd", told)


def _json(value: Any, separators: tuple[str, str] | None = None) -> str:
    try:
        return json.dumps(
            value, ensure_ascii=False, separators=separators, default=str, allow_nan=False
        )
    except ValueError:  # NaN and infinity, which JSON has not
        return json.dumps(_finite(value), ensure_ascii=False, separators=separators, default=str)


def _finite(value: Any) -> Any:
    """A value with null for each number that is none."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, (list, tuple)) else value


def cells_of(text: str, row: Row, kept: Iterable[str | None] = (), *, raw: bool) -> list[str]:
    """A line and its row as cells: the text, what is kept, and the values of ``FIELDS``, mentions as
    JSON.
    """
    values = _spelt(row)
    values[_WARNINGS] = " ".join(row[_WARNINGS])
    values[_MENTIONS] = json.dumps(_named(row[_MENTIONS]), ensure_ascii=False)
    cells = ["" if value is None else str(value) for value in (text, *kept, *values)]
    return cells if raw else [harmless(cell) for cell in cells]


def _joined(delimiter: str, lines: Sequence[Sequence[Any]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(lines)
    return written.getvalue().encode("utf-8")


def _render_arrow(kept: Kept, records: Sequence[Record], rows: Sequence[Row]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415  (an extra, and slow to import)

    from credclass.batch.arrays import batch_of  # noqa: PLC0415

    numbers = pa.array([record.number for record in records], pa.int64())
    texts = pa.array([record.text for record in records], pa.string())
    beside = [
        pa.array([_fit(record.kept[place], field.type) for record in records], field.type)
        for place, field in enumerate(kept.fields)
    ]
    columns = [numbers, texts, *beside, *batch_of(rows).columns]
    written = io.BytesIO()
    with pa.ipc.new_stream(written, schema := _schema(kept)) as stream:
        stream.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
    return written.getvalue()


def _fit(value: Any, kind: pa.DataType) -> Any:
    """A value as its column takes it; JSON's numbers and tables stand in strings."""
    import pyarrow as pa  # noqa: PLC0415

    return _cell(value) if pa.types.is_string(kind) else value


def _schema(kept: Kept) -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415

    from credclass.batch.arrays import SCHEMA  # noqa: PLC0415

    place = [pa.field("line", pa.int64()), pa.field("text", pa.string())]
    return pa.schema([*place, *kept.fields, *SCHEMA], metadata=SCHEMA.metadata)


class _Bytes:
    def __init__(self, path: Path, head: bytes) -> None:
        self._stream = path.open("wb")
        self._stream.write(head)

    def write(self, content: bytes) -> None:
        self._stream.write(content)

    def close(self) -> None:
        _finish(self._stream)


class _Parquet:
    def __init__(self, path: Path, kept: Kept) -> None:
        try:
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ImportError:
            raise MissingExtraError("writing Parquet", "arrow") from None
        self._stream = path.open("wb")
        self._writer = pq.ParquetWriter(self._stream, _schema(kept), compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._count = 0

    def write(self, content: bytes) -> None:
        import pyarrow as pa  # noqa: PLC0415

        with pa.ipc.open_stream(content) as stream:
            self._waiting += stream
        self._count += self._waiting[-1].num_rows
        if self._count >= GROUP:
            self._write_group()

    def _write_group(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting), row_group_size=GROUP * 2)
        self._waiting, self._count = [], 0

    def close(self) -> None:
        self._write_group()
        self._writer.close()
        _finish(self._stream)


def _spelt(row: Row) -> list[Any]:
    values = list(row)
    for place in _NUMBERS:
        values[place] = round(values[place], DIGITS)
    return values


def _named(mentions: Sequence[Row]) -> list[dict[str, Any]]:
    return [dict(zip(MENTION_FIELDS, mention, strict=True)) for mention in mentions]


def _finish(stream: Any) -> None:
    """Close a file, with its content on the disk: only then may it get its name."""
    with stream:
        stream.flush()
        os.fsync(stream.fileno())
