"""The inputs that cost most, and whether many lines make memory grow."""

from __future__ import annotations

import gc
import random
import statistics
import string
import time
from collections.abc import Iterator
from typing import Final

from credclass import Catalog, Classifier
from fitting import read_own_lines, read_real_lines
from memory import own_memory
from robustness import misspell
from side_by_side import RUNS, distinct_lines
from tables import print_table

LONG: Final = 65_536
SEED: Final = 13
MANY: Final = 2_000_000
SETTLED: Final = 200_000
"""Lines after which memory should not grow."""


def worst_inputs(catalog: Catalog) -> dict[str, str]:
    """Inputs of 64 KB and more, by what they are."""
    rng = random.Random(SEED)  # noqa: S311  (noise)
    texts, _ = distinct_lines(2_000)
    names = list(catalog.compiled["credentials"].column("name"))
    ambiguous = [key.upper() for key in catalog.compiled["meanings"]]
    letters = string.ascii_lowercase
    random_words = ["".join(rng.choices(letters, k=rng.randint(3, 12))) for _ in range(LONG // 8)]
    typed = [misspell(name) for name in rng.sample(names, 2_000)]
    inside = [word for name in rng.sample(names, 8_000) for word in name.split()]
    rng.shuffle(inside)
    return {
        "10 MB of one line": "PMP, certified " * 700_000,
        "one token 100,000 times": "certified " * 100_000,
        "64 KB: every ambiguous acronym": _filled(ambiguous),
        "64 KB: five ambiguous acronyms, again and again": "CPA CMA CSM PE MD " * (LONG // 18),
        "64 KB: random tokens": _filled(random_words),
        "64 KB: names with two typos each": _filled(typed),
        "64 KB: words of names, shuffled": _filled(inside),
        "64 KB: combining marks": "e" + "\u0301" * LONG,
        "64 KB: spaces": " " * LONG,
        "64 KB: real lines joined": _filled(texts),
        "64 KB: slashes and dots": "a.b/" * (LONG // 4),
        "64 KB: one word": "x" * LONG,
        "64 KB: ideographs": "\u8bc1\u4e66\u5de5\u7a0b\u5e08\u5b66\u58eb" * (LONG // 7),
        "64 KB: one degree, again and again": "MS " * (LONG // 3),
        "64 KB: acronyms in brackets": "(AB) Certified Coffee Taster (CCT), " * (LONG // 36),
        "64 KB: words cut short": "Proj. Mgmt. Professional, Cert. Acct. " * (LONG // 38),
        "64 KB: addresses and numbers": "https://a.b/c, Credential ID A-B-1 " * (LONG // 35),
        "64 KB: grades and hours": "B.Sc. GPA 3.4/4.0, 40 hours, 35% " * (LONG // 33),
        "64 KB: dates": "06/2019 2020-01-02 May 2018 – " * (LONG // 30),
    }


def _filled(words: list[str]) -> str:
    """Words joined, over again until there are 64 KB."""
    once = " ".join(words) + " "
    return (once * (LONG // len(once) + 1))[:LONG]


def print_worst(classifier: Classifier) -> None:
    """Milliseconds of each, the first time and when the memos know its words."""
    inputs = worst_inputs(classifier.catalog)
    gc.collect()  # what making them left, which one of them would pay for
    rows = []
    for label, text in inputs.items():
        seconds = []
        for _ in range(RUNS + 1):
            begun = time.process_time()
            classifier.classify(text)
            seconds.append(time.process_time() - begun)
        again = statistics.median(seconds[1:])
        rows.append((label, f"{len(text):,}", f"{1000 * seconds[0]:.1f}", f"{1000 * again:.1f}"))
    print_table("worst inputs", ("line", "characters", "milliseconds, first", "again"), rows)


def print_growth(classifier: Classifier, count: int = MANY) -> None:
    """Memory as a stream of distinct lines goes on."""
    marks = {SETTLED, count // 2, count}
    settled = 0
    rows = []
    answers = classifier.classify_many(_stream(count))
    for number, _ in enumerate(answers, start=1):
        if number in marks:
            now = own_memory()
            settled = settled or now
            grown = (now - settled) / 2**20
            rows.append((f"{number:,}", f"{now / 2**20:,.1f}", f"{grown:+.1f}"))
    head = ("after distinct lines", "resident MiB", f"since the first {SETTLED:,}")
    print_table("memory of a long stream", head, rows)


def _stream(count: int) -> Iterator[str]:
    """Distinct lines, made as they are asked for."""
    lines = [line.text for line in read_real_lines() or read_own_lines()]
    return (f"{lines[number % len(lines)]} {number}" for number in range(count))
