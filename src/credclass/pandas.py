"""pandas: ``import credclass.pandas`` gives every Series of lines ``.credclass.classify()``."""

from __future__ import annotations

from typing import Any

from credclass.errors import MissingExtraError
from credclass.pipeline import Classifier

try:
    import pandas as pd
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("credclass.pandas", "pandas") from None

from credclass.arrow import classify_batch


@pd.api.extensions.register_series_accessor("credclass")
class SeriesAccessor:
    """What ``series.credclass`` offers.

    >>> frame = pd.Series(["MBA, INSEAD, 2015", None], index=["x", "y"]).credclass.classify()
    >>> frame.loc["x", "category"]
    'degree'
    """

    def __init__(self, series: pd.Series[str]) -> None:
        self._series = series

    def classify(
        self,
        sections: pd.Series[str] | str | None = None,
        classifier: Classifier | None = None,
    ) -> pd.DataFrame:
        """A row for each line, under the same index; null for NaN, None and NA.

        Arguments:
            sections: headings in the order of the lines, or one for all.
            classifier: the package's own when left out.
        """
        headings = sections if sections is None or isinstance(sections, str) else _arrow(sections)
        batch = classify_batch(_arrow(self._series), headings, classifier)
        frame = batch.to_pandas(types_mapper={pa.int8(): pd.Int8Dtype()}.get)
        return frame.set_axis(self._series.index, axis="index")


def _arrow(values: Any) -> pa.Array | pa.ChunkedArray:
    """The values as Arrow has them, whatever stands for a missing one."""
    try:
        return pa.array(values, pa.string(), from_pandas=True)
    except (TypeError, pa.ArrowInvalid) as error:  # Arrow's own errors of types are TypeErrors
        raise TypeError(f"lines and sections must be strings: {error}") from None
