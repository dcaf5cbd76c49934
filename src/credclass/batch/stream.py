"""``classify_many`` in one process, compiled: what it does for a line is little beside reading it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from credclass.answering import Answering
from credclass.batch.memory import Key, Recent
from credclass.batch.packing import Packed, pack
from credclass.batch.wire import Carried
from credclass.decision.answer import Answer
from credclass.decision.making import Maker
from credclass.errors import placed
from credclass.result import Classification

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

_carried: Final = Maker(Carried)

MISSING: Final = object()
"""Stands in a line where its text or its section should, and there were no more."""


def closed(held: Answer | Packed) -> Classification:
    """A ``Classification`` that is made of an answer when somebody looks."""
    return _carried.bare(held)


def refused(error: Exception, line: Key, number: int) -> Exception:
    """The error with which a line is refused, saying where; another where a text has no section, or a section no
    text.
    """
    if line[0] is not MISSING and line[1] is not MISSING:
        return placed(error, number)
    short, longer = ("texts", "sections") if line[0] is MISSING else ("sections", "texts")
    ended = ValueError(
        f"{short} ended after {number} while {longer} went on: each text needs a section, which may be None"
    )
    ended.__cause__ = None  # it was no line that failed
    return ended


def one_by_one(classifier: Classifier, lines: Iterable[Key]) -> Iterator[Classification]:
    """The answers of this process; a line met lately costs a look-up. What is no line is told as such."""
    recent = Recent()
    answering: Answering = classifier.answering
    for number, line in enumerate(lines):
        packed = recent.get(line)
        if packed is None:
            try:
                answer = answering.answer(line[0], line[1])
            except Exception as error:  # noqa: BLE001  (raised again, with its place)
                raise refused(error, line, number)  # noqa: B904  (it tells its cause itself)
            recent.put(line, pack(answer, line[0]))
            yield closed(answer)
        else:
            yield closed(Packed(packed, line, classifier))
