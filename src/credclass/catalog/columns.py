"""The bytes of a compiled catalog: columns instead of rows, so that reading makes few objects."""

from __future__ import annotations

import json
import mmap
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, cast

from credclass.catalog.index import Compiled
from credclass.catalog.tables import (
    PAGE,
    CredentialFacts,
    IssuerFacts,
    KindFacts,
    Recurring,
    Table,
    Texts,
)

_TABLES: Final = {"issuers": IssuerFacts, "credentials": CredentialFacts}
_DICTIONARIES: Final = ("phrases", "weights", "starts", "rare")
_BY_WORD: Final = frozenset(("starts", "rare"))
"""Dictionaries of words that ``weights`` has too: the words are the same objects, 6 MB less. They
stand in pages, so that few others are made on the way.
"""

_COLUMNS: Final = 4
_KEYS: Final = frozenset((0, 2))
"""Which of a dictionary's four columns are keys: of the ASCII entries, and of the others."""

_BETWEEN: Final = "\x7f"
"""Stands between the strings of a column, and before the first of a line of strings."""
_TURN: Final = "\x1f"
"""Stands between the pages of ``Texts`` instead."""
_LINE: Final = "\n"
_MARKS: Final = frozenset((_BETWEEN, _TURN, _LINE))

_NUMBER: Final = "i"
"""The type of a column of numbers: four bytes each, the least first."""

DICTIONARY_PAGE: Final = 1_000
"""Strings of a dictionary that are read at once."""

MAX_DISTINCT: Final = 2_000
"""A column of more different values (names, ids) has each of them once or nearly so."""

_FIRST_LETTER: Final = 0x100


def serialize(compiled: Compiled) -> bytes:
    """The one byte form of a compiled catalog: lines, one a column of a table, four a dictionary
    (keys and values, the ASCII entries first), and one for anything else.

    Many strings stand in a line as they are, behind the name, with ``_BETWEEN`` before each: what
    needs no unquoting is read in a third of the time. All else is JSON, ``[name, content]``.
    """
    return _LINE.join(
        _line(name, content)
        for name, table in compiled.items()
        for content in _contents(name, table)
    ).encode()


def parse(file: bytes | mmap.mmap) -> Compiled:
    """The compiled catalog in the bytes of a file, or a file that is mapped.

    Line by line: the text of all of them at once would be half as large as what is made of it.
    """
    read: dict[str, Any] = {}
    columns: dict[str, list[Sequence[Any]]] = {name: [] for name in (*_TABLES, *_DICTIONARIES)}
    words: dict[str, str] = {}
    for name, content in _read_lines(file):
        if name in _TABLES:
            columns[name].append(_read_later(content))
        elif name in _DICTIONARIES:
            column = _split_words(content, words) if name in _BY_WORD else _split(content)
            if name == "weights" and len(columns[name]) in _KEYS:
                words.update(zip(column, column, strict=True))
            columns[name].append(column)
            if len(columns[name]) == _COLUMNS:  # made at once, so that the columns are let go
                read[name] = _dictionary(*columns.pop(name))
            del column
        else:
            read[name] = "".join(content.texts()) if isinstance(content, _Strings) else content
    for name, facts in _TABLES.items():
        read[name] = Table(facts, columns[name])
    kinds = map(KindFacts._make, read["kinds"])
    read["kinds"] = [
        kind._replace(cues=tuple(kind.cues), awarders=tuple(kind.awarders)) for kind in kinds
    ]
    return cast("Compiled", read)


def _dictionary(
    keys: Sequence[Any], values: Sequence[Any], more_keys: Sequence[Any], more_values: Sequence[Any]
) -> dict[str, Any]:
    """A dictionary of its four columns."""
    made = dict(zip(keys, values, strict=True))
    made.update(zip(more_keys, more_values, strict=True))
    return made


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


def _read_lines(file: bytes | mmap.mmap) -> Iterator[tuple[str, Any]]:
    """The inverse of ``_line``, for every line; lines of strings are to be read before the next."""
    end = -1
    while end < len(file):
        begin, end = end + 1, file.find(_LINE.encode(), end + 1)
        if end < 0:
            end = len(file)
        if file[begin : begin + 1] == b"[":
            name, content = json.loads(file[begin:end])
            yield name, content
        else:
            between = file.find(_BETWEEN.encode(), begin)
            yield file[begin:between].decode(), _Strings(file, between + 1, end)
        _release(file, end)


def _release(file: bytes | mmap.mmap, end: int) -> None:
    """Take what a mapped file holds before ``end`` out of memory: no line of it is read twice, and
    at the end all 30 MB of it would stand there beside what was made of them.
    """
    if isinstance(file, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        file.madvise(mmap.MADV_DONTNEED, 0, end)


def _contents(name: str, table: Any) -> Iterator[Any]:
    """What the lines of a table hold. Of a dictionary the ASCII entries stand apart: a string
    with one other character takes twice the room and three times as long to split.
    """
    if name in _TABLES:
        yield from [_join(column, page=PAGE) for column in table.columns]
    elif name in _DICTIONARIES:
        for plain in (True, False):
            part = {key: table[key] for key in table if f"{key}{table[key]}".isascii() is plain}
            yield _join(part, page=DICTIONARY_PAGE)
            yield _join(part.values(), page=DICTIONARY_PAGE)
    else:
        yield table


def _join(column: Iterable[Any], *, page: int) -> Any:
    """A column whose values recur as those and a letter for each row; a column of many strings
    as one string, in pages of so many, of many numbers as their bytes; any other as it is.
    """
    values = list(column)
    several = any(isinstance(one, list) for one in values)
    distinct = [] if several else list(dict.fromkeys(values))
    if 0 < len(distinct) <= MAX_DISTINCT:
        letters = {value: chr(_FIRST_LETTER + number) for number, value in enumerate(distinct)}
        return {"of": distinct, "rows": "".join([letters[one] for one in values])}
    if len(values) > MAX_DISTINCT and isinstance(values[0], int):
        return _written(values)
    if several or not values:
        return values
    if all(isinstance(one, str) and _MARKS.isdisjoint(one) for one in values):
        return Texts.join(values, _BETWEEN, _TURN, page)
    return values


def _split(column: Any) -> list[Any]:
    """The inverse of ``_join``: equal values of few are one object, a tenth of all memory less."""
    if isinstance(column, _Strings):
        return list(column.texts())
    if isinstance(column, dict) and "bytes" in column:
        return _numbers(column)
    if isinstance(column, dict):
        return list(Recurring(column["of"], column["rows"], _FIRST_LETTER))
    return cast("list[Any]", column)


def _split_words(column: Any, known: dict[str, str]) -> list[Any]:
    """The inverse of ``_join``, page by page, with words that are known as the objects that they are."""
    if not isinstance(column, _Strings):
        return _split(column)
    return [known.get(word, word) for word in column.texts()]


def _read_later(column: Any) -> Sequence[Any]:
    """The inverse of ``_join``, with a column left as it is written until it is looked at."""
    if isinstance(column, _Strings):
        return Texts(list(column.pages()), _BETWEEN)
    if isinstance(column, dict) and "of" in column:
        return Recurring(column["of"], column["rows"], _FIRST_LETTER)
    return _split(column)


def _written(values: list[int | list[int]]) -> dict[str, Any]:
    """A column of numbers, some places of which hold several: the bytes of the others, and those."""
    several = [(place, one) for place, one in enumerate(values) if isinstance(one, list)]
    numbers = [one if isinstance(one, int) else 0 for one in values]
    packed = struct.pack(f"<{len(numbers)}{_NUMBER}", *numbers)
    return {"bytes": b64encode(packed).decode(), "several": several}


def _numbers(column: dict[str, Any]) -> list[Any]:
    """The inverse of ``_written``."""
    packed = b64decode(column["bytes"])
    values: list[Any] = [number for (number,) in struct.iter_unpack(f"<{_NUMBER}", packed)]
    for place, several in column["several"]:
        values[place] = several
    return values
