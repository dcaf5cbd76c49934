"""An answer in plain values, and the models that are made of it when somebody looks.

Most answers of a batch become bytes or rows, and nobody looks at them as a ``Classification``, which is
some twenty objects.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.entries import IssuerEntry
from credclass.decision.making import Maker
from credclass.decision.model import CATEGORIES, Weight, chances
from credclass.native import mypyc_attr
from credclass.result import Claim, Classification, Evidence, Mention, Pieces, Probabilities
from credclass.vocabulary import Category, Status

STATUSES: Final = tuple(Status)

Who = int | str | None
"""An issuer: its number in the catalog, or what the line calls one that the catalog lacks."""

Told = tuple[Any, ...]
"""A mention: the ends of its span, its category as a number of ``CATEGORIES``, kind, number of the
credential, issuer and platform (``Who``), level, field, grade, hours, issued, expires, started, ended,
status as a number of ``STATUSES``, credential_id, url.
"""

_CREDENTIAL: Final = 4
ISSUED: Final = 11
ENDED: Final = 14
"""Where its number stands, and its dates: ``told[ISSUED : ENDED + 1]``."""

_answers: Final = Maker(Classification)
_mentions: Final = Maker(Mention)

_NOTHING: Final[dict[str, Any]] = dict.fromkeys(Claim.model_fields)


@mypyc_attr(free_list_len=1)
class Answer:
    """What a line claims: what it is made of is what travels, waits, and stands in rows.

    Arguments:
        text: the line, as far as it was read.
        category: its number among ``CATEGORIES``.
        scores: the score of each.
        issuer: who stands on a line that claims nothing.
        why: makes the evidence, of the rest.
    """

    __slots__ = (
        "_of", "_why", "catalog", "category", "issuer", "mentions", "scores", "text", "version",
        "warnings",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        category: int,
        scores: Weight,
        mentions: list[Told],
        issuer: Who,
        warnings: list[str],
        catalog: ByNumber,
        version: str,
        why: Callable[..., tuple[Evidence, ...]],
        of: tuple[Any, ...],
    ) -> None:
        self.text = text
        self.category = category
        self.scores = scores
        self.mentions = mentions
        self.issuer = issuer
        self.warnings = warnings
        self.catalog = catalog
        self.version = version
        self._why = why
        self._of = of

    def opened(self) -> Classification:
        """The answer as users get it."""
        return _answers.make(self.values())

    def is_linked(self) -> bool:
        """Whether each of its mentions has an entry in the catalog."""
        return all(told[_CREDENTIAL] is not None for told in self.mentions)

    def evidence(self) -> tuple[Evidence, ...]:
        """Why: every piece that adds to the scores."""
        return self._why(*self._of)

    def values(self) -> dict[str, Any]:
        """Every field of a ``Classification``, in the order of the fields."""
        mentions = [_mention(told, self.text, self.catalog) for told in self.mentions]
        if mentions:  # a line says what its first mention does
            values = mentions[0].__dict__.copy()
            del values["span"]
        else:
            values = _NOTHING.copy()
            values["issuer"] = issuer_of(self.issuer, self.catalog)
        probable = chances(self.scores)
        values["text"] = self.text
        values["category"] = CATEGORIES[self.category]
        values["confidence"] = probable[self.category]
        values["probabilities"] = Probabilities(_by_category(probable))
        values["mentions"] = tuple(mentions)
        values["evidence"] = Pieces(self._why, *self._of)
        values["warnings"] = tuple(self.warnings)
        values["version"] = self.version
        return values


def _by_category(numbers: list[float]) -> dict[Category, float]:
    """The numbers of the categories; written out, which takes half as long as ``zip``."""
    a, b, c, d, e, f = CATEGORIES
    u, v, w, x, y, z = numbers
    return {a: u, b: v, c: w, d: x, e: y, f: z}


def _mention(told: Told, line: str, catalog: ByNumber) -> Mention:
    (
        start, end, category, kind, credential, issuer, platform, level, field, grade, hours,
        issued, expires, started, ended, status, number, url,
    ) = told  # fmt: skip
    return _mentions.make(
        {
            "text": line[start:end],
            "category": CATEGORIES[category],
            "kind": kind,
            "credential": None if credential is None else catalog.credential(credential),
            "issuer": issuer_of(issuer, catalog),
            "platform": issuer_of(platform, catalog),
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


def issuer_of(who: Who, catalog: ByNumber) -> IssuerEntry | None:
    """The entry of an issuer."""
    if who is None:
        return None
    if isinstance(who, str):
        return IssuerEntry(id=None, name=who)
    return catalog.issuer(who)
