"""The other ways in which a university is called: ``Mannheim University``, ``Università di Verona``.

People turn the names of schools round and translate them. The forms stand in a file of
wording; what they make of a name counts where nothing else is called so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from credclass.catalog import models
from credclass.catalog.payloads import Alias, Space, numbers_of, pack
from credclass.catalog.tables import IssuerFacts, Table
from credclass.text.tokens import phrase_key

Told = dict[str, int | list[int]]
"""Folded phrase → payload or payloads."""

MAX_PLACE_WORDS: Final = 3
"""Words that may stand for the place in a form; longer names are left as they are."""


def add_school_forms(
    phrases: Told, issuers: Table[IssuerFacts], forms: Iterable[models.SchoolForm]
) -> None:
    """Add to ``phrases`` what schools are called by ``forms``, each where one school alone would be."""
    ways = [(_parts(form.called), [_parts(one) for one in form.also]) for form in forms]
    claims: dict[str, set[int]] = {}
    for key, found in phrases.items() if ways else ():
        for number in numbers_of(found, Space.ISSUER):
            if issuers[number].kind == "university":
                for other in _other_forms(key, ways, phrases):
                    if other not in phrases:
                        claims.setdefault(other, set()).add(number)
    for key, numbers in sorted(claims.items()):
        if len(numbers) == 1:
            phrases[key] = pack(Space.ISSUER, numbers.pop(), Alias.SHORT)


def _parts(form: str) -> tuple[str, str]:
    """What stands before and behind the place in a form, as keys are written."""
    before, _, behind = form.partition("{}")
    return phrase_key(before), phrase_key(behind)


def _other_forms(
    key: str, ways: list[tuple[tuple[str, str], list[tuple[str, str]]]], phrases: Told
) -> Iterator[str]:
    """The other forms of a key that has one of the forms."""
    for (before, behind), others in ways:
        place = _between(key, before, behind)
        if place and not _is_subject(place, phrases):
            for start, end in others:
                yield " ".join(filter(None, (start, place, end)))


def _between(key: str, before: str, behind: str) -> str:
    """The place in a key of that form; empty where it has another form, or a long place."""
    start = f"{before} " if before else ""
    end = f" {behind}" if behind else ""
    if not (key.startswith(start) and key.endswith(end)):
        return ""
    place = key[len(start) : len(key) - len(end)]
    return place if 0 < len(place.split()) <= MAX_PLACE_WORDS else ""


def _is_subject(place: str, phrases: Told) -> bool:
    """Whether what should be a place begins with a field of study: ``University of Arts London``."""
    first = place.split(" ", 1)[0]
    return any(numbers_of(phrases.get(key, []), Space.FIELD) for key in (place, first))
