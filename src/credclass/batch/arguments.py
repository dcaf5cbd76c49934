"""``credclass batch IN OUT``: the last argument as the output, unless it may be an input."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from credclass.batch.shards import written
from credclass.batch.sources import NAMELESS, Form, PlanError, Shard, found_in


def inputs_and_output(given: Sequence[str]) -> tuple[list[str], str]:
    """The inputs and, from the last argument, the output.

    Who forgets the output gives an input in its place (``batch *.csv``). So what is there
    already must have been written by an earlier batch.

    Raises:
        PlanError: when there is one argument only, or the last may have been meant as an input.
    """
    *inputs, last = given
    if not inputs:
        raise PlanError(f"where do the answers go? credclass batch {last} OUT")
    out = Path(last)
    if not last:
        raise PlanError(NAMELESS)
    if glob.has_magic(last) and not out.exists():
        raise PlanError(f"{last} is a pattern, and the last of the names is the output's: add it")
    foreign = next((path for path in _files(out) if path.stat().st_size), None)
    if foreign is not None:
        raise PlanError(
            f"the last of the names is the output's, and {foreign} is no answer of an earlier batch: "
            "if it is an input, add --out OUT; if it may be replaced or added to, --out "
            f"{last} says so"
        )
    return inputs, last


def _files(out: Path) -> Iterator[Path]:
    """The files in the place of an output that no earlier batch has written."""
    found = found_in(out) if out.is_dir() else [(out, out.name)] if out.is_file() else []
    root = out if out.is_dir() else out.parent
    for path, label in found:
        if not written(Shard(path, Form.JSONL, root, label, Form.JSONL)):
            yield path
