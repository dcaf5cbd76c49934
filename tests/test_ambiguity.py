"""Every meaning of every shared acronym: its own examples must be read as that meaning."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

from credclass import Catalog, Category, Classification, Classifier
from credclass.catalog.models import Acronym, CatalogFile, Meaning

FOLDER = ROOT / "catalog" / "ambiguous"
KNOWN = Path(__file__).parent / "cases" / "ambiguous_fails.toml"


class Case(NamedTuple):
    """One example of one meaning."""

    acronym: str
    meaning: Meaning
    example: str


def read_acronyms() -> list[Acronym]:
    """All acronyms of the folder, in the order of its files."""
    files = [tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml"))]
    return [acronym for file in files for acronym in CatalogFile.model_validate(file).acronym]


def read_known() -> dict[tuple[str, str], str]:
    """(acronym, example) → why it fails."""
    rows = tomllib.loads(KNOWN.read_text("utf-8"))["failure"]
    return {(row["acronym"], row["example"]): row["reason"] for row in rows}


ACRONYMS = read_acronyms()
CASES = [
    Case(acronym.text, meaning, example)
    for acronym in ACRONYMS
    for meaning in acronym.meaning
    for example in meaning.examples
]
FAILING = read_known()
PARAMETERS = [
    pytest.param(
        case,
        id=f"{case.acronym}: {case.example}",
        marks=[pytest.mark.xfail(reason=FAILING[key], strict=True)] if key in FAILING else [],
    )
    for case in CASES
    for key in [(case.acronym, case.example)]
]


def linked_credentials(result: Classification) -> set[str]:
    """Ids of the credentials of the line."""
    found = [result.credential, *(mention.credential for mention in result.mentions)]
    return {entry.id for entry in found if entry is not None}


def linked_issuers(result: Classification) -> set[str | None]:
    """Ids of the issuers and platforms of the line."""
    found = [result.issuer, result.platform]
    found += [entry for one in result.mentions for entry in (one.issuer, one.platform)]
    return {entry.id for entry in found if entry is not None}


def section_of(case: Case, catalog: Catalog) -> str | None:
    """The section in which a line of this meaning stands; none for the ordinary ones."""
    if case.meaning.credential:
        kind = catalog.credential(case.meaning.credential).kind
        proven = catalog.categories[kind] in {"professional_certification", "platform_certificate"}
        return "certification" if proven else "education"
    if case.meaning.issuer:
        school = catalog.issuer(case.meaning.issuer).kind == "university"
        return "education" if school else "certification"
    return None


def test_the_folder_has_examples() -> None:
    assert len({case.acronym for case in CASES}) >= 450
    assert len(CASES) >= 1_250


def test_every_meaning_has_context_and_an_example() -> None:
    poor = [
        (acronym.text, meaning.credential or meaning.issuer or meaning.ordinary)
        for acronym in ACRONYMS
        for meaning in acronym.meaning
        if len(meaning.context) < 4 or not meaning.examples
    ]
    assert poor == []


def test_an_acronym_stands_once() -> None:
    texts = [acronym.text for acronym in ACRONYMS]
    assert sorted(texts) == sorted(set(texts))


def test_known_failures_are_examples() -> None:
    assert set(FAILING) <= {(case.acronym, case.example) for case in CASES}


@pytest.mark.parametrize("case", PARAMETERS)
def test_an_example_is_read_as_its_meaning(
    case: Case, classifier: Classifier, catalog: Catalog
) -> None:
    result = classifier.classify(case.example, section_of(case, catalog))
    credentials = linked_credentials(result)
    if case.meaning.credential:
        assert case.meaning.credential in credentials
    elif case.meaning.issuer:
        assert case.meaning.issuer in linked_issuers(result)
    elif result.category is not Category.NONE:
        assert credentials.isdisjoint(entry.id for entry in catalog.named(case.acronym))


def test_a_word_that_names_nothing_stands_beside_a_shared_acronym(classifier: Classifier) -> None:
    answer = classifier.classify("CMA, analyst of mid cap stocks", "certification")
    assert [mention.text for mention in answer.mentions] == ["CMA"]
