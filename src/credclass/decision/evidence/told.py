"""What a part of a line says: its tags, and what they are worth."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from credclass.decision.evidence import groups as made
from credclass.decision.evidence.works import Works, shelve
from credclass.native import i64

MAX_TAGS: Final = 8
"""Of a part that says more, the first so many things are told."""

SHORT: Final = 5
"""Tokens of the longest part that may be a date and little else."""

PLACES: Final = ("p0", "pL")
"""How the first part and the last are called."""

Value = TypeVar("Value")


class Told(Generic[Value]):
    """The tags of a part in the order in which they were told, the same object for the same tags. It is
    reached from that of the tags before the last, so tags are neither listed nor compared.
    """

    __slots__ = (
        "_ends",
        "_first",
        "_first_tag",
        "_letters",
        "_more",
        "_said",
        "_works",
        "_worth",
        "is_date",
        "tags",
    )

    def __init__(self, said: tuple[str, ...], works: Works[Value]) -> None:
        self._said = said
        self._works = works
        self._letters: Final = _letters(said)
        self._first_tag = ""
        self._first: Told[Value] | None = None
        """What was first told more, which stands here as most have nothing else behind them."""
        self._more: dict[str, Told[Value]] | None = None
        self._worth: list[Value | None] = []
        self._ends: dict[Told[Value], Value] | None = None
        self.tags: Final = said[:MAX_TAGS]
        self.is_date: Final = said == ("D",)
        """Whether the part says nothing but a date."""

    def let(self) -> None:
        """Have what is known from here on emptied when the room is full: done for no tags alone."""
        self._first = self  # nothing is told by an empty tag
        self._more, self._ends = {}, {}
        self._works.room.let(self._more)
        self._works.room.let(self._ends)

    def __getitem__(self, tag: str) -> Told[Value]:
        """What the part says that says one tag more; the same if that is nothing new."""
        first, more = self._first, self._more
        if first is not None and self._first_tag == tag:
            return first
        found = None if more is None else more.get(tag)
        return self._go_on(tag) if found is None else found

    def _go_on(self, tag: str) -> Told[Value]:
        said = self._said
        found = self if tag in said else Told((*said, tag), self._works)
        if len(said) >= MAX_TAGS and found.has_letters_of(self):
            found = self
        self._works.room.take()
        if self._first is None:
            self._first_tag, self._first = tag, found
        elif self._more is None:
            self._more = {tag: found}
        else:
            self._more[tag] = found
        return found

    def has_letters_of(self, other: Told[Value]) -> bool:
        """Whether a part is called by the same letters that says this or the other."""
        return self._letters == other._letters

    def letter(self, length: i64) -> i64:
        """The letter, as its code point, for what a part of so many tokens is, which no credential fills."""
        return ord(self._letters[(length > 1) + (length > SHORT)])

    def part(self, last: bool, section: str, number: int) -> Value:  # noqa: FBT001  (a fact)
        """What it is worth that the first or the ``last`` part says this; ``number`` is the section's."""
        key: i64 = 2 * number + last
        found = self._worth[key] if key < len(self._worth) else None
        if found is None:
            names = made.part_features(PLACES[last], self.tags, section)
            found = shelve(self._worth, key, self._works.make(names))
        return found

    def ends(self, last: Told[Value]) -> Value:
        """What it is worth that the first part says this, and the last part that."""
        if self._ends is None:
            self._ends = {}
        found = self._ends.get(last)
        if found is None:
            names = made.ends_features(self.tags, last.tags)
            found = self._ends[last] = self._works.make(names)
        return found


def _letters(said: tuple[str, ...]) -> str:
    """The letters of parts that say so: of one token, of some, of more.

    >>> _letters(("q:place", "I:vendor", "D")), _letters(("D",)), _letters(())
    ('vvv', 'DDd', '1xx')
    """
    if any(tag[0] == "C" for tag in said):
        return "ccc"
    for tag in said:
        if tag.startswith("I:"):
            return 3 * tag[2]
        if tag == "O":
            return "ooo"
    if "D" in said:
        return "DDd"
    return "LLL" if "q:place" in said else "1xx"
