"""The frozen catalog that everything else reads."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.catalog.index import MAX_PHRASE_TOKENS, Compiled
from credclass.catalog.payloads import Space, are_bare, entry_of, pack, unpack
from credclass.catalog.store import content_of, digest_of, load_default, load_folder
from credclass.errors import CatalogError, counted, expected
from credclass.once import Once
from credclass.text.tokens import phrase_key
from credclass.vocabulary import Category

AN_ENTRY: Final = "an issuer or a credential of the catalog"


class Catalog:
    """Issuers, credentials and wording: checked, frozen, ready for a ``Classifier``.

    >>> Catalog.default().credential("pmi/pmp").name
    'Project Management Professional'
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        """The compiled form that the library reads lines with. Internal: do not change or rely on it."""
        self.by_number: Final = ByNumber(compiled)
        """What lines ask of it. Internal as well."""

    @classmethod
    def default(cls) -> Catalog:
        """The catalog that comes with the package, loaded once per process.

        Raises:
            CatalogError: in a checkout whose ``catalog/`` has faults; all are listed.
        """
        return _default()

    @classmethod
    def load(cls, folder: str | os.PathLike[str]) -> Catalog:
        """A catalog of your own, from a folder of TOML and TSV files.

        Raises:
            CatalogError: the files have faults, or there are none to read; every fault of
                every file is listed.
            TypeError: ``folder`` is not a path.
        """
        return cls(load_folder(_path(folder, "folder", "the path of a folder")))

    def extended(self, *paths: str | os.PathLike[str], override: bool = False) -> Catalog:
        """A new catalog: this one with the entries of ``paths`` added; without any this one.

        Arguments:
            paths: TOML or TSV files, or folders of them.
            override: let new entries replace entries that have the same id, which is
                otherwise a fault.

        Raises:
            CatalogError: the files have faults; every fault of every file is listed.
            TypeError: one of ``paths`` is not a path.
        """
        from credclass.catalog.build import Builder  # noqa: PLC0415  (costs start-up)
        from credclass.catalog.read import joined, read_path  # noqa: PLC0415

        given = [_path(path, "each of paths", "a path") for path in paths]
        if not given:
            return self
        builder = Builder(self.compiled, override=override)
        builder.add(joined(map(read_path, given)))
        if builder.faults:
            raise CatalogError(builder.faults)
        compiled = builder.finish()
        compiled["digest"] = digest_of([self.digest.encode(), *map(content_of, given)])
        return Catalog(compiled)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change whenever the content of the catalog changes."""
        return self.compiled["digest"]

    @property
    def headings(self) -> dict[str, str]:
        """Known headings, folded → their sections (``education``, ``certification`` …)."""
        return dict(self.compiled["sections"])

    @property
    def categories(self) -> dict[str, Category]:
        """The category that each kind leads to.

        >>> Catalog.default().categories["bachelor"]
        <Category.DEGREE: 'degree'>
        """
        return {kind: Category(category) for kind, category in self.by_number.categories.items()}

    def issuer(self, identifier: str) -> IssuerEntry:
        """The issuer with an id, for example ``pmi``.

        Raises:
            KeyError: no issuer has that id; the message lists the entries of that name.
        """
        return self.by_number.issuer(self._number_of(identifier, "issuer"))

    def credential(self, identifier: str) -> CredentialEntry:
        """The credential with an id, for example ``pmi/pmp``.

        Raises:
            KeyError: no credential has that id; the message lists the entries of that name.
        """
        return self.by_number.credential(self._number_of(identifier, "credential"))

    def _number_of(self, identifier: object, what: Literal["issuer", "credential"]) -> int:
        """The number of the entry with that id."""
        asked = _text(identifier, "identifier", "an id")
        known = self.by_number
        numbers = known.issuer_numbers if what == "issuer" else known.credential_numbers
        number = numbers.get(asked)
        if number is None:
            named = ", ".join(f"{entry.id} ({entry.name})" for entry in self.named(asked))
            remedy = f"entries with that name: {named}" if named else "search() finds similar names"
            raise KeyError(f"no {what} has the id {asked!r}: {remedy}")
        return number

    def issuers(self) -> Iterator[IssuerEntry]:
        """Every issuer."""
        return map(self.by_number.issuer, range(len(self.compiled["issuers"])))

    def credentials(self) -> Iterator[CredentialEntry]:
        """Every credential."""
        return map(self.by_number.credential, range(len(self.compiled["credentials"])))

    def facts_of(self, entry: IssuerEntry | CredentialEntry) -> dict[str, object]:
        """The facts that the catalog has about an entry, except its aliases: field → value.

        Raises:
            TypeError: ``entry`` is no entry.
            ValueError: it is an issuer that the catalog lacks, whose ``id`` is None.
            KeyError: no entry of the catalog has its id.

        >>> catalog = Catalog.default()
        >>> catalog.facts_of(catalog.issuer("pmi"))["country"]
        'US'
        """
        number = self._number_of_entry(entry)
        if isinstance(entry, IssuerEntry):
            facts = self.compiled["issuers"][number]._asdict()
        else:
            row = self.compiled["credentials"][number]
            facts = row._asdict() | {
                "issuer": entry.issuer,
                "platform": self.by_number.issuer(row.platform).id if row.platform >= 0 else None,
                "requires": ", ".join(entry.requires),
                "sector": self._sector_of(row.issuer),
            }
        return {
            name: value
            for name, value in facts.items()
            if value not in {None, ""} and value is not False  # a level may be 0
        }

    def _number_of_entry(self, entry: IssuerEntry | CredentialEntry) -> int:
        if not isinstance(entry, (IssuerEntry, CredentialEntry)):
            raise TypeError(expected("entry", AN_ENTRY, entry))
        if entry.id is None:
            raise ValueError(expected("entry", AN_ENTRY, entry))
        return self._number_of(
            entry.id, "issuer" if isinstance(entry, IssuerEntry) else "credential"
        )

    def _sector_of(self, number: int) -> str:
        """The sector of an issuer; empty if it has none."""
        return self.compiled["issuers"][number].sector if number >= 0 else ""

    def named(self, phrase: str) -> Sequence[IssuerEntry | CredentialEntry]:
        """The entries with the name or alias ``phrase``, as written or folded; of longer ones the first
        twenty words.

        >>> [entry.id for entry in Catalog.default().named("PgMP")]
        ['pmi/pgmp']
        """
        words = phrase_key(_text(phrase, "phrase", "a name")).split(" ")
        key = " ".join(words[:MAX_PHRASE_TOKENS])
        found: list[IssuerEntry | CredentialEntry] = []
        for payload in self.compiled["phrases"].payloads(key):
            space, number, _ = unpack(payload)
            if space == Space.ISSUER:
                found.append(self.by_number.issuer(number))
            elif space == Space.CREDENTIAL:
                found.append(self.by_number.credential(number))
        return found

    def phrases_of(self, entry: IssuerEntry | CredentialEntry) -> list[str]:
        """Every folded phrase that finds the entry, sorted.

        Raises:
            TypeError, ValueError, KeyError: as of ``facts_of``.

        >>> catalog = Catalog.default()
        >>> "pmp" in catalog.phrases_of(catalog.credential("pmi/pmp"))
        True
        """
        space = Space.ISSUER if isinstance(entry, IssuerEntry) else Space.CREDENTIAL
        wanted = entry_of(pack(space, self._number_of_entry(entry)))
        return sorted(self.compiled["phrases"].keys_of(wanted))

    def search(
        self, words: str, limit: int = 20
    ) -> list[tuple[IssuerEntry | CredentialEntry, float]]:
        """Entries with a name or alias similar to ``words``, each with a similarity from 0 to 100.

        Names that contain every word, even misspelt or abbreviated to its beginning, come first.

        Arguments:
            words: a name or part of one.
            limit: the maximum number of entries, at least 1.

        Raises:
            TypeError: ``words`` is not a string, or ``limit`` no whole number.
            ValueError: ``limit`` is less than 1.

        >>> Catalog.default().search("proj managment profes", limit=1)[0][0].id
        'pmi/pmp'
        """
        from credclass.catalog.search import names_like  # noqa: PLC0415  (searches are rare)

        key = phrase_key(_text(words, "words", "a name or part of one"))
        wanted = counted("limit", limit)
        best: dict[str, tuple[IssuerEntry | CredentialEntry, float]] = {}
        phrases, vocabulary = self.compiled["phrases"], self.compiled["words"].keys()
        for name, similarity in names_like(key, phrases.keys(), vocabulary):
            if are_bare(phrases.payloads(name)):
                continue
            for entry in self.named(name):
                best.setdefault(f"{type(entry).__name__} {entry.id}", (entry, similarity))
            if len(best) >= wanted:
                break
        return list(best.values())[:wanted]

    def __reduce__(self) -> tuple[type[Catalog], tuple[Compiled]]:
        return Catalog, (self.compiled,)

    def __repr__(self) -> str:
        counts = self.compiled
        return (
            f"<Catalog {self.digest}: {len(counts['issuers']):,} issuers, "
            f"{len(counts['credentials']):,} credentials>"
        )


def _text(given: object, argument: str, what: str) -> str:
    """``given``, if it is a string; otherwise raises TypeError."""
    if not isinstance(given, str):
        raise TypeError(expected(argument, f"{what} (str)", given))
    return given


def _path(given: object, argument: str, what: str) -> Path:
    """``given`` as a path; raises TypeError if it is not one, and ValueError if it is empty."""
    if not isinstance(given, (str, os.PathLike)):
        raise TypeError(expected(argument, f"{what} (str or os.PathLike)", given))
    if given == "":
        raise ValueError(expected(argument, f"{what}; this folder is called .", given))
    return Path(given)


_default: Final = Once(lambda: Catalog(load_default()))
