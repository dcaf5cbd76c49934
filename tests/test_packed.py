"""Packed dictionaries say what the dictionaries said that they were made of."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from credclass import Catalog
from credclass.catalog.packed import Notes, Phrases, Weights

KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
PAYLOADS = st.integers(0, 2**31 - 1)


@given(st.dictionaries(KEYS, PAYLOADS | st.lists(PAYLOADS, max_size=3)), st.lists(st.text()))
def test_phrases(told: dict[str, int | list[int]], others: list[str]) -> None:
    packed = Phrases.of(told)
    assert dict(packed.items()) == told
    assert len(packed) == len(told)
    for key in [*told, *others]:
        assert packed.get(key) == told.get(key)
        assert (key in packed) == (key in told)
    assert [packed.place(key) for key in told] == list(range(len(told)))


@given(st.dictionaries(KEYS, st.floats(allow_nan=False)), st.dictionaries(KEYS, KEYS))
def test_weights_and_notes(weights: dict[str, float], notes: dict[str, str]) -> None:
    packed, written = Weights.of(weights), Notes.of(notes)
    for key in [*weights, *notes, "\ud800"]:
        assert packed.get(key, -1.0) == weights.get(key, -1.0)
        assert written.get(key) == notes.get(key)
    assert pickle.loads(pickle.dumps(packed)) == packed  # noqa: S301  (our own bytes)
    assert pickle.loads(pickle.dumps(written)) == written  # noqa: S301


def test_what_stands_in_the_catalogs_file_is_pickled_by_itself(catalog: Catalog) -> None:
    phrases = catalog.compiled["phrases"]
    again = pickle.loads(pickle.dumps(phrases))  # noqa: S301
    assert again == phrases
    assert again.get("pmp") == phrases.get("pmp")


def test_what_is_no_string_is_in_none() -> None:
    assert 7 not in Phrases.of({"7": 7})
