"""A line → its answer in plain values: what a ``Classifier`` does for every line, compiled as a whole."""

from __future__ import annotations

from typing import Final

from credclass.decision.answer import Answer
from credclass.decision.decide import Decider
from credclass.errors import expected
from credclass.memo import Memo
from credclass.reader import Reader
from credclass.text.sections import UNKNOWN

A_LINE: Final = "a string with one line of a résumé"


class Answering:
    """Reads lines and decides what they claim.

    Arguments:
        sections: the section of each heading, ``UNKNOWN`` where no wording file lists it.
    """

    def __init__(self, reader: Reader, decider: Decider, sections: Memo[str, str]) -> None:
        self._reader = reader
        self._decider = decider
        self._sections = sections

    def answer(self, text: object, section: object = None) -> Answer:
        """The answer for a line under a heading.

        Raises:
            TypeError: ``text`` or ``section`` is not a string.
        """
        if not isinstance(text, str):
            raise TypeError(expected("text", A_LINE, text))
        if section is not None and not isinstance(section, str):
            raise TypeError(expected("section", "a section's heading or None", section))
        reading, warnings = self._reader.read(text)
        heading = self._sections[section] if section else UNKNOWN
        if section and heading == UNKNOWN and not section.isspace():
            warnings.append("unknown_section")
        return self._decider.decide(reading, heading, warnings)
