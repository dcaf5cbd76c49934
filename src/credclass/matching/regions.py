"""Codes of states and provinces that are degrees and credentials too: ``Waterville, ME``, ``CT, MA, NY``,
``Barber license, MA``.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from credclass.catalog.bynumber import LICENCE, ByNumber
from credclass.catalog.payloads import Alias, Space, alias_of, number_of, space_of
from credclass.matching.initials import is_spelled_out
from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match, with_targets
from credclass.text.tokens import Tokens, ends_with
from credclass.vocabulary import Category

LEADING: Final = 2
"""Words of the longest phrase that leads to a region."""

_LISTS: Final = (",", "/", "&", ";", "|", "•", "")
"""Separators in rows of credentials."""

LONGEST_TOWN: Final = 3
"""Words of the longest names of towns that nobody need know."""


def drop_regions(
    names: list[Match], words: list[Word], tokens: Tokens, catalog: ByNumber
) -> list[Match]:
    """The names less codes of regions: in a row of such codes of which one is no credential, behind a
    town that follows a school (``Colby College, Waterville, ME``), and where a licence is told of.
    """
    codes = catalog.region_codes
    coded = [
        match
        for match in names
        if match.stop - match.first == 1
        and words[match.first].text in codes
        and tokens.raw(match.first, match.stop).isupper()
    ]
    if not coded:
        return names
    schools = [match for match in names if _is_school(match, catalog)]
    ends, starts = {match.stop for match in schools}, {match.first for match in schools}
    licences = {match.stop: match for match in names if _is_licence(match, catalog)}
    regions: list[Match] = []
    rows = _in_rows(coded, words, tokens, codes)
    for match in coded:
        licence = licences.get(match.first)
        if (
            match.first in rows
            or _follows_town(match.first, words, tokens, ends)
            or (licence and _is_licensed_in(match.first, licence, tokens, catalog, starts))
            or _is_said_to_be_region(match, regions, tokens, catalog)
            or _is_bracketed(match.first, names, tokens, catalog)
        ):
            regions.append(match)
    for match in regions:
        match.targets = [one for one in match.targets if alias_of(one) != Alias.ACRONYM]
    return with_targets(names)


def _in_rows(
    coded: list[Match], words: list[Word], tokens: Tokens, codes: Container[str]
) -> set[int]:
    """The tokens of rows of codes of which one is no credential."""
    found: set[int] = set()
    seen = -1
    for match in coded:
        if match.first <= seen:
            continue
        first, stop = match.first, match.stop
        while first > 0 and _is_code(first - 1, tokens, codes):
            first -= 1
        while stop < len(words) and _is_code(stop, tokens, codes):
            stop += 1
        seen = stop - 1
        if not all(words[at].is_credential() for at in range(first, stop)):
            found.update(range(first, stop))
    return found


def _is_code(at: int, tokens: Tokens, codes: Container[str]) -> bool:
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
        and not any(word.names for word in words[first:stop])
    )


def _is_licensed_in(
    at: int, licence: Match, tokens: Tokens, catalog: ByNumber, schools: set[int]
) -> bool:
    """Whether a token, all of its part, is where the licence right before it holds: behind a licence in
    words (``Barber license, MA``), or not merely listed with an acronym (``LPN – PA``, but ``RN, MS``). A
    school that follows makes a degree of it.
    """
    stop = tokens.part_at(at)[1]
    alone = stop == at + 1 or tokens.words[at + 1].isdigit()
    if not alone or (stop < len(tokens.words) and stop in schools):
        return False
    if tokens.separator_before(at) not in _LISTS:
        return True
    said = set(tokens.words[licence.first : licence.stop])
    return licence.stop - licence.first > 1 or not said.isdisjoint(catalog.small["licence_words"])


def _is_said_to_be_region(
    match: Match, regions: list[Match], tokens: Tokens, catalog: ByNumber
) -> bool:
    """Whether the words around a code say that it is one: ``State of MS``, ``licensed in MA and CT``,
    ``(MD license)``.
    """
    at = match.first
    before = tokens.words[max(at - LEADING, 0) : at]
    if ends_with(before, catalog.small["leads_to_a_region"]):
        return True
    if (
        before
        and tokens.separator_before(at) == ":"
        and before[-1] in catalog.small["region_labels"]
    ):
        return True
    joined = at > 1 and tokens.words[at - 1] in catalog.small["joins_credentials"]
    if joined and regions and regions[-1].stop == at - 1:
        return True
    behind = tokens.words[match.stop : match.stop + 1]
    return (
        bool(behind)
        and behind[0] in catalog.small["licence_words"]
        and tokens.separator_before(at) == "("
    )


def _is_bracketed(at: int, names: list[Match], tokens: Tokens, catalog: ByNumber) -> bool:
    """Whether a code is all that stands in brackets behind a credential that is no degree, and is not what
    that is short for: ``ProServe (AB)``.
    """
    if tokens.separator_before(at) != "(" or tokens.part_at(at) != (at, at + 1):
        return False
    if is_spelled_out(tokens, at, catalog):
        return False
    return any(
        space_of(one) == Space.CREDENTIAL
            and catalog.category_of(number_of(one)) == Category.PROFESSIONAL_CERTIFICATION
            for match in names if match.stop == at
            for one in match.targets
    )  # fmt: skip


def _is_licence(match: Match, catalog: ByNumber) -> bool:
    """Whether a match names a licence."""
    return any(
        space_of(one) == Space.CREDENTIAL and catalog.credential_kinds[number_of(one)] == LICENCE
        for one in match.targets
    )


def _is_school(match: Match, catalog: ByNumber) -> bool:
    """Whether a match names a university or a school in a country of such codes."""
    return any(
        space_of(one) == Space.ISSUER and catalog.is_school_in_regions(number_of(one))
        for one in match.targets
    )
