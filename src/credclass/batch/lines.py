"""``classify_many``: lines in, answers out, in order, lazily; in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import repeat, zip_longest
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from credclass.pipeline import Classifier
    from credclass.result import Classification

Line = tuple[str, str | None]
"""A text and the heading under which it stood."""

CHUNK: Final = 256
"""Lines that travel together: enough work that the journey is small beside it."""

CHUNK_CHARACTERS: Final = 250_000
"""A chunk of long lines is closed at this size, which bounds what is in flight."""

RECENT: Final = 2_000
"""Answers in each of two generations of the memo: 25 MB together. Lines repeat by Zipf's law."""

MET: Final = 50_000
"""Lines of which it is known that they were met, in each of two generations: by their hash
alone. An answer is kept at the second meeting, so lines that never repeat cost next to nothing.
"""

RECENT_LENGTH: Final = 300
"""Longer lines hardly repeat, and their answers are large."""


def classify_lines(
    classifier: Classifier,
    texts: Iterable[str],
    sections: Iterable[str | None] | None,
    workers: int,
) -> Iterator[Classification]:
    """What ``Classifier.classify_many`` answers; arguments are checked before the first line."""
    check_workers(workers)
    if isinstance(sections, (str, bytes)):
        raise TypeError(
            "sections must be an iterable of headings, one for each text, not one heading; "
            f"given {type(sections).__name__}: {sections!r:.60}"
        )
    pairs = _paired(texts, sections) if sections is not None else zip(texts, repeat(None))
    if workers == 1:
        return _remembered(classifier, pairs)
    return _spread(classifier, pairs, workers)


def _paired(texts: Iterable[str], sections: Iterable[str | None]) -> Iterator[Line]:
    """Texts with their headings; where one ends before the other, the error says which."""
    missing = object()
    for number, (text, section) in enumerate(zip_longest(texts, sections, fillvalue=missing)):
        if text is missing or section is missing:
            short, longer = ("texts", "sections") if text is missing else ("sections", "texts")
            raise ValueError(
                f"{short} ended after {number} while {longer} went on: each text needs a section, "
                "which may be None"
            )
        yield text, section  # type: ignore[misc]  # neither is ``missing``


def check_workers(workers: int) -> None:
    """Refuse what is no number of processes."""
    if not isinstance(workers, int) or isinstance(workers, bool):
        raise TypeError(f"workers must be an int; given {type(workers).__name__}: {workers!r}")
    if workers < 1:
        raise ValueError(f"workers is a number of processes, 1 or more; given {workers}")


def _remembered(classifier: Classifier, lines: Iterable[Line]) -> Iterator[Classification]:
    """The answers one by one; a line met twice lately costs a look-up."""
    answers: Recent[Line, Classification] = Recent(RECENT)
    met: Recent[int, int] = Recent(MET)
    for line in lines:
        if not _short(*line):
            yield classifier.classify(*line)
            continue
        result = answers.get(line)
        if result is None:
            result = classifier.classify(*line)
            key = hash(line)
            if met.get(key):
                answers.put(line, result)
            else:
                met.put(key, 1)
        yield result


Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """A bounded memo: two generations stand in for an order of use. What is asked for again
    moves to the younger one, and when that is full the older one is dropped.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """What was put under ``key`` lately."""
        value = self._young.get(key)
        if value is None:
            value = self._old.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: Key, value: Value) -> None:
        """Remember ``value``."""
        if len(self._young) >= self._size:
            self._young, self._old = {}, self._young
        self._young[key] = value


def _short(text: object, section: object) -> bool:
    """Whether an answer is worth remembering; what is no line at all is not for the memo to say."""
    return (isinstance(text, str) and len(text) <= RECENT_LENGTH) and (
        section is None or (isinstance(section, str) and len(section) <= RECENT_LENGTH)
    )


def _spread(
    classifier: Classifier, lines: Iterable[Line], workers: int
) -> Iterator[Classification]:
    """The answers of ``workers`` processes, in order; a line twice in a chunk is read once."""
    from credclass.batch.wire import Opener  # noqa: PLC0415  (one process needs none of this)
    from credclass.batch.workers import Team, classify_chunk  # noqa: PLC0415

    with Team(classifier, workers) as team:
        ahead: deque[list[Line]] = deque()

        def distinct() -> Iterator[list[Line]]:
            for chunk in chunks_of(classifier, lines):
                ahead.append(chunk)
                yield list(dict.fromkeys(chunk))

        for parcel in team.in_order(classify_chunk, distinct()):
            chunk = ahead.popleft()
            answers = Opener(parcel, classifier.catalog).results()
            found = dict(zip(dict.fromkeys(chunk), answers, strict=True))
            for line in chunk:
                yield found[line]


def chunks_of(classifier: Classifier, lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines in chunks. What fails at a line fails after those before it are out."""
    from credclass.pipeline import MAX_LINE  # noqa: PLC0415  (it imports this module)

    chunk: list[Line] = []
    size = 0
    try:
        for text, section in lines:
            if not isinstance(text, str) or not isinstance(section, (str, type(None))):
                classifier.classify(text, section)  # raises, in the one way there is
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
