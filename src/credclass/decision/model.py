"""The fitted model: one weight a feature and category, read from one file."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from importlib import resources
from math import exp
from typing import Final, NamedTuple

from credclass.vocabulary import Category

CATEGORIES: Final = tuple(Category)
_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH = CATEGORIES

SCALE: Final = 100
"""Weights are whole hundredths."""

Row = Sequence[int]
"""Hundredths for each of ``CATEGORIES``: whole numbers, so that sums do not depend on order."""

_LANES: Final = struct.Struct(f"<{len(CATEGORIES)}i")
_SIGNS: Final = sum(1 << (32 * lane + 31) for lane in range(len(CATEGORIES)))


def pack(row: Row) -> int:
    """A row as one integer, 32 bits a category, so that adding rows is one addition.

    >>> unpack(pack((1, -2, 3, 0, 0, 0)) + pack((1, 1, -4, 0, 0, 9)))
    (2, -1, -1, 0, 0, 9)
    """
    return sum([hundredths << (32 * lane) for lane, hundredths in enumerate(row)])


def unpack(packed: int) -> Row:
    """The inverse of ``pack``; the sums of a line stay far below 32 bits."""
    # adding and flipping the sign bits undoes what lanes borrowed from their neighbours
    return _LANES.unpack(((packed + _SIGNS) ^ _SIGNS).to_bytes(_LANES.size, "little"))


class Model(NamedTuple):
    """Weights of named features, and the digest of the file they came from."""

    prior: Row
    features: dict[str, str]
    """Feature → its weights, as the file writes them: few of them are ever looked at."""
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


def softmax(scores: Row) -> dict[Category, float]:
    """Probabilities of the categories, that sum to 1.

    Written out, which takes 1.8 µs where loops over six numbers and a ``zip`` took 4.0.
    """
    top = max(scores)
    a, b, c, d, e, f = scores
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
    return {
        _FIRST: a_power / whole,
        _SECOND: b_power / whole,
        _THIRD: c_power / whole,
        _FOURTH: d_power / whole,
        _FIFTH: e_power / whole,
        _SIXTH: f_power / whole,
    }
