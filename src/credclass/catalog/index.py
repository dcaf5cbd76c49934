"""The compiled catalog: tables held by column and one dictionary of phrases, ready to load."""

from __future__ import annotations

from typing import Any, Final, Literal, TypedDict

from credclass.catalog.packed import Phrases
from credclass.catalog.tables import CredentialFacts, IssuerFacts, KindFacts, Table
from credclass.catalog.words import Shapes, Words

FORMAT: Final = 38
"""Raised whenever the compiled form changes, so that no stale file is read."""

MAX_PHRASE_TOKENS: Final = 20
"""Longer names are matched by their first tokens."""


MAX_RARE_NAMES: Final = 160
"""A word of more names than this does not lead to candidates."""


MAX_MISSING: Final = 0.26
"""Share of a name's weight that a partial match may lack. On own lines .30 let in
twice as many wrong links as right ones, .20 lost a third of the right ones."""

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
    words: Words
    """What is known of each word of names, and of each with which a phrase begins or ends.

    Its weight: the inverse document frequency over names. The lengths of the phrases that end with it. How phrases of several words begin with it: lengths
    that occur together, longest first, and the second words of those phrases, ``5,3= science |2= analyst
    data ``. The names of several words in which it is the rarest: other words of which one at least must
    stand there too, and the places among ``phrases`` of each one's names: ``analyst board=4711|4711 4712``.
    """
    renowned: list[int]
    """The numbers of the issuers and platforms that many of the credentials are from."""
    partnerships: list[list[int]]
    """Pairs of a platform and an issuer whose courses it offers, as numbers of issuers."""
    vocabulary: Shapes
    """First letter and length → the words of that shape in names, joined by spaces."""
    letters: Shapes
    """The same → which of those words have each letter, and which have few (``catalog.lettered``)."""


def empty() -> Compiled:
    """A compiled catalog that knows nothing."""
    return Compiled(
        format=FORMAT, digest="", kinds=[], issuers=Table(IssuerFacts), credentials=Table(CredentialFacts),
        cues=[], roles={}, fields=[], ordinary=[], phrases=Phrases.of({}), meanings={}, hosts=[], months={},
        abbreviations={}, sections={}, places={}, small={}, words=Words.of({}, {}, {}, {}), renowned=[], partnerships=[], vocabulary=Shapes.of({}), letters=Shapes.of({}),
    )  # fmt: skip


def copy_of(base: Compiled) -> Compiled:
    """A copy deep enough that adding to it leaves ``base`` alone."""
    new = Compiled(**base)
    for key, value in base.items():
        new[key] = value.copy() if isinstance(value, (list, dict, Table)) else value  # type: ignore[literal-required]
    new["meanings"] = {key: [*rows] for key, rows in base["meanings"].items()}
    return new
