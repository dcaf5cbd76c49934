"""What a spreadsheet must not run."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

_PLAIN: Final = re.compile(r"[+-](?:\s.*|[\d\s.,()-]+)", re.DOTALL)
"""A sign that begins no formula: a bullet (``- PMP, 2019``), a number, the number of a telephone."""


def harmless(cell: str) -> str:
    """The cell, with a ``'`` before what a spreadsheet would take for a formula.

    >>> harmless("=1+1"), harmless("- PMP"), harmless("-5")
    ("'=1+1", '- PMP', '-5')
    """
    runs = cell.startswith(_FORMULA) and not _PLAIN.fullmatch(cell)
    return f"'{cell}" if runs else cell
