"""What features weigh: summed it is the scores of a line, shown by name it is the evidence."""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from credclass.decision.features import Place, features
from credclass.decision.model import CATEGORIES, SCALE, Model, Row, pack, unpack
from credclass.decision.remembered import MEMO_WORDS, Remembered
from credclass.decision.scene import Scene
from credclass.decision.wording import letter_features, own_features
from credclass.memo import Memo, Room
from credclass.result import Evidence, Weights

MEMO_ROWS: Final = 50_000
"""Rows of weights that are remembered packed: words share their letters."""

MINOR: Final = 40
"""Reasons of fewer hundredths than this for every category are shown summed, those of a method as one."""

_NAMES: Final = tuple(map(str, CATEGORIES))

_METHODS: Final = {
    "C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog", "Q": "cue", "first": "catalog",
    "heavy": "catalog", "only": "catalog", "cue": "cue", "begins": "cue", "ends": "cue",
    "before": "cue", "after": "cue", "w": "wording", "section": "section", "prior": "prior",
    "url": "url",
}  # fmt: skip


class Reason:
    """A group of features or a word, by the name of its first, with what it weighs."""

    __slots__ = ("method", "name", "packed", "weights")

    def __init__(self, name: str, packed: int) -> None:
        row = unpack(packed)
        self.name = name
        self.packed = packed
        self.method = _METHODS.get(re.split("[=:@?~<>]", name, maxsplit=1)[0], "shape")
        minor = max(row) < MINOR and min(row) > -MINOR
        self.weights = None if minor else _weights(packed)
        """What it weighs, as results show it; None of next to nothing, which is not shown alone."""


class Weigher:
    """Weighs groups and words by a model: six numbers each, packed in one, so that a line's
    are summed as they stand. What they are called is told when somebody asks why.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.prior: Final = pack(model.prior)
        self._packed = Memo(_packed, Room(MEMO_ROWS))
        self._letters = Memo(self._of_letters, Room(MEMO_WORDS))
        self._weights = Remembered(self._of_group, self._of_word)
        self._reasons = Remembered(self._reason_of_group, self._reason_of_word)

    def scores(self, scene: Scene, section: str) -> Row:
        """The score of each category: what all features of a line weigh, and the prior."""
        weights, _ = features(scene, self._weights.under(section))
        return unpack(sum(weights, self.prior))

    def reasons(self, scene: Scene, section: str) -> tuple[list[Reason], list[Place]]:
        """The same, each with its name, and the places of the groups; words come last."""
        return features(scene, self._reasons.under(section))

    def _of_group(self, names: list[str]) -> int:
        """What the features of one group weigh together."""
        known, packed = self._model.features, self._packed
        total = 0
        for name in names:
            row = known.get(name)
            if row is not None:
                total += packed[row]
        return total

    def _of_word(self, word: str, section: str, early: bool) -> int:  # noqa: FBT001  (a fact)
        """What a word weighs; its letters weigh the same wherever it stands."""
        return self._of_group(own_features(word, section, early)) + self._letters[word]

    def _of_letters(self, word: str) -> int:
        return self._of_group(letter_features(word))

    def _reason_of_group(self, names: list[str]) -> Reason:
        return Reason(names[0] if names else "", self._of_group(names))

    def _reason_of_word(self, word: str, section: str, early: bool) -> Reason:  # noqa: FBT001
        return Reason(own_features(word, section, early)[0], self._of_word(word, section, early))


def _packed(row: str) -> int:
    """A row of weights as the file writes it, packed."""
    return pack([int(hundredths) for hundredths in row.split(" ")])


def show_evidence(scene: Scene, section: str, weigher: Weigher) -> tuple[Evidence, ...]:
    """The reasons of a line as evidence; those that weigh next to nothing are summed, one
    sum for each method.
    """
    tokens = scene.reading.tokens
    line = tokens.folded.original
    reasons, places = weigher.reasons(scene, section)
    shown = [_piece((0, 0), line, "prior", "prior", _weights(weigher.prior))]
    minor: dict[str, list[int]] = {}
    words = [(at, at + 1) for at in range(len(tokens.words))]
    for reason, (first, stop) in zip(reasons, chain(places, words), strict=True):
        if reason.weights is not None:
            span = tokens.span(first, stop) if first < stop else (0, 0)
            shown.append(_piece(span, line, reason.name, reason.method, reason.weights))
        elif reason.packed:
            minor.setdefault(reason.method, []).append(reason.packed)
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
    return Evidence.of(values)


def _weights(packed: int) -> Weights:
    """Hundredths for each category as results show them."""
    values = [hundredths / SCALE for hundredths in unpack(packed)]
    return Weights.of(dict(zip(_NAMES, values, strict=True)))
