"""What is told to mypyc of classes: that none of their objects is ever part of a cycle, which spares the garbage
collector to look at them, and that the last one let go is kept to be the next.

mypyc reads it where it compiles; nothing of it is there when the modules run, compiled or not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ["mypyc_attr"]

Class = TypeVar("Class")

if TYPE_CHECKING:
    from mypy_extensions import mypyc_attr
else:

    def mypyc_attr(**_told: object) -> Callable[[Class], Class]:
        """A class as it is."""
        return lambda decorated: decorated
