"""Results in notebooks: every text escaped, mentions marked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credclass import Classifier, classify, show


def test_markup_in_a_line_stays_text() -> None:
    html = classify('PMP <script>alert(1)</script>, PMI & "friends"')._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "&amp;" in html


def test_mentions_are_marked_in_their_category_s_colour() -> None:
    html = classify("PMP, Project Management Institute, 2019")._repr_html_()
    assert '<mark class="cc-professional_certification"' in html
    assert "prefers-color-scheme: dark" in html


def test_only_web_addresses_become_links() -> None:
    answer = classify("PMP, PMI, https://www.credly.com/badges/x")
    assert answer.url is not None
    assert f'href="{answer.url}"' in answer._repr_html_()
    for address in ("javascript:alert(1)", "data:text/html,x", ' "><script>'):
        html = answer.model_copy(update={"url": address})._repr_html_()
        assert "href" not in html
        assert "<script>" not in html
    html = answer.model_copy(update={"url": 'https://x/"><script>'})._repr_html_()
    assert 'href="https://x/&quot;&gt;&lt;script&gt;"' in html


@given(st.lists(st.text(max_size=40), max_size=4))
@settings(deadline=None)
def test_any_lines_make_a_table(classifier: Classifier, lines: list[str]) -> None:
    table = show(map(classifier.classify, lines))
    assert table._repr_html_().count("<tr>") == len(lines) + 1


def test_show_takes_one_answer_too_and_refuses_lines() -> None:
    assert len(show(classify("PMP, PMI, 2019"))) == 1
    with pytest.raises(TypeError, match="answers, as classify_many gives them; given str: 'PMP'"):
        show(["PMP"])  # type: ignore[list-item]


def test_a_line_reads_in_its_own_direction_and_breaks_anywhere() -> None:
    html = show([classify("שלום PMP, PMI")])._repr_html_()
    assert '<td class="l" dir="auto">' in html
    assert "overflow-wrap:anywhere" in html


def test_answers_can_stand_in_a_set() -> None:
    assert len({classify("PMP, PMI, 2019"), Classifier().classify("PMP, PMI, 2019")}) == 1
