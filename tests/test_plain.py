"""Every weighted feature has a sentence in plain words."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from credclass import classify
from credclass.decision.evidence.plain import describe_feature


def test_no_weighted_feature_is_left_as_its_key() -> None:
    weights = json.loads(files("credclass").joinpath("data/weights.json").read_text("utf-8"))
    keys = list(weights["features"])
    assert len(keys) > 1000
    assert [key for key in keys if describe_feature(key) == key] == []


@pytest.mark.parametrize(
    ("feature", "said"),
    [
        ("prior", "before anything is read"),
        ("minor:wording=12", "12 lighter reasons: wording"),
        ("w=####", "a number of digits: 4"),
        ("I:platform:name:1", "names a platform (in full)"),
        ("C:master:acronym?:1", "names a master (acronym, which can mean something else)"),
        ("I:body&C:certification", "a body beside a certification"),
        ("o2=I:university>degree_word", "comes first: a university, then wording of degree"),
        ("S=^ C:certification , D $", "the whole line: a certification, comma, a date"),
        (
            "awarder=own&license@certification",
            "license, its own awarder named, under certification",
        ),
        ("a name of a later version", "a name of a later version"),
    ],
)
def test_sentences(feature: str, said: str) -> None:
    assert describe_feature(feature) == said


def test_all_evidence_of_a_line_is_told_in_words() -> None:
    result = classify("CS50x, HarvardX, edX, 2021 (https://courses.edx.org/certificates/1a2b)")
    for piece in result.evidence:
        assert describe_feature(piece.feature) != piece.feature, piece
