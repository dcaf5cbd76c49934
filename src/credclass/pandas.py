"""pandas: ``import credclass.pandas`` adds ``.credclass.classify()`` to every Series of lines."""

from __future__ import annotations

from typing import Any

from credclass.errors import MissingExtraError
from credclass.pipeline import Classifier
from credclass.text.limits import SURROGATE

try:
    import pandas as pd
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("credclass.pandas", "pandas") from None

from credclass.arrow import classify_batch


@pd.api.extensions.register_series_accessor("credclass")
class SeriesAccessor:
    """The accessor ``series.credclass``.

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
        """A data frame with one row per line and the same index; NaN, None and NA give nulls.

        Arguments:
            sections: headings, matched with the lines by their index (by position where they have
                none but 0, 1, 2 …), or one heading for all.
            classifier: the package's own by default.

        Raises:
            TypeError: lines or headings are not strings.
            ValueError: there are more or fewer headings than lines, or they have another index.
        """
        if isinstance(sections, pd.Series):
            sections = self._aligned(sections)
        headings = sections if sections is None or isinstance(sections, str) else _arrow(sections)
        batch = classify_batch(_arrow(self._series), headings, classifier)
        frame = batch.to_pandas(types_mapper={pa.int8(): pd.Int8Dtype()}.get)
        return frame.set_axis(self._series.index, axis="index")

    def _aligned(self, sections: pd.Series[str]) -> pd.Series[str]:
        """The headings in the order of the lines; those without an index of their own are."""
        own, index = self._series.index, sections.index
        if len(own) != len(index) or own.equals(index) or index.equals(pd.RangeIndex(len(index))):
            return sections
        if index.has_duplicates or not own.difference(index).empty:
            raise ValueError("sections have another index than the lines: reset one of them")
        return sections.reindex(own)


def _arrow(values: Any) -> pa.Array | pa.ChunkedArray:
    """The values as an Arrow array, with null for every kind of missing value."""
    if pd.api.types.infer_dtype(values, skipna=True) == "bytes":
        raise TypeError("lines and sections must be strings: these are bytes; decode them")
    try:
        return pa.array(values, pa.string(), from_pandas=True)
    except UnicodeEncodeError:  # half of a pair of surrogates, which Arrow has not
        whole = [SURROGATE.sub("\ufffd", one) if isinstance(one, str) else one for one in values]
        return pa.array(whole, pa.string(), from_pandas=True)
    except (TypeError, pa.ArrowInvalid) as error:  # Arrow's own errors of types are TypeErrors
        raise TypeError(f"lines and sections must be strings: {error}") from None
