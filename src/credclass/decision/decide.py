"""Features and weights → evidence, probabilities and the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from credclass.catalog.bynumber import ByNumber
from credclass.decision.details import has_untold_future
from credclass.decision.links import find_institution
from credclass.decision.mentions import find_mentions
from credclass.decision.model import Model, likeliest, softmax
from credclass.decision.reasons import Weigher, show_evidence
from credclass.decision.scene import Scene
from credclass.matching.marks import Marks
from credclass.matching.reading import Reading
from credclass.result import Category, Classification, Pieces, Probabilities, claim_of

CAUTION: Final = 1.5
"""How many times as probable as ``none`` a claim must be to be answered: a false claim about a person costs
half as much again as a missed one (C. Elkan, The Foundations of Cost-Sensitive Learning, 2001).
Measured on real lines that were not fitted on: the share of lines without a claim that are answered with
one falls from .056 to .043, sure lines are right in .975 rather than .973, and accuracy is .9138
rather than .9148.
"""

_NONE: Final = Category.NONE
_answer_of: Final[Callable[[dict[str, Any]], Classification]] = Classification.of
"""Held here: to look at a class of models costs as much as ten additions."""


class Decider:
    """Tells what readings claim, by a model, a threshold below which it abstains, and the day with
    which dates are compared.
    """

    def __init__(
        self, catalog: ByNumber, model: Model, abstain_below: float, as_of: str, version: str
    ) -> None:
        self._catalog = catalog
        self._weigher = Weigher(model)
        self._marks = Marks(catalog.small)
        self._abstain_below = abstain_below
        self._as_of = as_of
        self.version = version

    def decide(self, reading: Reading, section: str, warnings: list[str]) -> Classification:
        """The answer for a reading."""
        scene = Scene(reading, self._catalog, self._as_of)
        scores = self._weigher.scores(scene, section)
        probabilities = softmax(scores)
        top = likeliest(scores)
        category = top if probabilities[top] >= CAUTION * probabilities[_NONE] else _NONE
        if category is not top:
            warnings = [*warnings, "doubtful"]
        if reading.words and probabilities[category] < self._abstain_below:
            category = _NONE
            warnings = [*warnings, "abstained"]
        mentions = find_mentions(scene, category, self._marks)
        if has_untold_future(scene, mentions):
            warnings = [*warnings, "future_date"]
        values = claim_of(mentions[0] if mentions else None)
        if not mentions:  # at most who stands there
            values["issuer"] = find_institution(scene)
        values["text"] = reading.tokens.folded.original
        values["category"] = category
        values["confidence"] = probabilities[category]
        values["probabilities"] = Probabilities(probabilities)
        values["mentions"] = tuple(mentions)
        values["evidence"] = Pieces(show_evidence, scene, section, self._weigher)
        values["warnings"] = tuple(warnings)
        values["version"] = self.version
        return _answer_of(values)
