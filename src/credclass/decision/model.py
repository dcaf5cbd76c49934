"""The fitted model: one weight a feature and category, read from one file."""

from __future__ import annotations

import json
import re
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from credclass.result import Category, Weights

if TYPE_CHECKING:
    from credclass.decision.features import Item, Maker

CATEGORIES: Final = tuple(Category)
SCALE: Final = 100
"""Weights stand in the file as whole hundredths."""

MEMO_ENTRIES: Final = 200_000
MEMO_KEY_LENGTH: Final = 40
"""Groups of features with a longer fact (a long word) are not remembered."""

MINOR: Final = 0.3
"""Reasons that weigh less than this for every category are shown summed, as one."""

_METHODS: Final = {
    "C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog", "first": "catalog",
    "heavy": "catalog", "only": "catalog", "cue": "cue", "begins": "cue", "ends": "cue",
    "before": "cue", "after": "cue", "w": "wording", "section": "section",
    "prior": "prior", "url": "url",
}  # fmt: skip

Row = tuple[float, float, float, float, float, float]
"""A weight for each of ``CATEGORIES``."""


class Reason:
    """A weighted feature, or a group that always occurs together, as evidence shows it."""

    __slots__ = ("method", "minor", "name", "row", "weights")

    def __init__(self, name: str, row: Row) -> None:
        self.name = name
        self.row = row
        self.method = _METHODS.get(re.split("[=:@?~>]", name, maxsplit=1)[0], "shape")
        self.minor = max(row) < MINOR and min(row) > -MINOR
        self.weights = weights_of(row)


def weights_of(row: Row) -> Weights:
    """A row as results show it."""
    made: Weights = Weights.of(**dict(zip(map(str, CATEGORIES), row, strict=True)))
    return made


class Model(NamedTuple):
    """Weights of named features, and the digest of the file they came from."""

    prior: Row
    features: dict[str, Row]
    vocabulary: frozenset[str]
    """Words in use, which are never taken for misspelt names."""
    ordinary: frozenset[str]
    """Those written in small letters, which in small letters are no acronyms."""
    digest: str


def load_model() -> Model:
    """The model that comes with the package."""
    content = (resources.files("credclass") / "data" / "weights.json").read_bytes()
    return parse_model(content)


def parse_model(content: bytes) -> Model:
    """The model in ``content``: JSON as ``scripts/train.py`` writes it."""
    data = json.loads(content)
    features = {name: _row(values) for name, values in data["features"].items()}
    ordinary = frozenset(data["ordinary"].split())
    vocabulary = ordinary | frozenset(data["vocabulary"].split())
    return Model(_row(data["prior"]), features, vocabulary, ordinary, data["digest"])


def _row(hundredths: list[int]) -> Row:
    return tuple([value / SCALE for value in hundredths])  # type: ignore[return-value]


class Weigher:
    """What each group of features weighs: a bounded memo over the model's weights."""

    def __init__(self, model: Model) -> None:
        self.prior = Reason("prior", model.prior)
        self._features = model.features
        self._reasons: dict[tuple[Maker, tuple[Any, ...]], Reason | None] = {}

    def weigh(self, items: list[Item]) -> list[tuple[Reason, int, int]]:
        """The reason of each item that weighs anything, with the tokens that it rests on."""
        reasons = self._reasons
        found: list[tuple[Reason, int, int]] = [(self.prior, 0, 0)]
        for maker, facts, first, stop in items:
            key = (maker, facts)
            try:
                reason = reasons[key]
            except KeyError:
                reason = self._work_out(key)
            if reason is not None:
                found.append((reason, first, stop))
        return found

    def _work_out(self, key: tuple[Maker, tuple[Any, ...]]) -> Reason | None:
        maker, facts = key
        names = maker(*facts)
        rows = [row for name in names if (row := self._features.get(name)) is not None]
        reason = Reason(names[0], total(rows)) if rows else None
        if all([len(fact) <= MEMO_KEY_LENGTH for fact in facts if isinstance(fact, str)]):
            if len(self._reasons) >= MEMO_ENTRIES:
                self._reasons.clear()
            self._reasons[key] = reason
        return reason


def total(rows: list[Row]) -> Row:
    """The sum of rows, category by category."""
    if not rows:
        return (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    return tuple([sum(column) for column in zip(*rows, strict=True)])  # type: ignore[return-value]


def softmax(scores: Row) -> list[float]:
    """Probabilities, one per category, that sum to 1."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
