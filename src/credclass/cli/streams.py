"""Lines in from files and standard input, with failures told; and output that may find no reader."""

from __future__ import annotations

import io
import os
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from errno import ENAMETOOLONG, ENOENT
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

A_LINE: Final = (
    "files are read here; for a line: credclass explain LINE, or echo LINE | credclass classify"
)


class Lines:
    """The lines of several files in turn; a file that cannot be read is told and skipped."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = files
        self.failed: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for name in self.files:
            try:
                if name == "-":
                    yield from _decoded(_standard_input())
                else:
                    with open(name, "rb") as stream:  # noqa: PTH123  (names may be /dev/fd/…)
                        yield from _decoded(stream)
            except OSError as error:
                self.failed.append(name)
                typer.echo(f"credclass: {name}: {error.strerror or error}", err=True)
                if _is_line(name, error):
                    typer.echo(f"credclass: {A_LINE}", err=True)


def _is_line(name: str, error: OSError) -> bool:
    """Whether what was given as a file is rather a line to be read."""
    missing = error.errno in {ENOENT, ENAMETOOLONG}
    return missing and (" " in name or not Path(name).suffix)


def _standard_input() -> IO[bytes]:
    """Standard input; on a terminal somebody is told that it waits."""
    if sys.stdin is None:
        raise OSError("standard input is closed")
    if sys.stdin.isatty():
        typer.echo("Type or paste lines; Ctrl-D ends them.", err=True)
    return sys.stdin.buffer


def _decoded(stream: IO[bytes]) -> Iterator[str]:
    """Lines without their ends; bytes that are not UTF-8 become U+FFFD.

    UTF-16, as Windows saves "Unicode text", is told by the mark that it begins with.
    """
    first = True
    for raw in stream:
        if first and raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            whole = (raw + stream.read()).decode("utf-16", errors="replace")
            yield from (line.rstrip("\r") for line in whole.removesuffix("\n").split("\n"))
            return
        line = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        if first:
            line = line.removeprefix("\ufeff")
            first = False
        yield line


class ReaderGoneError(SystemExit):
    """Nobody reads standard output any more (``| head -1``), so there is nothing left to do.

    Click and rich both end with 1 on a broken pipe, which would say that an input failed; they
    let this through.
    """

    def __init__(self) -> None:
        super().__init__(0)


class _Output(io.FileIO):
    """A file or pipe; what is written after its reader has gone goes nowhere."""

    def __init__(self, descriptor: int, *, ends: bool) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self._ends = ends

    def write(self, content: ReadableBuffer, /) -> int:
        try:
            return super().write(content)
        except BrokenPipeError:
            drop(self.fileno())
        if self._ends:
            raise ReaderGoneError
        return super().write(content)


def drop(descriptor: int) -> None:
    """Send what is still written to a descriptor nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def speak_utf8() -> None:
    """Let files and pipes get UTF-8 whatever the locale, and a terminal ``?`` for what it lacks.

    The command ends when the reader of standard output goes; that of standard error may go alone.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
            continue
        tells = name == "stderr"
        output = io.BufferedWriter(_Output(stream.fileno(), ends=not tells))
        spoken = io.TextIOWrapper(output, "utf-8", "replace", line_buffering=tells)
        setattr(sys, name, spoken)
