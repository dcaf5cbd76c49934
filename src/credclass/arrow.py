"""The Arrow kernel: lines in, a ``RecordBatch`` of answers out.

>>> from credclass.arrow import classify_batch
>>> import pyarrow as pa
>>> batch = classify_batch(pa.array(["PMP, Project Management Institute, 2019", None]))
>>> batch["credential"].to_pylist()
['pmi/pmp', None]

The adapters for pandas, polars, DuckDB and Spark are built on this function.
"""

from __future__ import annotations

from typing import Any

from credclass.errors import MissingExtraError, expected

try:
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("credclass.arrow", "arrow") from None

from credclass.batch.arrays import MENTION, SCHEMA, batch_of, batch_of_columns, structs_of
from credclass.batch.rows import columns_of
from credclass.pipeline import Classifier

__all__ = ["MENTION", "SCHEMA", "batch_of", "classify_batch", "structs_of"]


def classify_batch(
    lines: Any,
    sections: Any = None,
    classifier: Classifier | None = None,
    *,
    text: str = "text",
    section: str | None = None,
) -> pa.RecordBatch:
    """The answers for ``lines``, one row per line, in their order; a null line gives nulls.

    Arguments:
        lines: an Array or ChunkedArray of strings, a RecordBatch or Table with a column
            ``text``, or any object with ``__arrow_c_stream__`` that provides one of these: a
            Series or data frame of pandas or polars, a relation of DuckDB.
        sections: headings, as an array of the length of ``lines`` or one string for all.
        classifier: the package's own by default.
        text: the name of the column of lines, if ``lines`` has columns.
        section: the name of the column of headings, if ``lines`` has one.

    Raises:
        TypeError: lines or headings are not strings, or an argument has the wrong type.
        ValueError: there are more or fewer headings than lines, or a column of headings is named
            where there is none, or beside ``sections``; or several columns have the name.
        KeyError: a column is missing; the message lists the existing ones.
    """
    check_classifier(classifier)
    column = _as_column(lines, "lines")
    if pa.types.is_struct(column.type):
        if section is not None and sections is not None:
            raise ValueError("section names a column of headings, and sections gives them: use one")
        if section is not None:
            sections = _field(column, section)
        column = _field(column, text)
    elif section is not None:
        raise ValueError(
            f"section={section!r} names a column, and lines has none: for one heading for all give "
            f"sections={section!r}"
        )
    texts = _strings(column, "lines")
    headings = _headings(sections, len(texts))
    return batch_of_columns(*columns_of(texts, headings, classifier or Classifier.default()))


def check_classifier(classifier: Classifier | None) -> None:
    """Refuse what is no classifier, before any line is read."""
    if classifier is not None and not isinstance(classifier, Classifier):
        raise TypeError(expected("classifier", "a credclass.Classifier or None", classifier))


def _as_column(lines: Any, what: str) -> pa.Array | pa.ChunkedArray:
    """``lines`` as one column: of strings, or of structs if it has columns."""
    if isinstance(lines, (pa.Array, pa.ChunkedArray)):
        return lines
    if isinstance(lines, pa.RecordBatch):
        return lines.to_struct_array()
    if hasattr(lines, "__arrow_c_stream__"):
        return pa.chunked_array(lines)
    if hasattr(lines, "__arrow_c_array__"):
        return pa.array(lines)
    wanted = "an Arrow array or batch, or have __arrow_c_stream__; of a list make pyarrow.array(…)"
    raise TypeError(expected(what, wanted, lines))


def _field(column: pa.Array | pa.ChunkedArray, name: str) -> pa.Array | pa.ChunkedArray:
    names = [column.type.field(number).name for number in range(column.type.num_fields)]
    if name not in names:
        raise KeyError(
            f"no column {name!r} among: {', '.join(names)}; one heading for all lines is given as sections"
        )
    if names.count(name) > 1:
        raise ValueError(f"{names.count(name)} columns are called {name!r}: rename all but one")
    if isinstance(column, pa.ChunkedArray):
        place = names.index(name)
        chunks = [chunk.flatten()[place] for chunk in column.chunks]
        return pa.chunked_array(chunks, column.type.field(place).type)
    return column.flatten()[names.index(name)]


def _strings(column: pa.Array | pa.ChunkedArray, what: str) -> list[str | None]:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
        or pa.types.is_null(kind)
    ):
        raise TypeError(f"{what} must be strings; given a column of {column.type}")
    values: list[str | None] = column.to_pylist()
    return values


def _headings(sections: Any, count: int) -> list[str | None]:
    if sections is None or isinstance(sections, str):
        return [sections] * count
    headings = _strings(_as_column(sections, "sections"), "sections")
    if len(headings) != count:
        raise ValueError(f"{count} lines with {len(headings)} sections: give one for each")
    return headings
