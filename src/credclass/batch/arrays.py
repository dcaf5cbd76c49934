"""Rows as Arrow has them: the schema of answers, and the arrays of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from struct import error, pack
from typing import Any, Final

import pyarrow as pa

from credclass.batch.rows import (
    CLAIM,
    FIELDS,
    MENTION_FIELDS,
    NO_CLAIM,
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


_OWN: Final = ("category", "confidence", *PROBABILITIES, "version")
_CLAIM: Final = slice(FIELDS.index(CLAIM[0]), FIELDS.index(CLAIM[-1]) + 1)
_MENTIONS: Final = FIELDS.index("mentions")
_NOWHERE: Final[Row] = (0, 0, None)
"""The fields of a mention that a line has not, for one that claims nothing."""

_SIDE_BY_SIDE: Final = {pa.float32(): "f", pa.int32(): "i"}
"""Numbers that Python puts side by side faster than Arrow, and how."""


def batch_of(rows: Sequence[Row]) -> pa.RecordBatch:
    """The rows as a batch of ``SCHEMA``.

    A line says what its first mention does, so Arrow copies that: to make a cell of a Python object
    takes ten times as long.
    """
    columns = dict(zip(FIELDS, zip(*rows, strict=True) if rows else repeat(()), strict=False))
    mentions, ends = _flat(columns["mentions"])
    alone = [row[_CLAIM] for row in rows if not row[_MENTIONS]]
    claims = mentions + [(*_NOWHERE, *claim) for claim in alone if claim != NO_CLAIM]
    said = dict(
        zip(MENTION_FIELDS, zip(*claims, strict=True) if claims else repeat(()), strict=False)
    )
    told = {name: _array(values, _TYPES[name]) for name, values in said.items()}
    structs = pa.StructArray.from_arrays(
        [one[: len(mentions)] for one in told.values()], fields=list(MENTION)
    )
    places = pa.array(_places(columns["mentions"], alone, len(mentions)), pa.int32())
    warnings, warned = _flat(columns["warnings"])
    arrays = {
        **{name: _array(columns[name], _TYPES[name]) for name in _OWN},
        **{name: told[name].take(places) for name in CLAIM},
        "warnings": pa.ListArray.from_arrays(warned, pa.array(warnings, pa.string())),
        "mentions": pa.ListArray.from_arrays(ends, structs),
    }
    return pa.RecordBatch.from_arrays([arrays[name] for name in FIELDS], schema=SCHEMA)


def _places(
    mentions: Iterable[Sequence[Row] | None], alone: Iterable[Row], count: int
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
        elif next(claims) != NO_CLAIM:
            places.append(count)
            count += 1
        else:
            places.append(None)
    return places


def _array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    """An array of numbers or strings."""
    form = _SIDE_BY_SIDE.get(kind)
    if form is None:
        return pa.array(values, kind)
    try:
        buffer = pa.py_buffer(pack(f"{len(values)}{form}", *values))
    except error:  # there are nulls
        return pa.array(values, kind)
    return pa.Array.from_buffers(kind, len(values), [None, buffer])


def _flat(column: Iterable[Sequence[Any] | None]) -> tuple[list[Any], pa.Array]:
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
