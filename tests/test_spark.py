"""Spark, a real local one: .ci/run has an environment of its own for it, and a JRE."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT, mixed_lines

from credclass import Catalog, Classifier
from credclass.batch.rows import FIELDS

pyspark = pytest.importorskip("pyspark", reason="the extra spark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java: apt-get install default-jre-headless", allow_module_level=True)

from credclass.spark import classify_df  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # Spark's own


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark with two tasks at a time."""
    os.environ["PYSPARK_PYTHON"] = sys.executable  # not whatever python3 is on the path
    builder = pyspark.sql.SparkSession.builder.master("local[2]")
    made = builder.config("spark.ui.enabled", "false").getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


def test_every_line_has_its_answer_beside_it(session: Any, classifier: Classifier) -> None:
    lines = [line for line in mixed_lines() if "\ud800" not in line[0]] * 20
    lines.append((None, "education"))  # type: ignore[arg-type]
    rows = [(number, *line) for number, line in enumerate(lines)]
    frame = session.createDataFrame(rows, "id long, line string, heading string").repartition(4)
    made = classify_df(frame, text="line", section="heading")
    assert made.columns == ["id", "line", "heading", "credclass"]
    assert made.select("credclass.*").columns == list(FIELDS)
    found = made.orderBy("id").collect()
    assert len(found) == len(lines)
    for row, (text, section) in zip(found, lines, strict=True):
        if text is None:
            assert row.credclass is None
            continue
        answer = classifier.classify(text, section)
        assert row.credclass.category == answer.category
        assert row.credclass.version == answer.version
        starts = [mention.start for mention in row.credclass.mentions]
        assert starts == [mention.span[0] for mention in answer.mentions]


def test_one_s_own_classifier_travels(session: Any) -> None:
    ours = Catalog.default().extended(ROOT / "examples" / "our_certificates.toml")
    frame = session.createDataFrame([("Acme Certified Welder, 2020",)], "text string")
    made = classify_df(frame, classifier=Classifier(ours), to="said")
    (row,) = made.select("said.credential").collect()
    assert row.credential == "acme/certified-welder"


def test_a_missing_column_is_told_at_once(session: Any) -> None:
    frame = session.createDataFrame([("PMP",)], "line string")
    with pytest.raises(KeyError, match="no column 'text' among: line"):
        classify_df(frame)


def test_what_cannot_be_is_told_before_any_task_begins(session: Any) -> None:
    frame = session.createDataFrame([("PMP", 1)], "text string, id int")
    with pytest.raises(TypeError, match="'id' must be of strings; it is of int"):
        classify_df(frame, text="id")
    with pytest.raises(TypeError, match="'id' must be of strings; it is of int"):
        classify_df(frame, section="id")
    with pytest.raises(ValueError, match="there is a column 'id': name another"):
        classify_df(frame, to="id")
    with pytest.raises(TypeError, match=r"classifier must be a credclass\.Classifier or None"):
        classify_df(frame, classifier=3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="df must be a data frame of Spark"):
        classify_df(["PMP"])
