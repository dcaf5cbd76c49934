"""What is told to mypyc, and nothing where the modules run: that the last object of a class that was let go is kept to
be the next, and that a whole number never has more than 64 bits.

That none is part of a cycle (``acyclic``) must not be told: what is let go deep within other objects Python puts aside by
what only objects have that its collector knows, and memory of others is overwritten.
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
