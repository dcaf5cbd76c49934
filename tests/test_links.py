"""Whom and what a line links to, case by case: tests/cases/links.toml."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from conftest import ROOT

from credclass import Classifier

CASES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "links.toml").read_text("utf-8")
)["case"]
LINKS = ("issuer", "platform", "credential")


def test_the_cases_are_well_formed() -> None:
    assert len(CASES) > 20
    assert all(case.keys() & {"issuer_name", *LINKS} for case in CASES)
    assert all(set(case) <= {"line", "section", "issuer_name", *LINKS} for case in CASES)
    assert len({case["line"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_a_line_links(case: dict[str, Any], classifier: Classifier) -> None:
    result = classifier.classify(case["line"], case.get("section"))
    linked = {name: getattr(result, name) for name in LINKS if name in case}
    said = {name: (entry.id if entry else None) or "" for name, entry in linked.items()}
    if "issuer_name" in case:
        said["issuer_name"] = result.issuer.name if result.issuer else ""
    assert said == {name: case[name] for name in said}
