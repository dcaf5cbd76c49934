"""What a line says beside its category, case by case: tests/cases/details.toml."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from conftest import ROOT

from credclass import Classification, Classifier, Mention

CASES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "details.toml").read_text("utf-8")
)["case"]
KEYS = {
    "line", "section", "category", "issued", "expires", "started", "ended", "status",
    "credential_id", "level", "field", "grade", "hours", "mentions", "second", "text", "fails",
}  # fmt: skip
ALWAYS = (
    "issued", "expires", "started", "ended", "credential_id", "status", "grade", "hours",
)  # fmt: skip
"""What is compared in every case; a key that a case leaves out must be absent from the answer."""


def found_in(said: Classification | Mention, keys: list[str]) -> dict[str, Any]:
    """The fields as a case writes them: "" for what is absent."""
    values = {key: getattr(said, key) for key in keys}
    return {key: "" if value is None else value for key, value in values.items()}


def test_there_are_cases() -> None:
    assert len(CASES) >= 180
    assert all(set(case) <= KEYS for case in CASES)
    assert len({case["line"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["line"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in CASES
    ],
)
def test_a_line_says(case: dict[str, Any], classifier: Classifier) -> None:
    answer = classifier.classify(case["line"], case.get("section"))
    wanted: dict[str, Any] = dict.fromkeys(ALWAYS, "") | {"status": "held"}
    wanted |= {key: case[key] for key in (*ALWAYS, "category", "level", "field") if key in case}
    assert found_in(answer, list(wanted)) == wanted
    assert len(answer.mentions) == case.get("mentions", len(answer.mentions))
    assert "text" not in case or answer.mentions[0].text == case["text"]
    if second := case.get("second"):
        assert found_in(answer.mentions[1], list(second)) == second


@pytest.mark.parametrize(
    "line", ["PMP, 𐩀𐩁𐩂𐩃", "PMP 1𐩀 2019", "PMP ፩፪/2019", "PMP ²⁰¹⁹", "PMP 6/𐩀𐩁"]
)
def test_digits_without_a_value_are_no_error(line: str, classifier: Classifier) -> None:
    assert classifier.classify(line).text == line


def test_digits_of_any_script_give_a_date_in_ascii(classifier: Classifier) -> None:
    assert classifier.classify("PMP, PMI, ١٢/٢٠١٩").issued == "2019-12"
