"""The word that a misspelt token stands for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from credclass.catalog.lettered import Lettered
from credclass.catalog.packed import Heads
from credclass.catalog.words import Shapes, Words

_LOOKALIKES: Final = str.maketrans("0158", "olsb")
"""Digits that scanners put for letters."""

SHORTEST: Final = 3
"""Letters of a word that is read with another letter for a digit; with ``i`` for a first ``l`` from
one letter more.
"""

MAX_LENGTH: Final = 24

MENDED: Final = 5
"""Letters of a token in which any one slip is mended; one of a letter less may lack a letter."""

TWICE_MENDED: Final = 7
"""Letters of a token in which two slips are mended."""

LONG_WORD: Final = 9
"""Letters of a word that may be any under two slips; shorter ones must be common in names, and not
differ by two letters in length (``learnqa`` is no ``learn``)."""

BEHEADED: Final = 7
"""Least letters of a token that may be any word without its first letter. Shorter ones usually are words themselves
(``lumber``, ``ward``), so that only common words are looked for behind them (``lobal``).
"""

SHORT_COMMON: Final = 7.5
"""What a word weighs at most that four letters are read as: ``boad``, ``hman``."""

COMMON: Final = 9.0
"""What a word weighs at most (inverse document frequency over names) that is common in names."""

IN_USE: Final = 8.0
"""What a word weighs at most that lines have: ``developed`` is in few names."""

COMMONER: Final = 1.4
"""Difference of inverse document frequencies: four times as many names have the word."""

STRANGE: Final = 3.2
"""The penalty of a slip that could have been any of 25 other letters (ln 25): a letter put in or exchanged. For
letters left out, doubled or swapped the place alone tells the slip.
"""

NEIGHBOUR: Final = 1.6
"""What a slip weighs that writes a letter over its neighbour (``profeesional``): less usual than a
letter doubled.
"""

HEAD_LOST: Final = 0.8
"""What the loss of a first letter weighs."""

TWICE: Final = 8.0
"""What two slips weigh: a word at one slip is likelier, unless hardly a name has it (``univesity``) and
all have the other.
"""

ALPHABET: Final = 0x100
"""Characters of a block of Unicode, of which one alphabet takes one or two."""

RARE: Final = 12.0
"""What a word weighs that lines have and no name, as if a few names had it; measured with the others."""


class Spelling:
    """The words of all names, and those in use, by first letter and length.

    The constants above are those that read 14,000 misspelt words of real lines best, and 13,500 of the
    training lines: benchmarks/RESULTS.md, "Misspelt words".
    """

    def __init__(
        self, shapes: Shapes, letters: Shapes, known: Words, in_use: frozenset[str]
    ) -> None:
        self._known = known
        """Inverse document frequencies: common words weigh little."""
        self._shapes = shapes
        """``"p7"`` → words of names and wording, joined by spaces; split when first asked for."""
        self._letters_of = letters
        """``"p7"`` → which of them have each letter."""
        self._in_use = in_use
        """Words that lines have."""
        self._used: dict[str, list[str]] = {}
        """The same by first letter, once a misspelt word was met."""
        self._words: dict[str, tuple[Lettered, list[str]]] = {}
        self._alphabets: dict[int, Heads] = {}

    def has(self, token: str) -> bool:
        """Whether some name or line has this word."""
        if token in self._in_use or self._known.is_of_names(token):
            return True
        # Words of a shape are as long as the token, so that it stands in no two of them.
        return self._shapes.has(f"{token[0]}{len(token)}", token)

    def read_alike(self, token: str) -> str | None:
        """The word that looks like ``token`` to a scanner: ``8achelor``, ``lTIL``; None for none."""
        plain = token.translate(_LOOKALIKES)
        ways = [plain] if plain != token and len(token) >= SHORTEST else []
        if plain[0] == "l" and len(token) > SHORTEST:
            ways.append("i" + plain[1:])
        return next((way for way in ways if self.has(way)), None)

    def repair(self, token: str) -> str | None:
        """The one word that is much likelier than all others, or None.

        One slip (a letter put in, left out, exchanged, or swapped with the next) is mended in tokens
        of five letters and more, two in those of seven and more; the first letter must be right, or
        swapped with the second, or lost. A common word that lacks a letter is known by four.
        """
        if len(token) > MAX_LENGTH:
            return None
        plain = token.translate(_LOOKALIKES)
        if len(plain) < MENDED:
            return self._fill_in(plain) if plain.isalpha() else None
        costs = self._under_slips(plain)
        self._begin_anew(plain, costs)
        if not costs and len(plain) >= TWICE_MENDED:
            self._swap_and_slip(plain, costs)
        return _likeliest(costs)

    def _within(
        self, plain: str, letters: set[str], length: int, slips: int
    ) -> list[tuple[str, int]]:
        """The words of so many letters that are one or two slips away, with the same first letter, and how many
        slips; ``letters`` are the others of ``plain``.
        """
        named, used = self._of_shape(plain[0], length)
        longer = length - len(plain)
        lacking, more = slips - max(0, longer), slips - max(0, -longer)
        words = named.sharing(letters, lacking, more) + used
        if not words:
            return []
        near = extract(plain, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [(word, distance) for word, distance, _ in near]

    def _of_shape(self, letter: str, length: int) -> tuple[Lettered, list[str]]:
        """The words with that first letter and so many letters: those of names and wording, and others in use."""
        shape = f"{letter}{length}"
        words = self._words.get(shape)
        if words is None:
            if not self._used:
                for word in self._in_use:
                    self._used.setdefault(word[0], []).append(word)
            named = Lettered(self._shapes.text(shape).split(), self._letters_of.text(shape))
            used = {word for word in self._used.get(letter, ()) if len(word) == length}
            words = self._words[shape] = named, list(used.difference(named.words))
        return words

    def _weight(self, word: str) -> float:
        weight = self._known.weight(word, RARE)
        return min(weight, IN_USE) if word in self._in_use else weight

    def _near(self, plain: str, slips: int) -> list[tuple[str, int]]:
        """The words at so many slips or fewer that begin with the same letter, and how many; none that differ
        by two letters in length and are not long.
        """
        found: list[tuple[str, int]] = []
        letters = _behind_first(plain)
        for length in range(len(plain) - slips, len(plain) + slips + 1):
            if length < LONG_WORD and abs(length - len(plain)) > 1:
                continue
            found += self._within(plain, letters, length, slips)
        return found

    def _fill_in(self, plain: str) -> str | None:
        """The common word of which a token of four letters lacks one."""
        if len(plain) != MENDED - 1:
            return None
        near = self._within(plain, _behind_first(plain), len(plain) + 1, 1)
        likely = _likeliest({word: self._weight(word) for word, _ in near})
        return likely if likely and self._weight(likely) <= SHORT_COMMON else None

    def _under_slips(self, plain: str) -> dict[str, float]:
        """What each word weighs that a token with the right first letter may stand for."""
        costs: dict[str, float] = {}
        for word, slips in self._near(plain, 2 if len(plain) >= TWICE_MENDED else 1):
            weight = self._weight(word)
            if slips < 2:
                costs[word] = weight + _slip(plain, word)
            elif len(word) >= LONG_WORD or (
                weight <= COMMON and abs(len(word) - len(plain)) < slips
            ):
                costs[word] = weight + TWICE
        return costs

    def _begin_anew(self, plain: str, costs: dict[str, float]) -> None:
        """Add the word whose first two letters are swapped, and those that lost their first: ``ogogle``,
        ``ertification``.
        """
        words = [(_with_first_swapped(plain), 0.0)]
        words += [(letter + plain, HEAD_LOST) for letter in self._heads(plain)]
        for word, slip in words:
            if word not in self._in_use and not self._known.is_of_names(word):
                continue
            weight = self._weight(word)
            if not slip or len(plain) >= BEHEADED or weight <= COMMON:
                costs[word] = min(costs.get(word, RARE + TWICE), weight + slip)

    def _swap_and_slip(self, plain: str, costs: dict[str, float]) -> None:
        """Add the words with one slip behind two first letters that are swapped: ``pseciailzation``."""
        for word, _ in self._near(_with_first_swapped(plain), 1):
            costs[word] = self._weight(word) + TWICE

    def _heads(self, plain: str) -> Iterable[str]:
        """The letters of an alphabet that may make a word before ``plain``; all that do are among them."""
        heads, in_use = self._alphabet(plain[0]), self._in_use
        return {*heads.before(plain), *[one for one in heads.letters if one + plain in in_use]}

    def _alphabet(self, letter: str) -> Heads:
        """The letters of the alphabet of one, as far as words begin with them."""
        block = ord(letter) // ALPHABET
        heads = self._alphabets.get(block)
        if heads is None:
            firsts = sorted({shape[0] for shape in self._shapes.keys()})  # noqa: SIM118  (no dict)
            letters = "".join([one for one in firsts if ord(one) // ALPHABET == block])
            heads = self._alphabets[block] = Heads(self._known, letters)
        return heads


def _likeliest(costs: dict[str, float]) -> str | None:
    """The word that is much likelier than all others; one word always is."""
    ranked = sorted([(cost, word) for word, cost in costs.items()])
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < COMMONER:
        return None
    return ranked[0][1] if ranked else None


def _behind_first(token: str) -> set[str]:
    """The letters of a token that are not its first one."""
    return set(token) - {token[0]}


def _with_first_swapped(token: str) -> str:
    return token[1] + token[0] + token[2:]


def _slip(token: str, word: str) -> float:
    """How unlikely it is that who means ``word`` writes ``token``: letters left out, doubled or
    swapped weigh nothing.
    """
    if len(token) < len(word):
        return 0.0
    if len(token) > len(word):
        return 0.0 if _undoubled(token) == _undoubled(word) else STRANGE
    wrong = [at for at, pair in enumerate(zip(token, word, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 1:
        at = wrong[0]
        return NEIGHBOUR if token[at] in token[at - 1 : at] + token[at + 1 : at + 2] else STRANGE
    return 0.0 if sorted(token) == sorted(word) else STRANGE


def _undoubled(word: str) -> str:
    return "".join([letter for letter, _ in groupby(word)])
