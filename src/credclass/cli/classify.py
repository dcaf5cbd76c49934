"""``credclass classify``: rows as a table, JSON, JSON lines, CSV or Parquet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from credclass.batch.readers import chunks
from credclass.batch.rows import FIELDS, row_of
from credclass.batch.writers import GROUP, cells_of
from credclass.cli.streams import Lines
from credclass.display import linked_names, percent, printable
from credclass.errors import MissingExtraError
from credclass.text.sections import UNKNOWN, name_section
from credclass.vocabulary import Category

if TYPE_CHECKING:
    from credclass import Classification, Classifier

COLOURS: Final = {
    Category.PROFESSIONAL_CERTIFICATION: "green",
    Category.PLATFORM_CERTIFICATE: "blue",
    Category.SPECIALIZATION: "magenta",
    Category.DEGREE: "yellow",
    Category.OTHER: "cyan",
    Category.NONE: "bright_black",
}
_CHUNK: Final = 500
"""Rows of a table on a terminal are shown in blocks of this many."""


def run(
    files: list[str], section: str | None, form: str, classifier: Classifier, *, raw: bool
) -> bool:
    """Classify every line of ``files`` and write rows to stdout; True when a file failed."""
    lines = Lines(files)
    results = _watched(classifier.classify(line, section) for line in lines)
    if form == "csv":
        write_csv(results, raw=raw)
    elif form == "table":
        write_table(results)
    else:
        {"json": write_json, "jsonl": write_jsonl, "parquet": write_parquet}[form](results)
    return bool(lines.failed)


def warn_of_heading(section: str, classifier: Classifier) -> None:
    """Say on stderr that no wording file has a heading, and which are near it."""
    known = classifier.catalog.headings
    if name_section(section, known) == UNKNOWN:
        near = get_close_matches(section.lower(), known, n=3)
        hint = f"; near it: {', '.join(near)}" if near else ""
        typer.echo(
            f"credclass: no wording file has the heading {section!r}, so it has no weight{hint}",
            err=True,
        )


def _watched(results: Iterable[Classification]) -> Iterator[Classification]:
    """The results, with progress on stderr when that is a terminal and stdout is not."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from results
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} lines"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("classify", total=None)
        for count, result in enumerate(results, start=1):
            if count % 256 == 0:
                progress.update(task, completed=count)
            yield result


def write_jsonl(results: Iterable[Classification]) -> None:
    """One JSON object a line."""
    out = sys.stdout
    for result in results:
        out.write(result.model_dump_json())
        out.write("\n")
    out.flush()


def write_json(results: Iterable[Classification]) -> None:
    """One array, an answer a line; it is closed also when nothing was read."""
    out = sys.stdout
    before = "[\n"
    for result in results:
        out.write(before)
        out.write(result.model_dump_json())
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")
    out.flush()


def write_parquet(results: Iterable[Classification]) -> None:
    """Parquet with the columns of ``write_csv``.

    Raises:
        MissingExtraError: without pyarrow; nothing is read then.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra, and slow to import)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("--format parquet", "arrow") from None
    from credclass.batch.arrays import SCHEMA, batch_of  # noqa: PLC0415

    schema = pa.schema([pa.field("text", pa.string()), *SCHEMA], metadata=SCHEMA.metadata)
    with pq.ParquetWriter(sys.stdout.buffer, schema, compression="zstd") as writer:
        for lines in chunks(((result.text, row_of(result)) for result in results), GROUP):
            texts, rows = zip(*lines, strict=True)
            columns = [pa.array(texts, pa.string()), *batch_of(rows).columns]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
    sys.stdout.flush()


def write_csv(results: Iterable[Classification], *, raw: bool) -> None:
    """CSV with a header: the columns that ``batch`` writes, less the number of the line.

    Cells that a spreadsheet would run get a ``'`` before them.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("text", *FIELDS))
    for result in results:
        writer.writerow(cells_of(result.text, row_of(result), raw=raw))
    sys.stdout.flush()


def write_table(results: Iterable[Classification]) -> None:
    """A table for people, in blocks, mentions in their category's colour."""
    console = Console()
    for block in chunks(results, _CHUNK):
        console.print(_table(block))


def _table(results: list[Classification]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("line", ratio=5, overflow="fold")
    table.add_column("category", no_wrap=True)
    table.add_column("conf.", justify="right")
    table.add_column("linked to", ratio=3)
    for result in results:
        colour = COLOURS[result.category]
        table.add_row(
            marked(result),
            Text(result.category, style=colour),
            percent(result.confidence),
            Text(linked_names(result)),
        )
    return table


def marked(result: Classification) -> Text:
    """The line with each mention in its category's colour; control characters shown as ␀, tabs as spaces."""
    text = Text(printable(result.text[:400].replace("\t", " ")))
    for mention in result.mentions:
        text.stylize(f"bold {COLOURS[mention.category]}", *mention.span)
    return text
