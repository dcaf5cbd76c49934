"""How answers travel between processes and wait in memory: as bytes, opened when looked at.

An answer is some twenty objects, and a process that collects the answers of several others
would spend longer making them than one of those spends classifying. So an answer travels
as 140 bytes or so, without what the receiver has already (the line, the names of entries) or
can make (the evidence: from the line, by its own classifier, when somebody asks why). An
answer at which nobody looks is never made.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, Final

from credclass.batch.memory import Line
from credclass.batch.packing import CATEGORIES, CHANCES, STATUSES
from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.result import (
    Classification,
    Evidence,
    Mention,
    Pieces,
    Probabilities,
    claim_of,
    fill,
)

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

_get: Final = object.__getattribute__
_put: Final = object.__setattr__
_FIELDS: Final = set(Classification.model_fields)

_CLOSED: Final = "bytes, line and classifier"
"""Where a closed answer keeps what it is to be opened from."""


def unpack(packed: bytes, line: Line, classifier: Classifier) -> dict[str, Any]:
    """Every field of the answer for ``line``, in the order of the fields."""
    category, told, mentions, alone, warnings, other = marshal.loads(packed)  # noqa: S302  (ours)
    chances = CHANCES.unpack(told)
    text = line[0] if other is None else other
    catalog = classifier.catalog
    made = tuple([_unpack_mention(values, text, catalog) for values in mentions])
    values = claim_of(made[0] if made else None)
    if not made:
        values["issuer"] = _issuer(alone, catalog)
    values |= {
        "text": text,
        "category": CATEGORIES[category],
        "confidence": chances[category],
        "probabilities": Probabilities(zip(CATEGORIES, chances, strict=True)),
        "mentions": made,
        "evidence": Pieces(_evidence, line, classifier),
        "warnings": warnings,
        "version": classifier.version,
    }
    return values


def _evidence(line: Line, classifier: Classifier) -> tuple[Evidence, ...]:
    """Why: the line is read again, here, which costs as much as it did there."""
    return tuple(classifier.classify(*line).evidence)


def _unpack_mention(values: tuple[Any, ...], text: str, catalog: Catalog) -> Mention:
    start, end, category, status, credential, issuer, platform, *plain = values
    kind, level, field, grade, hours, issued, expires, started, ended, number, url = plain
    return Mention.of(
        {
            "text": text[start:end],
            "category": CATEGORIES[category],
            "kind": kind,
            "credential": _credential(credential, catalog),
            "issuer": _issuer(issuer, catalog),
            "platform": _issuer(platform, catalog),
            "level": level,
            "field": field,
            "grade": grade,
            "hours": hours,
            "issued": issued,
            "expires": expires,
            "started": started,
            "ended": ended,
            "status": STATUSES[status],
            "credential_id": number,
            "url": url,
            "span": (start, end),
        }
    )


def _credential(key: str | None, catalog: Catalog) -> CredentialEntry | None:
    return None if key is None else catalog.credential(key)


def _issuer(key: str | None, catalog: Catalog) -> IssuerEntry | None:
    if key is None:
        return None
    return IssuerEntry(id=None, name=key[1:]) if key[0] == "=" else catalog.issuer(key)


class Carried(Classification):
    """A ``Classification`` not yet unpacked.

    Looking at anything of it unpacks its fields and turns it into a plain ``Classification``.
    """

    @classmethod
    def closed(cls, packed: bytes, line: Line, classifier: Classifier) -> Classification:
        """The answer for ``line`` that ``pack`` made bytes of."""
        made = object.__new__(cls)
        fill(made, {_CLOSED: (packed, line, classifier)}, _FIELDS)
        return made

    def __getattribute__(self, name: str) -> Any:
        held = _get(self, "__dict__")
        if _CLOSED in held:  # a copy of an opened one has none
            fill(self, unpack(*held[_CLOSED]), _FIELDS)
        _put(self, "__class__", Classification)
        return getattr(self, name)
