"""Processes that classify: started afresh (spawn), each with a classifier of its own."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.sharedctypes import SynchronizedArray
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

from credclass.batch.memory import Line
from credclass.batch.packing import pack
from credclass.errors import CredclassError

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

Job = TypeVar("Job")
Product = TypeVar("Product")

AHEAD: Final = 2
"""Jobs in flight for each process: one in work, one waiting, so that none stands idle."""

KILLED: Final = "it was killed, most often for want of memory"
UNGUARDED: Final = (
    "Each process imports the script that starts it, so a script asks for several workers under "
    'if __name__ == "__main__":, and stands in a file, not in standard input'
)

Counters = SynchronizedArray
"""Numbers that parent and workers share."""


class _Own:
    """What a worker has for its life; nothing in every other process."""

    classifier: Classifier | None = None
    counters: Counters[int] | None = None


class Team:
    """A number of worker processes; leaving the ``with`` block ends them."""

    def __init__(
        self, classifier: Classifier, workers: int, counters: Counters[int] | None = None
    ) -> None:
        if getattr(multiprocessing.current_process(), "_inheriting", False):
            raise CredclassError(UNGUARDED)  # a worker that imports its parent's script
        self._limit = AHEAD * workers
        self._begun = False
        self._pool = ProcessPoolExecutor(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(classifier, counters),
        )

    def in_order(
        self, work: Callable[[Job], Product], jobs: Iterable[Job], *, ahead: int | None = None
    ) -> Iterator[Product]:
        """What ``work`` makes of each job, in order, reading ``ahead`` jobs ahead at most.

        ``work`` runs in the workers. An error of ``jobs`` is raised once the products of
        the jobs before it are out.
        """
        limit = ahead or self._limit
        waiting: deque[Future[Product]] = deque()
        source = iter(jobs)
        failure: Exception | None = None
        ended = False
        while waiting or not ended:
            while not ended and len(waiting) < limit:
                try:
                    waiting.append(self._submit(work, next(source)))
                except StopIteration:
                    ended = True
                except Exception as error:  # noqa: BLE001  (raised below, at its place)
                    failure, ended = error, True
            if waiting:
                yield self._product(waiting.popleft())
        if failure is not None:
            raise failure

    def _submit(self, work: Callable[[Job], Product], job: Job) -> Future[Product]:
        """Hand over a job. A process that this starts must not see the Ctrl-C of its parent,
        not even before its first line runs, so it inherits a mask.
        """
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            return self._pool.submit(work, job)
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._pool.submit(work, job)
        except BrokenProcessPool as error:
            raise self._died() from error
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def _product(self, future: Future[Product]) -> Product:
        try:
            product = future.result()
        except BrokenProcessPool as error:
            raise self._died() from error
        self._begun = True
        return product

    def _died(self) -> CredclassError:
        """What to say of a worker that is gone: one killed later is another matter than one
        that never began.
        """
        why = KILLED if self._begun else f"{KILLED}, or could not begin. {UNGUARDED}"
        return CredclassError(f"a worker process ended before its work was done: {why}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _start(classifier: Classifier, counters: Counters[int] | None) -> None:
    """Ready a worker: keep what it needs, leave Ctrl-C to the parent, end with the parent."""
    _Own.classifier, _Own.counters = classifier, counters
    gc.freeze()  # the objects of catalog and model need no looking through
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def own_classifier() -> Classifier:
    """The classifier of this worker."""
    if _Own.classifier is None:
        raise RuntimeError("only worker processes have a classifier of their own")
    return _Own.classifier


def own_counters() -> Counters[int]:
    """The counters that this worker shares with its parent."""
    if _Own.counters is None:
        raise RuntimeError("this worker was started without counters")
    return _Own.counters


def classify_chunk(lines: list[Line]) -> tuple[list[bytes], Exception | None]:
    """The answers for ``lines``, packed, as far as they go; and what ended them before the end."""
    answer_to = own_classifier().answering.answer
    answers: list[bytes] = []
    try:
        for text, section in lines:
            answers.append(pack(answer_to(text, section), text))
    except Exception as error:  # noqa: BLE001  (raised by the parent, which knows the line's number)
        return answers, error
    return answers, None
