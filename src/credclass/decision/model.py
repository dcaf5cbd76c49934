"""The fitted model: one weight a feature and category, read from one file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib import resources
from math import exp
from typing import Final, NamedTuple

from credclass.result import Category, Weights

CATEGORIES: Final = tuple(Category)
SCALE: Final = 100
"""Weights stand in the file as whole hundredths."""

MEMO_ENTRIES: Final = 60_000
MEMO_KEY_LENGTH: Final = 40
NGRAMS: Final = (3, 4, 5)
"""Lengths of the letter n-grams of the wording model, inside one framed word."""

MINOR: Final = 0.2
"""Reasons that weigh less than this for every category are shown summed, as one."""

_METHODS: Final = {
    "C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog", "first": "catalog",
    "only": "catalog", "cue": "cue", "begins": "cue", "ends": "cue", "before": "cue",
    "after": "cue", "word": "wording", "section": "section", "prior": "prior", "url": "url",
}  # fmt: skip

Row = tuple[float, float, float, float, float, float]
"""A weight for each of ``CATEGORIES``."""

EARLY: Final = 4
"""The first tokens of a line, which say most of what it is."""

ZERO: Final[Row] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Reason:
    """A weighted feature, with what its evidence shares wherever it occurs."""

    __slots__ = ("method", "minor", "name", "row", "weights")

    def __init__(self, name: str, row: Row) -> None:
        self.name = name
        self.row = row
        self.method = method_of(name)
        self.minor = max(row) < MINOR and min(row) > -MINOR
        self.weights = weights_of(row)


def method_of(name: str) -> str:
    """What sort of reason a feature is, from its name."""
    head = re.split("[=:@?~]", name, maxsplit=1)[0]
    return _METHODS.get(head, "shape")


def weights_of(row: Row) -> Weights:
    """A row as results show it."""
    made: Weights = Weights.of(**dict(zip(map(str, CATEGORIES), row, strict=True)))
    return made


class Model(NamedTuple):
    """Weights of named features, and the digest of the file they came from."""

    prior: Reason
    features: dict[str, Reason]
    vocabulary: frozenset[str]
    """Ordinary words, which are never taken for misspelt names."""
    digest: str


def load_model() -> Model:
    """The model that comes with the package."""
    content = (resources.files("credclass") / "data" / "weights.json").read_bytes()
    return parse_model(content)


def parse_model(content: bytes) -> Model:
    """The model in ``content``: JSON as ``scripts/train.py`` writes it."""
    data = json.loads(content)
    features = {name: Reason(name, _row(values)) for name, values in data["features"].items()}
    return Model(
        Reason("prior", _row(data["prior"])),
        features,
        frozenset(data["vocabulary"].split()),
        data["digest"],
    )


def _row(hundredths: list[int]) -> Row:
    return tuple([value / SCALE for value in hundredths])  # type: ignore[return-value]


def word_features(word: str, section: str, *, early: bool) -> list[str]:
    """The names of the wording features of one word.

    The word itself, the word under its section, the word among the first of a line,
    and its letter n-grams, once each. Numbers count by their number of digits.

    >>> word_features("2019", "education", early=False)
    ['w=####', 'w=####@education']
    >>> word_features("cpa", "unknown", early=True)[:4]
    ['w=cpa', 'w=cpa@unknown', 'e=cpa', 'c=^cp']
    """
    if word.isdigit():
        word = "#" * min(len(word), 5)
    names = [f"w={word}", f"w={word}@{section}"]
    if early:
        names.append(f"e={word}")
    if len(word) > 2 and word[0] != "#":
        framed = f"^{word[:MEMO_KEY_LENGTH]}$"
        grams = [framed[i : i + n] for n in NGRAMS for i in range(len(framed) - n + 1)]
        names += ["c=" + gram for gram in dict.fromkeys(grams)]
    return names


class Wording:
    """What each word weighs by itself: a bounded memo over the wording features."""

    def __init__(self, features: dict[str, Reason]) -> None:
        self._features = features
        self._reasons: dict[tuple[str, str, bool], Reason] = {}

    def reason(self, word: str, section: str, early: bool) -> Reason:  # noqa: FBT001  (hot)
        """The sum of the weights of the word's features."""
        key = (word, section, early)
        reason = self._reasons.get(key)
        if reason is None:
            names = word_features(word, section, early=early)
            rows = [found.row for name in names if (found := self._features.get(name))]
            reason = Reason(f"word={word}", total(rows))
            if len(word) <= MEMO_KEY_LENGTH:
                if len(self._reasons) >= MEMO_ENTRIES:
                    self._reasons.clear()
                self._reasons[key] = reason
        return reason


def total(rows: Iterable[Row]) -> Row:
    """The sum of rows, category by category."""
    return tuple(map(sum, zip(ZERO, *rows, strict=True)))  # type: ignore[return-value]


def softmax(scores: Row) -> list[float]:
    """Probabilities, one per category, that sum to 1."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
