"""How often the answer is right, on real lines that the weights were not fitted on.

    python benchmarks/accuracy.py              the tables
    python benchmarks/accuracy.py --errors 40  and so many errors, to read by cause

The lines of ``../shared/data/lines_dev.jsonl`` are split into five folds by groups of
similar lines. Each fold is answered by the whole library with weights fitted, by the
functions of ``scripts/train.py``, on the other four and on the project's own lines.
"""

from __future__ import annotations

import argparse
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from sklearn.model_selection import GroupKFold

import checkout  # noqa: F401  (finds scripts/)
from credclass import (
    Catalog,
    Category,
    Classification,
    Classifier,
    CredentialEntry,
    IssuerEntry,
)
from credclass.decision.model import CATEGORIES, parse_model
from credclass.text.tokens import phrase_key
from fitting import (
    Extractor,
    Line,
    fit,
    group,
    read_own_lines,
    read_real_lines,
    render,
    view,
    words_of,
)
from tables import print_table

FOLDS = 5
BINS = 10
TYPOS_SEED = 7
NUMBERED = " – Certificate no. 48213"

LOOSELY_NAMED = {"vendor", "body", "platform", "academy", "training_company", "board", "government"}
"""Kinds of issuers of which a part or the whole may be named: Cisco, Cisco Networking Academy."""

Answers = list[Classification]


def fold_classifiers(
    lines: Sequence[Line], own: Sequence[Line], catalog: Catalog
) -> list[tuple[Classifier, np.ndarray]]:
    """A classifier per fold and the rows that its weights have not seen."""
    words = words_of(own, lines)
    extractor = Extractor(catalog, words)
    real, ours = view(lines, extractor), view(own, extractor)
    made = []
    folds = GroupKFold(FOLDS).split(np.zeros(len(lines)), real.labels, group(lines))
    for seen, unseen in folds:
        fitted = fit(real, ours, seen)
        model = parse_model(render(fitted, words, "a fold").encode())
        made.append((Classifier(catalog, model=model), unseen))
    return made


def answer(
    lines: Sequence[Line],
    folds: Iterable[tuple[Classifier, np.ndarray]],
    *,
    section: bool = True,
    change: Callable[[str], str] | None = None,
) -> Answers:
    """The answer to each line by the classifier that has not seen it."""
    answers: list[Classification | None] = [None] * len(lines)
    for classifier, rows in folds:
        for row in rows:
            line = lines[row]
            text = change(line.text) if change else line.text
            answers[row] = classifier.classify(text, line.section if section else None)
    return [one for one in answers if one is not None]


def accuracy(lines: Sequence[Line], answers: Answers, rows: Sequence[int] | None = None) -> float:
    """The share of ``rows`` (all when left out) whose category is right."""
    chosen = range(len(lines)) if rows is None else rows
    return float(np.mean([answers[row].category == lines[row].category for row in chosen]))


def macro_f1(lines: Sequence[Line], answers: Answers) -> dict[str, float]:
    """F1 of each category, and their mean under ``macro``."""
    scores = {}
    for category in CATEGORIES:
        said = sum(one.category == category for one in answers)
        true = sum(line.category == category for line in lines)
        both = sum(
            one.category == category == line.category
            for one, line in zip(answers, lines, strict=True)
        )
        scores[str(category)] = 2 * both / max(said + true, 1)
    scores["macro"] = sum(scores.values()) / len(scores)
    return scores


def reliability(lines: Sequence[Line], answers: Answers) -> list[tuple[int, float, float]]:
    """Per bin of confidence: how many answers, their mean confidence, the share right."""
    rows = []
    confidence = np.array([one.confidence for one in answers])
    right = np.array(
        [one.category == line.category for one, line in zip(answers, lines, strict=True)]
    )
    for low in np.arange(0, 1, 1 / BINS):
        inside = (confidence > low) & (confidence <= low + 1 / BINS)
        if inside.any():
            rows.append((int(inside.sum()), confidence[inside].mean(), right[inside].mean()))
    return rows


def calibration_error(lines: Sequence[Line], answers: Answers) -> float:
    """Expected calibration error over ten equal bins (Guo et al. 2017)."""
    table = reliability(lines, answers)
    return sum(count * abs(said - true) for count, said, true in table) / len(lines)


def none_as_credential(lines: Sequence[Line], answers: Answers) -> float:
    """The share of the lines that claim nothing for which a credential was answered."""
    nothing = [row for row, line in enumerate(lines) if line.category == Category.NONE]
    return 1 - accuracy(lines, answers, nothing)


def overview(lines: Sequence[Line], given: Answers, bare: Answers) -> None:
    """The headline figures with and without section."""
    sure = [row for row, line in enumerate(lines) if line.facts["sure"]]
    rows = []
    for label, answers in (("with section", given), ("without section", bare)):
        rows.append(
            (
                label,
                f"{accuracy(lines, answers):.4f}",
                f"{accuracy(lines, answers, sure):.4f}",
                f"{macro_f1(lines, answers)['macro']:.4f}",
                f"{none_as_credential(lines, answers):.4f}",
                f"{calibration_error(lines, answers):.4f}",
            )
        )
    head = ("", "accuracy", "sure lines", "macro F1", "none as credential", "ECE")
    print_table(f"{len(lines):,} lines, {FOLDS} folds", head, rows)


def breakdown(lines: Sequence[Line], given: Answers, bare: Answers) -> None:
    """Accuracy by category, form, script, section and length."""
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


def length(text: str) -> str:
    """A bucket of the number of characters."""
    edges = (20, 40, 80, 160)
    return next((f"up to {edge} characters" for edge in edges if len(text) <= edge), "longer")


def linking(lines: Sequence[Line], answers: Answers, catalog: Catalog) -> None:
    """Whether issuer, platform and credential are those of the label, where it has one."""
    rows = []
    for field in ("issuer", "platform", "certification"):
        labelled = [row for row, line in enumerate(lines) if label_of(line, field)]
        told = Counter(verdict(lines[row], answers[row], field, catalog) for row in labelled)
        known = sum(bool(catalog.named(label_of(lines[row], field))) for row in labelled)
        total = max(len(labelled), 1)
        shares = [f"{told[one] / total:.3f}" for one in ("right", "wrong", "untold")]
        rows.append((field, f"{len(labelled):,}", f"{known / total:.3f}", *shares))
    head = ("field", "lines", "label in the catalog", "right", "wrong", "untold")
    print_table("linking, where labelled", head, rows)


def verdict(line: Line, answer: Classification, field: str, catalog: Catalog) -> str:
    """``right``, ``wrong`` or ``untold``: nobody is told, or of a course its platform alone,
    rightly, where the label knows the partner too.
    """
    found = named(answer, field)
    if any(alike(label_of(line, field), entry, catalog) for entry in found):
        return "right"
    hosted = field == "issuer" and answer.platform is not None and answer.issuer == answer.platform
    if (
        hosted
        and line.facts.get("platform")
        and verdict(line, answer, "platform", catalog) == "right"
    ):
        return "untold"
    return "wrong" if found else "untold"


def label_of(line: Line, field: str) -> str:
    """What the label says; certifications are told for certification lines only."""
    if field == "certification":
        wanted = line.category == Category.PROFESSIONAL_CERTIFICATION
        return str(line.facts.get("credential") or "") if wanted else ""
    return str(line.facts.get(field) or "")


def named(result: Classification, field: str) -> list[IssuerEntry | CredentialEntry]:
    """The entry of a result (for issuer and platform, either of the two)."""
    if field == "certification":
        return [result.credential] if result.credential else []
    return [entry for entry in (result.issuer, result.platform) if entry]


def alike(wanted: str, entry: IssuerEntry | CredentialEntry, catalog: Catalog) -> bool:
    """Whether a label means an entry: a name of it (or of its test, as ``TOEFL``, ``EF SET``),
    or its words within the entry's, or the other way round, as of a vendor and its academy.
    Words do not do where the label names another school, university or credential.
    """
    known = [one for one in catalog.named(wanted) if type(one) is type(entry)]
    if any(one.id == entry.id for one in known):
        return True
    if entry.id is not None and any(one.kind not in LOOSELY_NAMED for one in known):
        return False
    if isinstance(entry, IssuerEntry) and entry.id is not None:
        tests = [one for one in catalog.named(wanted) if isinstance(one, CredentialEntry)]
        if any(one.issuer == entry.id for one in tests):
            return True
    label = set(phrase_key(wanted).split())
    names = (set(phrase_key(name).split()) for name in (entry.name, entry.acronym or "") if name)
    return any(label <= words or words <= label for words in names if words and label)


def misspell(text: str) -> str:
    """The text with two of its letters swapped or dropped, the same ones every time."""
    rng = random.Random(f"{TYPOS_SEED} {text}")  # noqa: S311  (typos, not secrets)
    letters = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    for at in sorted(rng.sample(letters, min(2, len(letters))), reverse=True):
        swapped = text[at + 1] + text[at]
        text = text[:at] + (swapped if rng.random() < 0.5 else text[at + 1]) + text[at + 2 :]
    return text


def unaccented(text: str) -> str:
    """The text without its accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))


def robustness(
    lines: Sequence[Line], folds: list[tuple[Classifier, np.ndarray]], given: Answers
) -> None:
    """What disturbances cost. A certificate's number is put on lines that claim one only."""
    every = range(len(lines))
    claims = [row for row in every if lines[row].category != "none"]
    rows = [("as given", f"{accuracy(lines, given):.4f}", "")]
    changes: tuple[tuple[str, Callable[[str], str], Sequence[int]], ...] = (
        ("two typos", misspell, every),
        ("capitals", str.upper, every),
        ("lower case", str.lower, every),
        ("accents lost", unaccented, every),
        ("bulleted", lambda text: "• " + text, every),
        ("numbered, of those that claim", lambda text: text + NUMBERED, claims),
    )
    for label, change, chosen in changes:
        score = accuracy(lines, answer(lines, folds, change=change), chosen)
        cost = score - accuracy(lines, given, chosen)
        rows.append((label, f"{score:.4f}", f"{cost:+.4f}"))
    print_table("robustness, with section", ("lines", "accuracy", "change"), rows)


def confusions(lines: Sequence[Line], answers: Answers) -> None:
    """The commonest confusions."""
    counts = Counter(
        (line.category, str(one.category))
        for line, one in zip(lines, answers, strict=True)
        if line.category != one.category
    )
    rows = [(true, said, str(count)) for (true, said), count in counts.most_common(12)]
    print_table("confusions, with section", ("labelled", "answered", "lines"), rows)


def print_errors(lines: Sequence[Line], answers: Answers, count: int) -> None:
    """A sample of the errors, for reading by cause. Real lines: not to be kept."""
    wrong = [
        (line, one)
        for line, one in zip(lines, answers, strict=True)
        if line.category != one.category and line.facts["sure"]
    ]
    rng = random.Random(TYPOS_SEED)  # noqa: S311  (a sample)
    for line, one in rng.sample(wrong, min(count, len(wrong))):
        print(f"{line.category} → {one.category} {one.confidence:.2f} [{line.section}] {line.text}")


def main() -> int:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    options = parser.parse_args()
    lines, own = read_real_lines(), read_own_lines()
    if not lines:
        print("skipped: ../shared/data/lines_dev.jsonl is not there")
        return 0
    catalog = Catalog.default()
    folds = fold_classifiers(lines, own, catalog)
    given = answer(lines, folds)
    bare = answer(lines, folds, section=False)
    print(f"catalog {catalog.digest}, {len(own):,} own lines")
    overview(lines, given, bare)
    breakdown(lines, given, bare)
    for label, answers in (("with", given), ("without", bare)):
        rows = [
            (f"{n:,}", f"{said:.3f}", f"{true:.3f}")
            for n, said, true in reliability(lines, answers)
        ]
        print_table(f"reliability, {label} section", ("answers", "confidence", "right"), rows)
    linking(lines, given, catalog)
    confusions(lines, given)
    robustness(lines, folds, given)
    print_errors(lines, given, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
