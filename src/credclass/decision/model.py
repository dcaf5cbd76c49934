"""The fitted model: one weight a feature and category, read from one file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from credclass.result import Category, Weights

if TYPE_CHECKING:
    from credclass.decision.features import Item, Maker

CATEGORIES: Final = tuple(Category)
SCALE: Final = 100
"""Weights are whole hundredths."""

MEMO_ENTRIES: Final = 30_000
"""Groups remembered of each maker."""

MEMO_KEY_LENGTH: Final = 40
"""Groups of features with a longer first fact (a long word) are not remembered."""

MINOR: Final = 40
"""Reasons of fewer hundredths than this for every category are shown summed, as one."""

_METHODS: Final = {
    "C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog", "first": "catalog",
    "heavy": "catalog", "only": "catalog", "cue": "cue", "begins": "cue", "ends": "cue",
    "before": "cue", "after": "cue", "w": "wording", "section": "section", "prior": "prior",
    "url": "url",
}  # fmt: skip

Row = Sequence[int]
"""Hundredths for each of ``CATEGORIES``: whole numbers, so that sums do not depend on order."""

NOTHING: Final[Row] = (0,) * len(CATEGORIES)


class Reason:
    """A weighted feature, or a group that always occurs together, as evidence shows it."""

    __slots__ = ("_weights", "method", "minor", "name", "row")

    def __init__(self, name: str, row: Row) -> None:
        self.name = name
        self.row = row
        self.minor = max(row) < MINOR and min(row) > -MINOR
        self.method = "" if self.minor else _method_of(name)
        self._weights: Weights | None = None

    @property
    def weights(self) -> Weights:
        """The row as results show it: one object for all evidence of this reason."""
        if self._weights is None:
            self._weights = weights_of(self.row)
        return self._weights


def _method_of(name: str) -> str:
    """What sort of reason a feature is, from its name."""
    return _METHODS.get(re.split("[=:@?~>]", name, maxsplit=1)[0], "shape")


def weights_of(row: Row) -> Weights:
    """A row as results show it."""
    values = [hundredths / SCALE for hundredths in row]
    made: Weights = Weights.of(**dict(zip(map(str, CATEGORIES), values, strict=True)))
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
    ordinary = frozenset(data["ordinary"].split())
    vocabulary = ordinary | frozenset(data["vocabulary"].split())
    return Model(data["prior"], data["features"], vocabulary, ordinary, data["digest"])


class Weighed(NamedTuple):
    """The reasons of a line and their sums."""

    told: list[tuple[Reason, int, int]]
    """Those that count one by one, with the tokens that they rest on; the prior first."""
    minor: int
    """How many weigh next to nothing each."""
    rest: Row
    """What these weigh together."""
    scores: Row


class Weigher:
    """What each group of features weighs: a bounded memo over the model's weights."""

    def __init__(self, model: Model) -> None:
        self.prior = Reason("prior", model.prior)
        self._features = model.features
        self._reasons: dict[Maker, dict[tuple[Any, ...], Reason | None]] = {}

    def weigh(self, items: list[Item]) -> Weighed:
        """What the items weigh together, with those that count one by one."""
        reasons = self._reasons
        told: list[tuple[Reason, int, int]] = [(self.prior, 0, 0)]
        minor: list[Row] = []
        major: list[Row] = [self.prior.row]
        for maker, facts, first, stop in items:
            try:
                reason = reasons[maker][facts]
            except KeyError:
                reason = self._work_out(maker, facts)
            if reason is None:
                continue
            if reason.minor:
                minor.append(reason.row)
            else:
                major.append(reason.row)
                told.append((reason, first, stop))
        rest = total(minor)
        return Weighed(told, len(minor), rest, total([rest, *major]))

    def _work_out(self, maker: Maker, facts: tuple[Any, ...]) -> Reason | None:
        names = maker(*facts)
        rows = [row for name in names if (row := self._features.get(name)) is not None]
        reason = Reason(names[0], total(rows)) if rows else None
        memo = self._reasons.setdefault(maker, {})
        if not isinstance(facts[0], str) or len(facts[0]) <= MEMO_KEY_LENGTH:
            if len(memo) >= MEMO_ENTRIES:
                memo.clear()
            memo[facts] = reason
        return reason


def total(rows: Sequence[Row]) -> Row:
    """The sum of rows, category by category."""
    return tuple(map(sum, zip(*rows, strict=True))) if rows else NOTHING


def softmax(scores: Row) -> list[float]:
    """Probabilities, one per category, that sum to 1."""
    top = max(scores)
    powers = [exp((score - top) / SCALE) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
