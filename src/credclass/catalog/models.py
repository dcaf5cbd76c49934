"""What a catalog file may say: the one schema that files, checks and editors share.

Rows are validated here one by one; what concerns several entries at once
(an id used twice, a partner that nobody is) is the business of ``build.py`` and ``rivals.py``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from credclass.catalog.index import CueRole
from credclass.catalog.patterns import (
    COUNTRY,
    CREDENTIAL_ID,
    DURATION,
    ISSUER_ID,
    NAME,
    SCHOOL_FORM,
)
from credclass.catalog.row import Row, Text, Texts
from credclass.catalog.smallwords import SmallWords
from credclass.vocabulary import Category

IssuerId = Annotated[str, Field(pattern=ISSUER_ID, max_length=120)]
CredentialId = Annotated[str, Field(pattern=CREDENTIAL_ID, max_length=240)]
CountryCode = Annotated[str, Field(pattern=COUNTRY)]
Duration = Annotated[str, Field(pattern=DURATION)]

AwarderKind = Literal[
    "body", "vendor", "government", "board", "test_maker", "platform", "academy",
    "bootcamp", "training_company", "university", "school", "badge_host", "employer",
]  # fmt: skip
Requirement = Literal[
    "exam", "experience", "education", "training",
    "ethics", "continuing_education", "practical", "background_check",
]  # fmt: skip
CategoryName = Annotated[
    Category, WithJsonSchema({"enum": [*Category], "title": "Category", "type": "string"})
]


class Named(Row):
    """A name with its typed aliases. Case, dots, hyphens, accents and ®/™ need no variants."""

    name: Text
    """The official name."""
    acronym: Texts = ()
    """Initials that people write, matched in capitals."""
    short: Texts = ()
    """Other short or usual forms."""
    formerly: Texts = ()
    """Earlier names, and names of predecessors."""
    localized: Texts = ()
    """The name in other languages or scripts."""
    misspelling: Texts = ()
    """Wrong spellings in use that the repair of one typo would not mend."""
    source: str = ""
    """Where the facts were read."""


class Credential(Named):
    """Something awarded: a certification, a course, a degree, a school certificate."""

    id: CredentialId
    """Immutable. Below an issuer it is completed to ``issuer/credential``."""
    kind: str = "certification"
    """A kind of ``kinds.toml``, which leads to the category."""
    codes: Texts = ()
    """Exam codes."""
    requires: tuple[Requirement, ...] = ()
    """What the awarder demands."""
    valid_for: Duration | None = None
    """ISO 8601 duration, or ``lifetime``."""
    level: Annotated[int, Field(ge=0, le=8)] | None = None
    """ISCED 2011 level, where it differs from the kind's."""
    needs: Literal["nothing", "context"] = "nothing"
    """``context``: decides only with its issuer or a credential word beside it."""
    examples: Texts = ()
    """Lines that must link to this entry; the project's tests read every one."""
    retired: bool = False
    """No longer awarded."""
    issuer: str = ""
    """The awarder's id or a name of it in the catalog; of entries that stand alone."""
    platform: str = ""
    """The platform's id, when it is not the issuer."""


class Issuer(Named):
    """Somebody who awards: a body, a vendor, a platform, a university."""

    id: IssuerId
    kind: AwarderKind
    domain: str = ""
    country: CountryCode | None = None
    sector: str = ""
    needs: Literal["nothing", "context"] = "nothing"
    """``context``: the name is ordinary words, and counts where it stands by itself."""
    credentials: tuple[Credential, ...] = ()


class Kind(Row):
    """A kind of credential and the category it leads to."""

    id: Annotated[str, Field(pattern=NAME)]
    category: CategoryName
    name: Text
    description: Text
    level: Annotated[int, Field(ge=0, le=8)] | None = None
    cues: Texts = ()
    """Cues that tell this kind inside its category; kinds that stand first win."""
    usual: bool = False
    """The category's kind where no cue tells one."""
    closing: str = ""
    """What closes names of this kind ("Specialization") and is often left out."""
    dates: Literal["study", "validity", "award"] = "award"
    """What two dates beside it tell."""
    awarders: tuple[AwarderKind | Literal["nobody"], ...] = ()
    """Kinds of issuers that tell this kind where the wording tells none, or the usual one;
    ``nobody``: that no issuer is named."""
    scored: bool = False
    """Whether the number behind its name is a score."""


class Cue(Row):
    """Phrases that say the same thing about a line: ``in_progress``, ``job_title`` …"""

    name: Annotated[str, Field(pattern=NAME)]
    phrases: Texts
    roles: tuple[CueRole, ...] = ()
    """``telling``: says what sort of thing a line is about, so that its place in order counts;
    ``naming``: makes unknown words the name of somebody who awards; ``supporting``: makes an
    ordinary word beside it the name of a credential; ``award``: names what is awarded;
    ``aside``: of what names nobody; ``school``: names a school or university."""


class Host(Row):
    """A web address at which a credential is shown or checked."""

    domain: Text
    """Host name without ``www.``; subdomains match too."""
    path: str = ""
    """What the path must start with; ``*`` stands for one segment."""
    issuer: str = ""
    """Id of the platform or issuer; empty where the host shows anybody's badges."""
    kind: str = ""
    """The kind of credential that an address of this shape implies."""


class Meaning(Row):
    """One meaning of an acronym: a credential, an issuer, or something ordinary."""

    credential: str = ""
    issuer: str = ""
    ordinary: str = ""
    context: Texts = ()
    examples: Texts = ()


class Acronym(Row):
    """An acronym with several meanings, and what settles them."""

    text: Text
    meaning: Annotated[tuple[Meaning, ...], Field(min_length=1)]


class SchoolForm(Row):
    """A form of universities' names, and the other forms in which people write such a name."""

    called: Annotated[str, Field(pattern=SCHOOL_FORM)]
    """``{}`` stands for the place."""
    also: tuple[Annotated[str, Field(pattern=SCHOOL_FORM)], ...]


class CatalogFile(Row):
    """One TOML file. Every table is optional; headers are defaults for the file's entries."""

    sector: str = ""
    language: str = ""
    source: str = ""
    issuer: tuple[Issuer, ...] = ()
    credential: tuple[Credential, ...] = ()
    kind: tuple[Kind, ...] = ()
    cue: tuple[Cue, ...] = ()
    host: tuple[Host, ...] = ()
    acronym: tuple[Acronym, ...] = ()
    months: dict[str, Texts] = Field(default_factory=dict)
    abbreviations: dict[str, Texts] = Field(default_factory=dict)
    """Word → how it is cut short."""
    school_form: tuple[SchoolForm, ...] = ()
    places: dict[str, Texts] = Field(default_factory=dict)
    """Code of a country or region (ISO 3166) → what tells that something is from there."""
    sections: dict[str, Texts] = Field(default_factory=dict)
    small: SmallWords = SmallWords()


class InstitutionRow(Named):
    """A university or college; the file's name is the country's code."""

    domain: str = ""
    kind: Literal["university", "school"] = "university"
    needs: Literal["nothing", "context"] = "nothing"
    """``context``: the name is part of others' (``University of Health Sciences``)."""
    affiliates: bool = False
    """Whether it awards the degrees of the colleges that teach for it (``JNTU``)."""


class ProgrammeRow(Row):
    """A platform's course or programme."""

    platform: IssuerId
    title: Text
    kind: str = "course_certificate"
    partner: str = ""
    short: Texts = ()
    source: str = ""
    needs: Literal["nothing", "context"] = "nothing"
    """``context``: the title is a subject, or anybody's."""
    examples: Texts = ()
    """Lines that must link to this entry; the project's tests read every one."""


class CredentialRow(Credential):
    """A credential of a table; its id is made from issuer and name when left out."""

    id: CredentialId = "-"


class IssuerRow(Named):
    """An issuer of a long flat list."""

    id: IssuerId
    kind: AwarderKind = "body"
    domain: str = ""
    country: CountryCode | None = None
    sector: str = ""
    needs: Literal["nothing", "context"] = "nothing"
    """``context``: the name is ordinary words, and counts where it stands by itself."""


class FieldRow(Row):
    """A field of study."""

    name: Text
    short: Texts = ()
    localized: Texts = ()
    source: str = ""


TABLES: dict[str, type[Row]] = {
    "issuers": IssuerRow,
    "certifications": CredentialRow,
    "degrees": CredentialRow,
    "qualifications": CredentialRow,
    "licences": CredentialRow,
    "programmes": ProgrammeRow,
    "institutions": InstitutionRow,
    "fields": FieldRow,
}
"""The row model of a TSV file, by the folder it stands in."""
