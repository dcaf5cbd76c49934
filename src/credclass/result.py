"""What ``classify`` answers: frozen models, the vocabulary of the whole library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final, Literal, NoReturn, Self, overload

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer

from credclass.catalog.entries import CredentialEntry, IssuerEntry


class Category(StrEnum):
    """What a line claims."""

    PROFESSIONAL_CERTIFICATION = "professional_certification"
    """A body, vendor or government assessed the holder."""
    PLATFORM_CERTIFICATE = "platform_certificate"
    """A learning provider certified that learning was completed."""
    SPECIALIZATION = "specialization"
    """A platform's series of courses, awarded as a unit."""
    DEGREE = "degree"
    """An academic degree, ISCED 5 to 8."""
    OTHER = "other"
    """A credential that is none of the four: school certificates, scores, training …"""
    NONE = "none"
    """No credential is claimed."""


class Status(StrEnum):
    """Where the holder stands with a credential."""

    HELD = "held"
    IN_PROGRESS = "in_progress"
    INCOMPLETE = "incomplete"
    EXPIRED = "expired"
    PLANNED = "planned"


_new: Final = object.__new__
_put_values: Final = BaseModel.__dict__["__dict__"].__set__
_put_fields_set: Final = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_put_extra: Final = BaseModel.__dict__["__pydantic_extra__"].__set__
_put_private: Final = BaseModel.__dict__["__pydantic_private__"].__set__
"""The slots of a model, set directly: ``object.__setattr__`` looks each up by its name first."""


def fill(model: BaseModel, values: dict[str, Any], fields: set[str]) -> None:
    """Give a model its values, which are known to be right; the dictionary becomes its own."""
    _put_values(model, values)
    _put_fields_set(model, fields)
    _put_extra(model, None)
    _put_private(model, None)


Span = tuple[int, int]
"""Half-open range of characters of the original string."""


class Frozen(BaseModel):
    """Base of every result: immutable, comparable, serializable."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """An instance of values that are known to be right: no validation, a twentieth of its cost.

        Every field must be given, in the order of the fields; the dictionary becomes the
        instance's own.
        """
        made = _new(cls)
        fill(made, values, cls._all_fields)
        return made

    _all_fields: ClassVar[set[str]]

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls._all_fields = set(cls.model_fields)


class Weights(Frozen, Mapping[str, float]):
    """A number for each category, in the order of ``Category``; it is read as a dictionary is.

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
        """The number of a category. Raises KeyError for a name that is none."""
        return float(self.__dict__[str(category)])

    def __iter__(self) -> Iterator[Category]:  # type: ignore[override]  # as a dictionary, not a model
        return iter(Category)

    def __len__(self) -> int:
        return len(Category)


class Probabilities(dict[Category, float]):
    """A dictionary that nobody changes; ``dict(…)`` of it is one that may be."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("the probabilities of an answer cannot be changed; change a dict of them")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Self], tuple[dict[Category, float]]]:
        """Pickled and copied whole: key by key would be changing it."""
        return type(self), (dict(self),)


Method = Literal["catalog", "cue", "wording", "shape", "section", "prior", "url"]
"""How evidence was found."""


class Evidence(Frozen):
    """One reason: where it stands, what it is and what it weighs for each category."""

    span: Span
    """Where the reason stands; ``(0, 0)`` for what no words say (the prior, the section)."""
    text: str
    """The text at ``span``."""
    feature: str
    """The feature's name in the model's file of weights."""
    method: Method
    """How it was found: by a name of the catalog, by a cue or other wording, by the shape of the
    line, by its section, by an address; the prior is what holds before anything is read."""
    weights: Weights
    """What it adds to the score of each category. The weights of a category sum to its score."""

    def __str__(self) -> str:
        return f"{self.feature} {self.text!r}"

    @property
    def described(self) -> str:
        """``feature`` in plain words: ``wording: training given, under experience``."""
        from credclass.decision.plain import describe_feature  # noqa: PLC0415  (few ask why)

        return describe_feature(self.feature)


class Pieces(Sequence[Evidence]):
    """The evidence of an answer, made when it is first looked at: few readers ask why."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Evidence, ...]]) -> None:
        self._make: Callable[[], tuple[Evidence, ...]] | None = make
        self._made: tuple[Evidence, ...] = ()

    def _all(self) -> tuple[Evidence, ...]:
        make = self._make
        if make is not None:
            self._made = make()
            self._make = None  # with it goes what the evidence was made of
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
        """Pickled and copied as the tuple that it stands for."""
        return tuple, (self._all(),)


class Claim(Frozen):
    """What is said of a credential: of one mention, or of a line, which says what its first does."""

    text: str
    """The line as it was read (cut off at the length limit); of a mention, what stands at its span."""
    category: Category
    kind: str | None
    """A kind of the taxonomy: ``certification``, ``nanodegree``, ``bachelor`` …"""
    credential: CredentialEntry | None
    issuer: IssuerEntry | None
    platform: IssuerEntry | None
    level: int | None
    """ISCED 2011 level of a degree or school certificate."""
    field: str | None
    """Field of study."""
    grade: str | None
    """A grade, a class or the score of an examination, as the line has it: ``3.8/4.0``, ``89%``,
    ``First Class``, ``7.5``."""
    hours: float | None
    """Hours of training."""
    issued: str | None
    """``2019``, ``2019-06`` or ``2019-06-30``: as precise as the line, never more."""
    expires: str | None
    started: str | None
    ended: str | None
    """The end of study, or the award of a degree; of what is in progress or planned, when it is
    expected."""
    status: Status | None
    """None only where no credential is claimed."""
    credential_id: str | None
    """The holder's number, as the line has it."""
    url: str | None


class Mention(Claim):
    """A credential on the line and everything the line says of it."""

    status: Status
    span: Span
    """Where its name stands."""


class Classification(Claim):
    """What a line claims, how sure that is, and why."""

    confidence: float
    """The calibrated probability of ``category``: the highest of all, but where the classifier
    abstained."""
    probabilities: Annotated[Mapping[Category, float], AfterValidator(Probabilities)]
    """One per category, summing to 1."""
    mentions: tuple[Mention, ...]
    evidence: Annotated[
        Sequence[Evidence],
        AfterValidator(tuple),
        PlainSerializer(tuple, return_type=tuple[Evidence, ...]),
    ]
    warnings: tuple[str, ...]
    """``truncated``, ``spoofed_characters``, ``ambiguous_acronym``, ``unknown_section``,
    ``abstained``, ``future_date`` (one that no mention tells), ``several_lines`` (they are read as one)."""
    version: str
    """The package's version, and the digests of the catalog and of the model that gave this answer."""

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
        """The line with its mentions marked, for notebooks."""
        from credclass.display import classification_html  # noqa: PLC0415  (notebooks only)

        return classification_html(self)


_NOTHING: Final[dict[str, Any]] = dict.fromkeys(Claim.model_fields)


def claim_of(mention: Mention | None) -> dict[str, Any]:
    """The fields of ``Claim``, as a line has them whose first mention is ``mention``."""
    if mention is None:
        return _NOTHING.copy()
    values = mention.__dict__.copy()
    del values["span"]
    return values
