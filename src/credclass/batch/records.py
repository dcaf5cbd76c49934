"""A line of a file with its number and heading, and how far the file is read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from credclass.batch.decoding import InputError, lines_of


class Record(NamedTuple):
    """One line of a file."""

    number: int
    """From 1: the line, or in Parquet and a JSON array the row; in CSV the line on which the row ends."""
    text: str
    section: str | None
    fault: str = ""
    """Why it cannot be classified; ``text`` is then what stood there, as far as it is known."""
    kept: tuple[Any, ...] = ()
    """The values of the columns that are kept, in their order."""


class Columns(NamedTuple):
    """Where text and heading stand, in files that have columns, and what stands beside them."""

    text: str
    section: str | None
    keep: tuple[str, ...] = ()
    """Columns whose values go with the answers."""


class Meter:
    """How far a file is read."""

    def __init__(self) -> None:
        self.bytes = 0


def numbered_lines(path: Path, meter: Meter) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their ends, counted from 1."""
    with path.open("rb") as stream:
        for number, raw in enumerate(lines_of(stream), start=1):
            meter.bytes += len(raw)
            yield number, raw


def place_of(head: list[str], name: str) -> int:
    """Where a column stands. The others are not told: a file without a head has people there."""
    if head.count(name) > 1:
        raise InputError(f"{head.count(name)} columns are called {name!r}")
    if name in head:
        return head.index(name)
    like = "".join(f"; did you mean {near!r}?" for near in get_close_matches(name, head, 1))
    raise InputError(f"no column {name!r} among {len(head)}{like}")
