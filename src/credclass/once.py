"""What a process makes at most once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Once(Generic[Value]):
    """The one value that ``make`` made; threads that ask for it at once wait for the first.

    >>> words = Once(list)
    >>> words() is words()
    True
    """

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self._made: list[Value] = []
        self._lock = Lock()

    def __call__(self) -> Value:
        """The value; it is made at the first call, and again after one that raised."""
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made.append(self._make())
        return self._made[0]
