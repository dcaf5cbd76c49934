"""Every entry proves itself: a sample in the default run, the whole catalog in the long one.

The forms and how they are answered are those of ``benchmarks/selfproof.py``.
"""

from __future__ import annotations

from math import exp, lgamma, log
from typing import Final, NamedTuple

import pytest

from credclass import Catalog
from credclass.catalog.read import Sources
from selfproof import (
    DILUTED,
    DRESSINGS,
    FORMS,
    UNRELATED,
    BlindProver,
    Case,
    Entry,
    Prover,
    dilute,
    misspell,
    prove,
    prove_form,
    read_entries,
)

SAMPLE: Final = 16
"""The default run takes every so-manieth entry."""

CHANCE: Final = 0.00135
"""How rarely a sample of a catalog that reaches its figure falls short: that of three standard errors."""


class Figure(NamedTuple):
    """The rate that is wanted of a form, and the two that are reached so far."""

    goal: float
    linked: float
    """Reached by the whole library, up to the goal."""
    certain: float
    """Reached where the category is right: the part of the catalog and the matchers."""


FIGURES: Final = {
    "name": Figure(goal=1.0, linked=0.9998, certain=0.9999),
    # A name that runs on into its awarder's ("… Life Support, Resuscitation Council UK").
    "name with awarder": Figure(goal=1.0, linked=0.999, certain=0.9994),
    # Words written as acronyms (AS, BE, DI), whose degree nothing else on the line speaks for.
    "acronym with awarder": Figure(goal=1.0, linked=0.996, certain=0.9978),
    # Cyrillic letters that read as another entry's Latin acronym (МВА, САР).
    "alias with awarder": Figure(goal=1.0, linked=0.998, certain=0.9995),
    "name in capitals": Figure(goal=1.0, linked=0.9998, certain=0.9999),
    # Another body's name reads like that ("Certified Internal Auditor" Q2).
    **dict.fromkeys(DRESSINGS, Figure(goal=0.99, linked=0.99, certain=0.99)),
    "one typo": Figure(goal=0.97, linked=0.97, certain=0.97),
    "exact matcher off": Figure(goal=0.99, linked=0.99, certain=0.99),
}

CASES: Final = {"acronym with awarder": 6_000, "Certified …": 7_000}
"""Lines that the whole catalog makes at least, of forms that fewer entries have than all others."""

USUAL_CASES: Final = 39_000

MOST_DILUTED: Final = 0.01
"""Share of names that may still link when shuffled among unrelated words."""


@pytest.fixture(scope="module")
def entries(catalog: Catalog, sources: Sources) -> list[Entry]:
    return read_entries(catalog, sources)


@pytest.fixture(scope="module")
def sighted(catalog: Catalog) -> Prover:
    return Prover(catalog)


@pytest.fixture(scope="module")
def blind(catalog: Catalog) -> BlindProver:
    return BlindProver(catalog)


def allowance(rate: float, cases: int) -> float:
    """How far a sample of so many lines may fall short of the rate of all, by the binomial
    distribution: a normal one is wrong where less than one failure is expected.
    """
    failures, kept = -1, 0.0
    while kept < 1 - CHANCE:
        failures += 1
        ways = lgamma(cases + 1) - lgamma(failures + 1) - lgamma(cases - failures + 1)
        kept += exp(ways + failures * log(1 - rate) + (cases - failures) * log(rate))
    return (failures + 0.5) / cases - (1 - rate)


def test_a_sample_may_fall_short_by_chance_only() -> None:
    for rate, cases, failures in ((0.9998, 3_000, 4), (0.99, 400, 11), (0.99, 6_000, 84)):
        fewest = rate - allowance(rate, cases)
        assert 1 - failures / cases > fewest > 1 - (failures + 1) / cases


def check(
    form: str, entries: list[Entry], sighted: Prover, blind: Prover, *, sample: int = 1
) -> None:
    """A form's rates on every so-manieth entry against its figures."""
    tally = prove_form(form, entries[::sample], sighted, blind)
    shown = [(case.entry.id, case.line, cause) for case, cause in tally.failures[:20]]
    assert tally.cases > 0.9 * CASES.get(form, USUAL_CASES) / sample
    slack = 0.0 if sample == 1 else 1.0
    if form in DILUTED:
        assert tally.link_rate <= MOST_DILUTED + slack * allowance(1 - MOST_DILUTED, tally.cases)
        return
    figure = FIGURES[form]
    for reached, wanted in (
        (tally.certain_rate, figure.certain),
        (tally.link_rate, figure.linked),
    ):
        assert reached >= wanted - slack * allowance(wanted, tally.cases), shown


def test_every_form_has_figures() -> None:
    assert {*FIGURES, *DILUTED} == set(FORMS)
    assert all(max(figure.linked, figure.certain) <= figure.goal for figure in FIGURES.values())


@pytest.mark.parametrize("form", FORMS)
def test_a_sample_of_the_entries_proves_itself(
    form: str, entries: list[Entry], sighted: Prover, blind: Prover
) -> None:
    check(form, entries, sighted, blind, sample=SAMPLE)


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
def test_every_entry_proves_itself(
    form: str, entries: list[Entry], sighted: Prover, blind: Prover
) -> None:
    check(form, entries, sighted, blind)


def test_every_entry_is_read_with_its_names(catalog: Catalog, entries: list[Entry]) -> None:
    assert {entry.id for entry in entries} == {entry.id for entry in catalog.credentials()}
    pmp = next(entry for entry in entries if entry.id == "pmi/pmp")
    assert (pmp.name, pmp.acronyms) == ("Project Management Professional", ("PMP",))
    assert pmp.beside("PMP") == "PMP, Project Management Institute"
    assert pmp.section == "certification"


def test_a_line_that_does_not_link_is_told_with_its_cause(
    catalog: Catalog, entries: list[Entry], sighted: Prover
) -> None:
    pmp = next(entry for entry in entries if entry.id == "pmi/pmp")
    cases = [Case(pmp, pmp.name, line) for line in ("PMP, 2019", "Quux Blorb Diploma")]
    tally = prove(cases, sighted, catalog)
    assert (tally.cases, tally.linked, tally.matched) == (2, 1, 1)
    assert tally.failures == [(cases[1], "not matched")]


def test_the_blind_prover_finds_nothing_exactly(blind: BlindProver, sighted: Prover) -> None:
    line = "PMP; Certified Information Systems Security Professional"
    assert {match.method for match in sighted.read(line).names} == {"exact"}
    assert {match.method for match in blind.read(line).names} == {"partial"}


@pytest.mark.parametrize(
    "name", ["Project Management Professional", "Магистр экономики", "Abitur", "CFA Level III"]
)
def test_a_typo_changes_one_word_in_one_place(name: str) -> None:
    changed = misspell(name)
    pairs = list(zip(name.split(), changed.split(), strict=True))
    assert sum(one != other for one, other in pairs) == 1
    assert abs(len(changed) - len(name)) <= 1
    assert changed == misspell(name)
    assert [other[0] for _, other in pairs] == [one[0] for one, _ in pairs]


def test_a_name_of_short_words_is_not_misspelt() -> None:
    assert misspell("PMP") == "PMP"


def test_dilution_keeps_every_word_and_leaves_no_phrase_standing() -> None:
    line = dilute("Certified Welder", {"certified welder", "welder certified"})
    words = line.split()
    assert {"Certified", "Welder"} < set(words)
    assert set(words) - set(UNRELATED) == {"Certified", "Welder"}
    assert len(words) == 14
    assert abs(words.index("Certified") - words.index("Welder")) > 1
    assert dilute("PMP Certification", {"pmp certification", "pmp"}) == ""
