"""What is no right argument is told by its name, what was wanted and what was given."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pytest

import credclass
from credclass import Catalog, Classifier
from credclass.catalog.store import load_default
from credclass.once import Once

Made = TypeVar("Made")

WRONG: dict[str, Callable[[Any], object]] = {
    "model": lambda bad: Classifier(model=bad),
    "catalog": Classifier,
    "abstain_below": lambda bad: Classifier(abstain_below=str(bad)),  # type: ignore[arg-type]
    "text": credclass.classify,
    "section": lambda bad: credclass.classify("PMP", bad),
    "texts": credclass.classify_many,
    "sections": lambda bad: credclass.classify_many(["PMP"], sections=bad),
    "results": credclass.show,
    "line": lambda bad: Classifier.default().near_misses(bad),
    "workers": lambda bad: credclass.classify_many([], workers=str(bad)),  # type: ignore[arg-type]
    "folder": Catalog.load,
    "each of paths": lambda bad: Catalog.default().extended(bad),
    "phrase": lambda bad: Catalog.default().named(bad),
    "words": lambda bad: Catalog.default().search(bad),
    "entry": lambda bad: Catalog.default().facts_of(bad),
    "identifier": lambda bad: Catalog.default().issuer((bad,)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("argument", WRONG)
def test_a_wrong_argument_is_told_by_its_name(argument: str) -> None:
    with pytest.raises(TypeError, match=rf"^{argument} must be .*; given \w+: \W*7\W*$"):
        WRONG[argument](7)


@pytest.mark.parametrize(
    "call",
    [
        lambda bad: Catalog.default().search("project", limit=bad),
        lambda bad: Classifier.default().near_misses("project manager", limit=bad),
    ],
    ids=["search", "near_misses"],
)
def test_a_limit_is_a_whole_number_from_one(call: Callable[[Any], object]) -> None:
    with pytest.raises(ValueError, match=r"^limit must be a whole number from 1; given int: -1$"):
        call(-1)
    with pytest.raises(TypeError, match=r"^limit must be a whole number from 1; given str: '9'$"):
        call("9")


def test_an_issuer_that_the_catalog_lacks_has_no_facts() -> None:
    told = credclass.IssuerEntry(id=None, name="Quux Board")
    for ask in (Catalog.default().facts_of, Catalog.default().phrases_of):
        with pytest.raises(ValueError, match="entry must be an issuer or a credential"):
            ask(told)


@pytest.mark.parametrize(
    "call",
    [
        credclass.classify_many,
        credclass.show,
        lambda bad: Classifier.default().near_misses(bad),
        lambda bad: Classifier.default().unlinked_names(bad),
    ],
    ids=["classify_many", "show", "near_misses", "unlinked_names"],
)
def test_nothing_is_no_text(call: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="given NoneType: None"):
        call(None)


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        (None, True), ("", True), (" \t", True), ("Certifications", True), ("LICENSES:", True),
        ("education", True), ("Formación", True), ("Certificatons", False), ("x", False),
    ],
)  # fmt: skip
def test_a_heading_that_no_wording_file_has_is_told(heading: str | None, *, known: bool) -> None:
    answer = credclass.classify("PMP, PMI, 2019", heading)
    assert ("unknown_section" not in answer.warnings) is known
    if not known:
        assert answer.probabilities == credclass.classify("PMP, PMI, 2019").probabilities


def test_a_truth_is_no_probability() -> None:
    with pytest.raises(TypeError, match=r"^abstain_below must be .*; given bool: True$"):
        Classifier(abstain_below=True)
    with pytest.raises(ValueError, match="from 0 to 1"):
        Classifier(abstain_below=float("nan"))


def test_threads_get_one_default_classifier() -> None:
    found = made_in_threads(Once(Classifier))
    assert len(found) == 4
    assert len(set(found)) == 1
    assert {one.catalog for one in found} == {Catalog.default()}


def test_threads_get_one_catalog() -> None:
    found = made_in_threads(Once(lambda: Catalog(load_default())))
    assert len(found) == 4
    assert len({id(catalog) for catalog in found}) == 1


def made_in_threads(make: Callable[[], Made]) -> list[Made]:
    """What four threads get that ask at once."""
    found: list[Made] = []
    threads = [threading.Thread(target=lambda: found.append(make())) for _ in "1234"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize("bad", ["2027", "tomorrow", "2027-13-01", "20270101", ""])
def test_the_day_is_written_whole(bad: str) -> None:
    with pytest.raises(ValueError, match=r"^as_of must be a day as YYYY-MM-DD"):
        Classifier(as_of=bad)


def test_the_day_may_be_a_date() -> None:
    assert Classifier(as_of=date(2028, 1, 1)).version == Classifier(as_of="2028-01-01").version


def test_dates_are_compared_with_the_day_that_was_told() -> None:
    line, course = "PMP, PMI, 2027", "MBA, INSEAD, 2025–2027"
    now, later = Classifier(), Classifier(as_of="2028-01-01")
    assert (now.classify(line).issued, now.classify(line).warnings) == (None, ("future_date",))
    assert (later.classify(line).issued, later.classify(line).warnings) == ("2027", ())
    assert now.classify(course).status == "in_progress"
    assert later.classify(course).status == "held"
    assert later.version == f"{now.version}@2028-01-01"
    assert pickle.loads(pickle.dumps(later)).classify(line) == later.classify(line)  # noqa: S301


def test_several_lines_in_one_are_told() -> None:
    assert credclass.classify("PMP, PMI\nMBA, INSEAD").warnings == ("several_lines",)
    assert credclass.classify("PMP, PMI, 2019\n").warnings == ()


def test_a_line_without_words_is_not_abstained_from() -> None:
    answer = Classifier(abstain_below=1).classify("  – ")
    assert (answer.category, answer.warnings) == ("none", ())
