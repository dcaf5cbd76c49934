"""Names and aliases that belong to somebody else: to another entry of the same body, or to everybody.

Each rule is a pure function of what was read, so that ``catalog check`` and the tests of
poor catalogs run the same one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import NamedTuple

from credclass.catalog.index import Alias
from credclass.catalog.keys import ALIASES, entry_id, slug
from credclass.catalog.models import Credential, CredentialRow, ProgrammeRow
from credclass.catalog.read import Sources
from credclass.errors import Fault
from credclass.text.tokens import phrase_key

_ALIASES = tuple(name for name, alias in ALIASES if alias is not Alias.CODE)


class Written(NamedTuple):
    """A credential as one file writes it."""

    file: str
    place: str
    id: str
    """Its full id."""
    owner: str
    """The awarder as the file names it, else the platform; empty for none."""
    credential: Credential
    language: str = ""
    """Of the file, where it says one."""


def written(sources: Sources) -> Iterator[Written]:
    """Every credential of every file."""
    for label, file in sources.toml:
        for issuer in file.issuer:
            for one in issuer.credentials:
                identifier = f"{issuer.id}/{one.id}"
                yield Written(label, f"[{identifier}]", identifier, issuer.id, one, file.language)
        for one in file.credential:
            owner = one.issuer or one.platform
            yield Written(label, f"[{one.id}]", one.id, owner, one, file.language)
    for label, line, row in sources.tables:
        if isinstance(row, CredentialRow):
            owner, path = row.issuer or row.platform, PurePath(label)
            language = path.stem if path.parent.name == "degrees" else ""
            yield Written(label, f"line {line}", entry_id(row, label), owner, row, language)
        elif isinstance(row, ProgrammeRow):
            identifier = f"{row.platform}/{slug(row.title)}"
            made = Credential(id=identifier, name=row.title, kind=row.kind, short=row.short)
            yield Written(label, f"line {line}", identifier, row.platform, made)


def poached_names(sources: Sources) -> Iterator[Fault]:
    """Aliases that are the name of another entry of the same body, bare or with the body's."""
    entries = [entry for entry in written(sources) if entry.owner]
    names: dict[tuple[str, str], str] = {}
    for entry in entries:
        names.setdefault((entry.owner, phrase_key(entry.credential.name)), entry.id)
    bodies = _body_names(sources)
    for entry in entries:
        own = phrase_key(entry.credential.name)
        for attribute in _ALIASES:
            for text in getattr(entry.credential, attribute):
                for key in _bare(phrase_key(text), bodies.get(entry.owner, set())):
                    other = names.get((entry.owner, key))
                    if key != own and other not in {None, entry.id}:
                        problem = f"{text!r} is the name of {other}"
                        place = f"{entry.place}.{attribute}"
                        yield Fault(entry.file, place, problem, "remove it here, or merge the two")
                        break


def twin_entries(sources: Sources) -> Iterator[Fault]:
    """Entries that have the name of another entry of the same body."""
    first: dict[tuple[str, str], str] = {}
    for entry in written(sources):
        key = (entry.owner, phrase_key(entry.credential.name))
        twin = first.setdefault(key, entry.id)
        if twin != entry.id:
            problem = f"{entry.credential.name!r} is the name of {twin} too"
            yield Fault(entry.file, f"{entry.place}.name", problem, "merge the two")


def _body_names(sources: Sources) -> dict[str, set[str]]:
    """Id → the keys of a body's name and short forms."""
    bodies = [issuer for _, file in sources.toml for issuer in file.issuer]
    rows = [row for _, _, row in sources.tables]
    found: dict[str, set[str]] = {}
    for body in (*bodies, *rows):
        if (identifier := getattr(body, "id", "")) and not isinstance(body, Credential):
            texts = (
                getattr(body, "name", ""),
                *getattr(body, "acronym", ()),
                *getattr(body, "short", ()),
            )
            found[identifier] = {phrase_key(text) for text in texts}
    return found


def _bare(key: str, body: set[str]) -> Iterator[str]:
    """A key, and what is left of it without the body's name behind it (``CLP (NALS)``)."""
    yield key
    for name in body:
        if name and key.endswith(f" {name}"):
            yield key.removesuffix(f" {name}")


def everyday_aliases(sources: Sources, everyday: Collection[str]) -> Iterator[Fault]:
    """Aliases that are one English word of everyday language, of entries that do not ask for context.

    An acronym written as one (``ACE``) is told from the word by its capitals.
    """
    for entry in written(sources):
        if entry.credential.needs == "context":
            continue
        for attribute in _ALIASES:
            for text in getattr(entry.credential, attribute):
                capitals = sum(character.isupper() for character in text)
                if text.isascii() and capitals < 2 and phrase_key(text) in everyday:
                    problem = f"{text!r} is a word of everyday language"
                    remedy = 'remove it, or give the entry needs = "context"'
                    yield Fault(entry.file, f"{entry.place}.{attribute}", problem, remedy)
