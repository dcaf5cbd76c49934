"""One way of reading lines, in a process of its own: its rate, its start, its memory.

    python benchmarks/ways.py WAY FOLDER

``side_by_side.py`` calls this. ``FOLDER`` holds ``names.json`` and the lines, raw for this library and
folded for the others. Nothing is imported before the way that is asked for needs it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from memory import own_memory
from peers import LIST_MATCHERS, SCAN, SCORERS, Peer, extract_one

Sections = Sequence[str | None]
Read = Callable[[Sequence[str], Sections], Iterable[object]]
"""Reads lines; every item that comes out is taken and dropped."""

BATCH: Final = 1_024
"""Rows of an Arrow batch. The lines of a run are a multiple of it."""


class Way(NamedTuple):
    """A way of reading lines."""

    label: str
    prepare: Callable[[Path], Read]
    """Given the folder, all that comes before the first line."""
    package: str = "credclass"
    raw: bool = False
    """Whether it takes lines as they are written, not folded."""
    processes: int = 1
    most: int = 1_000_000
    """Lines of a run at most: similarity is slow."""
    rows: int = 1
    """Lines to which one item that comes out answers."""


def _classify(_: Path) -> Read:
    from credclass import Classifier  # noqa: PLC0415

    classifier = Classifier()
    return lambda texts, sections: map(classifier.classify, texts, sections)


def _classify_many(workers: int) -> Callable[[Path], Read]:
    def prepare(_: Path) -> Read:
        from credclass import Classifier  # noqa: PLC0415

        classifier = Classifier()
        return lambda texts, sections: classifier.classify_many(
            texts, sections=sections, workers=workers
        )

    return prepare


def _batches(texts: Sequence[str], sections: Sections) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415

    for start in range(0, len(texts), BATCH):
        part = slice(start, start + BATCH)
        headings = pa.array(sections[part], pa.string())
        yield pa.record_batch({"text": pa.array(texts[part]), "section": headings})


def answer_batch(batch: Any) -> Any:
    """The answers to a batch; on its own so that processes can be told to do it."""
    from credclass.arrow import classify_batch  # noqa: PLC0415

    return classify_batch(batch, section="section")


def _arrow(_: Path) -> Read:
    from credclass import Classifier  # noqa: PLC0415

    Classifier()
    return lambda texts, sections: map(answer_batch, _batches(texts, sections))


def _arrow_spread(_: Path) -> Read:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    pool = ProcessPoolExecutor(2, get_context("spawn"))
    return lambda texts, sections: pool.map(answer_batch, _batches(texts, sections))


def _fold(_: Path) -> Read:
    from credclass.text.fold import fold  # noqa: PLC0415
    from credclass.text.tokens import tokenize  # noqa: PLC0415

    return lambda texts, _: (tokenize(fold(text)) for text in texts)


def _peer(peer: Peer) -> Way:
    def prepare(folder: Path) -> Read:
        find = peer.make(json.loads((folder / "names.json").read_text(encoding="utf-8")))
        return lambda texts, _: map(find, texts)

    return Way(peer.label, prepare, peer.package)


def _extract_one(scorer: str, most: int) -> Way:
    def prepare(folder: Path) -> Read:
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        nearest = extract_one(names, scorer)
        return lambda texts, _: map(nearest, texts)

    return Way(f"rapidfuzz extractOne, {scorer}", prepare, "rapidfuzz", most=most)


WAYS: Final[dict[str, Way]] = {
    "many": Way("classify_many", _classify_many(1), raw=True),
    "scalar": Way("classify, line by line", _classify, raw=True, most=2_048),
    "arrow": Way("Arrow, classify_batch", _arrow, "pyarrow", raw=True, rows=BATCH),
    "many-2": Way("classify_many, 2 processes", _classify_many(2), raw=True, processes=2),
    "arrow-2": Way(
        "Arrow, 2 processes", _arrow_spread, "pyarrow", raw=True, processes=2, rows=BATCH
    ),
    **{peer.label: _peer(peer) for peer in LIST_MATCHERS},
    **{scorer: _extract_one(scorer, most) for scorer, most in zip(SCORERS, (24, 10), strict=True)},
    "fold": Way("floor: folding and tokenizing alone", _fold, raw=True),
    "scan": _peer(SCAN)._replace(label="floor: Aho–Corasick scan of the characters"),
}


def time_runs(way: Way, read: Read, runs: Sequence[tuple[Sequence[str], Sections]]) -> list[float]:
    """Seconds a line of each run. All runs are one stream, so that none but the first pays for
    processes that start.
    """
    clock = time.process_time if way.processes == 1 else time.perf_counter
    texts = [text for run, _ in runs for text in run[: way.most]]
    sections = [section for _, run in runs for section in run[: way.most]]
    lines = len(texts) // len(runs)
    items = -(-lines // way.rows)
    seconds, begun = [], clock()
    for number, _ in enumerate(read(texts, sections), start=1):
        if number % items == 0:
            now = clock()
            seconds.append((now - begun) / lines)
            begun = now
    return seconds


def main() -> int:
    """Print, as JSON, when the first line was answered, the bytes that the lines themselves take,
    and the seconds a line of every run.
    """
    name, folder = sys.argv[1], Path(sys.argv[2])
    way = WAYS[name]
    read = way.prepare(folder)
    list(read(["PMP, Project Management Institute, 2019"], [None]))
    told: dict[str, Any] = {"ready": time.monotonic()}
    before = own_memory()
    lines = json.loads((folder / ("raw.json" if way.raw else "folded.json")).read_text("utf-8"))
    told["lines"] = own_memory() - before
    for sort, runs in lines.items():
        told[sort] = time_runs(way, read, runs)
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
