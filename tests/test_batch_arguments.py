"""``credclass batch IN OUT``: what is the output, and what is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credclass.batch.sources import Form, Output
from credclass.cli.app import app


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with inputs in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "in/one.txt", "in/two.jsonl", "more/three.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('"MBA, INSEAD, 2015"\n')
    (tmp_path / "c.csv").write_text("text\nMBA\n")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["batch", *arguments])


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (["a.txt", "out"], ["out/a.txt.jsonl"]),
        (["a.txt", "out.csv"], ["out.csv"]),
        (["a.txt", "out.jsonl"], ["out.jsonl"]),
        (["in", "a.txt", "more/*.txt", "out/"],
         ["out/one.txt.jsonl", "out/two.jsonl", "out/a.txt.jsonl", "out/three.txt.jsonl"]),
        (["a.txt", "out.csv/"], ["out.csv/a.txt.jsonl"]),
        (["a.txt", "b.txt", "out.txt/"], ["out.txt/a.txt.jsonl", "out.txt/b.txt.jsonl"]),
        (["in", "in/answers"], ["in/answers/one.txt.jsonl", "in/answers/two.jsonl"]),
    ],
)  # fmt: skip
def test_the_last_name_is_the_output_s(folder: Path, given: list[str], written: list[str]) -> None:
    result = run(*given)
    assert result.exit_code == 0, result.output
    before = {name: (folder / name).read_bytes() for name in written}
    assert all(before.values())
    refused = run(*given)
    assert refused.exit_code == 2
    assert "--resume" in refused.stderr
    assert f"{len(written)} of them done before" in run(*given, "--resume").stdout
    assert "of them" not in run(*given, "--overwrite").stdout
    *inputs, out = given
    named = run(*inputs, "--out", out, "--resume")
    assert f"{len(written)} of them done before" in named.stdout
    assert {name: (folder / name).read_bytes() for name in written} == before


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["a.txt"], "where do the answers go? credclass batch a.txt OUT"),
        (["a.txt", "b.txt"], "b.txt is no answer of an earlier batch"),
        (["a.txt", "b.txt", "c.csv"], "c.csv is no answer of an earlier batch"),
        (["in", "more"], "more/three.txt is no answer of an earlier batch"),
        (["a.txt", "in/*.txt"], "in/*.txt is a pattern"),
        (["a.txt", "b.txt", "out.csv"], "out.csv names a file"),
        (["in", "--out", "out.parquet"], "out.parquet names a file"),
        (["a.txt", "out.json"], "call it out.jsonl"),
        (["a.txt", "--out", "out.xlsx"], "call it out.csv"),
        (["a.txt", "--out", "out.jsonl.gz"], "call it out.jsonl"),
        (["a.txt", "-"], "for a pipe there is credclass classify"),
    ],
)
@pytest.mark.parametrize("option", [[], ["--overwrite"], ["--resume"]])
def test_what_may_be_an_input_is_not_written_to(
    folder: Path, given: list[str], told: str, option: list[str]
) -> None:
    before = contents(folder)
    result = run(*given, *option)
    assert result.exit_code == 2
    assert told in result.stderr
    assert contents(folder) == before


def test_only_forms_of_answers_are_offered() -> None:
    refused = run("a.txt", "out", "--format", "text")
    assert refused.exit_code == 2
    assert "'jsonl'" in refused.stderr
    assert [*Output] == [form for form in Form if form is not Form.TEXT]
    assert "not as text" in run("a.txt", "out.txt").stderr


def test_a_name_and_a_format_that_contradict_each_other_are_refused(folder: Path) -> None:
    refused = run("a.txt", "out.csv", "--format", "jsonl")
    assert refused.exit_code == 2
    assert "out.csv promises csv, and --format says jsonl" in refused.stderr
    assert not (folder / "out.csv").exists()
    assert run("a.txt", "out.csv", "--format", "csv").exit_code == 0


def test_rows_do_not_go_into_a_file_that_promises_an_array(folder: Path) -> None:
    (folder / "x.json").write_text('[{"text": "PMP"}, {"text": "MBA"}]')
    assert run("x.json", "out").exit_code == 0
    assert len((folder / "out" / "x.json.jsonl").read_text().splitlines()) == 2


def test_an_empty_name_is_not_this_folder(folder: Path) -> None:
    before = contents(folder)
    for given in (["", "out"], ["a.txt", ""], ["a.txt", "--out", ""]):
        refused = run(*given)
        assert refused.exit_code == 2
        assert "an empty name" in refused.stderr
    refused = run("a.txt", "out", "--catalog", "")
    assert refused.exit_code == 2
    assert "this folder is called ." in refused.stderr
    assert contents(folder) == before


def test_a_pattern_does_not_find_answers_of_an_earlier_batch() -> None:
    assert run("c.csv", "answers.csv").exit_code == 0
    again = run("*.csv", "out")
    assert again.exit_code == 0, again.output
    assert "1 of 1 files" in again.stdout


def test_answers_of_an_earlier_batch_are_no_input(folder: Path) -> None:
    assert run("in", "in/answers").exit_code == 0
    again = run("in", "in/more")
    assert again.exit_code == 0, again.output
    assert "2 of 2 files" in again.stdout
    assert not (folder / "in" / "more" / "answers").exists()


def test_resuming_does_not_replace_what_no_batch_wrote(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "a.txt.jsonl").write_text("by hand")
    refused = run("a.txt", "--out", "out", "--resume")
    assert refused.exit_code == 2
    assert "no batch has written it" in refused.stderr
    assert (folder / "out" / "a.txt.jsonl").read_text() == "by hand"


def test_resuming_with_another_input_does_it_anew() -> None:
    assert run("a.txt", "--out", "x.csv").exit_code == 0
    assert run("b.txt", "--out", "x.csv", "--resume").exit_code == 0
    assert "done before" not in run("a.txt", "--out", "x.csv", "--resume").stdout


def test_what_stands_in_the_place_of_an_answer_is_not_replaced(folder: Path) -> None:
    assert run("a.txt", "out.csv").exit_code == 0
    (folder / "out.csv").write_text("text\nwritten by hand\n")
    for option in ("--overwrite", "--resume"):
        assert run("a.txt", "out.csv", option).exit_code == 2
    assert "by hand" in (folder / "out.csv").read_text()
    assert run("a.txt", "--out", "out.csv", "--overwrite").exit_code == 0


def test_an_answer_that_was_being_replaced_is_gone_on_with(folder: Path) -> None:
    assert run("a.txt", "out.csv").exit_code == 0
    (folder / ".credclass" / "out.csv.json").unlink()  # as after a kill
    (folder / ".out.csv.part").write_text("line,te")
    assert run("a.txt", "out.csv", "--resume").exit_code == 0
    assert not (folder / ".out.csv.part").exists()
