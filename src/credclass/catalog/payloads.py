"""What a payload says: the parts of the one integer that stands for a target of a phrase.

Every line asks some twenty times: wheels have this module compiled, with its numbers as
constants in the code that asks.
"""

from __future__ import annotations

from typing import Final


class Space:
    """What a phrase stands for."""

    ISSUER: Final = 0
    CREDENTIAL: Final = 1
    CUE: Final = 2
    FIELD: Final = 3
    ORDINARY: Final = 4


class Alias:
    """In what way a phrase names its entry."""

    NAME: Final = 0
    ACRONYM: Final = 1
    SHORT: Final = 2
    FORMERLY: Final = 3
    LOCALIZED: Final = 4
    MISSPELLING: Final = 5
    CODE: Final = 6
    STEM: Final = 7
    """The name without its closing ``Specialization`` or ``Professional Certificate``."""
    BARE: Final = 8
    """The name without its awarder's before it: ``Certified Personal Trainer`` of ACSM's. It counts where
    the line names the awarder elsewhere.
    """


WAYS: Final = (
    "name", "acronym", "short", "formerly", "localized", "misspelling", "code", "stem",
    "bare"
)  # fmt: skip
"""What each ``Alias`` is called."""


def pack(space: int, index: int, alias: int = Alias.NAME) -> int:
    """One integer for a target of a phrase.

    >>> unpack(pack(Space.CREDENTIAL, 7, Alias.ACRONYM))
    (1, 7, 1)
    """
    return index << 8 | space << 4 | alias


def unpack(payload: int) -> tuple[int, int, int]:
    """The inverse of ``pack``: ``Space``, number, ``Alias``."""
    return payload >> 4 & 15, payload >> 8, payload & 15


def payloads_of(found: int | list[int]) -> list[int]:
    """The payloads of a phrase: one stands bare in the index, several in a list.

    >>> payloads_of(7), payloads_of([7, 9])
    ([7], [7, 9])
    """
    return [found] if isinstance(found, int) else found


def are_bare(found: int | list[int]) -> bool:
    """Whether a phrase names nothing but what an awarder must stand beside.

    >>> are_bare(pack(Space.CREDENTIAL, 7, Alias.BARE)), are_bare([pack(Space.FIELD, 8)])
    (True, False)
    """
    if isinstance(found, int):
        return found & 15 == Alias.BARE
    return all(payload & 15 == Alias.BARE for payload in found)


def numbers_of(found: int | list[int], space: int) -> list[int]:
    """The numbers of what a phrase stands for in one ``Space``.

    >>> numbers_of([pack(Space.ISSUER, 3), pack(Space.FIELD, 8)], Space.FIELD)
    [8]
    """
    return [number_of(one) for one in payloads_of(found) if space_of(one) == space]


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


def space_of_entry(entry: int) -> int:
    """The ``Space`` of what ``entry_of`` tells."""
    return entry & 15
