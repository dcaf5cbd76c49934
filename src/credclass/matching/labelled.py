"""Names under a label that holds their beginning: ``AWS certifications: Developer – Associate``."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Space, number_of, space_of
from credclass.matching.dateparts import DASHES
from credclass.matching.lexicon import Lexicon
from credclass.matching.phrases import Match
from credclass.matching.shared import SHARED
from credclass.matching.siblings import Siblings, clear_of
from credclass.text.tokens import Tokens, phrase_key

_LABEL_ENDS: Final = frozenset(":–-—(")
"""What stands between a label and its items."""

ITEM: Final = 8
"""Words of the longest item."""


def add_labelled(
    names: list[Match], tokens: Tokens, lexicon: Lexicon, catalog: ByNumber
) -> list[Match]:
    """The names of a line with those that its parts are once they are read behind an issuer's name
    and a word such as ``certified``, which the label says in its own way.
    """
    for match in names:
        named = any(space_of(one) == Space.ISSUER for one in match.targets)
        if named and match.stop < len(tokens.words):
            begin = _behind_label(match.stop, tokens, catalog)
            if begin:  # the first label of a line is looked at, and no other
                issuers = [number_of(one) for one in match.targets if space_of(one) == Space.ISSUER]
                starts = _beginnings(match, issuers, tokens, catalog)
                found = _read_items(begin, starts, tokens, Siblings(lexicon.phrases, catalog))
                kept = clear_of(found, names) if found else names
                return sorted([*kept, *found], key=lambda one: one.first)
    return names


def _behind_label(stop: int, tokens: Tokens, catalog: ByNumber) -> int:
    """Where the items of a label begin whose issuer ends at ``stop``; 0 where there is no label."""
    begin = stop + 1
    if tokens.words[stop] not in catalog.small["labels_certificates"]:
        return 0
    return begin if tokens.separator_before(begin) in _LABEL_ENDS else 0


def _beginnings(
    match: Match, issuers: list[int], tokens: Tokens, catalog: ByNumber
) -> list[list[str]]:
    """The words with which names may begin: an issuer as it is written or called, and ``certified``."""
    called = [" ".join(tokens.words[match.first : match.stop])]
    for number in issuers:
        entry = catalog.issuer(number)
        called += [phrase_key(name) for name in (entry.acronym, entry.name) if name]
    words = sorted(catalog.small["begins_a_title"])
    return [[*name.split(), word] for name in dict.fromkeys(called) for word in words]


def _read_items(
    begin: int, starts: list[list[str]], tokens: Tokens, siblings: Siblings
) -> list[Match]:
    """The names that the parts behind a label are, as far as one follows the other."""
    found: list[Match] = []
    parts = [part for part in tokens.parts() if part[0] >= begin]
    marks = dict(tokens.marks())
    at = 0
    while at < len(parts):
        last = at
        while last + 1 < len(parts) and marks[parts[last + 1][0]] in DASHES:
            last += 1
        item = _item(
            parts[at][0], [part[1] for part in parts[at : last + 1]], starts, tokens, siblings
        )
        if item is not None:
            found.append(item)
        at = last + 1
    return found


def _item(
    first: int, stops: list[int], starts: list[list[str]], tokens: Tokens, siblings: Siblings
) -> Match | None:
    """The longest name from ``first`` to one of ``stops``, behind one of ``starts``."""
    for stop in reversed(stops):
        if stop - first <= ITEM:
            for start in starts:
                targets = siblings.named([*start, *tokens.words[first:stop]])
                if targets:
                    return Match(first, stop, targets, SHARED)
    return None
