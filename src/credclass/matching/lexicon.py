"""What is known of each single word: the memo that makes a line cheap.

Everything that depends on one token alone (the phrases it may begin, the cues it
is, its wording weights, the word it is a misspelling of) is worked out at its first
occurrence and kept in a ``Word``. Words repeat, so most lines cost a dictionary
look-up a token. The memo is bounded in entries and in the length of its keys.
"""

from __future__ import annotations

from typing import Final

from credclass.catalog.index import MIN_REPAIRED_LENGTH, Compiled
from credclass.matching.typos import Spelling

MEMO_ENTRIES: Final = 60_000
MEMO_KEY_LENGTH: Final = 40
"""A longer token is never kept: it does not repeat, and keys are the memo's bytes."""


class Word:
    """What one token is, whatever stands around it."""

    __slots__ = ("begins", "known", "months", "number", "ordinary", "shape", "single", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        """The token, or the word it is a misspelling of."""
        self.begins: dict[str, list[int]] | None = None
        """Second token of the phrases that begin with it → their lengths."""
        self.single: list[int] = []
        """Payloads of the phrase that it is alone."""
        self.known = True
        """Whether any name or wording has it."""
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
        self._phrases = compiled["phrases"]
        self._starts = compiled["starts"]
        self._months = compiled["months"]
        self._common = common
        self._ordinary = ordinary
        self._weights = compiled["weights"]
        self._spelling = Spelling(compiled["vocabulary"], compiled["weights"])
        self._words: dict[str, Word] = {}

    def word(self, token: str) -> Word:
        """What is known of ``token``."""
        word = self._words.get(token)
        if word is None:
            word = self._look_up(token)
            if len(token) <= MEMO_KEY_LENGTH:
                if len(self._words) >= MEMO_ENTRIES:
                    self._words.clear()
                self._words[token] = word
        return word

    def _look_up(self, token: str) -> Word:
        word = Word(token)
        if word.number:
            self._fill(word)
            return word
        self._fill(word)
        known = word.begins or word.single or token in self._common or token in self._weights
        if not known and not self._spelling.has(token):
            word.known = False
            if len(token) >= MIN_REPAIRED_LENGTH and (right := self._spelling.repair(token)):
                word.text = word.shape = right
                self._fill(word)
        return word

    def _fill(self, word: Word) -> None:
        word.begins = self._starts.get(word.text)
        payloads = self._phrases.get(word.text, [])
        word.single = [payloads] if isinstance(payloads, int) else payloads
        word.months = self._months.get(word.text, 0)
        word.ordinary = word.text in self._ordinary
