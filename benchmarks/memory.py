"""Memory of processes, as Linux tells it."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

LOOK_EVERY: Final = 0.1
"""Seconds between two looks."""


def tree_memory(root: int) -> int:
    """Resident bytes of a process and all below it."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            pages[int(path.name)] = int((path / "statm").read_text().split()[1])
        except OSError:
            continue
    inside = {root}
    while more := {pid for pid, parent in parents.items() if parent in inside} - inside:
        inside |= more
    return sum(pages.get(pid, 0) for pid in inside) * os.sysconf("SC_PAGE_SIZE")


def own_memory() -> int:
    """Resident bytes of this process, after a collection of garbage."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Watched(NamedTuple):
    """A command that has run."""

    begun: float
    """By ``time.monotonic``."""
    seconds: float
    cpu: float
    """Seconds of processor time, of it and all below it that it waited for."""
    most: int
    """The most bytes that it and all below it had at any look."""
    printed: str


def run_watched(command: Sequence[str]) -> Watched:
    """Run a command and look at its memory as it goes.

    Raises:
        RuntimeError: when it fails; with what it said last.
    """
    begun, before, most = time.monotonic(), _spent_below(), 0
    with subprocess.Popen(  # noqa: S603  (our own words)
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None:
            most = max(most, tree_memory(process.pid))
            time.sleep(LOOK_EVERY)
        seconds = time.monotonic() - begun
        printed, complaint = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {complaint[-2_000:]}")
    return Watched(begun, seconds, _spent_below() - before, most, printed)


def _spent_below() -> float:
    """Seconds of processor time of all processes below this one that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
