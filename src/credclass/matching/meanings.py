"""Which meaning of a shared acronym the line speaks of."""

from __future__ import annotations

from typing import Any

from credclass.catalog.index import Space
from credclass.matching.phrases import Match


def settle(match: Match, meanings: list[list[Any]], line: str) -> bool:
    """Put the meaning that the line's other words speak for first; whether there was one.

    ``line`` is the line's words joined and framed by spaces. A meaning that nothing
    speaks for keeps its place; an ordinary meaning that is spoken for more than any
    credential's takes all.
    """
    scores: dict[int, int] = {}
    for payload, context in meanings:
        said = sum(1 for key in context if f" {key} " in line)
        key = payload >> 4
        scores[key] = max(scores.get(key, 0), said)
    if not any(scores.values()):
        return False
    best = max(scores.values())
    ordinary = max(
        (score for key, score in scores.items() if key & 15 == Space.ORDINARY), default=0
    )
    if ordinary == best and all(
        score < best for key, score in scores.items() if key & 15 != Space.ORDINARY
    ):
        match.targets = [t for t in match.targets if t >> 4 & 15 == Space.ORDINARY] or match.targets
        return True
    match.targets = sorted(
        (t for t in match.targets if t >> 4 & 15 != Space.ORDINARY),
        key=lambda target: -scores.get(target >> 4, 0),
    )
    return True
