"""The tokens of a line that are no words: parts of web addresses, and of certificates' numbers."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.matching.reading import Reading
from credclass.text.tokens import Tokens

NO_TOKENS: Final[set[int]] = set()
"""One set for all lines that have none, which nothing is added to."""


def addressed_tokens(reading: Reading) -> set[int]:
    """The tokens that are part of a web address."""
    found: set[int] = set()
    tokens, at, count = reading.tokens, 0, len(reading.words)
    for address in reading.addresses:  # in order, and apart from each other
        while at < count and tokens.span(at, at + 1)[0] < address.start:
            at += 1
        while at < count and tokens.span(at, at + 1)[1] <= address.end:
            found.add(at)
            at += 1
    return found


def numbered_tokens(reading: Reading, catalog: ByNumber) -> set[int]:
    """The tokens of certificates' numbers: ``Credential ID AWS-ASA-1234``, ``#COS-0912345``."""
    hashed = "#" in reading.tokens.folded.original
    if not hashed and not any(one.cue == "credential_id" for one in reading.cues):
        return NO_TOKENS
    found: set[int] = set()
    tokens = reading.tokens
    for one in reading.cues:
        if one.cue != "credential_id" or one.stop >= len(tokens.words):
            continue
        if " ".join(tokens.words[one.first : one.stop]) in catalog.small["weak_id"]:
            continue
        found.update(_glued(one.stop, tokens))
    if hashed:
        for at in range(len(tokens.words) - 1):
            if tokens.folded.text[tokens.starts[at] - 1 : tokens.starts[at]] == "#":
                found.update(_glued(at, tokens))
    return found


def _glued(first: int, tokens: Tokens) -> range:
    """The tokens from one on with nothing but a mark between them; none where it stands alone."""
    stop = first + 1
    while stop < len(tokens.words) and tokens.ends[stop - 1] + 1 >= tokens.starts[stop]:
        if tokens.gap(stop - 1).isspace():
            break
        stop += 1
    return range(first, stop) if stop > first + 1 else range(0)
