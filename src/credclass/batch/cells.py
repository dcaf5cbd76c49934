"""What a spreadsheet must not run."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell, with a ``'`` before what a spreadsheet would take for a formula.

    >>> harmless("=1+1"), harmless("PMP")
    ("'=1+1", 'PMP')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
