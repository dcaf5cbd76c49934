"""Rows of cells: CSV, and TSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from credclass.batch.decoding import InputError
from credclass.batch.records import Columns, Meter, Record, numbered_lines, place_of
from credclass.text.limits import SURROGATE


def read_separated(delimiters: str, path: Path, columns: Columns, meter: Meter) -> Iterator[Record]:
    """Rows of cells, parted by the first of the delimiters that gives the column.

    Raises:
        InputError: when the file lacks a column, or its head is no row of cells.
    """
    lines = _Lines(path, meter)
    first = next(lines, "")
    delimiter = _delimiter(first, columns.text, delimiters)
    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    try:
        head = next(reader, [])
    except csv.Error as error:
        raise InputError(f"the row with the columns' names is not CSV: {error}") from None
    place = place_of(head, columns.text) if head else 0
    beside = place_of(head, columns.section) if head and columns.section else None
    keep = [place_of(head, name) for name in columns.keep] if head else []
    while True:
        lines.taken.clear()
        try:
            row = next(reader, None)
        except csv.Error as error:
            row, fault = [], f"not CSV: {error}"
        else:
            if row is None:
                return
            fault = _fault(row, place, len(head), lines.taken)
        number = lines.blank + reader.line_num
        if fault:
            whole = b"".join(lines.taken).decode("utf-8", "backslashreplace")
            yield Record(number, whole.rstrip("\r\n"), None, fault)
        elif row:
            section = row[beside] if beside is not None and beside < len(row) else None
            kept = tuple([row[one] if one < len(row) else None for one in keep])
            yield Record(number, row[place], section, kept=kept)


class _Lines:
    """The lines of a file from the first that is not blank on, and the bytes of those taken."""

    def __init__(self, path: Path, meter: Meter) -> None:
        self.taken: list[bytes] = []
        self.blank = 0
        """Blank lines above the head."""
        self._lines = numbered_lines(path, meter)
        self._begun = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for _, raw in self._lines:
            self._begun = self._begun or bool(raw.strip())
            if self._begun:
                self.taken.append(raw)
                return raw.decode("utf-8", "surrogateescape")
            self.blank += 1
        raise StopIteration


def _fault(row: list[str], place: int, width: int, taken: list[bytes]) -> str:
    """What is wrong with a row of cells, read from the lines ``taken``, in a table of ``width`` columns; empty
    for nothing.
    """
    if len(taken) > 1 and sum([raw.count(b'"') for raw in taken]) % 2:
        return "a quote that never closes"
    if row and place >= len(row):
        return "the row is too short"
    if any(row[width:]):
        return f"the row has {len(row)} cells, the head {width}: a separator without quotes around?"
    return "not UTF-8" if any(map(SURROGATE.search, row)) else ""


def _delimiter(head: str, name: str, delimiters: str) -> str:
    """What parts the cells: the first, unless only a later one gives a column of that name."""
    for delimiter in delimiters:
        try:
            if name in next(csv.reader([head], delimiter=delimiter), []):
                return delimiter
        except csv.Error:
            continue
    return delimiters[0]
