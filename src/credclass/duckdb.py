"""DuckDB: ``credclass.duckdb.register(connection)`` adds the SQL function ``credclass(line)``."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from credclass.errors import MissingExtraError
from credclass.pipeline import Classifier

try:
    import pyarrow as pa
    from duckdb import InvalidInputException
    from duckdb.func import FunctionNullHandling, PythonUDFType
except ImportError:
    raise MissingExtraError("credclass.duckdb", "duckdb") from None

from credclass.arrow import SCHEMA, check_classifier, classify_batch, structs_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NAMES: Final = {
    pa.string(): "VARCHAR",
    pa.float32(): "FLOAT",
    pa.int32(): "INTEGER",
    pa.int8(): "TINYINT",
}


def register(
    connection: DuckDBPyConnection,
    name: str = "credclass",
    classifier: Classifier | None = None,
) -> None:
    """Register two SQL functions on ``connection`` that return a STRUCT, null for null.

    ``credclass(line)`` classifies a line, ``credclass_in(section, line)`` a line under a heading.
    Functions registered earlier under the same names are replaced.

    Arguments:
        connection: an open DuckDB connection.
        name: the name of the first function; the second is called ``{name}_in``.
        classifier: the package's own by default.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.sql("SELECT credclass('MBA, INSEAD, 2015').category").fetchall()
    [('degree',)]
    """
    check_classifier(classifier)

    def read(lines: pa.ChunkedArray) -> pa.ChunkedArray:
        return pa.chunked_array([structs_of(classify_batch(lines, None, classifier))])

    def read_in(sections: pa.ChunkedArray, lines: pa.ChunkedArray) -> pa.ChunkedArray:
        return pa.chunked_array([structs_of(classify_batch(lines, sections, classifier))])

    answer = connection.type(_sql(pa.struct(list(SCHEMA))))
    line = connection.type("VARCHAR")
    for label, function, count in ((name, read, 1), (f"{name}_in", read_in, 2)):
        with suppress(InvalidInputException):  # nothing to replace
            connection.remove_function(label)
        connection.create_function(
            label,
            function,
            [line] * count,
            answer,
            type=PythonUDFType.ARROW,
            null_handling=FunctionNullHandling.SPECIAL,
        )


def _sql(kind: pa.DataType) -> Any:
    """The DuckDB name of an Arrow type."""
    if pa.types.is_list(kind):
        return f"{_sql(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        inner = ", ".join(f'"{field.name}" {_sql(field.type)}' for field in kind)
        return f"STRUCT({inner})"
    return _NAMES[kind]
