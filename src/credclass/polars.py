"""polars: ``import credclass.polars`` adds ``.credclass.classify()`` to expressions."""

from __future__ import annotations

from typing import Final

from credclass.errors import MissingExtraError, expected
from credclass.pipeline import Classifier

try:
    import polars as pl
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("credclass.polars", "polars") from None

from credclass.arrow import SCHEMA, check_classifier, classify_batch, structs_of


def _dtype() -> pl.Struct:
    empty = pl.from_arrow(SCHEMA.empty_table())
    return pl.Struct(dict(empty.schema)) if isinstance(empty, pl.DataFrame) else pl.Struct([])


DTYPE: Final = _dtype()
"""The type of an answer: ``credclass.arrow.SCHEMA`` as a polars type."""


@pl.api.register_expr_namespace("credclass")
class Expressions:
    """The namespace ``pl.col("line").credclass``.

    >>> frame = pl.DataFrame({"line": ["MBA, INSEAD, 2015", None]})
    >>> answers = frame.select(pl.col("line").credclass.classify()).unnest("line")
    >>> answers["category"].to_list()
    ['degree', None]
    """

    def __init__(self, expression: pl.Expr) -> None:
        self._lines = expression

    def classify(
        self, sections: pl.Expr | str | None = None, classifier: Classifier | None = None
    ) -> pl.Expr:
        """An expression of one column that gives one struct per line, null for null.

        Arguments:
            sections: an expression of headings, or one heading for all.
            classifier: the package's own by default.

        Raises:
            TypeError: ``sections`` or ``classifier`` is something else.
        """
        if not isinstance(sections, (pl.Expr, str, type(None))):
            raise TypeError(expected("sections", "an expression, a heading or None", sections))
        check_classifier(classifier)
        heading = sections if isinstance(sections, pl.Expr) else pl.lit(sections, pl.String)
        pairs = pl.struct(self._lines.alias("text"), heading.alias("section"))

        def answers(series: pl.Series) -> pl.Series:
            batch = classify_batch(series.struct.unnest(), None, classifier, section="section")
            return pl.Series(pa.chunked_array([structs_of(batch)]), dtype=DTYPE)

        made = pairs.map_batches(answers, return_dtype=DTYPE, is_elementwise=True)
        names = self._lines.meta.root_names()  # none where the lines are written out
        return made.name.keep() if names else made.alias(self._lines.meta.output_name())
