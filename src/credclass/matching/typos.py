"""The word that a misspelt token stands for."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA

_LOOKALIKES: Final = str.maketrans("015$@|", "olssal")
"""Characters that scanners and spammers put for letters."""

MAX_LENGTH: Final = 24


class Spelling:
    """The words of all names, by first letter and length."""

    def __init__(self, shapes: dict[str, str]) -> None:
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

    def repair(self, token: str) -> str | None:
        """The one word at the smallest distance, or None.

        One edit (insertion, deletion, substitution, transposition) is mended in words
        of five letters and more, two in words of nine and more; the first letter must
        be right. Where two words are equally near, none is taken.
        """
        if len(token) > MAX_LENGTH:
            return None
        plain = token.translate(_LOOKALIKES)
        if plain != token and self.has(plain):
            return plain
        allowed = 1 if len(token) < 9 else 2
        best, nearest, ties = None, allowed + 1, 0
        for length in range(len(token) - allowed, len(token) + allowed + 1):
            for word in self._words(plain[0], length):
                distance = OSA.distance(plain, word, score_cutoff=nearest)
                if distance < nearest:
                    best, nearest, ties = word, distance, 1
                elif distance == nearest and distance <= allowed:
                    ties += 1
        return best if ties == 1 and nearest <= allowed else None
