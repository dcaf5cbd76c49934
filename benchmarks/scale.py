"""What many lines cost: every way of running them, on the same Parquet files.

    python benchmarks/scale.py                    # 100,000 lines, all ways
    python benchmarks/scale.py --lines 2000000 --runs 1 --only batch-2

Lines: those of ``../shared/data/lines_dev.jsonl`` (the example lines where it is not there),
each made distinct by a number, in 8 files. Every run is a process of its own; memory is the
resident memory of its whole tree, looked at ten times a second. Medians of ``--runs``. Cores are
reckoned from processor time, so that a busy machine tells nearly the same. Ways whose packages are
missing are told and left out: Spark has its own environment.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from credclass import Classifier
from credclass.arrow import classify_batch
from memory import Watched, run_watched
from tables import print_table

ROOT: Final = Path(__file__).resolve().parents[1]
REAL_LINES: Final = ROOT.parent / "shared" / "data" / "lines_dev.jsonl"
FILES: Final = 8
COUNTRY: Final = 300_000_000
"""Lines of a country's résumés: 20 million of them, 15 lines each that may be credentials."""
NIGHT: Final = 8 * 3600


def write_lines(folder: Path, count: int) -> None:
    """The files that every way reads."""
    pairs: list[tuple[str, str | None]] = []
    if REAL_LINES.exists():
        rows = map(json.loads, REAL_LINES.read_text(encoding="utf-8").splitlines())
        pairs = [(row["text"], row["section"] or None) for row in rows]
    else:
        text = (ROOT / "examples" / "resume_lines.txt").read_text(encoding="utf-8")
        pairs = [(line, None) for line in text.splitlines()]
    share = -(-count // FILES)
    for file in range(FILES):
        numbers = range(file * share, min((file + 1) * share, count))
        chosen = [(n, *pairs[n % len(pairs)]) for n in numbers]
        table = pa.table(
            {
                "text": [f"{text} {n}" for n, text, _ in chosen],
                "section": pa.array([section for _, _, section in chosen], pa.string()),
            }
        )
        pq.write_table(table, folder / f"{file}.parquet")


def _columns(folder: Path) -> Iterator[tuple[str, str | None]]:
    for path in sorted(folder.glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(4_096):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def run_many(folder: Path, _: Path, workers: int) -> None:
    """``classify_many``; every answer is asked for its category and dropped."""
    texts, sections = zip(*_columns(folder), strict=True)
    classifier = Classifier()
    for answer in classifier.classify_many(texts, sections=sections, workers=workers):
        str(answer.category)


def run_arrow(folder: Path, out: Path, _: int) -> None:
    """The Arrow kernel in one process, Parquet to Parquet."""
    for path in sorted(folder.glob("*.parquet")):
        batches = pq.ParquetFile(path).iter_batches(4_096)
        made = [classify_batch(batch, section="section") for batch in batches]
        pq.write_table(pa.Table.from_batches(made), out / path.name, compression="zstd")


def run_batch(folder: Path, out: Path, workers: int) -> None:
    """``credclass batch``, Parquet to Parquet."""
    options = ["--section-column", "section", "--workers", str(workers), "--overwrite"]
    command = [sys.executable, "-m", "credclass", "batch", str(folder), "--out", str(out), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (our own words)


def run_spark(folder: Path, out: Path, tasks: int) -> None:
    """Spark on this machine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  (has an environment of its own)

    from credclass.spark import classify_df  # noqa: PLC0415

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder: Any = SparkSession.builder
    session = builder.master(f"local[{tasks}]").config("spark.ui.enabled", "false").getOrCreate()
    answers = classify_df(session.read.parquet(str(folder)), section="section")
    answers.write.mode("overwrite").parquet(str(out / "spark"))
    session.stop()


WAYS: Final[dict[str, tuple[Callable[[Path, Path, int], None], int, str]]] = {
    "many-1": (run_many, 1, "classify_many, 1 process"),
    "many-2": (run_many, 2, "classify_many, 2 processes"),
    "arrow": (run_arrow, 1, "classify_batch, Parquet to Parquet, 1 process"),
    "batch-1": (run_batch, 1, "credclass batch, Parquet to Parquet, 1 process"),
    "batch-2": (run_batch, 2, "credclass batch, Parquet to Parquet, 2 processes"),
    "spark": (run_spark, 2, "Spark local[2], mapInArrow, Parquet to Parquet"),
}


def missing(way: str) -> str:
    """Why a way cannot be run here, if it cannot."""
    if way != "spark":
        return ""
    try:
        import pyspark  # noqa: F401, PLC0415
    except ImportError:
        return "pyspark is not installed"
    return "" if shutil.which("java") else "there is no Java"


def measure(way: str, folder: Path) -> Watched:
    """One run; it prints the processor time of its first process alone."""
    with tempfile.TemporaryDirectory() as out:
        return run_watched([sys.executable, __file__, "--inside", way, str(folder), out])


def row_of(way: str, few: Path, many: Path, lines: int, runs: int) -> tuple[str, ...]:
    """The figures of a way. Those of a few lines are taken from those of many: the start."""
    starts = [measure(way, few) for _ in range(runs)]
    whole = [measure(way, many) for _ in range(runs)]

    def median(of: Callable[[Watched], float]) -> tuple[float, float]:
        first = statistics.median(map(of, starts))
        return first, statistics.median(map(of, whole)) - first

    start, seconds = median(lambda run: run.seconds)
    _, cpu = median(lambda run: run.cpu)
    _, alone = median(lambda run: float(run.printed.split()[-1]))
    handed_out = f"{lines / alone:,.0f}" if way == "many-2" and alone > 0 else "–"
    return (
        WAYS[way][2], f"{start + seconds:.1f}", f"{start:.1f}", f"{lines / seconds:,.0f}",
        f"{1e6 * cpu / lines:,.0f}", f"{COUNTRY * cpu / lines / NIGHT:.1f}",
        f"{max(run.most for run in whole) / 2**20:,.0f}", handed_out,
    )  # fmt: skip


HEAD: Final = (
    "method", "seconds", "of which start-up", "lines per second", "processor seconds per million lines",
    f"cores for {COUNTRY / 1e6:.0f} M lines in 8 h", "peak MiB of all processes",
    "lines per second that its parent could hand out",
)  # fmt: skip


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=WAYS, default=list(WAYS))
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        way, folder, out = asked.inside
        work, workers, _ = WAYS[way]
        work(Path(folder), Path(out), workers)
        print(time.process_time())
        return 0
    rows = []
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        write_lines(Path(few), FILES)
        write_lines(Path(many), asked.lines)
        for way in asked.only:
            if reason := missing(way):
                print(f"{way}: left out, {reason}")
                continue
            rows.append(row_of(way, Path(few), Path(many), asked.lines, asked.runs))
    print_table(f"{asked.lines:,} distinct lines, medians of {asked.runs}", HEAD, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
