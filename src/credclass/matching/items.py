"""Where the items of an enumeration stand: ``Series 7, 63 and 65``."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match
from credclass.matching.siblings import is_credential, is_loose
from credclass.matching.years import year_of
from credclass.text.tokens import Tokens

_SEPARATORS: Final = frozenset(",/+|;")
"""What stands between the items of an enumeration."""

_BRACKETED: Final = 3
"""Tokens of the longest brackets between items: ``Green Belt (May 2012), Black Belt (2015)``."""

LABEL: Final = 3
"""Letters of a number, Roman or not, that tells names apart."""

OWN: Final = 2
"""Words that an item may have of its own: ``Solutions Architect`` of ``AWS Certified …``."""


def find_leaders(
    names: list[Match], words: list[Word], tokens: Tokens, joints: list[int], catalog: ByNumber
) -> list[Match]:
    """The credentials of several words behind which items may stand that share some of them."""
    found = []
    last = len(words)
    for place, match in enumerate(names):
        if not is_credential(match):
            continue
        stop = match.stop
        several = stop - match.first > 1
        if several and (joints or _may_go_on(match, words, item_behind(stop, tokens))):
            following = names[place + 1] if place + 1 < len(names) else match
            if following.first == stop and not is_loose(following, catalog):
                continue
        elif stop >= last or not is_counted(stop, words):
            continue
        found.append(match)
    return found


def _may_go_on(match: Match, words: list[Word], at: int) -> bool:
    """Whether the item at ``at``, 0 for none, may stand in the place of a name's last word: a test for most."""
    item = words[at]
    begins = words[match.first].begins
    if not at or item.year or not item.weight or begins is None:
        return False
    return match.stop - match.first > OWN or item.text in begins


def is_counted(stop: int, words: list[Word]) -> bool:
    """Whether a plural and a label stand at ``stop``: ``Levels I``."""
    return (
        words[stop].text[-1] == "s" and stop + 1 < len(words) and len(words[stop + 1].text) <= LABEL
    )


def item_behind(stop: int, tokens: Tokens) -> int:
    """Where an item begins that a separator parts from the token before ``stop``, over a year, or brackets that
    say when (``Green Belt (2012), Black Belt``); 0 for none.
    """
    if stop >= len(tokens.words):
        return 0
    between = tokens.gap(stop - 1).strip()
    if between and between in _SEPARATORS:
        return stop
    if not between and year_of(tokens.words[stop]) and stop + 1 < len(tokens.words):
        behind = tokens.gap(stop).strip()
        return stop + 1 if behind and behind in _SEPARATORS else 0
    if between != "(":
        return 0
    end = tokens.part_at(stop)[1]
    closed = end < len(tokens.words) and end - stop <= _BRACKETED
    behind = tokens.gap(end - 1).replace(" ", "") if closed else ""
    return end if behind[:1] == ")" and behind[1:] in _SEPARATORS else 0
