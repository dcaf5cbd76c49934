"""The answer of ``classify``: frozen models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NoReturn, Self, overload

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer

from credclass.catalog.entries import CredentialEntry, IssuerEntry
from credclass.vocabulary import Category, Status

__all__ = [
    "Category",
    "Claim",
    "Classification",
    "Evidence",
    "Mention",
    "Method",
    "Probabilities",
    "Span",
    "Status",
    "Weights",
]


Span = tuple[int, int]
"""Half-open range of characters of the original string."""


class Frozen(BaseModel):
    """Base of every result: immutable, comparable, serializable."""

    model_config = ConfigDict(frozen=True)


class Weights(Frozen, Mapping[str, float]):
    """A number for each category, in the order of ``Category``; read it like a dictionary.

    >>> weights = Weights.model_validate(dict.fromkeys(Category, 0.5))
    >>> weights["degree"], weights.get("no such category"), len(weights)
    (0.5, None, 6)
    """

    professional_certification: float
    platform_certificate: float
    specialization: float
    degree: float
    other: float
    none: float

    def __getitem__(self, category: str) -> float:
        """The number of a category. Raises KeyError if the name is not a category."""
        return float(self.__dict__[str(category)])

    def __iter__(self) -> Iterator[Category]:  # type: ignore[override]  # as a dictionary, not a model
        return iter(Category)

    def __len__(self) -> int:
        return len(Category)


class Probabilities(dict[Category, float]):
    """A read-only dictionary; ``dict(…)`` makes a copy that can be changed."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("the probabilities of an answer cannot be changed; change a dict of them")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Self], tuple[dict[Category, float]]]:
        """Pickled and copied as a whole, since setting single keys is refused."""
        return type(self), (dict(self),)


Method = Literal["catalog", "cue", "wording", "shape", "section", "prior", "url"]
"""How a piece of evidence was found."""


class Evidence(Frozen):
    """One piece of evidence: its place, what it is, and its weight for each category."""

    span: Span
    """The characters it rests on; ``(0, 0)`` for evidence without text (the prior, the section)."""
    text: str
    """The text at ``span``."""
    feature: str
    """What it is, in the terms of the model's weights file: the first feature of a group that always occurs
    together and is weighed as one, ``prior``, or ``minor:METHOD=N`` for a sum of N light pieces."""
    method: Method
    """How it was found: by a name in the catalog, by a cue or other wording, by the shape of the line,
    by its section, or by an address; ``prior`` is the score before anything is read."""
    weights: Weights
    """What it adds to the score of each category. The weights for a category sum to its score."""

    def __str__(self) -> str:
        return f"{self.feature} {self.text!r}"

    @property
    def described(self) -> str:
        """``feature`` in plain words: ``wording: training given, under experience``."""
        from credclass.decision.evidence.plain import describe_feature  # noqa: PLC0415  (few ask why)

        return describe_feature(self.feature)


class Pieces(Sequence[Evidence]):
    """The evidence of an answer, computed on first access, because few callers need it."""

    __slots__ = ("_made", "_unmade")

    def __init__(self, make: Callable[..., tuple[Evidence, ...]], *of: Any) -> None:
        self._unmade: tuple[Callable[..., tuple[Evidence, ...]], tuple[Any, ...]] | None = make, of
        self._made: tuple[Evidence, ...] = ()

    def _all(self) -> tuple[Evidence, ...]:
        unmade = self._unmade
        if unmade is not None:
            make, of = unmade
            self._made = make(*of)
            self._unmade = None  # frees what the evidence was made of
        return self._made

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, index: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Pieces) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Pickled and copied as a tuple."""
        return tuple, (self._all(),)


class Claim(Frozen):
    """What is claimed of one credential. A line takes these fields from its first mention."""

    text: str
    """The line, cut at 10,000 characters; for a mention, the text at its span."""
    category: Category
    """The category of the mention, or of the line."""
    kind: str | None
    """A kind of the taxonomy: ``certification``, ``nanodegree``, ``bachelor`` …"""
    credential: CredentialEntry | None
    """The catalog entry; None if the line links to none."""
    issuer: IssuerEntry | None
    """Who awarded it, even if the catalog lacks the name: ``id`` is then None. Whom the line names counts before
    the awarder of the catalog (``credential.issuer``), from which it differs where a line is wrong (``Certified
    Internal Auditor, ISACA``). It is also set on a line that names an institution and claims nothing
    (``Stanford University, 2012-2016``)."""
    platform: IssuerEntry | None
    """The learning platform, apart from the partner that is the issuer (``Coursera``)."""
    level: int | None
    """ISCED 2011 level of a degree or school certificate."""
    field: str | None
    """Field of study."""
    grade: str | None
    """A grade, a class or an exam score, as written on the line: ``3.8/4.0``, ``89%``, ``First Class``,
    ``7.5``."""
    hours: float | None
    """Hours of training."""
    issued: str | None
    """When a certificate was awarded: ``2019``, ``2019-06`` or ``2019-06-30``, as are all dates, and
    never more precise than the line."""
    expires: str | None
    """The end of validity, if the line states one."""
    started: str | None
    """When study or a course began."""
    ended: str | None
    """When study ended or the degree was awarded; for credentials in progress or planned, the expected
    date."""
    status: Status | None
    """None only if no credential is claimed."""
    credential_id: str | None
    """The holder's number, as written on the line."""
    url: str | None
    """A web address of the credential on the line, as written there."""


class Mention(Claim):
    """A credential on the line and everything the line says about it."""

    status: Status
    span: Span
    """The characters of its name."""


class Classification(Claim):
    """What a line claims, how certain that is, and why."""

    confidence: float
    """The calibrated probability of ``category``; the highest of all probabilities unless a warning
    says ``doubtful`` or ``abstained``."""
    probabilities: Annotated[Mapping[Category, float], AfterValidator(Probabilities)]
    """One per category, summing to 1."""
    mentions: tuple[Mention, ...]
    """Every credential on the line; empty if none is claimed. The first has the line's category and
    gives the line its fields; the others follow in the order of the line, each with the category of
    its own entry."""
    evidence: Annotated[
        Sequence[Evidence],
        AfterValidator(tuple),
        PlainSerializer(tuple, return_type=tuple[Evidence, ...]),
    ]
    """Why: every piece that adds to the scores, computed on first access."""
    warnings: tuple[str, ...]
    """``truncated``, ``spoofed_characters``, ``ambiguous_acronym``, ``unknown_section``,
    ``doubtful`` (a claim less than 1.5 times as probable as ``none``), ``abstained``, ``future_date`` (a
    later date that no mention reports), ``several_lines`` (they are read as one)."""
    version: str
    """The package version and the digests of the catalog and model that gave this answer."""

    def __str__(self) -> str:
        link = self.credential or self.issuer
        return f"{self.category} ({self.confidence:.2f})" + (f": {link}" if link else "")

    def __hash__(self) -> int:
        return hash((self.text, self.category, self.confidence, self.version))

    def scores(self) -> dict[Category, float]:
        """The score of each category: the sum of its evidence weights.

        ``probabilities`` is the softmax of these numbers.
        """
        return {
            category: sum(piece.weights[category] for piece in self.evidence)
            for category in Category
        }

    def _repr_html_(self) -> str:
        """The answer as HTML for notebooks: the line with its mentions highlighted."""
        from credclass.display import classification_html  # noqa: PLC0415  (notebooks only)

        return classification_html(self)
