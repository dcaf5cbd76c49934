"""What is told to mypyc, and nothing where the modules run: that no object of a class is ever part of a cycle, which
spares the garbage collector to look at them, that the last one let go is kept to be the next, that a whole number
never has more than 64 bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ["i64", "mypyc_attr"]

Class = TypeVar("Class")

if TYPE_CHECKING:
    from mypy_extensions import i64, mypyc_attr
else:
    i64 = int

    def mypyc_attr(**_told: object) -> Callable[[Class], Class]:
        """A class as it is."""
        return lambda decorated: decorated
