"""What is known of sorts of names, each alone, and of what stands beside a row of them."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from credclass.decision.evidence import groups as made
from credclass.decision.evidence.works import Works, shelve
from credclass.decision.names import Name
from credclass.native import i64

MAX_REST: Final = 4
"""More tokens that nothing is known of are not counted."""

Value = TypeVar("Value")


class Sort(Generic[Value]):
    """What names of one sort are worth, under one section: a name's other facts are few, so each of
    these memos is small, and most are found by a number.
    """

    __slots__ = ("_alone", "_firsts", "_named", "_pairs", "_section", "_titles", "_works", "sort")

    def __init__(self, sort: str, section: str, works: Works[Value]) -> None:
        self.sort = sort
        self._section = section
        self._works = works
        self._named: list[Value | None] = []
        self._firsts: dict[int, Value] = {}
        self._titles: dict[str, list[Value | None]] = {}
        self._pairs: dict[str, Value] = {}
        self._alone: Value | None = None

    def named(self, name: Name) -> Value:
        """A name, by its way and its length."""
        length = min(name.stop - name.first, 4)
        key: i64 = name.manner * 4 + length - 1
        found = self._named[key] if key < len(self._named) else None
        if found is None:
            names = made.name_features(self.sort, name.way, length, self._section)
            found = shelve(self._named, key, self._works.make(names))
        return found

    def leading(self, name: Name) -> Value:
        """The first credential of a line, by its way, its length and its place."""
        length, at = min(name.stop - name.first, 4), min(name.first, 3)
        key = (name.manner * 8 + length) * 4 + at
        found = self._firsts.get(key)
        if found is None:
            names = made.first_features(self.sort, name.way, length, at, self._section)
            found = self._firsts[key] = self._works.make(names)
        return found

    def title(self, name: Name, awarder: str) -> Value:
        """A credential, by how unmistakable it is and the sort of awarder that is named."""
        known = self._titles.get(awarder)
        if known is None:
            known = self._titles[awarder] = []
        key: i64 = name.heavy * 4 + name.shared
        found = known[key] if key < len(known) else None
        if found is None:
            kind = awarder[2:] if awarder[1:2] == ":" else awarder
            names = made.title_features(self.sort[2:], name.heavy, name.shared, kind, self._section)
            found = shelve(known, key, self._works.make(names))
        return found

    def beside(self, other: str) -> Value:
        """This sort and another on one line."""
        found = self._pairs.get(other)
        if found is None:
            found = self._pairs[other] = self._works.make(made.pair_features(self.sort, other))
        return found

    def alone(self) -> Value:
        """Awarders and no credential, the first of them of this sort."""
        if self._alone is None:
            self._alone = self._works.make(made.only_features(self.sort, self._section))
        return self._alone


class Beside(Generic[Value]):
    """What cues and unknown tokens are worth beside a row of sorts of names, under one section; reached
    from the row without the last sort (``after``), so that no row is ever looked up.
    """

    __slots__ = (
        "_after",
        "_cues",
        "_openings",
        "_rest",
        "_section",
        "_sorts",
        "_touching",
        "_works",
    )

    def __init__(self, sorts: tuple[str, ...], section: str, works: Works[Value]) -> None:
        self._sorts = sorts
        self._section = section
        self._works = works
        self._after: dict[str, Beside[Value]] = {}
        self._cues: dict[str, Value] = {}
        self._openings: dict[str, Value] = {}
        self._touching: dict[tuple[str, bool, bool, str, str], Value] = {}
        self._rest: list[Value | None] = [None] * (MAX_REST + 1)

    def let(self) -> None:
        """Have what is known from here on emptied when the room is full: done for the empty row alone."""
        room = self._works.room
        room.let(self._after)
        room.let(self._cues)
        room.let(self._openings)
        room.let(self._touching)

    def after(self, sort: str) -> Beside[Value]:
        """The same for the row with one more sort."""
        found = self._after.get(sort)
        if found is None:
            found = Beside((*self._sorts, sort), self._section, self._works)
            self._works.room.take()
            self._after[sort] = found
        return found

    def cue(self, cue: str, *, begins: bool) -> Value:
        """A cue that touches no name and ends no line; whether it begins one is told."""
        known = self._openings if begins else self._cues
        found = known.get(cue)
        if found is None:
            found = known[cue] = self._make(cue, begins, False, "", "")  # noqa: FBT003
        return found

    def touching(self, cue: str, begins: bool, ends: bool, before: str, after: str) -> Value:  # noqa: FBT001
        """A cue that stands right before or after a name, or ends a line."""
        key = cue, begins, ends, before, after
        found = self._touching.get(key)
        if found is None:
            found = self._touching[key] = self._make(cue, begins, ends, before, after)
        return found

    def _make(self, cue: str, begins: bool, ends: bool, before: str, after: str) -> Value:  # noqa: FBT001
        return self._works.make(
            made.cue_features(cue, self._sorts, begins, ends, before, after, self._section)
        )

    def rest(self, count: int) -> Value:
        """So many tokens that belong to nothing known."""
        found = self._rest[count]
        if found is None:
            names = made.rest_features(count, self._sorts, self._section)
            found = self._rest[count] = self._works.make(names)
        return found
