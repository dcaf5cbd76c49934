"""A dictionary that works out what it lacks: the one form of memory that lines leave behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MEMO_KEY_LENGTH: Final = 40
"""Longer strings are not remembered: they do not repeat, and keys are a memo's bytes."""


class Memo(dict[Key, Value]):
    """What ``work_out`` makes of each key; begins afresh when it has ``size`` entries.

    >>> lengths = Memo(len, 1_000)
    >>> lengths["PMP"], lengths
    (3, {'PMP': 3})
    """

    def __init__(self, work_out: Callable[[Key], Value], size: int) -> None:
        super().__init__()
        self._work_out = work_out
        self._size = size

    def __missing__(self, key: Key) -> Value:
        value = self._work_out(key)
        if isinstance(key, str) and len(key) > MEMO_KEY_LENGTH:
            return value
        if len(self) >= self._size:
            self.clear()
        self[key] = value
        return value
