"""``catalog check`` on small poor catalogs: each rule finds its fault and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import ROOT

from credclass.catalog.check import check_own
from credclass.catalog.models import (
    CatalogFile,
    CredentialRow,
    InstitutionRow,
    IssuerRow,
    ProgrammeRow,
)
from credclass.catalog.read import Sources
from credclass.catalog.rivals import (
    everyday_names,
    poached_names,
    poor_aliases,
    status_aliases,
    twin_entries,
    written,
)
from credclass.decision.model import load_model
from credclass.errors import Fault

EVERYDAY = frozenset({"forklift", "compliance", "ace"})


def made(*credentials: Mapping[str, object], acronym: str = "NAW") -> Sources:
    """One body and what it awards."""
    body = {"id": "naw", "name": "National Association of Welders", "kind": "body"}
    file = {"issuer": [{**body, "acronym": [acronym], "credentials": credentials}]}
    return Sources(toml=[("a.toml", CatalogFile.model_validate(file))])


WELDER = {"id": "welder", "name": "Certified Welder"}
INSPECTOR = {"id": "inspector", "name": "Certified Welding Inspector"}


@pytest.mark.parametrize(
    "alias",
    ["Certified Welder", "certified WELDER®", "Certified Welder (NAW)",
     "Certified Welder, National Association of Welders"],
)  # fmt: skip
@pytest.mark.parametrize("attribute", ["short", "formerly", "localized", "misspelling"])
def test_an_alias_that_names_another_entry_of_the_body_is_a_fault(
    alias: str, attribute: str
) -> None:
    found = list(poached_names(made(WELDER, {**INSPECTOR, attribute: [alias]})))
    assert found == [
        Fault(
            "a.toml",
            f"[naw/inspector].{attribute}",
            f"{alias!r} is the name of naw/welder",
            "remove it here, or merge the two",
        )
    ]


@pytest.mark.parametrize("alias", ["Welding Inspector", "Certified Welding Inspector (NAW)"])
def test_an_entry_s_own_names_are_no_fault(alias: str) -> None:
    assert list(poached_names(made(WELDER, {**INSPECTOR, "short": [alias]}))) == []


def test_another_body_may_award_what_has_the_same_name() -> None:
    other = CredentialRow(name="Welder", issuer="other-body", short=("Certified Welder",))
    poor = made(WELDER)
    poor.tables = [("certifications/b.tsv", 2, other)]
    assert list(poached_names(poor)) == []


def test_a_table_s_rows_are_checked_by_line() -> None:
    poor = made(WELDER)
    row = CredentialRow(name="Welding Foreman", issuer="naw", short=("Certified Welder",))
    poor.tables = [("certifications/b.tsv", 7, row)]
    assert [(one.file, one.key) for one in poached_names(poor)] == [
        ("certifications/b.tsv", "line 7.short")
    ]


def test_a_word_of_everyday_language_is_no_alias() -> None:
    poor = made({**WELDER, "short": ["Forklift"]}, {**INSPECTOR, "acronym": ["Compliance"]})
    assert [(one.key, one.problem) for one in everyday_names(poor, EVERYDAY)] == [
        ("[naw/welder].short", "'Forklift' is a word of everyday language"),
        ("[naw/inspector].acronym", "'Compliance' is a word of everyday language"),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        {"short": ["Forklift"], "needs": "context"},
        {"acronym": ["ACE"]},
        {"short": ["Forklift Operator"]},
        {"short": ["Weldment"]},
    ],
    ids=["needs context", "capitals", "two words", "another word"],
)
def test_what_cannot_be_taken_for_the_word_is_no_fault(entry: Mapping[str, object]) -> None:
    assert list(everyday_names(made({**WELDER, **entry}), EVERYDAY)) == []


def test_the_check_of_a_folder_runs_both_rules(tmp_path: Path) -> None:
    (tmp_path / "kinds.toml").write_bytes((ROOT / "catalog" / "kinds.toml").read_bytes())
    (tmp_path / "a.toml").write_text(
        '[[issuer]]\nid = "naw"\nname = "National Association of Welders"\nkind = "body"\n'
        'credentials = [{ id = "a", name = "Certified Welder", short = ["Forklift"] },\n'
        '  { id = "b", name = "Master Welder", formerly = ["Certified Welder"] }]\n'
    )
    told = [fault.problem for fault in check_own(tmp_path, EVERYDAY)]
    assert told == [
        "'Certified Welder' is the name of naw/a",
        "'Forklift' is a word of everyday language",
    ]


def test_two_entries_of_a_body_with_one_name_are_a_fault() -> None:
    again = {"id": "cw", "name": "Certified welder®"}
    assert list(twin_entries(made(WELDER, INSPECTOR, again))) == [
        Fault(
            "a.toml",
            "[naw/cw].name",
            "'Certified welder®' is the name of naw/welder too",
            "merge the two",
        )
    ]


def test_an_alias_that_adds_nothing_is_told_of_every_sort_of_row() -> None:
    poor = made({**WELDER, "short": ["Certified-Welder"], "codes": ["7"]}, acronym="N")
    poor.tables = [
        ("issuers/b.tsv", 2, IssuerRow(id="quux", name="Quux Board", short=("QUUX Board®",))),
        ("institutions/DE.tsv", 3, InstitutionRow(name="Quux-Hochschule", short=("é",))),
        ("programmes/c.tsv", 4, ProgrammeRow(platform="quux", title="A Quux", short=("a quux",))),
    ]
    assert [(one.file, one.key, one.problem) for one in poor_aliases(poor)] == [
        ("a.toml", "[naw].acronym", "'N' is too short to name anything"),
        ("issuers/b.tsv", "line 2.short", "'QUUX Board®' is the name itself once folded"),
        ("institutions/DE.tsv", "line 3.short", "'é' is too short to name anything"),
        ("a.toml", "[naw/welder].short", "'Certified-Welder' is the name itself once folded"),
        ("a.toml", "[naw/welder].codes", "'7' is too short to name anything"),
        ("programmes/c.tsv", "line 4.short", "'a quux' is the name itself once folded"),
    ]


def test_an_alias_that_parts_the_name_s_words_is_no_fault() -> None:
    poor = made({"id": "quux", "name": "QuuxMaster", "short": ["QuuxMaster"]})
    assert list(poor_aliases(poor)) == []


def test_a_course_that_needs_context_may_be_an_everyday_word() -> None:
    poor = made()
    row = ProgrammeRow(platform="quux", title="Quux", short=("Forklift",), needs="context")
    poor.tables = [("programmes/c.tsv", 2, row)]
    assert list(everyday_names(poor, EVERYDAY)) == []


def test_a_body_s_title_is_no_everyday_word_either() -> None:
    poor = made()
    title = ProgrammeRow(platform="quux", title="Forklift")
    nobodys = CredentialRow(name="Forklift")  # what people call it, as a doctorate
    poor.tables = [("programmes/c.tsv", 2, title), ("qualifications/d.tsv", 3, nobodys)]
    assert [(one.file, one.key, one.problem) for one in everyday_names(poor, EVERYDAY)] == [
        ("programmes/c.tsv", "line 2.name", "'Forklift' is a word of everyday language")
    ]


STATUSES = frozenset({"candidate", "enrolled in", "在 读"})


@pytest.mark.parametrize(
    ("entry", "alias", "status"),
    [
        (WELDER, "Enrolled in Certified Welder", "enrolled in"),
        ({"id": "boshi", "name": "博士"}, "在读博士", "在 读"),
    ],
    ids=["words", "signs without spaces"],
)
def test_an_alias_is_no_name_behind_a_status(
    entry: Mapping[str, object], alias: str, status: str
) -> None:
    problem = f"{alias!r} begins with the status {status!r}, which is not read then"
    assert list(status_aliases(made({**entry, "short": [alias]}), STATUSES)) == [
        Fault("a.toml", f"[naw/{entry['id']}].short", problem, "remove it")
    ]


@pytest.mark.parametrize(
    "alias",
    ["Candidate Certified Welder", "Certified Welder, enrolled in", "Enrolled in Welding"],
    ids=["a status of one word", "behind the name", "what follows is no name"],
)
def test_a_status_that_is_read_is_no_fault(alias: str) -> None:
    assert list(status_aliases(made({**WELDER, "short": [alias]}), STATUSES)) == []


def test_no_alias_of_the_project_s_catalog_is_an_everyday_word(sources: Sources) -> None:
    # The rules that need no list of words are checked with all others, in test_catalog.py.
    assert list(everyday_names(sources, load_model().ordinary)) == []


def test_every_credential_of_the_catalog_is_read(sources: Sources) -> None:
    ids = [one.id for one in written(sources)]
    assert len(ids) == len(set(ids)) > 47_000


def test_an_alias_behind_a_status_of_the_package_s_wording_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        '[[issuer]]\nid = "quux"\nname = "Quux Board"\nkind = "body"\ncredentials = [\n'
        '  { id = "w", name = "Quux Welder", short = ["Currently pursuing Quux Welder"] },\n]\n'
    )
    problems = [fault.problem for fault in check_own(path)]
    assert any("begins with the status 'currently pursuing'" in problem for problem in problems)
