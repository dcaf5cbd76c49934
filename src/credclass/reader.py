"""From a line to what stands on it, the same for answers, near misses and the fitting of the weights.

text/       unmask → fold → tokenize   a comparable line, with offsets to the original
matching/   read_line                  phrases, misspellings, dates, addresses
"""

from __future__ import annotations

from credclass.catalog.bynumber import ByNumber
from credclass.matching.lexicon import Lexicon, Word
from credclass.matching.partial import NameIndex
from credclass.matching.reading import Reading, read_line
from credclass.text.fold import fold
from credclass.text.limits import HALF, MAX_LINE, SURROGATE
from credclass.text.spoofs import unmask
from credclass.text.tokens import Tokens, tokenize


class Reader:
    """Reads lines by a catalog.

    Arguments:
        catalog: what is known of names and wording.
        common: words that are no misspelling of another.
        ordinary: words that people write in small letters among capitals.
    """

    def __init__(self, catalog: ByNumber, common: frozenset[str], ordinary: frozenset[str]) -> None:
        compiled = catalog.compiled
        self._catalog = catalog
        self._lexicon = Lexicon(compiled, common, ordinary)
        self.index = NameIndex(compiled["phrases"], compiled["words"])
        """The names of several words."""

    def read(self, text: str) -> tuple[Reading, list[str]]:
        """What the matchers find on a line, and what there is to warn of."""
        tokens, warnings = self._tokenized(text)
        reading = read_line(tokens, self._lexicon, self.index, self._catalog)
        if reading.ambiguous:
            warnings.append("ambiguous_acronym")
        return reading, warnings

    def words(self, text: str) -> list[Word]:
        """The words of a line, misspelt ones as those that they stand for."""
        return self._lexicon.words(self._tokenized(text)[0].words)

    def _tokenized(self, text: str) -> tuple[Tokens, list[str]]:
        """The tokens of a line, and what there is to warn of."""
        warnings: list[str] = []
        if len(text) > MAX_LINE:
            text = text[:MAX_LINE]
            warnings.append("truncated")
        plain = text
        if not text.isascii():
            plain, spoofed = unmask(text, self._catalog.compiled["phrases"])
            if spoofed:
                warnings.append("spoofed_characters")
        folded = fold(plain, text)
        if HALF in folded.text:  # no answer holds one, for no file can
            folded.original = SURROGATE.sub(HALF, text)
        if "\n" in folded.text and "\n" in folded.text.strip():
            warnings.append("several_lines")
        return tokenize(folded), warnings
