"""The word that a misspelt token stands for."""

from __future__ import annotations

from itertools import groupby
from string import ascii_lowercase
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_LOOKALIKES: Final = str.maketrans("0158$@|", "olsbsal")
"""Characters that scanners and spammers put for letters."""

SHORTEST: Final = 3
"""Letters of a word that is read with another letter for a digit; with ``i`` for a first ``l`` from
one letter more.
"""

MAX_LENGTH: Final = 24

BEHEADED: Final = 7
"""Letters of what may be a word that lost its first: shorter ones are words (``lumber``, ``ward``)."""

COMMONER: Final = 1.6
"""Difference of inverse document frequencies: five times as many names have the word."""

STRANGE: Final = 3.2
"""What a slip weighs that might have been any letter (ln 25): a letter put in or exchanged. Letters
left out, doubled or swapped are told by their place alone.
"""

NEIGHBOUR: Final = 1.6
"""What a slip weighs that writes a letter over its neighbour (``profeesional``): less usual than a
letter doubled.
"""

RARE: Final = 12.0
"""The weight of a word that is in no name."""


class Spelling:
    """The words of all names, by first letter and length."""

    def __init__(self, shapes: dict[str, str], weights: dict[str, float]) -> None:
        self._weights = weights
        """Inverse document frequencies: common words weigh little."""
        self._shapes = shapes
        """``"p7"`` → words joined by spaces; split when first asked for."""
        self._split: dict[str, list[str]] = {}

    def _words(self, letter: str, length: int) -> list[str]:
        shape = f"{letter}{length}"
        words = self._split.get(shape)
        if words is None:
            words = self._split[shape] = self._shapes.get(shape, "").split()
        return words

    def has(self, token: str) -> bool:
        """Whether some name has this word."""
        return token in self._words(token[0], len(token))

    def read_alike(self, token: str) -> str | None:
        """The word that looks like ``token`` to a scanner: ``8achelor``, ``lTIL``; None for none."""
        plain = token.translate(_LOOKALIKES)
        ways = [plain] if plain != token and len(token) >= SHORTEST else []
        if plain[0] == "l" and len(token) > SHORTEST:
            ways.append("i" + plain[1:])
        return next((way for way in ways if self.has(way)), None)

    def repair(self, token: str) -> str | None:
        """The one word at the smallest distance, or None.

        One edit (insertion, deletion, substitution, transposition) is mended in words
        of five letters and more, two in words of nine and more; the first letter must
        be right, or swapped with the second, or lost. Where two words are equally near
        the likelier one is taken, if it is much likelier: the commoner, or the one that a
        usual slip leads away from.
        """
        if len(token) > MAX_LENGTH:
            return None
        plain = token.translate(_LOOKALIKES)
        allowed = 1 if len(token) < 9 else 2
        found: list[tuple[str, int, int]] = []
        for length in range(len(token) - allowed, len(token) + allowed + 1):
            found += extract(
                plain, self._words(plain[0], length),
                scorer=OSA.distance, score_cutoff=allowed, limit=None,
            )  # fmt: skip
        if not found:
            return self._begin_anew(token)
        nearest = min([distance for _, distance, _ in found])
        return self._likeliest(plain, [word for word, distance, _ in found if distance == nearest])

    def _begin_anew(self, token: str) -> str | None:
        """The word whose first two letters are swapped in ``token``, or else the one that lost its
        first: ``ogogle``, ``ertification``.
        """
        swapped = token[1] + token[0] + token[2:]
        if swapped in self._weights:
            return swapped
        if len(token) < BEHEADED:
            return None
        whole = [letter + token for letter in ascii_lowercase if letter + token in self._weights]
        return whole[0] if len(whole) == 1 else None

    def _likeliest(self, token: str, words: list[str]) -> str | None:
        """The word that is much likelier than all others; one word always is."""
        if len(words) == 1:
            return words[0]
        first, second, *_ = sorted(
            [(self._weights.get(word, RARE) + _slip(token, word), word) for word in words]
        )
        return first[1] if second[0] - first[0] >= COMMONER else None


def _slip(token: str, word: str) -> float:
    """How unlikely it is that who means ``word`` writes ``token``: letters left out, doubled or
    swapped weigh nothing.
    """
    if len(token) < len(word):
        return 0.0
    if len(token) > len(word):
        return 0.0 if _undoubled(token) == _undoubled(word) else STRANGE
    wrong = [at for at, pair in enumerate(zip(token, word, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 1:
        at = wrong[0]
        return NEIGHBOUR if token[at] in token[at - 1 : at] + token[at + 1 : at + 2] else STRANGE
    return 0.0 if sorted(token) == sorted(word) else STRANGE


def _undoubled(word: str) -> str:
    return "".join([letter for letter, _ in groupby(word)])
