"""What wording files say beside their cues: months, headings, short forms, places, small words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from credclass.catalog import models
from credclass.catalog.index import Compiled
from credclass.text.tokens import phrase_key

CODE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""How ISO 3166 writes countries (3166-1 alpha-2) and their regions (3166-2)."""

Told = tuple[str, str, str]
"""Key, problem and remedy of a fault."""


def add_tables(compiled: Compiled, file: models.CatalogFile) -> Iterator[Told]:
    """Add the tables of a file to a catalog; what is wrong with them comes back."""
    yield from _add_months(compiled, file)
    for word, short_forms in file.abbreviations.items():
        for short in map(phrase_key, short_forms):
            if " " in short:
                yield f"abbreviations.{word}", f"{short!r} is several words", "give one word"
            known = compiled["abbreviations"].get(short, [])
            compiled["abbreviations"][short] = [*known, phrase_key(word)]
    compiled["small"].update(file.small.folded(compiled["small"]))
    yield from _add_places(compiled, file)
    for section, headings in file.sections.items():
        for heading in map(phrase_key, (section, *headings)):
            other = compiled["sections"].setdefault(heading, section)
            if other != section:
                problem = f"{heading!r} is a heading of {other} too"
                yield f"sections.{section}", problem, "leave it out of one of them"


def _add_months(compiled: Compiled, file: models.CatalogFile) -> Iterator[Told]:
    """Add the names that a file has of months."""
    for month, names in file.months.items():
        if not month.isdigit() or not 1 <= int(month) <= 12:
            yield f"months.{month}", "is not a month", "use 1 to 12"
            continue
        for name in map(phrase_key, names):
            other = compiled["months"].setdefault(name, int(month))
            if other != int(month):
                problem = f"{name!r} is month {other} too"
                yield f"months.{month}", problem, "leave it out of one of them"


def _add_places(compiled: Compiled, file: models.CatalogFile) -> Iterator[Told]:
    """Add the places of a file; what two countries have tells neither, and is a fault."""
    for country, places in file.places.items():
        if not CODE.fullmatch(country):
            yield f"places.{country}", "is no country or region", "give its code of ISO 3166"
        for place in map(phrase_key, places):
            other = compiled["places"].setdefault(place, country)
            if other != country:
                yield f"places.{country}", f"{place!r} is in {other} too", "leave it out of both"
