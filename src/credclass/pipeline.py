"""How a line becomes an answer. This module is the table of contents.

answering   answer
  reader      read     text/      unmask → fold → tokenize   a comparable line, with offsets to the original
                       matching/  read_line                  phrases, misspellings, dates, addresses
  decision/   decide              Answer                     mentions, evidence, scores, in plain values
              opened              Classification             what users get, made when somebody looks
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from credclass.answering import A_LINE, Answering
from credclass.batch.lines import classify_lines
from credclass.batch.memory import Recent
from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.decision.decide import Decider
from credclass.decision.model import Model, load_model
from credclass.errors import CredclassError, counted, expected
from credclass.gaps import near_in, unlinked_in
from credclass.memo import Memo, Room
from credclass.once import Once
from credclass.reader import Reader
from credclass.result import Category, Classification
from credclass.text.limits import MAX_LINE
from credclass.text.sections import name_section
from credclass.version import RELEASED, __version__

A_DAY: Final = "a day as YYYY-MM-DD"

SECTIONS_KEPT: Final = 1_000
"""Number of different headings whose section is cached."""


class Classifier:
    """Classifies lines of résumés.

    Arguments:
        catalog: the known issuers, credentials and wording; the package's own by default.
        abstain_below: a probability from 0 to 1. Answers with a lower confidence become
            ``none``, with the warning ``abstained``; 0 never abstains.
        model: the fitted weights; the package's own by default.
        as_of: the day, a ``datetime.date`` or as ``2026-11-27``, that dates are compared with:
            what was valid until an earlier day has expired, and nobody holds yet what is
            awarded later. The default is the day of the package's release, so that an answer
            does not depend on when it is asked for.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: ``abstain_below`` is not between 0 and 1, or ``as_of`` is not a day.

    >>> Classifier().classify("PMP, Project Management Institute, 2019").credential.id
    'pmi/pmp'
    """

    def __init__(
        self,
        catalog: Catalog | None = None,
        *,
        abstain_below: float = 0.0,
        model: Model | None = None,
        as_of: str | date = RELEASED,
    ) -> None:
        if isinstance(as_of, date):
            as_of = as_of.isoformat()[:10]
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
        fitted = model or load_model()
        version = f"{__version__}+{self.catalog.digest}+{fitted.digest}"
        if as_of != RELEASED:
            version += f"@{as_of}"
        self._decider = Decider(self.catalog.by_number, fitted, abstain_below, as_of, version)
        self._reader = Reader(self.catalog.by_number, fitted.vocabulary, fitted.ordinary)
        sections = Memo(self._canonical, Room(SECTIONS_KEPT))
        self.answering = Answering(self._reader, self._decider, sections)
        """What batches ask, which have use for the plain values of answers."""
        self.recent = Recent()
        """The answers to lines of Arrow's batches, from one to the next."""

    @classmethod
    def default(cls) -> Classifier:
        """The classifier that comes with the package, made once per process.

        ``classify``, ``classify_many`` and the adapters use it when no classifier is given.
        """
        return _default()

    def classify(self, text: str, section: str | None = None) -> Classification:
        """What ``text`` claims, with its evidence.

        Arguments:
            text: one line of a résumé; several lines are read as one, with the warning
                ``several_lines``. Spans in the answer are half-open ranges of its characters.
            section: the heading above the line, in any language of the wording files;
                None if unknown. It influences the answer but never determines it. A
                heading that no wording file lists has no effect and gives the warning
                ``unknown_section``.

        Raises:
            TypeError: ``text`` or ``section`` is not a string. No string, whatever it
                contains, raises an error.

        >>> Classifier.default().classify("MBA, INSEAD, 2015", "education").level
        7
        """
        return self.answering.answer(text, section).opened()

    def _canonical(self, heading: str) -> str:
        """The section of a heading, for the cache: headings repeat."""
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
            texts: an iterable of lines. It is consumed lazily; with several processes, a few
                chunks ahead of the answers.
            sections: a parallel iterable of headings; None if a line has none.
            workers: the number of processes. If more than one, new processes are started,
                which takes about a second, and end with the iterator; a script must then
                guard the call with ``if __name__ == "__main__":``.

        Raises:
            TypeError: ``texts`` or ``sections`` is a single string or not iterable, or an
                item is not a string.
            ValueError: ``sections`` is shorter or longer than ``texts``.

        >>> [one.kind for one in Classifier.default().classify_many(["MBA, INSEAD", "Led a team"])]
        ['master', None]
        """
        return classify_lines(self, texts, sections, workers)

    def __reduce__(self) -> tuple[Callable[..., Classifier], tuple[object, ...]]:
        """A classifier is pickled as its arguments, without what comes with the package."""
        own = None if self.catalog is Catalog.default() else self.catalog
        return _made_again, (own, self.abstain_below, self._own_model, self.as_of, self.version)

    def __repr__(self) -> str:
        return f"<Classifier {self.version}: {self.catalog!r}, abstain_below={self.abstain_below}>"

    @property
    def version(self) -> str:
        """The package version and the digests of catalog and model, as every answer carries them."""
        return self._decider.version

    def near_misses(
        self, line: str, limit: int = 5
    ) -> list[tuple[IssuerEntry | CredentialEntry, float]]:
        """Entries that ``line`` almost names, each with the share of the name that occurs on it.

        Arguments:
            line: one line of a résumé.
            limit: the maximum number of entries, at least 1.

        Raises:
            TypeError: ``line`` is not a string, or ``limit`` no whole number.
            ValueError: ``limit`` is less than 1.

        >>> Classifier.default().near_misses("Certified Information Auditor", limit=1)[0][0].id
        'isaca/cisa'
        """
        if not isinstance(line, str):
            raise TypeError(expected("line", A_LINE, line))
        wanted = counted("limit", limit)
        return near_in(line, self._reader, self.catalog)[:wanted]

    def unlinked_names(self, line: str) -> list[tuple[str, Category]]:
        """The names on ``line``, as written, of claimed credentials that the catalog lacks.

        Raises:
            TypeError: ``line`` is not a string.

        >>> Classifier.default().unlinked_names("Certified Quux Welder, Quux Board, 2020")[0][0]
        'Certified Quux Welder'
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
    """The classifier that was pickled, if the installed package is the same."""
    made = Classifier(catalog, abstain_below=abstain_below, model=model, as_of=as_of)
    if made.version != version:
        raise CredclassError(
            f"this classifier was pickled with version, catalog and model {version}; "
            f"the credclass installed here has {made.version}: install the same everywhere"
        )
    return made


_default: Final = Once(Classifier)
