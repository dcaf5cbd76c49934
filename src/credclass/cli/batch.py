"""``credclass batch``: from files of lines to files of answers, with progress and a summary."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from credclass.batch.alone import alone
from credclass.batch.arguments import inputs_and_output
from credclass.batch.files import run_shards
from credclass.batch.records import Columns
from credclass.batch.shards import Report, Settings, Tally, begun, done, new_folders, remove_empty
from credclass.batch.sources import Form, PlanError, Shard, passed_over, plan
from credclass.batch.writers import expect_free
from credclass.cli.streams import ReaderGoneError
from credclass.display import printable
from credclass.errors import CredclassError

if TYPE_CHECKING:
    from credclass import Classifier

_GO_ON: Final = "What is done stays: go on with --resume."

NAMES: Final = 10
"""The number of unlinked names in the summary, and of skipped files that are listed."""


def run(
    inputs: Sequence[str],
    out: str | None,
    settings: Settings,
    form: Form | None,
    workers: int,
    classifier: Classifier,
    *,
    resume: bool,
    overwrite: bool,
) -> int:
    """The exit code, after the inputs are classified and a summary is printed.

    Without ``out``, the last of the inputs is the output.
    """
    try:
        if out is None:
            inputs, out = inputs_and_output(inputs)
        expect_free(settings.columns.keep)
        shards = plan(inputs, out, form)
        finished = _finished(shards, settings, classifier) if resume else {}
        if not overwrite:
            _refuse_to_overwrite(shards, resume=resume)
    except PlanError as error:
        return _refused(error)
    _tell_passed_over(passed_over(inputs, Path(out), shards))
    todo = [shard for shard in shards if shard not in finished]
    made = new_folders(shards)
    tallies = dict(finished)
    started = time.monotonic()
    try:
        with alone(shards), _progress(todo) as report:
            tallying = run_shards(todo, settings, classifier, workers, report)
            with closing(tallying):
                tallies |= zip(todo, tallying, strict=True)
    except PlanError as error:
        return _refused(error)
    except CredclassError as error:
        typer.echo(f"credclass: {error}\n{_GO_ON}", err=True)
        return 1
    except KeyboardInterrupt:
        typer.echo(f"credclass: interrupted\n{_GO_ON}", err=True)
        raise
    finally:
        remove_empty(made)
    with suppress(ReaderGoneError):  # the answers are in files, and whole
        _tell(shards, tallies, len(todo), time.monotonic() - started)
    return 1 if any(tally.failure for tally in tallies.values()) else 0


def _refused(error: PlanError) -> int:
    """The exit code, after it is said why nothing is begun."""
    typer.echo(f"credclass: {error}", err=True)
    return 2


def settings_of(text: str, section: str | None, keep: Sequence[str], *, raw: bool) -> Settings:
    """The settings given by options; each of ``keep`` is a list of names separated by commas."""
    given = (name.strip() for names in keep for name in names.split(","))
    names = dict.fromkeys(name for name in given if name)
    return Settings(Columns(text, section, tuple(names)), raw)


def _finished(
    shards: Sequence[Shard], settings: Settings, classifier: Classifier
) -> dict[Shard, Tally]:
    tallies = {shard: done(shard, settings, classifier) for shard in shards}
    return {shard: tally for shard, tally in tallies.items() if tally is not None}


def _refuse_to_overwrite(shards: Sequence[Shard], *, resume: bool) -> None:
    there = [
        shard.target for shard in shards if shard.target.exists() and not (resume and begun(shard))
    ]
    if there:
        more = f" and {len(there) - 1:,} more" if len(there) > 1 else ""
        told = (
            "exists, and no batch has written it:" if resume else "exists: go on with --resume, or"
        )
        raise PlanError(f"{there[0]}{more} {told} replace with --overwrite")


def _tell_passed_over(files: Sequence[Path]) -> None:
    """List the files in folders that are skipped, so that nobody takes half a folder for the whole."""
    if not files:
        return
    shown = ", ".join(map(str, files[:NAMES])) + (", …" if len(files) > NAMES else "")
    told = "1 file is" if len(files) == 1 else f"{len(files):,} files are"
    typer.echo(
        f"credclass: {told} not read, having no ending of a form of lines: {shown}\n"
        "A file that is named is read whatever its ending, as lines of text.",
        err=True,
    )


class _Rate(ProgressColumn):
    """Lines per second."""

    def render(self, task: Task) -> Text:
        """The rate since the start; empty at first."""
        lines = task.fields["lines"]
        return Text(f"{lines:,} lines, {lines / task.elapsed:,.0f}/s" if task.elapsed else "")


@contextmanager
def _progress(shards: Sequence[Shard]) -> Iterator[Report]:
    """Progress with rate and remaining time on stderr, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda lines, size: None  # noqa: ARG005
        return
    total = sum(shard.source.stat().st_size for shard in shards if shard.source.is_file())
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("batch", total=total, lines=0)

        def report(lines: int, size: int) -> None:
            progress.update(task, advance=size, lines=progress.tasks[0].fields["lines"] + lines)

        yield report


def _tell(shards: Sequence[Shard], tallies: dict[Shard, Tally], fresh: int, seconds: float) -> None:
    """Print the summary on stdout and the failures on stderr."""
    for shard in shards:
        if failure := tallies[shard].failure:
            typer.echo(f"credclass: {shard.source}: {failure}", err=True)
    lines = sum(tally.lines for tally in tallies.values())
    rejected = sum(tally.rejected for tally in tallies.values())
    whole = sum(not tally.failure for tally in tallies.values())
    known = f", {len(shards) - fresh:,} of them done before" if fresh < len(shards) else ""
    took = f"{lines:,} lines in {seconds:,.1f} s"
    place = f": {_place(shards)}" if whole else ""
    typer.echo(f"{whole:,} of {len(shards):,} files{known}, {took}{place}")
    if rejected:
        typer.echo(f"{rejected:,} rejected: see {shards[0].folder / '_rejected'}")
    categories: Counter[str] = sum((one.categories for one in tallies.values()), Counter())
    for category, count in sorted(categories.items(), key=_frequent_first):
        typer.echo(f"{count:>12,}  {count / lines:>6.1%}  {category}")
    names: Counter[str] = sum((one.unlinked for one in tallies.values()), Counter())
    if names:
        typer.echo("names that the catalog lacks, the most frequent:")
        for name, count in sorted(names.items(), key=_frequent_first)[:NAMES]:
            typer.echo(f"{count:>12,}  {printable(name)}")


def _place(shards: Sequence[Shard]) -> Path:
    """The place of the answers: a file, or a folder of several."""
    return shards[0].target if len(shards) == 1 else shards[0].folder


def _frequent_first(counted: tuple[str, int]) -> tuple[int, str]:
    """The sort key of a summary, which does not depend on the order of counting."""
    return -counted[1], counted[0]
