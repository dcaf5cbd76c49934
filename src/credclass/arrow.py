"""The Arrow kernel: lines in, a ``RecordBatch`` of answers out.

>>> from credclass.arrow import classify_batch
>>> import pyarrow as pa
>>> batch = classify_batch(pa.array(["PMP, Project Management Institute, 2019", None]))
>>> batch["credential_id"].to_pylist()
['pmi/pmp', None]

Everything that speaks Arrow stands on this one function: pandas, polars, DuckDB, Spark.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from credclass.batch.rows import (
    CLAIM,
    FIELDS,
    MENTION_FIELDS,
    PROBABILITIES,
    SCHEMA_VERSION,
    Row,
    rows_of,
)
from credclass.errors import MissingExtraError
from credclass.pipeline import Classifier

try:
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("credclass.arrow", "arrow") from None

_TYPES: Final[dict[str, pa.DataType]] = {
    **dict.fromkeys(("category", *CLAIM, "version"), pa.string()),
    **dict.fromkeys(("confidence", *PROBABILITIES), pa.float32()),
    **dict.fromkeys(("start", "end"), pa.int32()),
    "level": pa.int8(),
    "warnings": pa.list_(pa.string()),
}
MENTION: Final = pa.struct([(name, _TYPES[name]) for name in MENTION_FIELDS])
"""One credential of a line; ``start`` and ``end`` count characters."""

SCHEMA: Final = pa.schema(
    [(name, _TYPES.get(name, pa.list_(MENTION))) for name in FIELDS],
    metadata={"credclass.schema_version": SCHEMA_VERSION},
)
"""The columns of every answer. Its metadata name the version of the schema."""


def classify_batch(
    lines: Any,
    sections: Any = None,
    classifier: Classifier | None = None,
    *,
    text: str = "text",
    section: str | None = None,
) -> pa.RecordBatch:
    """The answers for ``lines``, a row each, in their order; null for null.

    Arguments:
        lines: an Array or ChunkedArray of strings, a RecordBatch or Table with a column
            ``text``, or anything with ``__arrow_c_stream__`` that is one of these: a
            Series or data frame of pandas or polars, a relation of DuckDB.
        sections: headings, as an array as long as ``lines`` or one string for all.
        classifier: the package's own when left out.
        text: the name of the column of lines, where ``lines`` has columns.
        section: the name of the column of headings, where it has one.

    Raises:
        TypeError: when lines or headings are not strings.
        ValueError: when there are more or fewer headings than lines.
        KeyError: when a column is missing; the message names those there are.
    """
    column = _as_column(lines)
    if pa.types.is_struct(column.type):
        if section is not None:
            sections = _field(column, section)
        column = _field(column, text)
    texts = _strings(column, "lines")
    headings = _headings(sections, len(texts))
    return batch_of(rows_of(texts, headings, classifier or shared()))


def batch_of(rows: Sequence[Row]) -> pa.RecordBatch:
    """The rows as a batch of ``SCHEMA``."""
    columns = list(zip(*rows, strict=True)) or [()] * len(FIELDS)
    arrays = [
        _mentions(column) if field.name == "mentions" else pa.array(column, field.type)
        for field, column in zip(SCHEMA, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def structs_of(batch: pa.RecordBatch) -> pa.StructArray:
    """The rows of a batch of ``SCHEMA`` as structs; the row of a null line is a null."""
    fields = list(SCHEMA)
    return pa.StructArray.from_arrays(batch.columns, fields=fields, mask=batch["version"].is_null())


@cache
def shared() -> Classifier:
    """The classifier of whoever brings none: one a process."""
    return Classifier()


def _mentions(column: Sequence[list[Row] | None]) -> pa.Array:
    """The mentions of all lines: the fields side by side, then cut into lists."""
    ends: list[int | None] = [0]
    flat: list[Row] = []
    for mentions in column:
        if mentions is None:
            ends[-1] = None  # a null is told at its beginning
        else:
            flat += mentions
        ends.append(len(flat))
    fields = list(zip(*flat, strict=True)) or [()] * len(MENTION_FIELDS)
    arrays = [pa.array(one, field.type) for one, field in zip(fields, MENTION, strict=True)]
    structs = pa.StructArray.from_arrays(arrays, fields=list(MENTION))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), structs)


def _as_column(lines: Any) -> pa.Array | pa.ChunkedArray:
    """What was given as a column: of strings, or of structs where it has columns."""
    if isinstance(lines, (pa.Array, pa.ChunkedArray)):
        return lines
    if isinstance(lines, pa.RecordBatch):
        return lines.to_struct_array()
    if hasattr(lines, "__arrow_c_stream__"):
        return pa.chunked_array(lines)
    if hasattr(lines, "__arrow_c_array__"):
        return pa.array(lines)
    raise TypeError(
        "lines must be an Arrow array or batch, or have __arrow_c_stream__; "
        f"given {type(lines).__name__}"
    )


def _field(column: pa.Array | pa.ChunkedArray, name: str) -> pa.Array | pa.ChunkedArray:
    names = [column.type.field(number).name for number in range(column.type.num_fields)]
    if name not in names:
        raise KeyError(f"no column {name!r} among: {', '.join(names)}")
    if isinstance(column, pa.ChunkedArray):
        place = names.index(name)
        chunks = [chunk.flatten()[place] for chunk in column.chunks]
        return pa.chunked_array(chunks, column.type.field(place).type)
    return column.flatten()[names.index(name)]


def _strings(column: pa.Array | pa.ChunkedArray, what: str) -> list[str | None]:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
        or pa.types.is_null(kind)
    ):
        raise TypeError(f"{what} must be strings; given a column of {column.type}")
    values: list[str | None] = column.to_pylist()
    return values


def _headings(sections: Any, count: int) -> list[str | None]:
    if sections is None or isinstance(sections, str):
        return [sections] * count
    headings = _strings(_as_column(sections), "sections")
    if len(headings) != count:
        raise ValueError(f"{count} lines with {len(headings)} sections: give one for each")
    return headings
