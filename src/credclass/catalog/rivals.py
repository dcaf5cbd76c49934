"""Poor names and aliases: that name nothing, another entry of the same body, or everybody.

Each rule is a pure function of what was read, so that ``catalog check`` and the tests of
poor catalogs run the same one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

from credclass.catalog.index import Compiled
from credclass.catalog.keys import ALIASES, alias_keys, entry_id, institution_id, programme_of
from credclass.catalog.models import (
    Credential,
    CredentialRow,
    InstitutionRow,
    Issuer,
    IssuerRow,
    ProgrammeRow,
)
from credclass.catalog.payloads import Alias, Space, numbers_of
from credclass.catalog.read import Sources
from credclass.errors import Fault
from credclass.text.tokens import phrase_key
from credclass.vocabulary import STATUS_CUES

_WORDS: Final = tuple(name for name, alias in ALIASES if alias != Alias.CODE)
"""The lists of aliases that are words."""


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


class Awarder(NamedTuple):
    """An issuer as one file writes it."""

    file: str
    place: str
    id: str
    issuer: Issuer | IssuerRow | InstitutionRow


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
            made = programme_of(row)
            yield Written(label, f"line {line}", made.id, row.platform, made)


def awarders(sources: Sources) -> Iterator[Awarder]:
    """Every issuer of every file."""
    for label, file in sources.toml:
        for issuer in file.issuer:
            yield Awarder(label, f"[{issuer.id}]", issuer.id, issuer)
    for label, line, row in sources.tables:
        if isinstance(row, IssuerRow):
            yield Awarder(label, f"line {line}", row.id, row)
        elif isinstance(row, InstitutionRow):
            yield Awarder(label, f"line {line}", institution_id(row, label), row)


def poor_aliases(sources: Sources) -> Iterator[Fault]:
    """Aliases that name nothing (no letters, or one letter) or repeat the entry's own name."""
    named = [(one.file, one.place, one.issuer) for one in awarders(sources)]
    entries = [*named, *((one.file, one.place, one.credential) for one in written(sources))]
    for file, place, entry in entries:
        name = set(alias_keys(entry.name, Alias.NAME))
        for attribute, alias in ALIASES:
            for text in getattr(entry, attribute, ()):
                problem = ""
                if len(phrase_key(text)) < 2:
                    problem = f"{text!r} is too short to name anything"
                elif alias != Alias.ACRONYM and name.issuperset(alias_keys(text, alias)):
                    problem = f"{text!r} is the name itself once folded"
                if problem:
                    yield Fault(file, f"{place}.{attribute}", problem, "remove it")


Names = Mapping[tuple[str, str], str]
"""(id of who awards, key of a name) → id of the credential."""

_NONE: Final[Names] = {}


def names_in(compiled: Compiled, sources: Sources) -> Names:
    """The names in a compiled catalog, to which ``sources`` are added, of those who award what they hold."""
    if not len(compiled["credentials"]):
        return _NONE
    bodies = {entry.owner for entry in written(sources)}
    issuers = enumerate(compiled["issuers"].column("id"))
    owners = {number: issuer for number, issuer in issuers if issuer in bodies}
    found = {}
    for facts in compiled["credentials"]:
        owner = owners.get(facts.platform if facts.platform >= 0 else facts.issuer)
        if owner is not None:
            found[owner, phrase_key(facts.name)] = facts.id
    return found


def poached_names(sources: Sources, known: Names = _NONE) -> Iterator[Fault]:
    """Aliases that are the name of another entry of the same body, bare or with the body's."""
    entries = [entry for entry in written(sources) if entry.owner]
    names = dict(known)
    for entry in entries:
        names.setdefault((entry.owner, phrase_key(entry.credential.name)), entry.id)
    bodies = _body_names(sources)
    for entry in entries:
        own = phrase_key(entry.credential.name)
        for attribute in _WORDS:
            for text in getattr(entry.credential, attribute):
                for key in _bare(phrase_key(text), bodies.get(entry.owner, set())):
                    other = names.get((entry.owner, key))
                    if key != own and other not in {None, entry.id}:
                        problem = f"{text!r} is the name of {other}"
                        place = f"{entry.place}.{attribute}"
                        yield Fault(entry.file, place, problem, "remove it here, or merge the two")
                        break


def twin_entries(sources: Sources, known: Names = _NONE) -> Iterator[Fault]:
    """Entries that have the name of another entry of the same body."""
    first = dict(known)
    for entry in written(sources):
        key = (entry.owner, phrase_key(entry.credential.name))
        twin = first.setdefault(key, entry.id)
        if twin != entry.id:
            problem = f"{entry.credential.name!r} is the name of {twin} too"
            yield Fault(entry.file, f"{entry.place}.name", problem, "merge the two")


def _body_names(sources: Sources) -> dict[str, set[str]]:
    """Id → the keys of a body's name and short forms."""
    return {
        one.id: {
            phrase_key(text) for text in (one.issuer.name, *one.issuer.acronym, *one.issuer.short)
        }
        for one in awarders(sources)
    }


def _bare(key: str, body: set[str]) -> Iterator[str]:
    """A key, and what is left of it without the body's name behind it (``CLP (NALS)``)."""
    yield key
    for name in body:
        if name and key.endswith(f" {name}"):
            yield key.removesuffix(f" {name}")


def everyday_names(sources: Sources, everyday: Collection[str]) -> Iterator[Fault]:
    """Names and aliases that are one English word of everyday language, of entries that do not ask for
    context. A name that is no body's (``Doctorate``) is such a word, and says enough.

    An acronym written as one (``ACE``) is told from the word by its capitals.
    """
    for entry in written(sources):
        credential = entry.credential
        if credential.needs == "context":
            continue
        named = [("name", credential.name)] if entry.owner else []
        named += [(use, text) for use in _WORDS for text in getattr(credential, use)]
        for attribute, text in named:
            capitals = sum(character.isupper() for character in text)
            if text.isascii() and capitals < 2 and phrase_key(text) in everyday:
                problem = f"{text!r} is a word of everyday language"
                remedy = 'remove it, or give the entry needs = "context"'
                yield Fault(entry.file, f"{entry.place}.{attribute}", problem, remedy)


def statuses_in(cues: Sequence[str], phrases: Mapping[str, int | list[int]]) -> frozenset[str]:
    """The phrases of a catalog's wording that tell a status, folded; ``cues`` has the name of each by its
    number.
    """
    told = {number for number, name in enumerate(cues) if name in STATUS_CUES}
    return frozenset(
        key for key, found in phrases.items() if not told.isdisjoint(numbers_of(found, Space.CUE))
    )


def status_aliases(sources: Sources, statuses: Collection[str]) -> Iterator[Fault]:
    """Aliases that are a name of the entry behind a status of several words (``在读博士``), which is
    then not read: of what begins at one word, the longest counts. A status of one word, or one
    elsewhere in an alias, is read all the same.
    """
    for entry in written(sources):
        credential = entry.credential
        names = {phrase_key(text) for use in _WORDS for text in getattr(credential, use)}
        names.add(phrase_key(credential.name))
        for attribute in _WORDS:
            for text in getattr(credential, attribute):
                if status := _status_before(phrase_key(text), names, statuses):
                    problem = f"{text!r} begins with the status {status!r}, which is not read then"
                    yield Fault(entry.file, f"{entry.place}.{attribute}", problem, "remove it")


def _status_before(key: str, names: Collection[str], statuses: Collection[str]) -> str:
    """The status of several words behind which ``key`` is one of ``names``; empty for none."""
    words = key.split()
    for length in range(2, len(words)):
        if " ".join(words[length:]) in names and " ".join(words[:length]) in statuses:
            return " ".join(words[:length])
    return ""
