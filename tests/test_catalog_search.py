"""``Catalog.search``: what people type, and what they mean."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from credclass import Catalog
from credclass.cli.app import app


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("scrum master", "scrum-alliance/csm"),
        ("scrum mastr", "scrum-alliance/csm"),
        ("ScrumMaster", "scrum-alliance/csm"),
        ("master scrum", "exin/asm"),
        ("proj manag prof", "pmi/pmp"),
        ("managment proffesional projekt", "pmi/pmp"),
        ("certified project management professional", "pmi/pmp"),
        ("PMP", "pmi/pmp"),
        ("项目管理专业人士", "pmi/pmp"),
        ("aws solution architect", "aws/saa"),
        ("certified public acountant", "aicpa/cpa"),
        ("harvrd", "us/harvard-university"),
        ("Universität Zürich", "ch/universitat-zurich"),
        ("C++ basic", "hackerrank/c-plus-plus-basic"),
    ],
)
def test_what_is_meant_is_among_the_first(catalog: Catalog, words: str, meant: str) -> None:
    assert meant in [entry.id for entry, _ in catalog.search(words, limit=12)]


@pytest.mark.parametrize("words", ["scrum master", "scrum mastr"])
def test_every_name_that_is_found_holds_the_words(catalog: Catalog, words: str) -> None:
    found = catalog.search(words)
    assert found[0][0].id == "scrum-alliance/csm"
    phrases = catalog.compiled["phrases"].keys()
    holding = [phrase for phrase in phrases if "scrum" in phrase]
    holders = {entry.id for phrase in holding for entry in catalog.named(phrase)}
    assert holders.issuperset(entry.id for entry, _ in found)
    assert len(found) == 20


def test_the_whole_name_comes_first_and_similarities_fall(catalog: Catalog) -> None:
    found = catalog.search("Project Management Professional")
    assert (found[0][0].id, found[0][1]) == ("pmi/pmp", 100)
    similarities = [similarity for _, similarity in found]
    assert similarities == sorted(similarities, reverse=True)
    assert catalog.search("Project Management Professional", limit=3) == found[:3]
    assert len({entry.id for entry, _ in found}) == len(found)


def test_short_words_are_not_taken_for_misspellings(catalog: Catalog) -> None:
    assert "pmi/pgmp" not in [entry.id for entry, _ in catalog.search("pmp")]


@pytest.mark.parametrize("words", ["zzzqqq", "asdfgh", "xyzzy plugh", "qj", "", " – "])
def test_nothing_is_like_nonsense(catalog: Catalog, words: str) -> None:
    assert catalog.search(words) == []
    result = CliRunner().invoke(app, ["catalog", "search", words])
    assert result.exit_code == 1
    assert (result.stdout, result.stderr) == ("", f"credclass: no name is like {words!r}\n")
