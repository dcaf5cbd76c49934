"""Fixtures shared by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from credclass import Catalog, Classifier

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """The classifier that users get."""
    return Classifier()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that users get."""
    return Catalog.default()
