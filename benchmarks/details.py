"""What answers say beside the category: status and kind where the real lines are labelled;
dates, numbers and mentions, of which they have no labels, on lines of the project's own.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from checkout import ROOT
from credclass import Catalog, Category, Classification, Classifier, CredentialEntry, Mention
from fitting import Line
from measures import Answers
from tables import print_table

CASES: Final = ROOT / "tests" / "cases" / "details.toml"
FIELDS: Final = (
    "issued",
    "expires",
    "started",
    "ended",
    "credential_id",
    "status",
    "level",
    "field",
    "grade",
    "hours",
)
UNSAID: Final = {"status": "held"}
"""What a field is in a case that does not name it; the others are absent."""

SEED: Final = 5
LISTS: Final = 400
"""Lists of each form that are composed."""
JOINTS: Final = {"A, B, C": ", ", "A / B / C": " / ", "A/B/C": "/", "A and B and C": " and "}
PER_LIST: Final = 3


def print_labelled(lines: Sequence[Line], answers: Answers) -> None:
    """How often status and kind are those of the label, on lines whose category is right."""
    pairs = [
        (line.facts, one)
        for line, one in zip(lines, answers, strict=True)
        if line.category == one.category != Category.NONE
    ]
    for field in ("status", "kind"):
        labelled = Counter(facts[field] for facts, _ in pairs if facts[field])
        right = Counter(facts[field] for facts, one in pairs if facts[field] == getattr(one, field))
        rows = [
            (value, f"{count:,}", f"{right[value] / count:.3f}")
            for value, count in labelled.most_common()
        ]
        rows.append(("all", f"{labelled.total():,}", f"{right.total() / labelled.total():.3f}"))
        print_table(f"{field}, where the category is right", (field, "lines", "right"), rows)


def print_cases(classifier: Classifier) -> None:
    """Dates and other details on ``tests/cases/details.toml``, known failures among them."""
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    told: dict[str, Counter[str]] = {field: Counter() for field in (*FIELDS, "mentions")}
    for case in cases:
        answer = classifier.classify(case["line"], case.get("section"))
        for field, verdict in _verdicts(case, answer):
            told[field][verdict] += 1
    rows = []
    for field, counts in told.items():
        named = counts["right"] + counts["wrong"] + counts["missed"]
        rows.append((field, *(str(n) for n in (named, counts["right"], counts["wrong"],
                                               counts["missed"], counts["invented"]))))  # fmt: skip
    head = ("field", "cases that name it", "right", "wrong", "missed", "invented elsewhere")
    print_table(f"details on {len(cases)} lines of tests/cases/details.toml", head, rows)


def _verdicts(case: dict[str, Any], answer: Classification) -> Iterator[tuple[str, str]]:
    """What each field of an answer is, against a case that checks it."""
    for field in FIELDS:
        checked = field not in {"level", "field"} or field in case
        if checked:
            yield field, _verdict(case.get(field, UNSAID.get(field, "")), getattr(answer, field))
    if "mentions" in case:
        yield "mentions", "right" if len(answer.mentions) == case["mentions"] else "wrong"
    for field, wanted in case.get("second", {}).items():
        second = answer.mentions[1] if len(answer.mentions) > 1 else None
        yield field, _verdict(wanted, getattr(second, field, None))


def _verdict(wanted: Any, found: Any) -> str:
    if wanted == (found or ""):
        return "right" if wanted else "rightly absent"
    if not found:
        return "missed"
    return "wrong" if wanted else "invented"


class Composed(NamedTuple):
    """A list of certifications, with the span at which each is named."""

    text: str
    entries: tuple[CredentialEntry, ...]
    spans: tuple[tuple[int, int], ...]


def composed_lists(catalog: Catalog, joint: str) -> list[Composed]:
    """Lists of three certifications each, named by turns by acronym and by name."""
    rng = random.Random(SEED)  # noqa: S311  (a sample)
    wanted = str(Category.PROFESSIONAL_CERTIFICATION)
    known = [
        entry
        for entry in catalog.credentials()
        if entry.acronym and catalog.categories[entry.kind] == wanted
        if not set(",;/•") & set(entry.name) and len(catalog.named(entry.acronym)) == 1
    ]
    made = []
    for number in range(LISTS):
        entries = rng.sample(known, PER_LIST)
        names = [
            entry.acronym or "" if (number + place) % 2 else entry.name
            for place, entry in enumerate(entries)
        ]
        starts = [len("".join(names[:place])) + place * len(joint) for place in range(PER_LIST)]
        spans = tuple((at, at + len(name)) for at, name in zip(starts, names, strict=True))
        made.append(Composed(joint.join(names), tuple(entries), spans))
    return made


def print_mentions(classifier: Classifier) -> None:
    """How well the mentions of composed lists are told apart and linked."""
    rows = []
    for label, joint in JOINTS.items():
        lists = composed_lists(classifier.catalog, joint)
        counted = own = exact = linked = 0
        for one in lists:
            mentions = classifier.classify(one.text, "certification").mentions
            counted += len(mentions) == PER_LIST
            for entry, span in zip(one.entries, one.spans, strict=True):
                mention = _mention_of(span, one.spans, mentions)
                own += mention is not None
                exact += mention is not None and tuple(mention.span) == span
                linked += mention is not None and mention.credential == entry
        names = len(lists) * PER_LIST
        shares = (counted / len(lists), own / names, exact / names, linked / names)
        rows.append((label, f"{len(lists):,}", *(f"{share:.3f}" for share in shares)))
    head = ("form", "lists", "three mentions", "names with a mention of their own",
            "of exactly their span", "linked to their entry")  # fmt: skip
    print_table("mentions, on lists composed of the catalog's certifications", head, rows)


def _mention_of(
    span: tuple[int, int], spans: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> Mention | None:
    """The mention that overlaps ``span`` and no other of ``spans``, if there is one."""
    for mention in mentions:
        start, end = mention.span
        over = [one for one in spans if one[0] < end and start < one[1]]
        if over == [span]:
            return mention
    return None
