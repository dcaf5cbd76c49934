"""Words of one shape by their letters: most cannot be meant by a misspelt token, and are discarded without a comparison.

A slip puts at most one letter into a token that the word has not, and none where it leaves one out, so a word
that lacks more of the token's letters than such slips are looked for is none of those meant, nor is one that has
as many letters more (a bag filter: R. Baeza-Yates, G. Navarro, Fast approximate string matching in a dictionary,
1998). Which words have a letter, and which have few, is one number each with a bit a word, so a thousand words
are told at once.
"""

from __future__ import annotations

from typing import Final

FEWEST: Final = 16
"""Words of a shape that are told so; fewer are compared in the same time."""


def told_by_letter(words: list[str]) -> str:
    """Which of some words have few different letters, and which have each letter; nothing for few words.

    Each which is a number in hexadecimal whose bits are the words in order, the first the highest. First stand
    the fewest different letters of a word, the words that have no more, those with one more at most,
    and so on; then the letters, each with its words.

    >>> told_by_letter(["error", "enter"] * 8).split(" ")
    ['3,aaaa,ffff', 'effff', 'n5555', 'oaaaa', 'rffff', 't5555']
    >>> told_by_letter(["board", "bored"])
    ''
    """
    if len(words) < FEWEST:
        return ""
    letters = sorted({letter for word in words for letter in word[1:]})
    told = [f"{letter}{_bits([letter in word for word in words])}" for letter in letters]
    counts = [len(set(word)) for word in words]
    fewest = min(counts)
    few = [_bits([count <= most for count in counts]) for most in range(fewest, max(counts) + 1)]
    return " ".join([",".join([str(fewest), *few]), *told])


def _bits(facts: list[bool]) -> str:
    return f"{int(''.join(['01'[fact] for fact in facts]), 2):x}"


class Lettered:
    """The words of a shape.

    Arguments:
        words: all with the same first letter.
        told: what ``told_by_letter`` says of them.
    """

    __slots__ = ("_all", "_few", "_fewest", "_having", "words")

    def __init__(self, words: list[str], told: str) -> None:
        self.words = words
        self._all: int = (1 << len(words)) - 1
        counts, _, letters = told.partition(" ")
        fewest, *few = counts.split(",")
        self._having: dict[str, int] = {one[0]: int(one[1:], 16) for one in letters.split()}
        self._few: list[int] = [int(one, 16) for one in few]
        self._fewest = int(fewest) if fewest else 0

    def sharing(self, letters: set[str], lacking: int, more: int) -> list[str]:
        """The words that have most letters of a token and few others.

        >>> words = ["board", "bored"] * 8
        >>> told = Lettered(words, told_by_letter(words))
        >>> sorted({*told.sharing(set("aord"), 1, 1)}), sorted({*told.sharing(set("aord"), 0, 1)})
        (['board', 'bored'], ['board'])
        >>> sorted({*told.sharing(set("ored"), 2, 0)})
        ['bored']

        Arguments:
            letters: those of a token that begins as they do, but for the first.
            lacking: how many of them a word may lack, none to two.
            more: how many others it may have.
        """
        if not self._having:
            return self.words
        none = one = two = self._all
        for letter in letters:
            having = self._having.get(letter, 0)
            if lacking > 1:
                two = one | two & having
            if lacking > 0:
                one = none | one & having
            none &= having
        most = 1 + len(letters) + more
        left = none & self._of_few(most)
        if lacking > 0:
            left |= one & self._of_few(most - 1)
        if lacking > 1:
            left |= two & self._of_few(most - 2)
        told = bin(left)
        ahead = len(self.words) - len(told)
        found: list[str] = []
        at = told.find("1")
        while at >= 0:
            found.append(self.words[ahead + at])
            at = told.find("1", at + 1)
        return found

    def _of_few(self, letters: int) -> int:
        """The words of at most so many different letters."""
        place = letters - self._fewest
        if place < 0:
            return 0
        return self._few[place] if place < len(self._few) else self._all
