"""Groups of features and words → reasons: summed they are the scores, shown they are the evidence."""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from credclass.decision.model import CATEGORIES, SCALE, Model, Row, pack, unpack
from credclass.decision.remembered import MEMO_WORDS, Remembered
from credclass.decision.wording import letter_features, own_features
from credclass.memo import Memo, Room
from credclass.result import Evidence, Weights
from credclass.text.tokens import Tokens

MINOR: Final = 40
"""Reasons of fewer hundredths than this for every category are shown summed, those of a method as one."""

_NAMES: Final = tuple(map(str, CATEGORIES))

_METHODS: Final = {
    "C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog", "first": "catalog",
    "heavy": "catalog", "only": "catalog", "cue": "cue", "begins": "cue", "ends": "cue",
    "before": "cue", "after": "cue", "w": "wording", "section": "section", "prior": "prior",
    "url": "url",
}  # fmt: skip


class Reason(int):
    """What a feature weighs, or a group that always occurs together: the weights for each
    category packed in one number, which knows its name.

    An ``int`` so that the reasons of a line are summed as they stand: one object less to
    fetch for each of some thirty-five.
    """

    name: str
    _shown: tuple[str, bool, Weights] | None = None

    def shown(self) -> tuple[str, bool, Weights]:
        """Its method, whether it weighs next to nothing and is not shown by itself, and what
        it weighs, as results show it. Made when evidence is first looked at, and kept.
        """
        shown = self._shown
        if shown is None:
            method = _METHODS.get(re.split("[=:@?~>]", self.name, maxsplit=1)[0], "shape")
            row = unpack(self)
            minor = max(row) < MINOR and min(row) > -MINOR
            shown = self._shown = (method, minor, _weights(self))
        return shown


def _reason(name: str, packed: int) -> Reason:
    made = Reason(packed)
    made.name = name
    return made


NOTHING: Final = _reason("", 0)
"""Stands for a group of which the model has no feature."""


class Weigher:
    """Finds the reasons that groups and words are, by a model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.prior = _reason("prior", pack(model.prior))
        self._letters = Memo(self._of_letters, Room(MEMO_WORDS))
        self.under = Remembered(self._of_group, self._of_word).under
        """The reasons of a section, by what they are made from."""

    def scores(self, reasons: list[Reason]) -> Row:
        """The score of each category: the prior and the reasons."""
        return unpack(sum(reasons, self.prior))

    def _of_group(self, names: list[str]) -> Reason:
        """What the features of one group weigh together."""
        rows = self._model.rows(names)
        return _reason(names[0], _sum(rows)) if rows else NOTHING

    def _of_word(self, word: str, section: str, early: bool) -> Reason:  # noqa: FBT001  (a fact)
        """What a word weighs; its letters weigh the same wherever it stands."""
        names = own_features(word, section, early)
        rows = self._model.rows(names)
        letters = self._letters[word]
        if not rows and letters is None:
            return NOTHING
        return _reason(names[0], _sum(rows) + (letters or 0))

    def _of_letters(self, word: str) -> int | None:
        """What the letters of a word weigh; None where the model knows none of them."""
        rows = self._model.rows(letter_features(word))
        return _sum(rows) if rows else None


def _sum(rows: list[Row]) -> int:
    """Rows summed, packed."""
    if len(rows) == 1:
        return pack(rows[0])
    return pack([sum(column) for column in zip(*rows, strict=True)])


def show_evidence(
    prior: Reason, reasons: list[Reason], places: list[tuple[int, int]], tokens: Tokens
) -> tuple[Evidence, ...]:
    """The reasons as evidence; those that weigh next to nothing are summed, one
    sum for each method.

    ``places`` tells the tokens of the groups; the words follow one by one.
    """
    line = tokens.folded.original
    method, _, weights = prior.shown()
    shown = [_piece((0, 0), line, prior.name, method, weights)]
    minor: dict[str, list[Reason]] = {}
    words = [(at, at + 1) for at in range(len(tokens.words))]
    for reason, (first, stop) in zip(reasons, chain(places, words), strict=True):
        method, small, weights = reason.shown()
        if not small:
            span = tokens.span(first, stop) if first < stop else (0, 0)
            shown.append(_piece(span, line, reason.name, method, weights))
        elif reason is not NOTHING:
            minor.setdefault(method, []).append(reason)
    for method, several in minor.items():
        name = f"minor:{method}={len(several)}"
        shown.append(_piece((0, len(line)), line, name, method, _weights(sum(several))))
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
