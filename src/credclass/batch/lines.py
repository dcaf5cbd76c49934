"""``classify_many``: lines in, answers out, in order, lazily; in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat, zip_longest
from typing import TYPE_CHECKING, Any, Final, TypeVar

from credclass.batch.memory import Line, Recent
from credclass.batch.packing import Packed
from credclass.batch.stream import MISSING, closed, one_by_one, refused
from credclass.errors import expected, placed
from credclass.text.limits import MAX_LINE

if TYPE_CHECKING:
    from credclass.pipeline import Classifier
    from credclass.result import Classification

CHUNK: Final = 512
"""Lines that travel together: enough work that the journey is small beside it."""

CHUNK_CHARACTERS: Final = 250_000
"""A chunk of long lines is closed at this size, which bounds what is in flight."""

MOST_WORKERS: Final = 512
"""More processes than any machine has use for: a slip, and it would fill the memory."""


Item = TypeVar("Item")


def classify_lines(
    classifier: Classifier,
    texts: Iterable[str],
    sections: Iterable[str | None] | None,
    workers: int,
) -> Iterator[Classification]:
    """What ``Classifier.classify_many`` answers; arguments are checked before the first line."""
    check_workers(workers)
    lines = _iterated(
        "texts",
        "an iterable of strings such as a list or a column of a table, not one string or table",
        texts,
    )
    pairs: Iterator[tuple[Any, Any]] = zip(lines, repeat(None))
    if sections is not None:
        what = "an iterable of headings, one for each text, not one heading or table"
        pairs = zip_longest(lines, _iterated("sections", what, sections), fillvalue=MISSING)
    if workers == 1:
        return one_by_one(classifier, pairs)
    return _spread(classifier, pairs, workers)


def _iterated(argument: str, what: str, given: Iterable[Item]) -> Iterator[Item]:
    """The items of what was given, which is not one string, and nothing that would give names of columns."""
    if isinstance(given, (str, bytes, Mapping)) or hasattr(type(given), "columns"):
        raise TypeError(expected(argument, what, given))
    try:
        return iter(given)
    except TypeError as error:
        raise TypeError(expected(argument, what, given)) from error


def check_workers(workers: int) -> None:
    """Refuse what is no number of processes."""
    if not isinstance(workers, int) or isinstance(workers, bool):
        raise TypeError(expected("workers", "an int", workers))
    if not 1 <= workers <= MOST_WORKERS:
        raise ValueError(expected("workers", f"from 1 to {MOST_WORKERS}", workers))


class Chunk:
    """Lines that travel together, with the answers that are known."""

    def __init__(self, lines: list[Line], recent: Recent) -> None:
        self.lines = lines
        self.known: dict[Line, bytes] = {}
        self.asked: list[Line] = []
        """The distinct lines of which there is no answer yet."""
        for line in dict.fromkeys(lines):
            packed = recent.get(line)
            if packed is None:
                self.asked.append(line)
            else:
                self.known[line] = packed

    def learn(self, answers: list[bytes], recent: Recent) -> None:
        """Take the answers for the lines that were asked, or as far as they came."""
        for line, packed in zip(self.asked, answers, strict=False):
            self.known[line] = packed
            recent.put(line, packed)


def _spread(
    classifier: Classifier, lines: Iterable[Line], workers: int
) -> Iterator[Classification]:
    """The answers of ``workers`` processes, in order; a line met lately is not sent again."""
    from credclass.batch.workers import Team, classify_chunk  # noqa: PLC0415  (one needs no team)

    recent = Recent()
    ahead: deque[Chunk] = deque()

    def asked() -> Iterator[list[Line]]:
        for some in chunks_of(classifier, lines):
            ahead.append(Chunk(some, recent))
            yield ahead[-1].asked

    number = 0
    with Team(classifier, workers) as team:
        for answers, failure in team.in_order(classify_chunk, asked()):
            chunk = ahead.popleft()
            chunk.learn(answers, recent)
            for line in chunk.lines:
                packed = chunk.known.get(line)
                if packed is None:
                    raise placed(failure or RuntimeError("no answer came"), number)
                yield closed(Packed(packed, line, classifier))
                number += 1


def chunks_of(classifier: Classifier, lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines in chunks. What fails at a line fails after those before it are out."""
    chunk: list[Line] = []
    size = 0
    try:
        for number, (text, section) in enumerate(lines):
            if not isinstance(text, str) or not isinstance(section, (str, type(None))):
                try:
                    classifier.classify(text, section)  # raises, in the one way there is
                except TypeError as error:
                    raise refused(error, (text, section), number)  # noqa: B904  (it tells its cause itself)
            chunk.append((text[: MAX_LINE + 1], section and section[:MAX_LINE]))
            size += len(chunk[-1][0])
            if len(chunk) == CHUNK or size > CHUNK_CHARACTERS:
                yield chunk
                chunk, size = [], 0
    except Exception:
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk
