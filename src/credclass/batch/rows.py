"""The flat form of an answer: one row of plain values, the same in every table and file.

``row_of`` is the only place where a ``Classification`` becomes a row; Arrow, JSON lines,
CSV and Parquet all start from what it returns.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.result import Category, Classification, Mention

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

SCHEMA_VERSION: Final = "1"
"""Changes when a field is renamed, removed or means something else; new fields come last."""

CLAIM: Final = (
    "kind", "credential_id", "credential_name", "issuer_id", "issuer_name", "platform_id",
    "platform_name", "level", "field", "issued", "expires", "started", "ended", "status",
    "credential_number", "url",
)  # fmt: skip
"""What is said of a credential: fields of a row and of each of its mentions."""

PROBABILITIES: Final = tuple(f"p_{category}" for category in Category)
FIELDS: Final = (
    "category", "confidence", *PROBABILITIES, *CLAIM, "warnings", "mentions", "version",
)  # fmt: skip
MENTION_FIELDS: Final = ("start", "end", "category", *CLAIM)

Row = tuple[Any, ...]
"""Values in the order of ``FIELDS``; ``mentions`` are tuples in that of ``MENTION_FIELDS``."""

NOTHING: Final[Row] = (None,) * len(FIELDS)
"""The row of a line that is null."""


def row_of(result: Classification) -> Row:
    """The row of an answer."""
    return (
        str(result.category),
        result.confidence,
        *result.probabilities.values(),
        *_claim(result),
        result.warnings,
        [(*mention.span, str(mention.category), *_claim(mention)) for mention in result.mentions],
        result.version,
    )


def rows_of(
    texts: Iterable[str | None], headings: Iterable[str | None], classifier: Classifier
) -> list[Row]:
    """A row for each line; a line that stands there twice is read once."""
    known: dict[tuple[str | None, str | None], Row] = {}
    rows: list[Row] = []
    for line in zip(texts, headings, strict=True):
        row = known.get(line)
        if row is None:
            text, heading = line
            row = NOTHING if text is None else row_of(classifier.classify(text, heading))
            known[line] = row
        rows.append(row)
    return rows


def _claim(said: Classification | Mention) -> Row:
    """The values of ``CLAIM``."""
    return (
        said.kind, *_entry(said.credential), *_entry(said.issuer), *_entry(said.platform),
        said.level, said.field, said.issued, said.expires, said.started, said.ended,
        said.status and str(said.status), said.credential_id, said.url,
    )  # fmt: skip


def _entry(entry: CredentialEntry | IssuerEntry | None) -> tuple[str | None, str | None]:
    return (entry.id, entry.name) if entry else (None, None)
