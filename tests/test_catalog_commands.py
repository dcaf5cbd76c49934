"""``credclass catalog`` on the user's own files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import OURS, ROOT
from test_cli import run

from credclass import Catalog

WELDER = "acme/certified-welder"
FAULTS = tomllib.loads((ROOT / "tests/cases/faults.toml").read_text(encoding="utf-8"))["case"]
assert FAULTS


def test_a_file_of_one_s_own_is_checked_over_the_catalog() -> None:
    result = run("catalog", "check", str(OURS))
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.usefixtures("little_by_default")
@pytest.mark.parametrize("folder", [True, False])
def test_poor_aliases_of_one_s_own_are_told(tmp_path: Path, *, folder: bool) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        '[[credential]]\nid = "pmi/quux"\nname = "Certified Quux Planner"\nissuer = "pmi"\n'
        'short = ["Q", "Certified Quux Planner®", "Forklift"]\n'
    )
    result = run("catalog", "check", str(tmp_path if folder else path))
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    assert [line.split(".short: ")[1].split(" →")[0] for line in told] == [
        "'Q' is too short to name anything",
        "'Certified Quux Planner®' is the name itself once folded",
        "'Forklift' is a word of everyday language",
    ]


@pytest.mark.usefixtures("little_by_default")
def test_names_of_the_catalog_s_own_entries_are_told(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        '[[credential]]\nid = "pmi/ours"\nname = "Project Management Professional"\n'
        'issuer = "pmi"\n[[credential]]\nid = "pmi/quux"\nname = "Certified Quux Planner"\n'
        'issuer = "pmi"\nshort = ["Certified Associate in Project Management"]\n'
    )
    told = run("catalog", "check", str(path)).stdout
    assert "[pmi/ours].name: 'Project Management Professional' is the name of pmi/pmp too" in told
    assert "[pmi/quux].short: 'Certified Associate in Project Management' is the name of" in told


@pytest.mark.usefixtures("little_by_default")
def test_a_clash_with_the_catalog_is_told_unless_it_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('[[issuer]]\nid = "pmi"\nname = "Our PMI"\nkind = "body"\n')
    assert "stands in the catalog already" in run("catalog", "check", str(path)).stdout
    assert run("catalog", "check", "--allow-override", str(path)).exit_code == 0


@pytest.mark.usefixtures("little_by_default")
def test_a_table_of_one_s_own_is_checked_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "certifications" / "ours.tsv"
    path.parent.mkdir()
    path.write_text("issuer\tname\npmi\tQuux Two\npmi\tQuux One\npmi\tQuux Two\n")
    assert "stands" not in run("catalog", "check", "--fix", str(path)).stdout
    assert path.read_text() == "issuer\tname\npmi\tQuux One\npmi\tQuux Two\n"


@pytest.mark.usefixtures("little_by_default")
def test_a_column_that_no_such_table_has_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "certifications" / "ours.tsv"
    path.parent.mkdir()
    path.write_text("issuer\tnmae\npmi\tQuux Two\npmi\tQuux One\n")
    told = run("catalog", "check", str(path)).stdout
    assert told.count("ours.tsv") == 1
    assert "did you mean 'name'?" in told


def test_a_path_that_is_not_there_is_told() -> None:
    result = run("catalog", "check", "/nowhere.toml")
    assert result.exit_code == 2
    assert "/nowhere.toml is not there" in result.stderr


@pytest.mark.usefixtures("little_by_default")
def test_own_entries_are_shown_and_found() -> None:
    shown = run("catalog", "show", "--catalog", str(OURS), WELDER)
    assert "name: Acme Certified Welder" in shown.stdout
    assert WELDER in run("catalog", "search", "--catalog", str(OURS), "acme welder").stdout
    assert run("catalog", "show", WELDER).exit_code == 1


@pytest.mark.usefixtures("little_by_default")
@pytest.mark.parametrize(
    ("example", "told"),
    [
        ("Some words about nothing", "links to nothing, not to pmi/cqo"),
        ("PMP, PMI, 2020", "links to pmi/pmp, not to pmi/cqo"),
    ],
)
def test_an_example_that_does_not_link_is_told(tmp_path: Path, example: str, told: str) -> None:
    path = tmp_path / "ours.toml"
    answers = f"Certified Quux Operator\npmi\n\nCQO\nhttps://example.org\n{example}\n"
    result = run("catalog", "add", str(path), given=answers)
    assert result.exit_code == 0
    assert told in result.stderr
    assert "pmi/cqo" in path.read_text()


@pytest.mark.usefixtures("little_by_default")
def test_what_stands_in_a_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    before = (
        'sector = "health"\n\n# of the first\n[[issuer]]\nid = "quux-a"\nname = "Quux Board A"\n'
        'kind = "body"\n\n[[issuer.credentials]]\nid = "zz"\nname = "Certified Zorvex Operator"\n'
        '\n# of the second\n[[issuer]]\nid = "quux-b"\nname = "Quux Board B"\nkind = "body"'
    )
    path.write_text(before)
    answers = "Quux Planner\nquux-b\n\n\nhttps://example.org\nQuux Planner, Quux Board B\n"
    assert run("catalog", "add", str(path), given=answers).exit_code == 0
    text = path.read_text()
    assert text.startswith(f'{before}\n\n[[credential]]\nid = "quux-b/quux-planner"\n')
    assert run("catalog", "show", "--catalog", str(path), "quux-a/zz").exit_code == 0
    again = run("catalog", "add", str(path), given=answers)  # the id is taken
    assert again.exit_code == 1
    assert path.read_text() == text
    assert [one.name for one in tmp_path.iterdir()] == ["ours.toml"]


@pytest.mark.usefixtures("little_by_default")
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ours.tsv", b"", "is a table"),
        ("ours.toml", b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_a_file_that_takes_no_entry_is_told_and_left(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answers = "Quux Planner\npmi\n\n\nhttps://example.org\nQuux Planner, PMI\n"
    result = run("catalog", "add", str(path), given=answers)
    assert result.exit_code == 1
    assert told in result.stderr
    assert path.read_bytes() == content


@pytest.mark.usefixtures("little_by_default")
def test_what_check_refuses_is_not_added(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    answers = "Project Management Professional\npmi\n\nQ\nhttps://example.org\nPMP, PMI\n"
    result = run("catalog", "add", str(path), given=answers)
    assert result.exit_code == 1
    assert "ours.toml" in result.stderr
    assert not path.exists()


@pytest.mark.usefixtures("little_by_default")
def test_a_mark_of_byte_order_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    body = '[[issuer]]\nid = "quux"\nname = "Quux Board"\nkind = "body"\n'
    path.write_text(body, encoding="utf-8-sig")
    assert run("catalog", "check", str(path)).exit_code == 0


@pytest.mark.usefixtures("little_by_default")
@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["told"][0].split(": ")[1])
def test_faults_are_told_with_line_key_and_remedy(tmp_path: Path, case: dict[str, Any]) -> None:
    (tmp_path / "ours.toml").write_text(case["file"], encoding="utf-8")
    result = run("catalog", "check", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [f"ours.toml: {told}" for told in case["told"]]


@pytest.mark.usefixtures("little_by_default")
def test_what_is_checked_can_be_used(tmp_path: Path) -> None:
    table = tmp_path / "certifications" / "ours.tsv"
    table.parent.mkdir()
    table.write_text("issuer\tname\nquux\tCertified Zorvex Operator\n")
    body = '[[issuer]]\nid = "quux"\nname = "Quux Board"\nkind = "body"\n'
    (tmp_path / "quux.toml").write_text(body)
    for given in ([tmp_path], [tmp_path / "quux.toml", table]):
        paths = [part for path in given for part in ("--catalog", str(path))]
        done = run("classify", *paths, given="Certified Zorvex Operator, Quux Board\n")
        found = json.loads(done.stdout)["credential"]
        assert found["id"] == "quux/certified-zorvex-operator"
    assert run("catalog", "check", str(tmp_path)).exit_code == 0


def test_another_digest_follows_from_any_file_of_a_folder(tmp_path: Path, little: Catalog) -> None:
    (tmp_path / "quux.toml").write_text('[[issuer]]\nid = "q"\nname = "Quux"\nkind = "body"\n')
    one = little.extended(tmp_path).digest
    (tmp_path / "quux.toml").write_text('[[issuer]]\nid = "q"\nname = "Quux!"\nkind = "body"\n')
    assert len({one, little.extended(tmp_path).digest, little.digest}) == 3


@pytest.mark.usefixtures("little_by_default")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ours.txt", "file: is no file of a catalog: their names end in .toml or .tsv"),
        ("ours.tsv", "file: is a table, and the folder of a table says what its rows are"),
    ],
)
def test_what_is_no_file_of_a_catalog_is_refused(tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / name
    path.write_text("name\n")
    assert f"{path}: {told} → " in run("catalog", "check", str(path)).stdout
    used = run("classify", "--catalog", str(path), given="MBA\n")
    assert used.exit_code == 2
    assert f"{path}: {told} → " in used.stderr
    answers = "Quux Planner\npmi\n\n\nhttps://example.org\nQuux Planner, PMI\n"
    assert run("catalog", "add", str(path), given=answers).exit_code == 1
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("identifier", "told"),
    [
        ("pmi/pmp", ["issuer: pmi", "source: pmi.org", "sector: management and quality"]),
        ("degree/bachelor-of-science", ["kind: bachelor", "level: 6"]),
        (
            "coursera/deep-learning-specialization",
            ["platform: coursera", "issuer: deeplearning-ai"],
        ),
        ("us/stanford-university", ["domain: stanford.edu", "source: hipo"]),
    ],
)
def test_everything_of_an_entry_is_shown(identifier: str, told: list[str]) -> None:
    shown = run("catalog", "show", identifier).stdout.splitlines()
    assert set(told) <= set(shown)
    assert not [line for line in shown if line.endswith((": ", "None", "False", "-1"))]


@pytest.mark.usefixtures("little_by_default")
def test_a_level_of_nought_is_a_level(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('[[credential]]\nid = "quux/a"\nname = "Quux Card"\nlevel = 0\n')
    assert "level: 0" in run("catalog", "show", "--catalog", str(path), "quux/a").stdout
