"""Names that stand incomplete, reordered or with a word changed: rarest-token blocking.

The stretches that exact phrases left over are searched by their rarest words in an
index of the names that have them; the few candidates are compared by the weight of
the words they share. Weights are inverse document frequencies over all names.
"""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import LCSseq

from credclass.catalog.index import MAX_MISSING
from credclass.catalog.packed import Phrases
from credclass.catalog.words import Words
from credclass.matching.lexicon import Word
from credclass.matching.phrases import Match
from credclass.matching.signs import ALL_SIGNS, signs_of
from credclass.matching.weighed import CROSSING, MIN_WEIGHT, Name
from credclass.memo import Memo, Room
from credclass.text.tokens import count_before

MAX_STRETCH: Final = 24
"""Longer stretches are prose; only their first tokens are searched."""

NAMES_KEPT: Final = 60_000
"""Names that are kept weighed, of the 235,000 of several words."""

LONGEST_GROUP: Final = 2_000
"""Characters of the places of names that are kept together."""

WORDS_KEPT: Final = 20_000
"""Rare words of which the names' other words are kept."""

MAX_GAP: Final = 2
"""Foreign words that may stand inside a partial name whose own words are in order: shuffled
words with others between them name nothing."""

STRANGE: Final = 4.0
"""Weight of a word inside a partial name that stands in no name at all."""

SMALL_WORD: Final = 3
"""Letters of words (and, of, the) that may stand inside any name; ideographs are one."""


class NameIndex:
    """The names of several words, by their rarest word, which must be there."""

    def __init__(self, phrases: Phrases, known: Words) -> None:
        self._phrases = phrases
        self._known = known
        room = Room(NAMES_KEPT)
        self._names = Memo(self._weighed, room)
        self._names_of = Memo(self._group, room, LONGEST_GROUP)
        self._partners_of = Memo(self._partners, Room(WORDS_KEPT))

    def _group(self, places: str) -> list[Name]:
        """The names at places among the phrases."""
        return [self._names[place] for place in places.split(" ")]

    def _weighed(self, place: str) -> Name:
        """The name at a place among the phrases."""
        key = self._phrases.key(int(place))
        words: list[str] = []
        weights: list[float] = []
        for word in key.split(" "):
            if word in words:
                continue
            weight = self._known.weight(word, 1.0)
            at = 0  # few words: to put each in its place takes half as long as to sort pairs
            while at < len(words) and (
                weights[at] > weight or (weights[at] == weight and words[at] > word)
            ):
                at += 1
            words.insert(at, word)
            weights.insert(at, weight)
        return Name(key, tuple(words), tuple(weights))

    def _partners(self, word: str) -> dict[str, str]:
        """The places of the names in which ``word`` is the rarest, by each word of which one at
        least must be there too.
        """
        others, _, groups = self._known.partners(word).rpartition("=")
        return dict(zip(others.split(" "), groups.split("|"), strict=True))

    def find(self, words: list[Word], taken: list[Match], breaks: list[int]) -> list[Match]:
        """Partial matches in the stretches between ``taken``.

        Each part between ``breaks`` holds one at most; words on both sides of a comma make
        no name, unless they are all of it, side by side (``Certified Associate – Simulation``).
        """
        found: list[Match] = []
        first = 0
        for match in taken:
            if match.first - first >= 2:
                self._search(words, first, match.first, breaks, found)
            first = match.stop
        if len(words) - first >= 2:
            self._search(words, first, len(words), breaks, found)
        return found

    def _search(
        self, words: list[Word], first: int, last: int, breaks: list[int], found: list[Match]
    ) -> None:
        """Add to ``found`` the matches in a stretch."""
        near = words[first : min(last, first + MAX_STRETCH)]
        groups = self._groups(near)
        if not groups and first + len(near) == last:  # most have no two words of a name
            return
        parts = _parted(first, last, breaks)
        if len(parts) == 1:
            within = [self._best(near, first, groups)]
        else:
            within = [self._within(words, a, b) for a, b in parts if b - a >= 2]
            across = self._best(near, first, groups, CROSSING)
            if across is not None and not any(
                a <= across.first and across.stop <= b for a, b in parts
            ):
                found.append(across)
                within = [
                    one for one in within
                    if one and (one.stop <= across.first or one.first >= across.stop)
                ]  # fmt: skip
        found += [one for one in within if one is not None]

    def candidates(self, words: list[Word], first: int, stop: int) -> list[Name]:
        """The names whose rarest word stands in the stretch."""
        found: list[Name] = []
        for word in words[first:stop]:
            if word.rare:
                groups = self._partners_of[word.text].values()
                names = {name.key: name for places in groups for name in self._names_of[places]}
                found += [names[key] for key in sorted(names)]
        return found

    def _within(self, words: list[Word], first: int, end: int) -> Match | None:
        """The name in a part, as far as it is searched."""
        near = words[first : min(end, first + MAX_STRETCH)]
        return self._best(near, first, self._groups(near))

    def _groups(self, words: list[Word]) -> list[list[Name]]:
        """The names of which the rarest of some words is there and one other at least."""
        groups: list[list[Name]] = []
        for word in words:
            if not word.rare:
                continue
            partners = word.partners
            if partners is None:
                partners = word.partners = self._partners_of[word.text]
                word.beside = signs_of(partners)
            signs = word.beside
            for other in words:
                if other.sign & signs and other.weight and other.text in partners:
                    group = self._names_of[partners[other.text]]
                    if group not in groups:
                        groups.append(group)
        return groups

    def _best(
        self,
        words: list[Word],
        first: int,
        groups: list[list[Name]],
        floor: float = 0.0,
    ) -> Match | None:
        """The name of ``groups`` that stands most completely among ``words``, which are those of the line from
        ``first`` on; of equals the heaviest, then the one of whose words most stand in its order (``Nurse
        Practitioner Certified`` and ``Certified Nurse Practitioner`` are two), then by key.
        """
        if not groups:
            return None
        absent = ALL_SIGNS
        for word in words:
            if word.weight:
                absent &= ~word.sign
        names = [name for group in groups for name in group if name.may_lack(absent)]
        if not names:  # as nearly always
            return None
        texts = [word.text for word in words]
        present = {word.text for word in words if word.weight}
        best: Match | None = None
        leader: Name | None = None
        most = whole = 0.0
        for name in names:
            cover = cover_of(name, present, floor)
            if not cover or cover < most or (cover == most and name.whole < whole):
                continue
            match = self._match(name, cover, words, texts, first)
            if not match or (floor and match.stop - match.first > name.length):
                continue
            equal = leader is not None and cover == most and name.whole == whole
            if not equal or _stands_better(name, leader, texts):
                best, leader, most, whole = match, name, cover, name.whole
        return best

    def _match(
        self, name: Name, quality: float, words: list[Word], texts: list[str], first: int
    ) -> Match | None:
        """The match of a name whose words stand close enough together among ``words``, which are those of the
        line from ``first`` on; ``texts`` are theirs.
        """
        place = closest(name, words)
        if place is None:
            return None
        at, end, count = place
        inside = words[at:end]
        foreign = [word for word in inside if word.text not in name.words]
        held = quality * name.whole
        light = held < MIN_WEIGHT
        if len(foreign) > (0 if light else min(MAX_GAP, count - 2)) or (light and quality < 1):
            return None
        mended = any(word.method != "exact" for word in inside)
        if (foreign or light or mended) and not in_order(name, texts[at:end]):
            return None
        if quality < 1 and _ends_otherwise(name, texts, words, end):
            return None
        strange = 0.0
        for word in foreign:
            if not _may_stand_between(word):
                strange += word.weight or STRANGE
        if held < (1 - MAX_MISSING) * (name.whole + strange):
            return None
        targets = self._phrases.payloads(name.key)
        return Match(first + at, first + end, targets, "partial", held / (name.whole + strange))


def _stands_better(name: Name, other: Name | None, texts: list[str]) -> bool:
    """Whether more words of a name stand in its order than of another, or as many and its key is the first."""
    if other is None or name.key == other.key:
        return False
    row = LCSseq.similarity(name.key.split(" "), texts)
    rival = LCSseq.similarity(other.key.split(" "), texts)
    return row > rival or (row == rival and name.key < other.key)


def closest(name: Name, words: list[Word]) -> tuple[int, int, int] | None:
    """The narrowest stretch with all words of a name that stand among ``words``, as a half-open range,
    and their number; None where it is one word.
    """
    places: list[int] = []
    own: list[str] = []
    wanted = 0
    for at, word in enumerate(words):
        if word.sign & name.signs and word.text in name.words:
            wanted += word.text not in own
            places.append(at)
            own.append(word.text)
    if wanted < 2:
        return None
    if wanted == len(places):  # each once, as most
        return places[0], places[-1] + 1, wanted
    best: tuple[int, int] | None = None
    seen: dict[str, int] = {}
    for place, at in enumerate(places):
        seen.pop(own[place], None)
        seen[own[place]] = at
        if len(seen) == wanted:
            start = next(iter(seen.values()))
            if best is None or at + 1 - start < best[1] - best[0]:
                best = (start, at + 1)
    return (*best, wanted) if best else None


def in_order(name: Name, texts: list[str]) -> bool:
    """Whether the words of a name that stand in ``texts`` follow each other as they do in it; one
    that is written twice in a row is one.
    """
    at = 0
    own = name.key.split(" ")
    for text in texts:
        if text in own:
            if text not in own[at:]:
                if at and text == own[at - 1]:
                    continue
                return False
            at = own.index(text, at) + 1
    return True


def _may_stand_between(word: Word) -> bool:
    """Whether a word is so small that it says nothing of a name in which it stands; an ideograph is none."""
    text = word.text
    return len(text) <= SMALL_WORD and (text.isascii() or text.lower() != text.upper())


def _ends_otherwise(name: Name, texts: list[str], words: list[Word], end: int) -> bool:
    """Whether the last word of a name is not there, and another in its place: ``Fellow of the Institute of
    Bell Founders`` is none of the Institute of Analytics.
    """
    if name.key.rpartition(" ")[2] in texts:
        return False
    behind = next((word for word in words[end:] if len(word.text) > SMALL_WORD), None)
    return behind is not None and not (behind.number or behind.cues or behind.months)


def cover_of(name: Name, present: set[str], floor: float = 0.0) -> float:
    """The share of a name's weight that ``present`` words make up; 0 when too much is missing.

    ``floor`` is the least share that counts, where it is not the index's own.
    """
    slack = (1 - floor) * name.whole if floor else name.slack
    missing = 0.0
    for at, word in enumerate(name.words):
        if word not in present:
            missing += name.losses[at]
            if missing > slack:
                return 0.0
    return 1 - missing / name.whole


def _parted(first: int, stop: int, breaks: list[int]) -> list[tuple[int, int]]:
    """The parts of a range between the breaks inside it."""
    parts = []
    for edge in range(count_before(breaks, first + 1), count_before(breaks, stop)):
        parts.append((first, breaks[edge]))
        first = breaks[edge]
    parts.append((first, stop))
    return parts
