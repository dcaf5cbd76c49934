"""How cost and recall go with the size of the catalog, and cost with the length of the line.

A larger catalog is the catalog and generated entries of in-house academies. Each is a real entry
with one word of its name changed for a word of another name, so that every name gets rivals that
are like it: harder than what a user would add.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from credclass import Catalog, Category, Classification, Classifier, CredentialEntry
from credclass.text.tokens import phrase_key
from robustness import misspell
from side_by_side import RUNS, Lines, distinct_lines
from tables import print_table

SEED: Final = 17
SIZES: Final = (1, 4, 16)
LENGTHS: Final = (1, 10, 100)
LINES: Final = 2_000
"""Lines of a run."""
WARM_UP: Final = 8_000
"""Lines before the first run, among them every real line."""
PROVED: Final = 1_000
"""Credentials of which it is measured whether they are found."""
AWARDED: Final = 40
"""Entries of one generated academy."""
IN_A_FILE: Final = 100_000
"""Entries of a generated file; the catalog reads none of more than 20 MB."""
MIN_WORDS: Final = 3
MIN_LETTERS: Final = 4
"""Of a word that is changed, and of the one that comes in its place."""
ACRONYMS: Final = 5
"""One in so many generated entries has an acronym, as in the catalog."""


class Proof(NamedTuple):
    """What one size of the catalog comes to."""

    entries: int
    cost: float
    """Seconds a line."""
    recall: dict[str, float]


def extended(catalog: Catalog, times: int) -> Catalog:
    """The catalog with generated entries, so many times as large."""
    if times == 1:
        return catalog
    known = list(catalog.credentials())
    with tempfile.TemporaryDirectory() as folder:
        entries = generated_entries(known, (times - 1) * len(known))
        paths = []
        for start in range(0, len(entries), IN_A_FILE):
            paths.append(Path(folder) / f"in-house-{start}.toml")
            tables = _tables(entries[start : start + IN_A_FILE], f"in-house-{start}")
            paths[-1].write_text("\n".join(tables), encoding="utf-8")
        return catalog.extended(*paths)


def generated_entries(known: Sequence[CredentialEntry], count: int) -> list[tuple[str, str]]:
    """Names and kinds: known names with one word changed; none twice, and none that is known."""
    rng = random.Random(SEED)  # noqa: S311  (made-up names)
    usable = [entry for entry in known if len(entry.name.split()) >= MIN_WORDS]
    words = [word for entry in usable for word in entry.name.split() if _tells(word)]
    taken = {phrase_key(entry.name) for entry in known}
    made: list[tuple[str, str]] = []
    while len(made) < count:
        entry = rng.choice(usable)
        name = entry.name.split()
        places = [place for place, word in enumerate(name) if _tells(word)]
        if places:
            name[rng.choice(places)] = rng.choice(words)
        key = phrase_key(" ".join(name))
        if key not in taken:
            taken.add(key)
            made.append((" ".join(name), entry.kind))
    return made


def _tells(word: str) -> bool:
    return word.isalpha() and len(word) >= MIN_LETTERS


def _tables(entries: Sequence[tuple[str, str]], label: str) -> Iterable[str]:
    """The entries as TOML, under their academies, of which the ids begin with ``label``."""
    for start in range(0, len(entries), AWARDED):
        number = start // AWARDED
        yield f'[[issuer]]\nid = "{label}-{number}"\nname = "Academy {label}-{number}"'
        yield 'kind = "academy"\ncredentials = ['
        for place, (name, kind) in enumerate(entries[start : start + AWARDED]):
            quoted = json.dumps(name, ensure_ascii=False)
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            with_acronym = place % ACRONYMS == 0 and len(initials) >= MIN_WORDS
            acronym = f', acronym = ["{initials}"]' if with_acronym else ""
            yield f'  {{ id = "{place}", name = {quoted}, kind = "{kind}"{acronym} }},'
        yield "]\n"


def print_catalog_scaling(catalog: Catalog, sizes: Sequence[int] = SIZES) -> None:
    """Cost and recall at each size, and the exponent of the cost."""
    runs = [
        distinct_lines(WARM_UP),
        *(distinct_lines(LINES, WARM_UP + run * LINES) for run in range(RUNS)),
    ]
    rng = random.Random(SEED)  # noqa: S311  (a sample)
    wanted = str(Category.PROFESSIONAL_CERTIFICATION)
    known = [one for one in catalog.credentials() if catalog.categories[one.kind] == wanted]
    chosen = rng.sample([one for one in known if len(one.name.split()) >= MIN_WORDS], PROVED)
    rows: list[tuple[str, ...]] = []
    first: Proof | None = None
    for times in sizes:
        proof = prove(extended(catalog, times), chosen, runs)
        first = first or proof
        grown = proof.entries / first.entries
        exponent = math.log(proof.cost / first.cost) / math.log(grown) if grown > 1 else None
        rows.append(
            (
                f"{times}×", f"{proof.entries:,}", f"{1e6 * proof.cost:,.0f}",
                "" if exponent is None else f"{exponent:.2f}",
                *(f"{100 * share:.1f} %" for share in proof.recall.values()),
            )
        )  # fmt: skip
    head = ("catalog", "credentials", "microseconds a line", "exponent from 1×",
            *(f"found: {form}" for form in FORMS))  # fmt: skip
    print_table(f"cost and recall with the catalog, medians of {RUNS}", head, rows)


FORMS: Final[dict[str, Callable[[str], str]]] = {
    "the name": str,
    "dressed": lambda name: f"• {name} (2019) – Certificate no. 123",
    "one typo": lambda name: misspell(name, 1),
    "two typos": misspell,
}


def prove(catalog: Catalog, chosen: Sequence[CredentialEntry], runs: Sequence[Lines]) -> Proof:
    """Measure one catalog."""
    classifier = Classifier(catalog)
    recall = {}
    for form, write in FORMS.items():
        found = [
            bool(
                _links(classifier.classify(write(entry.name), "certification"))
                & _meant(entry, catalog)
            )
            for entry in chosen
        ]
        recall[form] = sum(found) / len(found)
    costs = [_seconds(classifier, lines) / len(lines[0]) for lines in runs]
    entries = len(catalog.compiled["credentials"])
    return Proof(entries, statistics.median(costs[1:]), recall)


def _links(result: Classification) -> set[str]:
    found = [result.credential, *(mention.credential for mention in result.mentions)]
    return {entry.id for entry in found if entry is not None}


def _meant(entry: CredentialEntry, catalog: Catalog) -> set[str]:
    """The entry, and those that share its very name."""
    shared = [one.id for one in catalog.named(entry.name) if isinstance(one, CredentialEntry)]
    return {entry.id, *shared}


def _seconds(classifier: Classifier, lines: Lines) -> float:
    """CPU seconds in which all lines are answered."""
    begun = time.process_time()
    for _ in classifier.classify_many(lines[0], sections=lines[1]):
        pass
    return time.process_time() - begun


def print_length_scaling(classifier: Classifier) -> None:
    """The same words as lines of usual length, and ten and a hundred joined to one."""
    texts, _ = distinct_lines(LINES)
    usual = [text for text in texts if 40 <= len(text) <= 80]
    usual = usual[: len(usual) // LENGTHS[-1] * LENGTHS[-1]]
    rows = []
    first = 0.0
    for times in LENGTHS:
        joined = ["; ".join(usual[at : at + times]) for at in range(0, len(usual), times)]
        nowhere: list[str | None] = [None] * len(joined)
        seconds = statistics.median(_seconds(classifier, (joined, nowhere)) for _ in range(RUNS))
        characters = sum(map(len, joined))
        cost = seconds / characters
        first = first or cost
        exponent = f"{1 + math.log(cost / first) / math.log(times):.3f}" if times > 1 else ""
        mean = f"{characters / len(joined):,.0f}"
        rows.append((f"{times}×", mean, f"{1e6 * seconds / len(joined):,.0f}",
                     f"{1e6 * cost:.2f}", exponent))  # fmt: skip
    head = ("line", "characters", "microseconds a line", "a character", "exponent from 1×")
    print_table(f"cost with the length of the line, medians of {RUNS}", head, rows)
