"""credclass reads a line of a résumé and says what it claims.

>>> from credclass import classify
>>> str(classify("PMP, Project Management Institute, 2019").category)
'professional_certification'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.display import show
from credclass.errors import CatalogError, CredclassError, Fault, MissingExtraError
from credclass.pipeline import Classifier
from credclass.result import Category, Classification, Evidence, Mention, Status
from credclass.version import __version__ as __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Catalog",
    "CatalogError",
    "Category",
    "Classification",
    "Classifier",
    "CredclassError",
    "CredentialEntry",
    "Evidence",
    "Fault",
    "IssuerEntry",
    "Mention",
    "MissingExtraError",
    "Status",
    "classify",
    "classify_many",
    "show",
]


def classify(text: str, section: str | None = None) -> Classification:
    """What ``text`` claims, according to the package's own catalog: see ``Classifier.classify``.

    >>> classify("Managed a team of 12 PMP-certified engineers").category
    <Category.NONE: 'none'>
    """
    return Classifier.default().classify(text, section)


def classify_many(
    texts: Iterable[str], *, sections: Iterable[str | None] | None = None, workers: int = 1
) -> Iterator[Classification]:
    """The answers for ``texts``, in order, lazily: see ``Classifier.classify_many``.

    >>> [str(answer.category) for answer in classify_many(["MBA, INSEAD", "Led a team"])]
    ['degree', 'none']
    """
    return Classifier.default().classify_many(texts, sections=sections, workers=workers)
