"""Words of one shape by their letters: most are told to be no misspelling without being compared.

A slip puts at most one letter into a token that the word has not, and none where it leaves one out, so a word
that lacks more of the token's letters than such slips are looked for is none of those meant (a bag filter:
R. Baeza-Yates, G. Navarro, Fast approximate string matching in a dictionary, 1998). Which words have a letter is
one number with a bit a word, so a thousand words are told at once.
"""

from __future__ import annotations

from typing import Final

FEWEST: Final = 64
"""Words of a shape that are told so; fewer are compared in the same time."""


def told_by_letter(words: list[str]) -> str:
    """Which of some words have each letter: the letters, each with a number in hexadecimal whose bits are the
    words in order, the first the highest; nothing for few words.

    >>> told_by_letter(["board", "bored"] * 32).split(" ")[0]
    'aaaaaaaaaaaaaaaaa'
    >>> told_by_letter(["board", "bored"])
    ''
    """
    if len(words) < FEWEST:
        return ""
    letters = sorted({letter for word in words for letter in word[1:]})
    told = [
        f"{letter}{int(''.join(['01'[letter in word] for word in words]), 2):x}"
        for letter in letters
    ]
    return " ".join(told)


class Lettered:
    """The words of a shape.

    Arguments:
        words: all with the same first letter.
        told: what ``told_by_letter`` says of them.
    """

    __slots__ = ("_all", "_having", "words")

    def __init__(self, words: list[str], told: str) -> None:
        self.words = words
        self._all: int = (1 << len(words)) - 1
        self._having: dict[str, int] = {one[0]: int(one[1:], 16) for one in told.split()}

    def sharing(self, token: str, lacking: int) -> list[str]:
        """The words that lack at most so many letters of ``token``, which begins as they do, none to two.

        >>> words = ["board", "bored"] * 32
        >>> sorted({*Lettered(words, told_by_letter(words)).sharing("baord", 1)})
        ['board', 'bored']
        >>> sorted({*Lettered(words, told_by_letter(words)).sharing("baord", 0)})
        ['board']
        """
        if not self._having:
            return self.words
        none = one = two = self._all
        for letter in set(token[1:]):
            if letter != token[0]:
                having = self._having.get(letter, 0)
                if lacking > 1:
                    two = one | two & having
                if lacking > 0:
                    one = none | one & having
                none &= having
        left = two if lacking > 1 else one if lacking > 0 else none
        told = bin(left)
        ahead = len(self.words) - len(told)
        found: list[str] = []
        at = told.find("1")
        while at >= 0:
            found.append(self.words[ahead + at])
            at = told.find("1", at + 1)
        return found
