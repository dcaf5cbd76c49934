"""Bytes → lines in UTF-8; what is no text is refused by its beginning."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Final

from credclass.errors import CredclassError

BEGINNING: Final = 65_536
"""Bytes that tell what a file is: what never ends its first line is not read to its end for it."""

_NO_LINES: Final = {
    b"\xff\xfe\0\0": "UTF-32", b"\x1f\x8b": "gzip", b"(\xb5/\xfd": "zstd",
    b"PK\x03\x04": "a zip archive or an Office document", b"%PDF-": "PDF", b"PAR1": "Parquet",
}  # fmt: skip
"""How files begin that hold no lines of text, whatever they are called."""


class InputError(CredclassError):
    """A file of which no line can be read."""


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file in UTF-8, with their ends and without the mark before the first.

    UTF-16, as Windows saves "Unicode text", is read where it begins with its mark.

    Raises:
        InputError: for what is no text.
    """
    first = stream.readline(BEGINNING)
    _expect_text(first)
    if len(first) == BEGINNING and not first.endswith(b"\n"):
        first += stream.readline()
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _recoded(chain([first], stream))
    return chain([first.removeprefix(BOM_UTF8)] if first else [], stream)


def _recoded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of UTF-16, in UTF-8; U+FFFD stands for what cannot be read."""
    decoder = getincrementaldecoder("utf-16")("replace")
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + decoder.decode(piece)).split("\n")
        for line in whole:
            yield f"{line}\n".encode()
    if rest := rest + decoder.decode(b"", final=True):
        yield rest.encode()


def _expect_text(beginning: bytes) -> None:
    """Refuse a file that holds no lines of text, by its beginning up to the first line's end.

    Raises:
        InputError: saying what it is.
    """
    for mark, form in _NO_LINES.items():
        if beginning.startswith(mark):
            raise InputError(f"this is {form}: lines of UTF-8 were expected")
    if beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return
    if beginning.count(0) * 3 > len(beginning):  # of UTF-16 nearly half are
        raise InputError("this is UTF-16, or no text: lines of UTF-8 were expected")
