"""spaCy: ``nlp.add_pipe("credclass")`` reads each line of a document.

The factory is found through the entry point ``spacy_factories``; nothing is imported by hand.
"""

from __future__ import annotations

from typing import Final

from credclass.errors import MissingExtraError
from credclass.pipeline import Classifier
from credclass.result import Classification

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
except ImportError:
    raise MissingExtraError("credclass.spacy", "spacy") from None

SPANS: Final = "credentials"
"""The group of ``doc.spans`` with every credential mentioned."""

KEY: Final = "credclass"
"""Where ``doc.user_data`` has the answers as JSON: of all there is, spaCy can write strings."""


def answers_of(doc: Doc) -> tuple[Classification, ...]:
    """``doc._.credclass``: an answer for each line of the document that has words, in order."""
    return tuple(map(Classification.model_validate_json, doc.user_data.get(KEY, ())))


Doc.set_extension("credclass", getter=answers_of, force=True)


class Component:
    """Fills ``doc.spans["credentials"]`` and ``doc._.credclass``.

    A span has the category as label and the catalog's id as ``kb_id_``. ``doc._.credclass``
    is an answer for each line of the document that has words, in order; both travel with the
    document to other processes and into files.
    """

    def __init__(self, classifier: Classifier, section: str | None = None) -> None:
        self._classifier = classifier
        self._section = section

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its credentials."""
        answers: list[str] = []
        spans: list[Span] = []
        start = 0
        for line in doc.text.splitlines(keepends=True):
            if line.strip():
                answer = self._classifier.classify(line.rstrip("\r\n"), self._section)
                answers.append(answer.model_dump_json())
                spans += _spans(doc, answer, start)
            start += len(line)
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=spans)
        doc.user_data[KEY] = answers
        return doc


def _spans(doc: Doc, answer: Classification, start: int) -> list[Span]:
    found = [
        doc.char_span(
            start + mention.span[0],
            start + mention.span[1],
            label=str(mention.category),
            kb_id=mention.credential.id if mention.credential else "",
            alignment_mode="expand",
        )
        for mention in answer.mentions
    ]
    return [span for span in found if span is not None]


@Language.factory("credclass", default_config={"section": None})
def make_component(nlp: Language, name: str, section: str | None) -> Component:  # noqa: ARG001
    """The component for a pipeline; ``section`` is a heading that holds for every line."""
    return Component(Classifier.default(), section)
