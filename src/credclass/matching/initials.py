"""Acronyms beside the words that they stand for: ``Certified Coffee Taster (CCT)``."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Alias, Space, alias_of, entry_of, number_of, space_of
from credclass.matching.phrases import Match, with_targets
from credclass.text.tokens import Tokens, phrase_key

FEWEST: Final = 2
"""Letters of an acronym that is compared with the words before it."""

SURE: Final = 3
"""Letters of one that is compared with words that no brackets tie to it."""

SKIPPED: Final = 3
"""Letters of the longest word that an acronym may leave out (``of``, ``and``)."""

WINDOW: Final = 3
"""Words a letter, of those beside an acronym, among which its own are looked for."""

AGREEING: Final = 0.75
"""Share of the words that must be in a name for its acronym to be that of the words."""

_LISTS: Final = frozenset((",", ";", "|", "/"))
"""Separators between what is listed rather than explained."""

ALIKE: Final = 75
"""Similarity of two words, of 100, that may be forms of one."""


def spelled_out(tokens: Tokens, at: int) -> int | None:
    """The first of the words before token ``at`` of which it is the initials; None where it stands
    in no brackets behind such words.
    """
    if tokens.separator_before(at) != "(":
        return None
    return _read_back(_letters(tokens, at), tokens.words, at, tokens.part_at(at - 1)[0])


def _letters(tokens: Tokens, at: int) -> list[str]:
    """The letters of an acronym; none of a word that is not written as one."""
    word = tokens.words[at]
    if len(word) < FEWEST or not tokens.is_acronym(at, at + 1):
        return []
    if word.isalpha():  # most, told without a look at each letter
        return list(word)
    letters = [letter for letter in word if letter.isalpha()]
    return letters if len(letters) >= FEWEST else []


def _read_back(letters: list[str], words: list[str], stop: int, begin: int) -> int | None:
    """The first of the words before ``stop``, none before ``begin``, that begin with ``letters``."""
    place = stop
    for letter in reversed(letters):
        place -= 1
        while place > begin and words[place][0] != letter and len(words[place]) <= SKIPPED:
            place -= 1
        if place < begin or words[place][0] != letter:
            return None
    return place if letters else None


def _read_on(letters: list[str], words: list[str], first: int, end: int) -> int | None:
    """The end of the words from ``first``, none from ``end`` on, that begin with ``letters``."""
    place = first
    for letter in letters:
        while place < end - 1 and words[place][0] != letter and len(words[place]) <= SKIPPED:
            place += 1
        if place >= end or words[place][0] != letter:
            return None
        place += 1
    return place if letters else None


def _spelled_beside(tokens: Tokens, at: int, catalog: ByNumber) -> tuple[int, int] | None:
    """The range of the words beside token ``at`` of which it is the initials, in its part (``CCT Certified
    Coffee Taster``), or all of the part beside that which it fills (``CCT: Certified Coffee Taster``).
    """
    if len(tokens.words[at]) < SURE:
        return None
    letters = _letters(tokens, at)
    if len(letters) < SURE:
        return None
    reach = WINDOW * len(letters)
    begin, end = tokens.part_at(at)
    stop = _read_on(letters, tokens.words, at + 1, min(end, at + 1 + reach))
    if stop is not None:
        return at + 1, stop
    first = _read_back(letters, tokens.words, at, max(begin, at - reach))
    if first is not None:
        return first, at
    return _spelled_apart(letters, tokens, at, catalog) if (begin, end) == (at, at + 1) else None


def _may_spell(tokens: Tokens, edge: int, first: int, catalog: ByNumber) -> bool:
    """Whether a separator parts an acronym from words that may spell it: a comma lists, but for a title (``CPA,
    Certified Peat Advisor``).
    """
    if tokens.separator_before(edge) not in _LISTS:
        return True
    return tokens.words[first] in catalog.small["begins_a_title"]


def _spelled_apart(
    letters: list[str], tokens: Tokens, at: int, catalog: ByNumber
) -> tuple[int, int] | None:
    """The part before or behind a part of one token whose words begin with ``letters``, but for numbers
    behind them.
    """
    words = tokens.words
    if at and _may_spell(tokens, at, tokens.part_at(at - 1)[0], catalog):
        first, stop = tokens.part_at(at - 1)
        if _read_back(letters, words, stop, first) == first:
            return first, stop
    if at + 1 < len(words) and _may_spell(tokens, at + 1, at + 1, catalog):
        first, stop = tokens.part_at(at + 1)
        told = _read_on(letters, words, first, stop)
        if told is not None and all(word.isdecimal() for word in words[told:stop]):
            return first, told
    return None


def is_spelled_out(tokens: Tokens, at: int, catalog: ByNumber) -> bool:
    """Whether the words that token ``at`` is the initials of stand beside it, in brackets or apart:
    ``Certified Coffee Taster – CCT``, also with a letter more: ``Certified Coffee Taster, CCTT``.
    """
    if spelled_out(tokens, at) is not None:
        return True
    letters = _letters(tokens, at)
    if letters and _spelled_apart(letters, tokens, at, catalog) is not None:
        return True
    if len(letters) < SURE or not at:
        return False
    before = tokens.words[slice(*tokens.part_at(at - 1))]
    initials = iter(letters)  # each is sought behind the one before
    own = [word[0] for word in before if len(word) > SKIPPED]
    return len(own) >= SURE and own[0] == letters[0] and all(one in initials for one in own)


def may_be_acronym(match: Match) -> bool:
    """Whether a match is one word that is the acronym of something."""
    one = match.stop - match.first == 1
    return one and any(alias_of(target) == Alias.ACRONYM for target in match.targets)


def drop_contradicted(names: list[Match], tokens: Tokens, catalog: ByNumber) -> list[Match]:
    """The names less acronyms whose words stand beside them and are no name of theirs."""
    bracketed = tokens.has("(")
    for match in names:
        if not may_be_acronym(match):
            continue
        begin = spelled_out(tokens, match.first) if bracketed else None
        place = (
            (begin, match.first)
            if begin is not None
            else _spelled_beside(tokens, match.first, catalog)
        )
        if place is None:
            continue
        first, stop = place
        told = {
            entry_of(target) for one in names if first <= one.first < stop for target in one.targets
        }
        words = tokens.words[first:stop]
        match.targets = [
            target
            for target in match.targets
            if alias_of(target) != Alias.ACRONYM
            or entry_of(target) in told
            or (begin is None and not _is_anybodys(target, catalog))
            or _is_called(target, words, catalog)
        ]
    return with_targets(names)


def _is_anybodys(target: int, catalog: ByNumber) -> bool:
    """Whether a target is somebody, or a credential that somebody in particular assesses: a degree beside its
    field spells many a word (``MBA, Marketing and Business Administration``).
    """
    if space_of(target) != Space.CREDENTIAL:
        return space_of(target) == Space.ISSUER
    return catalog.awarders[number_of(target)] >= 0


def _is_called(target: int, words: list[str], catalog: ByNumber) -> bool:
    """Whether an entry is called by ``words``, or nearly so, or its awarder is (``RIBA, Royal Institute of
    British Architects``). Of what is no entry, and of words in another script, none can say: then always.
    """
    space, number = space_of(target), number_of(target)
    if space == Space.CREDENTIAL:
        names = [catalog.credential(number).name]
        if catalog.awarders[number] >= 0:
            names.append(catalog.issuer(catalog.awarders[number]).name)
    elif space == Space.ISSUER:
        names = [catalog.issuer(number).name]
    else:
        return True
    return not all(map(str.isascii, words)) or any(_is_alike(words, name) for name in names)


def _is_alike(words: list[str], name: str) -> bool:
    """Whether most of the words are words of a name, or nearly so."""
    own = phrase_key(name).split()
    told = [word for word in words if len(word) > SKIPPED]
    found = len(told)
    for word in told:
        if word not in own and all(fuzz.ratio(word, other) < ALIKE for other in own):
            found -= 1
            if found < AGREEING * len(told):
                return False
    return True
