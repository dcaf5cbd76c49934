"""Spark: ``classify_df`` adds the answers to a data frame, with ``mapInArrow``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from credclass.errors import MissingExtraError, expected
from credclass.pipeline import Classifier

try:
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StringType, StructField, StructType
except ImportError:
    raise MissingExtraError("credclass.spark", "spark") from None

from credclass.arrow import SCHEMA, check_classifier, classify_batch, structs_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def classify_df(
    df: DataFrame,
    text: str = "text",
    section: str | None = None,
    *,
    to: str = "credclass",
    classifier: Classifier | None = None,
) -> DataFrame:
    """``df`` with an additional struct column of answers; null for null.

    Arguments:
        df: a data frame with a column of lines.
        text: the name of that column.
        section: the name of the column of headings, if there is one.
        to: the name of the new column. ``df.select("*", "credclass.*")`` flattens it.
        classifier: the package's own by default. One of your own is sent once per task.

    Raises:
        KeyError: a column is missing; the message lists the existing ones.
        TypeError: a column is not of strings, or an argument has the wrong type.
        ValueError: there is a column called as the new one.
    """
    if not hasattr(df, "mapInArrow"):
        raise TypeError(expected("df", "a data frame of Spark", df))
    check_classifier(classifier)
    for name in (text, section):
        if name is None:
            continue
        if name not in df.columns:
            raise KeyError(f"no column {name!r} among: {', '.join(df.columns)}")
        kind = df.schema[name].dataType
        if not isinstance(kind, StringType):
            raise TypeError(f"column {name!r} must be of strings; it is of {kind.simpleString()}")
    if to in df.columns:
        raise ValueError(f"there is a column {to!r}: name another for the answers with to=")

    def answers(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            found = classify_batch(batch, None, classifier, text=text, section=section)
            yield batch.append_column(to, structs_of(found))

    answer = StructField(to, from_arrow_schema(SCHEMA))
    return df.mapInArrow(answers, StructType([*df.schema.fields, answer]))
