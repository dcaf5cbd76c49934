"""One batch at a time writes a file of answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from credclass.batch.sources import RECORDS, PlanError, Shard

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LOCK: Final = ".lock"
"""The end of the names of files that are locked; they are empty."""


@contextmanager
def alone(shards: Sequence[Shard]) -> Iterator[None]:
    """Keep other batches from the answers of ``shards`` until the block is left.

    A batch of several files has its folder for itself; those of one file each may share one. The system
    unlocks what a process that is killed had locked. Where it has no such locks, nobody is kept out.

    Raises:
        PlanError: another batch is at it, or nothing can be written there.
    """
    folder = shards[0].folder / RECORDS
    if fcntl is None:
        yield
    elif len(shards) > 1:
        with _locked(folder / LOCK, fcntl.LOCK_EX):
            yield
    else:
        own = shards[0].record.with_name(f".{shards[0].record.name}{LOCK}")
        with _locked(folder / LOCK, fcntl.LOCK_SH), _locked(own, fcntl.LOCK_EX):
            yield


@contextmanager
def _locked(path: Path, how: int) -> Iterator[None]:
    """Have a file locked, which is left only where records are."""
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = path.open("a", encoding="ascii")
    except OSError as error:
        raise PlanError(f"{folder}: {error.strerror}: nothing can be written there") from error
    with stream:
        try:
            fcntl.flock(stream, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PlanError(
                f"another batch is writing to {folder.parent}: wait for its end, or choose another output"
            ) from None
        except OSError:  # a file system without locks
            pass
        try:
            yield
        finally:
            with suppress(OSError):
                if all(one.name.endswith(LOCK) for one in folder.iterdir()):
                    path.unlink()
