"""What of a text is read."""

from __future__ import annotations

import re
from typing import Final

MAX_LINE: Final = 10_000
"""Characters of a line that are read; the rest is cut off with a warning."""

SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which no file can hold."""

HALF: Final = "\ufffd"
"""What stands for one."""
