"""Names that stand incomplete, reordered or with a word changed: rarest-token blocking.

The stretches that exact phrases left over are searched by their rarest words in an
index of the names that have them; the few candidates are compared by the weight of
the words they share. Weights are inverse document frequencies over all names.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from credclass.catalog.index import MAX_MISSING
from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match

MAX_STRETCH: Final = 24
"""Longer stretches are prose; only their first tokens are searched."""


MAX_GAP: Final = 2
"""Foreign words that may stand inside a partial name."""


MIN_WEIGHT: Final = 13.0
"""Weight that the present words of a name must have: two common words (``software engineer``,
``national board``) name nothing by standing near each other."""


ROUNDING: Final = 0.001
"""More than sums of weights in different orders differ by."""


class Name(NamedTuple):
    """A name of several words, with what each word weighs in it."""

    key: str
    words: list[str]
    """The heaviest first."""
    weights: list[float]
    slack: float
    """The weight that may be missing."""
    whole: float


class NameIndex:
    """The names of several words, by their rarest word, which must be there."""

    def __init__(
        self, phrases: dict[str, int | list[int]], rare: dict[str, str], weights: dict[str, float]
    ) -> None:
        self._phrases = phrases
        self._rare = rare
        """Word → keys of the names in which it is the rarest, with ``|`` between."""
        self._weights = weights
        self._names: dict[str, list[Name]] = {}
        self._partners_of: dict[str, dict[str, list[Name]]] = {}

    def names(self, word: str) -> list[Name]:
        """The names in which ``word`` is the rarest, split up when first asked for."""
        found = self._names.get(word)
        if found is None:
            keys = self._rare.get(word, "")
            found = self._names[word] = [self._name(key) for key in keys.split("|") if key]
        return found

    def _name(self, key: str) -> Name:
        weighed = sorted({(self._weights.get(word, 1.0), word) for word in key.split(" ")})
        weighed.reverse()
        whole = sum([weight for weight, _ in weighed])
        return Name(
            key, [word for _, word in weighed], [weight for weight, _ in weighed],
            MAX_MISSING * whole, whole,
        )  # fmt: skip

    def _partners(self, word: str) -> dict[str, list[Name]]:
        """The names of ``names(word)`` by each word of which one at least must be there too:
        the heaviest others, as many as may not all be missing together.
        """
        partners = self._partners_of.get(word)
        if partners is None:
            partners = self._partners_of[word] = {}
            for name in self.names(word):
                missing = 0.0
                for other, weight in zip(name.words[1:], name.weights[1:], strict=True):
                    partners.setdefault(other, []).append(name)
                    missing += weight
                    if missing > name.slack:
                        break
        return partners

    def find(self, words: list[Word], taken: list[Match], breaks: list[int]) -> list[Match]:
        """Partial matches in the stretches between ``taken`` and the parts' ``breaks``, one a
        stretch at most: words on both sides of a comma make no name.
        """
        found = []
        for first, end in _stretches(len(words), taken, breaks):
            stop = min(end, first + MAX_STRETCH)
            if sum([word.weight for word in words[first:stop]]) + ROUNDING < MIN_WEIGHT:
                continue  # all its words together weigh too little
            match = self._best(words, first, stop)
            if match is not None:
                found.append(match)
        return found

    def candidates(self, words: list[Word], first: int, stop: int) -> list[Name]:
        """The names whose rarest word stands in the stretch."""
        found: list[Name] = []
        for word in words[first:stop]:
            if word.rare:
                found += self.names(word.text)
        return found

    def _best(self, words: list[Word], first: int, stop: int) -> Match | None:
        present = {word.text for word in words[first:stop] if word.weight}
        best, quality = None, 0.0
        for word in words[first:stop]:
            if not word.rare:
                continue
            if word.partners is None:
                word.partners = self._partners(word.text)
            if word.partners.keys().isdisjoint(present):
                continue
            for other in present & word.partners.keys():
                for name in word.partners[other]:
                    cover = cover_of(name, present)
                    if cover > quality or (cover == quality and best and name.key < best.key):
                        best, quality = name, cover
        return self._match(best, quality, words, first, stop) if best is not None else None

    def _match(
        self, name: Name, quality: float, words: list[Word], first: int, stop: int
    ) -> Match | None:
        """The match of a name whose words stand close enough together."""
        at = [i for i in range(first, stop) if words[i].text in name.words]
        if len(at) < 2 or at[-1] - at[0] > len(name.words) + MAX_GAP:
            return None
        if quality * name.whole < MIN_WEIGHT:
            return None
        targets = self._phrases[name.key]
        targets = [targets] if isinstance(targets, int) else targets
        return Match(at[0], at[-1] + 1, targets, "partial", quality)


def cover_of(name: Name, present: set[str], floor: float | None = None) -> float:
    """The share of a name's weight that ``present`` words make up; 0 when too much is missing.

    A number that the name has and the stretch lacks (a version, a level) rules it out.
    ``floor`` is the least share that counts, where it is not the index's own.
    """
    slack = name.slack if floor is None else (1 - floor) * name.whole
    missing = 0.0
    for at, word in enumerate(name.words):
        if word not in present:
            missing += name.weights[at]
            if missing > slack or word[0].isdigit():
                return 0.0
    return 1 - missing / name.whole


def _stretches(count: int, taken: list[Match], breaks: list[int]) -> list[tuple[int, int]]:
    """The ranges of two tokens and more between matches and breaks."""
    stretches = []
    first = 0
    edges = iter([*breaks, count])
    edge = next(edges)
    for start, stop in [*[(match.first, match.stop) for match in taken], (count, count)]:
        while edge < start:
            if edge - first >= 2:
                stretches.append((first, edge))
            first = max(first, edge)
            edge = next(edges)
        if start - first >= 2:
            stretches.append((first, start))
        first = stop
    return stretches
