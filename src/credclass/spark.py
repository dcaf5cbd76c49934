"""Spark: ``classify_df`` adds the answers to a data frame, with ``mapInArrow``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from credclass.errors import MissingExtraError
from credclass.pipeline import Classifier

try:
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType
except ImportError:
    raise MissingExtraError("credclass.spark", "spark") from None

from credclass.arrow import SCHEMA, classify_batch, structs_of

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
    """
    for name in (text, section):
        if name is not None and name not in df.columns:
            raise KeyError(f"no column {name!r} among: {', '.join(df.columns)}")

    def answers(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            found = classify_batch(batch, None, classifier, text=text, section=section)
            yield batch.append_column(to, structs_of(found))

    answer = StructField(to, from_arrow_schema(SCHEMA))
    return df.mapInArrow(answers, StructType([*df.schema.fields, answer]))
