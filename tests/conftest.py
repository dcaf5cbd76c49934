"""Fixtures shared by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from credclass import Catalog, Classifier
from credclass.catalog.read import Sources, read_folder

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """The classifier that users get."""
    return Classifier()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that users get."""
    return Catalog.default()


@pytest.fixture(scope="session")
def sources() -> Sources:
    """Everything that the files of ``catalog/`` say, as read; not to be changed."""
    return read_folder(ROOT / "catalog")


def mixed_lines() -> list[tuple[str, str | None]]:
    """Lines of every sort, with the heading under which each stood."""
    examples = (ROOT / "examples" / "resume_lines.txt").read_text(encoding="utf-8").splitlines()
    odd = [
        "", "  ", "\ud800 MBA", "РМР, PMI", "PMP " * 4_000, "Certified Quux, National Quux Board",
        "B.Sc. Physics, MIT; MBA, INSEAD 2015", "Licence no. 4711, https://www.credly.com/badges/x",
    ]  # fmt: skip
    headings = ("certification", None, "Education", "Experience")
    return [(text, headings[n % len(headings)]) for n, text in enumerate([*examples, *odd])]
