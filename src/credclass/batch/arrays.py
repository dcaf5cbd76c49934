"""Rows as Arrow has them: the schema of answers, and the arrays of their columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

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


_SAID: Final = [(MENTION_FIELDS.index(name), name) for name in CLAIM]
_OWN: Final = [
    (FIELDS.index(name), name) for name in ("category", "confidence", *PROBABILITIES, "version")
]
_CLAIM: Final = slice(FIELDS.index(CLAIM[0]), FIELDS.index(CLAIM[-1]) + 1)
_WARNINGS: Final = FIELDS.index("warnings")
_MENTIONS: Final = FIELDS.index("mentions")
_NOWHERE: Final[Row] = (None,) * (len(MENTION_FIELDS) - len(CLAIM))
_NO_CLAIM: Final[Row] = (None,) * len(CLAIM)


def batch_of(rows: Sequence[Row]) -> pa.RecordBatch:
    """The rows as a batch of ``SCHEMA``.

    A line says what its first mention does, so Arrow copies that: to make a cell of a Python object
    takes ten times as long.
    """
    mentions = [row[_MENTIONS] for row in rows]
    flat, ends = _flat(mentions)
    alone = [row[_CLAIM] for row, own in zip(rows, mentions, strict=True) if not own]
    claims = flat + [(*_NOWHERE, *claim) for claim in alone if claim != _NO_CLAIM]
    fields = list(zip(*claims, strict=True)) or [()] * len(MENTION_FIELDS)
    told = [_array(one, field.type) for one, field in zip(fields, MENTION, strict=True)]
    places = pa.array(_places(mentions, alone, len(flat)), pa.int32())
    structs = pa.StructArray.from_arrays([one[: len(flat)] for one in told], fields=list(MENTION))
    warnings, warned = _flat([row[_WARNINGS] for row in rows])
    columns = {
        **{name: _array([row[at] for row in rows], _TYPES[name]) for at, name in _OWN},
        **{name: told[at].take(places) for at, name in _SAID},
        "warnings": pa.ListArray.from_arrays(warned, pa.array(warnings, pa.string())),
        "mentions": pa.ListArray.from_arrays(ends, structs),
    }
    return pa.RecordBatch.from_arrays([columns[name] for name in FIELDS], schema=SCHEMA)


def _places(
    mentions: Sequence[Sequence[Row] | None], alone: Iterable[Row], count: int
) -> list[int | None]:
    """For each line the place of what it says among ``count`` mentions, of which it is the first of its
    own, or behind them in the order of those that are said ``alone``; None where it says nothing.
    """
    claims = iter(alone)
    places: list[int | None] = []
    first = 0
    for own in mentions:
        if own:
            places.append(first)
            first += len(own)
        elif next(claims) != _NO_CLAIM:
            places.append(count)
            count += 1
        else:
            places.append(None)
    return places


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """An array of numbers or strings; Python is faster at putting numbers side by side."""
    if kind == pa.float32() and None not in values:
        buffer = pa.py_buffer(array("f", values))
        return pa.Array.from_buffers(kind, len(values), [None, buffer])
    return pa.array(values, kind)


def _flat(column: Sequence[Sequence[Any] | None]) -> tuple[list[Any], pa.Array]:
    """The items of all lines side by side, and where those of each begin and end."""
    ends: list[int | None] = [0]
    flat: list[Any] = []
    for items in column:
        if items is None:
            ends[-1] = None  # a null is told at its beginning
        else:
            flat += items
        ends.append(len(flat))
    return flat, pa.array(ends, pa.int32())


def structs_of(batch: pa.RecordBatch) -> pa.StructArray:
    """The rows of a batch of ``SCHEMA`` as structs; the row of a null line is a null."""
    fields = list(SCHEMA)
    return pa.StructArray.from_arrays(batch.columns, fields=fields, mask=batch["version"].is_null())
