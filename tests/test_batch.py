"""``credclass batch``: whole files or none, nothing lost, the same again after a kill."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from conftest import ROOT, mixed_lines
from typer.testing import CliRunner, Result

from credclass import Classifier, pipeline
from credclass.batch import shards
from credclass.batch.alone import alone
from credclass.batch.files import run_shards
from credclass.batch.lines import CHUNK
from credclass.batch.records import Columns
from credclass.batch.rows import FIELDS, MENTION_FIELDS, PROBABILITIES, row_of
from credclass.batch.shards import Answers
from credclass.batch.sources import Form, PlanError, plan
from credclass.cli.app import app


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with a file of every form, faults in each."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfPMP, PMI, 2019\r\n\nLed \xff a team\nMBA, INSEAD")
    rows = [json.dumps({"text": text, "section": section}) for text, section in mixed_lines()]
    faults = [
        "{bad",
        '{"x": 1}',
        '{"text": null}',
        "7",
        "[" * 100_000,
        "9" * 5_000,
        '"PMP, PMI, 2019"',
    ]
    (folder / "b.jsonl").write_text("\n".join([*rows, *faults]) + "\n", encoding="utf-8")
    (folder / "sub" / "c.csv").write_bytes(
        b'id,text,section\n1,"=PMP, PMI",Certifications\n2\n\n3,"MBA\nINSEAD",education\n4,\xff,\n'
    )
    (folder / "notes.md").write_text("not read")
    return folder


def test_every_form_is_read_and_nothing_is_lost(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(inputs, "--out", out, "--section-column", "section")
    assert result.exit_code == 0, result.output
    count = len(mixed_lines())
    assert f"3 of 3 files, {3 + count + 1 + 2} lines" in result.stdout
    assert "9 rejected" in result.stdout
    assert [row["line"] for row in rows_of(out / "a.txt.jsonl")] == [1, 2, 4]
    assert [row["line"] for row in rows_of(out / "b.jsonl")] == [*range(1, count + 1), count + 7]
    told = {path.name: rows_of(path) for path in (out / "_rejected").rglob("*.jsonl")}
    assert told["a.txt.jsonl.jsonl"] == [
        {"line": 3, "reason": "not UTF-8: invalid start byte at byte 5", "raw": "Led \\xff a team"}
    ]
    reasons = [row["reason"].split(":")[0] for row in told["b.jsonl.jsonl"]]
    assert reasons == [
        "not JSON", "no 'text'", "'text' is null, not a string",
        "an object was expected, not int", "not JSON", "not JSON",
    ]  # fmt: skip
    assert [(row["line"], row["raw"]) for row in told["c.csv.jsonl"]] == [(3, "2"), (7, "4,\\xff,")]


def test_answers_are_those_of_classify(
    inputs: Path, tmp_path: Path, classifier: Classifier
) -> None:
    run(inputs / "b.jsonl", "--out", tmp_path / "out", "--section-column", "section")
    lines = [*mixed_lines(), ("PMP, PMI, 2019", None)]
    for row, line in zip(rows_of(tmp_path / "out" / "b.jsonl"), lines, strict=True):
        answer = classifier.classify(*line)
        told = dict(zip(FIELDS, row_of(answer), strict=True))
        told |= {name: round(told[name], 6) for name in ("confidence", *PROBABILITIES)}
        told["warnings"] = list(answer.warnings)
        told["mentions"] = [dict(zip(MENTION_FIELDS, one, strict=True)) for one in told["mentions"]]
        assert row == {"line": row["line"], "text": answer.text, **told}


def test_formulas_are_disarmed_unless_raw(inputs: Path, tmp_path: Path) -> None:
    source = inputs / "sub" / "c.csv"
    for option, cell in ((["--raw"], "=PMP, PMI"), ([], "'=PMP, PMI")):
        assert run(source, "--out", tmp_path / "c.csv", "--overwrite", *option).exit_code == 0
        with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert rows[0]["text"] == cell
        assert rows[1]["text"] == "MBA\nINSEAD"
        assert json.loads(rows[0]["mentions"])[0]["credential"] == "pmi/pmp"


def test_tsv_is_parted_by_tabs_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("PMP, PMI, 2019\nMBA\n", encoding="utf-8")
    assert run(tmp_path / "a.txt", "--out", tmp_path / "b.tsv").exit_code == 0
    with (tmp_path / "b.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert [row["text"] for row in rows] == ["PMP, PMI, 2019", "MBA"]
    assert rows[0]["credential"] == "pmi/pmp"
    (tmp_path / "c.tsv").write_text("text\nPMP, PMI, 2019\n", encoding="utf-8")
    assert run(tmp_path / "c.tsv", "--out", tmp_path / "out").exit_code == 0
    assert run(tmp_path / "c.tsv", "--out", tmp_path / "out", "--format", "csv").exit_code == 0
    with (tmp_path / "out" / "c.tsv").open(encoding="utf-8", newline="") as stream:
        assert [row["text"] for row in csv.DictReader(stream, delimiter="\t")] == ["PMP, PMI, 2019"]
    with (tmp_path / "out" / "c.tsv.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["text"] for row in csv.DictReader(stream)] == ["PMP, PMI, 2019"]


def test_parquet_in_and_out(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("credclass.arrow")
    table = pa.table({"line": ["PMP, PMI, 2019", None, "MBA, INSEAD"], "h": ["x", "y", None]})
    pq.write_table(table, tmp_path / "a.parquet")
    options = ("--column", "line", "--section-column", "h")
    result = run(tmp_path / "a.parquet", "--out", tmp_path / "out", *options)
    assert result.exit_code == 0, result.output
    made = pq.read_table(tmp_path / "out" / "a.parquet")
    assert made.column_names == ["line", "text", *arrow.SCHEMA.names]
    assert made.schema.metadata[b"credclass.schema_version"] == b"1"
    assert made["line"].to_pylist() == [1, 3]
    assert made["category"].to_pylist() == ["professional_certification", "degree"]
    assert rows_of(tmp_path / "out" / "_rejected" / "a.parquet.jsonl")[0]["line"] == 2
    (tmp_path / "b.parquet").write_bytes(b"no such thing")
    result = run(tmp_path / "b.parquet", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "not Parquet, or damaged" in result.stderr


Expected = tuple[list[str], list[str], str]
"""Texts that are answered, reasons of rejection, and what is told of a failure."""

ODD: dict[str, tuple[bytes, list[str], list[str], str]] = {
    "empty.txt": (b"", [], [], ""),
    "empty.csv": (b"", [], [], ""),
    "huge.txt": (b"PMP " * 100_000 + b"\nMBA", ["PMP " * 2_500, "MBA"], [], ""),
    "crlf.txt": (b"PMP\r\nMBA\r\n", ["PMP", "MBA"], [], ""),
    "nul.txt": (b"PMP\x00\nMBA\n", ["PMP\x00", "MBA"], [], ""),
    "latin.txt": (
        b"Dipl\xf4me\nMBA",
        ["MBA"],
        ["not UTF-8: invalid continuation byte at byte 5"],
        "",
    ),
    "utf16.txt": ("MBA\r\n学士".encode("utf-16"), ["MBA", "学士"], [], ""),
    "utf16.csv": ("text;x\nMBA\u0a0a;1\n".encode("utf-16"), ["MBA\u0a0a"], [], ""),
    "utf16.jsonl": ('["PMP", "学士"]'.encode("utf-16"), ["PMP", "学士"], [], ""),
    "half.txt": ("MBA\n".encode("utf-16") + b"x", ["MBA", "\ufffd"], [], ""),
    "unmarked.txt": ("MBA\n".encode("utf-16-le"), [], [], "this is UTF-16, or no text"),
    "utf32.txt": ("MBA\n".encode("utf-32"), [], [], "this is UTF-32"),
    "packed.txt.gz": (b"\x1f\x8b\x08", [], [], "this is gzip"),
    "book.csv": (b"PK\x03\x04", [], [], "an Office document"),
    "bom.csv": (b'\xef\xbb\xbftext\r\n"PMP, ""PMI""\r\n2019"\r\n', ['PMP, "PMI"\r\n2019'], [], ""),
    "semicolons.csv": (b"id;text\n1;PMP, PMI\n", ["PMP, PMI"], [], ""),
    "tabs.tsv": (b"id\ttext\n1\tPMP, PMI\n", ["PMP, PMI"], [], ""),
    "twice.csv": (b"text,text\nMBA,PMP\n", [], [], "2 columns are called 'text'"),
    "long.csv": (
        b'text\n"' + b"x" * 200_000 + b'"\nMBA\n',
        ["MBA"],
        ["not CSV: field larger than"],
        "",
    ),
    "blank.jsonl": (b'\n{"text": "MBA"}\n \n', ["MBA"], [], ""),
    "array.json": (
        b'\n[\n{"text": "MBA"}, "PMP", 7,\n{"text": null}]\n',
        ["MBA", "PMP"],
        ["an object was expected, not int", "'text' is null"],
        "",
    ),
    "mac.csv": (b"text,x\rMBA,1\r", [], [], "the row with the columns' names is not CSV"),
    "open.csv": (
        b'text,x\nMBA,1\n"PMP,2\nCFA,3\n',
        ["MBA"],
        ["a quote that never closes"],
        "",
    ),
    "late.csv": (b"\n \nid,text\n1,MBA\n", ["MBA"], [], ""),
    "empty.json": (b"[]", [], [], ""),
    "rows.jsonl": (b'["MBA"]\n["PMP"]\n', [], [], "and is none: Extra data on line 2"),
    "cut.json": (b'[{"text": "MBA"},\n', [], [], "and is none"),
    "deep.json": (b"[" * 100_000, [], [], "nested too deeply"),
    "other.jsonl": (b'{"Text": "MBA"}\n', [], ["no 'text'"], "rejected, the first: no 'text': see"),
}


def check_odd(path: Path, expected: Expected) -> None:
    texts, reasons, failure = expected
    out = path.parent / "out"
    result = run(path, "--out", out, "--format", "jsonl")
    assert result.exit_code == (1 if failure else 0), result.output
    assert failure in result.stderr
    assert bool(result.stderr) is bool(failure)
    assert (f"{0 if failure else 1} of 1 files") in result.stdout
    answers = [one for one in out.glob("*.json*") if one.is_file()]
    assert bool(answers) is not bool(failure)
    assert [row["text"] for one in answers for row in rows_of(one)] == texts
    told = [row["reason"] for one in out.glob("_rejected/*") for row in rows_of(one)]
    assert len(told) == len(reasons)
    assert all(one.startswith(reason) for one, reason in zip(told, reasons, strict=True))


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read_or_told(tmp_path: Path, name: str) -> None:
    content, *expected = ODD[name]
    (tmp_path / name).write_bytes(content)
    check_odd(tmp_path / name, cast("Expected", expected))


def test_a_row_with_more_cells_than_columns_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,PMP, PMI\n2,CISSP,\n3,MBA\n", "utf-8")
    run(tmp_path / "a.csv", tmp_path / "out.jsonl", "--format", "jsonl")
    (refused,) = rows_of(tmp_path / "_rejected" / "out.jsonl.jsonl")
    assert (refused["line"], refused["raw"]) == (2, "1,PMP, PMI")
    assert refused["reason"].startswith("the row has 3 cells, the head 2")
    assert len(rows_of(tmp_path / "out.jsonl")) == 2


def test_going_on_and_replacing_exclude_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("PMP\n", "utf-8")
    told = run(tmp_path / "a.txt", tmp_path / "out", "--resume", "--overwrite")
    assert told.exit_code == 2
    assert "--overwrite" in told.output


def test_a_heading_that_is_no_string_is_rejected(tmp_path: Path) -> None:
    rows = '{"text": "MBA", "h": 0}\n{"text": "PMP", "h": null}\n{"text": "CFA"}\n'
    (tmp_path / "a.jsonl").write_text(rows)
    result = run(tmp_path / "a.jsonl", "--out", tmp_path / "out", "--section-column", "h")
    assert result.exit_code == 0, result.output
    assert [row["text"] for row in rows_of(tmp_path / "out" / "a.jsonl")] == ["PMP", "CFA"]
    rejected = rows_of(tmp_path / "out" / "_rejected" / "a.jsonl.jsonl")
    assert [row["reason"] for row in rejected] == ["'h' is int, not a string"]


@pytest.mark.parametrize("option", [("--section-column", "h"), ("--keep", "id,nr")])
def test_a_column_that_no_row_has_is_told(tmp_path: Path, option: tuple[str, str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "MBA", "id": 1}\n')
    result = run(tmp_path / "a.jsonl", "--out", tmp_path / "out", *option)
    assert result.exit_code == 1
    assert f"no row has a column {option[1][-2:].lstrip(',')!r}" in result.stderr


@pytest.mark.parametrize(
    "slip",
    [
        ("--column", "txt", "--resume"),
        ("--column", "txt", "--overwrite"),
        ("--keep", "nope", "--resume"),
        ("--section-column", "nope", "--overwrite"),
    ],
)
def test_answers_outlive_a_run_that_fails_and_it_says_so(
    tmp_path: Path, slip: tuple[str, ...]
) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "out"
    source.write_text("text\nMBA\n4\n")
    assert run(source, "--out", out).exit_code == 0
    before = tree(out)
    failed = run(source, "--out", out, *slip)
    assert failed.exit_code == 1
    assert "a.csv still has the answers of an earlier run" in failed.stderr.replace("\n", "")
    assert tree(out) == before
    assert "1 of them done before" in run(source, "--out", out, "--resume").stdout


def test_answers_outlive_an_input_that_is_gone_and_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("MBA\n")
    assert run(source, "--out", out).exit_code == 0
    before = tree(out)
    source.rename(tmp_path / "elsewhere")
    assert run(source, "--out", out, "--resume").exit_code == 1
    (tmp_path / "elsewhere").rename(source)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    failed = run(source, "--out", out, "--overwrite")
    assert failed.exit_code == 1
    assert "No space left on device" in failed.stderr
    assert tree(out) == before


def test_what_was_rejected_before_goes_with_the_answers_it_belongs_to(tmp_path: Path) -> None:
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_text('{"text": "MBA"}\n{"text": 7}\n')
    assert run(source, "--out", out).exit_code == 0
    assert (out / "_rejected" / "a.jsonl.jsonl").exists()
    source.write_text('{"text": "MBA"}\n')
    assert run(source, "--out", out, "--resume").exit_code == 0
    assert not (out / "_rejected" / "a.jsonl.jsonl").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no such locks")
def test_two_batches_do_not_write_the_same_answers(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("MBA\n")
    a, b, out = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "out"
    folder, single = plan([str(a), str(b)], out, None), plan([str(a)], out / "a.jsonl", None)
    with alone(folder):
        for refused in (run(a, b, "--out", out), run(b, "--out", out / "b.jsonl")):
            assert refused.exit_code == 2
            assert "another batch is writing to" in refused.stderr
    assert not out.exists() or not tree(out)  # nothing was done
    with alone(single):
        assert run(b, "--out", out / "b.jsonl").exit_code == 0  # another file
        assert run(a, "--out", out / "a.jsonl").exit_code == 2
        assert run(a, b, "--out", out).exit_code == 2
    assert run(a, b, "--out", out).exit_code == 0


def test_columns_may_be_kept_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,id,nr,x\nMBA,1,2,3\n")
    options = ("--keep", "id", "--keep", "x,nr", "--keep", "id")
    assert run(tmp_path / "a.csv", "--out", tmp_path / "out", *options).exit_code == 0
    head = (tmp_path / "out" / "a.csv").read_text().splitlines()[0]
    assert head.startswith("line,text,id,x,nr,category")


def test_a_heading_that_is_a_formula_is_disarmed_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,=1+1\nMBA,2\n")
    for option, head in (((), "line,text,'=1+1,"), (("--raw",), "line,text,=1+1,")):
        given = ("--out", tmp_path / "o.csv", "--keep", "=1+1", "--overwrite", *option)
        assert run(tmp_path / "a.csv", *given).exit_code == 0
        assert (tmp_path / "o.csv").read_text().startswith(head)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_unicode_is_a_name(tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"r\xe9sum\xe9.csv")
    source.write_text("text\nMBA\n")
    command = [sys.executable, "-m", "credclass", "batch", str(source)]
    command += ["--out", str(tmp_path / "out")]
    for more, words in (([], "1 of 1 files, 1 lines"), (["--resume"], "1 of them done before")):
        told = subprocess.run([*command, *more], check=True, capture_output=True)
        assert words.encode() in told.stdout
        assert b"r?sum?.csv" in told.stdout


def test_what_json_has_no_number_for_is_null(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "MBA", "x": NaN, "y": [Infinity, 1.5]}\n')
    assert run(tmp_path / "a.jsonl", "--out", tmp_path / "out", "--keep", "x,y").exit_code == 0
    row = rows_of(tmp_path / "out" / "a.jsonl")[0]
    assert (row["x"], row["y"]) == (None, [None, 1.5])


def odd_columns() -> dict[str, tuple[Any, list[str], list[str], str]]:
    """Columns of Parquet: the array, texts answered, reasons of rejection, failure."""
    pa = pytest.importorskip("pyarrow")
    null = "'text' is null, not a string"
    ends, characters = pa.py_buffer(b"\0\0\0\0\3\0\0\0\4\0\0\0"), pa.py_buffer(b"MBA\xff")
    texts = pa.array(["MBA", None, "MBA"])
    return {
        "large": (texts.cast(pa.large_string()), ["MBA", "MBA"], [null], ""),
        "dictionary": (texts.dictionary_encode(), ["MBA", "MBA"], [null], ""),
        "bytes": (pa.array([b"MBA", b"\xff"]), ["MBA"], ["'text' is not UTF-8"], ""),
        "wrong UTF-8": (
            pa.Array.from_buffers(pa.string(), 2, [None, ends, characters]),
            ["MBA"], ["'text' is not UTF-8"], "",
        ),
        "nothing": (pa.nulls(2), [], [null, null], "every line was rejected"),
        "no rows": (pa.array([], pa.string()), [], [], ""),
        "lists": (pa.array([["MBA"]]), [], [], "column 'text' is of list"),
        "numbers": (pa.array([1]), [], [], "column 'text' is of int64, not of strings"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["large", "dictionary", "bytes", "wrong UTF-8", "nothing", "no rows", "lists", "numbers"],
)
def test_an_odd_column_is_read_or_told(tmp_path: Path, name: str) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    pa = pytest.importorskip("pyarrow")
    column, *expected = odd_columns()[name]
    pq.write_table(pa.table({"text": column}), tmp_path / "odd.parquet")
    check_odd(tmp_path / "odd.parquet", cast("Expected", expected))
    pq.write_table(
        pa.Table.from_arrays([column, column], ["text", "text"]), tmp_path / "twice.parquet"
    )
    result = run(tmp_path / "twice.parquet", "--out", tmp_path / "twice")
    assert "2 columns are called 'text'" in result.stderr


def table_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of answers, whatever its form."""
    if path.suffix == ".parquet":
        return list(pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist())
    if path.suffix == ".jsonl":
        return rows_of(path)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t" if path.suffix == ".tsv" else ","))


KEPT_LINES = (
    '{"id": 7, "who": {"n": "É"}, "text": "PMP, PMI"}\n"MBA"\n{"text": "CFA", "who": "\\ud800x"}\n'
)
KEPT: dict[str, tuple[str, list[tuple[Any, Any]]]] = {
    "csv": ('id,text,who\n7,"PMP, PMI",=1+1\n8,MBA\n', [("7", "'=1+1"), ("8", "")]),
    "tsv": ("who\tid\ttext\nÉ\t007\tPMP\n", [("007", "É")]),
    "jsonl": (KEPT_LINES, [(7, {"n": "É"}), (None, None), (None, "?x")]),
}


@pytest.mark.parametrize("form", KEPT)
def test_columns_that_are_kept_go_with_the_answers(tmp_path: Path, form: str) -> None:
    content, expected = KEPT[form]
    (tmp_path / f"a.{form}").write_text(content, encoding="utf-8")
    result = run(tmp_path / f"a.{form}", "--out", tmp_path / "out", "--keep", "id, who")
    assert result.exit_code == 0, result.output
    rows = table_of(tmp_path / "out" / f"a.{form}")
    assert [(row["id"], row["who"]) for row in rows] == expected
    assert list(rows[0])[:5] == ["line", "text", "id", "who", "category"]
    for other in {"csv", "jsonl", "parquet"} - {form}:
        target = tmp_path / f"out.{other}"
        assert run(tmp_path / f"a.{form}", "--out", target, "--keep", "id,who").exit_code == 0
        kept = [(str(row["id"] or ""), row["text"]) for row in table_of(target)]
        assert kept == [(str(row["id"] or ""), row["text"]) for row in rows]


def test_columns_of_parquet_keep_their_types(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    columns = {
        "id": pa.array([1, None, 3], pa.int64()),
        "day": pa.array([date(2019, 1, 2), None, None]),
        "tags": pa.array([["a"], None, []]),
        "raw": pa.array([b"\xff", b"a", None]),
        "sort": pa.array(["x", None, "x"]).dictionary_encode(),
        "text": pa.array(["PMP", None, "MBA"]),
        "at": pa.array([1_000, 2_000, None], pa.timestamp("ns", "UTC")),
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    pq.write_table(pa.table(columns)[:0], tmp_path / "none.parquet")
    names = [name for name in columns if name != "text"]
    given = (tmp_path / "a.parquet", tmp_path / "none.parquet", "--keep", ",".join(names))
    for workers in ("1", "3"):
        out = tmp_path / f"out{workers}"
        assert run(*given, "--out", out, "--workers", workers).exit_code == 0
        made = pq.read_table(out / "a.parquet")
        source = pq.read_table(tmp_path / "a.parquet").take([0, 2])  # one line is null
        assert made.select(names).equals(source.select(names))
        assert pq.read_schema(out / "none.parquet") == made.schema
    assert run(*given, "--out", tmp_path / "json", "--format", "jsonl").exit_code == 0
    (first, _) = rows_of(tmp_path / "json" / "a.parquet.jsonl")
    assert (first["id"], first["day"], first["tags"]) == (1, "2019-01-02", ["a"])
    assert run(*given, "--out", tmp_path / "csv", "--format", "csv").exit_code == 0
    (first, _) = table_of(tmp_path / "csv" / "a.parquet.csv")
    assert (first["id"], first["day"], first["tags"]) == ("1", "2019-01-02", '["a"]')


@pytest.mark.parametrize(
    ("name", "content", "keep", "code", "told"),
    [
        ("a.txt", "MBA\n", "id", 1, "lines of text have no column 'id' to keep"),
        ("a.csv", "text,id\nMBA,1\n", "ids", 1, "no column 'ids' among 2; did you mean 'id'?"),
        ("a.csv", "text,id,id\nMBA,1,2\n", "id", 1, "2 columns are called 'id'"),
        ("a.csv", "text,url\nMBA,x\n", "url", 2, "--keep url: answers have a field of that name"),
    ],
)
def test_what_cannot_be_kept_is_told(
    tmp_path: Path, name: str, content: str, keep: str, code: int, told: str
) -> None:
    (tmp_path / name).write_text(content)
    result = run(tmp_path / name, "--out", tmp_path / "out", "--keep", keep)
    assert result.exit_code == code
    assert told in result.stderr


def test_other_columns_to_keep_make_other_answers(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,id\nMBA,1\n")
    given = (tmp_path / "a.csv", "--out", tmp_path / "out", "--resume")
    assert run(*given, "--keep", "id").exit_code == 0
    assert "1 of them done before" in run(*given, "--keep", "id").stdout
    assert "of them" not in run(*given).stdout


def test_a_quote_that_never_closes_does_not_swallow_the_file(tmp_path: Path) -> None:
    rows = "".join(f"PMP number {n}\n" for n in range(9_000))
    (tmp_path / "a.csv").write_text(f'text\nMBA\n"open\n{rows}', encoding="utf-8")
    assert run(tmp_path / "a.csv", "--out", tmp_path / "a.jsonl").exit_code == 0
    answered = len(rows_of(tmp_path / "a.jsonl"))
    (refused,) = rows_of(tmp_path / "_rejected" / "a.jsonl.jsonl")
    assert "field larger than field limit" in refused["reason"]
    assert answered + refused["raw"].count("\n") + 1 == 9_002


def test_an_input_that_fails_is_told_and_the_others_are_done(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    files = (inputs / "sub" / "c.csv", inputs / "b.jsonl", tmp_path / "gone.txt")
    result = run(*files, "--out", out, "--column", "txt")
    assert result.exit_code == 1
    assert "no column 'txt' among 3; did you mean 'text'?" in result.stderr
    assert "gone.txt: No such file" in result.stderr
    assert "1 of 3 files" in result.stdout
    assert not (out / "c.csv").exists()
    assert not list(out.rglob("*.part"))


def test_what_a_folder_has_beside_lines_is_told(inputs: Path, tmp_path: Path) -> None:
    for name in ("cv.pdf", "sub/cv.docx", ".hidden.pdf", "_aside.pdf"):
        (inputs / name).write_text("x")
    result = run(inputs, inputs / "notes.md", "--out", inputs / "answers")
    assert "4 of 4 files" in result.stdout
    told = f"credclass: 2 files are not read, having no ending of a form of lines: {inputs}/"
    assert told + f"cv.pdf, {inputs}/sub/cv.docx\n" in result.stderr
    (inputs / "answers" / "readme.md").write_text("x")
    assert "3 files are" in run(inputs, "--out", inputs / "answers", "--resume").stderr
    assert "not read" not in run(inputs / "a.txt", "--out", tmp_path / "out").stderr


def test_the_summary_says_where_the_answers_stand(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xyz"  # a folder, for no form is called so
    assert (
        run(inputs / "a.txt", "--out", out)
        .stdout.splitlines()[0]
        .endswith(f" s: {out / 'a.txt.jsonl'}")
    )
    assert run(inputs, "--out", out, "--resume").stdout.splitlines()[0].endswith(f" s: {out}")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_input_that_fails_leaves_no_folders(tmp_path: Path, workers: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"%PDF-1.7\n")
    given = (tmp_path / "a.txt", tmp_path / "b.txt", "--workers", workers)
    assert run(*given, "--out", tmp_path / "deep" / "out").exit_code == 1
    assert not (tmp_path / "deep").exists()
    (tmp_path / "mine").mkdir()
    assert run(*given, "--out", tmp_path / "mine").exit_code == 1
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_head_of_a_file_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Jane Canary,jane@canary.example\n")
    result = run(tmp_path / "a.csv", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "anary" not in result.output


def test_finished_answers_are_not_replaced_unasked(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(inputs, "--out", out).exit_code == 0
    result = run(inputs, "--out", out)
    assert result.exit_code == 2
    assert "--resume" in result.stderr
    assert run(inputs, "--out", out, "--overwrite").exit_code == 0


def test_resuming_does_what_is_missing_or_changed(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    whole = run(inputs, "--out", out).stdout
    before = tree(out)
    (out / "a.txt.jsonl").unlink()
    (out / "b.jsonl").write_text("cut off")
    again = run(inputs, "--out", out, "--resume").stdout
    assert "1 of them done before" in again
    assert again.splitlines()[1:] == whole.splitlines()[1:]
    assert tree(out) == before
    (inputs / "a.txt").write_text("MBA, INSEAD\n")
    assert "2 of them done before" in run(inputs, "--out", out, "--resume").stdout
    assert "3 of them done before" in run(inputs, "--out", out, "--resume").stdout
    assert "of them" not in run(inputs, "--out", out, "--resume", "--abstain-below", "0.5").stdout


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["x/a.txt", "y/a.txt"], "would both be written"),
        (["x/a.jsonl"], "would replace an input"),
        (["nothing/*.txt"], "no input"),
        (["y"], "no input"),
        (["x/out.txt"], "would stand outside"),
        (["x"], "a folder of their own"),
        (["-"], "for a pipe there is credclass classify"),
        ([""], "an empty name"),
    ],
)
def test_a_plan_that_would_lose_something_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
    for name in ("a.txt", "a.jsonl", "out.txt"):
        (tmp_path / "x" / name).write_text("MBA\n")
    (tmp_path / "x" / "out.txt.jsonl").symlink_to(tmp_path / "y" / "elsewhere")
    with pytest.raises(PlanError, match=words):
        plan(given, Path("x"), None)
    assert run(*given, "--out", "x").exit_code == 2


def test_an_output_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("MBA\n")
    (tmp_path / "file").write_text("")
    result = run(tmp_path / "a.txt", "--out", tmp_path / "file")
    assert result.exit_code == 2
    assert "file is no folder" in result.stderr
    (tmp_path / "out" / "a.txt.jsonl").mkdir(parents=True)
    result = run(tmp_path / "a.txt", "--out", tmp_path / "out", "--overwrite")
    assert result.exit_code == 1
    assert "a.txt.jsonl: Is a directory" in result.stderr.replace("\n", "")
    assert run(tmp_path / "a.txt", "--out", tmp_path, "--workers", "10000").exit_code == 2


def test_a_file_that_is_named_and_found_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("MBA\n")
    given = [str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.txt")]
    assert [shard.name for shard in plan(given, tmp_path / "out", None)] == ["a.txt.jsonl"]


def test_names_stay_in_the_output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "up.txt").write_text("MBA\n")
    monkeypatch.chdir(tmp_path / "deep" / "er")
    for given in ("../up.txt", "../*.txt", str(tmp_path / "deep" / "up.txt"), "..", "../../deep"):
        (shard,) = plan([given], Path("out"), Form.CSV)
        assert shard.target == Path("out/up.txt.csv")


def test_folders_and_patterns_are_searched_in_order(inputs: Path, tmp_path: Path) -> None:
    (inputs / ".hidden.txt").write_text("x")
    found = plan([str(inputs), str(inputs / "*.md")], tmp_path / "out", None)
    assert [shard.name for shard in found] == [
        "a.txt.jsonl",
        "b.jsonl",
        "sub/c.csv",
        "notes.md.jsonl",
    ]


def test_answers_inside_the_input_folder_are_no_input(inputs: Path) -> None:
    for option in ("--overwrite", "--resume"):
        result = run(inputs, "--out", inputs / "answers", option)
        assert "3 of 3 files" in result.stdout


def test_names_are_counted_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "NAMES", 10)
    counted = shards.failed("")
    for names in (["often", "often"], [f"once {n}" for n in range(20)]):
        shards._count(Answers(b"", Counter(), names), counted)  # noqa: SLF001
    assert counted.unlinked == {"often": 2}


def test_a_full_disk_leaves_nothing_under_a_final_name(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run(inputs / "a.txt", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert tree(tmp_path / "out") == {}


def shell(*arguments: str | Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-W", "ignore", "-m", "credclass", "batch", *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


def many(folder: Path, files: int, lines: int) -> Path:
    """A folder of some files with distinct lines."""
    folder.mkdir()
    mixed = [text for text, _ in mixed_lines() if "\ud800" not in text and len(text) < 999]
    for number in range(files):
        texts = [f"{mixed[n % len(mixed)]} {number}-{n}" for n in range(lines)]
        (folder / f"{number}.txt").write_text("\n".join(texts), encoding="utf-8")
    return folder


def test_any_number_of_workers_writes_the_same(tmp_path: Path) -> None:
    folder = many(tmp_path / "in", 2, 2 * CHUNK + 88)
    for workers in (1, 2, 3):  # here; a process a file; several processes a file
        out = tmp_path / f"out{workers}"
        assert run(folder, "--out", out, "--workers", str(workers)).exit_code == 0
    trees = [tree(tmp_path / f"out{workers}") for workers in (1, 2, 3)]
    assert trees[0] == trees[1] == trees[2]
    assert len([name for name in trees[0] if not name.endswith(".lock")]) == 4


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Whoever runs the tests in the background ignores Ctrl-C, and what they start would too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("workers", ["1", "2", pytest.param("9", marks=pytest.mark.long)])
def test_ctrl_c_ends_with_130_and_leaves_no_scraps(tmp_path: Path, workers: str) -> None:
    folder = many(tmp_path / "in", 3, 20_000)
    out = tmp_path / "out"
    with shell(folder, "--out", out, "--workers", workers) as process:
        deadline = time.monotonic() + 30
        while not list(out.rglob("*.part")) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.decode() == "credclass: interrupted\nWhat is done stays: go on with --resume.\n"
    assert not list(out.rglob("*.part"))


@pytest.mark.long
@pytest.mark.skipif(shutil.which("script") is None, reason="needs script(1) for a terminal")
def test_a_terminal_sees_progress_and_a_pipe_does_not(tmp_path: Path) -> None:
    folder = many(tmp_path / "in", 2, 3_000)
    with shell(folder, "--out", tmp_path / "quiet") as process:
        out, told = process.communicate(timeout=60)
    assert out.startswith(b"2 of 2 files, 6,000 lines")
    assert told == b""
    command = f"{sys.executable} -m credclass batch {folder} --out {tmp_path / 'seen'} --workers 2"
    seen = subprocess.run(
        ["script", "-qec", command, "/dev/null"], capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    assert b"lines, " in seen.stdout
    assert b"/s" in seen.stdout


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_after_twenty_kills_the_end_is_the_same(tmp_path: Path) -> None:
    folder = many(tmp_path / "in", 6, 1_500)
    assert run(folder, "--out", tmp_path / "clean").exit_code == 0
    chance = random.Random(5)  # noqa: S311  (moments)
    for number in range(20):
        workers = "2" if number % 2 else "1"
        with shell(folder, "--out", tmp_path / "out", "--resume", "--workers", workers) as process:
            time.sleep(chance.uniform(0.5, 2.5))
            process.kill()
        for shard in plan([str(folder)], tmp_path / "out", None):
            if shard.target.exists():  # whole, whatever has happened
                clean = tmp_path / "clean" / shard.name
                assert shard.target.read_bytes() == clean.read_bytes()
        if number % 7 == 6:
            for path in (tmp_path / "out").rglob("[3-5].txt.jsonl*"):
                path.unlink()
    result = run(folder, "--out", tmp_path / "out", "--resume")
    assert result.exit_code == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")


def test_a_record_of_another_time_does_not_count(
    tmp_path: Path, classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("MBA\n")
    (shard,) = plan([str(tmp_path / "a.txt")], tmp_path / "out", None)
    settings = shards.Settings(Columns("text", None), raw=False)
    assert shards.done(shard, settings, classifier) is None
    (tally,) = run_shards([shard], settings, classifier, 1, lambda *_: None)
    assert shards.done(shard, settings, classifier) == tally
    monkeypatch.setattr(pipeline, "__version__", "0.0.9")
    assert shards.done(shard, settings, Classifier()) is None
    shard.record.write_text("[]")
    assert shards.done(shard, settings, classifier) is None
