"""Features and weights → evidence, probabilities and the answer."""

from __future__ import annotations

from credclass.catalog.catalog import Catalog
from credclass.decision.features import features
from credclass.decision.links import find_links
from credclass.decision.mentions import find_mentions
from credclass.decision.model import (
    CATEGORIES,
    EARLY,
    Model,
    Reason,
    Row,
    Wording,
    softmax,
    total,
    weights_of,
)
from credclass.matching.reading import Reading
from credclass.result import Category, Classification, Evidence


def weigh(
    reading: Reading, section: str, catalog: Catalog, model: Model, wording: Wording
) -> list[tuple[Reason, int, int]]:
    """Every reason with the tokens it rests on: the prior, the named features, the words."""
    known = model.features
    reasons = [(model.prior, 0, 0)]
    for name, first, stop in features(reading, section, catalog):
        reason = known.get(name)
        if reason is not None:
            reasons.append((reason, first, stop))
    for index, word in enumerate(reading.words):
        reasons.append((wording.reason(word.text, section, index < EARLY), index, index + 1))
    return reasons


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
    reasons = weigh(reading, section, catalog, model, wording)
    probabilities = softmax(total([reason.row for reason, _, _ in reasons]))
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
        evidence=tuple(show_evidence(reasons, reading)),
        warnings=tuple(warnings),
        version=f"{catalog.digest}+{model.digest}",
    )
    return answer


def show_evidence(reasons: list[tuple[Reason, int, int]], reading: Reading) -> list[Evidence]:
    """The reasons as evidence; those that weigh next to nothing are summed into one."""
    span_of = reading.tokens.span
    line = reading.tokens.folded.original
    shown: list[Evidence] = []
    minor: list[Row] = []
    for reason, first, stop in reasons:
        if reason.minor:
            minor.append(reason.row)
            continue
        span = span_of(first, stop) if first < stop else (0, 0)
        shown.append(
            Evidence.of(
                span=span,
                text=line[span[0] : span[1]],
                feature=reason.name,
                method=reason.method,
                weights=reason.weights,
            )
        )
    if minor:
        weights = weights_of(total(minor))
        name = f"{len(minor)} minor reasons"
        whole = (0, len(line))
        shown.append(
            Evidence.of(span=whole, text=line, feature=name, method="minor", weights=weights)
        )
    return shown
