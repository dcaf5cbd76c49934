"""Kinds of issuers that rules speak of: who awards what, and who only stands on the line."""

from __future__ import annotations

from typing import Final

from credclass.catalog import bynumber

UNIVERSITY: Final = "university"
"""The kind of issuers that award degrees."""
VENDOR: Final = "vendor"
"""The kind whose products others are certified in; they are employers too."""
EMPLOYER: Final = "employer"
"""The kind for which certified people work."""
BODY: Final = "body"
"""A professional or certification body."""
EXAMINER: Final = "board"
"""The kind that examines what schools teach, and signs their diplomas."""
BADGE_HOST: Final = "badge_host"
"""The kind that shows what others award."""

AUTHORITIES: Final = frozenset((EXAMINER, "government"))
"""Kinds that license people in a country."""
SCHOOLS: Final = bynumber.SCHOOLS
"""Kinds at which degrees and diplomas are earned."""
HOSTS: Final = frozenset(("platform", "academy"))
"""Kinds on which courses of others are taken."""
MAKERS: Final = frozenset((VENDOR, "test_maker"))
"""Kinds whose products others teach: a title that names one does not tell the awarder."""
CERTIFIERS: Final = frozenset((BODY, VENDOR, EXAMINER, "test_maker"))
"""Kinds that assess people: the awarder before a title is one of these."""
