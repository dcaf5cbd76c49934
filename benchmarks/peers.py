"""What people use today in place of this library, each as its own documentation uses it.

Names and lines come folded as the catalog folds them, at no charge: see ``listed.py``. A peer
that is not installed is told and left out. Nothing is imported here before it is asked for, so that
start and memory of each can be measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import Any, Final, NamedTuple

Find = Callable[[str], Sequence[str]]
"""Folded line → the phrases that stand on it."""
Nearest = Callable[[str], tuple[str, float]]
"""Folded line → the most similar name, and its similarity from 0 to 100."""

BEFORE_IDEOGRAPHS: Final = 0x2E80
"""The first character of the scripts in which every sign is a word of its own."""


def flashtext(names: Iterable[str]) -> Find:
    """The KeywordProcessor of flashtext, told that letters beyond ASCII are letters."""
    from flashtext import KeywordProcessor  # noqa: PLC0415  (may not be installed)

    processor: Any = KeywordProcessor()
    processor.non_word_boundaries |= set(filter(str.isalnum, map(chr, range(BEFORE_IDEOGRAPHS))))
    for name in names:
        processor.add_keyword(name)
    return lambda line: list(processor.extract_keywords(line))


def phrase_matcher(names: Iterable[str]) -> Find:
    """The PhraseMatcher of spaCy on a blank English pipeline: the tokenizer and the matcher."""
    import spacy  # noqa: PLC0415
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="ORTH")
    matcher.add("name", [language.make_doc(name) for name in names])

    def find(line: str) -> list[str]:
        return [span.text for span in matcher(language.make_doc(line), as_spans=True)]

    return find


def entity_ruler(names: Iterable[str]) -> Find:
    """The EntityRuler of spaCy as the only part of a blank English pipeline."""
    import spacy  # noqa: PLC0415

    language = spacy.blank("en")
    ruler: Any = language.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names])
    return lambda line: [span.text for span in language(line).ents]


def aho_corasick(names: Iterable[str]) -> Find:
    """The automaton of pyahocorasick over the bare characters: what a scan costs at the least.

    It finds names inside words too, so it is a floor of the cost and no matcher.
    """
    import ahocorasick  # noqa: PLC0415

    automaton: Any = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return lambda line: [name for _, name in automaton.iter_long(line)]


class Peer(NamedTuple):
    """A way of finding listed names."""

    label: str
    package: str
    make: Callable[[Iterable[str]], Find]


LIST_MATCHERS: Final = (
    Peer("flashtext", "flashtext", flashtext),
    Peer("spaCy PhraseMatcher", "spacy", phrase_matcher),
    Peer("spaCy EntityRuler", "spacy", entity_ruler),
)
SCAN: Final = Peer("Aho–Corasick scan", "ahocorasick", aho_corasick)
SCORERS: Final = ("token_set_ratio", "WRatio")


def installed(peer: Peer) -> bool:
    """Whether the peer's package is there; says so where it is not."""
    there = find_spec(peer.package) is not None
    if not there:
        print(f"{peer.label}: left out, {peer.package} is not installed (pip install '.[bench]')")
    return there


def extract_one(names: Iterable[str], scorer: str) -> Nearest:
    """The ``process.extractOne`` of rapidfuzz over the names; of equally similar ones the longest."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    choices = sorted(names, key=len, reverse=True)
    score = getattr(fuzz, scorer)

    def nearest(line: str) -> tuple[str, float]:
        name, similarity, _ = process.extractOne(line, choices, scorer=score) or ("", 0.0, 0)
        return str(name), float(similarity)

    return nearest
