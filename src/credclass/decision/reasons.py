"""Groups of features and words → reasons: summed they are the scores, shown they are the evidence."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from credclass.decision.model import CATEGORIES, SCALE, Model, Row, pack, unpack
from credclass.decision.remembered import Remembered
from credclass.result import Evidence, Weights
from credclass.text.tokens import Tokens

if TYPE_CHECKING:
    from credclass.decision.features import Item
    from credclass.matching.lexicon import Word

MINOR: Final = 40
"""Reasons of fewer hundredths than this for every category are shown summed, as one."""

_NAMES: Final = tuple(map(str, CATEGORIES))

_METHODS: Final = {
    "C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog", "first": "catalog",
    "heavy": "catalog", "only": "catalog", "cue": "cue", "begins": "cue", "ends": "cue",
    "before": "cue", "after": "cue", "w": "wording", "section": "section", "prior": "prior",
    "url": "url",
}  # fmt: skip


class Reason:
    """A weighted feature, or a group that always occurs together."""

    __slots__ = ("_weights", "method", "minor", "name", "packed")

    def __init__(self, name: str, packed: int) -> None:
        self.name = name
        self.method = _METHODS.get(re.split("[=:@?~>]", name, maxsplit=1)[0], "shape")
        self.packed = packed
        """What it weighs for each category, in one number."""
        row = unpack(packed)
        self.minor = max(row) < MINOR and min(row) > -MINOR
        """Whether it weighs next to nothing, and is not shown by itself."""
        self._weights: Weights | None = None

    @property
    def weights(self) -> Weights:
        """What it weighs, as results show it: one object for all evidence of this reason."""
        if self._weights is None:
            self._weights = _weights(self.packed)
        return self._weights


NOTHING: Final = Reason("", 0)
"""Stands for a group of which the model has no feature."""


class Weigher:
    """Finds the reasons that items and words are, by a model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.prior = Reason("prior", pack(model.prior))
        self._known = Remembered(self._reason)

    def reasons(self, items: list[Item], words: list[Word], section: str) -> list[Reason]:
        """What each item comes to, and each word."""
        return self._known.each(items, words, section)

    def scores(self, reasons: list[Reason]) -> Row:
        """The score of each category: the prior and the reasons."""
        return unpack(sum([reason.packed for reason in reasons], self.prior.packed))

    def _reason(self, names: list[str]) -> Reason:
        """What the features of one group weigh together."""
        rows = self._model.rows(names)
        return Reason(names[0], sum(map(pack, rows))) if rows else NOTHING


def show_evidence(
    prior: Reason, reasons: list[Reason], starts: list[int], stops: list[int], tokens: Tokens
) -> tuple[Evidence, ...]:
    """The reasons as evidence; those that weigh next to nothing are summed into one.

    ``starts`` and ``stops`` tell the tokens of the items; the words follow one by one.
    """
    count = len(tokens.words)
    firsts, ends = chain(starts, range(count)), chain(stops, range(1, count + 1))
    line = tokens.folded.original
    shown = [_piece((0, 0), line, prior.name, prior.method, prior.weights)]
    minor: list[int] = []
    for reason, first, stop in zip(reasons, firsts, ends, strict=True):
        if not reason.minor:
            span = tokens.span(first, stop) if first < stop else (0, 0)
            shown.append(_piece(span, line, reason.name, reason.method, reason.weights))
        elif reason is not NOTHING:
            minor.append(reason.packed)
    if minor:
        name = f"{len(minor)} minor reasons"
        shown.append(_piece((0, len(line)), line, name, "minor", _weights(sum(minor))))
    return tuple(shown)


def _piece(
    span: tuple[int, int], line: str, feature: str, method: str, weights: Weights
) -> Evidence:
    values = {
        "span": span,
        "text": line[span[0] : span[1]],
        "feature": feature,
        "method": method,
        "weights": weights,
    }
    made: Evidence = Evidence.of(values)
    return made


def _weights(packed: int) -> Weights:
    """Hundredths for each category as results show them."""
    values = [hundredths / SCALE for hundredths in unpack(packed)]
    made: Weights = Weights.of(dict(zip(_NAMES, values, strict=True)))
    return made
