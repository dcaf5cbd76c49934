"""Options that several commands share: the user's own entries."""

from __future__ import annotations

from typing import Annotated

import typer

from credclass import Catalog, CatalogError

CatalogPaths = Annotated[
    list[str] | None,
    typer.Option(
        "--catalog",
        help="Entries of your own: a TOML or TSV file, or a folder. Repeatable.",
    ),
]
Override = Annotated[
    bool,
    typer.Option(
        "--allow-override", help="Let your entries replace catalog entries with the same id."
    ),
]


def make_catalog(paths: list[str] | None, *, override: bool) -> Catalog:
    """The default catalog with the user's files; faults end the command."""
    try:
        catalog = Catalog.default()
        return catalog.extended(*paths, override=override) if paths else catalog
    except (CatalogError, ValueError) as error:
        typer.echo(f"credclass: {error}", err=True)
        raise typer.Exit(2) from None
