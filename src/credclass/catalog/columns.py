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


def serialize(compiled: Compiled) -> bytes:
    """The one byte form of a compiled catalog."""
    packed: dict[str, Any] = {**compiled}
    for name in _TABLES:
        packed[name] = [_join(column) for column in zip(*packed[name], strict=True)]
    for name in _DICTIONARIES:
        packed[name] = [_join(packed[name]), _join(packed[name].values())]
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


def parse(content: bytes) -> Compiled:
    """The compiled catalog in ``content``."""
    read = json.loads(content)
    for name in _TABLES:
        read[name] = list(zip(*map(_split, read[name]), strict=True))
    for name in _DICTIONARIES:
        keys, values = map(_split, read[name])
        read[name] = dict(zip(keys, values, strict=True))
    return cast("Compiled", read)


def _join(column: Iterable[Any]) -> list[Any] | str:
    """A column of strings as one string; any other as it is."""
    values = list(column)
    plain = all(isinstance(value, str) and _BETWEEN not in value for value in values)
    return _BETWEEN.join(values) if plain and values else values


def _split(column: list[Any] | str) -> list[Any]:
    """The inverse of ``_join``."""
    return column.split(_BETWEEN) if isinstance(column, str) else column
