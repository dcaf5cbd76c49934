"""Lines in from files and standard input, with failures told and the rest still done."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import typer


class Lines:
    """The lines of several files in turn; a file that cannot be read is told and skipped."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = files
        self.failed: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for name in self.files:
            try:
                if name == "-":
                    yield from _decoded(sys.stdin.buffer)
                else:
                    with open(name, "rb") as stream:  # noqa: PTH123  (names may be /dev/fd/…)
                        yield from _decoded(stream)
            except OSError as error:
                if isinstance(error, BrokenPipeError):
                    raise
                self.failed.append(name)
                typer.echo(f"credclass: {name}: {error.strerror or error}", err=True)


def _decoded(stream: Iterable[bytes]) -> Iterator[str]:
    """Lines without their ends; bytes that are not UTF-8 become U+FFFD."""
    first = True
    for raw in stream:
        line = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        if first:
            line = line.removeprefix("\ufeff")
            first = False
        yield line
