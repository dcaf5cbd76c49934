"""Codes of states and provinces that are degrees and credentials too: ``Waterville, ME``, ``CT, MA, NY``."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Alias, Space, alias_of, number_of, space_of
from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match
from credclass.text.tokens import Tokens

LONGEST_TOWN: Final = 3
"""Words of the longest names of towns that nobody need know."""


def drop_regions(
    names: list[Match], words: list[Word], tokens: Tokens, catalog: ByNumber
) -> list[Match]:
    """The names less codes of regions: in a row of such codes of which one is no credential, and
    behind a town that follows a school (``Colby College, Waterville, ME``).
    """
    codes = catalog.small["region_codes"]
    coded = [match for match in names if match.stop - match.first == 1]
    coded = [match for match in coded if words[match.first].text in codes]
    coded = [match for match in coded if tokens.raw(match.first, match.stop).isupper()]
    if not coded:
        return names
    schools = {match.stop for match in names if _is_school(match, catalog)}
    regions = [
        match
        for match in coded
        if _is_in_row(match.first, words, tokens, codes)
        or _follows_town(match.first, words, tokens, schools)
    ]
    for match in regions:
        match.targets = [one for one in match.targets if alias_of(one) != Alias.ACRONYM]
    return [match for match in names if match.targets]


def _is_in_row(at: int, words: list[Word], tokens: Tokens, codes: frozenset[str]) -> bool:
    """Whether a token stands among codes between separators, of which one is no credential."""
    found = False
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(words) and _is_code(place, tokens, codes):
            targets = words[place].names
            found = found or all([space_of(one) != Space.CREDENTIAL for one in targets])
            place += step
    return found


def _is_code(at: int, tokens: Tokens, codes: frozenset[str]) -> bool:
    return tokens.words[at] in codes and tokens.raw(at, at + 1).isupper()


def _follows_town(at: int, words: list[Word], tokens: Tokens, schools: set[int]) -> bool:
    """Whether what stands before a token, between commas, are capitalised words that name nothing, and
    before these a school.
    """
    if tokens.separator_before(at) != "," or tokens.part_at(at) != (at, at + 1):
        return False
    first, stop = tokens.part_at(at - 1)
    return (
        first in schools
        and stop - first <= LONGEST_TOWN
        and all(tokens.capitals()[first:stop])
        and not any([word.names for word in words[first:stop]])
    )


def _is_school(match: Match, catalog: ByNumber) -> bool:
    """Whether a match names a university or a school in a country of such codes."""
    return any(
        [
            space_of(one) == Space.ISSUER and catalog.is_school_in_regions(number_of(one))
            for one in match.targets
        ]
    )
