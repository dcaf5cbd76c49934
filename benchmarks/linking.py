"""Whether issuer, platform and credential of an answer are those of the label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from credclass import Catalog, Category, Classification, CredentialEntry, IssuerEntry
from credclass.text.tokens import phrase_key
from fitting import Line
from measures import Answers
from tables import print_table

LOOSELY_NAMED: Final = {
    "vendor", "body", "platform", "academy", "training_company", "board", "government",
}  # fmt: skip
"""Kinds of issuers of which a part or the whole may be named: Cisco, Cisco Networking Academy."""

NEARLY: Final = 85
"""Similarity, of 100, at which words of the line's own are those of the label: ``Oak Hill High Shool``."""


def print_linking(lines: Sequence[Line], answers: Answers, catalog: Catalog) -> None:
    """The share of right, wrong and untold links, where the label has one."""
    rows = []
    for field in ("issuer", "platform", "certification"):
        labelled = [row for row, line in enumerate(lines) if label_of(line, field)]
        told = Counter(verdict(lines[row], answers[row], field, catalog) for row in labelled)
        known = sum(bool(catalog.named(label_of(lines[row], field))) for row in labelled)
        total = max(len(labelled), 1)
        shares = [f"{told[one] / total:.3f}" for one in ("right", "wrong", "untold")]
        rows.append((field, f"{len(labelled):,}", f"{known / total:.3f}", *shares))
    head = ("field", "lines", "label in the catalog", "right", "wrong", "untold")
    print_table("linking, where labelled", head, rows)


def verdict(line: Line, answer: Classification, field: str, catalog: Catalog) -> str:
    """``right``, ``wrong`` or ``untold``: nobody is told, or of a course its platform alone,
    rightly, where the label knows the partner too.
    """
    found = named(answer, field)
    if any(alike(label_of(line, field), entry, catalog) for entry in found):
        return "right"
    hosted = field == "issuer" and answer.platform is not None and answer.issuer == answer.platform
    if (
        hosted
        and line.facts.get("platform")
        and verdict(line, answer, "platform", catalog) == "right"
    ):
        return "untold"
    return "wrong" if found else "untold"


def label_of(line: Line, field: str) -> str:
    """What the label says; certifications are told for certification lines only."""
    if field == "certification":
        wanted = line.category == Category.PROFESSIONAL_CERTIFICATION
        return str(line.facts.get("credential") or "") if wanted else ""
    return str(line.facts.get(field) or "")


def named(result: Classification, field: str) -> list[IssuerEntry | CredentialEntry]:
    """The entry of a result (for issuer and platform, either of the two)."""
    if field == "certification":
        return [result.credential] if result.credential else []
    return [entry for entry in (result.issuer, result.platform) if entry]


def alike(wanted: str, entry: IssuerEntry | CredentialEntry, catalog: Catalog) -> bool:
    """Whether a label means an entry: a name of it (or of its test, as ``TOEFL``, ``EF SET``),
    or its words within the entry's, or the other way round, as of a vendor and its academy.
    Words do not do where the label names another school, university or credential.
    """
    known = [one for one in catalog.named(wanted) if type(one) is type(entry)]
    if any(one.id == entry.id for one in known):
        return True
    if entry.id is not None and any(one.kind not in LOOSELY_NAMED for one in known):
        return False
    if isinstance(entry, IssuerEntry) and entry.id is not None:
        tests = [one for one in catalog.named(wanted) if isinstance(one, CredentialEntry)]
        if any(one.issuer == entry.id for one in tests):
            return True
    label = phrase_key(wanted)
    if entry.id is None and fuzz.ratio(label, phrase_key(entry.name)) >= NEARLY:
        return True  # as the line spells it
    own = set(label.split())
    names = (set(phrase_key(name).split()) for name in (entry.name, entry.acronym or "") if name)
    return any(own <= words or words <= own for words in names if words and own)
