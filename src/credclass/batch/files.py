"""All shards of a batch, over processes: whole files, or chunks where there are few files."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from credclass.batch.shards import Answer, Report, Settings, Tally, answer, run_shard
from credclass.batch.sources import Shard
from credclass.batch.wire import Line
from credclass.batch.workers import Counters, Team, own_classifier, own_counters
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
        for shard in shards:
            yield run_shard(shard, settings, classifier, report)
    elif len(shards) < workers:
        with Team(classifier, workers) as team:
            answering = partial(team.in_order, _answer_chunk)
            for shard in shards:
                yield run_shard(shard, settings, classifier, report, answering)
    else:
        counters = multiprocessing.get_context("spawn").Array("Q", 3)
        jobs = [(shard, settings) for shard in shards]
        with Team(classifier, workers, counters) as team, _watched(counters, report):
            try:
                yield from team.in_order(_run_one, jobs, ahead=len(jobs))
            finally:
                counters[_STOP] = 1


def _answer_chunk(lines: list[Line]) -> list[Answer]:
    """A worker's part in a file that several share."""
    return answer(lines, own_classifier())


def _run_one(job: tuple[Shard, Settings]) -> Tally:
    """A worker's file."""
    counters = own_counters()

    def report(lines: int, size: int) -> None:
        with counters.get_lock():
            counters[_LINES] += lines
            counters[_BYTES] += size
        if counters[_STOP]:
            raise _StopError

    return run_shard(*job, own_classifier(), report)


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
