"""The commands of ``credclass`` and their exit codes."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from credclass import Catalog, CatalogError, Classifier, MissingExtraError, __version__
from credclass.batch.lines import MOST_WORKERS
from credclass.batch.sources import Form, Output
from credclass.cli import catalog as catalog_commands
from credclass.cli import classify as classify_command
from credclass.cli import explain as explain_command
from credclass.cli import gaps as gaps_command
from credclass.cli.options import CatalogPaths, Override, make_catalog
from credclass.cli.streams import drop, speak_utf8
from credclass.decision.model import load_model

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    help="Classify lines of résumés by the credential they claim.",
)
app.add_typer(
    catalog_commands.app, name="catalog", help="Show, search, check and extend the catalog."
)


class Format(StrEnum):
    """The output format of rows."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def make_classifier(
    paths: list[str] | None, *, override: bool, abstain_below: float = 0.0
) -> Classifier:
    """A classifier with the default catalog and the user's files; faults end the command."""
    return Classifier(make_catalog(paths, override=override), abstain_below=abstain_below)


def _version(wanted: bool) -> None:  # noqa: FBT001  (the callback that typer asks for)
    if wanted:
        digests = f"catalog {Catalog.default().digest}, weights {load_model().digest}"
        typer.echo(f"credclass {__version__}, {digests}")
        raise typer.Exit


@app.callback()
def common(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the versions of package, catalog and weights.",
        ),
    ] = False,
) -> None:
    """Options of ``credclass`` itself."""


@app.command()
def classify(
    files: Annotated[
        list[str] | None, typer.Argument(help="Text files; '-' or no file reads standard input.")
    ] = None,
    *,
    section: Annotated[
        str | None, typer.Option(help="The heading above the lines; it applies to all.")
    ] = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Format | None, typer.Option(help="Default: table on a terminal, jsonl in a pipe.")
    ] = None,
    abstain_below: Annotated[
        float, typer.Option(min=0, max=1, help="Answers below this probability become 'none'.")
    ] = 0.0,
    raw: Annotated[
        bool, typer.Option("--raw", help="Do not disarm formulas in CSV cells.")
    ] = False,
    catalog: CatalogPaths = None,
    allow_override: Override = False,
) -> None:
    """Classify lines: one line in, one row out."""
    chosen = format or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)
    if chosen is Format.PARQUET and sys.stdout.isatty():
        typer.echo("credclass: a terminal cannot show Parquet: > FILE.parquet", err=True)
        raise typer.Exit(2)
    classifier = make_classifier(catalog, override=allow_override, abstain_below=abstain_below)
    if section:
        classify_command.warn_of_heading(section, classifier)
    failed = classify_command.run(files or ["-"], section, chosen.value, classifier, raw=raw)
    raise typer.Exit(1 if failed else 0)


@app.command()
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders or patterns; text, JSONL, CSV, TSV or Parquet by extension. "
            "Without --out, the last argument is the output.",
        ),
    ],
    *,
    out: Annotated[
        str | None,
        typer.Option(
            help="The output folder, with one file per input; for a single input, a file."
        ),
    ] = None,
    column: Annotated[str, typer.Option(help="The name of the column with the lines.")] = "text",
    section_column: Annotated[
        str | None, typer.Option(help="The name of the column with the headings.")
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(help="Input columns to copy to the output, e.g. id,name. Repeatable."),
    ] = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Output | None, typer.Option(help="Default: the format of the input; JSONL for text.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=MOST_WORKERS, help="The number of processes.")
    ] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Skip what an earlier run finished.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace existing output.")
    ] = False,
    abstain_below: Annotated[
        float, typer.Option(min=0, max=1, help="Answers below this probability become 'none'.")
    ] = 0.0,
    raw: Annotated[
        bool, typer.Option("--raw", help="Do not disarm formulas in CSV cells.")
    ] = False,
    catalog: CatalogPaths = None,
    allow_override: Override = False,
) -> None:
    """Classify files of any size: credclass batch IN... OUT.

    Each input gets an output, complete or not at all.
    """
    from credclass.cli import batch as command  # noqa: PLC0415  (the other commands do not need it)

    if resume and overwrite:
        raise typer.BadParameter("--resume keeps what is done, --overwrite replaces it: give one")
    classifier = make_classifier(catalog, override=allow_override, abstain_below=abstain_below)
    settings = command.settings_of(column, section_column, keep or (), raw=raw)
    form = Form(format) if format else None
    code = command.run(
        inputs, out, settings, form, workers, classifier, resume=resume, overwrite=overwrite
    )
    raise typer.Exit(code)


@app.command()
def explain(
    line: Annotated[
        str,
        typer.Argument(
            help="One line of a résumé, in quotes; - reads it from stdin. One that begins with a "
            'hyphen stands behind --: explain -- "- PMP, 2019".',
        ),
    ],
    *,
    section: Annotated[str | None, typer.Option(help="The heading above the line.")] = None,
    catalog: CatalogPaths = None,
    allow_override: Override = False,
) -> None:
    """Explain an answer: evidence, scores, the issuer's requirements, near misses."""
    explain_command.run(line, section, make_classifier(catalog, override=allow_override))


@app.command()
def gaps(
    files: Annotated[
        list[str] | None, typer.Argument(help="Text files; '-' or no file reads standard input.")
    ] = None,
    *,
    least: Annotated[
        int, typer.Option(min=1, help="The minimum number of occurrences of a name.")
    ] = 1,
    most: Annotated[int, typer.Option(min=1, help="The maximum number of names to print.")] = 50,
    stub: Annotated[
        bool, typer.Option("--stub", help="Print the names as TOML to fill in.")
    ] = False,
    catalog: CatalogPaths = None,
    allow_override: Override = False,
) -> None:
    """List the credentials in your text that are missing from the catalog."""
    classifier = make_classifier(catalog, override=allow_override)
    failed = gaps_command.run(files or ["-"], least, most, classifier, stub=stub)
    raise typer.Exit(1 if failed else 0)


def run() -> None:
    """The console script. It exits quietly with 0 when its reader closes the pipe, with 130 on Ctrl-C."""
    if sys.stdout is None:
        if sys.stderr is not None:
            typer.echo("credclass: standard output is closed", err=True)
        raise SystemExit(1)
    speak_utf8()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except (CatalogError, MissingExtraError) as error:
        typer.echo(f"credclass: {error}", err=True)
        raise SystemExit(2) from None
    except OSError as error:  # a full disk, a missing folder
        place = f"{error.filename}: " if error.filename else ""
        typer.echo(f"credclass: {place}{error.strerror or error}", err=True)
        drop(sys.stdout.fileno())  # else the end of the process fails on what is still buffered
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
