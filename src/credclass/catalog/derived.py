"""What is worked out of the phrases of a catalog, so that a line is read with few look-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import Final

from credclass.catalog.index import MAX_MISSING, MAX_RARE_NAMES, Compiled
from credclass.catalog.lettered import told_by_letter
from credclass.catalog.packed import Phrases
from credclass.catalog.payloads import Space, are_bare, payloads_of, space_of
from credclass.catalog.tables import CredentialFacts, Table
from credclass.catalog.words import Shapes, Words

SHORTEST_REPAIRED: Final = 4
"""Letters of a word that a misspelt one may stand for."""

RENOWNED: Final = 5
"""Issuers with at least so many credentials may be recognised by one misspelt word. Of eleven others that were
found so on real lines, one was meant."""


def derive(compiled: Compiled, phrases: Mapping[str, int | list[int]]) -> None:
    """Add to ``compiled`` its phrases and what they come to (beginnings, weights, rare words, vocabulary),
    who awards many of its credentials, and who offers whose courses.
    """
    compiled["phrases"] = Phrases.of(phrases)
    names = [
        key for key, payloads in phrases.items() if _is_name(payloads) and not are_bare(payloads)
    ]
    weights = _word_weights(names)
    places = {key: place for place, key in enumerate(phrases)}
    rare = _rare_words(names, weights, places)
    compiled["words"] = Words.of(weights, _ends(phrases), _starts(phrases), rare)
    cues = [key for key, payloads in phrases.items() if _is_cue(payloads)]
    vocabulary = _vocabulary([*names, *cues])
    compiled["vocabulary"] = Shapes.of(vocabulary)
    letters = {shape: told_by_letter(words.split(" ")) for shape, words in vocabulary.items()}
    compiled["letters"] = Shapes.of({shape: told for shape, told in letters.items() if told})
    compiled["renowned"] = _renowned(compiled["credentials"])
    compiled["partnerships"] = _partnerships(compiled["credentials"])


def _renowned(credentials: Table[CredentialFacts]) -> list[int]:
    """The issuers and platforms of at least ``RENOWNED`` credentials."""
    counts = Counter([*credentials.column("issuer"), *credentials.column("platform")])
    return sorted(number for number, count in counts.items() if count >= RENOWNED)


def _partnerships(credentials: Table[CredentialFacts]) -> list[list[int]]:
    """The pairs of platforms and issuers whose courses they offer."""
    pairs = zip(credentials.column("platform"), credentials.column("issuer"), strict=True)
    return [[host, awarder] for host, awarder in sorted(set(pairs)) if host >= 0 <= awarder]


def _is_name(payloads: int | list[int]) -> bool:
    """Whether a phrase names an issuer or a credential."""
    if isinstance(payloads, int):
        return space_of(payloads) <= Space.CREDENTIAL
    return any(space_of(payload) <= Space.CREDENTIAL for payload in payloads)


def _is_cue(payloads: int | list[int]) -> bool:
    return space_of(payloads_of(payloads)[0]) == Space.CUE


def _starts(phrases: Iterable[str]) -> dict[str, str]:
    """First token of the phrases of several tokens → lengths that occur together, longest first, and the second
    tokens of which they are the lengths.
    """
    starts: dict[str, dict[str, int]] = {}
    for key in phrases:
        words = key.split(" ", 2)
        if len(words) > 1:
            seconds = starts.setdefault(words[0], {})
            seconds[words[1]] = seconds.get(words[1], 0) | 1 << key.count(" ") + 1
    return {first: _by_lengths(seconds) for first, seconds in starts.items()}


def _by_lengths(seconds: dict[str, int]) -> str:
    """Second tokens by the lengths of their phrases, of which each is a bit."""
    alike: dict[int, list[str]] = {}
    for second in sorted(seconds):
        alike.setdefault(seconds[second], []).append(second)
    told = sorted([(_lengths_in(bits), bits) for bits in alike])
    return "|".join([f"{lengths}= {' '.join(alike[bits])} " for lengths, bits in told])


def _lengths_in(bits: int) -> str:
    """The numbers of the bits that are set, the highest first."""
    return ",".join([str(at) for at in range(bits.bit_length() - 1, 0, -1) if bits >> at & 1])


def _ends(phrases: Iterable[str]) -> dict[str, int]:
    """Last token of phrases → the lengths that occur, each a bit."""
    ends: dict[str, int] = {}
    for key in phrases:
        last = key[key.rfind(" ") + 1 :]
        ends[last] = ends.get(last, 0) | 1 << key.count(" ") + 1
    return ends


def _word_weights(names: list[str]) -> dict[str, float]:
    """Inverse document frequency of each word of ``names``, rounded."""
    counts = Counter(word for name in names for word in set(name.split(" ")))
    whole = len(names) + 1
    return {word: round(log(whole / counts[word]), 2) for word in sorted(counts)}


def _rare_words(
    names: list[str], weights: dict[str, float], places: dict[str, int]
) -> dict[str, str]:
    """Word → the partners of the names of several words in which it is the rarest, and the places of these."""
    words = sorted(weights, key=lambda one: (-weights[one], one))
    weighed = [weights[word] for word in words]
    rank = {word: at for at, word in enumerate(words)}
    counts = [0] * len(words)
    found: dict[int, dict[int, str]] = {}
    for name in sorted(names):
        own = sorted({rank[word] for word in name.split(" ")})  # the heaviest first
        rarest = own[0]
        if len(own) == 1 or counts[rarest] > MAX_RARE_NAMES:
            continue
        counts[rarest] += 1
        beside = found.setdefault(rarest, {})
        place = str(places[name])
        for partner in _partners(
            own, weighed
        ):  # texts, not lists: garbage collection took half the time
            beside[partner] = f"{beside[partner]} {place}" if partner in beside else place
    return {
        words[rarest]: f"{' '.join([words[one] for one in beside])}={'|'.join(beside.values())}"
        for rarest, beside in found.items()
        if counts[rarest] <= MAX_RARE_NAMES
    }


def _partners(own: list[int], weighed: list[float]) -> list[int]:
    """The words of a name of which one at least must stand beside the rarest: the heaviest others, as many as
    may not all be missing together. ``own`` are all of its words, the heaviest first.
    """
    slack = MAX_MISSING * sum([weighed[word] for word in own])
    missing = 0.0
    for at, word in enumerate(own):
        if at:
            missing += weighed[word]
            if missing > slack:
                return own[1 : at + 1]
    return own[1:]


def _vocabulary(phrases: list[str]) -> dict[str, str]:
    """First letter and length → the words of that shape, joined by spaces."""
    shapes: dict[str, list[str]] = {}
    for word in sorted({word for phrase in phrases for word in phrase.split(" ")}):
        if len(word) >= SHORTEST_REPAIRED and word.rstrip("+").isalpha():
            shapes.setdefault(f"{word[0]}{len(word)}", []).append(word)
    return {shape: " ".join(shapes[shape]) for shape in sorted(shapes)}
