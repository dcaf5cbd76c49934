"""What lines name and the catalog lacks, and what it has that is nearly so called."""

from __future__ import annotations

from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.matching.partial import cover_of
from credclass.reader import Reader
from credclass.result import Category, Classification
from credclass.text.fold import fold
from credclass.text.tokens import tokenize

UNLINKED_CONFIDENCE: Final = 0.6
"""Lines with a lower confidence are not reported as gaps in the catalog."""

NEAR: Final = 0.4
"""Share of a name's weight that must occur on a line for a near miss."""


def unlinked_in(result: Classification) -> list[tuple[str, Category]]:
    """The names on a line, as written, that link to no credential in the catalog."""
    if result.confidence < UNLINKED_CONFIDENCE:
        return []
    return [
        (name, mention.category)
        for mention in result.mentions
        if mention.credential is None and mention.category is not Category.DEGREE
        if (name := title_of(mention.text))
    ]


def title_of(text: str) -> str:
    """The likeliest title in the text of a mention without an entry: its first part with words."""
    tokens = tokenize(fold(text))
    for first, stop in tokens.parts():
        letters = [i for i in range(first, stop) if any(c.isalpha() for c in tokens.words[i])]
        if len(letters) >= 2:  # a lone word is a label more often than a title
            return tokens.raw(letters[0], letters[-1] + 1)
    return ""


def near_in(
    line: str, reader: Reader, catalog: Catalog
) -> list[tuple[IssuerEntry | CredentialEntry, float]]:
    """Entries that ``line`` almost names, the nearest first, with the share of the name that occurs on it."""
    words = reader.words(line)
    present = {word.text for word in words}
    found: dict[str, tuple[IssuerEntry | CredentialEntry, float]] = {}
    for name in reader.index.candidates(words, 0, len(words)):
        cover = cover_of(name, present, NEAR)
        for entry in catalog.named(name.key) if 0 < cover < 1 else ():
            key = f"{type(entry).__name__} {entry.id}"
            if key not in found or cover > found[key][1]:
                found[key] = (entry, cover)
    return sorted(found.values(), key=lambda item: -item[1])
