"""What is known of each single word: the memo that makes a line cheap.

Everything that depends on one token alone (the phrases it may begin, the cues it
is, its wording weights, the word it is a misspelling of) is worked out at its first
occurrence and kept in a ``Word``. Words repeat, so most lines cost a dictionary
look-up a token. The memo is bounded in entries and in the length of its keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from credclass.catalog.index import MIN_REPAIRED_LENGTH, Compiled, Space
from credclass.matching.typos import Spelling
from credclass.memo import Memo, Room

MEMO_ENTRIES: Final = 60_000


class Word:
    """What one token is, whatever stands around it."""

    __slots__ = (
        "begins",
        "cues",
        "meanings",
        "method",
        "months",
        "names",
        "number",
        "ordinary",
        "partners",
        "rare",
        "shape",
        "text",
        "weight",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        """The token, or the word it is a misspelling of."""
        self.begins: dict[str, list[int]] | None = None
        """Second token of the phrases that begin with it → their lengths."""
        self.names: list[int] = []
        """Payloads of the names that it is alone."""
        self.cues: list[int] = []
        """Payloads of the cues that it is alone."""
        self.meanings: list[list[Any]] | None = None
        """The meanings of a shared acronym, as ``Compiled`` has them."""
        self.weight = 0.0
        """What it weighs in a name; 0 for a word of no name."""
        self.rare = False
        """Whether it is the rarest word of some name of several words."""
        self.partners: Mapping[str, list[Any]] | None = None
        """The names in which it is the rarest word, by words that stand beside it there; where
        ``NameIndex`` has looked them up.
        """
        self.method = "exact"
        """``typo`` where no name or wording has the token."""
        self.ordinary = False
        """Whether people write it in small letters as a word of everyday language."""
        self.number = text.isdigit()
        self.months = 0
        """1 to 12 for the name of a month."""
        self.shape = "#" * min(len(text), 5) if self.number else text
        """The word as the wording model takes it: numbers by their number of digits."""


class Lexicon:
    """The words of a catalog, found by token."""

    def __init__(
        self, compiled: Compiled, common: frozenset[str], ordinary: frozenset[str]
    ) -> None:
        self._compiled = compiled
        self._common = common
        self._ordinary = ordinary
        self._spelling = Spelling(compiled["vocabulary"], compiled["weights"])
        self._words = Memo(self._look_up, Room(MEMO_ENTRIES))

    def word(self, token: str) -> Word:
        """What is known of ``token``."""
        return self._words[token]

    def words(self, tokens: list[str]) -> list[Word]:
        """What is known of each of ``tokens``."""
        known = self._words
        return [known[token] for token in tokens]

    def _look_up(self, token: str) -> Word:
        word = Word(token)
        if word.number:
            self._fill(word)
            return word
        self._fill(word)
        named = word.begins or word.names or word.weight
        known = named or word.cues or word.months or token in self._common
        if not known and not self._spelling.has(token):
            word.method = "typo"
            if len(token) >= MIN_REPAIRED_LENGTH and (right := self._spelling.repair(token)):
                word.text = word.shape = right
                self._fill(word)
        return word

    def _fill(self, word: Word) -> None:
        compiled = self._compiled
        text = word.text
        word.begins = _begun(compiled["starts"].get(text))
        word.names, word.cues = part_targets(compiled["phrases"].get(text, []))
        word.meanings = compiled["meanings"].get(text)
        word.weight = compiled["weights"].get(text, 0.0)
        word.rare = text in compiled["rare"]
        word.months = compiled["months"].get(text, 0)
        word.ordinary = text in self._ordinary


def _begun(starts: str | None) -> dict[str, list[int]] | None:
    """Second tokens and lengths, from the form that ``Compiled`` has them in."""
    if starts is None:
        return None
    begun = {}
    for start in starts.split("|"):
        second, *lengths = start.split(" ")
        begun[second] = [int(length) for length in lengths]
    return begun


def part_targets(targets: int | list[int]) -> tuple[list[int], list[int]]:
    """The payloads of a phrase, names and cues apart."""
    if isinstance(targets, int):
        targets = [targets]
    return (
        [target for target in targets if target >> 4 & 15 != Space.CUE],
        [target for target in targets if target >> 4 & 15 == Space.CUE],
    )
