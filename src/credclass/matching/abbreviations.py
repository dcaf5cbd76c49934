"""Names with words cut short: ``Cert. Public Accountant``, ``Natl. Univ. of Singapore``."""

from __future__ import annotations

from typing import Final

from credclass.matching.lexicon import Lexicon, Word
from credclass.matching.phrases import Match, Said, find_phrases

READINGS: Final = 3
"""Times that a line is read again: once for each word that its short forms may stand for."""


def add_written_out(
    names: list[Match], cues: list[Said], words: list[Word], lexicon: Lexicon
) -> list[Match]:
    """The names of a line, and those that stand there with words cut short; cues found so are added.

    A longer name takes the place of shorter ones within it. What is found so counts as misspelt.
    """
    short = [at for at, word in enumerate(words) if word.stands_for]
    if not short:
        return names
    said = {(one.cue, one.first) for one in cues}
    most = max([len(words[at].stands_for) for at in short])
    for reading in range(min(most, READINGS)):
        whole = words.copy()
        for at in short:
            ways = words[at].stands_for
            whole[at] = lexicon.word(ways[min(reading, len(ways) - 1)])
        found, told = find_phrases(whole, lexicon)
        for match in found:
            if _holds(match.first, match.stop, short):
                names = _with(match, names)
        for one in told:
            if _holds(one.first, one.stop, short) and (one.cue, one.first) not in said:
                said.add((one.cue, one.first))
                cues.append(one)
    cues.sort(key=lambda one: one.first)
    return names


def _holds(first: int, stop: int, short: list[int]) -> bool:
    """Whether a phrase of several words has one that is cut short."""
    return stop - first > 1 and any([first <= at < stop for at in short])


def _with(match: Match, names: list[Match]) -> list[Match]:
    """The names with one more, unless it overlaps one that is as long."""
    crossed = [one for one in names if one.first < match.stop and match.first < one.stop]
    if any([one.stop - one.first >= match.stop - match.first for one in crossed]):
        return names
    match.method = "typo"
    kept = [one for one in names if one not in crossed]
    return sorted([*kept, match], key=lambda one: one.first)
