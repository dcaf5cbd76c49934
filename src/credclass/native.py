"""What mypyc is told of classes and numbers, and what stands for it where modules are not compiled.

``mypyc_attr(free_list_len=1)`` keeps the last object of a class that was let go, to be the next; an ``i64`` never has more
than 64 bits.

That no object is part of a cycle (``acyclic``) must not be told: what is let go deep within other objects Python puts aside by
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
