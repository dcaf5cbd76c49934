"""What is no right argument is told by its name, what was wanted and what was given."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

import credclass
from credclass import Catalog, Classifier, pipeline

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
    "key": lambda bad: Catalog.default().issuer((bad,)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("argument", WRONG)
def test_a_wrong_argument_is_told_by_its_name(argument: str) -> None:
    with pytest.raises(TypeError, match=rf"^{argument} must be .*; given \w+: \W*7\W*$"):
        WRONG[argument](7)


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
    pipeline._default.cache_clear()  # noqa: SLF001
    found: list[Classifier] = []
    threads = [threading.Thread(target=lambda: found.append(Classifier.default())) for _ in "1234"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert set(found) == {Classifier.default()}
