"""What mypyc is told of classes and numbers, and what stands for it where modules are not compiled.

``mypyc_attr(free_list_len=1)`` reuses the memory of the last freed instance of a class; an ``i64`` is a machine integer.

Never pass ``acyclic=True``: when deeply nested objects are freed, Python's trashcan writes into the header that the
garbage collector keeps before an object. Instances of such classes have none, so other memory is overwritten.
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
