"""Packed dictionaries say what the dictionaries said that they were made of."""

from __future__ import annotations

import pickle
from array import array

from hypothesis import given
from hypothesis import strategies as st

from credclass import Catalog
from credclass.catalog.bynumber import Numbers, Ranked
from credclass.catalog.packed import Heads, Phrases
from credclass.catalog.tables import RANK, Recurring
from credclass.catalog.words import Shapes, Words

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


@given(st.sets(st.text("abcé中", max_size=6)), st.text("abcé中", max_size=8))
def test_keys_are_told_by_how_they_begin_and_end(keys: set[str], text: str) -> None:
    packed = Phrases.of(dict.fromkeys(sorted(keys), 7))
    for first in range(len(text)):
        stops = packed.stops(text, first, len(text))
        assert stops == sorted(stops)
        own = [stop for stop in range(first + 1, len(text) + 1) if text[first:stop] in keys]
        assert set(own) <= set(stops) <= set(range(first + 1, len(text) + 1))
    heads = Heads(packed, "aé中").before(text)
    assert {letter for letter in "aé中" if letter + text in keys} <= set(heads) <= set("aé中")


@given(
    st.dictionaries(KEYS, st.integers(0, 2_000)),
    st.dictionaries(KEYS, st.integers(1, 2**21)),
    st.dictionaries(KEYS, KEYS),
    st.dictionaries(KEYS, KEYS),
)
def test_words(
    hundredths: dict[str, int], ends: dict[str, int], starts: dict[str, str], rare: dict[str, str]
) -> None:
    weights = {word: number / 100 for word, number in hundredths.items()}
    packed = Words.of(weights, ends, starts, rare)
    for key in [*weights, *ends, *starts, *rare, "\ud800"]:
        assert packed.weight(key, -1.0) == weights.get(key, -1.0)
        assert packed.is_of_names(key) == (key in weights)
        assert packed.is_of_phrases(key) == (key in weights or bool(starts.get(key)))
        assert packed.partners(key) == rare.get(key, "")
        assert packed.told(key) == (
            weights.get(key, 0.0), ends.get(key, 0), starts.get(key, ""), bool(rare.get(key))
        )  # fmt: skip
    assert pickle.loads(pickle.dumps(packed)) == packed  # noqa: S301  (our own bytes)


@given(st.lists(st.integers(0, 600)), st.integers(1, 600))
def test_columns(ranks: list[int], many: int) -> None:
    values = [rank % many for rank in ranks]
    column = Recurring([None, *range(many)], array(RANK, [value + 1 for value in values]))
    ranked, counted = Ranked.of(column), Ranked.of(values)
    numbers = Numbers([value * 20_000 - 1 for value in values])
    for at, value in enumerate(values):
        assert ranked[at] == counted[at] == value
        assert numbers[at] == (value * 20_000 - 1 if value else -1)
    assert list(column.truths()) == [value > 0 for value in values]


@given(st.dictionaries(KEYS, KEYS), st.text())
def test_shapes(told: dict[str, str], other: str) -> None:
    packed = Shapes.of(told)
    for key in [*told, other]:
        assert packed.text(key) == told.get(key, "")
    assert pickle.loads(pickle.dumps(packed)) == packed  # noqa: S301


def test_what_stands_in_the_catalogs_file_is_pickled_by_itself(catalog: Catalog) -> None:
    phrases = catalog.compiled["phrases"]
    again = pickle.loads(pickle.dumps(phrases))  # noqa: S301
    assert again == phrases
    assert again.get("pmp") == phrases.get("pmp")


def test_what_is_no_string_is_in_none() -> None:
    assert 7 not in Phrases.of({"7": 7})
