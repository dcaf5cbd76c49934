"""Imports go one way, as docs/architecture.md says: nothing points back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from conftest import ROOT

SOURCE = ROOT / "src"

ON_TOP = {"pipeline", "batch", "cli", "arrow", "pandas", "polars", "duckdb", "spacy", "spark"}
"""What the parts of the way of a line never ask for."""

SHOWS_ITSELF = ("credclass.result", "credclass.display")
"""The one import against the way, when a notebook asks an answer for its HTML."""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): path for path in sorted((SOURCE / "credclass").rglob("*.py"))}


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement that runs, those in functions too; what only type checkers read is none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from statements(child)


@cache
def imported(module: str) -> frozenset[str]:
    """The modules of the package that a module imports."""
    found: set[str] = set()
    for node in statements(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            if any(f"{node.module}.{alias.name}" not in MODULES for alias in node.names):
                found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return frozenset(found & MODULES.keys())


def test_imports_are_found() -> None:
    assert len(MODULES) > 105
    assert "credclass.batch.lines" in imported("credclass.pipeline")
    assert "credclass.batch.workers" in imported("credclass.batch.lines")  # in a function


def test_no_imports_go_in_a_circle() -> None:
    graph = {module: set(imported(module)) for module in MODULES}
    assert SHOWS_ITSELF[1] in graph[SHOWS_ITSELF[0]]
    graph[SHOWS_ITSELF[0]].remove(SHOWS_ITSELF[1])
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_the_way_of_a_line_knows_nothing_of_what_stands_on_it() -> None:
    for module in MODULES:
        part = module.split(".")[1:2]
        if part and part[0] in {"text", "catalog", "matching", "decision", "result", "memo"}:
            asked = {name.split(".")[1] for name in imported(module) if name != "credclass"}
            assert not asked & ON_TOP, module
            assert "credclass" not in imported(module), module


def test_packages_point_one_way() -> None:
    order = ("text", "catalog", "matching", "decision")
    for module in MODULES:
        part = module.split(".")[1:2]
        if not part or part[0] not in order:
            continue
        later = order[order.index(part[0]) + 1 :]
        back = {
            name
            for name in imported(module)
            if name.split(".")[1:2] and name.split(".")[1] in later
        }
        assert not back, f"{module} imports {back}"
