"""Which meaning of a shared acronym the line speaks of."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber, Meaning
from credclass.catalog.payloads import (
    Alias,
    Space,
    alias_of,
    entry_of,
    number_of,
    space_of,
    space_of_entry,
)
from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match

NONE: Final[list[tuple[Match, list[int]]]] = []
"""The matches of a line of which none is awarded by another that stands there."""

NEAR: Final = 3
"""Words of the longest phrase right before an acronym that tells its meaning."""


class Context:
    """The words of a line, and what they say of each acronym: worked out once for all its places."""

    def __init__(self, words: list[Word], catalog: ByNumber) -> None:
        self._meanings = catalog.meanings
        self._texts = [word.text for word in words]
        self._present = set(self._texts)
        self._line = f" {' '.join(self._texts)} "
        self._scores: dict[str, dict[int, int]] = {}

    def settle(self, match: Match, word: Word) -> bool:
        """Keep the targets that the line's other words speak for most; whether any speaks.

        Where nothing speaks all targets stay, and among those that stay the catalog's order
        holds: the usual first. An ordinary meaning counts only where more speaks for it than
        for any credential.
        """
        meanings = self._meanings[word.text]
        scores = self._scores.get(word.text)
        if scores is None:
            scores = self._scores[word.text] = self._spoken_for(meanings)
        if near := self._told_before(match.first, meanings):
            if all(space_of_entry(key) == Space.ORDINARY for key in near):
                scores = {key: key in near for key in scores}  # ``University, Cambridge, MA``
            else:  # what stands right before it counts twice: ``Medicine, MD``
                scores = {key: score + (key in near) for key, score in scores.items()}
        best = max(scores.values())
        if best:
            match.settled = True
            leaders = [key for key, score in scores.items() if score == best]
            ordinary = all(space_of_entry(key) == Space.ORDINARY for key in leaders)
            match.targets = [
                target
                for target in match.targets
                if scores.get(entry_of(target), 0) == best
                and (space_of(target) == Space.ORDINARY) == ordinary
            ]
        if len(match.targets) > 1:
            order = {key: rank for rank, key in enumerate(scores)}
            match.targets = sorted(
                match.targets, key=lambda target: order.get(entry_of(target), len(order))
            )
        return best > 0

    def _spoken_for(self, meanings: list[Meaning]) -> dict[int, int]:
        """How many words and phrases of its context each meaning has on the line, which is searched for the
        phrases of which it has the first word.
        """
        present, line = self._present, self._line
        scores: dict[int, int] = {}
        for entry, words, phrases in meanings:
            said = sum(1 for word in words if word in present)
            said += sum(1 for first, key in phrases if first in present and f" {key} " in line)
            scores[entry] = max(scores.get(entry, 0), said)
        return scores

    def _told_before(self, at: int, meanings: list[Meaning]) -> set[int]:
        """The meanings for which what stands right before a token speaks."""
        texts = self._texts
        before = {" ".join(texts[first:at]) for first in range(max(at - NEAR, 0), at)}
        return {
            entry
            for entry, words, phrases in meanings
            if any(word in before for word in words) or any(key in before for _, key in phrases)
        }


def put_awarded_first(names: list[Match], catalog: ByNumber) -> None:
    """Where entries share a name, those whose issuer or platform stands on the line come first."""
    for match, own in awarded(names, catalog):
        match.targets = own + [target for target in match.targets if target not in own]


def awarded(names: list[Match], catalog: ByNumber) -> list[tuple[Match, list[int]]]:
    """The matches of several targets that have some whose issuer or platform is named elsewhere on
    the line, or is the platform of another course there, with these.
    """
    if len(names) == 1 or all(len(match.targets) < 2 for match in names):
        return NONE
    issuers: dict[int, int] = {}
    for match in names:
        for target in match.targets:
            if space_of(target) == Space.ISSUER:
                issuers[number_of(target)] = issuers.get(number_of(target), 0) + 1
        platform = _platform(match, catalog)
        if platform >= 0:
            issuers[platform] = issuers.get(platform, 0) + 1
    if not issuers:
        return NONE
    found = []
    for match in names:
        if len(match.targets) < 2:
            continue
        own = [
            target
            for target in match.targets
            if space_of(target) == Space.CREDENTIAL
            and (
                _is_elsewhere(catalog.awarders[number_of(target)], issuers, match)
                or _is_elsewhere(catalog.platforms[number_of(target)], issuers, match)
            )
        ]
        if own:
            found.append((match, own))
    return found


def _is_elsewhere(issuer: int, issuers: dict[int, int], match: Match) -> bool:
    """Whether an issuer, if there is one, is named by more matches than this one."""
    if issuer < 0 or issuer not in issuers:
        return False
    here = [number_of(target) for target in match.targets if space_of(target) == Space.ISSUER]
    return issuers[issuer] > here.count(issuer)


def _platform(match: Match, catalog: ByNumber) -> int:
    """The platform of the one course that a match names (``Kaggle – Pandas`` is all Kaggle's); -1 for none."""
    if len(match.targets) != 1 or space_of(match.targets[0]) != Space.CREDENTIAL:
        return -1
    return catalog.platforms[number_of(match.targets[0])]


def several(match: Match) -> bool:
    """Whether a match is an acronym of more than one entry."""
    count = 0
    for target in match.targets:
        count += space_of(target) <= Space.CREDENTIAL and alias_of(target) == Alias.ACRONYM
    return count > 1
