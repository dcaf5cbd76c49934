"""Words that run together: which are taken apart, which stay whole, and where they stand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credclass import Catalog, classify
from credclass.matching.lexicon import Lexicon
from credclass.matching.spaces import restore_spaces
from credclass.text.fold import fold
from credclass.text.tokens import Tokens, phrase_key, tokenize

CASES: Final[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "spaces.toml").read_text()
)

GLUED: Final = st.lists(
    st.sampled_from(
        [
            "Certified", "Public", "Accountant", "Scrum", "Master", "of", "Science", "Bachelor",
            "in", "CompTIA", "Security+", " ", " ", ", ", " – ", "ﬁnance", "É", "#", ".", "2019",
        ]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def lexicon(catalog: Catalog) -> Lexicon:
    return Lexicon(catalog.compiled, frozenset(), frozenset())


def apart(line: str, lexicon: Lexicon) -> Tokens:
    tokens = tokenize(fold(line))
    words = restore_spaces(lexicon.words(tokens.words), tokens, lexicon)
    assert len(words) == len(tokens.words) == len(tokens.starts) == len(tokens.ends)
    return tokens


@pytest.mark.parametrize(("line", "words"), CASES["apart"].items())
def test_words_that_run_together_are_taken_apart(line: str, words: str, lexicon: Lexicon) -> None:
    assert " ".join(apart(line, lexicon).words) == words


@pytest.mark.parametrize(("line", "entry"), CASES["linked"].items())
def test_what_they_name_is_linked_and_spans_the_original(line: str, entry: str) -> None:
    result = classify(line)
    assert result.credential is not None
    assert result.credential.id == entry
    start, end = result.mentions[0].span
    assert line[start:end] == result.mentions[0].text


@pytest.mark.parametrize("token", [one for group in CASES["whole"].values() for one in group])
def test_other_words_stay_whole(token: str, lexicon: Lexicon) -> None:
    assert apart(token, lexicon).words == tokenize(fold(token)).words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GLUED)
def test_tokens_taken_apart_are_the_line_s_own_letters(lexicon: Lexicon, line: str) -> None:
    whole = tokenize(fold(line))
    tokens = apart(line, lexicon)
    assert "".join(tokens.words) == "".join(whole.words)
    assert tokens.separators == whole.separators
    assert [tokens.starts[at] for at in tokens.breaks] == [whole.starts[at] for at in whole.breaks]
    end = 0
    for at, word in enumerate(tokens.words):
        assert end <= tokens.starts[at] < tokens.ends[at]
        end = tokens.ends[at]
        start, stop = tokens.span(at, at + 1)
        assert 0 <= start < stop <= len(line)
        assert word in phrase_key(line[start:stop])
