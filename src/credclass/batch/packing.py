"""Answers → bytes, as which they travel and wait; ``wire`` opens them."""

from __future__ import annotations

import marshal
from struct import Struct
from typing import TYPE_CHECKING, Any, Final

from credclass.vocabulary import Category, Status

if TYPE_CHECKING:
    from credclass.catalog.entries import IssuerEntry
    from credclass.result import Classification

CATEGORIES: Final = tuple(Category)
_CATEGORY: Final = {category: number for number, category in enumerate(CATEGORIES)}
CHANCES: Final = Struct(f"{len(CATEGORIES)}d")
"""The probabilities of all categories; ``marshal`` would look for each number among those before it."""

STATUSES: Final = (None, *Status)
_STATUS: Final = {status: number for number, status in enumerate(STATUSES)}


def pack(answer: Classification, text: str) -> bytes:
    """What must be told of ``answer`` to somebody who has the line ``text``.

    Only ``unpack`` of the same process or one that it started reads it: ``marshal`` is the
    fastest there is, and no form for files.
    """
    values = answer.__dict__
    mentions = [_pack_mention(mention.__dict__) for mention in values["mentions"]]
    return marshal.dumps(
        (
            _CATEGORY[values["category"]],
            CHANCES.pack(*values["probabilities"].values()),
            mentions,
            None if mentions else _issuer_key(values["issuer"]),
            values["warnings"],
            None if values["text"] == text else values["text"],
        )
    )


def _pack_mention(values: dict[str, Any]) -> tuple[Any, ...]:
    """What ``wire`` needs to make a mention again, each at its place."""
    first, stop = values["span"]
    credential = values["credential"]
    return (
        first, stop, _CATEGORY[values["category"]], _STATUS[values["status"]],
        None if credential is None else credential.id,
        _issuer_key(values["issuer"]), _issuer_key(values["platform"]),
        values["kind"], values["level"], values["field"], values["grade"], values["hours"],
        values["issued"], values["expires"], values["started"], values["ended"],
        values["credential_id"], values["url"],
    )  # fmt: skip


def _issuer_key(entry: IssuerEntry | None) -> str | None:
    """An issuer's id; one outside the catalog as ``=its name``."""
    if entry is None:
        return None
    return f"={entry.name}" if entry.id is None else entry.id
