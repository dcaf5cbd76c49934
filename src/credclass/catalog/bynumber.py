"""What lines ask of a catalog: by number of entry, by kind, by role; each made once."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final, Generic, TypeVar, get_args

from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.catalog.index import Compiled, CueRole
from credclass.catalog.payloads import entry_of
from credclass.catalog.tables import BYTES, KindFacts, lower_first, recurring
from credclass.memo import Memo, Room
from credclass.text.tokens import phrase_key

CALLED_KEPT: Final = 10_000
"""Issuers whose names are remembered as words."""

MEANINGS_KEPT: Final = 1_000
"""Shared acronyms whose meanings are remembered: there are half as many."""

Meaning = tuple[int, list[str], list[tuple[str, str]]]
"""An entry, the words that speak for it, and the phrases of several that do, each behind its first word."""

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


Value = TypeVar("Value")


class Ranked(Generic[Value]):
    """What each of many entries has of a few values, by number.

    A byte or two an entry: no tuple of 84,000 objects is made, and those that lines ask for lie close together
    in memory.

    >>> kinds = Ranked.of(["body", "vendor", "body"])
    >>> kinds[2], kinds.mapped("I:{}".format)[1]
    ('body', 'I:vendor')
    """

    __slots__ = ("_high", "_low", "_many", "_values")

    def __init__(self, values: list[Value], low: bytes, high: bytes) -> None:
        self._values = values
        self._low = low
        self._high = high
        self._many = len(values) > BYTES

    @staticmethod
    def of(column: Sequence[Value]) -> Ranked[Value]:
        """The values of a column of a table."""
        found = recurring(column)
        ranks = found.ranks()
        return Ranked(found.of, ranks[::2], ranks[1::2])

    def mapped(self, make: Callable[[Value], Value]) -> Ranked[Value]:
        """What is made of the values, each once."""
        return Ranked([make(value) for value in self._values], self._low, self._high)

    def __getitem__(self, number: int) -> Value:
        """What the entry with a number has."""
        rank = self._low[number]
        if self._many:
            rank |= self._high[number] << 8
        return self._values[rank]


class Numbers:
    """The number of another entry that each has; -1 for none.

    >>> awarders = Numbers([700, -1])
    >>> awarders[0], awarders[1]
    (700, -1)
    """

    __slots__ = ("_bytes",)

    def __init__(self, numbers: Sequence[int]) -> None:
        self._bytes = lower_first(array("i", numbers))

    def __getitem__(self, number: int) -> int:
        """That of the entry with a number."""
        at = 4 * number
        told = self._bytes
        return -1 if told[at + 3] else told[at] | told[at + 1] << 8 | told[at + 2] << 16


class ByNumber:
    """The facts of a compiled catalog, as the matchers and the decision ask for them."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.issuer: Final[Callable[[int], IssuerEntry]] = cache(self._issuer)
        """The issuer with a number, the same object each time."""
        self.credential: Final[Callable[[int], CredentialEntry]] = cache(self._credential)
        """The credential with a number, the same object each time."""
        self.categories: Final = {kind.id: kind.category for kind in compiled["kinds"]}
        """The category that each kind leads to."""
        self.kinds_of: Final = _by_category(compiled["kinds"])
        """The kinds that lead to each category, in the order of their file."""
        self.kind_dates: Final = {kind.id: kind.dates for kind in compiled["kinds"]}
        """What two dates beside a credential of each kind tell."""
        self.scored_kinds: Final = frozenset([kind.id for kind in compiled["kinds"] if kind.scored])
        """The kinds behind whose names a score stands."""
        self.renowned_issuers: Final = frozenset(compiled["renowned"])
        """The numbers of the issuers and platforms that many of the credentials are from."""
        self.cues_by_role: Final = _by_role(compiled["roles"])
        """The cues of every role; ``CueRole`` says what each is for."""
        self.small: Final = _small_words(compiled["small"])
        """The phrases of every use of ``SmallWords``, folded; a use without any has none."""
        self.doubtful_months: Final = self.small["doubtful_months"]
        """Those that every line is asked for."""
        self.hosts: Final = compiled["hosts"]
        """What web addresses tell, by their domain."""
        self.said_before: Final = {
            word: cue for use, cue in _SAID_BEFORE.items() for word in self.small[use]
        }
        """Words that say something of the credential right behind them → the cue that says the same."""
        self.region_codes: Final = _region_codes(set(compiled["places"].values()))
        """How people write the code of a region → the whole of it (ISO 3166-2): ``me`` is ``US-ME``. What
        two countries have tells neither."""
        self._divided: Final = frozenset([code[:2] for code in self.region_codes.values()])
        """The countries whose regions have codes."""
        self.called: Final[Memo[int, list[list[str]]]] = Memo(self._called, Room(CALLED_KEPT))
        """The words of the name and of the acronym of an issuer, by its number, folded."""
        self.meanings: Final[Memo[str, list[Meaning]]] = Memo(self._means, Room(MEANINGS_KEPT))
        """The meanings of a shared acronym, in the order of the catalog."""
        self._issuer_numbers: dict[str, int] | None = None
        self._credential_numbers: dict[str, int] | None = None
        self._partnerships: frozenset[tuple[int, int]] | None = None
        self._issuer_kinds: Ranked[str] | None = None
        self._ordinary_issuers: frozenset[int] | None = None
        self._affiliating_issuers: frozenset[int] | None = None
        self._credential_kinds: Ranked[str] | None = None
        self._awarders: Numbers | None = None
        self._platforms: Ranked[int] | None = None
        self._levels: Ranked[int | None] | None = None
        self._needing_context: Ranked[bool] | None = None
        self._sorts: tuple[Ranked[str], ...] | None = None

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

    @property
    def issuer_numbers(self) -> dict[str, int]:
        """The number of each issuer, by its id."""
        if self._issuer_numbers is None:
            self._issuer_numbers = self.compiled["issuers"].numbers()
        return self._issuer_numbers

    @property
    def credential_numbers(self) -> dict[str, int]:
        """The number of each credential, by its id."""
        if self._credential_numbers is None:
            self._credential_numbers = self.compiled["credentials"].numbers()
        return self._credential_numbers

    @property
    def partnerships(self) -> frozenset[tuple[int, int]]:
        """Pairs of a platform and an issuer whose courses it offers, as numbers of issuers."""
        if self._partnerships is None:
            pairs = self.compiled["partnerships"]
            self._partnerships = frozenset([(host, awarder) for host, awarder in pairs])
        return self._partnerships

    @property
    def issuer_kinds(self) -> Ranked[str]:
        """The kind of each issuer: ``body``, ``university`` …"""
        if self._issuer_kinds is None:
            self._issuer_kinds = Ranked.of(self.compiled["issuers"].column("kind"))
        return self._issuer_kinds

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

    @property
    def ordinary_issuers(self) -> frozenset[int]:
        """The numbers of the issuers whose name alone says too little (``Focus Training``)."""
        if self._ordinary_issuers is None:
            self._ordinary_issuers = self.compiled["issuers"].numbers_with("needs_context")
        return self._ordinary_issuers

    @property
    def affiliating_issuers(self) -> frozenset[int]:
        """The numbers of the universities that award the degrees of the colleges affiliated to them."""
        if self._affiliating_issuers is None:
            self._affiliating_issuers = self.compiled["issuers"].numbers_with("affiliates")
        return self._affiliating_issuers

    def _called(self, number: int) -> list[list[str]]:
        facts = self.compiled["issuers"][number]
        return [phrase_key(name).split() for name in (facts.name, facts.acronym) if name]

    def _means(self, acronym: str) -> list[Meaning]:
        found: list[Meaning] = []
        for payload, context in self.compiled["meanings"].get(acronym, ()):
            words = [key for key in context if " " not in key]
            phrases = [(key.partition(" ")[0], key) for key in context if " " in key]
            found.append((entry_of(payload), words, phrases))
        return found

    @property
    def credential_kinds(self) -> Ranked[str]:
        """The kind of each credential: ``certification``, ``bachelor`` …"""
        if self._credential_kinds is None:
            self._credential_kinds = Ranked.of(self.compiled["credentials"].column("kind"))
        return self._credential_kinds

    @property
    def awarders(self) -> Numbers:
        """The number of the issuer who awards each credential; -1 for none."""
        if self._awarders is None:
            self._awarders = Numbers(self.compiled["credentials"].column("issuer"))
        return self._awarders

    @property
    def platforms(self) -> Ranked[int]:
        """The number of the platform on which each credential is earned; -1 for none."""
        if self._platforms is None:
            self._platforms = Ranked.of(self.compiled["credentials"].column("platform"))
        return self._platforms

    @property
    def levels(self) -> Ranked[int | None]:
        """The ISCED level of each credential; None where none is known."""
        if self._levels is None:
            self._levels = Ranked.of(self.compiled["credentials"].column("level"))
        return self._levels

    @property
    def needing_context(self) -> Ranked[bool]:
        """Whether the name of each credential alone says too little."""
        if self._needing_context is None:
            self._needing_context = Ranked.of(self.compiled["credentials"].column("needs_context"))
        return self._needing_context

    def category_of(self, number: int) -> str:
        """The category of the credential with that number."""
        return self.categories[self.credential_kinds[number]]

    @property
    def sorts(self) -> tuple[Ranked[str], ...]:
        """By space and number, what sort of name an entry has: ``I:vendor``, ``C:bachelor``."""
        if self._sorts is None:
            self._sorts = (
                self.issuer_kinds.mapped("I:{}".format),
                self.credential_kinds.mapped("C:{}".format),
                *[Ranked.of([other]) for other in ("Q", "F", "O")],
            )
        return self._sorts


def _by_category(kinds: Iterable[KindFacts]) -> dict[str, list[KindFacts]]:
    found: dict[str, list[KindFacts]] = {}
    for kind in kinds:
        found.setdefault(kind.category, []).append(kind)
    return found


def _by_role(roles: dict[str, list[str]]) -> dict[CueRole, frozenset[str]]:
    return {
        role: frozenset([name for name, own in roles.items() if role in own])
        for role in get_args(CueRole)
    }


def _small_words(small: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    if not small:  # a catalog without wording; any other has every use, and lines ask ten times
        return defaultdict(frozenset)
    return {use: frozenset(phrases) for use, phrases in small.items()}


def _region_codes(places: set[str]) -> dict[str, str]:
    parted = [(code.partition("-")[2], code) for code in places if "-" in code]
    own = Counter([short for short, _ in parted])
    return {short.lower(): code for short, code in parted if own[short] == 1}
