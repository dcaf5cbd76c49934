"""Answers at which nobody has looked yet.

An answer is some twenty objects, and a process that collects the answers of several others
would spend longer making them than one of those spends classifying. So an answer is made of
plain values, or of bytes, when it is looked at. An answer at which nobody looks is never made.
"""

from __future__ import annotations

from typing import Any, Final

from credclass.decision.making import Maker, kept_by
from credclass.result import Classification

_put: Final = object.__setattr__
_answers: Final = Maker(Classification)


class Carried(Classification):
    """A ``Classification`` not yet made; ``stream.closed`` makes them, to keep what tells the ``values`` of their
    fields: an ``Answer``, or one that is ``Packed``.

    Looking at anything of it makes its fields and turns it into a plain ``Classification``.
    """

    def __getattribute__(self, name: str) -> Any:
        held = kept_by(self)
        if held is not None:  # a copy of an opened one has none
            _answers.fill(self, held.values())
        _put(self, "__class__", Classification)
        return getattr(self, name)
