"""Where in a TOML file something stands. It is found by its looks: the parser keeps no lines."""

from __future__ import annotations

import re

Location = tuple[int | str, ...]
"""Keys and numbers that lead to a value: ``('issuer', 0, 'credentials', 2, 'kind')``."""


def line_in(text: str, location: Location) -> int:
    r"""The line on which a key stands, or on which the table begins that lacks it.

    Of a table in braces it is the line of its first brace.

    >>> line_in('[[issuer]]\nid = "a"\n[[issuer]]\nid = "b"\nkind = 1', ("issuer", 1, "kind"))
    5
    """
    lines = text.split("\n")
    place, path = 0, ""
    for step, following in zip(location, (*location[1:], None), strict=True):
        if isinstance(step, int):
            continue
        path = f"{path}.{step}" if path else step
        number = following if isinstance(following, int) else 0
        header = re.compile(rf"\s*\[\[?{re.escape(path)}\]")
        headers = [at for at in range(place, len(lines)) if header.match(lines[at])]
        if number < len(headers):
            place = headers[number]
            continue
        keys = _keys_below(lines, place)
        stands = re.compile(rf"(?:^|[{{,\s]){re.escape(step)}\s*=")
        found = next((at for at in keys if stands.search(lines[at])), None)
        if found is None:
            break
        place = found
        if isinstance(following, int):
            braces = [at for at in keys if at >= found for _ in range(lines[at].count("{"))]
            place = braces[number] if number < len(braces) else found
            break
    return place + 1


def _keys_below(lines: list[str], place: int) -> range:
    """The lines from a place to the next header."""
    headers = (at for at in range(place + 1, len(lines)) if lines[at].startswith("["))
    return range(place, next(headers, len(lines)))
