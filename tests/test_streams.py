"""Standard output and error, and the files that lines come from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

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


@pytest.mark.parametrize(
    "arguments",
    [
        ["classify", EXAMPLES],
        ["classify", "--format", "table", EXAMPLES],
        ["explain", "PMP, Project Management Institute, 2019"],
        ["catalog", "search", "project management"],
        ["--version"],
        ["--help"],
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


def test_messages_that_nobody_reads_stop_nothing(tmp_path: Path) -> None:
    code, _ = unread("batch", "gone.txt", EXAMPLES, "--out", tmp_path, errors=True)
    assert code == 1
    assert (tmp_path / "resume_lines.txt.jsonl").exists()
