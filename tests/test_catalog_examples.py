"""The examples of the catalog's entries: every one links to its entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

import pytest
from conftest import ROOT

from credclass import Classifier
from credclass.catalog.read import read_path
from credclass.catalog.rivals import Written, written

FOLDER = ROOT / "catalog"
MIN_ENTRIES = 135


def exemplified() -> Iterator[Written]:
    """The entries with examples; files without the word are not read."""
    for path in sorted([*FOLDER.rglob("*.toml"), *FOLDER.rglob("*.tsv")]):
        if b"examples" in path.read_bytes():
            yield from (one for one in written(read_path(path)) if one.credential.examples)


ENTRIES = list(exemplified())


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        pytest.param(one, line, id=f"{one.id}: {line}")
        for one in ENTRIES
        for line in one.credential.examples
    ],
)
def test_an_example_links_to_its_entry(classifier: Classifier, entry: Written, line: str) -> None:
    result = classifier.classify(line)
    assert result.credential is not None
    assert result.credential.id == entry.id
    assert result.category == classifier.catalog.categories[entry.credential.kind]


def test_examples_are_in_use_and_in_every_sort_of_table() -> None:
    assert len(ENTRIES) >= MIN_ENTRIES
    assert {PurePath(one.file).parent.name for one in ENTRIES} == {
        "certifications",
        "degrees",
        "licences",
        "programmes",
        "qualifications",
    }
