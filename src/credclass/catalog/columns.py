"""The bytes of a compiled catalog: columns instead of rows, so that reading makes few objects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, cast

from credclass.catalog.index import Compiled
from credclass.catalog.tables import (
    CredentialFacts,
    IssuerFacts,
    KindFacts,
    Recurring,
    Table,
    Texts,
)

_TABLES: Final = {"issuers": IssuerFacts, "credentials": CredentialFacts}
_DICTIONARIES: Final = ("phrases", "starts", "rare", "weights")

_BETWEEN: Final = "\x7f"
"""Stands between the strings of a column: the one control character that JSON does not escape."""


MAX_DISTINCT: Final = 2_000
"""A column of more different values (names, ids) has each of them once or nearly so."""

_FIRST_LETTER: Final = 0x100


def serialize(compiled: Compiled) -> bytes:
    """The one byte form of a compiled catalog: lines of JSON, one a column of a table, two a
    dictionary, and one for anything else.
    """
    return b"\n".join(
        json.dumps([name, content], ensure_ascii=False, separators=(",", ":")).encode()
        for name, table in compiled.items()
        for content in _contents(name, table)
    )


def parse(lines: Iterable[bytes]) -> Compiled:
    """The compiled catalog in ``lines``, an open file or its lines.

    Line by line: the text of all of them at once would be half as large as what is made of it.
    """
    read: dict[str, Any] = {}
    columns: dict[str, list[Sequence[Any]]] = {}
    for line in lines:
        name, content = json.loads(str(line, "utf-8"))
        if name in _TABLES:
            columns.setdefault(name, []).append(_read_later(content))
        elif name in _DICTIONARIES:
            keys, values = map(_split, content)
            read.setdefault(name, {}).update(zip(keys, values, strict=True))
        else:
            read[name] = content
    for name, facts in _TABLES.items():
        read[name] = Table(facts, columns[name])
    kinds = map(KindFacts._make, read["kinds"])
    read["kinds"] = [
        kind._replace(cues=tuple(kind.cues), awarders=tuple(kind.awarders)) for kind in kinds
    ]
    return cast("Compiled", read)


def _contents(name: str, table: Any) -> Iterator[Any]:
    """What the lines of a table hold. Of a dictionary the ASCII entries stand apart: a string
    with one other character takes twice the room and three times as long to split.
    """
    if name in _TABLES:
        yield from map(_join, table.columns)
    elif name in _DICTIONARIES:
        for plain in (True, False):
            part = {key: table[key] for key in table if f"{key}{table[key]}".isascii() is plain}
            yield [_join(part), _join(part.values())]
    else:
        yield table


def _join(column: Iterable[Any]) -> Any:
    """A column whose values recur as those and a letter for each row; a column of many strings
    as one string; any other as it is.
    """
    values = list(column)
    if not values or any(isinstance(one, list) for one in values):
        return values
    distinct = list(dict.fromkeys(values))
    if len(distinct) <= MAX_DISTINCT:
        letters = {value: chr(_FIRST_LETTER + number) for number, value in enumerate(distinct)}
        return {"of": distinct, "rows": "".join([letters[one] for one in values])}
    if all(isinstance(one, str) and _BETWEEN not in one for one in values):
        return _BETWEEN.join(values)
    return values


def _split(column: Any) -> list[Any]:
    """The inverse of ``_join``: equal values of few are one object, a tenth of all memory less."""
    if isinstance(column, str):
        return column.split(_BETWEEN)
    if isinstance(column, dict):
        return list(Recurring(column["of"], column["rows"], _FIRST_LETTER))
    return cast("list[Any]", column)


def _read_later(column: Any) -> Sequence[Any]:
    """The inverse of ``_join``, with a column left as it is written until it is looked at."""
    if isinstance(column, str):
        return Texts(column, _BETWEEN)
    if isinstance(column, dict):
        return Recurring(column["of"], column["rows"], _FIRST_LETTER)
    return cast("list[Any]", column)
