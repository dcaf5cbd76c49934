"""``credclass explain``: why a line got its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from credclass.cli.classify import COLOURS, marked
from credclass.cli.streams import Lines
from credclass.display import percent, printable
from credclass.result import Category, Claim

if TYPE_CHECKING:
    from credclass import Classification, Classifier

SHOWN: Final = 25
"""The number of pieces of evidence in the table; lighter ones are summed in one row."""

_APART: Final = frozenset(("text", "category", "credential", "issuer", "platform"))
_DETAILS: Final = tuple(name for name in Claim.model_fields if name not in _APART)
"""What is told of a mention beside its text, category and links."""


def run(line: str, section: str | None, classifier: Classifier) -> None:
    """Print the answer, its evidence with the sums, the issuer's requirements and near misses."""
    console = Console()
    if line == "-":
        line = next(iter(Lines(["-"])), "")
    result = classifier.classify(line, section)
    console.print(marked(result))
    colour = COLOURS[result.category]
    console.print(Text(f"{result.category}  {percent(result.confidence)}", style=f"bold {colour}"))
    for label, value in describe(result):
        console.print(Text(f"  {label}: {printable(value)}"))
    console.print(evidence_table(result))
    linked = {one for each in result.mentions for one in (each.credential, each.issuer)}
    misses = [miss for miss in classifier.near_misses(line) if miss[0] not in linked]
    if misses:
        console.print(Text("near misses:", style="bold"))
        for entry, similarity in misses:
            console.print(Text(f"  {similarity:.2f}  {entry.name}  ({entry.id})"))


def describe(result: Classification) -> list[tuple[str, str]]:
    """Label and value of everything in the answer."""
    rows: list[tuple[str, str]] = []
    for mention in result.mentions:
        rows.append(("mention", f"{mention.text!r}: {mention.category}"))
        if mention.credential:
            entry = mention.credential
            rows.append(("  credential", f"{entry.name} ({entry.id})"))
            if entry.requires:
                rows.append(("  the awarder demands", ", ".join(entry.requires)))
            if entry.valid_for:
                rows.append(("  valid for", entry.valid_for))
        if mention.issuer:
            rows.append(("  issuer", f"{mention.issuer.name} ({mention.issuer.kind or 'unknown'})"))
        if mention.platform:
            rows.append(("  platform", mention.platform.name))
        rows.extend(
            (f"  {name}", str(value))
            for name in _DETAILS
            if (value := getattr(mention, name)) is not None
        )
    rows.extend(("warning", warning) for warning in result.warnings)
    return rows


def evidence_table(result: Classification) -> Table:
    """The evidence, heaviest first, with a column per category and the sums below."""
    categories = sorted(Category, key=lambda one: result.probabilities[one], reverse=True)[:4]
    table = Table(box=None, pad_edge=False, show_footer=True)
    scores = result.scores()
    table.add_column("evidence", overflow="fold", max_width=28, footer="score (the sum)")
    table.add_column("text", max_width=20, footer="")
    for category in categories:
        table.add_column(
            Text(category.replace("_", " ")),
            justify="right",
            overflow="fold",
            min_width=6,
            footer=f"{scores[category]:+.2f}",
        )
    pieces = sorted(
        result.evidence,
        key=lambda piece: max(abs(piece.weights[one]) for one in categories),
        reverse=True,
    )
    for piece in pieces[:SHOWN]:
        cells = [f"{piece.weights[one]:+.2f}" for one in categories]
        table.add_row(Text(printable(piece.described)), Text(printable(piece.text[:40])), *cells)
    if rest := pieces[SHOWN:]:
        cells = [f"{sum(piece.weights[one] for piece in rest):+.2f}" for one in categories]
        table.add_row(Text(f"lighter pieces: {len(rest)}"), "", *cells)
    chances = [percent(result.probabilities[one]) for one in categories]
    table.add_row(Text("probability", style="bold"), "", *chances)
    return table
