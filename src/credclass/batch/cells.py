"""What a spreadsheet must not run."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

_PLAIN: Final = re.compile(r"[+-](?:\s[^=|!@]*|[\d\s.,()-]+)")
"""A sign that begins no formula: a bullet (``- PMP, 2019``), a number, the number of a telephone."""

_CALL: Final = re.compile(r"[^\W_]\(")
"""What may call a function: ``HYPERLINK(``; words leave a space before a bracket."""


def harmless(cell: str) -> str:
    """The cell, with a ``'`` before what a spreadsheet would take for a formula.

    >>> harmless("=1+1"), harmless("- PMP (2019)"), harmless("-5"), harmless("- CALL(1)")
    ("'=1+1", '- PMP (2019)', '-5', "'- CALL(1)")
    """
    plain = _PLAIN.fullmatch(cell) and not _CALL.search(cell)
    runs = cell.startswith(_FORMULA) and not plain
    return f"'{cell}" if runs else cell
