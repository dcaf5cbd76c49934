"""What rows are called inside the catalog: ids of entries, and the keys under which names are found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Final

from credclass.catalog import models
from credclass.catalog.index import MAX_PHRASE_TOKENS
from credclass.catalog.payloads import Alias
from credclass.catalog.row import Row
from credclass.text.tokens import phrase_key

MIN_STEM_WORDS: Final = 3
"""Words of a credential's name without its awarder's; fewer are a skill or a job."""

ALIASES: Final = (
    ("acronym", Alias.ACRONYM),
    ("short", Alias.SHORT),
    ("formerly", Alias.FORMERLY),
    ("localized", Alias.LOCALIZED),
    ("misspelling", Alias.MISSPELLING),
    ("codes", Alias.CODE),
)
"""The lists of names that an entry has beside its own, and what each name is."""


def slug(name: str) -> str:
    """An id made from a name; what Latin letters cannot tell is told by a short digest.

    >>> slug("Université de Paris"), slug("C++ & C#"), slug("МГУ")
    ('universite-de-paris', 'c-plus-plus-and-c-sharp', 'x-6d915da9')
    """
    spelt = name.casefold().replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    apart = unicodedata.normalize("NFKD", spelt)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    latin = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:100].strip("-")
    if any(c.isalpha() and not c.isascii() for c in bare):
        return f"{latin or 'x'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return latin or "x"


def entry_id(row: models.CredentialRow, label: str) -> str:
    """The id of a table's row: ``issuer/name``, or ``degree/name`` in ``degrees/``."""
    if "/" in row.id:
        return row.id
    owner = row.issuer or PurePath(label).parent.name.removesuffix("s")
    return f"{owner}/{slug(row.name) if row.id == '-' else row.id}"


def programme_of(row: models.ProgrammeRow) -> models.Credential:
    """A programme as a credential, with the id ``platform/title``."""
    return models.Credential(
        id=f"{row.platform}/{slug(row.title)}", name=row.title, kind=row.kind, short=row.short,
        needs=row.needs, examples=row.examples,
    )  # fmt: skip


def institution_id(row: models.InstitutionRow, label: str) -> str:
    """The id of an institution: ``country/name``, the country being the file's name."""
    return f"{PurePath(label).stem.lower()}/{slug(row.name)}"


def sort_name(row: Row) -> str:
    """What tells a table's rows apart, whatever the order in which they were read."""
    parts = (getattr(row, name, "") for name in ("issuer", "platform", "id", "name", "title"))
    return "\t".join(map(str, parts))


def without_awarder(names: Iterable[str], awarder: Sequence[str]) -> Iterator[str]:
    """Names without one of their awarder's before them, as people write who name the awarder elsewhere.

    >>> list(without_awarder(["acsm certified personal trainer"], ["acsm"]))
    ['certified personal trainer']
    """
    for name in names:
        for start in awarder:
            rest = name.removeprefix(f"{start} ")
            if start and rest != name and len(rest.split()) >= MIN_STEM_WORDS:
                yield rest


def alias_keys(text: str, alias: int) -> Iterator[str]:
    """Every key under which an alias is found: as written, and as acronyms are spaced.

    >>> list(alias_keys("BTech", Alias.ACRONYM)), list(alias_keys("AZ-900", Alias.CODE))
    (['btech', 'b tech'], ['az 900', 'az900'])
    """
    words = phrase_key(text).split()
    if not words:
        return
    yield " ".join(words[:MAX_PHRASE_TOKENS])
    if words[0] == "the" and len(words) > 2:
        yield " ".join(words[1 : MAX_PHRASE_TOKENS + 1])
    if alias not in {Alias.ACRONYM, Alias.CODE, Alias.SHORT} or not text.isascii():
        return
    joined = "".join(words)
    if len(words) > 1 and len(joined) <= 10 and alias != Alias.SHORT:
        yield joined
    pieces = re.findall(r"[A-Z][a-z]*", text)
    if len(words) == 1 and 1 < len(pieces) < 4 and "".join(pieces) == text:
        spaced = " ".join(piece.lower() for piece in pieces)
        if any(len(piece) > 1 for piece in pieces):
            yield spaced


def stem_of(name: str, closing: str) -> str:
    """A name without the word that closes it; empty where it has none, or next to nothing else.

    >>> stem_of("Deep Learning Specialization", "specialization")
    'Deep Learning'
    """
    stem = name[: -len(closing) - 1]
    closed = closing and name.casefold() == f"{stem} {closing}".casefold()
    return stem if closed and len(stem) > 2 else ""


def said_of(named: models.Named) -> int:
    """How much the catalog says of an entry: its aliases, codes and requirements."""
    lists = ("acronym", "short", "formerly", "localized", "codes", "requires")
    return sum(len(getattr(named, name, ())) for name in lists)
