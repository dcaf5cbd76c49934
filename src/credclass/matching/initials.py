"""Acronyms in brackets behind the words that they stand for: ``Certified Coffee Taster (CCT)``."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from rapidfuzz import fuzz

from credclass.catalog.catalog import Catalog
from credclass.catalog.payloads import Alias, Space, alias_of, entry_of, number_of, space_of
from credclass.matching.phrases import Match
from credclass.text.tokens import Tokens, phrase_key

FEWEST: Final = 2
"""Letters of an acronym that is compared with the words before it."""

SKIPPED: Final = 3
"""Letters of the longest word that an acronym may leave out (``of``, ``and``)."""

AGREEING: Final = 0.75
"""Share of the words that must be in a name for its acronym to be that of the words."""

ALIKE: Final = 75
"""Similarity of two words, of 100, that may be forms of one."""


def spelled_out(tokens: Tokens, at: int) -> int | None:
    """The first of the words before token ``at`` of which it is the initials; None where it stands
    in no brackets behind such words.
    """
    words, breaks = tokens.words, tokens.breaks
    edge = bisect_left(breaks, at)
    if edge == len(breaks) or breaks[edge] != at or tokens.separators[edge] != "(":
        return None
    letters = [letter for letter in words[at] if letter.isalpha()]
    if len(letters) < FEWEST or not tokens.is_acronym(at, at + 1):
        return None
    begin = breaks[edge - 1] if edge else 0
    place = at
    for letter in reversed(letters):
        place -= 1
        while place > begin and words[place][0] != letter and len(words[place]) <= SKIPPED:
            place -= 1
        if place < begin or words[place][0] != letter:
            return None
    return place


def drop_contradicted(names: list[Match], tokens: Tokens, catalog: Catalog) -> list[Match]:
    """The names less acronyms whose words stand before them and are no name of theirs."""
    if "(" not in tokens.separators:
        return names
    for at, match in enumerate(names):
        if match.stop - match.first > 1:
            continue
        begin = spelled_out(tokens, match.first)
        if begin is None:
            continue
        told: set[int] = set()
        place = at
        while place and names[place - 1].first >= begin:
            place -= 1
            told.update([entry_of(target) for target in names[place].targets])
        words = tokens.words[begin : match.first]
        match.targets = [
            target
            for target in match.targets
            if alias_of(target) != Alias.ACRONYM
            or entry_of(target) in told
            or _is_called(target, words, catalog)
        ]
    return [match for match in names if match.targets]


def _is_called(target: int, words: list[str], catalog: Catalog) -> bool:
    """Whether an entry is called by ``words``, or nearly so. Of what is no entry, and of words in
    another script, none can say: then always.
    """
    space = space_of(target)
    if space == Space.CREDENTIAL:
        name = catalog.credential(number_of(target)).name
    elif space == Space.ISSUER:
        name = catalog.issuer(number_of(target)).name
    else:
        return True
    if not all(map(str.isascii, words)):
        return True
    own = phrase_key(name).split()
    told = [word for word in words if len(word) > SKIPPED]
    found = [word for word in told if any([fuzz.ratio(word, other) >= ALIKE for other in own])]
    return len(found) >= AGREEING * len(told)
