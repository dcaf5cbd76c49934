"""Who awarded it and where: issuer and platform of a mention."""

from __future__ import annotations

from typing import Final, NamedTuple

from credclass.catalog.catalog import Catalog
from credclass.catalog.entries import IssuerEntry
from credclass.catalog.index import Alias, Space
from credclass.matching.reading import Reading

_PLATFORM_KINDS: Final = {"platform", "academy"}
_NAMING_CUES: Final = (
    "university_word", "school_word", "college_word", "organisation_word", "academy_word",
    "company_word",
)  # fmt: skip
"""Cues that make an unknown part the name of somebody who awards."""

MAX_NAME_TOKENS: Final = 12


class Links(NamedTuple):
    """The issuer and the platform of a mention."""

    issuer: IssuerEntry | None = None
    platform: IssuerEntry | None = None


def find_links(
    reading: Reading,
    catalog: Catalog,
    segment: tuple[int, int],
    credential: int | None,
    category: str,
) -> Links:
    """Issuer and platform of the mention in ``segment``.

    What the line names counts first: inside the segment, else anywhere on the line.
    What it leaves out is taken from the catalog's entry of the credential.
    """
    numbers = _named(reading, *segment) or _named(reading, 0, len(reading.words))
    issuers = catalog.compiled["issuers"]
    platform = next((n for n in numbers if issuers[n][3] in _PLATFORM_KINDS), None)
    rest = [n for n in numbers if issuers[n][3] not in _PLATFORM_KINDS]
    issuer = _awarder(rest, issuers, category)
    if credential is not None:
        row = catalog.compiled["credentials"][credential]
        if platform is None and row[5] >= 0 and (issuer is None or issuer == row[4]):
            platform = row[5]
        if row[4] >= 0 and (issuer is None or category == "professional_certification"):
            issuer = row[4]
    if issuer is None and platform is None:
        named = _outside_catalog(reading, catalog, segment)
        return Links(named, None)
    learning = platform is not None and category in {"platform_certificate", "specialization"}
    return Links(
        catalog.issuer(issuer if issuer is not None else platform),  # type: ignore[arg-type]
        catalog.issuer(platform) if learning and platform is not None else None,
    )


def _named(reading: Reading, first: int, stop: int) -> list[int]:
    """Numbers of the issuers named between two tokens, in order."""
    found = []
    for match in reading.names:
        if match.first < first or match.stop > stop:
            continue
        for target in match.targets:
            if target >> 4 & 15 == Space.ISSUER:
                acronym = Alias(target & 15) is Alias.ACRONYM
                if not acronym or _capitals(reading, match.first, match.stop):
                    found.append(target >> 8)
                break
    return found


def _capitals(reading: Reading, first: int, stop: int) -> bool:
    return sum(1 for c in reading.tokens.raw(first, stop) if c.isupper()) >= 2


def _awarder(numbers: list[int], issuers: list[list[object]], category: str) -> int | None:
    """The issuer among those named: of a degree the university rather than anybody else."""
    if not numbers:
        return None
    if category == "degree":
        schools = [n for n in numbers if issuers[n][3] == "university"]
        return (schools or numbers)[0]
    return numbers[0]


def _outside_catalog(
    reading: Reading, catalog: Catalog, segment: tuple[int, int]
) -> IssuerEntry | None:
    """An issuer that the line names and the catalog lacks: the part with a naming word."""
    names = catalog.compiled["cues"]
    for first, stop in reading.tokens.parts():
        if first < segment[0] or stop > segment[1] or stop - first > MAX_NAME_TOKENS:
            continue
        taken = [m for m in reading.names if m.first >= first and m.stop <= stop]
        dated = [date.first for date in reading.dates if first <= date.first < stop]
        if any(t >> 4 & 15 == Space.CREDENTIAL for m in taken for t in m.targets):
            continue
        end = min([stop, *dated])
        if end - first >= 2 and any(
            names[target >> 8] in _NAMING_CUES
            for cue in reading.cues
            if cue.first >= first and cue.stop <= end
            for target in cue.targets
        ):
            return IssuerEntry(id=None, name=reading.tokens.raw(first, end))
    return None
