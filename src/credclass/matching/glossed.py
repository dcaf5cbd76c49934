"""Names that go on behind their acronym in brackets: ``Certified Network Associate (CNA): Security``."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.matching.lexicon import Lexicon
from credclass.matching.phrases import Match
from credclass.matching.siblings import Siblings, clear_of, entries_of
from credclass.text.tokens import Tokens

_LEADING: Final = frozenset(") :,-–—")
"""What may stand between a bracket and the rest of the name."""

MORE: Final = 6
"""Words of a name behind the bracket."""


def add_glossed(
    names: list[Match], tokens: Tokens, lexicon: Lexicon, catalog: ByNumber
) -> list[Match]:
    """The names of a line, those that go on behind a bracket in the place of what they begin with.

    They are found by the words on both sides of the bracket, or by the acronym and the words behind.
    """
    if not tokens.has("("):
        return names
    siblings = Siblings(lexicon.phrases, catalog)
    found: list[Match] = []
    for name in names:
        gloss = _gloss(name, tokens, siblings)
        whole = _read_on(name, gloss, tokens, siblings) if gloss else None
        if whole is not None:
            found.append(whole)
    return sorted([*clear_of(found, names), *found], key=lambda one: one.first) if found else names


def _gloss(name: Match, tokens: Tokens, siblings: Siblings) -> int:
    """The token in brackets that ends a name, or that stands right behind it and names the same; 0 where
    there is none, or nothing stands behind.
    """
    last = name.stop - 1
    if last > name.first and _is_bracketed(last, tokens):
        return last
    if _is_bracketed(name.stop, tokens):
        named = siblings.named([tokens.words[name.stop]])
        return name.stop if entries_of(name.targets) & entries_of(named) else 0
    return 0


def _is_bracketed(at: int, tokens: Tokens) -> bool:
    """Whether a token stands alone in brackets, with something behind them."""
    if at + 1 >= len(tokens.words) or tokens.separator_before(at) != "(":
        return False
    behind = tokens.gap(at)
    return ")" in behind and _LEADING.issuperset(behind)


def _read_on(name: Match, gloss: int, tokens: Tokens, siblings: Siblings) -> Match | None:
    """The longest name that a name, or its gloss, makes with what stands behind, of another entry."""
    words = tokens.words
    begin = gloss + 1
    end = min(begin + MORE, tokens.part_at(begin)[1])
    base = siblings.among(name.targets)
    known = entries_of(base)
    starts = [words[name.first : gloss]]
    if not known.isdisjoint(entries_of(siblings.named(words[gloss:begin]))):
        starts.append(words[gloss:begin])
    for stop in range(end, begin, -1):
        for start in starts:
            targets = siblings.of([*start, *words[begin:stop]], base)
            if targets and known.isdisjoint(entries_of(targets)):
                return Match(name.first, stop, targets, "exact")
    return None
