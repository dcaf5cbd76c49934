"""The public door: types, bad input, invariants over all of Unicode."""

from __future__ import annotations

import json
import math
import pickle
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import credclass
from credclass import (
    Category,
    Classification,
    Classifier,
    CredclassError,
    Status,
    __version__,
    pipeline,
)
from credclass.decision.decide import CAUTION
from credclass.decision.model import load_model
from credclass.version import RELEASED

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=120)
CREDENTIAL_WORDS = st.lists(
    st.sampled_from(
        ["PMP", "Coursera", "B.Sc.", "in", "progress", "2019", "–", ",", "certified", "MIT",
         "ﬁnance", "ＣＰＡ", "é", "😀", "שלום", "Machine", "Learning", "(", ")", "|", "expires"]
    ),
    max_size=14,
).map(" ".join)  # fmt: skip
LISTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["PMP", "MBA", "CISSP, 2018", "Udemy", "Power BI", "Certificates", "SQL", "B.Sc.", "Coursera",
             "Diploma in Digital Marketing", "MIT", "RN", "BSN", "CFA Level II", "in progress", "BS and MS",
             "Stanford University, 2012", "Led a team", "First Aid / CPR", "2015 - 2019", "PhD (Oxford)"]
        ),
        st.sampled_from(["; ", ", ", " | ", " – ", "/", " and ", ": ", ". ", " ("]),
    ),
    min_size=1, max_size=6,
).map(lambda pairs: "".join(part for pair in pairs for part in pair))  # fmt: skip
"""Names and other parts as people list them, closed by a separator."""


def check(result: Classification, line: str) -> None:
    """What holds of every answer."""
    assert result.text == line
    assert math.isclose(sum(result.probabilities.values()), 1, abs_tol=1e-9)
    assert set(result.probabilities) == set(Category)
    assert result.confidence == result.probabilities[result.category]
    for piece in result.evidence:
        assert line[slice(*piece.span)] == piece.text
    for mention in result.mentions:
        assert line[slice(*mention.span)] == mention.text
        if mention.issued and not mention.expires:
            assert mention.issued <= RELEASED  # nobody holds what is yet to be awarded
        assert 0 <= mention.span[0] < mention.span[1] <= len(line)
    spans = sorted(mention.span for mention in result.mentions)
    assert all(one[1] <= other[0] for one, other in pairwise(spans)), "two mentions overlap"
    scores = result.scores()
    top = max(scores.values())
    whole = sum(math.exp(score - top) for score in scores.values())
    for category, score in scores.items():
        expected = math.exp(score - top) / whole
        assert math.isclose(expected, result.probabilities[category], abs_tol=1e-6)
    none = result.probabilities[Category.NONE]
    claim = max(p for category, p in result.probabilities.items() if category is not Category.NONE)
    assert ("doubtful" in result.warnings) is (none <= claim < CAUTION * none)
    assert result.confidence == (claim if claim >= CAUTION * none else none)
    if result.category is not Category.NONE:
        assert result.mentions
        assert any(piece.span != (0, 0) and piece.text for piece in result.evidence)
        assert result.mentions[0].category is result.category
        assert result.status in set(Status)
    else:
        assert not result.mentions
    assert Classification.model_validate_json(result.model_dump_json()).category == result.category


@given(line=ANY_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_line_the_answer_adds_up(classifier: Classifier, line: str) -> None:
    clean = "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in line)
    check(classifier.classify(line), clean)


@given(
    line=CREDENTIAL_WORDS | LISTS,
    section=st.sampled_from([None, "certification", "education", "zzz"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_lines_full_of_names_add_up_too(
    classifier: Classifier, line: str, section: str | None
) -> None:
    check(classifier.classify(line, section), line)


@pytest.mark.parametrize("given_", [None, b"PMP", 7, ["PMP"], float("nan")])
def test_what_is_no_string_is_refused_with_both_types_named(
    classifier: Classifier, given_: Any
) -> None:
    with pytest.raises(TypeError, match=rf"must be a string.*{type(given_).__name__}"):
        classifier.classify(given_)


@pytest.mark.parametrize("line", ["", "   ", "\t\n", "\u200b", "—", "...", "\x00"])
def test_nothing_claims_nothing(classifier: Classifier, line: str) -> None:
    result = classifier.classify(line)
    assert result.category is Category.NONE
    assert result.mentions == ()


def test_one_string_is_no_iterable_of_lines(classifier: Classifier) -> None:
    with pytest.raises(TypeError, match="not one string"):
        classifier.classify_many("PMP")


def test_what_gives_names_of_columns_is_no_iterable_of_lines(classifier: Classifier) -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"text": ["PMP"], "heading": ["education"]})
    for wrong in ({"text": ["PMP"]}, frame):
        with pytest.raises(TypeError, match="a column of a table, not one string or table"):
            classifier.classify_many(wrong)
        with pytest.raises(TypeError, match="not one heading"):
            classifier.classify_many(["PMP"], sections=wrong)
    (answer,) = classifier.classify_many(frame["text"], sections=frame["heading"])
    assert answer == classifier.classify("PMP", "education")


def test_a_batch_answers_as_single_lines_do(classifier: Classifier) -> None:
    lines = ["PMP, PMI, 2019", "Led a team", "B.Sc. Physics, MIT", "PMP, PMI, 2019"]
    sections = ["certification", None, "education", None]
    batch = list(classifier.classify_many(lines, sections=sections))
    assert batch == [classifier.classify(*pair) for pair in zip(lines, sections, strict=True)]


def test_a_batch_is_lazy(classifier: Classifier) -> None:
    def endless() -> Any:
        while True:
            yield "PMP"

    assert next(iter(classifier.classify_many(endless()))).text == "PMP"


def test_results_are_frozen_equal_pickled_and_json() -> None:
    result = credclass.classify("PMP, Project Management Institute, 2019")
    with pytest.raises(ValueError, match="frozen"):
        result.category = Category.NONE  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301  (our own bytes)
    assert Classification.model_validate_json(result.model_dump_json()) == result
    assert json.loads(result.model_dump_json())["category"] == "professional_certification"


def test_the_category_is_its_string() -> None:
    category = credclass.classify("PMP, Project Management Institute, 2019").category
    assert category == "professional_certification"
    assert f"{category}" == "professional_certification"


def test_long_lines_are_cut_with_a_warning(classifier: Classifier) -> None:
    result = classifier.classify("PMP " * 100_000)
    assert "truncated" in result.warnings
    assert len(result.text) == 10_000


def test_abstaining_says_so() -> None:
    shy = Classifier(abstain_below=1.0)
    result = shy.classify("PMP, Project Management Institute, 2019")
    assert result.category is Category.NONE
    assert "abstained" in result.warnings


@pytest.mark.parametrize("bad", [-0.1, 1.1])
def test_a_threshold_that_is_no_probability_is_refused(bad: Any) -> None:
    with pytest.raises(ValueError, match="probability from 0 to 1"):
        Classifier(abstain_below=bad)


def test_a_classifier_shows_what_it_is_made_of(classifier: Classifier) -> None:
    shown = f"<Classifier {classifier.version}: {classifier.catalog!r}, abstain_below=0.0>"
    assert repr(classifier) == shown


def test_who_abstains_tells_the_probability_of_none() -> None:
    line = "Machine Learning"
    plain, careful = Classifier().classify(line), Classifier(abstain_below=1).classify(line)
    assert careful.category is Category.NONE
    assert "abstained" in careful.warnings
    assert careful.confidence == careful.probabilities[Category.NONE]
    assert careful.probabilities == plain.probabilities


def test_every_answer_names_its_versions(classifier: Classifier) -> None:
    package, catalog, model = classifier.classify("PMP").version.split("+")
    assert (package, catalog) == (__version__, classifier.catalog.digest)
    assert model == load_model().digest


def test_a_classifier_of_another_release_is_refused(
    classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    pickled = pickle.dumps(classifier)
    monkeypatch.setattr(pipeline, "__version__", "0.0.9")
    with pytest.raises(CredclassError, match="install the same everywhere"):
        pickle.loads(pickled)  # noqa: S301  (our own bytes)


def test_a_pickled_classifier_answers_the_same(classifier: Classifier) -> None:
    again = pickle.loads(pickle.dumps(classifier))  # noqa: S301  (our own bytes)
    assert again.classify("PMP, PMI") == classifier.classify("PMP, PMI")


def test_sections_that_do_not_fit_the_texts_are_told_in_words(classifier: Classifier) -> None:
    with pytest.raises(ValueError, match="texts ended after 1 while sections went on"):
        list(classifier.classify_many(["PMP"], sections=[None, None]))
    with pytest.raises(ValueError, match="sections ended after 1 while texts went on"):
        list(classifier.classify_many(["PMP", "MBA"], sections=iter([None])))
    with pytest.raises(
        TypeError, match="one for each text, not one heading or table; given str: 'edu"
    ):
        classifier.classify_many(["PMP"], sections="education")


def test_a_degree_is_marked_without_the_word_that_joins_its_field(classifier: Classifier) -> None:
    assert (
        classifier.classify("B.Tech in Computer Science, IIT Bombay").mentions[0].text == "B.Tech"
    )


def test_evidence_is_made_when_looked_at_and_then_as_a_tuple_of_it(classifier: Classifier) -> None:
    line = "PMP, Project Management Institute, 2019"
    evidence = classifier.classify(line).evidence
    whole = tuple(classifier.classify(line).evidence)
    assert evidence == whole
    assert whole == evidence
    assert evidence == classifier.classify(line).evidence
    assert evidence != classifier.classify("CAPM, PMI").evidence
    assert evidence[1:3] == whole[1:3]
    assert evidence[0] is evidence[0]
    assert hash(evidence) == hash(whole)
    assert repr(evidence) == repr(whole)
    assert pickle.loads(pickle.dumps(evidence)) == whole  # noqa: S301  (our own bytes)
