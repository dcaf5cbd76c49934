"""Folding, tokens and parts: offsets always lead back to the original string."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credclass.text.fold import fold
from credclass.text.sections import name_section
from credclass.text.tokens import phrase_key, tokenize

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("PMP®", "pmp"),
        ("B.Sc. (Hons)", "bsc hons"),
        ("Ph. D", "ph d"),
        ("Master’s", "masters"),
        ("ＰＭＰ", "pmp"),
        ("Prüfung", "prufung"),
        ("re\u0301sume\u0301", "resume"),
        ("R&D", "r and d"),
        ("C++ / C#", "c++ c#"),
        ("本科", "本 科"),
        ("МГУ им. Ломоносова", "мгу им ломоносова"),
        ("\ud800PMP\x00", "pmp"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_phrases_are_folded_to_the_words_a_reader_sees(written: str, folded: str) -> None:
    assert phrase_key(written) == folded


def test_a_full_stop_closes_a_word_and_no_part() -> None:
    tokens = tokenize(fold("Passed. CPA, 2019."))
    assert (tokens.words, tokens.breaks) == (["passed", "cpa", "2019"], [2])


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_ascii_is_folded_as_it_is_beside_other_characters(line: str) -> None:
    assert f"{fold(line).text} e" == fold(f"{line} é").text


@given(ANY_TEXT)
def test_every_token_has_a_span_inside_the_original(line: str) -> None:
    tokens = tokenize(fold(line))
    at = 0
    for index in range(len(tokens.words)):
        start, end = tokens.span(index, index + 1)
        assert 0 <= start < end <= len(line)
        assert start >= at or start == tokens.span(index - 1, index)[0]
        at = start


@given(ANY_TEXT)
def test_a_token_cut_from_the_original_folds_to_itself(line: str) -> None:
    # a character such as ½ folds to several tokens, which share it
    tokens = tokenize(fold(line))
    for index, word in enumerate(tokens.words):
        assert word in phrase_key(tokens.raw(index, index + 1)).split()


@given(ANY_TEXT)
def test_parts_cover_the_tokens_without_overlap(line: str) -> None:
    tokens = tokenize(fold(line))
    covered = [index for first, stop in tokens.parts() for index in range(first, stop)]
    assert covered == list(range(len(tokens.words)))


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(line: str) -> None:
    once = phrase_key(line)
    assert phrase_key(once) == once


LONGEST_FORM: Final = 18
"""Characters of the longest compatible form of a character."""


def test_marks_in_a_row_are_folded_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """``unicodedata.normalize`` sorts marks in a time that is quadratic in them, so it is given no row of them."""
    lengths: list[int] = []
    normalize = unicodedata.normalize

    def watched(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", watched)
    for letter in map(chr, range(0x1E00, 0x1F00)):  # met nowhere else, so not remembered
        line = letter + "\u0301\u0323" * 500
        tokens = tokenize(fold(line))
        assert len(tokens.words) == 1
        assert tokens.span(0, 1) == (0, len(line))
    assert lengths
    assert max(lengths) <= LONGEST_FORM


def test_headings_are_named_whatever_their_case() -> None:
    known = {"licenses and certifications": "certification"}
    assert name_section("Licenses & Certifications:", known) == "certification"
    assert name_section("Hobbies", known) == "unknown"
