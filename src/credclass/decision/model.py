"""The fitted model: one weight a feature and category, read from one file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from math import exp
from typing import Final, NamedTuple

from credclass.native import i64, mypyc_attr
from credclass.vocabulary import Category

CATEGORIES: Final = tuple(Category)

SCALE: Final = 100
"""Weights are whole hundredths."""

Row = Sequence[int]
"""Hundredths for each of ``CATEGORIES``: whole numbers, so that sums do not depend on order."""

LANE: Final = 31
"""Bits for one category. The sums of a line stay far below: two of them are one small integer."""
_HALF: Final = 1 << LANE - 1


@mypyc_attr(free_list_len=1)
class Weight:
    """A row, two categories in one integer, so that adding rows is three additions.

    >>> weight = Weight.of((1, -2, 3, 0, 0, 0))
    >>> weight.add(Weight.of((1, 1, -4, 0, 0, 9)))
    >>> weight.row()
    [2, -1, -1, 0, 0, 9]
    """

    __slots__ = ("_first", "_second", "_third")

    def __init__(self) -> None:
        self._first: i64 = 0
        self._second: i64 = 0
        self._third: i64 = 0

    @staticmethod
    def of(row: Row) -> Weight:
        """The weight with these hundredths."""
        made = Weight()
        a, b, c, d, e, f = row
        made._first = a + (b << LANE)
        made._second = c + (d << LANE)
        made._third = e + (f << LANE)
        return made

    @staticmethod
    def read(row: str) -> Weight:
        """The weight of a row as the file writes it."""
        made = Weight()
        a, b, c, d, e, f = row.split(" ")
        made._first = int(a) + (int(b) << LANE)
        made._second = int(c) + (int(d) << LANE)
        made._third = int(e) + (int(f) << LANE)
        return made

    @staticmethod
    def together(weights: list[Weight]) -> Weight:
        """What several weigh together."""
        total = Weight()
        for weight in weights:
            total.add(weight)
        return total

    def add(self, other: Weight) -> None:
        """Add what another weighs."""
        self._first += other._first
        self._second += other._second
        self._third += other._third

    def plus(self, other: Weight) -> Weight:
        """What it and another weigh."""
        made = Weight()
        made._first = self._first + other._first
        made._second = self._second + other._second
        made._third = self._third + other._third
        return made

    def __getitem__(self, category: i64) -> i64:
        """What it weighs for a category, by its number."""
        one, other = _apart(
            self._first if category < 2 else self._second if category < 4 else self._third
        )
        return other if category & 1 else one

    def row(self) -> list[int]:
        """What it weighs for each category."""
        a, b = _apart(self._first)
        c, d = _apart(self._second)
        e, f = _apart(self._third)
        return [a, b, c, d, e, f]

    def pairs(self) -> tuple[i64, i64, i64]:
        """The three integers of which ``of_pairs`` makes it again."""
        return self._first, self._second, self._third

    @staticmethod
    def of_pairs(first: i64, second: i64, third: i64) -> Weight:
        """The weight of which these are the ``pairs``."""
        made = Weight()
        made._first, made._second, made._third = first, second, third
        return made


def _apart(pair: i64) -> tuple[i64, i64]:
    """The two numbers of which the second was put ``LANE`` bits higher."""
    one: i64 = ((pair + _HALF) & ((1 << LANE) - 1)) - _HALF
    return one, (pair - one) >> LANE


class Fitted:
    """Features and what they weigh, which is read when first asked for: few of them are ever looked at.

    >>> fitted = Fitted({"w=cpa": "9 -1 0 0 0 0"})
    >>> fitted.get("w=cpa").row(), fitted.get("w=cfa")
    ([9, -1, 0, 0, 0, 0], None)
    """

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._known: dict[str, str | Weight] = dict(rows)

    def get(self, name: str) -> Weight | None:
        """What a feature weighs; None of one that the model has not."""
        found = self._known.get(name)
        if isinstance(found, str):
            found = self._known[name] = Weight.read(found)
        return found


class Model(NamedTuple):
    """Weights of named features, and the digest of the file they came from."""

    prior: Row
    features: dict[str, str]
    """Feature → its weights, as the file writes them, in the order of the names."""
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


def likeliest(scores: Weight) -> i64:
    """The number of the first of the categories with the highest score."""
    best: i64 = 0
    top = scores[0]
    for at in range(i64(1), i64(len(CATEGORIES))):
        score = scores[at]
        if score > top:
            best, top = at, score
    return best


def chances(scores: Weight) -> list[float]:
    """Probabilities of the categories, that sum to 1: the softmax of their scores.

    Written out, which takes 1.8 µs where loops over six numbers and a ``zip`` took 4.0.
    """
    a, b, c = int(scores[0]), int(scores[1]), int(scores[2])
    d, e, f = int(scores[3]), int(scores[4]), int(scores[5])
    top = max(max(max(a, b), max(c, d)), max(e, f))  # noqa: PLW3301  (compiled, of two is a comparison)
    a_power, b_power, c_power = (
        exp((a - top) / SCALE),
        exp((b - top) / SCALE),
        exp((c - top) / SCALE),
    )
    d_power, e_power, f_power = (
        exp((d - top) / SCALE),
        exp((e - top) / SCALE),
        exp((f - top) / SCALE),
    )
    whole = a_power + b_power + c_power + d_power + e_power + f_power
    return [
        a_power / whole,
        b_power / whole,
        c_power / whole,
        d_power / whole,
        e_power / whole,
        f_power / whole,
    ]
