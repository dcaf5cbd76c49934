"""Features and weights → evidence, probabilities and the answer."""

from __future__ import annotations

from functools import partial
from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.decision.features import features
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
        reasons, places = features(scene, self._weigher.under(section))
        probabilities = softmax(self._weigher.scores(reasons))
        confidence = max(probabilities)
        category = CATEGORIES[probabilities.index(confidence)]
        if confidence < self._abstain_below:
            category = Category.NONE
            confidence = probabilities[CATEGORIES.index(category)]
            warnings = [*warnings, "abstained"]
        mentions = find_mentions(scene, category)
        lead = _lead(mentions, scene)
        evidence = partial(show_evidence, self._weigher.prior, reasons, places, reading.tokens)
        answer: Classification = Classification.of(
            {
                "text": reading.tokens.folded.original,
                "category": category,
                "kind": lead.pop("kind"),
                "confidence": confidence,
                "probabilities": dict(zip(CATEGORIES, probabilities, strict=True)),
                **lead,
                "mentions": tuple(mentions),
                "evidence": Pieces(evidence),
                "warnings": tuple(warnings),
                "version": self.version,
            }
        )
        return answer


_OWN_FIELDS: Final = ("span", "text", "category")
"""The fields of a mention that a line does not take from its first."""

_NOTHING: Final = dict.fromkeys(name for name in Mention.model_fields if name not in _OWN_FIELDS)


def _lead(mentions: list[Mention], scene: Scene) -> dict[str, object]:
    """What a line says beside its category: what its first mention says."""
    if mentions:
        said = mentions[0].__dict__.copy()
        for name in _OWN_FIELDS:
            del said[name]
        return said
    return {**_NOTHING, "issuer": find_institution(scene)}
