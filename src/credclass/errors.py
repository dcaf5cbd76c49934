"""The exceptions of credclass, each saying what, where, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class CredclassError(Exception):
    """The root of every exception that credclass raises of its own."""


class Fault(NamedTuple):
    """One thing wrong in a catalog: where it is and how to mend it."""

    file: str
    """The file, relative to the catalog's folder, or the path as the user gave it."""
    key: str
    """The place inside it: a line, a key path (``issuer[pmi].credentials[pmp].kind``), or both."""
    problem: str
    """What was found and what was expected."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem} → {self.remedy}"


class CatalogError(CredclassError):
    """A catalog that cannot be used. ``faults`` lists everything wrong with it at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = f"the catalog has {count} fault{'s' if count != 1 else ''}:"
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))


class MissingExtraError(CredclassError, ImportError):
    """An optional part was asked for without the packages it stands on."""

    def __init__(self, part: str, extra: str) -> None:
        super().__init__(
            f"{part} needs packages that are not installed: "
            f"install them with  pip install 'credclass[{extra}]'"
        )


def expected(argument: str, what: str, given: object) -> str:
    """The message of an error of arguments: which one, what it must be, what it was."""
    shown = repr(given)
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    return f"{argument} must be {what}; given {type(given).__name__}: {shown}"
