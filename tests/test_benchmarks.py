"""The benchmarks' own arithmetic and drawing, and that peers find what they are given."""

from __future__ import annotations

from itertools import islice, pairwise
from xml.etree import ElementTree as ET

import pytest

from credclass import Catalog, Classifier, CredentialEntry
from details import composed_lists
from diagram import draw_reliability
from fairness import country, language
from fitting import Line
from listed import Listed, category_found
from measures import Bin, reliability, wilson
from peers import LIST_MATCHERS, SCORERS, Peer, extract_one
from scaling import generated_entries

NAMES = ["project management professional", "scrum master", "бухгалтер", "master"]


def degree(text: str, issuer: str = "", **facts: str) -> Line:
    return Line(text, "education", "degree", facts={"issuer": issuer, **facts})


@pytest.mark.parametrize(("right", "count"), [(0, 4), (3, 4), (4, 4), (900, 1000)])
def test_an_interval_holds_the_share_and_stays_within_0_and_1(right: int, count: int) -> None:
    low, high = wilson(right, count)
    assert 0 <= low <= right / count <= high <= 1
    assert high - low < 0.05 or count < 1000


def test_bins_hold_every_answer(classifier: Classifier) -> None:
    lines = [degree("MBA, INSEAD, 2015"), degree("B.Sc. Physics, MIT"), degree("Led a team")]
    bins = reliability(lines, [classifier.classify(line.text) for line in lines])
    assert sum(one.answers for one in bins) == len(lines)
    assert sum(one.right for one in bins) == 2


def test_the_diagram_is_an_image_with_a_point_for_every_bin_that_says_something() -> None:
    bins = [Bin(40, 0.55, 20), Bin(3, 0.65, 3), Bin(200, 0.97, 195)]
    root = ET.fromstring(draw_reliability([("given", bins), ("bare", bins[:1])]))  # noqa: S314
    circles = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 3
    assert "prefers-color-scheme: dark" in ET.tostring(root, encoding="unicode")


@pytest.mark.parametrize("peer", LIST_MATCHERS, ids=lambda peer: peer.label)
def test_a_list_matcher_finds_whole_names(peer: Peer) -> None:
    pytest.importorskip(peer.package)
    find = peer.make(NAMES)
    assert {*NAMES[:2]} <= {*find("a project management professional and scrum master")}
    assert not find("scrummaster, бухгалтерия")


@pytest.mark.parametrize("scorer", SCORERS)
def test_of_equally_similar_names_the_longest_is_taken(scorer: str) -> None:
    assert extract_one(NAMES, scorer)("scrum master")[0] == "scrum master"


def test_a_credential_outranks_a_platform_and_length_decides_within_a_rank() -> None:
    names = {
        "coursera": Listed("platform_certificate", 1),
        "master": Listed("degree", 0),
        "scrum master": Listed("professional_certification", 0),
    }
    assert category_found(["coursera", "master", "scrum master"], names) == (
        "professional_certification"
    )
    assert category_found([], names) == "none"


def test_the_country_is_that_of_the_labelled_school(catalog: Catalog) -> None:
    assert country(degree("MBA, INSEAD", "INSEAD"), catalog) == "FR"
    assert country(degree("MBA"), catalog) == "a degree, no school named"
    assert country(degree("MBA", "School of Quux"), catalog).endswith("not in the catalog")
    assert not country(Line("PMP", "", "professional_certification", facts={}), catalog)


def test_the_language_is_labelled_or_told_by_letters() -> None:
    assert language(degree("Licence", lang="fr")) == "fr"
    assert language(degree("диплом")) == "Cyrillic"
    assert language(degree("学士")) == "Chinese"


def test_generated_entries_are_distinct_and_new(catalog: Catalog) -> None:
    known = list(islice(catalog.credentials(), 500))
    names = [name for name, _ in generated_entries(known, 600)]
    assert len(set(names)) == 600
    assert not {entry.name for entry in known} & set(names)


def test_composed_lists_tell_where_each_name_stands(catalog: Catalog) -> None:
    for one in composed_lists(catalog, " / ")[:20]:
        for entry, (start, end) in zip(one.entries, one.spans, strict=True):
            assert isinstance(entry, CredentialEntry)
            assert one.text[start:end] in {entry.name, entry.acronym}
        assert all(before[1] < after[0] for before, after in pairwise(one.spans))
