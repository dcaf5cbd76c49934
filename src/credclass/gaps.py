"""Names that lines claim and the catalog lacks."""

from __future__ import annotations

from typing import Final

from credclass.decision.mentions import title_of
from credclass.result import Category, Classification

UNLINKED_CONFIDENCE: Final = 0.6
"""Lines with a lower confidence are not reported as gaps in the catalog."""


def unlinked_in(result: Classification) -> list[tuple[str, Category]]:
    """The names on a line, as written, that link to no credential in the catalog."""
    if result.confidence < UNLINKED_CONFIDENCE:
        return []
    return [
        (name, mention.category)
        for mention in result.mentions
        if mention.credential is None and mention.category is not Category.DEGREE
        if (name := title_of(mention.text))
    ]
