"""Whether answers are as good, and as honest, for lines of one country or language as of another.

A line's country is that of the university or school which its *label* names, so that it does
not depend on the answer; its language is the label's, else told by its letters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from credclass import Catalog, Category, IssuerEntry
from fitting import Line
from measures import Answers, wilson
from tables import print_table

MIN_LINES: Final = 20
"""Countries and languages of fewer lines are counted together: an interval would say nothing."""

SCHOOLS: Final = {"university", "school"}


def language(line: Line) -> str:
    """The label's language, else what the letters tell."""
    if line.facts.get("lang"):
        return str(line.facts["lang"])
    scripts = Counter(unicodedata.name(c, "?").split(" ")[0] for c in line.text if c.isalpha())
    if scripts["CYRILLIC"]:
        return "Cyrillic"
    if scripts["CJK"]:
        return "Chinese"
    return "Latin, not labelled"


def country(line: Line, catalog: Catalog) -> str:
    """The country of the school that the label names; empty for lines whose label names none."""
    name = str(line.facts.get("issuer") or "")
    named = [entry for entry in catalog.named(name) if isinstance(entry, IssuerEntry)]
    countries = {entry.country for entry in named if entry.kind in SCHOOLS and entry.country}
    if len(countries) == 1:
        return countries.pop()
    if line.category != Category.DEGREE:
        return ""
    if not name:
        return "a degree, no school named"
    return "a school of several countries" if countries else "a degree, school not in the catalog"


def print_fairness(lines: Sequence[Line], given: Answers, catalog: Catalog) -> None:
    """Accuracy by country and by language, each with its interval and its mean confidence."""
    _print_groups("country of the school", lines, given, lambda line: country(line, catalog))
    _print_groups("language or script", lines, given, language)


def _print_groups(
    label: str, lines: Sequence[Line], given: Answers, key: Callable[[Line], str]
) -> None:
    groups: dict[str, list[int]] = {}
    for row, line in enumerate(lines):
        groups.setdefault(key(line), []).append(row)
    groups.pop("", None)
    small = [name for name, rows in groups.items() if len(rows) < MIN_LINES]
    rest = [row for name in small for row in groups.pop(name)]
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    if rest:
        ordered.append((f"{len(small)} others", rest))
    table = []
    for name, rows in ordered:
        share, interval = _share(lines, given, rows)
        degrees = [row for row in rows if lines[row].category == Category.DEGREE]
        confidence = float(np.mean([given[row].confidence for row in rows]))
        table.append(
            (
                name, f"{len(rows):,}", share, interval, f"{confidence:.3f}", f"{len(degrees):,}",
                *_share(lines, given, degrees),
            )
        )  # fmt: skip
    head = (label, "lines", "accuracy", "95 % interval", "mean confidence", "degrees",
            "of them right", "95 % interval")  # fmt: skip
    print_table(f"accuracy by {label}", head, table)


def _share(lines: Sequence[Line], given: Answers, rows: Sequence[int]) -> tuple[str, str]:
    """The share of ``rows`` that is right, and its interval; empty where there are none."""
    if not rows:
        return "", ""
    right = sum(given[row].category == lines[row].category for row in rows)
    low, high = wilson(right, len(rows))
    return f"{right / len(rows):.3f}", f"{low:.3f} – {high:.3f}"
