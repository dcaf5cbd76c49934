"""The entries of a catalog as results show them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class IssuerEntry(BaseModel):
    """Somebody who awards credentials, or the platform on which they are earned."""

    model_config = ConfigDict(frozen=True)

    id: str | None
    """The catalog's id; None for an issuer that the line names and the catalog lacks."""
    name: str
    acronym: str | None = None
    kind: str | None = None
    """``body``, ``vendor``, ``platform``, ``university`` …; None outside the catalog."""
    country: str | None = None

    def __str__(self) -> str:
        return self.name


class CredentialEntry(BaseModel):
    """A credential of the catalog: what it is called and what its awarder demands."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    acronym: str | None = None
    kind: str
    issuer: str | None = None
    """The awarder's id."""
    requires: tuple[str, ...] = ()
    """What the awarder demands: ``exam``, ``experience``, ``education`` …"""
    valid_for: str | None = None
    """ISO 8601 duration, or ``lifetime``; None when unknown."""
    retired: bool = False

    def __str__(self) -> str:
        return self.name
