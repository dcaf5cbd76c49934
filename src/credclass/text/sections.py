"""The heading above a line → one of the sections that the model knows."""

from __future__ import annotations

from typing import Final

from credclass.text.tokens import phrase_key

UNKNOWN: Final = "unknown"


def name_section(heading: str, known: dict[str, str]) -> str:
    """The canonical section of a heading; ``unknown`` when no wording file has it.

    >>> name_section("LICENSES & CERTIFICATIONS:", {"licenses and certifications": "certification"})
    'certification'
    """
    key = phrase_key(heading.replace("_", " ").replace("(s)", "s"))
    return known.get(key) or known.get(key.removesuffix("s")) or UNKNOWN
