"""Names that stand incomplete, reordered or with a word changed: rarest-token blocking.

The stretches that exact phrases left over are searched by their rarest words in an
index of the names that have them; the few candidates are compared by the weight of
the words they share. Weights are inverse document frequencies over all names.
"""

from __future__ import annotations

from typing import Final

from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match

MAX_CANDIDATES: Final = 8
MIN_COVER: Final = 0.74
"""Share of a name's weight that must stand in the stretch. On own lines .70 let in
twice as many wrong links as right ones, .80 lost a third of the right ones."""
MAX_STRETCH: Final = 24
"""Longer stretches are prose; only their first tokens are searched."""


class NameIndex:
    """The names of several words, by their rare words."""

    def __init__(
        self, phrases: dict[str, int | list[int]], rare: dict[str, str], weights: dict[str, float]
    ) -> None:
        self._phrases = phrases
        self._rare = rare
        """Word → keys of the names in which it is among the rarest, one a line."""
        self._weights = weights

    def find(self, words: list[Word], taken: list[Match]) -> list[Match]:
        """Partial matches in the stretches between ``taken``, one a stretch at most."""
        found = []
        for first, stop in _stretches(len(words), taken):
            match = self._best(words, first, min(stop, first + MAX_STRETCH))
            if match is not None:
                found.append(match)
        return found

    def candidates(self, words: list[Word], first: int, stop: int) -> list[str]:
        """Keys of the names that share the rarest words with a stretch, likeliest first."""
        scores: dict[str, float] = {}
        for word in words[first:stop]:
            keys = self._rare.get(word.text)
            if keys:
                weight = self._weights[word.text]
                for key in keys.split("\n"):
                    scores[key] = scores.get(key, 0.0) + weight
        return sorted(scores, key=scores.__getitem__, reverse=True)

    def cover(self, key: str, present: set[str]) -> float:
        """The share of a name's weight that ``present`` words make up.

        A number that the name has and the stretch lacks (a version, a level) rules it out.
        """
        whole = shared = 0.0
        for token in key.split(" "):
            weight = self._weights.get(token, 1.0)
            whole += weight
            if token in present:
                shared += weight
            elif token[0].isdigit():
                return 0.0
        return shared / whole

    def _best(self, words: list[Word], first: int, stop: int) -> Match | None:
        if stop - first < 2:
            return None
        present = {word.text for word in words[first:stop]}
        best, quality = "", 0.0
        for key in self.candidates(words, first, stop)[:MAX_CANDIDATES]:
            cover = self.cover(key, present)
            if cover > quality:
                best, quality = key, cover
        if quality < MIN_COVER:
            return None
        tokens = set(best.split(" "))
        at = [i for i in range(first, stop) if words[i].text in tokens]
        if len(at) < 2 or at[-1] - at[0] > 2 * len(tokens):
            return None
        targets = self._phrases[best]
        targets = [targets] if isinstance(targets, int) else targets
        return Match(at[0], at[-1] + 1, targets, "partial", quality)


def _stretches(count: int, taken: list[Match]) -> list[tuple[int, int]]:
    """The ranges of tokens between matches."""
    edges = [0]
    for match in taken:
        edges += [match.first, match.stop]
    edges.append(count)
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]
