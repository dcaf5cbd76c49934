"""Months of one language that are everyday words of another: ``EF SET, 2019``, ``passed out 2011``."""

from __future__ import annotations

from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match, Said
from credclass.text.tokens import Tokens


def without_false_months(
    words: list[Word],
    tokens: Tokens,
    names: list[Match],
    cues: list[Said],
    doubtful: frozenset[str],
) -> list[Word]:
    """The words, those taken for no months that are part of a longer name or cue, that are written as
    an acronym on a line of small letters, or that a comma parts from what stands behind them.
    """
    if not any(word.months > 0 and word.text in doubtful for word in words):
        return words
    places = [at for at, word in enumerate(words) if word.months > 0 and word.text in doubtful]
    found: list[Match | Said] = [*names, *cues]
    taken = {at for one in found if one.stop - one.first > 1 for at in range(one.first, one.stop)}
    shouted = tokens.folded.original.isupper()
    words = list(words)
    for at in places:
        after = tokens.gap(at) if at + 1 < len(words) else ""
        acronym = not shouted and after == " " and tokens.raw(at, at + 1).isupper()
        if at in taken or acronym or "," in after:
            words[at] = Word(words[at].text)
    return words
