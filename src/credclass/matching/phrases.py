"""Exact phrases of the catalog in a line of words."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import Final

from credclass.catalog.bynumber import Numbers
from credclass.catalog.packed import Phrases
from credclass.catalog.payloads import Space, are_bare, number_of, payloads_of, space_of
from credclass.matching.lexicon import Cue, Lexicon, Word, names_among
from credclass.native import i64, mypyc_attr
from credclass.text.tokens import count_before

WALLED: Final = 4
"""Words of names that go on over no semicolon; longer ones have it in their title."""

RUNAWAY: Final = 6
"""Matches before one that are looked at for a name within which it begins."""

NOWHERE: Final[list[int]] = []
"""What a line has of none."""


@mypyc_attr(free_list_len=1)
class Match:
    """A stretch of tokens and what it names."""

    __slots__ = ("first", "method", "quality", "settled", "stop", "targets")

    def __init__(
        self, first: int, stop: int, targets: list[int], method: str, quality: float = 1.0
    ) -> None:
        self.first = first
        self.stop = stop
        self.targets = targets
        """Payloads (``catalog.payloads``): several where a name is shared."""
        self.method = method
        """``exact``, ``typo``, ``partial`` or ``shared``."""
        self.quality = quality
        """1 for an exact match, else the similarity."""
        self.settled = False
        """Whether the line's other words told which of several meanings is meant."""

    def __repr__(self) -> str:
        return f"Match({self.first}:{self.stop} {self.method} {self.targets})"


def with_targets(names: list[Match]) -> list[Match]:
    """The names that name something yet: nearly always all."""
    if all(match.targets for match in names):
        return names
    return [match for match in names if match.targets]


@mypyc_attr(free_list_len=1)
class Said:
    """A cue and where it stands."""

    __slots__ = ("cue", "first", "stop", "tag")

    def __init__(self, cue: Cue, first: int, stop: int) -> None:
        self.cue, self.tag = cue
        self.first = first
        self.stop = stop


def find_phrases(
    words: list[Word],
    lexicon: Lexicon,
    breaks: list[int] = NOWHERE,
    walls: list[int] = NOWHERE,
    commas: list[int] = NOWHERE,
    awarders: Numbers | None = None,
) -> tuple[list[Match], list[Said]]:
    """The names and the cues of a line: at each token the longest phrase that begins there.

    Names do not overlap: the longest wins, then the leftmost. Cues may stand inside them. Short ones go
    on over no wall, which is a token behind a semicolon, and a row of credentials' names with commas
    is none. Names that are bare of their awarder's count where that is named too; ``awarders`` has it by
    the number of a credential.
    """
    names: list[Match] = []
    nested: list[Match] = []
    bare: list[Match] = []
    cues: list[Said] = []
    reach = 0
    texts = [word.text for word in words]
    phrases = lexicon.phrases
    last = len(words) - 1
    for first, word in enumerate(words):
        begins = word.begins
        if (
            begins is not None
            and first < last
            and begins.signs & words[first + 1].sign
            and (lengths := begins.get(texts[first + 1]))
        ):
            lengths = _within(first, lengths, words, commas, walls)
            stop, targets = _longest_at(first, lengths, words, texts, phrases)
            while stop and are_bare(targets):
                bare.append(Match(first, stop, payloads_of(targets), _method(words, first, stop)))
                lengths = tuple([length for length in lengths if first + length < stop])
                stop, targets = _longest_at(first, lengths, words, texts, phrases)
            if stop:
                named, said = lexicon.parted(targets)
                if named:
                    into = bare if are_bare(named) else nested if stop <= reach else names
                    into.append(Match(first, stop, named, _method(words, first, stop)))
                    reach = max(reach, stop)
                for cue in said:
                    cues.append(Said(cue, first, stop))  # noqa: PERF401
        if word.names and first >= reach:
            names.append(Match(first, first + 1, word.names, word.method))
        for cue in word.cues:
            cues.append(Said(cue, first, first + 1))  # noqa: PERF401  (most say nothing)
    if not bare and not _overlap(names):
        return names, cues
    names = _with_awarded(_with_nested(names, nested, words), bare, awarders)
    return _longest(names, words, texts, phrases, breaks), cues


def _with_nested(names: list[Match], nested: list[Match], words: list[Word]) -> list[Match]:
    """The names and those within them, in order: where some overlap, it may be these that remain."""
    several = [match for match in names if match.stop - match.first > 1]
    alone = [
        Match(at, at + 1, word.names, word.method) for at, word in enumerate(words) if word.names
    ]
    return sorted([*several, *nested, *alone], key=lambda match: match.first)


def _within(
    first: int,
    lengths: tuple[int, ...],
    words: list[Word],
    commas: list[int],
    walls: list[int],
) -> tuple[int, ...]:
    """The lengths of phrases that are no row of credentials, and go on over no wall."""
    if commas and words[first].is_credential():
        lengths = _without_rows(first, lengths, words, commas)
    return _up_to_wall(first, lengths, walls) if walls else lengths


def _without_rows(
    first: int, lengths: tuple[int, ...], words: list[Word], commas: list[int]
) -> tuple[int, ...]:
    """The lengths of phrases that are no row of credentials with a comma between them: ``B.A., B.Ed.`` are
    two degrees, ``BA BEd`` is one.
    """
    edge = count_before(commas, first + 1)
    if edge == len(commas):
        return lengths
    named, last = first + 1, min(first + lengths[0], len(words))
    while named < last and words[named].is_credential():
        named += 1
    return tuple([one for one in lengths if first + one <= commas[edge] or first + one > named])


def _up_to_wall(first: int, lengths: tuple[int, ...], walls: list[int]) -> tuple[int, ...]:
    """The lengths of phrases that begin at ``first`` and end before the next wall, or are so long that
    the semicolon is their own (``Clinical Nurse Specialist; Wellness through Acute Care``).
    """
    wall = count_before(walls, first + 1)
    if wall == len(walls):
        return lengths
    room = walls[wall] - first
    return tuple([length for length in lengths if length <= room or length > WALLED])


def _with_awarded(names: list[Match], bare: list[Match], awarders: Numbers | None) -> list[Match]:
    """The names and those bare ones whose awarder is among them, or which a code names too (``Certified
    Solutions Architect (SAA-C02)``), in order.
    """
    if not bare or awarders is None:
        return names
    named = [one for match in names for one in match.targets]
    issuers = {number_of(one) for one in named if space_of(one) == Space.ISSUER}
    credentials = {number_of(one) for one in named if space_of(one) == Space.CREDENTIAL}
    for match in bare:
        match.targets = [
            one
            for one in match.targets
            if awarders[number_of(one)] in issuers or number_of(one) in credentials
        ]
    awarded = [match for match in bare if match.targets]
    return sorted([*names, *awarded], key=lambda match: match.first) if awarded else names


def _longest_at(
    first: int, lengths: tuple[int, ...], words: list[Word], texts: list[str], phrases: Phrases
) -> tuple[int, int | list[int]]:
    """The end and the payloads of the longest phrase that begins at ``first``; 0 for none. Of the lengths that
    phrases have which begin so, most lines have a last word with which none of them ends.
    """
    begin: i64 = first
    room: i64 = len(texts) - begin
    key = ""
    stop: i64 = 0
    for one in lengths:
        length: i64 = one
        if length > room:
            continue
        ends: i64 = words[begin + length - 1].ends
        if not ends >> length & 1:
            continue
        if stop:  # shorter than the one before
            size: i64 = len(key)
            while stop > begin + length:
                stop -= 1
                size -= len(texts[stop]) + 1
            key = key[:size]
        else:
            stop = begin + length
            key = " ".join(texts[begin:stop])
        targets = phrases.get(key)
        if targets is not None:
            return stop, targets
    return 0, 0


def _method(words: list[Word], first: int, stop: int) -> str:
    """``typo`` where any of the words is a misspelt one."""
    for at in range(first, stop):
        if words[at].method != "exact":
            return words[at].method
    return "exact"


def _without_runaways(matches: list[Match], breaks: list[int]) -> list[Match]:
    """The matches less those that run on into the next part, where a name that began before them ends
    there: ``Advanced Certified ScrumMaster, Scrum Alliance`` is no ``Certified ScrumMaster, Scrum Alliance``.
    """
    kept: list[Match] = []
    for match in matches:
        edge = count_before(breaks, match.first + 1)
        end = breaks[edge] if edge < len(breaks) else match.stop
        if end < match.stop and any(
            one.first < match.first and one.stop == end for one in kept[-RUNAWAY:]
        ):
            continue
        kept.append(match)
    return kept


def _longest(
    matches: list[Match],
    words: list[Word],
    texts: list[str],
    phrases: Phrases,
    breaks: list[int],
) -> list[Match]:
    """The matches that remain when longer ones push out those they overlap.

    One that a longer match behind it pushes out gives way to the longest name before that:
    "Chartered IT Professional, BCS" to the name alone before "BCS, The Chartered Institute".
    """
    if not _overlap(matches):
        return matches
    matches = _without_runaways(matches, breaks)
    kept: list[Match] = []
    begin, reach = 0, matches[0].stop
    for at, match in enumerate(matches):
        if match.first >= reach:
            kept += _settled(matches[begin:at], words, texts, phrases)
            begin = at
        reach = max(reach, match.stop)
    return kept + _settled(matches[begin:], words, texts, phrases)


def _overlap(matches: list[Match]) -> bool:
    """Whether any of the matches, in order, begins within the one before."""
    return any(matches[at - 1].stop > matches[at].first for at in range(1, len(matches)))


def _settled(
    matches: list[Match], words: list[Word], texts: list[str], phrases: Phrases
) -> list[Match]:
    """Those that remain of matches that overlap, in order."""
    lead = matches[0]
    reach = lead.stop
    for match in matches:
        reach = max(reach, match.stop)
        if match.stop - match.first > lead.stop - lead.first:
            lead = match
    if lead.first == matches[0].first and lead.stop == reach:  # the others lie within it
        return [lead]
    kept: list[Match] = []
    queue = [(match.first - match.stop, match.first, match) for match in matches]
    taken = [False] * (matches[-1].first - min(queue)[0])
    heapify(queue)
    while queue:
        _, first, match = heappop(queue)
        free = first
        while free < match.stop and not taken[free]:
            free += 1
        if free == match.stop:
            for at in range(first, free):
                taken[at] = True
            kept.append(match)
        elif free > first and (begins := words[first].begins):
            lengths = begins.get(texts[first + 1], ())
            shorter = tuple([length for length in lengths if length <= free - first])
            stop, targets = _longest_at(first, shorter, words, texts, phrases)
            named = names_among(targets) if stop else []
            if named and not are_bare(named):
                one = Match(first, stop, named, _method(words, first, stop))
                heappush(queue, (first - stop, first, one))
    kept.sort(key=lambda m: m.first)
    return kept
