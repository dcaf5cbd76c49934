"""The compiled catalog: tables held by column and one dictionary of phrases, ready to load."""

from __future__ import annotations

from typing import Any, Final, Literal, TypedDict

from credclass.catalog.packed import Notes, Phrases, Weights
from credclass.catalog.tables import CredentialFacts, IssuerFacts, KindFacts, Table

FORMAT: Final = 30
"""Raised whenever the compiled form changes, so that no stale file is read."""

MAX_PHRASE_TOKENS: Final = 20
"""Longer names are matched by their first tokens."""


MAX_RARE_NAMES: Final = 160
"""A word of more names than this does not lead to candidates."""


MAX_MISSING: Final = 0.26
"""Share of a name's weight that a partial match may lack. On own lines .30 let in
twice as many wrong links as right ones, .20 lost a third of the right ones."""

FIRST_PLACE: Final = ord("a")
"""The letter of the first word of a name."""

CueRole = Literal[
    "telling",
    "naming",
    "supporting",
    "award",
    "aside",
    "place",
    "school",
    "secondary",
    "content",
    "authority",
]
"""What a cue is used for beyond the fitted model; the table of ``catalog/README.md`` explains each."""


class Compiled(TypedDict):
    """What the compiled file holds. -1 stands for no entry."""

    format: int
    digest: str
    kinds: list[KindFacts]
    issuers: Table[IssuerFacts]
    credentials: Table[CredentialFacts]
    cues: list[str]
    roles: dict[str, list[str]]
    """Cue → its roles."""
    fields: list[str]
    ordinary: list[str]
    phrases: Phrases
    meanings: dict[str, list[list[Any]]]
    """Acronym key → [[payload, [context keys]], …]"""
    hosts: list[list[str]]
    """[domain, path, issuer id, kind]"""
    months: dict[str, int]
    abbreviations: dict[str, list[str]]
    """Short form → the words that it may stand for."""
    sections: dict[str, str]
    places: dict[str, str]
    """Folded name of a place → the code of its country."""
    small: dict[str, list[str]]
    """Use of ``SmallWords`` → its phrases."""
    weights: Weights
    """Inverse document frequency of the words of names."""
    starts: Notes
    """First token of each phrase of several → second token and the lengths that occur, longest
    first: ``science 5 3|analyst 2``."""
    rare: Notes
    """Word → the names of several words in which it is the rarest, each by its place among ``phrases``,
    with ``|`` between; behind each a letter for the place of every word of which one at least must stand
    there too: ``4711=b``.
    """
    renowned: list[int]
    """The numbers of the issuers and platforms that many of the credentials are from."""
    vocabulary: dict[str, str]
    """First letter and length → the words of that shape in names, joined by spaces."""


def empty() -> Compiled:
    """A compiled catalog that knows nothing."""
    return Compiled(
        format=FORMAT, digest="", kinds=[], issuers=Table(IssuerFacts), credentials=Table(CredentialFacts),
        cues=[], roles={}, fields=[], ordinary=[], phrases=Phrases.of({}), meanings={}, hosts=[], months={},
        abbreviations={}, sections={}, places={}, small={}, weights=Weights.of({}), starts=Notes.of({}), rare=Notes.of({}),
        renowned=[], vocabulary={},
    )  # fmt: skip


def copy_of(base: Compiled) -> Compiled:
    """A copy deep enough that adding to it leaves ``base`` alone."""
    new = Compiled(**base)
    for key, value in base.items():
        new[key] = value.copy() if isinstance(value, (list, dict, Table)) else value  # type: ignore[literal-required]
    new["meanings"] = {key: [*rows] for key, rows in base["meanings"].items()}
    return new
