"""Catalog entries as results show them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class IssuerEntry(BaseModel):
    """An issuer of credentials, or a platform on which they are earned."""

    model_config = ConfigDict(frozen=True)

    id: str | None
    """The catalog id; None for an issuer that the line names and the catalog lacks."""
    name: str
    """The official name; the words of the line if the catalog lacks it."""
    acronym: str | None = None
    """Its first acronym in the catalog."""
    kind: str | None = None
    """``body``, ``vendor``, ``platform``, ``university`` …; None outside the catalog."""
    country: str | None = None
    """ISO 3166-1 alpha-2, or ``INT``; None if unknown."""

    def __str__(self) -> str:
        return self.name


class CredentialEntry(BaseModel):
    """A credential in the catalog: its names and the requirements of its issuer."""

    model_config = ConfigDict(frozen=True)

    id: str
    """The catalog id, ``issuer/credential``; it never changes."""
    name: str
    """The official name."""
    acronym: str | None = None
    """Its first acronym in the catalog."""
    kind: str
    """A kind of the taxonomy."""
    issuer: str | None = None
    """The issuer's id; None if several award it, as with degrees."""
    requires: tuple[str, ...] = ()
    """What the issuer demands: ``exam``, ``experience``, ``education`` …"""
    valid_for: str | None = None
    """ISO 8601 duration, or ``lifetime``; None when unknown."""
    retired: bool = False
    """Whether it is no longer awarded."""

    def __str__(self) -> str:
        return self.name
