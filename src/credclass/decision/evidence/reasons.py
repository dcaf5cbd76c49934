"""What features weigh: summed it is the scores of a line, shown by name it is the evidence."""

from __future__ import annotations

import re
from typing import Any, Final

from credclass.decision.evidence.features import add_features, add_words
from credclass.decision.evidence.letters import Letters
from credclass.decision.evidence.remembered import MEMO_WORDS, Gathered, Groups, Remembered
from credclass.decision.evidence.wording import EARLY, own_features
from credclass.decision.making import Maker
from credclass.decision.model import CATEGORIES, SCALE, Fitted, Model, Row, Weight
from credclass.decision.scene import Scene
from credclass.matching.lexicon import Word
from credclass.memo import Memo, Room
from credclass.native import mypyc_attr
from credclass.result import Evidence, Weights

MINOR: Final = 40
"""Reasons of fewer hundredths than this for every category are shown summed, those of a method as one."""

_NAMES: Final = tuple(map(str, CATEGORIES))

_evidence: Final = Maker(Evidence)
_of_categories: Final = Maker(Weights)

_METHODS: Final = {
    "C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog", "Q": "cue", "first": "catalog",
    "heavy": "catalog", "only": "catalog", "cue": "cue", "begins": "cue", "ends": "cue",
    "before": "cue", "after": "cue", "w": "wording", "section": "section", "prior": "prior",
    "url": "url",
}  # fmt: skip


class Reason:
    """A group of features or a word, by the name of its first, with what it weighs."""

    __slots__ = ("method", "name", "row", "weights")

    def __init__(self, name: str, row: Row) -> None:
        self.name = name
        self.row = row
        self.method = _METHODS.get(re.split("[=:@?~<>]", name, maxsplit=1)[0], "shape")
        minor = max(row) < MINOR and min(row) > -MINOR
        self.weights = None if minor else _weights(row)
        """What it weighs, as results show it; None of next to nothing, which is not shown alone."""


@mypyc_attr(free_list_len=1)
class _Total(Gathered[Weight]):
    """The sum of all weights."""

    __slots__ = ("sum",)

    def __init__(self) -> None:
        self.sum: Final = Weight()

    def add(self, value: Weight, first: int, stop: int) -> None:  # noqa: ARG002
        self.sum.add(value)


class _Reasons(Gathered[Reason]):
    """The reasons, each with its place."""

    __slots__ = ("placed",)

    def __init__(self) -> None:
        self.placed: list[tuple[Reason, int, int]] = []

    def add(self, value: Reason, first: int, stop: int) -> None:
        self.placed.append((value, first, stop))


class Weigher:
    """Weighs groups and words by a model: six numbers each, which are summed as they come. What they are
    called is told when somebody asks why.
    """

    def __init__(self, model: Model) -> None:
        self.prior: Final = Weight.of(model.prior)
        self._nothing: Final = Weight()
        self._fitted = Fitted(model.features)
        self._letters = Letters(model.features)
        self._lettered = Memo(self._of_letters, Room(MEMO_WORDS))
        self._weights = Remembered(self._of_group, self._of_word)
        self._reasons = Remembered(self._reason_of_group, self._reason_of_word)

    def scores(self, scene: Scene, section: str) -> Weight:
        """The score of each category: what all features of a line weigh, and the prior."""
        total = _Total()
        groups = self._weights.under(section)
        add_features(scene, groups, total)
        self._add_words(scene.reading.words, groups, total.sum)
        total.sum.add(self.prior)
        return total.sum

    def _add_words(self, words: list[Word], groups: Groups[Weight], total: Weight) -> None:
        """Add what the words of a line weigh: each ``Word`` bears it, by section and place, which saves to
        look them up. Of numbers there are many, and few shapes, which bear it for them.
        """
        place = 2 * groups.number + 1
        numbers = groups.early_numbers
        for at, word in enumerate(words):
            if at == EARLY:
                place += 1
                numbers = groups.later_numbers
            if word.number:
                total.add(numbers[len(word.shape)])
                continue
            borne = word.borne
            weight: Weight | None = None
            if len(borne) > place and borne[0] is self:
                weight = borne[place]
            if weight is None:
                weight = (groups.early if at < EARLY else groups.later)[word.shape]
                self._have_borne(word, place, weight)
            total.add(weight)

    def _have_borne(self, word: Word, place: int, weight: Weight) -> None:
        """Cache on a word what it weighs, for this weigher alone."""
        borne = word.borne
        kept: list[Any] = list(borne) if borne and borne[0] is self else [self]
        kept += [None] * (place + 1 - len(kept))
        kept[place] = weight
        word.borne = tuple(kept)

    def reasons(self, scene: Scene, section: str) -> list[tuple[Reason, int, int]]:
        """The same, each with its name, and the tokens on which it rests."""
        reasons = _Reasons()
        groups = self._reasons.under(section)
        add_features(scene, groups, reasons)
        add_words(scene, groups, reasons)
        return reasons.placed

    def _of_group(self, names: list[str]) -> Weight:
        """What the features of one group weigh together: one object for all groups of which one row
        at most is known, as fetching it from scattered memory costs more than adding it.
        """
        total = self._nothing
        summed = False
        for name in names:
            weight = self._fitted.get(name)
            if weight is None:
                continue
            if summed:
                total.add(weight)
            else:
                summed = total is not self._nothing
                total = total.plus(weight) if summed else weight
        return total

    def _of_word(self, word: str, section: str, early: bool) -> Weight:  # noqa: FBT001  (a fact)
        """What a word weighs; its letters weigh the same wherever it stands."""
        own = self._of_group(own_features(word, section, early))
        letters = self._lettered[word]
        return own if letters is self._nothing else own.plus(letters)

    def _of_letters(self, word: str) -> Weight:
        found = self._letters.found(word)
        return Weight.together(found) if found else self._nothing

    def _reason_of_group(self, names: list[str]) -> Reason:
        return Reason(names[0] if names else "", self._of_group(names).row())

    def _reason_of_word(self, word: str, section: str, early: bool) -> Reason:  # noqa: FBT001
        weight = self._of_word(word, section, early)
        return Reason(own_features(word, section, early)[0], weight.row())


def show_evidence(scene: Scene, section: str, weigher: Weigher) -> tuple[Evidence, ...]:
    """The reasons of a line as evidence; those that weigh next to nothing are summed, one
    sum for each method.
    """
    tokens = scene.reading.tokens
    line = tokens.folded.original
    shown = [_piece((0, 0), line, "prior", "prior", _weights(weigher.prior.row()))]
    minor: dict[str, list[Row]] = {}
    for reason, first, stop in weigher.reasons(scene, section):
        if reason.weights is not None:
            span = tokens.span(first, stop) if first < stop else (0, 0)
            shown.append(_piece(span, line, reason.name, reason.method, reason.weights))
        elif any(reason.row):
            minor.setdefault(reason.method, []).append(reason.row)
    for method, rows in minor.items():
        name = f"minor:{method}={len(rows)}"
        together = [sum(lane) for lane in zip(*rows, strict=True)]
        shown.append(_piece((0, len(line)), line, name, method, _weights(together)))
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
    return _evidence.make(values)


def _weights(row: Row) -> Weights:
    """Hundredths for each category as results show them."""
    values = [hundredths / SCALE for hundredths in row]
    return _of_categories.make(dict(zip(_NAMES, values, strict=True)))
