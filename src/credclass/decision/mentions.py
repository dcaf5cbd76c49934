"""Anchors and a decided category → the mentions of the line."""

from __future__ import annotations

from credclass.catalog.catalog import Catalog
from credclass.decision.anchors import Anchor, find_anchors
from credclass.decision.details import (
    credential_id_within,
    cues_within,
    dates_within,
    field_within,
    status_within,
)
from credclass.decision.kinds import kind_of
from credclass.decision.links import find_links
from credclass.matching.reading import Reading
from credclass.result import Category, Mention
from credclass.text.fold import fold
from credclass.text.tokens import tokenize

_LEARNING = {Category.PLATFORM_CERTIFICATE, Category.SPECIALIZATION}


def find_mentions(reading: Reading, catalog: Catalog, category: Category) -> list[Mention]:
    """Every credential of a line whose first one is of ``category``; none for ``none``.

    The first mention has the line's category. Each later one has that of its catalog
    entry. Where the line's category and the first name disagree ("PMP Exam Prep, Udemy"),
    the category stands, and the name is not linked.
    """
    if category is Category.NONE or not reading.words:
        return []
    anchors = find_anchors(reading, catalog)
    if not anchors:
        whole = Anchor(0, len(reading.words), -1, "")
        whole.segment = (0, len(reading.words))
        return [_mention(whole, category, reading, catalog)]
    first, *others = anchors
    mentions = [_mention(first, category, reading, catalog)]
    for anchor in others:
        own = Category(catalog.categories[anchor.kind])
        if category in _LEARNING and own is Category.PROFESSIONAL_CERTIFICATION:
            continue  # a course that names the certification it prepares for
        mentions.append(_mention(anchor, own, reading, catalog))
    return mentions


def _mention(anchor: Anchor, category: Category, reading: Reading, catalog: Catalog) -> Mention:
    """The mention of one anchor, with what its segment says."""
    first, stop = anchor.segment
    agrees = anchor.credential >= 0 and catalog.categories[anchor.kind] == category
    number = anchor.credential if agrees else None
    cues = cues_within(reading, catalog, first, stop)
    kind = anchor.kind if agrees else kind_of(category, cues, catalog)
    links = find_links(reading, catalog, anchor.segment, number, category)
    dates = dates_within(reading, cues, kind or "", first, stop)
    level = catalog.compiled["credentials"][number][8] if number is not None else None
    span = reading.tokens.span(anchor.first, anchor.stop)
    studied = category in {Category.DEGREE, Category.OTHER}
    url = next((address.url for address in reading.addresses), None)
    made: Mention = Mention.of(
        span=span,
        text=reading.tokens.folded.original[span[0] : span[1]],
        category=category,
        kind=kind,
        credential=catalog.credential(number) if number is not None else None,
        issuer=links.issuer,
        platform=links.platform,
        level=level if studied else None,
        field=field_within(reading, catalog, first, stop) if studied else None,
        issued=dates.issued,
        expires=dates.expires,
        started=dates.started,
        ended=dates.ended,
        status=status_within(cues, kind or "", dates),
        credential_id=credential_id_within(reading, cues, stop),
        url=url,
    )
    return made


def title_of(text: str) -> str:
    """The likeliest title in the text of a mention without an entry: its first part with words."""
    tokens = tokenize(fold(text))
    for first, stop in tokens.parts():
        letters = [i for i in range(first, stop) if any(c.isalpha() for c in tokens.words[i])]
        if len(letters) >= 2:  # a lone word is a label more often than a title
            return tokens.raw(letters[0], letters[-1] + 1)
    return ""
