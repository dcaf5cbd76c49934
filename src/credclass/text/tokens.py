"""Folded text → tokens and the parts that separators make of a line."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import accumulate
from typing import Final

from credclass.memo import Memo, Room
from credclass.native import i64, mypyc_attr
from credclass.once import Once
from credclass.text.characters import FIRST_IDEOGRAPH, is_acronym_in, is_capital, is_ideograph
from credclass.text.fold import Folded, fold

_HANGUL: Final = "\uac00-\ud7a3"

_CHUNKS_KEPT: Final = 10_000
"""Stretches between spaces with more than a word that are remembered: ``(pmp),``."""

_ABBREVIATION: Final = 1
_SEPARATOR: Final = 2
"""Groups of the pattern of a token; plain words have none."""


def _token(letter: str, alnum: str, more: str = "") -> re.Pattern[str]:
    """The pattern of a token, for an alphabet, with what else is one in it."""
    return re.compile(
        rf"""
        {more}{alnum}++(?![.'+\#])                                # most words
        | ({letter}{{1,2}}(?:\.{letter}{{1,5}}){{1,5}}(?!{alnum}))   # b.sc  ph.d  m.b.a
        | ([,;|•\n\t()\[\]{{}}—:]|(?<=\s)[-–/](?=\s))             # what separates parts
        | ({alnum}+(?:'s(?!{alnum})|(?:\+{{1,2}}|\#)(?!{alnum}))?   # master's  c++  a+
          | &)                                                    # and
        """,
        re.VERBOSE,
    )


Piece = tuple[str, int, int]
"""A token with where it begins and ends in its stretch; of a separator both are 0."""

_CLOSING: Final = frozenset(",;:).")
"""Separators that close a word, and the full stop."""

_SPACED_TOKEN: Final = _token(r"[^\W\d_]", r"[^\W_]")
_TOKEN: Final = Once(lambda: _token(r"[^\W\d_]", r"[^\W_]", more=rf"\d++(?=[{_HANGUL}])|"))
"""The same with the ``2019`` of ``2019년``; made when first needed, for Python writes out all syllables."""
_ASCII_TOKEN: Final = _token("[a-z]", "[a-z0-9]")
"""The same on folded ASCII, where small sets of characters are found faster."""


@mypyc_attr(free_list_len=1)
class Tokens:
    """The tokens of a line, in order, each with its place and the part it stands in."""

    __slots__ = ("breaks", "ends", "folded", "separators", "starts", "words")

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.words: list[str] = []
        self.starts: list[int] = []
        """Offsets in the folded text."""
        self.ends: list[int] = []
        self.breaks: list[int] = []
        """Indices of the tokens that begin a new part (never 0)."""
        self.separators: list[str] = []
        """The separator before each of ``breaks``: the first of several, but a semicolon always."""

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """The span in the original string of the tokens ``first`` to ``stop - 1``."""
        folded = self.folded
        if folded.same:
            return self.starts[first], self.ends[stop - 1]
        return folded.span(self.starts[first], self.ends[stop - 1])

    def split(self, at: int, lengths: list[int]) -> None:
        """Take one token apart into tokens of ``lengths`` characters, which are all of it.

        >>> tokens = tokenize(fold("SixSigma, 2019"))
        >>> tokens.split(0, [3, 5])
        >>> tokens.words, tokens.parts(), tokens.raw(1, 2)
        (['six', 'sigma', '2019'], [(0, 2), (2, 3)], 'Sigma')
        """
        word, start = self.words[at], self.starts[at]
        ends = list(accumulate(lengths))
        begins = [0, *ends[:-1]]
        self.words[at : at + 1] = [word[a:b] for a, b in zip(begins, ends, strict=True)]
        self.starts[at : at + 1] = [start + a for a in begins]
        self.ends[at : at + 1] = [start + b for b in ends]
        more = len(lengths) - 1
        self.breaks[:] = [edge + more if edge > at else edge for edge in self.breaks]

    def join(self, at: int) -> None:
        """Make one token of two, whatever stands between.

        >>> tokens = tokenize(fold("Archi- tect, 2019"))
        >>> tokens.join(0)
        >>> tokens.words, tokens.parts(), tokens.raw(0, 1)
        (['architect', '2019'], [(0, 1), (1, 2)], 'Archi- tect')
        """
        self.words[at : at + 2] = ["".join(self.words[at : at + 2])]
        del self.ends[at], self.starts[at + 1]
        kept = [(edge, mark) for edge, mark in self.marks() if edge != at + 1]
        self.breaks[:] = [edge - 1 if edge > at else edge for edge, _ in kept]
        self.separators[:] = [mark for _, mark in kept]

    def capitals(self) -> list[bool]:
        """Whether each token begins with a capital."""
        original = self.folded.original
        places = self.folded.places(self.starts)
        return [is_capital(original, place) for place in places]

    def raw(self, first: int, stop: int) -> str:
        """The original text of the tokens ``first`` to ``stop - 1``."""
        start, end = self.span(first, stop)
        return self.folded.original[start:end]

    def gap(self, at: int) -> str:
        """What stands between token ``at`` and the next."""
        return self.folded.text[self.ends[at] : self.starts[at + 1]]

    def between(self, one: int, other: int) -> str:
        """What stands between two tokens."""
        return self.folded.text[self.ends[one] : self.starts[other]]

    def marks(self) -> list[tuple[int, str]]:
        """The tokens that begin a new part, each with the separator before it."""
        return list(zip(self.breaks, self.separators, strict=True))

    def behind(self, mark: str) -> list[int]:
        """The tokens before which a separator stands."""
        separators = self.separators
        return [at for edge, at in enumerate(self.breaks) if separators[edge] == mark]

    def has(self, mark: str) -> bool:
        """Whether a part begins behind a separator: compiled, in a fourth of the time of ``in``."""
        return any(separator == mark for separator in self.separators)

    def is_acronym(self, first: int, stop: int) -> bool:
        """Whether the tokens are written as an acronym."""
        begin, end = self.span(first, stop)
        return is_acronym_in(self.folded.original, begin, end)

    def separator_before(self, at: int) -> str:
        """The separator with which a part begins at token ``at``; empty where none does.

        >>> tokens = tokenize(fold("CPA (Texas), 2019"))
        >>> tokens.separator_before(0), tokens.separator_before(1), tokens.part_at(1)
        ('', '(', (1, 2))
        """
        breaks = self.breaks
        edge = count_before(breaks, at)
        return self.separators[edge] if edge < len(breaks) and breaks[edge] == at else ""

    def begins_part(self, at: int) -> bool:
        """Whether a part begins at token ``at``, other than the first."""
        breaks = self.breaks
        edge = count_before(breaks, at)
        return edge < len(breaks) and breaks[edge] == at

    def part_at(self, at: int) -> tuple[int, int]:
        """The part between separators in which token ``at`` stands."""
        breaks = self.breaks
        edge = count_before(breaks, at + 1)
        begin = breaks[edge - 1] if edge else 0
        return begin, breaks[edge] if edge < len(breaks) else len(self.words)

    def parts(self) -> list[tuple[int, int]]:
        """The parts between separators, as half-open ranges of tokens; none is empty."""
        if not self.words:
            return []
        parts: list[tuple[int, int]] = []
        begin = 0
        for at in self.breaks:
            parts.append((begin, at))
            begin = at
        parts.append((begin, len(self.words)))
        return parts


def count_before(places: list[int], limit: int) -> int:
    """How many of ``places``, which ascend, are less than ``limit``.

    Every line asks some ten times; compiled, that is a quarter of what ``bisect`` takes to be called.
    """
    low: i64 = 0
    high: i64 = len(places)
    while low < high:
        middle = (low + high) >> 1
        if places[middle] < limit:
            low = middle + 1
        else:
            high = middle
    return low


def tokenize(folded: Folded) -> Tokens:
    """The tokens of a folded line.

    Dots inside abbreviations and the apostrophe of ``'s`` are dropped, ``&`` reads
    ``and``, each ideograph is a token of its own.

    >>> tokenize(fold("B.Sc. (Hons), C++ – 2019")).words
    ['bsc', 'hons', 'c++', '2019']
    """
    tokens = Tokens(folded)
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    text = folded.text
    plain = text.isascii()
    at = 0
    for chunk in text.split(" "):
        end = at + len(chunk)
        latin = plain or chunk.isascii()
        if latin and chunk.isalnum():  # most words, told without a pattern
            words.append(chunk)
            starts.append(at)
            ends.append(end)
        elif latin and (mark := chunk[-1:]) in _CLOSING and (word := chunk[:-1]).isalnum():
            words.append(word)
            starts.append(at)
            ends.append(end - 1)
            if mark != ".":
                tokens.breaks.append(len(words))
                tokens.separators.append(mark)
        elif chunk:  # with the spaces around it, that tell a dash from a hyphen
            begin = at - 1 if at else 0
            _add(tokens, begin, _CHUNKS[text[begin : end + 1]])
        at = end + 1
    if tokens.breaks and tokens.breaks[-1] == len(words):
        tokens.breaks.pop()
        tokens.separators.pop()
    return tokens


def _add(tokens: Tokens, begin: int, pieces: list[Piece]) -> None:
    """Add the tokens and the separators of a stretch that begins at ``begin``."""
    words, breaks = tokens.words, tokens.breaks
    for word, start, stop in pieces:
        if stop:
            words.append(word)
            tokens.starts.append(begin + start)
            tokens.ends.append(begin + stop)
        elif words and (not breaks or breaks[-1] != len(words)):
            breaks.append(len(words))
            tokens.separators.append(word)
        elif word == ";" and breaks:  # what parts more is heard: ``Yale (BA 1999); Oxford``
            tokens.separators[-1] = word


def _take_apart(stretch: str) -> list[Piece]:
    """The tokens and the separators of a stretch, in order."""
    if stretch.isascii():
        return _pieces(_ASCII_TOKEN, stretch, 0, len(stretch))
    if ord(max(stretch)) < FIRST_IDEOGRAPH:
        return _pieces(_SPACED_TOKEN, stretch, 0, len(stretch))
    pieces: list[Piece] = []
    first = 0
    for at, sign in enumerate(stretch):
        if is_ideograph(ord(sign)):  # a token, whatever stands beside it
            pieces += _pieces(_TOKEN(), stretch, first, at)
            pieces.append((sign, at, at + 1))
            first = at + 1
    return pieces + _pieces(_TOKEN(), stretch, first, len(stretch))


def _pieces(token: re.Pattern[str], stretch: str, first: int, last: int) -> list[Piece]:
    """The tokens and the separators of a part of a stretch without ideographs."""
    pieces: list[Piece] = []
    for match in token.finditer(stretch, first, last) if first < last else ():
        word = match[0]
        group = match.lastindex
        begin, stop = match.span()
        if group == _SEPARATOR:
            begin = stop = 0
        elif group == _ABBREVIATION:
            word = word.replace(".", "")
        elif word == "&":
            word = "and"
        elif group is not None and word[-2:] == "'s":
            word = word[:-2] + "s"
        pieces.append((word, begin, stop))
    return pieces


_CHUNKS: Final = Memo(_take_apart, Room(_CHUNKS_KEPT))


def phrase_key(phrase: str) -> str:
    """The form under which a phrase is looked up: its tokens, joined by spaces.

    >>> phrase_key("Master’s Degree, B.Sc. & Co.")
    'masters degree bsc and co'
    """
    return " ".join(tokenize(fold(phrase)).words)


def ends_with(words: list[str], phrases: Container[str]) -> bool:
    """Whether one of ``phrases``, as looked up, stands at the end of ``words``.

    >>> ends_with(["a", "year", "abroad", "at"], {"year abroad at"})
    True
    """
    end = ""
    for word in reversed(words):
        end = f"{word} {end}" if end else word
        if end in phrases:
            return True
    return False
