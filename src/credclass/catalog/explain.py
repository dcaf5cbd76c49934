"""What pydantic finds wrong with a file, as faults in people's words and with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel, ValidationError

from credclass.catalog.patterns import FORMS
from credclass.catalog.places import Location, line_in
from credclass.errors import Fault

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SAID: Final = {"string_type": "must be text in quotes", "string_too_short": "is empty"}
"""Pydantic's types of errors that need no more said."""


def explain(
    error: ValidationError, label: str, data: Any, model: type[BaseModel], where: str | int
) -> Iterator[Fault]:
    """A pydantic error as faults with lines and readable key paths (ids instead of numbers).

    Arguments:
        error: of validating.
        label: of the file.
        data: what was validated.
        model: as what.
        where: the text of a TOML file; of a row of a table its line.
    """
    for item in error.errors(include_url=False):
        line = where if isinstance(where, int) else line_in(where, item["loc"])
        place = f"line {line}: {key_path(item['loc'], data)}"
        problem, remedy = _told(item, _model_at(model, item["loc"][:-1]))
        yield Fault(label, place, problem, remedy)


def _told(item: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    value, context = item["input"], item.get("ctx", {})
    given = repr(value)[:80]
    match item["type"]:
        case "missing":
            return "is missing", "add it"
        case "extra_forbidden":
            near = nearest(str(item["loc"][-1]), model.model_fields)
            return "is not a known key", near or "see the tables of catalog/README.md"
        case "tuple_type":
            written = json.dumps([value], ensure_ascii=False) if isinstance(value, str) else "[…]"
            return f"must be a list; given {given}", f"write {written}"
        case "literal_error" | "enum":
            known = re.findall(r"'([^']*)'", context["expected"])
            remedy = nearest(str(value), known) or "use one of these"
            return f"must be one of {', '.join(known)}; given {given}", remedy
        case "string_pattern_mismatch":
            form = FORMS.get(context["pattern"], context["pattern"])
            return f"must be {form}; given {given}", "correct the value"
        case kind:
            said = _SAID.get(kind, item["msg"])
            return f"{said}; given {given}", "correct the value"


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The question whether something known was meant; empty where nothing is like it."""
    near = get_close_matches(wrong, list(known), 1)
    return f"did you mean {near[0]!r}?" if near else ""


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """The model of the table that stands at a place."""
    for step in location:
        field = model.model_fields.get(str(step))
        if field is not None:
            inner = (field.annotation, *get_args(field.annotation))
            models = [one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)]
            model = models[0] if models else model
    return model


def key_path(location: Location, data: Any) -> str:
    """``issuer[pmi].credentials[pmp].kind`` for ``('issuer', 0, 'credentials', 2, 'kind')``."""
    path = ""
    here = data
    for step in location:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int):
            name = here.get("id") or here.get("name") if isinstance(here, dict) else None
            path += f"[{name or step + 1}]"
        else:
            path += f".{step}" if path else step
    return path
