"""The exceptions of credclass. Each says what is wrong, where, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class CredclassError(Exception):
    """The base class of all exceptions specific to credclass."""


class Fault(NamedTuple):
    """One error in a catalog: where it is and how to fix it."""

    file: str
    """The file, relative to the catalog folder, or the path as given by the user."""
    key: str
    """The place in the file: a line, a key path (``issuer[pmi].credentials[pmp].kind``), or both."""
    problem: str
    """What was found and what was expected."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem} → {self.remedy}"


class CatalogError(CredclassError):
    """A catalog cannot be used. ``faults`` lists everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = f"the catalog has {count} fault{'s' if count != 1 else ''}:"
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))


class MissingExtraError(CredclassError, ImportError):
    """An optional feature was used but its packages are not installed."""

    def __init__(self, part: str, extra: str) -> None:
        super().__init__(
            f"{part} needs packages that are not installed: "
            f"install them with  pip install 'credclass[{extra}]'"
        )


def counted(argument: str, given: object) -> int:
    """``given``, if it is a whole number from 1.

    Raises:
        TypeError, ValueError: it is not.
    """
    wanted = "a whole number from 1"
    if not isinstance(given, int) or isinstance(given, bool):
        raise TypeError(expected(argument, wanted, given))
    if given < 1:
        raise ValueError(expected(argument, wanted, given))
    return given


def expected(argument: str, what: str, given: object) -> str:
    """The message for a wrong argument: which one, what it must be, what was given."""
    shown = repr(given)
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    return f"{argument} must be {what}; given {type(given).__name__}: {shown}"


def placed(error: Exception, number: int) -> Exception:
    """The error, saying at which line, counted from 0."""
    if isinstance(error, TypeError):  # somebody's list has something else in it
        told = TypeError(f"texts[{number}]: {error}")
        told.__cause__ = error
        return told
    error.add_note(f"credclass: at texts[{number}]")
    return error
