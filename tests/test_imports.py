"""Imports go one way, as docs/architecture.md says: nothing points back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from conftest import ROOT

SOURCE = ROOT / "src"

ORDER = (
    "version", "native", "errors", "vocabulary", "memo", "once", "text", "catalog", "result", "display", "matching",
    "decision", "reader", "answering", "gaps", "batch", "pipeline", "arrow", "pandas", "polars", "duckdb", "spacy", "spark",
    "__init__", "cli", "__main__",
)  # fmt: skip
"""Modules and packages of the library: each may import from itself and from those before it."""

BACKWARD = {
    ("credclass.result", "credclass.display"),  # a notebook asks an answer for its HTML
    (
        "credclass.result",
        "credclass.decision.evidence.plain",
    ),  # somebody asks for a feature in plain words
}
"""The imports against the order: module, and what it imports."""


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


def part_of(module: str) -> str:
    """The place of a module in ``ORDER``: its package, or itself."""
    return [*module.split("."), "__init__"][1]


def test_every_module_has_its_place_and_every_place_a_module() -> None:
    assert {part_of(module) for module in MODULES} == set(ORDER)


def test_imports_go_one_way() -> None:
    back = {
        (module, name)
        for module in MODULES
        for name in imported(module)
        if ORDER.index(part_of(name)) > ORDER.index(part_of(module))
    }
    assert back == BACKWARD


def test_evidence_and_mentions_know_nothing_of_each_other() -> None:
    evidence, mentions = "credclass.decision.evidence", "credclass.decision.mentions"
    across = {
        (module, name)
        for module in MODULES
        for name in imported(module)
        if (module.startswith(evidence) and name.startswith(mentions))
        or (module.startswith(mentions) and name.startswith(evidence))
    }
    assert across == set()
    assert any(name.startswith(evidence) for name in imported("credclass.decision.decide"))
    assert any(name.startswith(mentions) for name in imported("credclass.decision.decide"))


def test_no_imports_go_in_a_circle() -> None:
    graph = {
        module: {name for name in imported(module) if (module, name) not in BACKWARD}
        for module in MODULES
    }
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle
