"""Several processes answer as one does, in order, lazily, and end when nobody wants more."""

from __future__ import annotations

import copy
import itertools
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT, mixed_lines
from pydantic import TypeAdapter

from credclass import Catalog, Classification, Classifier, CredclassError
from credclass.answering import Answering
from credclass.batch.lines import CHUNK, Chunk, chunks_of
from credclass.batch.memory import SURROUNDINGS, Line, Recent
from credclass.batch.packing import Packed, pack
from credclass.batch.rows import row_of
from credclass.batch.stream import closed
from credclass.batch.workers import AHEAD, Team
from credclass.decision.answer import Answer


@pytest.fixture(scope="module")
def answers(classifier: Classifier) -> list[Classification]:
    """Answers of every sort."""
    return [classifier.classify(*line) for line in mixed_lines()]


@pytest.fixture(scope="module")
def journeys(classifier: Classifier) -> list[bytes]:
    """What goes from process to process of those answers."""
    return [pack(classifier.answering.answer(*line), line[0]) for line in mixed_lines()]


def carried(classifier: Classifier, journeys: list[bytes]) -> list[Classification]:
    """The answers after a journey between processes, still closed."""
    return [
        closed(Packed(packed, line, classifier))
        for packed, line in zip(journeys, mixed_lines(), strict=True)
    ]


LOOKS: dict[str, Any] = {
    "equality": lambda one: one,
    "json": lambda one: one.model_dump_json(),
    "dump": lambda one: one.model_dump(),
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301  (our own bytes)
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "model_copy": lambda one: one.model_copy(),
    "repr": repr,
    "str": str,
    "evidence": lambda one: one.evidence,
    "fields": lambda one: [getattr(one, name) for name in Classification.model_fields],
    "probabilities": lambda one: one.probabilities,
    "scores": lambda one: one.scores(),
    "items": dict,
    "html": lambda one: one._repr_html_(),
    "a list of them": lambda one: TypeAdapter(list[Classification]).dump_json([one]),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_carried_answer_looks_like_one_that_was_never_away(
    classifier: Classifier, answers: list[Classification], journeys: list[bytes], look: Any
) -> None:
    for one, original in zip(carried(classifier, journeys), answers, strict=True):
        assert look(one) == look(original)
    for one, original in zip(carried(classifier, journeys), answers, strict=True):
        assert one.category is original.category  # opened by half
        assert look(one) == look(original)
        assert original == one


def test_a_carried_answer_is_frozen_and_knows_its_names(
    classifier: Classifier, journeys: list[bytes]
) -> None:
    one, other, *_ = carried(classifier, journeys)
    with pytest.raises(ValueError, match="frozen"):
        one.category = "none"  # type: ignore[misc, assignment]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        other.nothing  # type: ignore[attr-defined]  # noqa: B018
    assert type(one) is Classification


def test_two_processes_answer_as_one_does(classifier: Classifier) -> None:
    lines = list(itertools.islice(itertools.cycle(mixed_lines()), 3 * CHUNK + 7))
    texts, sections = zip(*lines, strict=True)
    several = list(classifier.classify_many(texts, sections=sections, workers=2))
    assert several == list(classifier.classify_many(texts, sections=sections))


def real_lines() -> list[Line]:
    """The labelled lines beside the checkout, or none."""
    path = ROOT.parent / "shared" / "data" / "lines_dev.jsonl"
    if not path.exists():
        return []
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(row["text"], row["section"] or None) for row in rows]


def generated_lines(count: int) -> list[Line]:
    """Lines put together of names of the catalog and of what stands around them; some repeat."""
    chance = random.Random(7)  # noqa: S311  (a sample)
    catalog = Catalog.default()
    names = [entry.name for entry in catalog.credentials()]
    issuers = [entry.name for entry in catalog.issuers()]
    examples = [text for text, _ in mixed_lines() if len(text) < 200 and "\ud800" not in text]
    shapes = ("{c}, {i}, {y}", "• {c} ({y})", "{i} – {c}", "{e} {y}", "{c}; {e}", "{y} {i}", "{c}")
    headings = (None, "education", "Certifications", "experience", "Formación")
    made: list[Line] = []
    for _ in range(count):
        if made and chance.random() < 0.2:
            made.append(chance.choice(made))
            continue
        text = chance.choice(shapes).format(
            c=chance.choice(names), i=chance.choice(issuers), e=chance.choice(examples),
            y=chance.randint(1980, 2030),
        )  # fmt: skip
        if chance.random() < 0.2:  # misspelt, or cut
            at = chance.randrange(len(text))
            text = text[:at] + text[at + 1 :] if chance.random() < 0.5 else text[:at]
        made.append((text, chance.choice(headings)))
    return made


@pytest.mark.long
def test_every_way_answers_real_and_generated_lines_alike(classifier: Classifier) -> None:
    lines = [*real_lines(), *generated_lines(100_000)]
    texts, sections = zip(*lines, strict=True)
    pa = pytest.importorskip("pyarrow")
    arrow = pytest.importorskip("credclass.arrow")
    pairs = zip(texts, sections, strict=True)
    one_by_one = (classifier.classify(*line) for line in pairs)
    here = classifier.classify_many(iter(texts), sections=iter(sections))
    spread = classifier.classify_many(iter(texts), sections=iter(sections), workers=2)
    rows: list[Any] = []
    for number, (expected, *others) in enumerate(zip(one_by_one, here, spread, strict=True)):
        # all the fields; the evidence, which is made by reading again, of every tenth line
        for other in others:
            if number % 10:
                assert {**vars(other), "evidence": ()} == {**vars(expected), "evidence": ()}
            else:
                assert other == expected
        rows.append(row_of(expected))
    batch = arrow.classify_batch(pa.array(texts), pa.array(sections))
    assert batch.equals(arrow.batch_of(rows))


def test_own_catalog_and_threshold_travel_and_reading_stays_a_few_chunks_ahead(
    ours: Catalog,
) -> None:
    classifier = Classifier(ours, abstain_below=0.9)
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "Acme Certified Welder, 2020"

    many = classifier.classify_many(endless(), workers=2)
    first = next(many)
    assert first == classifier.classify("Acme Certified Welder, 2020")
    assert ours.digest in first.version.split("+")
    assert taken <= (2 * AHEAD + 1) * CHUNK
    many.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("bad", "error", "words"),
    [(7, TypeError, "text must be a string"), (None, TypeError, "given NoneType")],
)
def test_a_bad_item_is_told_after_the_answers_before_it(
    classifier: Classifier, bad: Any, error: type[Exception], words: str
) -> None:
    chunks = chunks_of(classifier, iter([("PMP", None), (bad, None)]))
    assert next(chunks) == [("PMP", None)]
    with pytest.raises(error, match=words):
        next(chunks)


def test_sections_of_another_length_are_told_too(classifier: Classifier) -> None:
    many = classifier.classify_many(["PMP", "MBA"], sections=[None], workers=2)
    assert next(many).text == "PMP"
    with pytest.raises(ValueError, match="sections ended after 1"):
        next(many)


@pytest.mark.parametrize(
    ("bad", "error"),
    [(0, ValueError), (-1, ValueError), (10_000, ValueError), ("2", TypeError), (True, TypeError)],
)
def test_workers_are_a_number_of_processes(
    classifier: Classifier, bad: Any, error: type[Exception]
) -> None:
    with pytest.raises(error, match="workers"):
        classifier.classify_many(["PMP"], workers=bad)


def test_a_long_line_is_not_carried_whole(classifier: Classifier) -> None:
    (chunk,) = chunks_of(classifier, iter([("PMP " * 10_000, None)]))
    assert len(chunk[0][0]) == 10_001
    assert classifier.classify(*chunk[0]) == classifier.classify("PMP " * 10_000)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that is read, as often as it is."""
    read: list[str] = []
    answer = Answering.answer

    def counting(self: Answering, text: str, section: str | None = None) -> Answer:
        read.append(text)
        return answer(self, text, section)

    monkeypatch.setattr(Answering, "answer", counting)
    return read


def test_a_line_met_again_lately_is_not_read_again(
    classifier: Classifier, counted: list[str]
) -> None:
    lines = ["PMP, PMI, 2019", "MBA, INSEAD"] * 3 + ["x" * 400] * 2
    sections = [None] * 5 + ["education"] + [None] * 2
    answers = list(classifier.classify_many(lines, sections=sections))
    assert counted == ["PMP, PMI, 2019", "MBA, INSEAD", "MBA, INSEAD", "x" * 400, "x" * 400]
    assert answers == [classifier.classify(*line) for line in zip(lines, sections, strict=True)]


def test_the_memo_is_bounded_in_entries_and_bytes() -> None:
    for recent in (Recent(entries=2), Recent(room=2 * (SURROUNDINGS + 3))):
        for name in ("a", "b", "c", "d"):
            recent.put((name, None), b"12")
            assert recent.get(("a", None)) == b"12"  # asked for again and again, so it stays
        assert recent.get(("d", None)) == b"12"
        assert recent.get(("b", None)) is None


def test_several_processes_are_not_asked_for_what_is_known() -> None:
    recent = Recent()
    first = Chunk([("PMP", None), ("MBA", None), ("PMP", None)], recent)
    assert first.asked == [("PMP", None), ("MBA", None)]
    first.learn([b"1", b"2"], recent)
    second = Chunk([("MBA", None), ("PMP", "education"), ("x" * 400, None)], recent)
    assert second.asked == [("PMP", "education"), ("x" * 400, None)]
    assert second.known == {("MBA", None): b"2"}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_says_at_which_line_after_the_answers_before_it(
    classifier: Classifier, workers: int
) -> None:
    many = classifier.classify_many(["PMP", "MBA", "PMP", 7, "MBA"], workers=workers)  # type: ignore[list-item]
    assert [answer.text for answer in itertools.islice(many, 3)] == ["PMP", "MBA", "PMP"]
    with pytest.raises(TypeError, match=r"^texts\[3\]: text must be a string"):
        next(many)


@pytest.mark.parametrize("section", [7, ["education"]])
def test_a_heading_that_is_no_string_is_refused(classifier: Classifier, section: Any) -> None:
    with pytest.raises(TypeError, match="section must be"):
        next(classifier.classify_many(["PMP"], sections=[section]))


def test_a_worker_that_dies_is_an_error_not_a_silence(classifier: Classifier) -> None:
    with Team(classifier, 2) as team, pytest.raises(CredclassError, match="ended before"):
        list(team.in_order(os._exit, [1]))


UNGUARDED = """
from credclass import classify_many
print(len(list(classify_many(["PMP"], workers=2))))
"""


@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_script_without_its_guard_is_told_what_it_lacks(tmp_path: Any, way: str) -> None:
    program = tmp_path / "unguarded.py"
    program.write_text(UNGUARDED)
    done = subprocess.run(
        [sys.executable, str(program) if way == "file" else "-"], input=UNGUARDED, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=False,
        timeout=60, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert 'asks for several workers under if __name__ == "__main__":' in last


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_worker_that_is_killed_is_told_as_that(classifier: Classifier) -> None:
    jobs = iter([os.getpid, os.getpid])
    with Team(classifier, 1) as team:
        made = team.in_order(_call, jobs, ahead=1)
        os.kill(next(made), signal.SIGKILL)
        with pytest.raises(CredclassError, match=r"killed, most often for want of memory$"):
            list(made)


def _call(job: Any) -> Any:
    return job()


def test_another_catalog_than_the_pickled_one_is_refused(classifier: Classifier) -> None:
    make, (*made_of, _) = classifier.__reduce__()
    assert made_of[0] is None
    with pytest.raises(CredclassError, match="install the same"):
        make(*made_of, "0+0")


ENDLESS = """
import itertools, sys
from credclass import classify_many
if __name__ == "__main__":
    for number, _ in enumerate(classify_many(itertools.repeat("PMP, PMI"), workers=2)):
        if number == 0:
            print("begun", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill"])
def test_no_worker_outlives_its_parent(tmp_path: Any, way: signal.Signals) -> None:
    program = tmp_path / "endless.py"
    program.write_text(ENDLESS)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, str(program)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as parent:  # fmt: skip
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"begun\n"
        if way is signal.SIGKILL:
            parent.kill()
        else:
            os.killpg(parent.pid, way)  # as a terminal does
        _, told = parent.communicate(timeout=30)
    assert parent.returncode == -way, told.decode()
    assert told.count(b"Traceback") == (way is signal.SIGINT)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(parent.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a worker is still there")
