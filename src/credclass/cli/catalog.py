"""``credclass catalog``: check, show, search, add."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from credclass import Catalog, CatalogError, Classifier, CredentialEntry, IssuerEntry
from credclass.catalog.check import check_own, fix_tables
from credclass.catalog.draft import Draft, append_draft
from credclass.catalog.store import checkout_folder
from credclass.cli.options import CatalogPaths, Override, make_catalog
from credclass.decision.model import load_model

app = typer.Typer(no_args_is_help=True)

_PATH_HELP: Final = (
    "A file or folder of your own entries; default: the catalog folder of this checkout."
)
SHOWN: Final = 20
WIDE: Final = 1_000
"""Columns of a table that no terminal shows."""

_BETWEEN_IDEOGRAPHS: Final = re.compile(r"(?<=[\u3040-\u9fff]) (?=[\u3040-\u9fff])")
"""Catalog phrases have a space between ideographs; people write none."""


def _place(given: Path | None) -> Path:
    place = given or checkout_folder()
    if place is None or not place.exists():
        told = f"{given} is not there" if given else "no catalog folder here"
        typer.echo(f"credclass: {told}: give a file or a folder, catalog check PATH", err=True)
        raise typer.Exit(2)
    return place


@app.command()
def check(
    path: Annotated[Path | None, typer.Argument(help=_PATH_HELP)] = None,
    *,
    fix: Annotated[bool, typer.Option("--fix", help="Sort tables and drop duplicates.")] = False,
    allow_override: Override = False,
) -> None:
    """Report every fault with file, key and remedy; exit with 1 if there are any.

    Entries are checked as additions to the package's catalog, a folder that defines kinds by itself.
    """
    place = _place(path)
    if fix:
        for name in fix_tables(place):
            typer.echo(f"fixed {name}")
    faults = check_own(place, load_model().ordinary, override=allow_override)
    for fault in faults:
        typer.echo(str(fault))
    typer.echo(f"{len(faults)} fault{'s' * (len(faults) != 1)}", err=True)
    raise typer.Exit(1 if faults else 0)


@app.command()
def show(
    identifier: Annotated[str, typer.Argument(help="An id: pmi, pmi/pmp.")],
    *,
    catalog: CatalogPaths = None,
    allow_override: Override = False,
) -> None:
    """Show everything the catalog says about an entry.

    Names are shown in the form used for comparison: in lower case, without accents.
    """
    known = make_catalog(catalog, override=allow_override)
    try:
        entry: IssuerEntry | CredentialEntry = known.credential(identifier)
    except KeyError:
        try:
            entry = known.issuer(identifier)
        except KeyError:
            _tell_ids(identifier, known)
            raise typer.Exit(1) from None
    console = Console(soft_wrap=True)
    for key, value in known.facts_of(entry).items():
        console.print(Text(f"{key}: {value}"))
    for phrase in known.phrases_of(entry):
        console.print(Text(f"found as: {_BETWEEN_IDEOGRAPHS.sub('', phrase)}"))
    if isinstance(entry, IssuerEntry):
        for credential in known.credentials():
            if credential.issuer == entry.id:
                console.print(Text(f"awards: {credential.id}  {credential.name}"))


def _tell_ids(name: str, catalog: Catalog) -> None:
    """Suggest what to type when a name or acronym was given instead of an id."""
    named = catalog.named(name)
    told = [f"\n  credclass catalog show {entry.id}   ({entry.name})" for entry in named]
    remedy = "entries with that name:" + "".join(told)
    if not named:
        remedy = f"try  credclass catalog search {name!r}"
    typer.echo(f"credclass: no entry has the id {name!r}: {remedy}", err=True)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="A name, or part of one.")],
    *,
    catalog: CatalogPaths = None,
    allow_override: Override = False,
) -> None:
    """Search for entries by similar names."""
    wanted = " ".join(words)
    found = make_catalog(catalog, override=allow_override).search(wanted, limit=SHOWN)
    if not found:
        typer.echo(f"credclass: no name is like {wanted!r}", err=True)
        raise typer.Exit(1)
    table = Table(box=None, pad_edge=False)
    console = Console()
    if not console.is_terminal:  # whoever cuts the rows apart wants them whole
        console = Console(width=WIDE)
    for column in ("id", "name", "kind", "similarity"):
        table.add_column(column, overflow="fold")
    for entry, similarity in found:
        table.add_row(Text(entry.id or ""), Text(entry.name), entry.kind, f"{similarity:.0f}")
    console.print(table)


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(help="The TOML file to add the entry to; created if missing.")
    ],
) -> None:
    """Add an entry: ask for its fields, warn of near duplicates, append it, and try its example."""
    catalog = Catalog.default()
    name = typer.prompt("Official name")
    for entry, similarity in catalog.search(name, limit=5):
        typer.echo(f"  similar: {entry.name} ({entry.id}), {similarity:.0f} %")
    issuer = typer.prompt("Issuer's id (credclass catalog search finds it)")
    kind = typer.prompt("Kind", default="certification")
    acronym = typer.prompt("Acronym (empty for none)", default="", show_default=False)
    source = typer.prompt("Source: the issuer's page that describes it")
    example = typer.prompt("A line of a résumé that claims it")
    draft = Draft(
        issuer=issuer, name=name, kind=kind, acronym=acronym, source=source, example=example
    )
    try:
        extended = append_draft(draft, file, catalog)
    except CatalogError as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{draft.identifier} added to {file}")
    if told := unlinked(example, draft.identifier, extended):
        typer.echo(f"credclass: its example {told}", err=True)


def unlinked(example: str, identifier: str, catalog: Catalog) -> str:
    """How a line that should link to a credential is misread; empty if it is read correctly."""
    result = Classifier(catalog).classify(example)
    category = catalog.categories[catalog.credential(identifier).kind]
    found = {one.credential.id: one.category for one in result.mentions if one.credential}
    if identifier not in found:
        linked = f"links to {', '.join(sorted(found))}" if found else "links to nothing"
        return f"{linked}, not to {identifier}: add an alias that stands in it"
    if found[identifier] != category:
        return f"is read as {found[identifier]}, not as {category}: name the awarder in it"
    return ""
