"""Validated rows → the compiled catalog, with every clash and dangling name collected.

Neither the order of files nor in which file of its folder an entry stands matters: rows, issuers
and cues are sorted by what they say before anything gets a number, and what two files claim of
one id or acronym is a fault, not a race.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from credclass.catalog import keys, models
from credclass.catalog.derived import derive
from credclass.catalog.echoes import give_way
from credclass.catalog.facts import facts_of, first_of
from credclass.catalog.index import Compiled, copy_of, empty
from credclass.catalog.payloads import Alias, Space, entry_of, numbers_of, pack, unpack
from credclass.catalog.read import Sources, TableRow
from credclass.catalog.schools import add_school_forms
from credclass.catalog.tables import CredentialFacts, Facts, IssuerFacts, KindFacts, Table
from credclass.catalog.wording import add_tables
from credclass.errors import Fault
from credclass.text.tokens import phrase_key
from credclass.vocabulary import Category

_MERGE: Final = "keep one and merge their aliases"
_IN_CATALOG: Final = "stands in the catalog already"
_OVERRIDE: Final = (
    f"{_MERGE}; an entry of the package gives way to yours with override=True (--allow-override)"
)

_TARGETS: Final = ("credential", "issuer", "ordinary")
"""What a meaning of an acronym may be."""


class Builder:
    """Adds rows to a compiled catalog and collects what is wrong with them."""

    def __init__(self, base: Compiled | None = None, *, override: bool = False) -> None:
        self.compiled = copy_of(base) if base else empty()
        self.faults: list[Fault] = []
        self._override = override
        self._places: dict[str, str] = {}
        compiled = self.compiled
        self.phrases = dict(compiled["phrases"].items())
        """Folded phrase → payload or payloads; ``finish`` packs them."""
        self._kinds = {kind.id: kind for kind in compiled["kinds"]}
        self._issuers = compiled["issuers"].numbers()
        self._credentials = compiled["credentials"].numbers()
        self._cues = {name: number for number, name in enumerate(compiled["cues"])}
        self._issuer_names: dict[int, tuple[str, ...]] = {}
        """What each issuer is called for short."""
        self._named: list[tuple[int, str, models.Named, int, int]] = []
        """Entries whose names are still to be added, with how much is said of each."""

    def add(self, sources: Sources) -> None:
        """Take in everything read; faults of reading are taken over."""
        self.faults.extend(sources.faults)
        files = sorted(sources.toml, key=lambda item: PurePath(item[0]))
        rows = sorted(
            sources.tables, key=lambda item: (keys.sort_name(item[2]), PurePath(item[0]), item[1])
        )
        issuers = [(label, file, issuer) for label, file in files for issuer in file.issuer]
        issuers.sort(key=lambda item: item[2].id)
        alone = [(label, file, one) for label, file in files for one in file.credential]
        alone.sort(key=lambda item: item[2].id)
        for label, file in files:
            for kind in file.kind:
                self._add_kind(kind, label)
        for label, file, issuer in issuers:
            self._add_issuer(issuer, label, file)
        self._add_tables(rows)
        self._add_names()
        for label, file, issuer in issuers:
            for credential in issuer.credentials:
                full = credential.model_copy(update={"id": f"{issuer.id}/{credential.id}"})
                self._add_credential(full, label, file.source or issuer.source, issuer.id)
        for label, file, credential in alone:
            self._add_credential(credential, label, file.source, credential.issuer)
        self._add_credential_tables(rows)
        self._add_names()
        self._add_wording(files)
        forms = [form for _, file in files for form in file.school_form]
        add_school_forms(self.phrases, self.compiled["issuers"], forms)

    def finish(self) -> Compiled:
        """The compiled catalog with what is derived from its phrases."""
        derive(self.compiled, self.phrases)
        return self.compiled

    # -- entries ---------------------------------------------------------------------------

    def _add_kind(self, kind: models.Kind, label: str) -> None:
        if not self._claim(f"kind {kind.id}", label):
            return
        facts = KindFacts(
            kind.id, kind.category.value, kind.name, kind.level, kind.cues, kind.usual, kind.closing,
            kind.dates, kind.awarders, kind.scored,
        )  # fmt: skip
        kinds, known = self.compiled["kinds"], self._kinds.get(kind.id)
        if known is None:
            kinds.append(facts)
        elif self._override:
            kinds[kinds.index(known)] = facts
        else:
            self._fault(label, f"kind[{kind.id}]", _IN_CATALOG, _OVERRIDE)
            return
        self._kinds[kind.id] = facts

    def _add_issuer(self, issuer: models.Issuer, label: str, file: models.CatalogFile) -> None:
        facts = IssuerFacts(
            issuer.id, issuer.name, first_of(issuer.acronym), issuer.kind, issuer.country or "",
            issuer.sector or file.sector, issuer.domain, issuer.source or file.source,
            issuer.needs == "context",
        )  # fmt: skip
        self._enter_issuer(facts, issuer, label)

    def _enter_issuer(self, facts: IssuerFacts, named: models.Named, label: str) -> None:
        if not self._claim(f"issuer {facts.id}", label):
            return
        number = self._enter(self.compiled["issuers"], self._issuers, facts, label)
        if number is not None:
            self._named.append((-keys.said_of(named), facts.id, named, Space.ISSUER, number))

    def _enter(
        self, table: Table[Facts], numbers: dict[str, int], facts: Facts, label: str
    ) -> int | None:
        """The number under which ``facts`` are now known; None, a fault, where the id is taken."""
        number = numbers.get(facts.id)
        if number is None:
            number = numbers[facts.id] = len(table)
            table.append(facts)
        elif self._override:
            table.replace(number, facts)
        else:
            self._fault(label, f"[{facts.id}]", _IN_CATALOG, _OVERRIDE)
            return None
        return number

    def _add_tables(self, rows: list[TableRow]) -> None:
        for label, line, row in rows:
            if isinstance(row, (models.InstitutionRow, models.IssuerRow)):
                self._enter_issuer(facts_of(row, label), row, f"{label} line {line}")
            elif isinstance(row, models.FieldRow):
                number = len(self.compiled["fields"])
                self.compiled["fields"].append(row.name)
                for text in (row.name, *row.short, *row.localized):
                    self._add_phrase(text, Space.FIELD, number, Alias.NAME)

    def _add_credential_tables(self, rows: list[TableRow]) -> None:
        for label, line, row in rows:
            place = f"{label} line {line}"
            if isinstance(row, models.CredentialRow):
                full = row.model_copy(update={"id": keys.entry_id(row, label)})
                self._add_credential(full, place, row.source, row.issuer)
            elif isinstance(row, models.ProgrammeRow):
                credential = keys.programme_of(row)
                partner = row.partner or row.platform
                self._add_credential(credential, place, row.source, partner, row.platform)

    def _add_credential(
        self,
        credential: models.Credential,
        label: str,
        source: str,
        issuer: str,
        platform: str = "",
    ) -> None:
        identifier = credential.id
        if credential.kind not in self._kinds:
            self._fault(
                label, f"credential[{identifier}].kind", f"{credential.kind!r} is no kind",
                f"one of: {', '.join(sorted(self._kinds))}",
            )  # fmt: skip
            return
        if not self._claim(f"credential {identifier}", label):
            return
        platform = platform or credential.platform
        awarder = self._issuer_number(issuer, label, identifier, "issuer")
        host = self._issuer_number(platform, label, identifier, "platform")
        usual = self._kinds[credential.kind].level
        level = usual if credential.level is None else credential.level
        facts = CredentialFacts(
            identifier, credential.name, first_of(credential.acronym), credential.kind, awarder,
            host, " ".join(credential.requires), credential.valid_for or "", level,
            credential.source or source, credential.needs == "context", credential.retired,
        )  # fmt: skip
        number = self._enter(self.compiled["credentials"], self._credentials, facts, label)
        if number is not None:
            said = -keys.said_of(credential)
            self._named.append((said, identifier, credential, Space.CREDENTIAL, number))

    # -- phrases ---------------------------------------------------------------------------

    def _add_names(self) -> None:
        """Names and aliases of the entries so far: where entries share one, the entry of
        which more is said comes first, for it is the better known.
        """
        entries = sorted(self._named, key=lambda item: item[:2])
        for _, _, named, space, number in entries:
            self._add_phrase(named.name, space, number, Alias.NAME)
            if space == Space.ISSUER:
                brief = (*getattr(named, "acronym", ()), *getattr(named, "short", ()))
                initials = "".join(word[0] for word in named.name.split() if word[0].isupper())
                self._issuer_names[number] = (named.name, initials, *brief)
            for attribute, alias in keys.ALIASES:
                for text in getattr(named, attribute, ()):
                    self._add_phrase(text, space, number, alias)
            kind = self._kinds.get(getattr(named, "kind", ""))
            if kind and (stem := keys.stem_of(named.name, kind.closing)):
                self._add_phrase(stem, space, number, Alias.STEM)
        awarders: dict[int, list[str]] = {}
        for _, _, named, space, number in entries:
            if space == Space.CREDENTIAL:
                self._add_bare_names(named, number, awarders)
        self._named.clear()

    def _add_bare_names(
        self, named: models.Named, number: int, awarders: dict[int, list[str]]
    ) -> None:
        """Add a credential's names without its awarder's before them, and let a course's give way that are a
        certification's. ``awarders`` are the folded names of those who had a credential so far.
        """
        facts = self.compiled["credentials"][number]
        texts = [phrase_key(text) for text in (named.name, *getattr(named, "short", ()))]
        if facts.platform >= 0:
            give_way(self.phrases, texts, number, self._certifications)
        elif facts.issuer >= 0:
            if facts.issuer not in awarders:
                own = self._issuer_names.get(facts.issuer, ())
                awarders[facts.issuer] = [phrase_key(name) for name in own]
            for bare in keys.without_awarder(texts, awarders[facts.issuer]):
                self._add_phrase(bare, Space.CREDENTIAL, number, Alias.BARE)

    def _certifications(self, key: str) -> set[int]:
        """The numbers of the certifications that a phrase names."""
        facts = self.compiled["credentials"]
        return {
            number
            for number in numbers_of(self.phrases.get(key, []), Space.CREDENTIAL)
            if facts[number].platform < 0
            and self._kinds[facts[number].kind].category == Category.PROFESSIONAL_CERTIFICATION
        }

    def _add_phrase(self, text: str, space: int, number: int, alias: int) -> None:
        payload = pack(space, number, alias)
        phrases = self.phrases
        for key in keys.alias_keys(text, alias):
            present = phrases.get(key)
            if present is None:
                phrases[key] = payload
            elif isinstance(present, int):
                if entry_of(present) != entry_of(payload):
                    phrases[key] = [present, payload]
            elif all(entry_of(other) != entry_of(payload) for other in present):
                phrases[key] = [*present, payload]

    def _add_cue(self, cue: models.Cue) -> None:
        number = self._cues.get(cue.name)
        if number is None:
            number = self._cues[cue.name] = len(self.compiled["cues"])
            self.compiled["cues"].append(cue.name)
        if cue.roles:
            known = self.compiled["roles"].get(cue.name, [])
            self.compiled["roles"][cue.name] = sorted({*known, *cue.roles})
        for phrase in cue.phrases:
            self._add_phrase(phrase, Space.CUE, number, Alias.NAME)

    def _add_wording(self, files: list[tuple[str, models.CatalogFile]]) -> None:
        cues = (cue for _, file in files for cue in file.cue)
        for cue in sorted(cues, key=lambda cue: (cue.name, cue.phrases)):
            self._add_cue(cue)
        for label, file in files:
            for told in add_tables(self.compiled, file):
                self._fault(label, *told)
            self._add_hosts(file, label)
        acronyms = [(label, one) for label, file in files for one in file.acronym]
        for label, acronym in sorted(acronyms, key=lambda item: item[1].text):
            self._add_meanings(acronym, label)

    def _add_hosts(self, file: models.CatalogFile, label: str) -> None:
        for host in file.host:
            if host.kind and host.kind not in self._kinds:
                self._fault(label, f"host[{host.domain}].kind", f"{host.kind!r} is no kind",
                            "use a kind of kinds.toml")  # fmt: skip
            self._issuer_number(host.issuer, label, host.domain, "issuer")
            self.compiled["hosts"].append([host.domain, host.path, host.issuer, host.kind])

    def _add_meanings(self, acronym: models.Acronym, label: str) -> None:
        key = phrase_key(acronym.text)
        if not self._claim(f"acronym {key}", label):
            return
        rows = self.compiled["meanings"].setdefault(key, [])
        for meaning in acronym.meaning:
            context = [phrase_key(text) for text in meaning.context]
            payload = self._meaning_target(meaning, acronym.text, label)
            if payload is not None:
                rows.append([payload, context])
                space, number, _ = unpack(payload)
                self._add_phrase(acronym.text, space, number, Alias.ACRONYM)

    def _meaning_target(self, meaning: models.Meaning, text: str, label: str) -> int | None:
        key = f"acronym[{text}]"
        told = [target for target in _TARGETS if getattr(meaning, target)]
        if len(told) != 1:
            found = f"a meaning has {' and '.join(told) or 'none'} of {', '.join(_TARGETS)}"
            self._fault(label, key, found, "give exactly one of them")
            return None
        if meaning.credential:
            number = self._credentials.get(meaning.credential)
            if number is None:
                self._fault(label, key, f"no credential has the id {meaning.credential!r}",
                            "correct the id, or add the credential")  # fmt: skip
                return None
            return pack(Space.CREDENTIAL, number, Alias.ACRONYM)
        if meaning.issuer:
            number = self._issuer_number(meaning.issuer, label, text, "issuer")
            return pack(Space.ISSUER, number, Alias.ACRONYM) if number >= 0 else None
        self.compiled["ordinary"].append(meaning.ordinary)
        number = len(self.compiled["ordinary"]) - 1
        return pack(Space.ORDINARY, number, Alias.ACRONYM)

    # -- faults ----------------------------------------------------------------------------

    def _issuer_number(self, reference: str, label: str, identifier: str, key: str) -> int:
        """The number of an issuer given by id or by a name that is its alone; -1 for none."""
        if not reference:
            return -1
        if (number := self._issuers.get(reference)) is not None:
            return number
        found = self.phrases.get(phrase_key(reference), [])
        if numbers := numbers_of(found, Space.ISSUER):
            return numbers[0]
        self._fault(label, f"[{identifier}].{key}", f"nobody in the catalog is {reference!r}",
                    "correct it, or add the issuer")  # fmt: skip
        return -1

    def _claim(self, what: str, label: str) -> bool:
        """Whether ``label`` is the first place to define ``what``; a second is a fault."""
        first = self._places.get(what)
        if first is None:
            self._places[what] = label
            return True
        twice = "stands twice in this file" if first == label else f"is defined in {first} too"
        self._fault(label, what, twice, _MERGE)
        return False

    def _fault(self, label: str, key: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(label, key, problem, remedy))
