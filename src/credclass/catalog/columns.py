"""The bytes of a compiled catalog: columns instead of rows, so that reading makes few objects; dictionaries
and columns of strings stay in the file.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from credclass.catalog.index import Compiled
from credclass.catalog.packed import Phrases, filled
from credclass.catalog.tables import (
    RANK,
    CredentialFacts,
    IssuerFacts,
    KindFacts,
    Recurring,
    Table,
    Texts,
)
from credclass.catalog.words import Shapes, Words
from credclass.errors import CredclassError

_TABLES: Final = {"issuers": IssuerFacts, "credentials": CredentialFacts}
_PACKED: Final = {"phrases": Phrases, "words": Words, "vocabulary": Shapes, "letters": Shapes}

_HEAD: Final = 16
"""Bytes at the beginning that tell the order of bytes, and where the lines end and the packed dictionaries
begin.
"""
_ORDER: Final = sys.byteorder[0]

_LINE: Final = b"\n"

_NUMBER: Final = "i"
"""The type of a column of numbers: four bytes each."""

MAX_DISTINCT: Final = 2_000
"""A column of more different values (names, ids) has each of them once or nearly so."""


def serialize(compiled: Compiled) -> bytes:
    """The one byte form of a compiled catalog: lines of JSON, ``[name, content]``, one a column of a table and
    one for anything else, and behind them its parts, which are no JSON: packed dictionaries, and
    columns of many strings or numbers. Of each a line tells where it begins, from the end of the lines.
    """
    parts = _Parts()
    lines = [
        json.dumps([name, one], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        for name, content in sorted(compiled.items())
        for one in _contents(name, content, parts)
    ]
    text = filled("\n".join(lines).encode(), b" ")
    return f"{_ORDER}{_HEAD + len(text):{_HEAD - 1}d}".encode() + text + b"".join(parts.written)


class _Parts:
    """The parts of a file, as they are written."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self._end = 0

    def add(self, part: bytes) -> int:
        """Where the next part begins, which is added."""
        begin = self._end
        self.written.append(filled(part))
        self._end += len(self.written[-1])
        return begin


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
            columns[name].append(_column(content, file, behind))
        elif name in _PACKED:
            read[name] = _PACKED[name](file, behind + content)
        else:
            read[name] = content
    for name, facts in _TABLES.items():
        read[name] = Table(facts, columns[name])
    kinds = map(KindFacts._make, read["kinds"])
    read["kinds"] = [
        kind._replace(cues=tuple(kind.cues), awarders=tuple(kind.awarders)) for kind in kinds
    ]
    _release(file, behind)
    return cast("Compiled", read)


def _read_lines(file: bytes | mmap.mmap, behind: int) -> Iterator[tuple[str, Any]]:
    """What the lines say."""
    end = _HEAD - 1
    while end < behind:
        begin, end = end + 1, file.find(_LINE, end + 1, behind)
        if end < 0:
            end = behind
        name, content = json.loads(file[begin:end])
        yield name, content


def _release(file: bytes | mmap.mmap, end: int) -> None:
    """Take what a mapped file holds before ``end`` out of memory: no line of it is read twice."""
    if isinstance(file, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        file.madvise(mmap.MADV_DONTNEED, 0, end)


def _contents(name: str, content: Any, parts: _Parts) -> Iterator[Any]:
    """What the lines of a table, or of anything else, hold."""
    if name in _TABLES:
        for column in content.columns:
            yield _told(list(column), parts)
    elif name in _PACKED:
        yield parts.add(content.part())
    else:
        yield content


def _told(values: list[Any], parts: _Parts) -> Any:
    """A column as it is written: if few values are distinct, these and the place of the ranks; if it has many
    strings or numbers, the place of its part; else the values themselves.
    """
    distinct = list(dict.fromkeys(values))
    if 0 < len(distinct) <= MAX_DISTINCT:
        ranks = {value: rank for rank, value in enumerate(distinct)}
        return {"of": distinct, **_numbers(RANK, [ranks[one] for one in values], parts)}
    if values and all(isinstance(one, str) for one in values):
        return {"texts": parts.add(Texts.written(values))}
    if values and all(isinstance(one, int) for one in values):
        return _numbers(_NUMBER, values, parts)
    return values


def _numbers(kind: str, values: list[int], parts: _Parts) -> dict[str, int]:
    """Where numbers stand, and how many."""
    return {"numbers": parts.add(array(kind, values).tobytes()), "count": len(values)}


def _column(told: Any, file: bytes | mmap.mmap, behind: int) -> Sequence[Any]:
    """The inverse of ``_told``; strings stay in the file until they are looked at."""
    if isinstance(told, list):
        return told
    if "texts" in told:
        return Texts(file, behind + told["texts"])
    part = memoryview(file)[behind + told["numbers"] :]
    if "of" in told:
        return Recurring(told["of"], part[: array(RANK).itemsize * told["count"]].cast(RANK))
    return array(_NUMBER, bytes(part[: array(_NUMBER).itemsize * told["count"]]))
