"""The README, the documents and the notebook do what they say."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

import credclass
from credclass import Classification, Classifier

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "catalog/README.md"])


def python_blocks(path: Path) -> list[str]:
    return re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


WITH_EXAMPLES = [
    path for path in DOCUMENTS if any(">>> " in block for block in python_blocks(path))
]
PROGRAMS = [
    pytest.param(block, id=path.parent.name)
    for path in DOCUMENTS
    for block in python_blocks(path)
    if ">>> " not in block
]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.name)
def test_examples_in_documents_show_what_comes_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    text = "\n".join(block for block in python_blocks(path) if ">>> " in block)
    test = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
    assert test.examples
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.long
@pytest.mark.parametrize("block", PROGRAMS)
def test_programs_in_documents_run_and_print(
    block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block, "a block of a document", "exec"), {})  # noqa: S102  (the document's own)
    assert capsys.readouterr().out.count("Counter({") == block.count("print(Counter(")


def test_the_documents_with_python_are_those_that_had_some() -> None:
    assert [path.name for path in WITH_EXAMPLES] == ["README.md", "scale.md"]
    assert [program.id for program in PROGRAMS] == ["catalog"]


def third_column(answer: Classification) -> str:
    """What the README's table says of an answer beside its category."""
    if answer.category == "none":
        return "somebody else's certification"
    if answer.level:
        return f"ISCED level {answer.level}, field {answer.field}, grade {answer.grade}"
    assert answer.issuer is not None
    if answer.platform:
        series = answer.category == "specialization"
        courses = "a series of courses" if series else "courses completed"
        return f"{answer.issuer} on {answer.platform}: {courses}"
    assert answer.credential is not None
    words = {"exam": "examination", "experience": "experience"}
    demands = [word for demand, word in words.items() if demand in answer.credential.requires]
    renewal = {"P3Y": "renewal every three years"}[answer.credential.valid_for or ""]
    return f"{answer.issuer.acronym}: {', '.join([*demands, renewal])}"


def test_the_readme_s_table_is_what_the_library_answers() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(.+?)` \| ([a-z ]+) \| (.+) \|$", text, re.MULTILINE)
    assert len(rows) == 5
    for line, *shown in rows:
        answer = credclass.classify(line)
        assert shown == [answer.category.replace("_", " "), third_column(answer)]


def decided_cases() -> list[ParameterSet]:
    """The lines that the taxonomy decides, with section and category; those below fail as yet."""
    text = (ROOT / "docs" / "taxonomy.md").read_text(encoding="utf-8")
    answered, unanswered = text.split("### Decided, and not yet answered so")
    row = re.compile(r"^\| `(.+?)` \| (\w*) ?\| (\w+) \| .+ \|$", re.MULTILINE)
    cases = [pytest.param(*case, id=case[0]) for case in row.findall(answered)]
    failing = pytest.mark.xfail(strict=True, reason="decided in the taxonomy, not yet answered so")
    return [
        *cases,
        *(pytest.param(*case, id=case[0], marks=failing) for case in row.findall(unanswered)),
    ]


CASES = decided_cases()
assert len(CASES) > 60


@pytest.mark.parametrize(("line", "section", "category"), CASES)
def test_a_decided_case_is_answered_as_it_was_decided(
    classifier: Classifier, line: str, section: str, category: str
) -> None:
    assert classifier.classify(line, section or None).category == category


def test_every_row_of_the_taxonomy_s_cases_is_tested() -> None:
    text = (ROOT / "docs" / "taxonomy.md").read_text(encoding="utf-8")
    assert text.split("## Cases decided here")[1].count("\n| `") == len(CASES)


def own_lines(*paths: Path) -> int:
    """The labelled lines of some files: their rows below the header, as ``fitting`` reads them."""
    return sum(
        sum(bool(row.strip()) for row in path.read_text(encoding="utf-8").split("\n")[1:])
        for path in paths
    )


def test_the_model_card_counts_the_lines_that_there_are() -> None:
    folder = ROOT / "training"
    generated = ("titles", "proof-lines", "awarders", "whom", "whose")
    counted = [
        f"| {own_lines(*folder.glob('*.tsv')):,} of the project's own | `training/*.tsv`",
        f" {own_lines(*(folder / f'{name}.tsv' for name in generated)):,} of them are generated: ",
        f"| {own_lines(*folder.glob('lifelike/*.tsv')):,} more of its own | `training/lifelike/*.tsv`",
        f"| {own_lines(*folder.glob('mixed/*.tsv')):,} more | `training/mixed/*.tsv`",
    ]
    assert {path.parent.name for path in folder.rglob("*.tsv")} == {"training", "lifelike", "mixed"}
    page = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    wrong = [words for words in counted if words not in page]
    assert wrong == [], f"docs/model-card.md must say: {wrong}"


def test_the_weights_were_fitted_on_the_lines_that_the_model_card_counts() -> None:
    """Without the real lines beside the project nobody can fit, and own lines may be ahead."""
    weights = ROOT / "src" / "credclass" / "data" / "weights.json"
    with weights.open(encoding="utf-8") as stream:
        origin = next(row for row in stream if row.startswith(' "origin": '))
    own, real = map(int, re.findall(r"(\d+) (?:own )?lines", origin))
    page = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    assert f"| {real:,} real lines |" in page, f"docs/model-card.md must say {real:,} real lines"
    if (ROOT.parent / "shared" / "data" / "lines_dev.jsonl").exists():
        there = own_lines(*(ROOT / "training").rglob("*.tsv"))
        assert own == there, f"training/ has {there:,} lines: run  python scripts/train.py"


def test_the_architecture_s_page_names_every_module() -> None:
    """A package's modules under its own heading, the others anywhere."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    source = ROOT / "src" / "credclass"
    missing = []
    for path in sorted(source.rglob("*.py")):
        package, name = path.parent.relative_to(source).as_posix(), path.stem
        if path.parent == source:
            named = f"`{path.name}`" in page
        elif name == "__init__":
            named = f"# `{package}/`" in page
        else:
            section = re.split(r"\n##+ ", page.partition(f"# `{package}/`")[2])[0]
            named = f"`{name}`" in section
        if not named:
            missing.append(path.relative_to(source).as_posix())
    assert missing == [], "docs/architecture.md says nothing of these modules"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_runs() -> None:
    folder = ROOT / "examples"  # where Jupyter runs it
    notebook = nbformat.read(folder / "classify.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute()
    shown = json.dumps(notebook)
    assert "text/html" in shown
    assert "professional_certification" in shown
