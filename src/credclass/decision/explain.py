"""The same groups and words as are summed to the scores → the pieces of evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from credclass.decision.memo import Remembered
from credclass.decision.model import CATEGORIES, SCALE, Model, Row, pack, unpack
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
    "before": "cue", "after": "cue", "w": "wording", "section": "section",
    "url": "url",
}  # fmt: skip
"""What sort of reason a feature is, by the beginning of its name; all others are ``shape``."""


class Reason:
    """A weighted feature, or a group that always occurs together, as evidence shows it."""

    __slots__ = ("method", "minor", "name", "packed", "weights")

    def __init__(self, name: str, method: str, row: Row) -> None:
        self.name = name
        self.method = method
        self.packed = pack(row)
        self.minor = max(row) < MINOR and min(row) > -MINOR
        """Whether it weighs next to nothing, and is not shown by itself."""
        values = [hundredths / SCALE for hundredths in row]
        self.weights: Weights = Weights.of(dict(zip(_NAMES, values, strict=True)))
        """The row as results show it: one object for all evidence of this reason."""


class Explainer:
    """Tells what speaks for and against each category."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._prior = Reason("prior", "prior", model.prior)
        self._reasons = Remembered(self._reason)

    def evidence(
        self, items: list[Item], words: list[Word], section: str, tokens: Tokens
    ) -> tuple[Evidence, ...]:
        """The prior, the items and the words of a line, as far as the model has weights for
        them; those that weigh next to nothing are summed into one.
        """
        groups = self._reasons.groups(items)
        told = [(one, first, stop) for one, (_, first, stop) in zip(groups, items, strict=True)]
        told += [(one, at, at + 1) for at, one in enumerate(self._reasons.words(words, section))]
        shown = [_piece(self._prior, (0, 0), tokens)]
        minor: list[int] = []
        for reason, first, stop in told:
            if reason is None:
                continue
            if reason.minor:
                minor.append(reason.packed)
            else:
                span = tokens.span(first, stop) if first < stop else (0, 0)
                shown.append(_piece(reason, span, tokens))
        if minor:
            rest = Reason(f"{len(minor)} minor reasons", "minor", unpack(sum(minor)))
            shown.append(_piece(rest, (0, len(tokens.folded.original)), tokens))
        return tuple(shown)

    def _reason(self, names: list[str]) -> Reason | None:
        """What the features of one group weigh together; None when the model has none of them."""
        rows = self._model.rows(names)
        if not rows:
            return None
        method = _METHODS.get(re.split("[=:@?~>]", names[0], maxsplit=1)[0], "shape")
        return Reason(names[0], method, unpack(sum(map(pack, rows))))


def _piece(reason: Reason, span: tuple[int, int], tokens: Tokens) -> Evidence:
    made: Evidence = Evidence.of(
        {
            "span": span,
            "text": tokens.folded.original[span[0] : span[1]],
            "feature": reason.name,
            "method": reason.method,
            "weights": reason.weights,
        }
    )
    return made
