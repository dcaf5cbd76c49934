"""Rows of answers → files: the line's number, its text, and the fields of ``rows``."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from credclass.batch.cells import harmless
from credclass.batch.readers import Record
from credclass.batch.rows import FIELDS, MENTION_FIELDS, PROBABILITIES, Row
from credclass.batch.sources import Form
from credclass.errors import MissingExtraError

DIGITS: Final = 6
"""Decimals of probabilities in files that spell them out."""

GROUP: Final = 50_000
"""Rows of a row group of Parquet."""

_NUMBERS: Final = tuple(FIELDS.index(name) for name in ("confidence", *PROBABILITIES))
_WARNINGS: Final = FIELDS.index("warnings")
_MENTIONS: Final = FIELDS.index("mentions")


class Writer(Protocol):
    """A file of answers in the making."""

    def write(self, records: Sequence[Record], rows: Sequence[Row]) -> None:
        """Add a row for each record."""

    def close(self) -> None:
        """Bring everything to the disk."""


def open_writer(path: Path, form: Form, *, raw: bool) -> Writer:
    """A writer to a new file. ``raw`` leaves cells of CSV as they are, formulas included."""
    if form is Form.PARQUET:
        return _Parquet(path)
    return _Csv(path, raw=raw) if form is Form.CSV else _Jsonl(path)


class _Jsonl:
    def __init__(self, path: Path) -> None:
        self._stream = path.open("w", encoding="utf-8", newline="\n")

    def write(self, records: Sequence[Record], rows: Sequence[Row]) -> None:
        for record, row in zip(records, rows, strict=True):
            values = _spelt(row)
            values[_MENTIONS] = _named(row[_MENTIONS])
            told = dict(zip(FIELDS, values, strict=True))
            line = {"line": record.number, "text": record.text, **told}
            self._stream.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")

    def close(self) -> None:
        _finish(self._stream)


class _Csv:
    def __init__(self, path: Path, *, raw: bool) -> None:
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._raw = raw
        self._writer.writerow(("line", "text", *FIELDS))

    def write(self, records: Sequence[Record], rows: Sequence[Row]) -> None:
        for record, row in zip(records, rows, strict=True):
            values = _spelt(row)
            values[_WARNINGS] = " ".join(row[_WARNINGS])
            values[_MENTIONS] = json.dumps(_named(row[_MENTIONS]), ensure_ascii=False)
            cells = ["" if value is None else str(value) for value in (record.text, *values)]
            shown = cells if self._raw else [harmless(cell) for cell in cells]
            self._writer.writerow((record.number, *shown))

    def close(self) -> None:
        _finish(self._stream)


class _Parquet:
    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415  (an extra, and slow to import)
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ImportError:
            raise MissingExtraError("writing Parquet", "arrow") from None
        from credclass.arrow import SCHEMA  # noqa: PLC0415

        place = [pa.field("line", pa.int64()), pa.field("text", pa.string())]
        self._schema = pa.schema([*place, *SCHEMA], metadata=SCHEMA.metadata)
        self._stream = path.open("wb")
        self._writer = pq.ParquetWriter(self._stream, self._schema, compression="zstd")
        self._waiting: list[Any] = []
        self._count = 0

    def write(self, records: Sequence[Record], rows: Sequence[Row]) -> None:
        import pyarrow as pa  # noqa: PLC0415

        from credclass.arrow import batch_of  # noqa: PLC0415

        numbers = pa.array([record.number for record in records], pa.int64())
        texts = pa.array([record.text for record in records], pa.string())
        columns = [numbers, texts, *batch_of(rows).columns]
        self._waiting.append(pa.RecordBatch.from_arrays(columns, schema=self._schema))
        self._count += len(records)
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
