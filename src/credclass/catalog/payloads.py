"""What a payload says: the parts of the one integer that stands for a target of a phrase.

Functions of their own, because every line asks some twenty times and ``index.unpack`` makes a
tuple and an enumeration's member each time; wheels have them compiled.
"""

from __future__ import annotations


def space_of(payload: int) -> int:
    """What sort of thing it is, a ``Space``."""
    return payload >> 4 & 15


def number_of(payload: int) -> int:
    """The number of the entry, cue, field or ordinary meaning."""
    return payload >> 8


def alias_of(payload: int) -> int:
    """In what way the phrase names it, an ``Alias``."""
    return payload & 15


def entry_of(payload: int) -> int:
    """Space and number together: equal for all aliases of an entry."""
    return payload >> 4
