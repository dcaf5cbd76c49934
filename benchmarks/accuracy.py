"""How often the answer is right, on real lines that the weights were not fitted on.

    python benchmarks/accuracy.py                     every table
    python benchmarks/accuracy.py fairness peers      these alone
    python benchmarks/accuracy.py diagram             draws docs/reliability.svg anew
    python benchmarks/accuracy.py --errors 40         and so many errors, to read by cause

The lines of ``../shared/data/lines_dev.jsonl`` are split into five folds by groups of
similar lines. Each fold is answered by the whole library with weights fitted, by the
functions of ``scripts/fitting.py``, on the other four and on the project's own lines.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from checkout import ROOT
from compared import print_peers
from credclass import Catalog
from credclass.decision.model import CATEGORIES
from details import print_cases, print_labelled, print_mentions
from diagram import draw_reliability
from fairness import language, print_fairness
from fitting import Line, read_own_lines, read_real_lines
from folds import FOLDS, Fold, answer, fold_classifiers
from linking import print_linking
from measures import (
    Answers,
    accuracy,
    calibration_error,
    macro_f1,
    none_as_credential,
    reliability,
    said,
)
from robustness import print_robustness
from tables import print_table

SEED: Final = 7
CONFUSIONS: Final = 12
DIAGRAM: Final = ROOT / "docs" / "reliability.svg"
SEEN: Final = ROOT / "benchmarks" / "seen_lines.txt"
"""Rows of the real lines that writers of ``training/lifelike/`` and ``training/mixed/`` saw with their labels,
from 0."""


class Run(NamedTuple):
    """What every table is made of."""

    lines: Sequence[Line]
    own: Sequence[Line]
    folds: Sequence[Fold]
    given: Answers
    """With the lines' sections."""
    bare: Answers
    """Without."""
    catalog: Catalog


def measure() -> Run | None:
    """The answers to the real lines; None where they are not there."""
    lines, own = read_real_lines(), read_own_lines()
    if not lines:
        return None
    catalog = Catalog.default()
    folds = fold_classifiers(lines, own, catalog)
    bare = answer(lines, folds, section=False)
    return Run(lines, own, folds, answer(lines, folds), bare, catalog)


def print_overview(run: Run) -> None:
    """The headline figures with and without section."""
    seen = set(map(int, SEEN.read_text(encoding="utf-8").split()))
    head = ("", "accuracy", "sure lines", "macro F1", "none as credential", "ECE")
    for title, rows in (
        (f"{len(run.lines):,} lines, {FOLDS} folds", range(len(run.lines))),
        ("those that no writer of training lines saw", sorted({*range(len(run.lines))} - seen)),
    ):
        lines = [run.lines[row] for row in rows]
        table = []
        for label, answers in (("with section", run.given), ("without section", run.bare)):
            table.append((label, *_headline(lines, [answers[row] for row in rows])))
        print_table(title, head, table)


def _headline(lines: Sequence[Line], answers: Answers) -> tuple[str, ...]:
    """The headline figures of some lines."""
    categories = said(answers)
    sure = [row for row, line in enumerate(lines) if line.facts["sure"]]
    return (
        f"{accuracy(lines, categories):.4f}",
        f"{accuracy(lines, categories, sure):.4f}",
        f"{macro_f1(lines, categories)['macro']:.4f}",
        f"{none_as_credential(lines, categories):.4f}",
        f"{calibration_error(lines, answers):.4f}",
    )


def print_breakdown(run: Run) -> None:
    """Accuracy by category, form, script, section and length."""
    lines, given, bare = run.lines, said(run.given), said(run.bare)
    rows = []
    f1, f1_bare = macro_f1(lines, given), macro_f1(lines, bare)
    for category in map(str, CATEGORIES):
        count = sum(line.category == category for line in lines)
        rows.append((category, f"{count:,}", f"{f1[category]:.3f}", f"{f1_bare[category]:.3f}"))
    print_table("F1 by category", ("category", "lines", "with", "without section"), rows)
    for label, key in (
        ("form", lambda line: line.facts["form"]),
        ("language or script", language),
        ("section", lambda line: line.section or "(none)"),
        ("length", lambda line: length(line.text)),
    ):
        groups: dict[str, list[int]] = {}
        for row, line in enumerate(lines):
            groups.setdefault(key(line), []).append(row)
        rows = [
            (
                name,
                f"{len(chosen):,}",
                f"{accuracy(lines, given, chosen):.3f}",
                f"{accuracy(lines, bare, chosen):.3f}",
            )
            for name, chosen in sorted(groups.items(), key=lambda item: -len(item[1]))
        ]
        head = (label, "lines", "with", "without section")
        print_table(f"accuracy by {label}", head, rows)


def length(text: str) -> str:
    """A bucket of the number of characters."""
    edges = (20, 40, 80, 160)
    return next((f"up to {edge} characters" for edge in edges if len(text) <= edge), "longer")


def print_reliability(run: Run) -> None:
    """The answers by tenths of confidence."""
    for label, answers in (("with", run.given), ("without", run.bare)):
        rows = [
            (f"{one.answers:,}", f"{one.confidence:.3f}", f"{one.share:.3f}")
            for one in reliability(run.lines, answers)
        ]
        print_table(f"reliability, {label} section", ("answers", "confidence", "right"), rows)


def write_diagram(run: Run) -> None:
    """The same as a picture, ``docs/reliability.svg``."""
    series = [
        ("with section", reliability(run.lines, run.given)),
        ("without section", reliability(run.lines, run.bare)),
    ]
    DIAGRAM.write_text(draw_reliability(series), encoding="utf-8")
    print(f"\nwritten: {DIAGRAM.relative_to(ROOT)}")


def print_confusions(run: Run) -> None:
    """The commonest confusions, each with a line of the project's own that shows it too:
    of lines that were fitted on, but answered wrongly all the same.
    """
    shown: dict[tuple[str, str], str] = {}
    for line in run.own:
        answered = str(run.folds[0].classifier.classify(line.text, line.section or None).category)
        if answered != line.category:
            shown.setdefault((line.category, answered), f"{line.text} [{line.section or '–'}]")
    counts = Counter(
        (line.category, answered)
        for line, answered in zip(run.lines, said(run.given), strict=True)
        if line.category != answered
    )
    rows = [
        (*pair, str(count), shown.get(pair, "–").replace("|", "\\|"))
        for pair, count in counts.most_common(CONFUSIONS)
    ]
    head = ("labelled", "answered", "lines", "an own line that shows it")
    print_table("confusions, with section", head, rows)


def print_details(run: Run) -> None:
    """Status and kind where labelled; dates and mentions on the project's own lines."""
    print_labelled(run.lines, run.given)
    print_cases(run.folds[0].classifier)
    print_mentions(run.folds[0].classifier)


def print_errors(run: Run, count: int) -> None:
    """A sample of the errors, for reading by cause. Real lines: not to be kept."""
    wrong = [
        (line, one)
        for line, one in zip(run.lines, run.given, strict=True)
        if line.category != one.category and line.facts["sure"]
    ]
    rng = random.Random(SEED)  # noqa: S311  (a sample)
    for line, one in rng.sample(wrong, min(count, len(wrong))):
        print(f"{line.category} → {one.category} {one.confidence:.2f} [{line.section}] {line.text}")


PARTS: Final[dict[str, Callable[[Run], None]]] = {
    "overview": print_overview,
    "breakdown": print_breakdown,
    "fairness": lambda run: print_fairness(run.lines, run.given, run.catalog),
    "reliability": print_reliability,
    "diagram": write_diagram,
    "linking": lambda run: print_linking(run.lines, run.given, run.catalog),
    "details": print_details,
    "confusions": print_confusions,
    "robustness": lambda run: print_robustness(run.lines, run.folds, run.given),
    "peers": lambda run: print_peers(
        run.lines, run.folds, run.own, run.given, run.bare, run.catalog
    ),
}


def main() -> int:
    """Print every table, or those asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    run = measure()
    if run is None:
        print("skipped: ../shared/data/lines_dev.jsonl is not there")
        return 0
    print(f"catalog {run.catalog.digest}, {len(run.own):,} own lines")
    for part in options.parts or PARTS:
        PARTS[part](run)
    print_errors(run, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
