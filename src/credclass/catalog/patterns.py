"""The patterns that ids and other codes of a catalog must match, and what they are in words."""

from __future__ import annotations

ISSUER_ID = r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$"
CREDENTIAL_ID = r"^[a-z0-9]+(?:[-./][a-z0-9]+)*$"
COUNTRY = r"^([A-Z]{2}|INT)$"
DURATION = r"^(P(\d+Y)?(\d+M)?(\d+D)?|lifetime)$"
NAME = r"^[a-z_]+$"
SCHOOL_FORM = r"^[^{}]*\{\}[^{}]*$"
FORMS = {
    ISSUER_ID: "small letters and digits, with hyphens or dots between",
    CREDENTIAL_ID: "small letters and digits, with hyphens, dots or slashes between",
    COUNTRY: "two capitals (ISO 3166-1), or INT",
    DURATION: "an ISO 8601 duration like P3Y, or lifetime",
    NAME: "small letters and underscores",
    SCHOOL_FORM: "a form of names with one {} for the place",
}
"""Each pattern in words, for those who wrote something else."""
