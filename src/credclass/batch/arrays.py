"""Rows as Arrow has them: the schema of answers, and the arrays of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from credclass.batch.rows import (
    CLAIM,
    FIELDS,
    MENTION_FIELDS,
    PROBABILITIES,
    SCHEMA_VERSION,
    Row,
)

_TYPES: Final[dict[str, pa.DataType]] = {
    **dict.fromkeys(("category", *CLAIM, "version"), pa.string()),
    **dict.fromkeys(("confidence", *PROBABILITIES), pa.float32()),
    **dict.fromkeys(("start", "end"), pa.int32()),
    "level": pa.int8(),
    "hours": pa.float32(),
    "warnings": pa.list_(pa.string()),
}
MENTION: Final = pa.struct([(name, _TYPES[name]) for name in MENTION_FIELDS])
"""One credential of a line; ``start`` and ``end`` count characters."""

SCHEMA: Final = pa.schema(
    [(name, _TYPES.get(name, pa.list_(MENTION))) for name in FIELDS],
    metadata={"credclass.schema_version": SCHEMA_VERSION},
)
"""The columns of every answer. Its metadata name the version of the schema."""


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
