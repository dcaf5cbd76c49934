"""The fitted model: one weight a feature and category, read from one file."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Sequence
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple

from credclass.decision.wording import EARLY, word_features
from credclass.result import Category, Weights

if TYPE_CHECKING:
    from credclass.decision.features import Facts, Item
    from credclass.matching.lexicon import Word

CATEGORIES: Final = tuple(Category)
_NAMES: Final = tuple(map(str, CATEGORIES))
SCALE: Final = 100
"""Weights are whole hundredths."""

MEMO_ENTRIES: Final = 100_000
"""Groups that are remembered, and as many words."""

MEMO_KEY_LENGTH: Final = 40
"""Longer words are not remembered."""

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


class Reason:
    """A weighted feature, or a group that always occurs together, as evidence shows it."""

    __slots__ = ("method", "name", "packed", "weights")

    def __init__(self, name: str, row: Row) -> None:
        self.name = name
        self.method = _method_of(name)
        self.packed = pack(row)
        self.weights = weights_of(row)
        """The row as results show it: one object for all evidence of this reason."""


Known = Reason | int | None
"""What is remembered of a group: a reason; the packed row alone of one that weighs next to
nothing, which is never shown by itself; None where the model has none of its features.
"""


def _method_of(name: str) -> str:
    """What sort of reason a feature is, from its name."""
    return _METHODS.get(re.split("[=:@?~>]", name, maxsplit=1)[0], "shape")


def weights_of(row: Row) -> Weights:
    """A row as results show it."""
    values = [hundredths / SCALE for hundredths in row]
    made: Weights = Weights.of(dict(zip(_NAMES, values, strict=True)))
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
    """What groups of features and words weigh: a bounded memo over the model's weights."""

    def __init__(self, model: Model) -> None:
        self.prior = Reason("prior", model.prior)
        self._features = model.features
        self._reasons: dict[Facts, Known] = {}
        self._words: dict[tuple[str, bool], dict[str, Known]] = {}
        """By section and by whether it stands among the first: words."""

    def weigh(self, items: list[Item], words: list[Word], section: str) -> Weighed:
        """What items and words weigh together, with those that count one by one."""
        told: list[tuple[Reason, int, int]] = [(self.prior, 0, 0)]
        minor: list[int] = []
        self._weigh_items(items, told, minor)
        self._weigh_words(words, section, told, minor)
        rest = sum(minor)
        scores = sum([reason.packed for reason, _, _ in told], rest)
        return Weighed(told, len(minor), unpack(rest), unpack(scores))

    def _weigh_items(
        self, items: list[Item], told: list[tuple[Reason, int, int]], minor: list[int]
    ) -> None:
        reasons = self._reasons
        for facts, first, stop in items:
            try:
                reason = reasons[facts]
            except KeyError:
                reason = self._work_out(facts)
            if isinstance(reason, Reason):
                told.append((reason, first, stop))
            elif reason is not None:
                minor.append(reason)

    def _weigh_words(
        self,
        words: list[Word],
        section: str,
        told: list[tuple[Reason, int, int]],
        minor: list[int],
    ) -> None:
        reasons = self._table(section, early=True)
        for index, word in enumerate(words):
            if index == EARLY:
                reasons = self._table(section, early=False)
            try:
                reason = reasons[word.shape]
            except KeyError:
                reason = self._work_out_word(word.shape, section, early=index < EARLY)
            if isinstance(reason, Reason):
                told.append((reason, index, index + 1))
            elif reason is not None:
                minor.append(reason)

    def _table(self, section: str, *, early: bool) -> dict[str, Known]:
        """The remembered words of a section: a word is found by itself, without a tuple."""
        return self._words.setdefault((section, early), {})

    def _work_out(self, facts: Facts) -> Known:
        if len(self._reasons) >= MEMO_ENTRIES:
            self._reasons.clear()
        maker, *rest = facts
        reason = self._reasons[facts] = self._reason(maker(*rest))
        return reason

    def _work_out_word(self, word: str, section: str, *, early: bool) -> Known:
        reason = self._reason(word_features(word, section, early))
        if len(word) <= MEMO_KEY_LENGTH:
            if sum(map(len, self._words.values())) >= MEMO_ENTRIES:
                for table in self._words.values():  # emptied, not dropped: one is in use
                    table.clear()
            self._table(section, early=early)[word] = reason
        return reason

    def _reason(self, names: list[str]) -> Known:
        """What the features of one group weigh together."""
        rows = [row for name in names if (row := self._features.get(name)) is not None]
        if not rows:
            return None
        row = [sum(column) for column in zip(*rows, strict=True)]
        minor = max(row) < MINOR and min(row) > -MINOR
        return pack(row) if minor else Reason(names[0], row)


def softmax(scores: Row) -> list[float]:
    """Probabilities, one per category, that sum to 1."""
    top = max(scores)
    powers = [exp((score - top) / SCALE) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
