"""``classify_many``: lines in, answers out, in order, lazily; in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import repeat, zip_longest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from credclass.pipeline import Classifier
    from credclass.result import Classification

Line = tuple[str, str | None]
"""A text and the heading under which it stood."""

CHUNK: Final = 256
"""Lines that travel together: enough work that the journey is small beside it."""

CHUNK_CHARACTERS: Final = 250_000
"""A chunk of long lines is closed at this size, which bounds what is in flight."""

RECENT: Final = 500
"""Answers in each of two generations of the memo: 13 MB together. Lines repeat by Zipf's law."""

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
    """The answers one by one; a line met again lately costs a look-up.

    Two generations of the memo stand in for an order of use: what is met again moves to
    the younger one, and when that is full the older one is dropped.
    """
    young: dict[Line, Classification] = {}
    old: dict[Line, Classification] = {}
    for line in lines:
        short = _short(*line)
        result = (young.get(line) or old.get(line)) if short else None
        if result is None:
            result = classifier.classify(*line)
        if short:
            if len(young) >= RECENT:
                young, old = {}, young
            young[line] = result
        yield result


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
