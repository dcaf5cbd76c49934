"""Enumerations whose items share words: each is a mention with its own span."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credclass import Classifier

CASES: Final[list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "shared.toml").read_text(encoding="utf-8")
)["case"]

LISTS: Final = st.lists(
    st.sampled_from(
        [
            "Series 7", "63", "65", "2015", "CFA", "Level", "Levels", "I", "II", "III", "and", "&", ",", ", and",
            "/", "(", ")", "Six Sigma", "Yellow", "Green", "Black Belt", "ITIL", "Foundation", "Practitioner",
            "AWS Certified", "Solutions Architect", "–", "Associate", "Professional", "%", "ﬁ", "CertifiedScrumMaster",
        ]
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_each_item_is_a_mention(case: dict[str, Any], classifier: Classifier) -> None:
    answer = classifier.classify(case["line"], case.get("section", "certification"))
    found = [[one.text, one.credential.id if one.credential else ""] for one in answer.mentions]
    assert found == case["mentions"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LISTS)
def test_mentions_are_stretches_of_the_line_that_do_not_overlap(
    classifier: Classifier, line: str
) -> None:
    mentions = classifier.classify(line, "certification").mentions
    for one in mentions:
        start, end = one.span
        assert 0 <= start < end <= len(line)
        assert line[start:end] == one.text
    ordered = sorted(one.span for one in mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(ordered))
