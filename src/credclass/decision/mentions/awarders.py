"""Kinds of issuers that rules speak of: who awards what, and who only stands on the line."""

from __future__ import annotations

from typing import Final

from credclass.catalog import bynumber

UNIVERSITY: Final = "university"
"""Who awards degrees."""
VENDOR: Final = "vendor"
"""Whose products others are certified in, and who employs too."""
EMPLOYER: Final = "employer"
"""For whom somebody certified works."""
BODY: Final = "body"
"""A professional or certification body."""
EXAMINER: Final = "board"
"""Who examines what schools teach, and signs their diplomas."""
BADGE_HOST: Final = "badge_host"
"""Who shows what others award."""

AUTHORITIES: Final = frozenset((EXAMINER, "government"))
"""Who licenses in a country."""
SCHOOLS: Final = bynumber.SCHOOLS
"""Where degrees and diplomas are earned."""
HOSTS: Final = frozenset(("platform", "academy"))
"""On which what others made is learnt."""
MAKERS: Final = frozenset((VENDOR, "test_maker"))
"""Whose products others teach: a title that names one does not tell the awarder."""
CERTIFIERS: Final = frozenset((BODY, VENDOR, EXAMINER, "test_maker"))
"""Who assesses: whoever stands before a title as its awarder is one of these."""
