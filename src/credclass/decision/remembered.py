"""What is worked out of features, remembered by what the features are made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from credclass.decision.wording import EARLY, word_features
from credclass.memo import Memo

if TYPE_CHECKING:
    from credclass.decision.features import Facts, Item
    from credclass.matching.lexicon import Word

MEMO_GROUPS: Final = 100_000
MEMO_WORDS: Final = 20_000
"""Words that are remembered of a section, twice: among the first of a line, and behind."""

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """What ``work_out`` makes of the features of each group and each word."""

    def __init__(self, work_out: Callable[[list[str]], Value]) -> None:
        self._work_out = work_out
        self._groups: Memo[Facts, Value] = Memo(self._of_group, MEMO_GROUPS)
        self._words: dict[tuple[str, bool], Memo[str, Value]] = {}

    def each(self, items: list[Item], words: list[Word], section: str) -> list[Value]:
        """What is made of each group and of each word of a line, in this order."""
        groups = self._groups
        early, later = self._table(section, early=True), self._table(section, early=False)
        found = [groups[facts] for facts, _, _ in items]
        found += [early[word.shape] for word in words[:EARLY]]
        found += [later[word.shape] for word in words[EARLY:]]
        return found

    def _of_group(self, facts: Facts) -> Value:
        maker, *rest = facts
        return self._work_out(maker(*rest))

    def _table(self, section: str, *, early: bool) -> Memo[str, Value]:
        """The words of a section: each is found by itself, without a tuple."""
        table = self._words.get((section, early))
        if table is None:
            table = self._words[section, early] = Memo(
                lambda word: self._work_out(word_features(word, section, early)), MEMO_WORDS
            )
        return table
