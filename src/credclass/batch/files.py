"""All shards of a batch, over processes: whole files, or chunks where there are few files."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from credclass.batch.records import Record
from credclass.batch.shards import Answerer, Answers, Report, Settings, Tally, run_shard
from credclass.batch.sources import Shard
from credclass.batch.workers import Counters, Team, own_classifier, own_counters
from credclass.batch.writers import Render

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

_LINES, _BYTES, _STOP = range(3)

POLL: Final = 0.2
"""Seconds between two looks at the workers' counters."""


class _StopError(BaseException):
    """The parent wants no more; no handler of errors may hold it up."""


def run_shards(
    shards: Sequence[Shard],
    settings: Settings,
    classifier: Classifier,
    workers: int,
    report: Report,
) -> Generator[Tally]:
    """The tallies of the shards, in order, while their answers are being written.

    The files are the same whatever the number of workers. Closing the iterator stops the
    work at the next thousand lines, and leaves nothing half-done under a final name.
    """
    if workers == 1:
        answerer = Answerer(classifier)
        for shard in shards:
            yield run_shard(shard, settings, classifier, report, answerer.in_order)
    elif len(shards) < workers:
        with Team(classifier, workers) as team:
            for shard in shards:
                yield run_shard(shard, settings, classifier, report, partial(_shared, team))
    else:
        counters = multiprocessing.get_context("spawn").Array("Q", 3)
        jobs = [(shard, settings) for shard in shards]
        with Team(classifier, workers, counters) as team, _watched(counters, report):
            try:
                yield from team.in_order(_run_one, jobs, ahead=len(jobs))
            finally:
                counters[_STOP] = 1


def _shared(team: Team, render: Render, chunks: Iterable[list[Record]]) -> Iterator[Answers]:
    """What a team makes of the chunks of a file."""
    return team.in_order(partial(_answer_chunk, render), chunks)


@cache
def _own_answerer() -> Answerer:
    """The one of this worker."""
    return Answerer(own_classifier())


def _answer_chunk(render: Render, records: list[Record]) -> Answers:
    """A worker's part in a file that several share."""
    return _own_answerer().answer(render, records)


def _run_one(job: tuple[Shard, Settings]) -> Tally:
    """A worker's file."""
    counters = own_counters()

    def report(lines: int, size: int) -> None:
        with counters.get_lock():
            counters[_LINES] += lines
            counters[_BYTES] += size
        if counters[_STOP]:
            raise _StopError

    return run_shard(*job, own_classifier(), report, _own_answerer().in_order)


@contextmanager
def _watched(counters: Counters[int], report: Report) -> Iterator[None]:
    """Report what the workers count."""
    over = threading.Event()

    def watch() -> None:
        lines = size = 0
        while not over.wait(POLL):
            told = counters[_LINES], counters[_BYTES]
            report(told[0] - lines, told[1] - size)
            lines, size = told

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
