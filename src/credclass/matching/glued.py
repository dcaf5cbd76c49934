"""The words that a token runs together, where the spaces between them were lost."""

from __future__ import annotations

from typing import Final

from credclass.catalog.packed import Phrases
from credclass.catalog.words import Words
from credclass.matching.beginnings import Beginnings
from credclass.matching.typos import RARE

MIN_GLUED: Final = 8
"""Letters of a token that may be several words."""

MAX_GLUED: Final = 60
"""Longer tokens are no words."""

MIN_PIECE: Final = 3
"""Letters of a word inside a token; shorter ones are small words, or have a digit or a sign."""

LONGEST_PIECE: Final = 24

SEVERAL: Final = 3
"""From this many words on a split is accepted even if capitals do not support it: two words may meet in any
compound.
"""

CLEAR: Final = 5
"""Letters of a word that is no ending of longer ones, as shorter ones are (``ward``, ``isme``)."""

COMMON: Final = 9.0
"""Weight of a word that sixteen names have, of a hundred thousand: short ones that are rarer are
found by chance inside any word (``renew als``).
"""

KEPT: Final = 4
"""Ways to a place in a token that are followed further, those of the fewest words."""

Pieces = tuple[str, ...]


class Split:
    """One way to read a token as several words."""

    __slots__ = ("certain", "pieces")

    def __init__(self, pieces: Pieces, *, certain: bool) -> None:
        self.pieces = pieces
        self.certain = certain
        """Whether they are a phrase, or several words with which one begins; else words beside them
        must tell.
        """


class Gluing:
    """The words that phrases are made of, and how phrases begin."""

    def __init__(self, phrases: Phrases, words: Words, small: frozenset[str]) -> None:
        self._phrases = phrases
        self._words = words
        self._small = small

    def splits(self, token: str) -> tuple[Split, ...]:
        """The ways to read ``token`` as words of the catalog, those of the fewest words first."""
        length = len(token)
        if not MIN_GLUED <= length <= MAX_GLUED or token.isdecimal():
            return ()
        begun = self._pieces(token, 0)
        if not begun:
            return ()
        reached: list[list[Pieces]] = [[] for _ in range(length + 1)]
        for piece in begun:
            reached[len(piece)].append((piece,))
        for at in range(2, length - 1):
            ways = reached[at]
            if ways:
                ways.sort(key=len)
                del ways[KEPT:]
                for piece in self._pieces(token, at):
                    further = reached[at + len(piece)]
                    for way in ways:
                        further.append((*way, piece))
        splits = [self._split(way) for way in sorted(reached[length], key=len)[:KEPT]]
        return tuple([one for one in splits if one.certain or self._are_common(one.pieces)])

    def _are_common(self, pieces: Pieces) -> bool:
        """Whether many names have each of the words, or it is a long one."""
        short = [piece for piece in pieces if len(piece) < CLEAR and piece not in self._small]
        return all(self._words.weight(piece, RARE) <= COMMON for piece in short)

    def _pieces(self, token: str, at: int) -> list[str]:
        """The words with which ``token`` may go on, the shortest first: not all of it, and none that leave a letter
        alone.
        """
        end = len(token)
        short = token[at : at + MIN_PIECE - 1]
        pieces = [short] if self._is_piece(short) else []
        for stop in self._words.stops(token, at, min(at + LONGEST_PIECE, end)):
            if MIN_PIECE <= stop - at < end and stop != end - 1:
                piece = token[at:stop]
                if self._is_piece(piece):
                    pieces.append(piece)
        return pieces

    def _is_piece(self, piece: str) -> bool:
        if len(piece) < MIN_PIECE:
            if piece in self._small:
                return True
            if piece.isalpha():
                return False
        return self._words.is_of_phrases(piece) and not piece.isdecimal()

    def _split(self, pieces: Pieces) -> Split:
        own = [piece for piece in pieces if piece not in self._small]
        certain = " ".join(pieces) in self._phrases or (
            len(own) >= SEVERAL
            and min([len(piece) for piece in own]) >= CLEAR
            and self._begin(pieces[0], pieces[1])
        )
        return Split(pieces, certain=certain and pieces[-1] not in self._small)

    def _begin(self, first: str, second: str) -> bool:
        """Whether some phrase begins with two words."""
        return second in Beginnings(self._words.starts(first))
