"""What is worked out of the phrases of a catalog, so that a line is read with few look-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from math import log
from typing import Final

from credclass.catalog.index import MAX_MISSING, MAX_RARE_NAMES, Compiled
from credclass.catalog.packed import Phrases, Words
from credclass.catalog.payloads import Space, are_bare, payloads_of, space_of
from credclass.catalog.tables import CredentialFacts, Table

SHORTEST_REPAIRED: Final = 4
"""Letters of a word that a misspelt one may stand for."""

RENOWNED: Final = 5
"""Credentials of the catalog that make an issuer known by a misspelt word alone. Of eleven others that
stood so on real lines one was meant."""


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
    alone = {key for key in phrases if " " not in key}
    rare = _rare_words(names, weights, places)
    compiled["words"] = Words.of(weights, alone, _starts(phrases), rare)
    cues = [key for key, payloads in phrases.items() if _is_cue(payloads)]
    compiled["vocabulary"] = _vocabulary([*names, *cues])
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
    return any(
        space_of(payload) in {Space.ISSUER, Space.CREDENTIAL} for payload in payloads_of(payloads)
    )


def _is_cue(payloads: int | list[int]) -> bool:
    return space_of(payloads_of(payloads)[0]) == Space.CUE


def _starts(phrases: Iterable[str]) -> dict[str, str]:
    """First token of the phrases of several tokens → lengths that occur together, longest first, and the second
    tokens of which they are the lengths.
    """
    starts: dict[str, dict[str, set[int]]] = {}
    for key in phrases:
        words = key.split(" ", 2)
        if len(words) > 1:
            seconds = starts.setdefault(words[0], {})
            seconds.setdefault(words[1], set()).add(key.count(" ") + 1)
    return {first: _by_lengths(seconds) for first, seconds in starts.items()}


def _by_lengths(seconds: dict[str, set[int]]) -> str:
    """Second tokens by the lengths of their phrases."""
    alike: dict[str, list[str]] = {}
    for second in sorted(seconds):
        lengths = ",".join(map(str, sorted(seconds[second], reverse=True)))
        alike.setdefault(lengths, []).append(second)
    return "|".join(f"{lengths}= {' '.join(alike[lengths])} " for lengths in sorted(alike))


def _word_weights(names: list[str]) -> dict[str, float]:
    """Inverse document frequency of each word of ``names``, rounded."""
    counts = Counter(word for name in names for word in set(name.split(" ")))
    whole = len(names) + 1
    return {word: round(log(whole / counts[word]), 2) for word in sorted(counts)}


def _rare_words(
    names: list[str], weights: dict[str, float], places: dict[str, int]
) -> dict[str, str]:
    """Word → the partners of the names of several words in which it is the rarest, and the places of these."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for name in sorted(names):
        words = sorted(set(name.split(" ")), key=lambda one: (-weights[one], one))
        if len(words) > 1:
            found.setdefault(words[0], []).append((name, _partners(words, weights)))
    return {
        word: _by_partner(told, places)
        for word, told in found.items()
        if len(told) <= MAX_RARE_NAMES
    }


def _partners(words: list[str], weights: dict[str, float]) -> list[str]:
    """The words of a name of which one at least must stand beside the rarest: the heaviest others, as many as
    may not all be missing together. ``words`` are all of it, the heaviest first.
    """
    slack = MAX_MISSING * sum(weights[word] for word in words)
    missing = accumulate(weights[word] for word in words[1:])
    enough = next((at for at, weight in enumerate(missing, 1) if weight > slack), len(words))
    return words[1 : enough + 1]


def _by_partner(told: list[tuple[str, list[str]]], places: dict[str, int]) -> str:
    """The partners of names, and behind them the places of each one's names."""
    found: dict[str, list[str]] = {}
    for name, partners in told:
        for partner in partners:
            found.setdefault(partner, []).append(str(places[name]))
    return f"{' '.join(found)}={'|'.join(map(' '.join, found.values()))}"


def _vocabulary(phrases: list[str]) -> dict[str, str]:
    """First letter and length → the words of that shape, joined by spaces."""
    shapes: dict[str, list[str]] = {}
    for word in sorted({word for phrase in phrases for word in phrase.split(" ")}):
        if len(word) >= SHORTEST_REPAIRED and word.rstrip("+").isalpha():
            shapes.setdefault(f"{word[0]}{len(word)}", []).append(word)
    return {shape: " ".join(shapes[shape]) for shape in sorted(shapes)}
