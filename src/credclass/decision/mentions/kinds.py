"""Kinds of credentials: those that rules speak of, and which a line's wording tells."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import LICENCE, ByNumber
from credclass.catalog.tables import KindFacts
from credclass.matching.phrases import Said
from credclass.matching.urls import Address
from credclass.vocabulary import Category

DEGREE: Final[str] = Category.DEGREE
CERTIFIED: Final[str] = Category.PROFESSIONAL_CERTIFICATION
"""Categories that rules ask for; a member of an enumeration is looked up by name each time."""
LEARNING: Final = frozenset((Category.PLATFORM_CERTIFICATE, Category.SPECIALIZATION))
"""Categories of what a platform certifies."""

SECONDARY: Final = "secondary_diploma"
ACADEMIC: Final = frozenset(("academic_certificate", "academic_diploma"))
"""Kinds of what a school certifies of its own courses."""
CHARTER: Final = "charter"
PASSED: Final = "exam_passed"
"""The kind of what was passed of an examination, which is no licence and no charter yet."""
EXAMINED: Final = frozenset((LICENCE, CHARTER))
"""Kinds of what is held only where more than its examinations was passed."""
UNSPECIFIED: Final = "unspecified"
"""A degree of which the line does not tell the level."""

NOBODY: Final = "nobody"
"""What stands among the awarders that tell a kind for: nobody is named."""


def usual_kind(category: str, catalog: ByNumber) -> str | None:
    """The kind of a category that nothing else is told of."""
    return _usual(catalog.kinds_of.get(category, []))


def _usual(kinds: list[KindFacts]) -> str | None:
    """The kind, of those of a category, that nothing else is told of."""
    return next((kind.id for kind in kinds if kind.usual), None)


def kind_of(
    category: str,
    said: list[Said],
    awarder: str,
    address: Address | None,
    catalog: ByNumber,
) -> str | None:
    """The kind that a web address implies, else the one that the wording tells, else the one that is
    told by who awards (the kind of issuer, ``nobody``, or nothing where it is unknown), else the usual
    one of the category; None of ``none``.
    """
    if address is not None and catalog.categories.get(address.kind) == category:
        return address.kind
    kinds = catalog.kinds_of.get(category, [])
    usual = _usual(kinds)
    told = None
    if said:
        told = next(
            (kind.id for kind in kinds if any(one.cue == cue for cue in kind.cues for one in said)),
            None,
        )
    if told is None or (told == usual and awarder != NOBODY):
        told = next((kind.id for kind in kinds if awarder in kind.awarders), told or usual)
    return told
