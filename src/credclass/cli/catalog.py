"""``credclass catalog``: check, show, search, add."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from credclass import Catalog, CredentialEntry, IssuerEntry
from credclass.catalog.check import check_folder, fix_folder
from credclass.catalog.draft import Draft, append_draft
from credclass.catalog.store import checkout_folder
from credclass.decision.model import load_model

app = typer.Typer(no_args_is_help=True)

_FOLDER_HELP: Final = "The catalog's folder; the checkout's own when left out."
SHOWN: Final = 20
_BETWEEN_IDEOGRAPHS: Final = re.compile(r"(?<=[\u3040-\u9fff]) (?=[\u3040-\u9fff])")
"""The catalog's phrases have each ideograph apart; people write them together."""


def _folder(given: Path | None) -> Path:
    folder = given or checkout_folder()
    if folder is None or not folder.is_dir():
        typer.echo("credclass: no catalog folder here: give one, catalog check FOLDER", err=True)
        raise typer.Exit(2)
    return folder


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help=_FOLDER_HELP)] = None,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Sort tables, drop what stands twice.")
    ] = False,
) -> None:
    """Print every fault with file, key and remedy; exit 1 when there are any."""
    place = _folder(folder)
    if fix:
        for name in fix_folder(place):
            typer.echo(f"fixed {name}")
    faults = check_folder(place, load_model().ordinary)
    for fault in faults:
        typer.echo(str(fault))
    typer.echo(f"{len(faults)} faults", err=True)
    raise typer.Exit(1 if faults else 0)


@app.command()
def show(identifier: Annotated[str, typer.Argument(help="An id: pmi, pmi/pmp.")]) -> None:
    """Everything the catalog says of an entry."""
    catalog = Catalog.default()
    try:
        entry: IssuerEntry | CredentialEntry = catalog.credential(identifier)
    except KeyError:
        try:
            entry = catalog.issuer(identifier)
        except KeyError:
            _tell_ids(identifier, catalog)
            raise typer.Exit(1) from None
    console = Console()
    for key, value in entry.model_dump().items():
        if value not in (None, "", False, ()):
            told = ", ".join(value) if isinstance(value, tuple) else value
            console.print(Text(f"{key}: {told}"))
    for phrase in catalog.phrases_of(entry):
        console.print(Text(f"found as: {_BETWEEN_IDEOGRAPHS.sub('', phrase)}"))
    if isinstance(entry, IssuerEntry):
        for credential in catalog.credentials():
            if credential.issuer == entry.id:
                console.print(Text(f"awards: {credential.id}  {credential.name}"))


def _tell_ids(name: str, catalog: Catalog) -> None:
    """What to type instead of a name or an acronym that was given for an id."""
    named = catalog.named(name)
    told = [f"\n  credclass catalog show {entry.id}   ({entry.name})" for entry in named]
    remedy = "these bear that name:" + "".join(told)
    if not named:
        remedy = f"try  credclass catalog search {name!r}"
    typer.echo(f"credclass: no entry has the id {name!r}: {remedy}", err=True)


@app.command()
def search(words: Annotated[list[str], typer.Argument(help="A name, or part of one.")]) -> None:
    """Entries whose names are like the words given."""
    table = Table(box=None, pad_edge=False)
    for column in ("id", "name", "kind", "similarity"):
        table.add_column(column, overflow="fold")
    found = Catalog.default().search(" ".join(words), limit=SHOWN)
    for entry, similarity in found:
        table.add_row(Text(entry.id or ""), Text(entry.name), entry.kind, f"{similarity:.0f}")
    Console().print(table)
    raise typer.Exit(0 if found else 1)


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(help="The TOML file to add the entry to; made if missing.")
    ],
) -> None:
    """Ask for what an entry needs, warn of near duplicates, and write it sorted."""
    catalog = Catalog.default()
    name = typer.prompt("Official name")
    for entry, similarity in catalog.search(name, limit=5):
        typer.echo(f"  much like: {entry.name} ({entry.id}), {similarity:.0f} %")
    issuer = typer.prompt("Awarder's id (credclass catalog search finds it)")
    kind = typer.prompt("Kind", default="certification")
    acronym = typer.prompt("Acronym (empty for none)", default="", show_default=False)
    source = typer.prompt("Source: the awarder's page that says so")
    example = typer.prompt("A line of a résumé that claims it")
    draft = Draft(
        issuer=issuer, name=name, kind=kind, acronym=acronym, source=source, example=example
    )
    faults = append_draft(draft, file, catalog)
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{draft.identifier} stands in {file}")
