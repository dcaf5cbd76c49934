"""What lines ask of a catalog: by number of entry, by kind, by role; each made once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Final, get_args

from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.catalog.index import Compiled, CueRole
from credclass.catalog.tables import KindFacts
from credclass.memo import Memo, Room
from credclass.text.tokens import phrase_key

CALLED_KEPT: Final = 10_000
"""Issuers whose names are remembered as words."""

SCHOOLS: Final[frozenset[str]] = frozenset(("university", "school"))
"""Kinds of issuers where degrees and diplomas are earned."""

INTERNATIONAL: Final[str] = "INT"
"""The country of issuers that belong to none."""

LONGEST_PLACE: Final = 4
"""Words of the longest names of places."""

LICENCE: Final[str] = "license"
"""The kind of what a state grants."""

_SAID_BEFORE: Final = {"denies": "denial", "once_held": "expired"}
"""Uses of ``SmallWords`` and the cues that stand for them."""


class ByNumber:
    """The facts of a compiled catalog, as the matchers and the decision ask for them."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.issuer: Final[Callable[[int], IssuerEntry]] = cache(self._issuer)
        """The issuer with a number, the same object each time."""
        self.credential: Final[Callable[[int], CredentialEntry]] = cache(self._credential)
        """The credential with a number, the same object each time."""

    def _issuer(self, number: int) -> IssuerEntry:
        facts = self.compiled["issuers"][number]
        return IssuerEntry(
            id=facts.id, name=facts.name, acronym=facts.acronym or None, kind=facts.kind,
            country=facts.country or None,
        )  # fmt: skip

    def _credential(self, number: int) -> CredentialEntry:
        facts = self.compiled["credentials"][number]
        awarder = self.compiled["issuers"][facts.issuer].id if facts.issuer >= 0 else None
        return CredentialEntry(
            id=facts.id, name=facts.name, acronym=facts.acronym or None, kind=facts.kind,
            issuer=awarder, requires=tuple(facts.requires.split()),
            valid_for=facts.valid_for or None, retired=facts.retired,
        )  # fmt: skip

    @cached_property
    def issuer_numbers(self) -> dict[str, int]:
        """The number of each issuer, by its id."""
        return self.compiled["issuers"].numbers()

    @cached_property
    def credential_numbers(self) -> dict[str, int]:
        """The number of each credential, by its id."""
        return self.compiled["credentials"].numbers()

    @cached_property
    def partnerships(self) -> frozenset[tuple[int, int]]:
        """Pairs of a platform and an issuer whose courses it offers, as numbers of issuers."""
        pairs = zip(self.platforms, self.awarders, strict=True)
        return frozenset([(host, awarder) for host, awarder in pairs if host >= 0 <= awarder])

    @cached_property
    def categories(self) -> dict[str, str]:
        """The category that each kind leads to."""
        return {kind.id: kind.category for kind in self.compiled["kinds"]}

    @cached_property
    def issuer_kinds(self) -> list[str]:
        """The kind of each issuer: ``body``, ``university`` …"""
        return list(self.compiled["issuers"].column("kind"))

    @cached_property
    def region_codes(self) -> dict[str, str]:
        """How people write the code of a region → the whole of it (ISO 3166-2): ``me`` is ``US-ME``. What
        two countries have tells neither.
        """
        regions = {code for code in self.compiled["places"].values() if "-" in code}
        own = Counter([code.partition("-")[2] for code in regions])
        parted = [(code.partition("-")[2], code) for code in regions]
        return {short.lower(): code for short, code in parted if own[short] == 1}

    @cached_property
    def _divided(self) -> frozenset[str]:
        """The countries whose regions have codes."""
        return frozenset([code[:2] for code in self.region_codes.values()])

    def is_school_in_regions(self, number: int) -> bool:
        """Whether an issuer is a university or a school of a country whose regions have codes."""
        if self.issuer_kinds[number] not in SCHOOLS:
            return False
        return self.compiled["issuers"].column("country")[number] in self._divided

    def regions_of(self, credential: int) -> frozenset[str]:
        """The codes of the regions that the names of a credential and its issuer tell: ``Texas Jailer
        License`` is of ``US-TX``.
        """
        names = [self.compiled["credentials"][credential].name]
        if self.awarders[credential] >= 0:
            names.append(self.compiled["issuers"][self.awarders[credential]].name)
        told = {code for name in names for code in self.places_in(phrase_key(name).split())}
        return frozenset([code for code in told if "-" in code])

    def places_in(self, words: Sequence[str]) -> set[str]:
        """The codes of the countries and regions that words name, the longest names first."""
        places = self.compiled["places"]
        told: set[str] = set()
        at = 0
        while at < len(words):
            for length in range(LONGEST_PLACE, 0, -1):
                code = places.get(" ".join(words[at : at + length]))
                if code is not None:
                    told.add(code)
                    at += length - 1
                    break
            at += 1
        return told

    @cached_property
    def ordinary_issuers(self) -> frozenset[int]:
        """The numbers of the issuers whose name alone says too little (``Focus Training``)."""
        return self.compiled["issuers"].numbers_with("needs_context")

    @cached_property
    def affiliating_issuers(self) -> frozenset[int]:
        """The numbers of the universities that award the degrees of the colleges affiliated to them."""
        return self.compiled["issuers"].numbers_with("affiliates")

    @cached_property
    def renowned_issuers(self) -> frozenset[int]:
        """The numbers of the issuers and platforms that many of the credentials are from."""
        return frozenset(self.compiled["renowned"])

    @cached_property
    def called(self) -> Memo[int, list[list[str]]]:
        """The words of the name and of the acronym of an issuer, by its number, folded."""
        return Memo(self._called, Room(CALLED_KEPT))

    def _called(self, number: int) -> list[list[str]]:
        facts = self.compiled["issuers"][number]
        return [phrase_key(name).split() for name in (facts.name, facts.acronym) if name]

    @cached_property
    def credential_kinds(self) -> list[str]:
        """The kind of each credential: ``certification``, ``bachelor`` …"""
        return list(self.compiled["credentials"].column("kind"))

    @cached_property
    def awarders(self) -> list[int]:
        """The number of the issuer who awards each credential; -1 for none."""
        return list(self.compiled["credentials"].column("issuer"))

    @cached_property
    def platforms(self) -> list[int]:
        """The number of the platform on which each credential is earned; -1 for none."""
        return list(self.compiled["credentials"].column("platform"))

    @cached_property
    def levels(self) -> list[int | None]:
        """The ISCED level of each credential; None where none is known."""
        return list(self.compiled["credentials"].column("level"))

    @cached_property
    def needing_context(self) -> list[bool]:
        """Whether the name of each credential alone says too little."""
        return list(self.compiled["credentials"].column("needs_context"))

    def category_of(self, number: int) -> str:
        """The category of the credential with that number."""
        return self.categories[self.credential_kinds[number]]

    @cached_property
    def sorts(self) -> tuple[list[str], ...]:
        """By space and number, what sort of name an entry has: ``I:vendor``, ``C:bachelor``."""
        return (
            _sorts("I", self.issuer_kinds),
            _sorts("C", self.credential_kinds),
            ["Q"], ["F"], ["O"],
        )  # fmt: skip

    @cached_property
    def kinds_of(self) -> dict[str, list[KindFacts]]:
        """The kinds that lead to each category, in the order of their file."""
        kinds: dict[str, list[KindFacts]] = {}
        for kind in self.compiled["kinds"]:
            kinds.setdefault(kind.category, []).append(kind)
        return kinds

    @cached_property
    def kind_dates(self) -> dict[str, str]:
        """What two dates beside a credential of each kind tell."""
        return {kind.id: kind.dates for kind in self.compiled["kinds"]}

    @cached_property
    def scored_kinds(self) -> frozenset[str]:
        """The kinds behind whose names a score stands."""
        return frozenset([kind.id for kind in self.compiled["kinds"] if kind.scored])

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
        """The phrases of every use of ``SmallWords``, folded; a use without any has none."""
        folded = {use: frozenset(phrases) for use, phrases in self.compiled["small"].items()}
        return defaultdict(frozenset, folded)

    @cached_property
    def said_before(self) -> dict[str, str]:
        """Words that say something of the credential right behind them → the cue that says the same."""
        return {word: cue for use, cue in _SAID_BEFORE.items() for word in self.small[use]}


def _sorts(letter: str, kinds: Sequence[str]) -> list[str]:
    """The sort of each entry: one string a kind, which is found faster than equal ones."""
    sorts = {kind: f"{letter}:{kind}" for kind in set(kinds)}
    return list(map(sorts.__getitem__, kinds))
