"""Features and weights → evidence, probabilities and the answer."""

from __future__ import annotations

from typing import Final

from credclass.catalog.catalog import Catalog
from credclass.decision.features import Feature, features
from credclass.decision.links import find_links
from credclass.decision.mentions import find_mentions
from credclass.decision.model import CATEGORIES, EARLY, ZERO, Model, Row, Wording, softmax, total
from credclass.matching.reading import Reading
from credclass.result import Category, Classification, Evidence

_METHODS: Final = {"C": "catalog", "I": "catalog", "F": "catalog", "O": "catalog"}


def weigh(reading: Reading, section: str, catalog: Catalog, model: Model, wording: Wording) -> list[tuple[Feature, Row]]:
    """Every piece of evidence with its weights: the prior, the named features, the words."""
    weights = model.features
    pieces: list[tuple[Feature, Row]] = [(Feature("prior", 0, 0), model.prior)]
    for feature in features(reading, section, catalog):
        row = weights.get(feature.name)
        if row is not None:
            pieces.append((feature, row))
    for index, word in enumerate(reading.words):
        row = wording.row(word.text, section, early=index < EARLY)
        if row is not ZERO:
            pieces.append((Feature(f"word={word.text}", index, index + 1), row))
    return pieces


def decide(
    reading: Reading,
    section: str,
    catalog: Catalog,
    model: Model,
    wording: Wording,
    abstain_below: float,
    warnings: list[str],
) -> Classification:
    """The answer for a reading."""
    pieces = weigh(reading, section, catalog, model, wording)
    probabilities = softmax(total([row for _, row in pieces]))
    confidence = max(probabilities)
    category = CATEGORIES[probabilities.index(confidence)]
    if confidence < abstain_below:
        category = Category.NONE
        confidence = probabilities[CATEGORIES.index(category)]
        warnings = [*warnings, "abstained"]
    mentions = find_mentions(reading, catalog, category)
    main = mentions[0] if mentions else None
    if main is None:
        alone = find_links(reading, catalog, (0, len(reading.words)), None, category)
    answer: Classification = Classification.of(
        text=reading.tokens.folded.original,
        category=category,
        kind=main.kind if main else None,
        confidence=confidence,
        probabilities=dict(zip(CATEGORIES, probabilities, strict=True)),
        credential=main.credential if main else None,
        issuer=main.issuer if main else alone.issuer if alone.issuer and alone.issuer.id else None,
        platform=main.platform if main else None,
        level=main.level if main else None,
        field=main.field if main else None,
        issued=main.issued if main else None,
        expires=main.expires if main else None,
        started=main.started if main else None,
        ended=main.ended if main else None,
        status=main.status if main else None,
        credential_id=main.credential_id if main else None,
        url=main.url if main else None,
        mentions=tuple(mentions),
        evidence=tuple([_evidence(feature, row, reading) for feature, row in pieces]),
        warnings=tuple(warnings),
        version=f"{catalog.digest}+{model.digest}",
    )
    return answer


def _evidence(feature: Feature, row: Row, reading: Reading) -> Evidence:
    span = reading.tokens.span(feature.first, feature.stop) if feature.first < feature.stop else (0, 0)
    made: Evidence = Evidence.of(
        span=span,
        text=reading.tokens.folded.original[span[0] : span[1]],
        feature=feature.name,
        method=method_of(feature.name),
        entry=None,
        weights=dict(zip(CATEGORIES, row, strict=True)),
    )
    return made


def method_of(name: str) -> str:
    """What sort of reason a feature is, from its name."""
    head = name.partition("=")[0].partition(":")[0].partition("@")[0]
    if head in _METHODS:
        return "catalog"
    if head in {"cue", "begins", "ends", "before", "after"}:
        return "cue"
    if head in {"word", "section", "prior"}:
        return {"word": "wording"}.get(head, head)
    return "url" if head == "url" else "shape"
