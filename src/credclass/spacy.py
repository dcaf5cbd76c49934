"""spaCy: ``nlp.add_pipe("credclass")`` classifies each line of a document.

spaCy finds the factory through the entry point ``spacy_factories``; no import is needed.
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
"""The group of ``doc.spans`` that holds every credential mentioned."""

KEY: Final = "credclass"
"""The key in ``doc.user_data`` of the answers, as JSON, because spaCy can always serialize strings."""


def answers_of(doc: Doc) -> tuple[Classification, ...]:
    """``doc._.credclass``: an answer for each non-blank line of the document, in order."""
    return tuple(map(Classification.model_validate_json, doc.user_data.get(KEY, ())))


Doc.set_extension("credclass", getter=answers_of, force=True)


class Component:
    """The pipeline component, which fills ``doc.spans["credentials"]`` and ``doc._.credclass``.

    A span has the category as its label and the catalog id as ``kb_id_``. ``doc._.credclass`` has
    an answer for each non-blank line of the document, in order. Both are kept when the document is
    sent to another process or written to a file.
    """

    def __init__(self, classifier: Classifier, section: str | None = None) -> None:
        self._classifier = classifier
        self._section = section

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its spans and answers added."""
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
    """The component for a pipeline; ``section`` is one heading for all lines."""
    return Component(Classifier.default(), section)
