"""Names like some words: those that hold every word, or are spelt like all of them together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from rapidfuzz import fuzz, process

LETTERS: Final = 4
"""A word of fewer letters is not taken for a misspelling: PMP, PgMP and PfMP are three things."""

BEGINNING: Final = 3
"""From so many letters on, the beginning of a word stands for it."""

ALIKE: Final = 80
"""Least similarity of a misspelt word or name: ``mastr`` and ``master`` have 91, a word of six
letters with two wrong ones 67.
"""

BEGUN: Final = 80
"""What the beginning of a long word is worth; the more of it there is, up to ``MOST_BEGUN``."""

MOST_BEGUN: Final = 95

REST: Final = 0.15
"""What a name that holds every word loses at most for what it says beside them."""

Meant = dict[str, float]
"""Words that a word may stand for, each with a similarity up to 100."""


def names_like(
    words: str, names: Collection[str], vocabulary: Collection[str]
) -> list[tuple[str, float]]:
    """The names that are like ``words``, all folded, with similarities up to 100, the likest first.

    Arguments:
        words: what is looked for.
        names: where it is looked for.
        vocabulary: the words of the names, each once; others do no harm.

    >>> names = ["mas", "scrum", "certified scrummaster"]
    >>> vocabulary = ["mas", "scrum", "certified", "scrummaster"]
    >>> [name for name, _ in names_like("scrum mastr", names, vocabulary)]
    ['certified scrummaster']
    """
    found: dict[str, float] = {}
    if len(words) >= LETTERS:
        scorer = fuzz.token_sort_ratio
        near = process.extract(words, names, scorer=scorer, score_cutoff=ALIKE, limit=None)
        found = {name: similarity for name, similarity, _ in near}
    wanted = words.split()
    ways = [[_meant(word, vocabulary) for word in wanted]] if wanted else []
    if len(wanted) > 1:  # ScrumMaster
        ways.append([_meant("".join(wanted), vocabulary)])
    leading = {word for way in ways for word in way[0]}
    some = [name for name in names if not leading.isdisjoint(name.split())] if leading else []
    for name in some:  # of 400,000 names some hundred
        own = name.split()
        if held := max([_held(way, own) for way in ways], default=0):
            told = min(len(words) / len(name), 1)
            found[name] = max(held * (1 - REST + REST * told), found.get(name, 0))
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _meant(word: str, vocabulary: Collection[str]) -> Meant:
    """The words of the vocabulary that ``word`` is, begins or misspells."""
    meant: Meant = {}
    if len(word) >= LETTERS:
        near = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        meant = {whole: similarity for whole, similarity, _ in near}
    if len(word) >= BEGINNING:
        for whole in vocabulary:
            if whole.startswith(word):
                meant[whole] = BEGUN + (MOST_BEGUN - BEGUN) * len(word) / len(whole)
    if word in vocabulary:
        meant[word] = 100
    return meant


def _held(wanted: Sequence[Meant], name: Sequence[str]) -> float:
    """How well a name holds the words that are wanted, on average; 0 when it lacks one."""
    total = 0.0
    for meant in wanted:
        best = max([meant.get(word, 0) for word in name], default=0)
        if not best:
            return 0
        total += best
    return total / len(wanted)
