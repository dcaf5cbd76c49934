"""Lines a second, start, memory, and how cost grows; side by side with what people use today.

    python benchmarks/speed.py                  every part but memory
    python benchmarks/speed.py peers scale      these alone
    python benchmarks/speed.py memory           2,000,000 distinct lines: some minutes more

Lines: those of ``../shared/data/lines_dev.jsonl`` (the project's own training lines where
it is not there), each made distinct by a number. Medians of five runs, each of other lines;
every answer is taken and dropped, as a stream would. What runs in one process is timed by its
CPU time, which on a quiet machine is the clock's, so that a busy one tells the same.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import Final

import checkout  # noqa: F401  (finds scripts/)
from credclass import Catalog, Classification, Classifier, Evidence
from scaling import print_catalog_scaling, print_length_scaling
from side_by_side import COUNT, RUNS, distinct_lines, print_side_by_side
from tables import print_table
from worst import print_growth, print_worst

TELL_PEAK: Final = """
try:
    status = open("/proc/self/status").read()
    print(status.split("VmHWM:")[1].split()[0])
except OSError:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""Prints a program's own peak in KB: on Linux ``ru_maxrss`` begins with that of its parent."""


def rate(run: Callable[[], Iterable[object]], count: int) -> str:
    """Items per second, the median of ``RUNS`` after one to warm up."""
    seconds = []
    for _ in range(RUNS + 1):
        start = time.process_time()
        for _item in run():
            pass
        seconds.append(time.process_time() - start)
    return f"{count / statistics.median(seconds[1:]):,.0f}"


def evidence(result: Classification) -> Evidence:
    """A piece of evidence of ``result``, which makes all of it."""
    return result.evidence[0]


def print_start() -> None:
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


def print_own() -> None:
    """Rates that no peer has a counterpart to."""
    classifier = Classifier()
    texts, sections = distinct_lines(COUNT)
    names = [entry.name for entry in classifier.catalog.credentials()][:COUNT]
    rows = [
        (
            "classify_many, distinct lines, their evidence read too",
            rate(
                lambda: map(evidence, classifier.classify_many(texts, sections=sections)),
                len(texts),
            ),
        ),
        (
            "classify_many, names of credentials alone",
            rate(lambda: classifier.classify_many(names), len(names)),
        ),
    ]
    print_table(f"{COUNT:,} lines, one process", ("what", "lines a second"), rows)


PARTS: Final[dict[str, Callable[[], None]]] = {
    "start": print_start,
    "own": print_own,
    "peers": print_side_by_side,
    "length": lambda: print_length_scaling(Classifier()),
    "worst": lambda: print_worst(Classifier()),
    "scale": lambda: print_catalog_scaling(Catalog.default()),
    "memory": lambda: print_growth(Classifier()),
}
LEFT_OUT: Final = {"memory"}
"""Unless it is asked for."""


def main() -> int:
    """Print every table, or those asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    asked = parser.parse_args().parts
    if unknown := set(asked) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in asked or [name for name in PARTS if name not in LEFT_OUT]:
        begun = time.perf_counter()
        PARTS[part]()
        print(f"\n({part}: {time.perf_counter() - begun:.0f} s)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
