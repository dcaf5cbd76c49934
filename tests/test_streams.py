"""Standard output and error, and the files that lines come from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from credclass.cli.app import app

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
COMMAND = [sys.executable, "-m", "credclass"]
EXAMPLES = str(ROOT / "examples" / "resume_lines.txt")


def unread(*arguments: str | Path, errors: bool = False) -> tuple[int, bytes]:
    """Exit code and standard error of a command whose output's reader is gone already.

    With ``errors`` that is also the reader of standard error, as in ``2>&1 | head``.
    """
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=writer,
            stderr=writer if errors else subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
        )
    finally:
        os.close(writer)
    return done.returncode, done.stderr or b""


LONG = [
    *(["classify", "--format", form, EXAMPLES] for form in ("csv", "json", "parquet")),
    ["catalog", "search", "project management"],
    ["--version"],
]
"""Each starts an interpreter, so the default run has one command of each way of writing."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["classify", EXAMPLES],
        ["classify", "--format", "table", EXAMPLES],
        ["explain", "PMP, Project Management Institute, 2019"],
        ["--help"],
        *(pytest.param(arguments, marks=pytest.mark.long) for arguments in LONG),
    ],
)
def test_a_reader_that_has_gone_ends_a_command_quietly(arguments: list[str]) -> None:
    assert unread(*arguments) == (0, b"")


def test_head_ends_a_stream_of_lines_quietly() -> None:
    command = f"yes 'PMP, PMI' | {' '.join(COMMAND)} classify | head -1 >/dev/null"
    script = f"{command}; echo ${{PIPESTATUS[*]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=ENVIRONMENT, check=False)
    assert done.stdout.split()[1:] == [b"0", b"0"]
    assert done.stderr == b""


def test_a_batch_that_nobody_listens_to_is_done_all_the_same(tmp_path: Path) -> None:
    assert unread("batch", EXAMPLES, "--out", tmp_path) == (0, b"")
    assert (tmp_path / "resume_lines.txt.jsonl").exists()
    gone = unread("batch", EXAMPLES, "gone.txt", "--out", tmp_path, "--overwrite")
    assert gone == (1, b"credclass: gone.txt: No such file or directory\n")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
@pytest.mark.parametrize("command", ["classify", "gaps"])
def test_what_never_ends_its_first_line_is_no_text(command: str) -> None:
    result = CliRunner().invoke(app, [command, "/dev/zero"])
    assert result.exit_code == 1
    assert "no text: lines of UTF-8 were expected" in result.stderr


def test_messages_that_nobody_reads_stop_nothing(tmp_path: Path) -> None:
    code, _ = unread("batch", "gone.txt", EXAMPLES, "--out", tmp_path, errors=True)
    assert code == 1
    assert (tmp_path / "resume_lines.txt.jsonl").exists()


def test_lines_that_are_not_utf8_are_told_once_a_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "a cv.txt"
    good.write_text("Licence en économie\n", encoding="utf-8")
    bad.write_text("Licence en économie\nMBA\nMaîtrise\n", encoding="latin-1")
    result = CliRunner().invoke(app, ["classify", str(bad), str(good)])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 4
    (told,) = result.stderr.splitlines()
    assert told.startswith(f"credclass: {bad}: 2 lines are not UTF-8")
    assert f"iconv -f WINDOWS-1252 -t UTF-8 '{bad}' " in told


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"PAR1\x15\x04", "Parquet"),
        (b"PK\x03\x04\x14\x00", "a zip archive"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        ("MBA, INSEAD\n".encode("utf-16-le"), "UTF-16"),
        ("MBA, INSEAD\n".encode("utf-16-be"), "UTF-16"),
    ],
)
@pytest.mark.parametrize("command", ["classify", "gaps"])
def test_what_is_no_text_is_told_and_the_others_are_done(
    tmp_path: Path, command: str, content: bytes, named: str
) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(content)
    result = CliRunner().invoke(app, [command, str(path), EXAMPLES])
    assert result.exit_code == 1
    assert f"credclass: {path}: this is {named}" in result.stderr
    assert "lines of UTF-8 were expected" in result.stderr
    if command == "classify":
        assert len(result.stdout.splitlines()) == len(Path(EXAMPLES).read_text().splitlines())
