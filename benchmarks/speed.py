"""Lines per second, start and memory, on distinct lines.

    python benchmarks/speed.py

Lines: those of ``../shared/data/lines_dev.jsonl`` (the project's own training lines where
it is not there), each made distinct by a number. Medians of five runs; every answer is
taken and dropped, as a stream would.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import Final

import checkout  # noqa: F401  (finds scripts/)
from credclass import Classification, Classifier, Evidence
from credclass.text.fold import fold
from credclass.text.tokens import tokenize
from fitting import read_own_lines, read_real_lines
from tables import print_table

RUNS: Final = 5
COUNT: Final = 20_000
LONG: Final = 65_536
SEED: Final = 11

TELL_PEAK: Final = """
try:
    status = open("/proc/self/status").read()
    print(status.split("VmHWM:")[1].split()[0])
except OSError:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""Prints a program's own peak in KB: on Linux ``ru_maxrss`` begins with that of its parent."""


def mixed_lines(count: int) -> tuple[list[str], list[str | None]]:
    """Distinct lines and their sections."""
    lines = read_real_lines() or read_own_lines()
    chosen = [lines[i % len(lines)] for i in range(count)]
    texts = [f"{line.text} {number}" for number, line in enumerate(chosen)]
    return texts, [line.section or None for line in chosen]


def repeating(texts: list[str], count: int) -> list[str]:
    """Lines drawn so that the n-th is drawn in proportion to 1/n."""
    rng = random.Random(SEED)  # noqa: S311  (a sample)
    weights = [1 / rank for rank in range(1, len(texts) + 1)]
    return rng.choices(texts, weights, k=count)


def rate(run: Callable[[], Iterable[object]], count: int) -> float:
    """Items per second, the median of ``RUNS`` after one to warm up."""
    seconds = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        for _item in run():
            pass
        seconds.append(time.perf_counter() - start)
    return count / statistics.median(seconds[1:])


def evidence(result: Classification) -> Evidence:
    """A piece of evidence of ``result``, which makes all of it."""
    return result.evidence[0]


def throughput(classifier: Classifier) -> None:
    """Lines per second of the whole library and of its first step alone."""
    texts, sections = mixed_lines(COUNT)
    repeated = repeating(texts, COUNT)
    names = [entry.name for entry in classifier.catalog.credentials()][:COUNT]
    rows = [
        (
            "classify_many, distinct lines",
            f"{rate(lambda: classifier.classify_many(texts, sections=sections), len(texts)):,.0f}",
        ),
        (
            "the same, their evidence read too",
            f"{rate(lambda: map(evidence, classifier.classify_many(texts, sections=sections)), len(texts)):,.0f}",
        ),
        (
            "classify_many, lines that repeat by Zipf's law",
            f"{rate(lambda: classifier.classify_many(repeated), len(repeated)):,.0f}",
        ),
        (
            "classify_many, names of credentials alone",
            f"{rate(lambda: classifier.classify_many(names), len(names)):,.0f}",
        ),
        (
            "folding and tokenizing alone",
            f"{rate(lambda: (tokenize(fold(text)) for text in texts), len(texts)):,.0f}",
        ),
    ]
    print_table(f"{COUNT:,} lines, one process", ("what", "lines a second"), rows)


def start() -> None:
    """Seconds from a bare interpreter to the import and to the first answer, and memory."""
    programs = {
        "import credclass": "import credclass",
        "the first answer": "import credclass; credclass.classify('PMP, PMI, 2019')",
    }
    rows = []
    for label, program in programs.items():
        seconds, peaks = [], []
        for _ in range(RUNS + 1):
            begun = time.perf_counter()
            done = subprocess.run(  # noqa: S603  (our own words)
                [sys.executable, "-c", f"{program}\n{TELL_PEAK}"], capture_output=True, check=True
            )
            seconds.append(time.perf_counter() - begun)
            peaks.append(int(done.stdout) / 1024)
        rows.append((label, f"{statistics.median(seconds[1:]):.2f}", f"{max(peaks):.0f}"))
    print_table("start", ("from python -c to", "seconds", "peak MB"), rows)


def worst(classifier: Classifier) -> None:
    """The inputs that cost most."""
    texts, _ = mixed_lines(2_000)
    shapes = {
        "10 MB of one line": "PMP, certified " * 700_000,
        "64 KB: one token repeated": "certified " * (LONG // 10),
        "64 KB: shared acronyms": "CPA CMA CSM PE MD " * (LONG // 18),
        "64 KB: combining marks": "e" + "\u0301" * LONG,
        "64 KB: spaces": " " * LONG,
        "64 KB: real lines joined": " ".join(texts)[:LONG],
        "64 KB: slashes and dots": "a.b/" * (LONG // 4),
        "64 KB: one word": "x" * LONG,
    }
    rows = []
    for label, text in shapes.items():
        seconds = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            classifier.classify(text)
            seconds.append(time.perf_counter() - begun)
        rows.append((label, f"{len(text):,}", f"{1000 * statistics.median(seconds):.1f}"))
    print_table("worst inputs", ("line", "characters", "milliseconds"), rows)


def main() -> int:
    """Print every table."""
    start()
    classifier = Classifier()
    throughput(classifier)
    worst(classifier)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this run: {peak:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
