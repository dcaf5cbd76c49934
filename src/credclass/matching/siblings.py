"""Credentials that may share the words of their names: those of one awarder."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.packed import Phrases
from credclass.catalog.payloads import (
    Alias,
    Space,
    alias_of,
    entry_of,
    number_of,
    payloads_of,
    space_of,
)
from credclass.matching.phrases import Match
from credclass.native import mypyc_attr
from credclass.vocabulary import Category

_STEMS: Final = frozenset((Alias.STEM, Alias.BARE))
"""Names that are parts of longer ones: their words are not those of an enumeration."""


@mypyc_attr(free_list_len=1)
class Siblings:
    """The credentials of a catalog, by the words of their names."""

    __slots__ = ("_catalog", "_phrases")

    def __init__(self, phrases: Phrases, catalog: ByNumber) -> None:
        self._phrases = phrases
        self._catalog = catalog

    def named(self, key: list[str]) -> list[int]:
        """The credentials with that name, of those whose names may share words."""
        targets = self._phrases.get(" ".join(key))
        if targets is None:
            return []
        return self.among(payloads_of(targets))

    def among(self, targets: list[int]) -> list[int]:
        """Those of ``targets`` whose names may share words: credentials that a body awards.

        Degrees share theirs with fields of study, courses with all others on their subject; behind
        an examination that has scores stand these.
        """
        catalog = self._catalog
        scored = catalog.scored_kinds
        return [
            one
            for one in targets
            if space_of(one) == Space.CREDENTIAL
            and alias_of(one) not in _STEMS
            and catalog.platforms[number_of(one)] < 0
            and catalog.category_of(number_of(one)) != Category.DEGREE
            and catalog.credential_kinds[number_of(one)] not in scored
        ]

    def is_awarder(self, match: Match, credentials: list[int]) -> bool:
        """Whether a match names the awarder of one of the credentials."""
        awarders = [self._catalog.awarders[number_of(one)] for one in credentials]
        return any(
            space_of(one) == Space.ISSUER and number_of(one) in awarders for one in match.targets
        )

    def of(
        self, key: list[str], base: list[int], *, numbered: bool = False, unawarded: bool = False
    ) -> list[int]:
        """The credentials of a name that have an awarder, or none, in common with ``base``; of
        names that are ``numbered`` (``Series 7`` and ``Series 63``), those of a kind.
        """
        found = self.named(key)
        if not found:
            return []
        awarders = self._catalog.awarders
        kinds = self._catalog.credential_kinds
        floor = -1 if unawarded else 0
        bodies = [awarders[number_of(one)] for one in base]
        bodies = [body for body in bodies if body >= floor]
        alike = [kinds[number_of(one)] for one in base] if numbered and key[-1].isdecimal() else []
        return [
            one
            for one in found
            if awarders[number_of(one)] in bodies or kinds[number_of(one)] in alike
        ]


def is_credential(match: Match) -> bool:
    """Whether a match names a credential."""
    return any(space_of(one) == Space.CREDENTIAL for one in match.targets)


def entries_of(targets: list[int]) -> set[int]:
    """The entries that payloads name."""
    return {entry_of(one) for one in targets}


def is_loose(match: Match, catalog: ByNumber) -> bool:
    """Whether a match may be a word that only looks like a name: ``III`` is an institute too, and
    ``Intermediate`` a school certificate; or words that say too little alone (``Black Belt``).
    """
    asking = catalog.needing_context
    word = match.stop - match.first == 1
    return all(
        asking[number_of(one)] if space_of(one) == Space.CREDENTIAL else word
        for one in match.targets
    )


def clear_of(new: list[Match], old: list[Match]) -> list[Match]:
    """The old matches that overlap none of the new."""
    taken = {at for match in new for at in range(match.first, match.stop)}
    return [match for match in old if taken.isdisjoint(range(match.first, match.stop))]
