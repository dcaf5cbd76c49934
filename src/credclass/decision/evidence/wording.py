"""What words say by themselves, for names that no catalog has: whole and by their letter n-grams."""

from __future__ import annotations

from typing import Final

EARLY: Final = 4
"""The first tokens of a line, which say most of what it is."""

NGRAMS: Final = (3, 4, 5)
"""Lengths of the letter n-grams, inside one framed word."""

LETTERS: Final = "c="
"""How the names of the letter n-grams begin."""

MAX_WORD: Final = 40
"""Letters of a word that are looked at."""


def word_features(word: str, section: str, early: bool) -> list[str]:  # noqa: FBT001  (a fact)
    """The names of the wording features of one word. Numbers come as one ``#`` a digit.

    >>> word_features("####", "education", False)
    ['w=####', 'w=####@education']
    >>> word_features("cpa", "unknown", True)[:4]
    ['w=cpa', 'w=cpa@unknown', 'e=cpa', 'c=^cp']
    """
    return own_features(word, section, early) + letter_features(word)


def own_features(word: str, section: str, early: bool) -> list[str]:  # noqa: FBT001  (a fact)
    """The word itself, the word under its section, the word among the first of a line."""
    names = [f"w={word}", f"w={word}@{section}"]
    if early:
        names.append(f"e={word}")
    return names


def letter_features(word: str) -> list[str]:
    """The letter n-grams of a word, once each."""
    within = framed(word)
    grams = [within[i : i + n] for n in NGRAMS for i in range(len(within) - n + 1)]
    return [LETTERS + gram for gram in dict.fromkeys(grams)]


def framed(word: str) -> str:
    """The letters of a word that are looked at, between marks of its ends; nothing of numbers and of two
    letters.
    """
    return "" if len(word) <= 2 or word[0] == "#" else f"^{word[:MAX_WORD]}$"
