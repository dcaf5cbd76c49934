"""Lines from files and standard input, with failures reported, and output whose reader may go away."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from errno import ENAMETOOLONG, ENOENT
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import typer

from credclass.batch.decoding import InputError, lines_of
from credclass.batch.sources import has_columns

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

A_LINE: Final = (
    "arguments are files; for a line: credclass explain LINE, or echo LINE | credclass classify"
)


class Lines:
    """The lines of several files in turn; a file that cannot be read is reported and skipped."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = files
        self._advised = False
        self.failed: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for name in self.files:
            if has_columns(name):
                read = f"credclass batch {shlex.quote(name)} OUT reads its columns"
                typer.echo(f"credclass: {name}: read line by line; {read}", err=True)
            try:
                with _opened(name) as stream:
                    yield from _decoded(stream, name)
            except InputError as error:
                self._fail(name, str(error))
            except IsADirectoryError:
                self._fail(name, f"a folder; credclass batch {shlex.quote(name)} OUT reads folders")
            except OSError as error:
                self._fail(name, error.strerror or str(error))
                if _is_line(name, error) and not self._advised:
                    self._advised = True
                    typer.echo(f"credclass: {A_LINE}", err=True)

    def _fail(self, name: str, reason: str) -> None:
        self.failed.append(name)
        typer.echo(f"credclass: {name}: {reason}", err=True)


def _is_line(name: str, error: OSError) -> bool:
    """Whether the name of a file looks like a line of a résumé instead."""
    missing = error.errno in {ENOENT, ENAMETOOLONG}
    return missing and (" " in name or not Path(name).suffix)


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    """A file, or standard input; on a terminal the user is told to type."""
    if name != "-":
        return open(name, "rb")  # noqa: PTH123  (names may be /dev/fd/…; the caller closes)
    if sys.stdin is None:
        raise OSError("standard input is closed")
    if sys.stdin.isatty():
        typer.echo("Type or paste lines; Ctrl-D ends them.", err=True)
    return nullcontext(sys.stdin.buffer)


def _decoded(stream: IO[bytes], name: str) -> Iterator[str]:
    """Lines without line ends; bytes that are not UTF-8 become U+FFFD and are reported at the end.

    Raises:
        InputError: the stream is not text.
    """
    damaged = 0
    for raw in lines_of(stream):
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            damaged += 1
            line = raw.decode("utf-8", errors="replace")
        yield line.rstrip("\r\n")
    if damaged:
        _tell_damage(damaged, name)


def _tell_damage(lines: int, name: str) -> None:
    told = "1 line is" if lines == 1 else f"{lines:,} lines are"
    source = shlex.quote(name) if name != "-" else "FILE"
    typer.echo(
        f"credclass: {name}: {told} not UTF-8: \ufffd stands for each byte that could not be read; "
        f"iconv -f WINDOWS-1252 -t UTF-8 {source}  makes UTF-8 of Latin-1",
        err=True,
    )


class ReaderGoneError(SystemExit):
    """The reader of standard output has gone (``| head -1``), so there is nothing left to do.

    Click and rich exit with 1 on a broken pipe, which would mean that an input failed; they let
    this exception through.
    """

    def __init__(self) -> None:
        super().__init__(0)


class _Output(io.FileIO):
    """A file or pipe; what is written after its reader has gone is discarded."""

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
    """Discard everything written to a descriptor from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def speak_utf8() -> None:
    """Write UTF-8 to files and pipes whatever the locale, and ``?`` for what a terminal cannot show.

    The command ends when the reader of standard output goes away, but not when that of standard
    error does.
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
