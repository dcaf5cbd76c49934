"""Fixtures shared by the tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from credclass import Catalog, Classifier
from credclass.catalog.read import Sources, read_folder

ROOT = Path(__file__).resolve().parents[1]
OURS = ROOT / "examples" / "our_certificates.toml"


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """The classifier that users get."""
    return Classifier()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that users get."""
    return Catalog.default()


@pytest.fixture(scope="session")
def ours(catalog: Catalog) -> Catalog:
    """The catalog that users get, with entries of their own."""
    return catalog.extended(OURS)


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The kinds and the wording that users get, and PMI with its credentials: to add to it takes a
    moment, and seconds to add to everything.
    """
    folder = tmp_path_factory.mktemp("little")
    shutil.copy(ROOT / "catalog" / "kinds.toml", folder)
    shutil.copytree(ROOT / "catalog" / "wording", folder / "wording")
    for name in ("issuers/bodies-US.tsv", "certifications/management-and-quality.tsv"):
        header, *rows = (ROOT / "catalog" / name).read_text(encoding="utf-8").splitlines()
        kept = [header, *(row for row in rows if row.startswith("pmi\t"))]
        (folder / name).parent.mkdir()
        (folder / name).write_text("\n".join(kept), encoding="utf-8")
    return Catalog.load(folder)


@pytest.fixture
def little_by_default(monkeypatch: pytest.MonkeyPatch, little: Catalog) -> Catalog:
    """The little catalog, which stands for the package's in a test that asks for it."""
    monkeypatch.setattr(Catalog, "default", lambda: little)
    return little


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
