"""What everything in a catalog file has in common: frozen, and strict about unknown keys."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=240)]
Texts = tuple[Text, ...]


class Row(BaseModel):
    """Anything that stands in a catalog file: frozen, and strict about unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )
