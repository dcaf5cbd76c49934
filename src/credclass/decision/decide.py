"""Features and weights → evidence, probabilities and the answer."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, log
from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.decision.answer import Answer, Told, Who
from credclass.decision.evidence.reasons import Weigher, show_evidence
from credclass.decision.mentions.details import has_untold_future
from credclass.decision.mentions.find import find_mentions
from credclass.decision.mentions.links import find_institution
from credclass.decision.model import CATEGORIES, SCALE, Model, Weight, chances, likeliest
from credclass.decision.scene import Scene
from credclass.matching.marks import Marks
from credclass.matching.reading import Reading
from credclass.native import i64
from credclass.result import Evidence
from credclass.vocabulary import Category

CAUTION: Final = 1.5
"""How many times as probable as ``none`` a claim must be to be answered: a false claim about a person costs
half as much again as a missed one (C. Elkan, The Foundations of Cost-Sensitive Learning, 2001).
Measured on real lines that were not fitted on: the share of lines without a claim that are answered with
one falls from .056 to .043, sure lines are right in .975 rather than .973, and accuracy is .9138
rather than .9148.
"""

_AHEAD: Final[i64] = ceil(SCALE * log(CAUTION))
"""The same in scores, of which probabilities are the softmax: whole numbers."""

_NONE: Final[i64] = CATEGORIES.index(Category.NONE)

_WHY: Final[Callable[..., tuple[Evidence, ...]]] = show_evidence
"""What makes the evidence of an answer, fetched once: compiled, a function's name is looked up for each line."""


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

    def decide(self, reading: Reading, section: str, warnings: list[str]) -> Answer:
        """The answer for a reading, which takes over the list of warnings."""
        scene = Scene(reading, self._catalog, self._as_of)
        scores = self._weigher.scores(scene, section)
        category = likeliest(scores)
        if category != _NONE and scores[category] - scores[_NONE] < _AHEAD:
            category = _NONE
            warnings.append("doubtful")
        if self._abstain_below > 0 and reading.words and self._is_unsure(scores, category):
            category = _NONE
            warnings.append("abstained")
        mentions: list[Told] = (
            [] if category == _NONE else find_mentions(scene, CATEGORIES[category], self._marks)
        )
        issuer: Who = None
        if not mentions:  # at most who stands there
            issuer = find_institution(scene)
        elif has_untold_future(scene, mentions):
            warnings.append("future_date")
        return Answer(
            reading.tokens.folded.original,
            category,
            scores,
            mentions,
            issuer,
            warnings,
            self._catalog,
            self.version,
            _WHY,
            (scene, section, self._weigher),
        )

    def _is_unsure(self, scores: Weight, category: i64) -> bool:
        """Whether a category is less probable than what is answered."""
        return chances(scores)[category] < self._abstain_below
