"""Rows as Arrow has them: the schema of answers, and the arrays of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import error, pack
from typing import Any, Final

import pyarrow as pa

from credclass.batch.rows import (
    CLAIM,
    FIELDS,
    HEAD,
    MENTION_FIELDS,
    PROBABILITIES,
    SCHEMA_VERSION,
    Columns,
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


_SIDE_BY_SIDE: Final = {pa.float32(): "f", pa.int32(): "i"}
"""Numbers that Python puts side by side faster than Arrow, and how."""


def batch_of(rows: Iterable[Row]) -> pa.RecordBatch:
    """The rows as a batch of ``SCHEMA``."""
    columns = Columns()
    for row in rows:
        columns.add_row(row)
    return batch_of_columns(columns)


def batch_of_columns(columns: Columns, numbers: Sequence[int] | None = None) -> pa.RecordBatch:
    """The answers as a batch of ``SCHEMA``: one each, or for each line that of its number.

    A line says what its first mention does, so Arrow copies that: to make a cell of a Python object
    takes ten times as long.
    """
    heads = _apart(columns.heads, HEAD)
    mentions = _apart(columns.mentions, MENTION_FIELDS)
    alone = _apart(columns.alone, MENTION_FIELDS)
    count = len(columns.mentions) // len(MENTION_FIELDS)
    told = {name: _array(values + alone[name], _TYPES[name]) for name, values in mentions.items()}
    structs = pa.StructArray.from_arrays(
        [one[:count] for one in told.values()], fields=list(MENTION)
    )
    places = [
        count - 1 - place if place is not None and place < 0 else place for place in columns.places
    ]
    said = pa.array(places, pa.int32())
    arrays = {
        **{name: _array(values, _TYPES[name]) for name, values in heads.items()},
        **{name: told[name].take(said) for name in CLAIM},
        "warnings": _lists(columns.warned, pa.array(columns.warnings, pa.string())),
        "mentions": _lists(columns.ends, structs),
    }
    if numbers is not None and len(numbers) > len(columns.places):
        own = pa.array(numbers, pa.int32())
        arrays = {name: one.take(own) for name, one in arrays.items()}
    return pa.RecordBatch.from_arrays([arrays[name] for name in FIELDS], schema=SCHEMA)


def _apart(values: list[Any], names: Sequence[str]) -> dict[str, list[Any]]:
    """The values of each name, which stand side by side in turns."""
    return {name: values[at :: len(names)] for at, name in enumerate(names)}


def _lists(ends: list[int | None], items: pa.Array) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), items)


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """An array of numbers or strings."""
    form = _SIDE_BY_SIDE.get(kind)
    if form is None:
        return pa.array(values, kind)
    try:
        buffer = pa.py_buffer(pack(f"{len(values)}{form}", *values))
    except error:  # there are nulls
        return pa.array(values, kind)
    return pa.Array.from_buffers(kind, len(values), [None, buffer])


def structs_of(batch: pa.RecordBatch) -> pa.StructArray:
    """The rows of a batch of ``SCHEMA`` as structs; the row of a null line is a null."""
    fields = list(SCHEMA)
    return pa.StructArray.from_arrays(batch.columns, fields=fields, mask=batch["version"].is_null())
