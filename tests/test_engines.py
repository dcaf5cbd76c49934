"""The Arrow kernel and what stands on it, each with the real library."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from conftest import ROOT, mixed_lines

from credclass import (
    Classification,
    Classifier,
    CredentialEntry,
    IssuerEntry,
    MissingExtraError,
)
from credclass.batch.rows import (
    CLAIM,
    FIELDS,
    MENTION_FIELDS,
    NOTHING,
    PROBABILITIES,
    SCHEMA_VERSION,
    row_of,
)
from credclass.result import Claim

pa = pytest.importorskip("pyarrow")
arrow = pytest.importorskip("credclass.arrow")

LINES = ["PMP, Project Management Institute, 2019", None, "Led a team", "MBA, INSEAD, 2015"]
SECTIONS = ["certification", "education", None, None]
CATEGORIES = ["professional_certification", None, "none", "degree"]


@pytest.fixture(scope="module")
def expected(classifier: Classifier) -> list[Classification | None]:
    """What ``classify`` says of ``LINES`` under ``SECTIONS``."""
    pairs = zip(LINES, SECTIONS, strict=True)
    return [text and classifier.classify(text, section) for text, section in pairs]  # type: ignore[misc]


def said(answer: Classification | None) -> dict[str, Any]:
    """The row that says what an answer does, field by field; numbers may be of single precision."""
    if answer is None:
        return dict.fromkeys(FIELDS)
    probabilities = zip(PROBABILITIES, answer.probabilities.values(), strict=True)
    return {
        "category": answer.category,
        "confidence": close(answer.confidence),
        **{name: close(probability) for name, probability in probabilities},
        **claim(answer),
        "warnings": list(answer.warnings),
        "mentions": [
            {"start": one.span[0], "end": one.span[1], "category": one.category, **claim(one)}
            for one in answer.mentions
        ],
        "version": answer.version,
    }


def close(number: float) -> Any:
    return pytest.approx(number, rel=1e-6, abs=1e-9)


def claim(answer: Claim) -> dict[str, Any]:
    """The fields of ``CLAIM``: of an entry its id, and its name under ``…_name``."""
    values: dict[str, Any] = {}
    for name in CLAIM:
        value = getattr(answer, name.removesuffix("_name"))
        entry = isinstance(value, (IssuerEntry, CredentialEntry))
        values[name] = value if not entry else value.name if name.endswith("_name") else value.id
    return values


def test_a_row_calls_things_as_an_answer_does() -> None:
    entries = ("credential", "issuer", "platform")
    assert set(CLAIM) == (set(Claim.model_fields) - {"text", "category"}) | {
        f"{name}_name" for name in entries
    }
    own = {"category", "confidence", "warnings", "mentions", "version"}
    assert set(FIELDS) == {*own, *PROBABILITIES, *CLAIM}
    assert own <= set(Classification.model_fields)


def test_every_line_has_the_row_of_its_answer(classifier: Classifier) -> None:
    texts, sections = zip(*[line for line in mixed_lines() if "\ud800" not in line[0]], strict=True)
    batch = arrow.classify_batch(pa.array(texts), pa.array(sections))
    batch.validate(full=True)
    for row, *line in zip(batch.to_pylist(), texts, sections, strict=True):
        assert row == said(classifier.classify(*line)), line


def test_the_schema_is_flat_versioned_and_the_same_for_no_lines() -> None:
    batch = arrow.classify_batch(pa.array([], pa.string()))
    assert batch.num_rows == 0
    assert batch.schema.equals(arrow.SCHEMA, check_metadata=True)
    assert arrow.SCHEMA.names == list(FIELDS)
    assert arrow.SCHEMA.metadata[b"credclass.schema_version"].decode() == SCHEMA_VERSION
    assert [field.name for field in arrow.MENTION] == list(MENTION_FIELDS)


def test_the_schema_s_page_has_every_field() -> None:
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8").partition("## The schema")[2]
    named = re.findall(r"^\| `(\w+)` \| ([\w&;<>]+) \|", page, re.MULTILINE)
    assert [name for name, _ in named] == list(FIELDS)
    for name, kind in named:
        told = kind.replace("&lt;", "<").replace("&gt;", ">").replace("struct>", "struct")
        shown = str(arrow.SCHEMA.field(name).type).replace("item: ", "").replace("element: ", "")
        assert shown.startswith(told), name


def test_a_row_has_a_value_for_each_field(classifier: Classifier) -> None:
    row = row_of(classifier.classify("PMP; MBA, INSEAD, 2015"))
    assert len(row) == len(FIELDS)
    assert all(len(one) == len(MENTION_FIELDS) for one in row[FIELDS.index("mentions")])


def shapes() -> dict[str, tuple[Any, dict[str, Any]]]:
    """``LINES`` and ``SECTIONS`` in each of the shapes that the kernel takes."""
    texts, sections = pa.array(LINES), pa.array(SECTIONS)
    table = pa.table({"text": texts, "heading": sections})
    named = {"section": "heading"}
    return {
        "array": (texts, {"sections": sections}),
        "large strings": (texts.cast(pa.large_string()), {"sections": sections}),
        "views": (texts.cast(pa.string_view()), {"sections": sections}),
        "dictionary": (texts.dictionary_encode(), {"sections": sections.dictionary_encode()}),
        "sliced": (pa.concat_arrays([texts, texts]).slice(4), {"sections": sections}),
        "chunks": (pa.chunked_array([texts[:1], texts[1:]]), {"sections": sections}),
        "batch": (table.to_batches()[0], named),
        "table": (table, named),
        "table of chunks": (pa.concat_tables([table[:3], table[3:]]), named),
        "renamed": (table.rename_columns(["line", "heading"]), {"text": "line", **named}),
    }


@pytest.mark.parametrize("shape", shapes())
def test_arrow_is_taken_in_every_shape(shape: str, expected: list[Any]) -> None:
    lines, options = shapes()[shape]
    rows = arrow.classify_batch(lines, **options).to_pylist()
    assert rows == [said(answer) for answer in expected]


def test_lines_that_stand_several_times_are_answered_each_time(classifier: Classifier) -> None:
    given = [line for line in mixed_lines() if "\ud800" not in line[0]]
    given.append(("Stanford University, 2012", None))
    again: list[tuple[str | None, str | None]] = [*given[::-1], (None, None), *given, (None, None)]
    texts, sections = zip(*again, strict=True)
    batch = arrow.classify_batch(pa.array(texts), pa.array(sections, pa.string()))
    rows = [
        NOTHING if text is None else row_of(classifier.classify(text, section))
        for text, section in again
    ]
    batch.validate(full=True)
    assert batch.equals(arrow.batch_of(rows))
    assert batch.schema.equals(arrow.SCHEMA, check_metadata=True)


def test_one_heading_holds_for_all(classifier: Classifier) -> None:
    batch = arrow.classify_batch(pa.array(["Spring Boot in Practice"]), "Certifications")
    answer = classifier.classify("Spring Boot in Practice", "Certifications")
    assert batch.to_pylist() == [said(answer)]


@pytest.mark.parametrize(
    ("lines", "options", "error", "words"),
    [
        (pa.array([1, 2]), {}, TypeError, "must be strings.*int64"),
        (["PMP"], {}, TypeError, "given list"),
        (pa.array(["PMP"]), {"sections": pa.array(["a", "b"])}, ValueError, "1 lines with 2"),
        (pa.table({"line": ["PMP"]}), {}, KeyError, "no column 'text' among: line"),
        (pa.array(["PMP"]), {"section": "education"}, ValueError, "give sections='education'"),
        (
            pa.table({"text": ["PMP"], "h": ["x"]}),
            {"section": "h", "sections": "education"},
            ValueError,
            "use one",
        ),
        (
            pa.table([["PMP"], ["MBA"]], names=["text", "text"]),
            {},
            ValueError,
            "2 columns are called 'text'",
        ),
    ],
)
def test_what_cannot_be_read_is_told(
    lines: Any, options: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        arrow.classify_batch(lines, **options)


def test_pandas_keeps_the_index_and_nulls(expected: list[Any]) -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("credclass.pandas")
    for missing in (None, float("nan"), pd.NA):
        lines = [missing if line is None else line for line in LINES]
        for dtype in ("object", "string"):
            series = pd.Series(lines, index=list("wxyz"), dtype=dtype)
            frame = series.credclass.classify(pd.Series(SECTIONS))
            assert list(frame.index) == list("wxyz")
            assert list(frame.columns) == list(FIELDS)
            assert frame["category"].isna().tolist() == [line is None for line in LINES]
            assert frame.loc["z", "level"] == expected[3].level
            assert frame.loc["w", "credential"] == "pmi/pmp"
    with pytest.raises(TypeError, match="must be strings"):
        pd.Series([1, 2]).credclass.classify()
    assert arrow.classify_batch(pd.DataFrame({"text": LINES}))["category"].to_pylist() == CATEGORIES


def test_pandas_matches_headings_by_their_index(classifier: Classifier) -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("credclass.pandas")
    lines = pd.Series(["Spring JDBC", "Led a team"], index=[1, 0])
    headings = pd.Series(["experience", "certification"], index=[0, 1], dtype="object")
    headings.index = headings.index.astype("int64")
    frame = lines.credclass.classify(headings.iloc[::-1])
    assert frame.loc[1, "confidence"] == pytest.approx(
        classifier.classify("Spring JDBC", "certification").confidence, abs=1e-6
    )
    with pytest.raises(ValueError, match="another index"):
        lines.credclass.classify(pd.Series(["a", "b"], index=["x", "y"]))


def test_pandas_takes_what_classify_takes() -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("credclass.pandas")
    broken = pd.Series(["MBA \ud800"], dtype="object")
    assert broken.credclass.classify()["category"].tolist() == ["degree"]
    with pytest.raises(TypeError, match="decode them"):
        pd.Series([b"MBA"]).credclass.classify()


def test_a_wrong_classifier_is_told_at_once() -> None:
    pl, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    pytest.importorskip("credclass.polars")
    adapter = pytest.importorskip("credclass.duckdb")
    wrong: Any = "PMP"
    with pytest.raises(TypeError, match="classifier must be"):
        pl.col("line").credclass.classify(classifier=wrong)
    with duckdb.connect() as connection, pytest.raises(TypeError, match="classifier must be"):
        adapter.register(connection, classifier=wrong)


def test_polars_answers_with_structs_lazily_too(expected: list[Any]) -> None:
    pl = pytest.importorskip("polars")
    pytest.importorskip("credclass.polars")
    frame = pl.DataFrame({"line": LINES, "heading": SECTIONS})
    made = frame.lazy().with_columns(
        bare=pl.col("line").credclass.classify(),
        told=pl.col("line").credclass.classify(pl.col("heading")),
    )
    rows = made.collect()["told"].to_list()
    assert rows[1] is None
    assert [rows[place] for place in (0, 2, 3)] == [said(expected[place]) for place in (0, 2, 3)]
    assert made.collect_schema()["bare"] == made.collect()["bare"].dtype
    assert made.select("line").collect()["line"].to_list() == LINES
    assert frame.select(pl.col("line").credclass.classify("education")).columns == ["line"]
    written_out = frame.with_columns(claim=pl.lit(LINES[0]).credclass.classify())
    assert written_out["claim"].to_list() == [made.collect()["bare"].to_list()[0]] * len(LINES)
    assert arrow.classify_batch(frame["line"])["category"].to_pylist() == CATEGORIES


def test_duckdb_answers_in_sql(expected: list[Any]) -> None:
    duckdb = pytest.importorskip("duckdb")
    adapter = pytest.importorskip("credclass.duckdb")
    with duckdb.connect() as connection:
        adapter.register(connection)
        connection.register("resumes", pa.table({"line": LINES, "heading": SECTIONS}))
        answers = connection.sql("SELECT credclass_in(heading, line) FROM resumes").fetchall()
        assert answers[1] == (None,)
        for place in (0, 2, 3):
            assert answers[place][0] == said(expected[place])
        query = "SELECT credclass(line).category, line IS NULL FROM resumes"
        assert connection.sql(query).fetchall() == [(c, c is None) for c in CATEGORIES]


def test_duckdb_takes_a_second_registration_in_place_of_the_first() -> None:
    duckdb = pytest.importorskip("duckdb")
    adapter = pytest.importorskip("credclass.duckdb")
    query = "SELECT credclass('MBA').category, credclass_in('education', 'MBA').category"
    with duckdb.connect() as connection:
        adapter.register(connection)
        assert connection.sql(query).fetchall() == [("degree", "degree")]
        adapter.register(connection, classifier=Classifier(abstain_below=1.0))
        assert connection.sql(query).fetchall() == [("none", "none")]


def test_spacy_finds_the_component_by_its_entry_point(classifier: Classifier) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("credclass")
    text = "• PMP®, Project Management Institute, 2019\r\n\nLed a team\nMBA, INSEAD"
    doc = next(iter(nlp.pipe([text])))
    spans = doc.spans["credentials"]
    assert [(span.label_, span.kb_id_) for span in spans] == [
        ("professional_certification", "pmi/pmp"),
        ("degree", "degree/master-of-business-administration"),
    ]
    assert spans[1].text == "MBA"
    assert [answer.text for answer in doc._.credclass][1:] == ["Led a team", "MBA, INSEAD"]
    assert not nlp("").spans["credentials"]
    headed = spacy.blank("en")
    headed.add_pipe("credclass", config={"section": "Certifications"})
    (answer,) = headed("Spring Boot in Practice")._.credclass
    assert answer == classifier.classify("Spring Boot in Practice", "Certifications")


def test_spacy_documents_take_their_answers_along(classifier: Classifier) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc, DocBin  # noqa: PLC0415

    nlp = spacy.blank("en")
    nlp.add_pipe("credclass")
    doc = nlp("PMP, PMI, 2019\nLed a team")
    expected = tuple(map(classifier.classify, doc.text.splitlines()))
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    fresh = spacy.blank("en").vocab
    copies = [Doc(fresh).from_bytes(doc.to_bytes()), *DocBin().from_bytes(stored).get_docs(fresh)]
    for copy in copies:
        assert copy._.credclass == expected
        assert copy._.credclass[0].scores() == expected[0].scores()
        assert [span.kb_id_ for span in copy.spans["credentials"]] == ["pmi/pmp"]
    assert spacy.blank("en")("MBA")._.credclass == ()


def test_spacy_reads_in_several_processes() -> None:
    pytest.importorskip("spacy")
    script = """
import spacy
if __name__ == "__main__":
    nlp = spacy.blank("en")
    nlp.add_pipe("credclass")
    for doc in nlp.pipe(["PMP, PMI, 2019", "Led a team", "MBA, INSEAD"], n_process=2, batch_size=1):
        print(doc._.credclass[0].category, [span.kb_id_ for span in doc.spans["credentials"]])
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "professional_certification ['pmi/pmp']",
        "none []",
        "degree ['degree/master-of-business-administration']",
    ]


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [
        ("arrow", "pyarrow", "arrow"), ("pandas", "pandas", "pandas"),
        ("polars", "polars", "polars"), ("duckdb", "duckdb.func", "duckdb"),
        ("spacy", "spacy.language", "spacy"), ("spark", "pyspark.sql.types", "spark"),
    ],
)  # fmt: skip
def test_without_its_package_an_adapter_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, module: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"credclass.{module}", raising=False)
    with pytest.raises(MissingExtraError, match=rf"credclass\.{module} .*credclass\[{extra}\]"):
        importlib.import_module(f"credclass.{module}")
