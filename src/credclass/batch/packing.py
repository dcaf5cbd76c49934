"""Answers ⇄ bytes, as which they travel between processes and wait in memory.

An answer travels as 115 bytes or so, without what the receiver has already (the line, the names of
entries) or can make (the evidence: from the line, by its own classifier, when somebody asks why).
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, Final

from credclass.batch.memory import Key
from credclass.decision.answer import Answer
from credclass.decision.model import Weight
from credclass.result import Evidence

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

_FORM: Final = 2
"""The version of ``marshal``: later ones look for each object among those before it."""

_dumps: Final = marshal.dumps
_loads: Final = marshal.loads


def pack(answer: Answer, text: object) -> bytes:
    """What must be told of ``answer`` to somebody who has the line ``text``.

    Only ``unpack`` of the same process or one that it started reads it: ``marshal`` is the
    fastest there is, and no form for files.
    """
    told = answer.text
    first, second, third = answer.scores.pairs()
    packed: bytes = _dumps(
        (
            answer.category,
            first,
            second,
            third,
            answer.mentions,
            answer.issuer,
            answer.warnings,
            None if told is text else told,
        ),
        _FORM,
    )
    return packed


def unpack(packed: bytes, line: Key, classifier: Classifier) -> Answer:
    """The answer for ``line`` that ``pack`` made bytes of."""
    category, first, second, third, mentions, issuer, warnings, other = _loads(packed)
    return Answer(
        str(line[0] if other is None else other),
        category,
        Weight.of_pairs(first, second, third),
        mentions,
        issuer,
        warnings,
        classifier.catalog.by_number,
        classifier.version,
        _evidence,
        (line, classifier),
    )


def _evidence(line: Key, classifier: Classifier) -> tuple[Evidence, ...]:
    """Why: the line is read again, here, which costs as much as it did there."""
    return classifier.answering.answer(line[0], line[1]).evidence()


class Packed:
    """A packed answer, with what it is to be unpacked with."""

    __slots__ = ("_classifier", "_line", "_packed")

    def __init__(self, packed: bytes, line: Key, classifier: Classifier) -> None:
        self._packed = packed
        self._line = line
        self._classifier = classifier

    def values(self) -> dict[str, Any]:
        """Every field of the ``Classification``."""
        return unpack(self._packed, self._line, self._classifier).values()
