"""Fold a line for comparison, and keep the way back to the original offsets.

Folding makes equal what a reader takes as equal: capitals, accents, full-width
forms, ligatures, typographic dashes and quotes, invisible characters.
It goes character by character, so it takes linear time whatever the line contains
(``unicodedata.normalize`` on a whole string is quadratic in runs of marks out of order).
"""

from __future__ import annotations

import unicodedata
from typing import Final

from credclass.memo import Memo, Room
from credclass.native import mypyc_attr
from credclass.text.limits import HALF

_IRREGULAR: Final = "\ue000"
"""Stands for a character whose folded form is not exactly one character long."""

_MEMO_LIMIT: Final = 20_000

_CHUNKS_KEPT: Final = 10_000
"""Stretches between spaces, of lines that are not all ASCII, whose folded form is remembered: a fifth of
what it takes to look at each character again.
"""

_SINGLE: Final = {
    **dict.fromkeys("®™℠©", " "),
    **dict.fromkeys("‐‑‒−﹣－", "-"),
    **dict.fromkeys("’‘ʼ`´′＇", "'"),
    **dict.fromkeys("●▪■◦∙⋅‣➢➤►▸▶♦◆❖✦★☆✓✔✅☑⭐🔹🔸📌🏅🏆🎓📜·•", "•"),
    **dict.fromkeys("｜│¦", "|"),
    "，": ",", "、": ",", "；": ";", "：": ":", "（": "(", "）": ")", "【": "(", "】": ")",
    **dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", "\n"), "\t": "\t", "–": "–", "—": "—", "―": "—", "ё": "е", "Ё": "е",
    "ı": "i",
}  # fmt: skip
"""Characters whose folded form is a matter of typography, not of Unicode's tables."""


def _fold_character(character: str) -> str:
    """The folded form of one character: usually one character, sometimes none or several."""
    if character in _SINGLE:
        return _SINGLE[character]
    category = unicodedata.category(character)
    if category == "Cs":
        return HALF
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category[0] in "CZ":
        return " "
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    bare = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare)


class _FoldTable(dict[int, str]):
    """A table for ``str.translate`` that fills itself; irregular characters are marked."""

    def __missing__(self, codepoint: int) -> str:
        folded = _fold_character(chr(codepoint))
        single = folded if len(folded) == 1 and folded != _IRREGULAR else _IRREGULAR
        if len(self) < _MEMO_LIMIT:
            self[codepoint] = single
        return single


_TABLE: Final = _FoldTable()

_ASCII: Final = "".join(map(_fold_character, map(chr, range(128)))).encode() + bytes(128)
"""The folded form of each byte of ASCII: bytes are translated in a third of the time of characters."""


def _fold_ascii(text: str) -> str:
    """The folded form of a text of ASCII."""
    return text.encode().translate(_ASCII).decode()


def _fold_chunk(chunk: str) -> str:
    """The folded form of a text, with its irregular characters marked."""
    return _fold_ascii(chunk) if chunk.isascii() else chunk.translate(_TABLE)


_CHUNKS: Final = Memo(_fold_chunk, Room(_CHUNKS_KEPT))


@mypyc_attr(free_list_len=1)
class Folded:
    """A folded line that knows where each of its characters came from."""

    __slots__ = ("_origins", "original", "same", "text")

    def __init__(self, original: str, text: str, origins: list[int] | None) -> None:
        self.original = original
        self.text = text
        self._origins = origins
        self.same = origins is None
        """Whether every character is at its place in the original."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original string behind ``text[start:end]``.

        Marks and invisible characters that follow a character belong to it.
        """
        origins = self._origins
        if origins is None or start >= end:
            return start, end
        last = origins[end] if end < len(origins) else len(self.original)
        return origins[start], max(last, origins[end - 1] + 1)

    def places(self, starts: list[int]) -> list[int]:
        """The offsets in the original string of the offsets ``starts`` of ``text``."""
        origins = self._origins
        return starts if origins is None else [origins[start] for start in starts]


def fold(line: str, original: str | None = None) -> Folded:
    """``line`` folded for comparison.

    Spans refer to ``original`` where it is given: a string of the same length, of which
    ``line`` is the form to compare.

    >>> fold("Prüfung — ﬁnal ＰＭＰ®").text
    'prufung — final pmp '
    """
    original = line if original is None else original
    if line.isascii():
        return Folded(original, _fold_ascii(line), None)
    text = " ".join([_CHUNKS[chunk] for chunk in line.split(" ")])
    if _IRREGULAR not in text:
        return Folded(original, text, None)
    pieces: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(line):
        folded = text[index] if text[index] != _IRREGULAR else _fold_character(character)
        pieces.append(folded)
        origins.extend([index] * len(folded))
    return Folded(original, "".join(pieces), origins)
