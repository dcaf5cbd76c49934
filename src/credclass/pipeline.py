"""The way of a line, from text to answer. This module is the table of contents.

text/       unmask → fold → tokenize the line, comparable, with the way back
matching/   read_line                phrases, misspellings, dates, addresses
decision/   decide                   mentions, evidence, probabilities
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from credclass.batch.lines import classify_lines
from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.decision.decide import Decider
from credclass.decision.model import Model, load_model
from credclass.errors import CredclassError, expected
from credclass.gaps import unlinked_in
from credclass.matching.lexicon import Lexicon
from credclass.matching.partial import NameIndex, cover_of
from credclass.matching.reading import read_line
from credclass.memo import Memo, Room
from credclass.once import Once
from credclass.result import Category, Classification
from credclass.text.fold import fold
from credclass.text.limits import MAX_LINE, SURROGATE
from credclass.text.sections import UNKNOWN, name_section
from credclass.text.spoofs import unmask
from credclass.text.tokens import tokenize
from credclass.version import RELEASED, __version__

A_LINE: Final = "a string with one line of a résumé"
A_DAY: Final = "a day as YYYY-MM-DD"

NEAR: Final = 0.4
"""Share of a name that must stand on a line to be shown as a near miss."""

SECTIONS_KEPT: Final = 1_000
"""Different headings whose section is remembered."""


class Classifier:
    """Tells what lines of résumés claim.

    Arguments:
        catalog: what is known of names; the package's own when left out.
        abstain_below: answers less probable than this become ``none``, with the
            warning ``abstained``. 0 never abstains.
        model: the fitted weights; the package's own when left out.
        as_of: the day, as ``2026-11-27``, with which dates are compared: what was valid until an earlier
            one has expired, and nobody holds what is awarded later. The day of the package's
            release when left out, so that an answer does not depend on when it is asked for.

    >>> Classifier().classify("PMP, Project Management Institute, 2019").credential.id
    'pmi/pmp'
    """

    def __init__(
        self,
        catalog: Catalog | None = None,
        *,
        abstain_below: float = 0.0,
        model: Model | None = None,
        as_of: str = RELEASED,
    ) -> None:
        if catalog is not None and not isinstance(catalog, Catalog):
            raise TypeError(expected("catalog", "a credclass.Catalog or None", catalog))
        if not isinstance(abstain_below, (int, float)) or isinstance(abstain_below, bool):
            raise TypeError(expected("abstain_below", "a probability from 0 to 1", abstain_below))
        if model is not None and not isinstance(model, Model):
            raise TypeError(expected("model", "a credclass.decision.model.Model or None", model))
        if not isinstance(as_of, str):
            raise TypeError(expected("as_of", A_DAY, as_of))
        if not _is_day(as_of):
            raise ValueError(expected("as_of", A_DAY, as_of))
        if not 0 <= abstain_below <= 1:
            raise ValueError(expected("abstain_below", "a probability from 0 to 1", abstain_below))
        self.catalog = catalog or Catalog.default()
        self.abstain_below = abstain_below
        self.as_of = as_of
        self._own_model = model
        compiled = self.catalog.compiled
        fitted = model or load_model()
        version = f"{__version__}+{self.catalog.digest}+{fitted.digest}"
        if as_of != RELEASED:
            version += f"@{as_of}"
        self._decider = Decider(self.catalog, fitted, abstain_below, as_of, version)
        self._lexicon = Lexicon(compiled, fitted.vocabulary, fitted.ordinary)
        self._sections = Memo(self._canonical, Room(SECTIONS_KEPT))
        self._index = NameIndex(compiled["phrases"], compiled["rare"], compiled["weights"])

    @classmethod
    def default(cls) -> Classifier:
        """The classifier that comes with the package. It is made once a process.

        Whoever brings none gets it: ``classify``, ``classify_many``, the adapters.
        """
        return _default()

    def classify(self, text: str, section: str | None = None) -> Classification:
        """What ``text`` claims, with its evidence.

        Arguments:
            text: one line of a résumé. Spans in the answer are half-open ranges of
                its characters.
            section: the heading under which the line stood, in any of the languages
                of the wording files; None when unknown. It weighs, it never decides. One
                that no wording file has weighs nothing: the warning ``unknown_section``.

        Raises:
            TypeError: when ``text`` is no string. What a string says is never an error.
        """
        if not isinstance(text, str):
            raise TypeError(expected("text", A_LINE, text))
        if section is not None and not isinstance(section, str):
            raise TypeError(expected("section", "a section's heading or None", section))
        warnings: list[str] = []
        if len(text) > MAX_LINE:
            text = text[:MAX_LINE]
            warnings.append("truncated")
        if "\n" in text and "\n" in text.strip():
            warnings.append("several_lines")
        plain = text
        if not text.isascii():
            text = SURROGATE.sub("\ufffd", text)
            plain, spoofed = unmask(text, self.catalog.compiled["phrases"])
            if spoofed:
                warnings.append("spoofed_characters")
        tokens = tokenize(fold(plain, text))
        reading = read_line(tokens, self._lexicon, self._index, self.catalog)
        if reading.ambiguous:
            warnings.append("ambiguous_acronym")
        heading = self._sections[section] if section else UNKNOWN
        if section and heading == UNKNOWN and not section.isspace():
            warnings.append("unknown_section")
        return self._decider.decide(reading, heading, warnings)

    def _canonical(self, heading: str) -> str:
        """The section of a heading; headings repeat, so they are remembered."""
        return name_section(heading[:MAX_LINE], self.catalog.compiled["sections"])

    def classify_many(
        self,
        texts: Iterable[str],
        *,
        sections: Iterable[str | None] | None = None,
        workers: int = 1,
    ) -> Iterator[Classification]:
        """The answers for ``texts``, in order, lazily.

        Arguments:
            texts: lines, from any iterable; it is read as answers are taken, with several
                processes a few chunks ahead.
            sections: a parallel iterable of headings, in which None is allowed.
            workers: the number of processes. More than one are started afresh, which takes
                a second, and end with the iterator; a script that asks for them does so
                under ``if __name__ == "__main__":``.

        Raises:
            TypeError: when ``texts`` or ``sections`` is a single string or cannot be iterated
                over, or an item is no string.
            ValueError: when ``sections`` ends before or after ``texts``.
        """
        return classify_lines(self, texts, sections, workers)

    def __reduce__(self) -> tuple[Callable[..., Classifier], tuple[object, ...]]:
        """A classifier is pickled as what it was made of; what comes with the package stays there."""
        own = None if self.catalog is Catalog.default() else self.catalog
        return _made_again, (own, self.abstain_below, self._own_model, self.as_of, self.version)

    def __repr__(self) -> str:
        return f"<Classifier {self.version}: {self.catalog!r}, abstain_below={self.abstain_below}>"

    @property
    def version(self) -> str:
        """The package's version and the digests of catalog and model, which every answer carries."""
        return self._decider.version

    def near_misses(
        self, line: str, limit: int = 5
    ) -> list[tuple[IssuerEntry | CredentialEntry, float]]:
        """Entries that ``line`` almost names, with the share of the name that stands there.

        Raises:
            TypeError: when ``line`` is no string.
        """
        if not isinstance(line, str):
            raise TypeError(expected("line", A_LINE, line))
        words = [self._lexicon.word(token) for token in tokenize(fold(line[:MAX_LINE])).words]
        present = {word.text for word in words}
        found: dict[str, tuple[IssuerEntry | CredentialEntry, float]] = {}
        for name in self._index.candidates(words, 0, len(words)):
            cover = cover_of(name, present, NEAR)
            for entry in self.catalog.named(name.key) if 0 < cover < 1 else ():
                found.setdefault(f"{type(entry).__name__} {entry.id}", (entry, cover))
        return sorted(found.values(), key=lambda item: -item[1])[:limit]

    def unlinked_names(self, line: str) -> list[tuple[str, Category]]:
        """What ``line`` claims that links to no credential of the catalog: names as written.

        Raises:
            TypeError: when ``line`` is no string.
        """
        if not isinstance(line, str):
            raise TypeError(expected("line", A_LINE, line))
        return unlinked_in(self.classify(line))


def _is_day(text: str) -> bool:
    """Whether a text is a day as ISO 8601 writes it, with all its digits."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _made_again(
    catalog: Catalog | None, abstain_below: float, model: Model | None, as_of: str, version: str
) -> Classifier:
    """The classifier that was pickled, unless the package at hand is another one."""
    made = Classifier(catalog, abstain_below=abstain_below, model=model, as_of=as_of)
    if made.version != version:
        raise CredclassError(
            f"this classifier was pickled with version, catalog and model {version}; "
            f"the credclass installed here has {made.version}: install the same everywhere"
        )
    return made


_default: Final = Once(Classifier)
