"""Exact phrases of the catalog in a line of words."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import pairwise

from credclass.matching.lexicon import Word, part_targets


class Match:
    """A stretch of tokens and what it names."""

    __slots__ = ("first", "method", "quality", "settled", "stop", "targets")

    def __init__(
        self, first: int, stop: int, targets: list[int], method: str, quality: float = 1.0
    ) -> None:
        self.first = first
        self.stop = stop
        self.targets = targets
        """Payloads of ``catalog.index``: several where a name is shared."""
        self.method = method
        """``exact``, ``typo`` or ``partial``."""
        self.quality = quality
        """1 for an exact match, else the similarity."""
        self.settled = False
        """Whether the line's other words told which of several meanings is meant."""

    def __repr__(self) -> str:
        return f"Match({self.first}:{self.stop} {self.method} {self.targets})"


def find_phrases(
    words: list[Word], phrases: dict[str, int | list[int]]
) -> tuple[list[Match], list[Match]]:
    """The names and the cues of a line: at each token the longest phrase that begins there.

    Names do not overlap (the longest wins, then the leftmost); cues may stand inside them.
    """
    names: list[Match] = []
    cues: list[Match] = []
    texts = [word.text for word in words]
    for first, (word, following) in enumerate(zip(words, [*texts[1:], ""], strict=False)):
        begins = word.begins
        if begins is not None and following in begins:
            _longest_at(first, begins[following], words, texts, phrases, names, cues)
        if word.names:
            names.append(Match(first, first + 1, word.names, word.method))
        if word.cues:
            cues.append(Match(first, first + 1, word.cues, word.method))
    return (_longest(names, words, texts, phrases) if len(names) > 1 else names), cues


def _longest_at(
    first: int,
    lengths: list[int],
    words: list[Word],
    texts: list[str],
    phrases: dict[str, int | list[int]],
    names: list[Match],
    cues: list[Match],
) -> None:
    """Add the longest phrase of several tokens that begins at ``first``."""
    count = len(texts)
    for length in lengths:
        stop = first + length
        if stop > count:
            continue
        targets = phrases.get(" ".join(texts[first:stop]))
        if targets is None:
            continue
        methods = [word.method for word in words[first:stop]]
        method = "typo" if "typo" in methods else "exact"
        named, said = part_targets(targets)
        if named:
            names.append(Match(first, stop, named, method))
        if said:
            cues.append(Match(first, stop, said, method))
        return


def _longest(
    matches: list[Match],
    words: list[Word],
    texts: list[str],
    phrases: dict[str, int | list[int]],
) -> list[Match]:
    """The matches that remain when longer ones push out those they overlap.

    One that a longer match behind it pushes out gives way to the longest name before that:
    "Chartered IT Professional, BCS" to the name alone before "BCS, The Chartered Institute".
    """
    if all([one.stop <= other.first for one, other in pairwise(matches)]):
        return matches
    taken = bytearray(matches[-1].first + max([match.stop - match.first for match in matches]))
    kept: list[Match] = []
    queue = [(match.first - match.stop, match.first, match) for match in matches]
    heapify(queue)
    while queue:
        _, first, match = heappop(queue)
        if 1 not in taken[first : match.stop]:
            taken[first : match.stop] = b"\1" * (match.stop - first)
            kept.append(match)
        elif not taken[first] and (begins := words[first].begins):
            free = taken.find(1, first) - first
            shorter = [length for length in begins.get(texts[first + 1], []) if length <= free]
            found: list[Match] = []
            _longest_at(first, shorter, words, texts, phrases, found, [])
            for one in found:
                heappush(queue, (first - one.stop, first, one))
    kept.sort(key=lambda m: m.first)
    return kept
