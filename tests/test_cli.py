"""The command line: formats, streams, exits, and what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import OURS, ROOT
from typer.testing import CliRunner, Result

from credclass import Classifier, MissingExtraError
from credclass.cli.app import app

LINES = "PMP, Project Management Institute, 2019\n\nManaged a team of twelve\n"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def shell(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}
    command = [sys.executable, "-m", "credclass", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)


def test_a_pipe_gets_one_json_object_a_line() -> None:
    result = run("classify", given=LINES)
    assert result.exit_code == 0
    rows = [json.loads(row) for row in result.stdout.splitlines()]
    assert [row["category"] for row in rows] == ["professional_certification", "none", "none"]


def test_csv_keeps_one_row_a_line_and_disarms_formulas() -> None:
    result = run("classify", "--format", "csv", given='=HYPERLINK("http://x")\nPMP, PMI\n')
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 2
    assert rows[0]["text"].startswith("'=")
    assert rows[1]["credential"] == "pmi/pmp"


def test_json_is_one_array() -> None:
    lines = run("classify", "--format", "jsonl", given=LINES).stdout.splitlines()
    whole = run("classify", "--format", "json", given=LINES)
    assert whole.exit_code == 0
    assert json.loads(whole.stdout) == [json.loads(line) for line in lines]
    assert json.loads(run("classify", "--format", "json", given="").stdout) == []


@pytest.mark.parametrize("given", [LINES, ""])
def test_parquet_has_the_columns_of_csv(given: str) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("credclass.arrow")
    done = shell("classify", "--format", "parquet", given=given.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    table = pq.read_table(io.BytesIO(done.stdout))
    assert table.schema.names == ["text", *arrow.SCHEMA.names]
    assert table.schema.metadata == arrow.SCHEMA.metadata
    assert table["text"].to_pylist() == given.splitlines()
    assert table["credential"].to_pylist() == ["pmi/pmp", None, None][: len(table)]


def test_parquet_without_its_packages_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("classify", "--format", "parquet", given=LINES)
    assert isinstance(result.exception, MissingExtraError)
    assert "credclass[arrow]" in str(result.exception)


def test_a_table_shows_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    result = run("classify", "--format", "table", given=LINES)
    assert result.exit_code == 0
    head, *rows = result.stdout.splitlines()
    assert head.split() == ["line", "category", "conf.", "linked", "to"]
    categories = ("professional_certification", "none", "none")
    for row, line, category in zip(rows, LINES.splitlines(), categories, strict=True):
        assert row.startswith(line)
        assert row.removeprefix(line).split()[0] == category


def test_the_section_is_heeded() -> None:
    result = run("classify", "--section", "Certifications", given="Spring Boot in Practice\n")
    bare = run("classify", "--section", "Experience", given="Spring Boot in Practice\n")
    probability = [json.loads(one.stdout)["probabilities"]["none"] for one in (result, bare)]
    assert probability[0] < probability[1]


def test_a_missing_file_is_told_and_the_others_are_done(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(LINES)
    result = run("classify", str(tmp_path / "gone.txt"), str(good))
    assert result.exit_code == 1
    assert "gone.txt: No such file" in result.stderr
    assert len(result.stdout.splitlines()) == 3


@pytest.mark.parametrize("line", ["PMP, PMI, 2019", "PMP", "B.Sc. Physics, MIT", "PMP, PMI " * 90])
def test_a_line_given_as_a_file_is_told_where_it_belongs(line: str) -> None:
    result = run("classify", line)
    assert result.exit_code == 1
    assert "credclass explain LINE" in result.stderr


def test_where_lines_belong_is_told_once() -> None:
    told = run("classify", "MBA", "PMP, PMI", "CFA").stderr
    assert told.count("No such file") == 3
    assert told.count("credclass explain LINE") == 1


def test_a_missing_file_is_not_taken_for_a_line(tmp_path: Path) -> None:
    assert "explain" not in run("classify", str(tmp_path / "gone.txt")).stderr


def test_csv_has_the_columns_of_batch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LINES)
    assert run("batch", str(tmp_path / "a.txt"), "--out", str(tmp_path / "a.csv")).exit_code == 0
    written = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8")))
    rows = [{name: row[name] for name in row if name != "line"} for row in written]
    shown = run("classify", "--format", "csv", given=LINES).stdout
    assert list(csv.DictReader(io.StringIO(shown))) == rows
    assert rows[0]["credential"] == "pmi/pmp"


@pytest.mark.parametrize("arguments", [["classify", "--format", "xml"], ["nonsense"], ["explain"]])
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_bytes_that_are_not_utf8_are_read_all_the_same() -> None:
    done = shell("classify", given=b"\xef\xbb\xbfPMP, PMI \xff\xfe 2019\r\nMBA\x00\n")
    assert done.returncode == 0
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert rows[0]["text"] == "PMP, PMI \ufffd\ufffd 2019"
    assert rows[0]["category"] == "professional_certification"


def test_explain_shows_demands_sums_and_near_misses() -> None:
    result = run("explain", "PMP, Project Management Institute, 2019")
    assert result.exit_code == 0
    for words in ("experience", "continuing_education", "score (the sum)", "probability", "P3Y"):
        assert words in result.stdout


def test_explain_reads_a_line_from_stdin() -> None:
    assert run("explain", "-", given="PMP, PMI, 2019\n").output.startswith("PMP, PMI, 2019\n")


def test_explain_says_what_is_known_and_no_more() -> None:
    told = run("explain", "MBA, INSEAD, 2015").stdout
    assert "Master of Business Administration" in told
    for words in ("not recorded", "demands", "valid for", "None"):
        assert words not in told


def test_gaps_counts_what_links_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("Certified Quux Operator, National Quux Board, 2019\n" * 3)
    result = run("gaps", str(path))
    assert "Certified Quux Operator" in result.stdout
    stub = run("gaps", "--stub", str(path)).stdout
    assert 'name = "Certified Quux Operator"' in stub


def test_version_names_the_parts_of_an_answer_s(classifier: Classifier) -> None:
    result = run("--version")
    assert result.exit_code == 0
    package, catalog, weights = classifier.version.split("+")
    assert result.stdout == f"credclass {package}, catalog {catalog}, weights {weights}\n"


def test_catalog_search_and_show() -> None:
    assert "pmi/pmp" in run("catalog", "search", "project management professional").stdout
    shown = run("catalog", "show", "pmi/pmp").stdout
    assert "requires" in shown
    assert "found as: pmp" in shown
    missing = run("catalog", "show", "pmi/nothing")
    assert missing.exit_code == 1
    assert "catalog search" in missing.stderr


def test_catalog_check_lists_every_fault(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[[issuer]]\nid = "Bad Id"\nname = "X"\nkind = "guild"\n')
    (tmp_path / "b.toml").write_text("[[issuer\n")
    result = run("catalog", "check", str(tmp_path))
    assert result.exit_code == 1
    for words in (
        "a.toml: line 2: issuer[Bad Id].id",
        "a.toml: line 4: issuer[Bad Id].kind",
        "b.toml: syntax",
    ):
        assert words in result.stdout


@pytest.mark.usefixtures("little_by_default")
def test_own_catalog_by_option() -> None:
    line = "Acme Certified Welder, Acme Welding Institute, 2021\n"
    result = run("classify", "--catalog", str(OURS), given=line)
    assert json.loads(result.stdout)["credential"]["id"] == "acme/certified-welder"


def test_faults_of_an_own_catalog_are_told_as_errors_are(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text("[[issuer\n")
    result = run("classify", "--catalog", str(path), given="PMP\n")
    assert result.exit_code == 2
    assert result.stderr.startswith("credclass: the catalog has 1 fault:\n  ")


@pytest.mark.usefixtures("little_by_default")
def test_catalog_add_writes_an_entry_that_loads(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    answers = "Certified Quux Operator\npmi\n\nCQO\nhttps://example.org\nCQO, PMI, 2020\n"
    result = run("catalog", "add", str(path), given=answers)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    done = run("classify", "--catalog", str(path), given="Certified Quux Operator, PMI\n")
    assert json.loads(done.stdout)["credential"]["id"] == "pmi/cqo"
    again = run("catalog", "add", str(path), given=answers)
    assert again.exit_code == 1
    assert "pmi/cqo" in again.stderr


def test_utf16_is_told_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes("PMP, PMI, 2019\r\nMBA, INSEAD – 2015\r\n".encode("utf-16"))
    rows = [json.loads(row) for row in run("classify", str(path)).stdout.splitlines()]
    assert [row["text"] for row in rows] == ["PMP, PMI, 2019", "MBA, INSEAD – 2015"]


def test_a_pipe_gets_utf8_whatever_the_locale() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "credclass", "classify"]
    given = "PMP® – 2019\n".encode()
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    assert json.loads(done.stdout)["text"] == "PMP® – 2019"
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("classify > /dev/full", b"credclass: No space left on device\n"),
        ("classify >&-", b"credclass: standard output is closed\n"),
        ("classify <&-", b"credclass: -: standard input is closed\n"),
    ],
)
def test_streams_that_fail_are_told_in_a_line(command: str, message: bytes) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    script = f"echo PMP | {sys.executable} -m credclass {command}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr == message


def test_catalog_add_tells_what_it_cannot_write() -> None:
    answers = b"Certified Quux Operator\npmi\n\nCQO\nhttps://example.org\nCQO, PMI, 2020\n"
    done = shell("catalog", "add", "/nonexistent/ours.toml", given=answers)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"credclass: /nonexistent/ours.toml" in done.stderr


def test_gaps_says_so_when_there_are_none(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("PMP, Project Management Institute\n")
    result = run("gaps", str(path))
    assert result.stdout == ""
    assert "no name missing from the catalog" in result.stderr


def test_show_tells_the_ids_that_bear_a_name() -> None:
    missing = run("catalog", "show", "PMP")
    assert missing.exit_code == 1
    assert "credclass catalog show pmi/pmp   (Project Management Professional)" in missing.stderr
    shown = run("catalog", "show", "pmi/pmp").stdout
    assert "requires: exam, experience" in shown
    assert "found as: 项目管理专业人士" in shown


def test_tabs_are_shown_as_spaces() -> None:
    assert "PMP PMI" in run("classify", "--format", "table", given="PMP\tPMI\n").stdout


def test_explain_names_every_column_in_a_narrow_terminal() -> None:
    assert "…" not in shell("explain", "PMP, Project Management Institute, 2019").stdout.decode()
