"""Every credential of a line with its span, entry and awarder: tests/cases/mentions.toml."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import Any

import pytest
from conftest import ROOT

from credclass import Classifier, Mention

CASES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "mentions.toml").read_text("utf-8")
)["case"]


def told(mention: Mention) -> str:
    """A mention as a case writes it: text, credential and awarder, ``-`` for none; an awarder outside
    the catalog stands as its name."""
    issuer = mention.issuer
    return " | ".join(
        [
            mention.text,
            mention.credential.id if mention.credential else "-",
            (issuer.id or issuer.name) if issuer else "-",
        ]
    )


def test_there_are_cases() -> None:
    assert len({case["line"] for case in CASES}) == len(CASES) >= 40
    assert all(set(case) <= {"line", "section", "mentions"} for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_a_line_mentions(case: dict[str, Any], classifier: Classifier) -> None:
    answer = classifier.classify(case["line"], case.get("section"))
    assert [told(mention) for mention in answer.mentions] == case["mentions"]
    for mention in answer.mentions:
        assert answer.text[slice(*mention.span)] == mention.text
    spans = sorted(mention.span for mention in answer.mentions)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
