"""Letters of other alphabets that stand for Latin ones: ``РМР`` in Cyrillic, ``ＰＭＰ`` in full width."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from credclass.memo import Memo, Room
from credclass.once import Once

_LOOKALIKES: Final = dict(
    zip(
        map(ord, "АВЕЅІЈКМНОРСТУХаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα"),
        "ABESIJKMHOPCTYXaeopcyxijsdqwABEZHIKMNOPTYXoa",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look like a Latin one (Unicode TR39, the certain ones)."""

_WORDS_KEPT: Final = 5_000
"""Words of foreign alphabets that are remembered with whether they look Latin, and as many stretches
between spaces with the words of foreign alphabets in them.
"""

_FOREIGN: Final = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_SUSPECT: Final = re.compile(r"[\u0370-\u03ff\u0400-\u052f\uff21-\uff3a\uff41-\uff5a]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z]")
_FULL_WIDTH: Final = re.compile(r"[\uff21-\uff3a\uff41-\uff5a]")
_IDEOGRAPH: Final = Once(lambda: re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"))


def unmask(line: str, names: Container[str] = ()) -> tuple[str, bool]:
    """The line with look-alikes as the Latin letters they stand for, and whether there were any.

    A word counts as spoofed when it mixes alphabets, or when all its letters look Latin
    in a line that is otherwise Latin, unless it is itself one of ``names`` (``НАКС``). Every
    character is replaced by one character, so offsets hold.

    >>> unmask("РМР certified"), unmask("МГУ, факультет ВМК")
    (('PMP certified', True), ('МГУ, факультет ВМК', False))
    >>> unmask("НАКС, 2019", {"накс"})
    ('НАКС, 2019', False)
    """
    if not _SUSPECT.search(line):
        return line, False
    full_width = bool(_FULL_WIDTH.search(line)) and not _IDEOGRAPH().search(line)
    if not _FOREIGN.search(line):
        return line, full_width
    words = [word for chunk in line.split(" ") if not chunk.isascii() for word in _WORDS[chunk]]
    honest = any(not _DISGUISED[word] for word in words)
    masked = {
        word
        for word in words
        if _DISGUISED[word] and (not honest or _LATIN.search(word)) and word.lower() not in names
    }
    if not masked:
        return line, full_width
    return _WORD.sub(lambda word: _bare(word[0]) if word[0] in masked else word[0], line), True


def _foreign_words(chunk: str) -> list[str]:
    """The words in a stretch that have letters of a foreign alphabet."""
    return [word for word in _WORD.findall(chunk) if _FOREIGN.search(word)]


def _bare(word: str) -> str:
    """A word with Latin letters for those that look like them."""
    return word.translate(_LOOKALIKES)


def _disguised(word: str) -> bool:
    """Whether every letter of a foreign alphabet in ``word`` looks like a Latin one."""
    return not _FOREIGN.search(_bare(word))


_WORDS: Final = Memo(_foreign_words, Room(_WORDS_KEPT))
_DISGUISED: Final = Memo(_disguised, Room(_WORDS_KEPT))
