"""Results cannot be changed, and come back as they were from JSON, pickles and copies."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any, get_args

import pytest

from credclass import Category, Classification, Mention, classify
from credclass.decision.evidence.reasons import _METHODS
from credclass.result import Claim, Method

LINE = "PMP, Project Management Institute, 2019; MBA, INSEAD"

CHANGES: dict[str, Callable[[Any], object]] = {
    "set": lambda one: one.__setitem__("degree", 5),
    "delete": lambda one: one.__delitem__("degree"),
    "update": lambda one: one.update(degree=5),
    "or": lambda one: one.__ior__({"degree": 5}),
    "setdefault": lambda one: one.setdefault("master", 5),
    "pop": lambda one: one.pop("degree"),
    "popitem": lambda one: one.popitem(),
    "clear": lambda one: one.clear(),
}

WAYS: dict[str, Callable[[Classification], Classification]] = {
    "json": lambda one: Classification.model_validate_json(one.model_dump_json()),
    "dump": lambda one: Classification.model_validate(one.model_dump()),
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301  (our own bytes)
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_probabilities_cannot_be_changed(change: Callable[[Any], object]) -> None:
    probabilities = classify(LINE).probabilities
    before = dict(probabilities)
    with pytest.raises(TypeError, match="cannot be changed"):
        change(probabilities)
    assert probabilities == before


def test_every_way_of_changing_a_dictionary_is_closed() -> None:
    harmless = {"copy", "fromkeys", "get", "items", "keys", "values"}
    assert {name for name in dir(dict) if not name.startswith("_")} - harmless <= CHANGES.keys()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_result_comes_back_as_it_was(
    way: Callable[[Classification], Classification],
) -> None:
    result = classify(LINE)
    again = way(result)
    assert again == result
    assert again.model_dump_json() == result.model_dump_json()
    with pytest.raises(TypeError, match="cannot be changed"):
        again.probabilities["degree"] = 5  # type: ignore[index]


def test_weights_are_read_as_a_dictionary_is() -> None:
    piece = classify(LINE).evidence[0]
    weights = piece.weights
    assert dict(weights) == dict(weights.items()) == {one: weights[one] for one in Category}
    assert weights.get("degree") == weights["degree"] == weights.degree
    assert weights.get("diploma", 0) == 0
    assert "degree" in weights
    assert "diploma" not in weights
    assert list(weights.values()) == [weights[one] for one in Category]
    assert json.loads(piece.model_dump_json())["weights"] == json.loads(json.dumps(dict(weights)))
    assert type(piece).model_validate(piece.model_dump()) == piece
    assert hash(weights) == hash(weights.model_copy())
    with pytest.raises(KeyError):
        weights["diploma"]


def test_probabilities_read_and_show_themselves_as_a_dictionary() -> None:
    probabilities = classify(LINE).probabilities
    assert probabilities == dict(probabilities)
    assert repr(probabilities) == repr(dict(probabilities))
    assert list(json.loads(json.dumps(probabilities))) == [str(one) for one in Category]


def test_a_line_says_what_its_first_mention_does() -> None:
    result = classify(LINE)
    assert len(result.mentions) == 2
    own = set(Claim.model_fields) - {"text"}
    assert own < set(Mention.model_fields)
    assert all(getattr(result, name) == getattr(result.mentions[0], name) for name in own)


def test_fields_stand_in_their_order() -> None:
    result = classify(LINE)
    for one in (result, *result.mentions, *result.evidence):
        assert list(vars(one)) == list(type(one).model_fields)


def test_evidence_tells_how_it_was_found_and_what_it_says() -> None:
    lines = ["PMP, PMI, 2019", "Certificate of attendance, https://www.credly.com/badges/x"]
    evidence = [piece for line in lines for piece in classify(line, "training").evidence]
    assert {piece.method for piece in evidence} <= set(get_args(Method))
    assert {*_METHODS.values(), "shape"} == set(get_args(Method))
    told = {piece.feature: piece.described for piece in evidence}
    assert told["prior"] == "before anything is read"
