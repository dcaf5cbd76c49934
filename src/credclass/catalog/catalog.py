"""The frozen catalog that everything else reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.catalog.index import Compiled, CueRole, Space, pack, unpack
from credclass.catalog.store import digest_of, load_default, load_folder
from credclass.errors import CatalogError, Fault
from credclass.text.tokens import phrase_key

if TYPE_CHECKING:
    import os


class Catalog:
    """Issuers, credentials and wording: checked, frozen, ready for a ``Classifier``.

    >>> Catalog.default().credential("pmi/pmp").name
    'Project Management Professional'
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._issuer_entries: dict[int, IssuerEntry] = {}
        self._credential_entries: dict[int, CredentialEntry] = {}

    @classmethod
    def default(cls) -> Catalog:
        """The catalog that comes with the package. It is loaded once a process.

        Raises:
            CatalogError: in a checkout whose ``catalog/`` has faults; all are listed.
        """
        global _default  # noqa: PLW0603  (loaded once, never changed: a cache, not a switch)
        if _default is None:
            _default = cls(load_default())
        return _default

    @classmethod
    def load(cls, folder: str | os.PathLike[str]) -> Catalog:
        """A catalog of one's own, from a folder of TOML and TSV files.

        Raises:
            CatalogError: listing every fault of every file.
        """
        return cls(load_folder(Path(folder)))

    def extended(self, *paths: str | os.PathLike[str], override: bool = False) -> Catalog:
        """A new catalog: this one and the entries of the TOML files ``paths``.

        An id that the catalog has already is a fault, unless ``override`` says that
        the new entry takes its place.

        Raises:
            CatalogError: listing every fault of every file; nothing is half-loaded.
        """
        from credclass.catalog.build import Builder  # noqa: PLC0415  (costs start-up)
        from credclass.catalog.read import Sources, read_toml  # noqa: PLC0415

        sources = Sources()
        for path in paths:
            read_toml(Path(path), str(path), sources)
        builder = Builder(self.compiled, override=override)
        builder.add(sources)
        if builder.faults:
            raise CatalogError(builder.faults)
        compiled = builder.finish()
        compiled["digest"] = digest_of(
            [self.digest.encode(), *(Path(path).read_bytes() for path in paths)]
        )
        return Catalog(compiled)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change whenever the catalog's content does."""
        return self.compiled["digest"]

    @cached_property
    def categories(self) -> dict[str, str]:
        """The category that each kind leads to."""
        return {row[0]: row[1] for row in self.compiled["kinds"]}

    @cached_property
    def sorts(self) -> tuple[list[str], ...]:
        """By space and number, what sort of name an entry has: ``I:vendor``, ``C:bachelor``."""
        return (
            _sorts("I", self.compiled["issuers"]),
            _sorts("C", self.compiled["credentials"]),
            ["Q"], ["F"], ["O"],
        )  # fmt: skip

    @cached_property
    def kinds_of(self) -> dict[str, list[list[Any]]]:
        """The rows of the kinds that lead to each category."""
        kinds: dict[str, list[list[Any]]] = {}
        for row in self.compiled["kinds"]:
            kinds.setdefault(row[1], []).append(row)
        return kinds

    @cached_property
    def cues_by_role(self) -> dict[CueRole, frozenset[str]]:
        """The cues of every role; ``CueRole`` says what each is for."""
        roles = self.compiled["roles"]
        return {
            role: frozenset([name for name, own in roles.items() if role in own])
            for role in get_args(CueRole)
        }

    @cached_property
    def small(self) -> dict[str, frozenset[str]]:
        """The phrases of every use of ``models.SmallWords``, folded; a use without any has none."""
        folded = {use: frozenset(phrases) for use, phrases in self.compiled["small"].items()}
        return defaultdict(frozenset, folded)

    def issuer(self, key: str | int) -> IssuerEntry:
        """The issuer with that id (or number). Raises KeyError when there is none."""
        number = self._issuer_numbers[key] if isinstance(key, str) else key
        entry = self._issuer_entries.get(number)
        if entry is None:
            row = self.compiled["issuers"][number]
            entry = IssuerEntry(id=row[0], name=row[1], acronym=row[2], kind=row[3], country=row[4])
            self._issuer_entries[number] = entry
        return entry

    def credential(self, key: str | int) -> CredentialEntry:
        """The credential with that id (or number). Raises KeyError when there is none."""
        number = self._credential_numbers[key] if isinstance(key, str) else key
        entry = self._credential_entries.get(number)
        if entry is None:
            row = self.compiled["credentials"][number]
            entry = CredentialEntry(
                id=row[0], name=row[1], acronym=row[2], kind=row[3],
                issuer=self.compiled["issuers"][row[4]][0] if row[4] >= 0 else None,
                requires=tuple(row[6].split()), valid_for=row[7], retired=row[11],
            )  # fmt: skip
            self._credential_entries[number] = entry
        return entry

    @cached_property
    def _issuer_numbers(self) -> dict[str, int]:
        return {row[0]: number for number, row in enumerate(self.compiled["issuers"])}

    @cached_property
    def _credential_numbers(self) -> dict[str, int]:
        return {row[0]: number for number, row in enumerate(self.compiled["credentials"])}

    def issuers(self) -> Iterator[IssuerEntry]:
        """Every issuer."""
        return (self.issuer(number) for number in range(len(self.compiled["issuers"])))

    def credentials(self) -> Iterator[CredentialEntry]:
        """Every credential."""
        return (self.credential(number) for number in range(len(self.compiled["credentials"])))

    def named(self, phrase: str) -> Sequence[IssuerEntry | CredentialEntry]:
        """The entries of which ``phrase`` is a name or alias, as written or folded."""
        payloads = self.compiled["phrases"].get(phrase_key(phrase), [])
        found: list[IssuerEntry | CredentialEntry] = []
        for payload in [payloads] if isinstance(payloads, int) else payloads:
            space, number, _ = unpack(payload)
            if space is Space.ISSUER:
                found.append(self.issuer(number))
            elif space is Space.CREDENTIAL:
                found.append(self.credential(number))
        return found

    def phrases_of(self, entry: IssuerEntry | CredentialEntry) -> list[str]:
        """Every folded phrase under which an entry is found, sorted."""
        if isinstance(entry, IssuerEntry):
            wanted = pack(Space.ISSUER, self._issuer_numbers[entry.id or ""]) >> 4
        else:
            wanted = pack(Space.CREDENTIAL, self._credential_numbers[entry.id]) >> 4
        return sorted(
            key
            for key, payloads in self.compiled["phrases"].items()
            if any(
                p >> 4 == wanted for p in ([payloads] if isinstance(payloads, int) else payloads)
            )
        )

    def search(
        self, words: str, limit: int = 20
    ) -> list[tuple[IssuerEntry | CredentialEntry, float]]:
        """Entries whose names or aliases are like ``words``, with a similarity from 0 to 100."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (searches are rare)

        best: dict[str, tuple[IssuerEntry | CredentialEntry, float]] = {}
        for key, similarity, _ in process.extract(
            phrase_key(words), list(self.compiled["phrases"]), scorer=fuzz.WRatio,
            limit=limit * 3, score_cutoff=60,
        ):  # fmt: skip
            for entry in self.named(key):
                best.setdefault(f"{type(entry).__name__} {entry.id}", (entry, similarity))
        return list(best.values())[:limit]

    def __reduce__(self) -> tuple[type[Catalog], tuple[Compiled]]:
        return Catalog, (self.compiled,)

    def __repr__(self) -> str:
        counts = self.compiled
        return (
            f"<Catalog {self.digest}: {len(counts['issuers']):,} issuers, "
            f"{len(counts['credentials']):,} credentials>"
        )


def _sorts(letter: str, rows: list[tuple[Any, ...]]) -> list[str]:
    """The sort of each entry: one string a kind, which is found faster than equal ones."""
    sorts: dict[str, str] = {}
    return [sorts.setdefault(row[3], f"{letter}:{row[3]}") for row in rows]


_default: Catalog | None = None

__all__ = ["Catalog", "CatalogError", "Fault"]
