"""The flat form of an answer: one row of plain values, the same in every table and file.

``row_of`` makes it of a ``Classification``, ``row_of_answer`` of the plain values of which that would be
made; Arrow, JSON lines, CSV and Parquet all start from what they return.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from credclass.answering import Answering
from credclass.batch.memory import Key, Recent
from credclass.batch.packing import pack, unpack
from credclass.catalog.bynumber import ByNumber
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.decision.answer import STATUSES, Answer, Told, Who
from credclass.decision.model import CATEGORIES, chances
from credclass.result import Category, Classification, Status

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

SCHEMA_VERSION: Final = "1"
"""Changes when a field is renamed, removed or means something else; new fields come last."""

CLAIM: Final = (
    "kind", "credential", "credential_name", "issuer", "issuer_name", "platform", "platform_name",
    "level", "field", "grade", "hours", "issued", "expires", "started", "ended", "status",
    "credential_id", "url",
)  # fmt: skip
"""What is said of a credential: fields of a row and of each of its mentions. They are called as
in a ``Classification``; an entry stands here as its id, with its name beside it.
"""

PROBABILITIES: Final = tuple(f"p_{category}" for category in Category)
FIELDS: Final = (
    "category", "confidence", *PROBABILITIES, *CLAIM, "warnings", "mentions", "version",
)  # fmt: skip
MENTION_FIELDS: Final = ("start", "end", "category", *CLAIM)
_OWN: Final = len(MENTION_FIELDS) - len(CLAIM)
"""Fields that a mention has for itself."""

HEAD: Final = ("category", "confidence", *PROBABILITIES, "version")
"""Fields that only a line has, but for its warnings and mentions."""

_WIDTH: Final[int] = len(MENTION_FIELDS)

Row = tuple[Any, ...]
"""Values in the order of ``FIELDS``; ``mentions`` are tuples in that of ``MENTION_FIELDS``."""

NOTHING: Final[Row] = (None,) * len(FIELDS)
"""The row of a line that is null."""

NO_CLAIM: Final[Row] = (None,) * len(CLAIM)
"""The values of ``CLAIM`` where nothing is said."""

_NOWHERE: Final[Row] = (0, 0, None)
"""The fields of a mention that a line has not, for one that claims nothing."""

_NAMES: Final = {None: None, **{one: one.value for one in (*Category, *Status)}}
"""Plain strings: those of enumerations are made anew whenever they are asked for."""

_CATEGORIES: Final = tuple(map(str, CATEGORIES))
_STATUSES: Final = tuple(map(str, STATUSES))

_UNLINKED: Final = (None, None)
_ISSUER: Final = CLAIM.index("issuer")
_plain: Final = itemgetter(
    "level", "field", "grade", "hours", "issued", "expires", "started", "ended"
)


def row_of(result: Classification) -> Row:
    """The row of an answer."""
    values = result.__dict__
    mentions = tuple([_mention(mention.__dict__) for mention in values["mentions"]])
    claim = mentions[0][_OWN:] if mentions else _claim(values)  # a line says what its first does
    return (
        _NAMES[values["category"]],
        values["confidence"],
        *values["probabilities"].values(),
        *claim,
        values["warnings"],
        mentions,
        values["version"],
    )


def row_of_answer(answer: Answer) -> Row:
    """The row of an answer in plain values."""
    catalog = answer.catalog
    mentions = tuple([_mention_told(told, catalog) for told in answer.mentions])
    a, b, c, d, e, f = probable = chances(answer.scores)
    head = (_CATEGORIES[answer.category], probable[answer.category], a, b, c, d, e, f)
    claim = mentions[0][_OWN:] if mentions else _claim_alone(answer.issuer, catalog)
    return head + claim + (tuple(answer.warnings), mentions, answer.version)


def _mention_told(told: Told, catalog: ByNumber) -> Row:
    (
        start, end, category, kind, credential, issuer, platform, level, field, grade, hours,
        issued, expires, started, ended, status, number, url,
    ) = told  # fmt: skip
    credential_id, credential_name = _entry(
        None if credential is None else catalog.credential(credential)
    )
    issuer_id, issuer_name = _who(issuer, catalog)
    platform_id, platform_name = _who(platform, catalog)
    return (
        start, end, _CATEGORIES[category], kind, credential_id, credential_name,
        issuer_id, issuer_name, platform_id, platform_name, level, field, grade, hours,
        issued, expires, started, ended, _STATUSES[status], number, url,
    )  # fmt: skip


def _claim_alone(issuer: Who, catalog: ByNumber) -> Row:
    """The values of ``CLAIM`` of a line that claims nothing."""
    if issuer is None:
        return NO_CLAIM
    issuer_id, issuer_name = _who(issuer, catalog)
    return (*NO_CLAIM[:_ISSUER], issuer_id, issuer_name, *NO_CLAIM[_ISSUER + 2 :])


def _who(who: Who, catalog: ByNumber) -> tuple[str | None, str | None]:
    if who is None:
        return _UNLINKED
    return (None, who) if isinstance(who, str) else _entry(catalog.issuer(who))


class Columns:
    """Answers value by value, those of all lines side by side, as Arrow takes them: of rows, Python would look
    through thousands for garbage.
    """

    __slots__ = ("alone", "ends", "heads", "mentions", "places", "warned", "warnings")

    def __init__(self) -> None:
        self.heads: list[Any] = []
        """The values of ``HEAD`` of each line."""
        self.mentions: list[Any] = []
        """The values of ``MENTION_FIELDS`` of each mention."""
        self.alone: list[Any] = []
        """The same of each line that says something and mentions nothing."""
        self.places: list[int | None] = []
        """Where what a line says stands: the number of its first mention, or -1, -2 … among those ``alone``; None where
        it says nothing.
        """
        self.ends: list[int | None] = [0]
        """Between which mentions those of each line stand; None where a null begins."""
        self.warnings: list[str] = []
        self.warned: list[int | None] = [0]
        """Between which warnings those of each line stand; None where a null begins."""

    def add(self, answer: Answer) -> None:
        """Take an answer in plain values."""
        catalog = answer.catalog
        probable = chances(answer.scores)
        heads = self.heads
        heads.append(_CATEGORIES[answer.category])
        heads.append(probable[answer.category])
        heads.extend(probable)
        heads.append(answer.version)
        if answer.mentions:
            self.places.append(len(self.mentions) // _WIDTH)
            for told in answer.mentions:
                self.mentions.extend(_mention_told(told, catalog))
        else:
            self._add_alone(_claim_alone(answer.issuer, catalog))
        self._end(answer.warnings)

    def add_row(self, row: Row) -> None:
        """Take the row of an answer, or that of a null."""
        *head, warnings, mentions, version = row
        self.heads += (*head[: len(HEAD) - 1], version)
        if mentions is None:
            self.places.append(None)
            self.ends[-1] = self.warned[-1] = None
        elif mentions:
            self.places.append(len(self.mentions) // _WIDTH)
            for mention in mentions:
                self.mentions += mention
        else:
            self._add_alone(tuple(head[len(HEAD) - 1 :]))
        self._end(warnings or ())

    def _add_alone(self, claim: Row) -> None:
        """Take the values of ``CLAIM`` of a line that mentions nothing."""
        if claim == NO_CLAIM:
            self.places.append(None)
            return
        self.alone += _NOWHERE + claim
        self.places.append(-(len(self.alone) // _WIDTH))

    def _end(self, warnings: Sequence[str]) -> None:
        """What a line has been told of ends here."""
        self.ends.append(len(self.mentions) // _WIDTH)
        if warnings:
            self.warnings += warnings
        self.warned.append(len(self.warnings))


def columns_of(
    texts: Iterable[str | None], headings: Iterable[str | None], classifier: Classifier
) -> tuple[Columns, list[int]]:
    """The answers for distinct lines, and for each line the number of its own; what stood in a batch lately is not
    read again.
    """
    answering: Answering = classifier.answering
    recent: Recent = classifier.recent
    known: dict[Key, int] = {}
    columns = Columns()
    numbers: list[int] = []
    for line in zip(texts, headings, strict=True):
        number = known.get(line)
        if number is None:
            number = known[line] = len(known)
            if line[0] is None:
                columns.add_row(NOTHING)
            else:
                columns.add(_answer(line, classifier, answering, recent))
        numbers.append(number)
    return columns, numbers


def _answer(line: Key, classifier: Classifier, answering: Answering, recent: Recent) -> Answer:
    packed = recent.get(line)
    if packed is not None:
        return unpack(packed, line, classifier)
    answer = answering.answer(line[0], line[1])
    recent.put(line, pack(answer, line[0]))
    return answer


def _mention(values: Mapping[str, Any]) -> Row:
    """The values of ``MENTION_FIELDS``."""
    return (*values["span"], _NAMES[values["category"]], *_claim(values))


def _claim(values: Mapping[str, Any]) -> Row:
    """The values of ``CLAIM``."""
    return (
        values["kind"], *_entry(values["credential"]), *_entry(values["issuer"]),
        *_entry(values["platform"]), *_plain(values), _NAMES[values["status"]],
        values["credential_id"], values["url"],
    )  # fmt: skip


def _entry(entry: CredentialEntry | IssuerEntry | None) -> tuple[str | None, str | None]:
    if entry is None:
        return _UNLINKED
    values = entry.__dict__  # models look for their attributes long
    return values["id"], values["name"]
