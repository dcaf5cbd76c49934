"""The bytes of a compiled catalog: columns instead of rows, so that reading makes few objects, and
dictionaries that stay in the file.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, cast

from credclass.catalog.index import Compiled
from credclass.catalog.packed import Packed, Phrases, Words, filled
from credclass.catalog.tables import (
    CredentialFacts,
    IssuerFacts,
    KindFacts,
    Recurring,
    Table,
    Texts,
)
from credclass.errors import CredclassError

_TABLES: Final = {"issuers": IssuerFacts, "credentials": CredentialFacts}
_PACKED: Final = {"phrases": Phrases, "words": Words}

_HEAD: Final = 16
"""Bytes at the beginning that tell the order of bytes, and where the lines end and the packed dictionaries
begin.
"""
_ORDER: Final = sys.byteorder[0]

_BETWEEN: Final = "\x7f"
"""Stands between the strings of a column, and before the first of a line of strings."""
_TURN: Final = "\x1f"
"""Stands between the pages of ``Texts`` instead."""
_LINE: Final = "\n"
_MARKS: Final = frozenset((_BETWEEN, _TURN, _LINE))

_NUMBER: Final = "i"
"""The type of a column of numbers: four bytes each, the least first."""

MAX_DISTINCT: Final = 2_000
"""A column of more different values (names, ids) has each of them once or nearly so."""

_FIRST_LETTER: Final = 0x100


def serialize(compiled: Compiled) -> bytes:
    """The one byte form of a compiled catalog: lines, one a column of a table and one for anything
    else, and behind them the packed dictionaries.

    Many strings stand in a line as they are, behind the name, with ``_BETWEEN`` before each: what
    needs no unquoting is read in a third of the time. All else is JSON, ``[name, content]``; of a
    packed dictionary the content is the place where it begins, from the end of the lines.
    """
    lines = [
        _line(name, content)
        for name, table in sorted(compiled.items())
        if name not in _PACKED
        for content in _contents(name, table)
    ]
    parts = b""
    for name in _PACKED:
        lines.append(_line(name, len(parts)))
        parts += filled(cast("Packed", compiled[name]).part())  # type: ignore[literal-required]
    text = filled(_LINE.join(lines).encode(), b" ")
    return f"{_ORDER}{_HEAD + len(text):{_HEAD - 1}d}".encode() + text + parts


def parse(file: bytes | mmap.mmap) -> Compiled:
    """The compiled catalog in the bytes of a file, or a file that is mapped and stays so.

    Line by line: the text of all of them at once would be half as large as what is made of it.

    Raises:
        CredclassError: the file was made on a machine with another order of bytes.
    """
    if file[:1] != _ORDER.encode():
        raise CredclassError(
            "the catalog's file was made on a machine with another order of bytes: "
            "install credclass from its sdist here, which makes it anew"
        )
    read: dict[str, Any] = {}
    columns: dict[str, list[Sequence[Any]]] = {name: [] for name in _TABLES}
    behind = int(file[1:_HEAD])
    for name, content in _read_lines(file, behind):
        if name in _TABLES:
            columns[name].append(_read_later(content))
        elif name in _PACKED:
            read[name] = _PACKED[name](file, behind + content)
        else:
            read[name] = "".join(content.texts()) if isinstance(content, _Strings) else content
    for name, facts in _TABLES.items():
        read[name] = Table(facts, columns[name])
    kinds = map(KindFacts._make, read["kinds"])
    read["kinds"] = [
        kind._replace(cues=tuple(kind.cues), awarders=tuple(kind.awarders)) for kind in kinds
    ]
    return cast("Compiled", read)


def _line(name: str, content: Any) -> str:
    """A line of the file."""
    if isinstance(content, str) and content:
        return f"{name}{_BETWEEN}{content}"
    return json.dumps([name, content], ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class _Strings(NamedTuple):
    """Where a line of strings stands in the file."""

    file: bytes | mmap.mmap
    begin: int
    end: int

    def pages(self) -> Iterator[bytes]:
        """The pages, one after the other: all at once would be up to 10 MB, which malloc keeps."""
        at = self.begin
        while at <= self.end:
            stop = self.file.find(_TURN.encode(), at, self.end)
            stop = self.end if stop < 0 else stop
            yield self.file[at:stop]
            at = stop + 1

    def texts(self) -> Iterator[str]:
        """The strings."""
        for page in self.pages():
            yield from page.decode().split(_BETWEEN)


def _read_lines(file: bytes | mmap.mmap, behind: int) -> Iterator[tuple[str, Any]]:
    """The inverse of ``_line``, for every line; lines of strings are to be read before the next."""
    end = _HEAD - 1
    while end < behind:
        begin, end = end + 1, file.find(_LINE.encode(), end + 1, behind)
        if end < 0:
            end = behind
        if file[begin : begin + 1] == b"[":
            name, content = json.loads(file[begin:end])
            yield name, content
        else:
            between = file.find(_BETWEEN.encode(), begin)
            yield file[begin:between].decode(), _Strings(file, between + 1, end)
        _release(file, end)


def _release(file: bytes | mmap.mmap, end: int) -> None:
    """Take what a mapped file holds before ``end`` out of memory: no line of it is read twice, and
    at the end all 14 MB of them would stand there beside what was made of them.
    """
    if isinstance(file, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        file.madvise(mmap.MADV_DONTNEED, 0, end)


def _contents(name: str, table: Any) -> Iterator[Any]:
    """What the lines of a table hold."""
    if name in _TABLES:
        yield from map(_join, table.columns)
    else:
        yield table


def _join(column: Iterable[Any]) -> Any:
    """A column whose values recur as those and a letter for each row; a column of many strings
    as one string, in pages, of many numbers as their bytes; any other as it is.
    """
    values = list(column)
    distinct = list(dict.fromkeys(values))
    if 0 < len(distinct) <= MAX_DISTINCT:
        letters = {value: chr(_FIRST_LETTER + number) for number, value in enumerate(distinct)}
        return {"of": distinct, "rows": "".join([letters[one] for one in values])}
    if len(values) > MAX_DISTINCT and isinstance(values[0], int):
        return _written(values)
    if values and all(isinstance(one, str) and _MARKS.isdisjoint(one) for one in values):
        return Texts.join(values, _BETWEEN, _TURN)
    return values


def _read_later(column: Any) -> Sequence[Any]:
    """The inverse of ``_join``, with strings left as they are written until they are looked at."""
    if isinstance(column, _Strings):
        return Texts(list(column.pages()), _BETWEEN)
    if isinstance(column, dict) and "of" in column:
        return Recurring(column["of"], column["rows"], _FIRST_LETTER)
    if isinstance(column, dict):
        return _numbers(column)
    return cast("Sequence[Any]", column)


def _written(values: list[int]) -> dict[str, Any]:
    """A column of numbers, as their bytes."""
    return {"bytes": b64encode(struct.pack(f"<{len(values)}{_NUMBER}", *values)).decode()}


def _numbers(column: dict[str, Any]) -> list[int]:
    """The inverse of ``_written``."""
    packed = b64decode(column["bytes"])
    return [number for (number,) in struct.iter_unpack(f"<{_NUMBER}", packed)]
