"""This library and its peers on the same lines with the same names: rates, start, memory."""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from credclass import Catalog
from credclass.text.tokens import phrase_key
from fitting import read_own_lines, read_real_lines
from listed import names_of
from memory import run_watched
from tables import print_table
from ways import BATCH, WAYS

RUNS: Final = 5
COUNT: Final = 4 * BATCH
"""Distinct lines of a run."""
REPEATED: Final = 16 * BATCH
"""Lines of a run that repeat, drawn from as many."""
WARM_UP: Final = 8
"""Runs that are not counted: after them every real line has been met, with another number."""
SEED: Final = 11

Lines = tuple[list[str], list[str | None]]
"""Texts and their sections."""


def distinct_lines(count: int, first: int = 0) -> Lines:
    """Real lines (own ones where there are none) in a mixed order, each made distinct by a number."""
    lines = read_real_lines() or read_own_lines()
    random.Random(SEED).shuffle(lines)  # noqa: S311  (an order)
    numbers = range(first, first + count)
    chosen = [lines[number % len(lines)] for number in numbers]
    texts = [f"{line.text} {number}" for number, line in zip(numbers, chosen, strict=True)]
    return texts, [line.section or None for line in chosen]


def repeating(lines: Lines, count: int, seed: int) -> Lines:
    """Lines drawn so that the n-th is drawn in proportion to 1/n (Zipf's law)."""
    rng = random.Random(seed)  # noqa: S311  (a sample)
    weights = [1 / rank for rank in range(1, len(lines[0]) + 1)]
    rows = rng.choices(range(len(lines[0])), weights, k=count)
    return [lines[0][row] for row in rows], [lines[1][row] for row in rows]


def write_lines(folder: Path, catalog: Catalog) -> None:
    """The names and the lines of every run."""
    names = [name for name, listed in names_of(catalog).items() if listed.rank < 2]
    distinct = [distinct_lines(COUNT, run * COUNT) for run in range(WARM_UP + RUNS)]
    pools = (distinct_lines(REPEATED, run * REPEATED) for run in range(WARM_UP + RUNS))
    repeated = [repeating(pool, REPEATED, run) for run, pool in enumerate(pools)]
    raw = {"distinct": distinct, "repeating": repeated}
    folded = {
        sort: [([phrase_key(text) for text in texts], sections) for texts, sections in runs]
        for sort, runs in raw.items()
    }
    for name, content in (("names", names), ("raw", raw), ("folded", folded)):
        text = json.dumps(content, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


def print_side_by_side() -> None:
    """The table. Rates of one process are by its own CPU time, of two by the clock."""
    rows = []
    ours = 0.0
    with tempfile.TemporaryDirectory() as place:
        write_lines(Path(place), Catalog.default())
        for name, way in WAYS.items():
            if find_spec(way.package) is None:
                print(f"{way.label}: left out, {way.package} is not installed")
                continue
            command = [sys.executable, str(Path(__file__).with_name("ways.py")), name, place]
            run = run_watched(command)
            told: dict[str, Any] = json.loads(run.printed)
            distinct, repeated = (
                1 / statistics.median(told[sort][WARM_UP:]) for sort in ("distinct", "repeating")
            )
            ours = ours or distinct
            rows.append(
                (
                    way.label, f"{distinct:,.0f}", f"{repeated:,.0f}", f"{ours / distinct:,.2f}",
                    f"{told['ready'] - run.begun:.2f}", f"{(run.most - told['lines']) / 2**20:,.0f}",
                )
            )  # fmt: skip
    head = ("way", "distinct lines a second", "repeating by Zipf's law",
            "classify_many's rate over it", "start, seconds", "peak MiB without the lines")  # fmt: skip
    title = f"side by side: {COUNT:,} distinct and {REPEATED:,} repeating lines, medians of {RUNS}"
    print_table(title, head, rows)
