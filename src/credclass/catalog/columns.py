"""The bytes of a compiled catalog: columns instead of rows, so that reading makes few objects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, cast

from credclass.catalog.index import Compiled

_TABLES: Final = ("issuers", "credentials")
_DICTIONARIES: Final = ("phrases", "starts", "rare", "weights")

_BETWEEN: Final = "\x7f"
"""Stands between the strings of a column: the one control character that JSON does not escape."""


MAX_DISTINCT: Final = 1_000
"""A column of more different strings (names, ids) has each of them once or nearly so."""

_FIRST_LETTER: Final = 0x100


def serialize(compiled: Compiled) -> bytes:
    """The one byte form of a compiled catalog: a line of JSON for each of its tables."""
    return b"\n".join(
        json.dumps(
            [name, _columns(name, table)], ensure_ascii=False, separators=(",", ":")
        ).encode()
        for name, table in compiled.items()
    )


def parse(lines: Iterable[bytes]) -> Compiled:
    """The compiled catalog in ``lines``, an open file or its lines.

    Table by table: the text of all of them at once would be half as large as what is made of it.
    """
    read: dict[str, Any] = {}
    for line in lines:
        name, columns = json.loads(line)
        read[name] = _table(name, columns)
    return cast("Compiled", read)


def _columns(name: str, table: Any) -> Any:
    if name in _TABLES:
        return [_join(column) for column in zip(*table, strict=True)]
    if name in _DICTIONARIES:
        return [_join(table), _join(table.values())]
    return table


def _table(name: str, columns: Any) -> Any:
    """The inverse of ``_columns``."""
    if name in _TABLES:
        return list(zip(*map(_split, columns), strict=True))
    if name in _DICTIONARIES:
        keys, values = map(_split, columns)
        return dict(zip(keys, values, strict=True))
    return columns


def _join(column: Iterable[Any]) -> Any:
    """A column of strings as one string, or, where few recur, those and a letter for each row;
    any other column as it is.
    """
    values = list(column)
    if not values or not all(isinstance(one, str) and _BETWEEN not in one for one in values):
        return values
    distinct = list(dict.fromkeys(values))
    if len(distinct) > MAX_DISTINCT:
        return _BETWEEN.join(values)
    letters = {value: chr(_FIRST_LETTER + number) for number, value in enumerate(distinct)}
    return {"of": _BETWEEN.join(distinct), "rows": "".join([letters[one] for one in values])}


def _split(column: Any) -> list[Any]:
    """The inverse of ``_join``: equal strings of few are one object, a tenth of all memory less."""
    if isinstance(column, str):
        return column.split(_BETWEEN)
    if isinstance(column, dict):
        distinct = column["of"].split(_BETWEEN)
        letters = {chr(_FIRST_LETTER + number): value for number, value in enumerate(distinct)}
        return [letters[one] for one in column["rows"]]
    return cast("list[Any]", column)
