"""Every entry proves itself: how often the catalog's own names lead back to their entries.

    python benchmarks/selfproof.py               the tables
    python benchmarks/selfproof.py --every 40    of every 40th credential only
    python benchmarks/selfproof.py --failures 5  and so many failures of each form, with causes

Each credential of the catalog is written in the forms of ``FORMS`` under the heading it
would stand under. A line is *linked* when the entry, or one that shares the very phrase,
is a credential of the answer; its *category* is right when it is that of the entry's kind.
No credential is linked on a line whose category is wrong, so the two are told apart from
*matched*: the phrase stood among the names that the matchers found.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from checkout import ROOT
from credclass import Catalog, Category, Classification, Classifier
from credclass.catalog.index import Compiled
from credclass.catalog.packed import Phrases
from credclass.catalog.payloads import Space
from credclass.catalog.read import Sources, read_folder
from credclass.catalog.rivals import written
from credclass.matching.partial import NameIndex
from credclass.matching.reading import Reading
from credclass.text.tokens import phrase_key
from fitting import read_real_lines
from tables import print_table

UNRELATED: Final = (
    "meadow", "kettle", "pebble", "lantern", "umbrella", "yesterday", "blanket", "thunder",
    "cinnamon", "whisper", "orchard", "saddle", "feather", "pudding", "harvest", "twilight",
    "puddle", "candle", "shepherd", "walnut", "chimney", "gravel", "teapot", "sparrow",
    "mitten", "ribbon", "anchor", "cottage",
)  # fmt: skip
"""Words of no credential, among which a name's words name nothing."""

DILUTION: Final = 12
SHUFFLES: Final = 20
LOADS: Final = 5
MIN_TYPO_LENGTH: Final = 5
"""Shorter words are never repaired, so a name of such words alone is not misspelt here."""

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_STUDIED: Final = {
    "secondary_diploma", "academic_diploma", "academic_certificate", "vocational_qualification",
    "bootcamp",
}  # fmt: skip
"""Kinds that the real lines have under Education more often than elsewhere, beside degrees."""


class Entry(NamedTuple):
    """A credential as its file writes it."""

    id: str
    name: str
    kind: str
    category: str
    awarder: str
    """The name of its issuer, else of its platform; empty where it has none."""
    acronyms: tuple[str, ...]
    aliases: tuple[str, ...]
    """Short, former, localized and misspelt names, and exam codes."""
    language: str
    """Of the file; empty where the file says none."""
    ordinary: bool
    """Whether the name says too little without its awarder, as its file has it."""

    @property
    def section(self) -> str:
        """The heading under which it would stand."""
        studied = self.category == "degree" or self.kind in _STUDIED
        return "education" if studied else "certification"

    def written(self, name: str) -> str:
        """The entry's name, changed or not, as it proves itself: an ordinary word never decides
        alone, so the awarder stands beside it.
        """
        return self.beside(name) if self.ordinary else name

    def beside(self, phrase: str) -> str:
        """``phrase`` with the awarder behind it."""
        return f"{phrase}, {self.awarder}" if self.awarder else phrase


class Case(NamedTuple):
    """A line that must link to an entry, or must not."""

    entry: Entry
    phrase: str
    """The name or alias on the line: entries that share it, or the whole line, count as found."""
    line: str


def read_entries(catalog: Catalog, sources: Sources) -> list[Entry]:
    """Every credential with its aliases as written, by id."""
    entries = []
    rows = {row.id: row for row in catalog.compiled["credentials"]}
    for one in written(sources):
        credential, row = one.credential, rows[one.id]
        awarder = row.issuer if row.issuer >= 0 else row.platform
        others = (
            credential.short, credential.formerly, credential.localized,
            credential.misspelling, credential.codes,
        )  # fmt: skip
        entries.append(
            Entry(
                one.id,
                credential.name,
                credential.kind,
                catalog.categories[credential.kind],
                catalog.by_number.issuer(awarder).name if awarder >= 0 else "",
                credential.acronym,
                tuple(text for texts in others for text in texts),
                one.language,
                row.needs_context,
            )
        )
    return sorted(entries)


# -- forms ---------------------------------------------------------------------------------


def misspell(name: str) -> str:
    """The name with one typo inside its longest word, the same one every time.

    A letter behind the first is dropped, doubled, swapped with its neighbour, or the one
    before it stands in its place.
    A name without a word of five letters stays as it is.
    """
    words = sorted(_LETTERS.finditer(name), key=lambda word: (-len(word[0]), word.start()))
    if not words or len(words[0][0]) < MIN_TYPO_LENGTH:
        return name
    word = words[0][0]
    number = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    at = 1 + number % (len(word) - 2)
    kinds = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at - 1] + word[at + 1 :],
    )
    turned = number // len(word) % len(kinds)
    changed = [kind for kind in (*kinds[turned:], *kinds[:turned]) if kind.lower() != word.lower()]
    return name[: words[0].start()] + changed[0] + name[words[0].end() :]


def dilute(name: str, keys: Collection[str]) -> str:
    """The words of a name shuffled among unrelated words, the same way every time.

    Shuffled again as long as one of ``keys``, the entry's own phrases, stands there all
    the same; empty where it always does ("PMP Certification").
    """
    rng = random.Random(name)  # noqa: S311  (an order)
    words = [*name.split(), *rng.sample(UNRELATED, DILUTION)]
    for _ in range(SHUFFLES):
        rng.shuffle(words)
        line = f" {phrase_key(' '.join(words))} "
        if not any(f" {key} " in line for key in keys):
            return " ".join(words)
    return ""


def _names(write: Callable[[Entry], str]) -> Callable[[Entry], Iterator[Case]]:
    """The form of an entry's name that ``write`` writes; an empty line is left out."""

    def form(entry: Entry) -> Iterator[Case]:
        if line := write(entry):
            yield Case(entry, entry.name, line)

    return form


def _acronyms(entry: Entry) -> Iterator[Case]:
    for acronym in entry.acronyms:
        yield Case(entry, acronym, entry.beside(acronym))


def _aliases(entry: Entry) -> Iterator[Case]:
    for alias in entry.aliases:
        yield Case(entry, alias, entry.beside(alias))


def _certified(entry: Entry) -> Iterator[Case]:
    """For certifications whose name does not say so itself. Where another body's name reads
    like that ("Certified Phlebotomy Technician"), its entry counts as found.
    """
    if entry.kind == "certification" and "certif" not in entry.name.lower():
        line = entry.written(f"Certified {entry.name}")
        yield Case(entry, entry.name, line)


def _misspelt(entry: Entry) -> str:
    changed = misspell(entry.name)
    return entry.written(changed) if changed != entry.name else ""


def _several(entry: Entry) -> bool:
    return " " in phrase_key(entry.name)


def _diluted(entry: Entry) -> str:
    keys = {phrase_key(text) for text in (entry.name, *entry.acronyms, *entry.aliases)}
    return dilute(entry.name, keys) if _several(entry) else ""


EXACT: Final[dict[str, Callable[[Entry], Iterator[Case]]]] = {
    "name": _names(lambda entry: entry.written(entry.name)),
    "name with awarder": _names(lambda entry: entry.beside(entry.name)),
    "acronym with awarder": _acronyms,
    "alias with awarder": _aliases,
}
CAPITALS: Final = {"name in capitals": _names(lambda entry: entry.written(entry.name).upper())}
DRESSINGS: Final = {
    "Certified …": _certified,
    "®": _names(lambda entry: entry.written(f"{entry.name}®")),
    "(2019)": _names(lambda entry: entry.written(f"{entry.name} (2019)")),
    "– Certificate no. 123": _names(
        lambda entry: entry.written(f"{entry.name} – Certificate no. 123")
    ),
    "Issued by …": _names(
        lambda entry: f"{entry.name} Issued by {entry.awarder}" if entry.awarder else ""
    ),
    "• …": _names(lambda entry: entry.written(f"• {entry.name}")),
}
TYPO: Final = {"one typo": _names(_misspelt)}
BLIND: Final = {
    "exact matcher off": _names(
        lambda entry: entry.name if _several(entry) and not entry.ordinary else ""
    ),
}
"""Of names of several words that need nobody beside them: one word is found exactly, or by repair, or
not at all, and awarders are not found either.
"""
DILUTED: Final = {
    "diluted": _names(_diluted),
}
FORMS: Final = {**EXACT, **CAPITALS, **DRESSINGS, **TYPO, **BLIND, **DILUTED}


# -- answers -------------------------------------------------------------------------------


class Prover(Classifier):
    """A classifier that also tells what the matchers found."""

    def read(self, text: str) -> Reading:
        """What the matchers find on a line."""
        return self._reader.read(text)[0]

    def matched(self, text: str) -> set[str]:
        """Ids of the credentials that the line may name."""
        return {
            self.catalog.by_number.credential(target >> 8).id
            for match in self.read(text).names
            for target in match.targets
            if target >> 4 & 15 == Space.CREDENTIAL
        }


class BlindProver(Prover):
    """A classifier whose exact matcher knows the wording only: partial names are what it finds."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(Catalog(without_names(catalog.compiled)))
        whole = catalog.compiled
        self._reader.index = NameIndex(whole["phrases"], whole["words"])


def without_names(whole: Compiled) -> Compiled:
    """A compiled catalog whose phrases are cues alone."""
    phrases: dict[str, int | list[int]] = {}
    for key, payloads in whole["phrases"].items():
        listed = [payloads] if isinstance(payloads, int) else payloads
        if kept := [one for one in listed if one >> 4 & 15 == Space.CUE]:
            phrases[key] = kept
    return Compiled(**{**whole, "phrases": Phrases.of(phrases)})


def linked(result: Classification) -> set[str]:
    """Ids of the credentials of an answer."""
    found = [result.credential, *(mention.credential for mention in result.mentions)]
    return {entry.id for entry in found if entry is not None}


@dataclass
class Tally:
    """What came of the cases of one form."""

    cases: int = 0
    linked: int = 0
    category: int = 0
    matched: int = 0
    failures: list[tuple[Case, str]] = field(default_factory=list)
    """Cases that did not link, with the cause."""

    @property
    def link_rate(self) -> float:
        """The share of cases that link."""
        return self.linked / max(self.cases, 1)

    @property
    def match_rate(self) -> float:
        """The share of cases whose entry the matchers found."""
        return self.matched / max(self.cases, 1)

    @property
    def category_rate(self) -> float:
        """The share of cases whose category is right."""
        return self.category / max(self.cases, 1)

    @property
    def certain_rate(self) -> float:
        """The share that link among the cases whose category is right."""
        wrong = sum(cause == "category" for _, cause in self.failures)
        return self.linked / max(self.cases - wrong, 1)


def prove(cases: Iterable[Case], prover: Prover, catalog: Catalog) -> Tally:
    """Answer each case."""
    tally = Tally()
    for case in cases:
        phrases = (case.phrase, case.line)
        shared = {entry.id for phrase in phrases for entry in catalog.named(phrase)}
        wanted = {case.entry.id, *shared}
        result = prover.classify(case.line, case.entry.section)
        right = result.category == case.entry.category
        tally.cases += 1
        tally.category += right
        if wanted & linked(result):
            tally.linked += 1
            tally.matched += 1
            continue
        seen = bool(wanted & prover.matched(case.line))
        tally.matched += seen
        cause = "not matched" if not seen else "category" if not right else "not certain"
        tally.failures.append((case, cause))
    return tally


def prove_form(form: str, entries: Iterable[Entry], sighted: Prover, blind: Prover) -> Tally:
    """Answer every case of a form."""
    cases = (case for entry in entries for case in FORMS[form](entry))
    return prove(cases, blind if form in BLIND else sighted, sighted.catalog)


def false_matches(prover: Prover, texts: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Shares of lines that claim nothing on which a credential is linked, and matched at all."""
    links = sum(bool(linked(prover.classify(text, section))) for text, section in texts)
    names = sum(bool(prover.matched(text)) for text, _ in texts)
    return links / max(len(texts), 1), names / max(len(texts), 1)


# -- tables --------------------------------------------------------------------------------


def print_rates(entries: Sequence[Entry], sighted: Prover, failures: int) -> None:
    """The rates of every form, and a sample of what failed."""
    blind = BlindProver(sighted.catalog)
    rows, failed = [], []
    for form in FORMS:
        tally = prove_form(form, entries, sighted, blind)
        causes = Counter(cause for _, cause in tally.failures)
        rates = (tally.link_rate, tally.certain_rate, tally.match_rate, tally.category_rate)
        rows.append(
            (
                form, f"{tally.cases:,}", *(f"{100 * rate:.2f} %" for rate in rates),
                ", ".join(f"{cause} {count:,}" for cause, count in causes.most_common()),
            )
        )  # fmt: skip
        chosen = sorted(tally.failures, key=lambda one: hashlib.md5(one[0].line.encode()).digest())  # noqa: S324
        failed += [(form, *one) for one in chosen[:failures] if form not in DILUTED]
    head = (
        "form", "lines", "linked", "linked, category right", "matched", "category right", "causes",
    )  # fmt: skip
    print_table(f"{len(entries):,} credentials", head, rows)
    for form, case, cause in failed:
        print(f"{form} | {cause} | {case.entry.id} | {case.line}")


def print_counts(entries: Sequence[Entry], catalog: Catalog) -> None:
    """Credentials by kind, sector, country and language."""
    rows = {row.id: row for row in catalog.compiled["credentials"]}
    issuers = catalog.compiled["issuers"]
    owners = [
        issuers[rows[entry.id].issuer] if rows[entry.id].issuer >= 0 else None for entry in entries
    ]
    told = {
        "kind": Counter(entry.kind for entry in entries),
        "sector of the issuer": Counter(owner.sector or "(none)" for owner in owners if owner),
        "country of the issuer": Counter(owner.country or "(none)" for owner in owners if owner),
        "language of the file": Counter(entry.language or "(none)" for entry in entries),
        "issuers by kind": Counter(issuers.column("kind")),
    }
    for label, counts in told.items():
        print_table(
            f"by {label}", (label, "entries"), [(k, f"{n:,}") for k, n in counts.most_common()]
        )


def print_load() -> None:
    """Seconds and memory that the catalog takes in a fresh interpreter."""
    program = (
        "import pathlib, time, credclass.catalog.catalog as c\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "memory = lambda: int(status.read_text().split('VmRSS:')[1].split()[0])\n"
        "before, start = memory(), time.perf_counter()\n"
        "c.Catalog.default()\n"
        "print(time.perf_counter() - start, (memory() - before) / 1024)"
    )
    told = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)  # noqa: S603
        .stdout.split()
        for _ in range(LOADS)
    ]  # fmt: skip
    seconds, megabytes = (
        statistics.median(map(float, column)) for column in zip(*told, strict=True)
    )
    row = (f"{seconds:.3f}", f"{megabytes:.0f}")
    print_table(f"the catalog, median of {LOADS} loads", ("seconds", "MB added"), [row])


def main() -> int:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth credential")
    parser.add_argument("--failures", type=int, default=0, help="print so many of each form")
    options = parser.parse_args()
    catalog = Catalog.default()
    entries = read_entries(catalog, read_folder(ROOT / "catalog"))
    sighted = Prover(catalog)
    print(f"catalog {catalog.digest}")
    print_load()
    print_counts(entries, catalog)
    print_rates(entries[:: options.every], sighted, options.failures)
    nothing = [
        (line.text, line.section) for line in read_real_lines() if line.category == Category.NONE
    ]
    if nothing:
        links, names = false_matches(sighted, nothing)
        row = (f"{len(nothing):,}", f"{100 * links:.2f} %", f"{100 * names:.2f} %")
        print_table("real lines that claim nothing", ("lines", "linked", "matched at all"), [row])
    return 0


if __name__ == "__main__":
    sys.exit(main())
