"""Courses that are called like the certification that they prepare for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from credclass.catalog.payloads import Alias, Space, entry_of, pack, payloads_of

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
"""A year behind a title."""


def give_way(
    phrases: dict[str, int | list[int]],
    keys: Iterable[str],
    number: int,
    certifications: Callable[[str], set[int]],
) -> None:
    """Let the names of a course count only beside its platform that are a certification's with a year or its
    code.

    Arguments:
        phrases: folded phrase → payloads, which is changed.
        keys: the names of the course, folded.
        number: the number of the course.
        certifications: the numbers of the certifications that a phrase names.
    """
    own = pack(Space.CREDENTIAL, number, Alias.BARE)
    for key in keys:
        present = phrases.get(key)
        if present is not None and echoes(key, certifications):
            kept = [own if entry_of(one) == entry_of(own) else one for one in payloads_of(present)]
            phrases[key] = kept if len(kept) > 1 else kept[0]


def echoes(key: str, certifications: Callable[[str], set[int]]) -> bool:
    """Whether a phrase is a certification's name and a year, or its name and its code in either order.

    Arguments:
        key: the phrase, folded.
        certifications: the numbers of the certifications that a phrase names.

    >>> known = {"ccna": {1}, "microsoft azure fundamentals": {2}, "az 900": {2}}
    >>> named = lambda phrase: known.get(phrase, set())
    >>> [echoes(key, named) for key in ("ccna 2020", "microsoft azure fundamentals az 900", "ccna labs")]
    [True, True, False]
    """
    title, _, last = key.rpartition(" ")
    if title and _YEAR.fullmatch(last) and certifications(title):
        return True
    words = key.split(" ")
    return any(
        not certifications(" ".join(words[:at])).isdisjoint(certifications(" ".join(words[at:])))
        for at in range(1, len(words))
    )
