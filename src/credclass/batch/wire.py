"""How results travel between processes: packed together, opened one by one when looked at.

A result with its evidence is some thirty objects and 3 KB as a pickle, and the process
that collects the answers of several others would spend longer unpickling them than one
of those spends classifying. So a worker packs the results of a chunk into a ``Parcel`` of
few and flat things, and the receiver hands out ``Carried`` results that are unpacked when
they are looked at: a result that nobody reads costs nothing, and its evidence (``Pieces``)
waits until somebody asks for that.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.result import Category, Classification, Evidence, Mention, Pieces, Weights

CATEGORIES: Final = tuple(Category)
WIDTH: Final = len(CATEGORIES)

_COPIED: Final = (
    "kind", "level", "field", "issued", "expires", "started", "ended", "status",
    "credential_id", "url",
)  # fmt: skip
"""What a line has of its first mention, besides the entries."""

_get: Final = object.__getattribute__
_put: Final = object.__setattr__
_PARTS: Final = (
    "__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__",
)  # fmt: skip
"""What pydantic keeps in an instance."""

_LINE: Final = "parcel and number"
"""Where a closed result keeps what it is to be opened from."""

Entries = tuple[str | None, str | None, str | None]
"""Credential, issuer and platform by id; an issuer outside the catalog as ``=its name``."""

PackedMention = tuple[int, int, Category, Entries, tuple[Any, ...]]
PackedLine = tuple[str, Category, str | None, tuple[PackedMention, ...], tuple[str, ...]]
"""Text, category, the issuer of a line without mentions, mentions, warnings."""


class Parcel(NamedTuple):
    """The results of a chunk, in few objects."""

    lines: list[PackedLine]
    probabilities: bytes
    """Doubles, one a category and line."""
    ends: list[int]
    """Where the evidence of each line ends in ``evidence``."""
    evidence: bytes
    """Start, end and number of the reason, for each piece."""
    features: list[str]
    methods: list[str]
    weights: bytes
    """Feature, method and weights of each reason; the doubles as in ``probabilities``."""
    version: str


def pack(results: Iterable[Classification]) -> Parcel:
    """The results as a parcel. Each is let go before the next is taken."""
    lines: list[PackedLine] = []
    probabilities: list[float] = []
    evidence: list[int] = []
    ends: list[int] = []
    reasons: dict[tuple[str, int], int] = {}
    features: list[str] = []
    methods: list[str] = []
    weights: list[Weights] = []
    version = ""
    for result in results:
        lines.append(_pack_line(result))
        probabilities += result.probabilities.values()
        for piece in result.evidence:
            values = piece.__dict__
            key = (values["feature"], id(values["weights"]))  # alive in ``weights``
            number = reasons.get(key)
            if number is None:
                number = reasons[key] = len(features)
                features.append(values["feature"])
                methods.append(values["method"])
                weights.append(values["weights"])
            start, end = values["span"]
            evidence += (start, end, number)
        ends.append(len(evidence))
        version = result.version
    rows = array("d", [weight for one in weights for weight in one.__dict__.values()])
    return Parcel(
        lines, array("d", probabilities).tobytes(), ends, array("I", evidence).tobytes(),
        features, methods, rows.tobytes(), version,
    )  # fmt: skip


def _pack_line(result: Classification) -> PackedLine:
    alone = None if result.mentions else _issuer_key(result.issuer)
    mentions = tuple([_pack_mention(mention) for mention in result.mentions])
    return result.text, result.category, alone, mentions, result.warnings


def _pack_mention(mention: Mention) -> PackedMention:
    values = mention.__dict__
    credential = mention.credential
    entries = (
        credential.id if credential else None,
        _issuer_key(mention.issuer),
        _issuer_key(mention.platform),
    )
    rest = tuple([values[name] for name in _COPIED])
    return *mention.span, mention.category, entries, rest


def _issuer_key(entry: IssuerEntry | None) -> str | None:
    if entry is None:
        return None
    return f"={entry.name}" if entry.id is None else entry.id


class Opener:
    """Hands out the results of a parcel."""

    def __init__(self, parcel: Parcel, catalog: Catalog) -> None:
        self._parcel = parcel
        self._catalog = catalog
        self._probabilities = memoryview(parcel.probabilities).cast("d")
        self._pieces = memoryview(parcel.evidence).cast("I")
        self._weights = memoryview(parcel.weights).cast("d")
        self._shown: dict[int, Weights] = {}

    def results(self) -> Iterator[Classification]:
        """The results in order, each still closed."""
        for number in range(len(self._parcel.lines)):
            yield Carried.closed(self, number)

    def fields(self, number: int) -> dict[str, Any]:
        """Every field of a line."""
        text, category, alone, packed, warnings = self._parcel.lines[number]
        first = number * WIDTH
        chances = dict(
            zip(CATEGORIES, self._probabilities[first : first + WIDTH].tolist(), strict=True)
        )
        mentions = tuple([self._mention(text, one) for one in packed])
        main = mentions[0].__dict__ if mentions else dict.fromkeys(Mention.model_fields)
        return {
            "text": text, "category": category, "kind": main["kind"],
            "confidence": chances[category], "probabilities": chances,
            "credential": main["credential"],
            "issuer": main["issuer"] if mentions else self._issuer(alone),
            "platform": main["platform"], **{name: main[name] for name in _COPIED[1:]},
            "mentions": mentions, "evidence": Pieces(partial(self.evidence, number)),
            "warnings": warnings,
            "version": self._parcel.version,
        }  # fmt: skip

    def evidence(self, number: int) -> tuple[Evidence, ...]:
        """The evidence of a line."""
        parcel = self._parcel
        text = parcel.lines[number][0]
        first = parcel.ends[number - 1] if number else 0
        numbers = iter(self._pieces[first : parcel.ends[number]].tolist())
        pieces: list[Evidence] = [
            Evidence.of(
                {
                    "span": (start, end),
                    "text": text[start:end],
                    "feature": parcel.features[reason],
                    "method": parcel.methods[reason],
                    "weights": self._weights_of(reason),
                }
            )
            for start, end, reason in zip(numbers, numbers, numbers, strict=True)
        ]
        return tuple(pieces)

    def _weights_of(self, reason: int) -> Weights:
        shown = self._shown.get(reason)
        if shown is None:
            row = self._weights[reason * WIDTH : (reason + 1) * WIDTH]
            shown = Weights.of(dict(zip(map(str, CATEGORIES), row, strict=True)))
            self._shown[reason] = shown
        return shown

    def _mention(self, text: str, packed: PackedMention) -> Mention:
        start, end, category, (credential, issuer, platform), rest = packed
        values = dict(zip(_COPIED, rest, strict=True))
        made: Mention = Mention.of({
            "span": (start, end), "text": text[start:end], "category": category,
            "kind": values.pop("kind"), "credential": self._credential(credential),
            "issuer": self._issuer(issuer), "platform": self._issuer(platform), **values,
        })  # fmt: skip
        return made

    def _credential(self, key: str | None) -> CredentialEntry | None:
        return None if key is None else self._catalog.credential(key)

    def _issuer(self, key: str | None) -> IssuerEntry | None:
        if key is None:
            return None
        return IssuerEntry(id=None, name=key[1:]) if key[0] == "=" else self._catalog.issuer(key)


class Carried(Classification):
    """A ``Classification`` not yet unpacked: it keeps its whole parcel alive.

    Looking at anything of it unpacks its fields and turns it into a plain ``Classification``.
    """

    @classmethod
    def closed(cls, opener: Opener, number: int) -> Classification:
        """The result of line ``number``."""
        made = object.__new__(cls)
        _put(made, "__dict__", {_LINE: (opener, number)})
        return made

    def __getattribute__(self, name: str) -> Any:
        held = _get(self, "__dict__")
        if _LINE in held:  # a copy of an opened one has none
            opener, number = held[_LINE]
            whole = Classification.of(opener.fields(number))
            for part in _PARTS:
                _put(self, part, _get(whole, part))
        _put(self, "__class__", Classification)
        return getattr(self, name)
