"""Features and weights → evidence, probabilities and the answer."""

from __future__ import annotations

from functools import partial
from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.decision.links import find_institution
from credclass.decision.mentions import find_mentions
from credclass.decision.model import CATEGORIES, Model, softmax
from credclass.decision.reasons import Weigher, show_evidence
from credclass.decision.scene import Scene
from credclass.matching.reading import Reading
from credclass.result import Category, Classification, Mention, Pieces


class Decider:
    """Tells what readings claim, by a model and a threshold below which it abstains."""

    def __init__(self, catalog: Catalog, model: Model, abstain_below: float, version: str) -> None:
        self._catalog = catalog
        self._weigher = Weigher(model)
        self._abstain_below = abstain_below
        self.version = version

    def decide(self, reading: Reading, section: str, warnings: list[str]) -> Classification:
        """The answer for a reading."""
        scene = Scene(reading, self._catalog)
        scores = self._weigher.scores(scene, section)
        probabilities = softmax(scores)
        category = CATEGORIES[scores.index(max(scores))]
        if probabilities[category] < self._abstain_below:
            category = Category.NONE
            warnings = [*warnings, "abstained"]
        mentions = find_mentions(scene, category)
        said = mentions[0].__dict__ if mentions else _alone(scene)
        evidence = partial(show_evidence, scene, section, self._weigher)
        answer: Classification = Classification.of(
            {
                "text": reading.tokens.folded.original,
                "category": category,
                "kind": said["kind"],
                "confidence": probabilities[category],
                "probabilities": probabilities,
                "credential": said["credential"],
                "issuer": said["issuer"],
                "platform": said["platform"],
                "level": said["level"],
                "field": said["field"],
                "issued": said["issued"],
                "expires": said["expires"],
                "started": said["started"],
                "ended": said["ended"],
                "status": said["status"],
                "credential_id": said["credential_id"],
                "url": said["url"],
                "mentions": tuple(mentions),
                "evidence": Pieces(evidence),
                "warnings": tuple(warnings),
                "version": self.version,
            }
        )
        return answer


_NOTHING: Final[dict[str, object]] = dict.fromkeys(Mention.model_fields)


def _alone(scene: Scene) -> dict[str, object]:
    """What a line says that has no mention: at most who stands there."""
    issuer = find_institution(scene)
    return {**_NOTHING, "issuer": issuer} if issuer else _NOTHING
