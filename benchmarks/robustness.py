"""What disturbances of the lines cost."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from credclass import Category
from fitting import Line
from folds import Fold, answer
from measures import Answers, accuracy, said
from tables import print_table

SEED: Final = 7
DRAWS: Final = (SEED, 11, 12)
"""Which letters are wrong is drawn three times: one draw alone is off by a quarter of a point."""
NUMBERED: Final = " – Certificate no. 48213"


def misspell(text: str, typos: int = 2, seed: int = SEED) -> str:
    """The text with so many of its letters swapped or dropped, the same ones every time."""
    rng = random.Random(f"{seed} {text}")  # noqa: S311  (typos, not secrets)
    letters = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    for at in sorted(rng.sample(letters, min(typos, len(letters))), reverse=True):
        swapped = text[at + 1] + text[at]
        text = text[:at] + (swapped if rng.random() < 0.5 else text[at + 1]) + text[at + 2 :]
    return text


def unaccented(text: str) -> str:
    """The text without its accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))


def print_robustness(lines: Sequence[Line], folds: Sequence[Fold], given: Answers) -> None:
    """Accuracy with each disturbance. A certificate's number is put on lines that claim one only."""
    every = range(len(lines))
    claims = [row for row in every if lines[row].category != Category.NONE]
    before = said(given)
    rows = [("as given", f"{accuracy(lines, before):.4f}", "")]
    typos = [
        (f"{count}, draw {draw}", partial(misspell, typos=number, seed=seed), every)
        for number, count in ((1, "one typo"), (2, "two typos"))
        for draw, seed in enumerate(DRAWS, start=1)
    ]
    changes: tuple[tuple[str, Callable[[str], str], Sequence[int]], ...] = (
        *typos,
        ("capitals", str.upper, every),
        ("lower case", str.lower, every),
        ("accents lost", unaccented, every),
        ("bulleted", lambda text: "• " + text, every),
        ("numbered, of those that claim", lambda text: text + NUMBERED, claims),
    )
    for label, change, chosen in changes:
        score = accuracy(lines, said(answer(lines, folds, change=change)), chosen)
        cost = score - accuracy(lines, before, chosen)
        rows.append((label, f"{score:.4f}", f"{cost:+.4f}"))
    print_table("robustness, with section", ("lines", "accuracy", "change"), rows)
