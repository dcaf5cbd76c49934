"""What each name on a line is: sorted, with the way it is named and how unmistakable it is."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import WAYS, Alias, Space, alias_of, number_of, space_of
from credclass.matching.phrases import Match
from credclass.matching.reading import Reading
from credclass.matching.shared import SHARED
from credclass.native import i64, mypyc_attr
from credclass.text.characters import is_acronym
from credclass.vocabulary import Category

_EXACT: Final = "exact"
"""The method of matching that, beside ``SHARED``, leaves no word in doubt."""

_LOWER: Final = len(WAYS)
_IN_CONTEXT: Final = len(WAYS) + 1
_INEXACT: Final = 2 * _IN_CONTEXT
"""What is added to the number of a way where a name needs context, or is not exact."""

_MANNERS: Final = tuple(
    way + context + close
    for close in ("", "~")
    for context in ("", "?")
    for way in (*WAYS, "lower")
)
"""The ways by their numbers."""

HEAVY_STEP: Final = 8
"""Weight of a name (inverse document frequencies, summed) that makes one step of ``heavy``."""

WHOLE: Final = 0.9
"""Quality of a match that lacks no more than a small word. Of issuers that lack more, 23 of 38 on
the real lines are somebody else."""

TITLED: Final = 3
"""Letters of a degree's acronym that may be written with one capital; ``Ba``, ``Ms`` are names."""


@mypyc_attr(free_list_len=1)
class Name:
    """A match, sorted: what it names, in what way, and how much of a name it is."""

    __slots__ = (
        "first",
        "heavy",
        "manner",
        "number",
        "plain",
        "shared",
        "sort",
        "space",
        "stop",
        "whole",
    )

    def __init__(
        self, match: Match, target: int, sort: str, manner: i64, heavy: i64, *, plain: bool
    ) -> None:
        self.first = match.first
        self.stop = match.stop
        self.space = space_of(target)
        self.number = number_of(target)
        self.sort = sort
        """``I:platform``, ``C:certification``, ``F`` (field), ``O`` (ordinary), ``Q`` (wording, nearly)."""
        self.manner = manner
        """The number of its way."""
        self.shared: i64 = min(len(match.targets), 3)
        self.plain = plain
        """Whether a credential is written as ordinary words are."""
        self.whole = match.quality >= WHOLE
        """Whether nothing but a small word of it is missing, and nothing else stands inside."""
        self.heavy = heavy
        """Steps of weight of a credential: a long name of rare words is unmistakable."""

    @property
    def way(self) -> str:
        """``name``, ``acronym``, ``short`` …; ``?`` after what needs context, ``~`` after what is not exact."""
        return _MANNERS[self.manner]

    @property
    def base(self) -> str:
        """The way without ``?`` and ``~``."""
        return _MANNERS[self.manner % _IN_CONTEXT]

    @property
    def in_context(self) -> bool:
        """Whether it is a credential's only where something speaks for it: ``?``."""
        return self.manner % _INEXACT >= _IN_CONTEXT

    @property
    def exact(self) -> bool:
        """Whether it stands there as the catalog has it: no ``~``."""
        return self.manner < _INEXACT


def sorted_names(reading: Reading, catalog: ByNumber, capitals: list[bool]) -> list[Name]:
    """What each matched name is: its first target's sort, with the others' behind it; ``capitals`` tells which
    tokens begin with one.
    """
    names: list[Name] = []
    matches = reading.names
    if not matches:
        return names
    sorts = catalog.sorts
    for match in matches:
        own = len(names)  # from here on stand those of this match
        plain, weight = False, -1
        for target in match.targets:
            space = space_of(target)
            sort = sorts[space][number_of(target)] if space <= Space.CREDENTIAL else sorts[space][0]
            if any(names[at].sort == sort for at in range(own, len(names))):
                continue
            manner = _manner(match, target, reading, catalog)
            if space == Space.CREDENTIAL and weight < 0:
                plain, weight = _is_plain(match, reading, capitals), _weight(reading, match)
            heavy = weight if space == Space.CREDENTIAL else 0
            names.append(Name(match, target, sort, manner, heavy, plain=plain))
    return names


def _manner(match: Match, target: int, reading: Reading, catalog: ByNumber) -> int:
    """The number of the way in which a match names its target."""
    manner = alias_of(target)
    if manner == Alias.ACRONYM:
        raw = reading.tokens.raw(match.first, match.stop)
        if not is_acronym(raw) and not _is_capitalised_acronym(
            match, target, raw, reading, catalog
        ):
            manner = _LOWER
    if (
        space_of(target) == Space.CREDENTIAL
        and not match.settled
        and (
            catalog.needing_context[number_of(target)]
            or space_of(match.targets[0]) == Space.ORDINARY
        )
    ):
        manner += _IN_CONTEXT
    exact = match.method == _EXACT or match.method == SHARED  # noqa: PLR1714  (compiled, twice as fast)
    return manner if exact else manner + _INEXACT


def _is_capitalised_acronym(
    match: Match, target: int, raw: str, reading: Reading, catalog: ByNumber
) -> bool:
    """Whether an acronym is written as a name is, and is no ordinary word: a degree's (``Phd``, ``Mba``), or
    another's that is all of its part and can be nothing else (``Pmp, Csm``). ``March`` is no ``MArch``.
    """
    if len(raw) < TITLED or not raw[0].isupper() or space_of(target) != Space.CREDENTIAL:
        return False
    word = reading.words[match.first]
    if word.ordinary or word.months:
        return False
    if catalog.category_of(number_of(target)) == Category.DEGREE:
        return True
    alone = reading.tokens.part_at(match.first) == (match.first, match.stop)
    return alone and all(space_of(one) == Space.CREDENTIAL for one in match.targets)


def _is_plain(match: Match, reading: Reading, capitals: list[bool]) -> bool:
    """Whether a name is written as ordinary words are: one such word, or all in small letters
    on a line that has capitals.
    """
    if match.method == SHARED:
        return False  # the words that make it a name stand elsewhere
    if match.stop - match.first == 1 and reading.words[match.first].ordinary:
        return not reading.tokens.is_acronym(match.first, match.stop)
    if capitals[match.first] or not reading.tokens.raw(match.first, match.stop).islower():
        return False
    return not reading.tokens.folded.original.islower()


def _weight(reading: Reading, match: Match) -> int:
    weight = 0.0
    for at in range(match.first, match.stop):
        weight += reading.words[at].weight
    return min(int(weight / HEAVY_STEP), 5)
