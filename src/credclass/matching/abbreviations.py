"""Names with words cut short: ``Cert. Public Accountant``, ``Natl. Univ. of Singapore``."""

from __future__ import annotations

from typing import Final

from credclass.matching.lexicon import Lexicon, Word
from credclass.matching.phrases import Match, Said, find_phrases

READINGS: Final = 6
"""Times that a line is read again: once for each word that its short forms may stand for."""


def add_written_out(
    names: list[Match], cues: list[Said], words: list[Word], lexicon: Lexicon
) -> list[Match]:
    """The names of a line, and those that stand there with words cut short; cues found so are added.

    A longer name takes the place of shorter ones within it. What is found so counts as misspelt.
    """
    if not any(word.stands_for for word in words):
        return names
    short = [at for at, word in enumerate(words) if word.stands_for]
    cut = bytearray(len(words))
    for at in short:
        cut[at] = 1
    said = {(one.cue, one.first) for one in cues}
    more: list[Match] = []
    for reading in range(min(READINGS, max([len(words[at].stands_for) for at in short]))):
        whole = words.copy()
        for at in short:
            ways = words[at].stands_for
            whole[at] = lexicon.word(ways[min(reading, len(ways) - 1)])
        found, told = find_phrases(whole, lexicon)
        more += [match for match in found if _is_cut(match.first, match.stop, cut)]
        for one in told:
            if _is_cut(one.first, one.stop, cut) and (one.cue, one.first) not in said:
                said.add((one.cue, one.first))
                cues.append(one)
    cues.sort(key=lambda one: one.first)
    return _longest(names, more, len(words)) if more else names


def _is_cut(first: int, stop: int, cut: bytearray) -> bool:
    """Whether a phrase has several words, one of them cut short."""
    return stop - first > 1 and 1 in cut[first:stop]


def _longest(names: list[Match], more: list[Match], count: int) -> list[Match]:
    """The names and more of them: where they overlap the longer, of equals what stands there whole."""
    for match in more:
        match.method = "typo"
    taken = bytearray(count)
    kept: list[Match] = []
    for match in sorted([*names, *more], key=lambda one: one.first - one.stop):
        if 1 not in taken[match.first : match.stop]:
            taken[match.first : match.stop] = b"\1" * (match.stop - match.first)
            kept.append(match)
    kept.sort(key=lambda one: one.first)
    return kept
