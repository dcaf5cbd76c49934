"""Entries column by column: rows are made of them when somebody looks at one."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count
from mmap import mmap
from typing import Any, Final, Generic, NamedTuple, TypeVar, overload

from credclass.catalog.packed import CLOSES, filled, padded

RANK: Final = "H"
"""The type of a column of ranks among some values: two bytes each."""

BYTES: Final = 1 << 8
"""Values that a byte tells apart."""

_COUNT: Final = 8
"""Bytes of the number of some strings."""


class KindFacts(NamedTuple):
    """A kind of credential and the category it leads to."""

    id: str
    category: str
    name: str
    level: int | None
    """ISCED level."""
    cues: tuple[str, ...]
    """Cues that tell this kind inside its category."""
    usual: bool
    """The category's kind where no cue tells one."""
    closing: str
    """What closes names of this kind and is often left out."""
    dates: str
    """What two dates beside it tell: ``study``, ``validity`` or ``award``."""
    awarders: tuple[str, ...]
    """Kinds of issuers that tell this kind where wording does not; ``nobody`` for none named."""
    scored: bool
    """Whether the number behind its name is a score."""


class IssuerFacts(NamedTuple):
    """What the catalog says of an issuer; empty strings where it says nothing."""

    id: str
    name: str
    acronym: str
    kind: str
    country: str
    sector: str
    domain: str
    source: str
    needs_context: bool = False
    affiliates: bool = False
    """Whether it awards the degrees of other schools, which teach for it."""


class CredentialFacts(NamedTuple):
    """What the catalog says of a credential; empty strings where it says nothing."""

    id: str
    name: str
    acronym: str
    kind: str
    issuer: int
    """The awarder's number; -1 for none."""
    platform: int
    """The number of the platform on which it is earned; -1 for none."""
    requires: str
    """What the awarder demands, joined by spaces."""
    valid_for: str
    level: int | None
    """ISCED level."""
    source: str
    needs_context: bool
    retired: bool


Facts = TypeVar("Facts", IssuerFacts, CredentialFacts)


class Table(Generic[Facts]):
    """The facts of many entries, found by number.

    Half the memory of a list of tuples, and nothing to be made when a catalog is loaded.

    >>> table = Table(IssuerFacts)
    >>> table.append(IssuerFacts("pmi", "Project Management Institute", "PMI", *[""] * 5))
    >>> table[0].name, table.column("acronym")
    ('Project Management Institute', ['PMI'])
    """

    def __init__(self, facts: type[Facts], columns: Sequence[Sequence[Any]] = ()) -> None:
        self.facts: type[Facts] = facts
        self.columns: list[Sequence[Any]] = list(columns) or [[] for _ in facts._fields]

    def __len__(self) -> int:
        return len(self.columns[0])

    def __getitem__(self, number: int) -> Facts:
        return self.facts._make([column[number] for column in self.columns])

    def __iter__(self) -> Iterator[Facts]:
        return map(self.facts._make, zip(*self.columns, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def column(self, name: str) -> Sequence[Any]:
        """What all entries have of one fact, by number."""
        return self.columns[self.facts._fields.index(name)]

    def numbers(self) -> dict[str, int]:
        """The number of each entry, by its id."""
        return {identifier: number for number, identifier in enumerate(self.column("id"))}

    def numbers_with(self, name: str) -> frozenset[int]:
        """The numbers of the entries of which one fact is true."""
        return frozenset(compress(count(), recurring(self.column(name)).truths()))

    def append(self, facts: Facts) -> None:
        """Add an entry."""
        for column, value in zip(self._open(), facts, strict=True):
            column.append(value)

    def replace(self, number: int, facts: Facts) -> None:
        """Put ``facts`` in the place of what was known."""
        for column, value in zip(self._open(), facts, strict=True):
            column[number] = value

    def copy(self) -> Table[Facts]:
        """A table to which entries can be added without changing this one."""
        return Table(self.facts, [list(column) for column in self.columns])

    def _open(self) -> list[list[Any]]:
        """The columns as lists, which can be added to."""
        for at, column in enumerate(self.columns):
            if not isinstance(column, list):
                self.columns[at] = list(column)
        return self.columns  # type: ignore[return-value]


class Recurring(Sequence[Any]):
    """Values of which few are different: those, and for each row which of them it has.

    >>> list(Recurring(["body", "vendor"], array("H", [0, 0, 1])))
    ['body', 'body', 'vendor']
    """

    __slots__ = ("_rows", "of")

    def __init__(self, of: list[Any], rows: array[int] | memoryview[int]) -> None:
        self.of: Final = of
        self._rows: Final = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...

    def __getitem__(self, at: int | slice) -> Any:
        return list(self)[at] if isinstance(at, slice) else self.of[self._rows[at]]

    def __iter__(self) -> Iterator[Any]:
        return map(self.of.__getitem__, self._rows.tolist())

    def ranks(self) -> bytes:
        """Which of the values each row has: two bytes, the lower first."""
        return lower_first(array(RANK, self._rows.tobytes()))

    def truths(self) -> bytes:
        """Which rows have a true value: a byte each, 0 or 1."""
        if len(self.of) > BYTES:
            return bytes(map(bool, self))
        return self.ranks()[::2].translate(bytes(map(bool, self.of)).ljust(BYTES, b"\0"))

    def __reduce__(self) -> tuple[type[Recurring], tuple[list[Any], array[int]]]:
        return Recurring, (self.of, array(RANK, self._rows.tolist()))


def recurring(column: Sequence[Any]) -> Recurring:
    """A column as values that recur and which of them each row has."""
    if isinstance(column, Recurring):
        return column
    of = list(dict.fromkeys(column))
    ranks = {value: rank for rank, value in enumerate(of)}
    return Recurring(of, array(RANK, [ranks[value] for value in column]))


def lower_first(numbers: array[int]) -> bytes:
    """The bytes of numbers, of each the lower first."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


class Texts(Sequence[str]):
    """Strings that are seldom looked at, left where they stand in a file.

    Arguments:
        content: the file, mapped, or the strings by themselves.
        begin: where they begin in it.

    >>> texts = Texts(Texts.written(["PMP", "CPA"]))
    >>> texts[1], list(texts), len(texts)
    ('CPA', ['PMP', 'CPA'], 2)
    """

    __slots__ = ("_at", "_begin", "_content", "_count", "_ends")

    def __init__(self, content: bytes | mmap, begin: int = 0) -> None:
        view = memoryview(content)
        self._content: Final = content
        self._begin: Final = begin
        self._count: Final[int] = view[begin : begin + _COUNT].cast("Q")[0]
        ends = begin + _COUNT
        self._at: Final = ends + padded(4 * (self._count + 1))
        self._ends: Final = view[ends : ends + 4 * (self._count + 1)].cast("I")

    @staticmethod
    def written(texts: Sequence[str]) -> bytes:
        """How the strings stand in a file: their number, where each ends, and each with ``CLOSES`` behind it."""
        written = [text.encode() + CLOSES for text in texts]
        ends = array("I", accumulate(map(len, written), initial=0))
        count = array("Q", [len(texts)])
        return count.tobytes() + filled(ends.tobytes()) + filled(b"".join(written))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return list(self)[at]
        place = range(self._count)[at]
        first, stop = self._ends[place], self._ends[place + 1] - len(CLOSES)
        return self._content[self._at + first : self._at + stop].decode()

    def __iter__(self) -> Iterator[str]:
        whole = self._content[self._at : self._at + self._ends[self._count]]
        return map(bytes.decode, whole.split(CLOSES)[: self._count])

    def __reduce__(self) -> tuple[type[Texts], tuple[bytes]]:
        return Texts, (self._content[self._begin : self._at + padded(self._ends[self._count])],)
