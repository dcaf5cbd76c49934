"""What the letters of a word weigh, for words that no name has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

from credclass.decision.evidence.wording import LETTERS, NGRAMS, framed
from credclass.decision.model import Fitted, Weight

_SHORTEST: Final = min(NGRAMS)

_BEHIND: Final = LETTERS[:-1] + chr(ord(LETTERS[-1]) + 1)
"""The names of all n-grams stand before it."""


class Letters:
    """The letter n-grams that weigh something, without the names of all others of a word.

    Arguments:
        features: the rows of a model by name, in the order of the names.

    >>> rows = {"c=cpa": "1 0 0 0 0 0", "c=cpa$": "0 2 0 0 0 0"}
    >>> [weight.row() for weight in Letters(rows).found("cpa")]
    [[1, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0]]
    """

    def __init__(self, features: Mapping[str, str]) -> None:
        names = list(features)
        own = names[bisect_left(names, LETTERS) : bisect_left(names, _BEHIND)]
        rows = {name[len(LETTERS) :]: features[name] for name in own}
        self._known = Fitted(rows)
        self._begun = {gram[:stop] for gram in rows for stop in range(_SHORTEST, len(gram))}
        """What longer ones begin with."""

    def found(self, word: str) -> list[Weight]:
        """The weights of the n-grams of a word, each once: what ``letter_features`` names."""
        within = framed(word)
        found: list[Weight] = []
        for at in range(len(within) - _SHORTEST + 1):
            for stop in range(at + _SHORTEST, len(within) + 1):
                gram = within[at:stop]
                weight = self._known.get(gram)
                if weight is not None and within.find(gram) == at:
                    found.append(weight)
                if gram not in self._begun:
                    break
        return found
