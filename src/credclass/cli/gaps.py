"""``credclass gaps``: credentials in your own text that the catalog lacks."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from credclass.catalog.keys import slug
from credclass.cli.streams import Lines
from credclass.decision.mentions.kinds import usual_kind
from credclass.display import printable
from credclass.result import Category
from credclass.text.tokens import phrase_key

if TYPE_CHECKING:
    from credclass import Catalog, Classifier


def run(files: list[str], least: int, most: int, classifier: Classifier, *, stub: bool) -> bool:
    """True if a file failed, after the unlinked names of ``files`` are counted and printed."""
    lines = Lines(files)
    counts: Counter[str] = Counter()
    names: dict[str, tuple[str, Category, str]] = {}
    for line in lines:
        for name, category in classifier.unlinked_names(line):
            key = phrase_key(name)
            counts[key] += 1
            names.setdefault(key, (name, category, line))
    found = [(*names[key], count) for key, count in counts.most_common() if count >= least and key][
        :most
    ]
    if not found:
        often = f"{least} times" if least > 1 else "once"
        typer.echo(f"no name missing from the catalog occurs {often} or more", err=True)
    elif stub:
        typer.echo(toml_stub(found, classifier.catalog))
    else:
        _print_table(found)
    return bool(lines.failed)


def _print_table(found: list[tuple[str, Category, str, int]]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("count", "name", "category", "example"):
        table.add_column(column, overflow="fold")
    for name, category, example, count in found:
        table.add_row(
            str(count), Text(printable(name)), Text(category), Text(printable(example[:120]))
        )
    Console().print(table)


def toml_stub(found: list[tuple[str, Category, str, int]], catalog: Catalog) -> str:
    """Entries to fill in, with the names as written and the usual kind of their category."""
    rows = []
    for name, category, _, count in found:
        quoted = json.dumps(name, ensure_ascii=False)
        times = "once" if count == 1 else f"{count} times"
        rows.append(
            f"# seen {times}\n[[credential]]\n"
            f'id = "my-issuer/{slug(name)}"\nname = {quoted}\n'
            f'kind = "{usual_kind(category, catalog.by_number)}"\nissuer = ""\nsource = ""\n'
        )
    return "\n".join(rows)
