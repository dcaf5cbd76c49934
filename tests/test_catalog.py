"""The catalog: its faults, its order, its compiled form, users' own entries."""

from __future__ import annotations

import random
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from credclass import Catalog, CatalogError, Classifier
from credclass.catalog.build import Builder
from credclass.catalog.check import check_own
from credclass.catalog.columns import parse, serialize
from credclass.catalog.index import empty
from credclass.catalog.packed import Phrases
from credclass.catalog.read import Sources
from credclass.catalog.tables import IssuerFacts
from credclass.catalog.words import Words

FOLDER = ROOT / "catalog"
KINDS = FOLDER / "kinds.toml"
BEST_KNOWN = ROOT / "tests" / "cases" / "best_known.toml"


def small(tmp_path: Path, **files: str) -> Path:
    """A folder of a few files beside the real kinds."""
    shutil.copy(KINDS, tmp_path / "kinds.toml")
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.long
def test_the_project_s_catalog_has_no_faults() -> None:
    assert check_own(FOLDER) == []


@pytest.mark.long
def test_files_of_any_name_in_any_order_make_the_catalog_that_was_compiled_and_read(
    catalog: Catalog, sources: Sources
) -> None:
    rng = random.Random(1)  # noqa: S311  (an order, and names)
    names = {label: rng.randrange(10**9) for label in {item[0] for item in sources.tables}}
    toml = [(f"{rng.randrange(10**9)}.toml", file) for _, file in sources.toml]
    tables = [
        (
            label if "institutions" in label else f"{Path(label).parent}/{names[label]}.tsv",
            line,
            row,
        )
        for label, line, row in rng.sample(sources.tables, len(sources.tables))
    ]
    builder = Builder()
    builder.add(sources.model_copy(update={"toml": toml, "tables": tables}))
    compiled = builder.finish()
    compiled["digest"] = catalog.digest
    assert compiled == catalog.compiled
    assert serialize(compiled) == serialize(catalog.compiled)


def test_a_catalog_of_nothing_and_one_of_odd_names_survive_their_bytes() -> None:
    odd = empty()
    odd["issuers"].append(IssuerFacts("a", "A\x7fB", "", "body", "", "", "", ""))
    odd["phrases"] = Phrases.of({"a": 1, "é 中": [2, 3]})
    odd["words"] = Words.of({"a": 0.0}, {"é": 2}, {"b": "2=c"}, {"d": ""})
    for compiled in (empty(), odd):
        assert parse(serialize(compiled)) == compiled


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    folder = small(
        tmp_path,
        a='[[issuer]]\nid = "x"\nname = "X Body"\nkind = "body"\nsurprise = 1\n',
        b='[[credential]]\nid = "c"\nname = "C"\nkind = "no_such_kind"\n'
        '[[credential]]\nid = "d"\nname = "D"\nissuer = "nobody"\n',
    )
    with pytest.raises(CatalogError) as caught:
        Catalog.load(folder)
    told = str(caught.value)
    for words in ("surprise", "no_such_kind", "nobody", "a.toml", "b.toml"):
        assert words in told


def test_an_id_used_twice_names_both_places(tmp_path: Path) -> None:
    entry = '[[issuer]]\nid = "x"\nname = "X Body"\nkind = "body"\n'
    folder = small(tmp_path, one=entry, two=entry)
    with pytest.raises(CatalogError, match=r"one\.toml.*two\.toml|two\.toml.*one\.toml"):
        Catalog.load(folder)


@pytest.mark.parametrize("override", [False, True])
def test_an_id_twice_in_one_file_is_a_fault(
    tmp_path: Path, little: Catalog, *, override: bool
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(2 * '[[issuer]]\nid = "quux"\nname = "Quux Board"\nkind = "body"\n')
    with pytest.raises(CatalogError, match=r"ours\.toml: issuer quux: stands twice in this file"):
        little.extended(path, override=override)


def test_an_institution_twice_in_a_table_is_a_fault_that_names_both_lines(tmp_path: Path) -> None:
    folder = small(tmp_path)
    (folder / "institutions").mkdir()
    (folder / "institutions" / "DE.tsv").write_text("name\nQuux-Hochschule\nQuux Hochschule\n")
    with pytest.raises(CatalogError, match=r"DE\.tsv line 2: .*is defined in .*DE\.tsv line 3"):
        Catalog.load(folder)


def test_a_kind_of_the_catalog_needs_the_override(tmp_path: Path, little: Catalog) -> None:
    kind = 'id = "license"\ncategory = "other"\nname = "licence"\ndescription = "ours"\n'
    path = tmp_path / "ours.toml"
    path.write_text(f"[[kind]]\n{kind}")
    with pytest.raises(CatalogError, match=r"kind\[license\]: stands in the catalog already"):
        little.extended(path)
    ours = little.extended(path, override=True)
    assert ours.categories["license"] == "other"
    assert len(ours.compiled["kinds"]) == len(little.compiled["kinds"])


@pytest.mark.parametrize(
    ("targets", "found"),
    [('context = ["x"]', "none"), ('issuer = "pmi"\nordinary = "x"', "issuer and ordinary")],
)
def test_a_meaning_is_exactly_one_thing(
    tmp_path: Path, little: Catalog, targets: str, found: str
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(f'[[acronym]]\ntext = "QXZ"\n[[acronym.meaning]]\n{targets}\n')
    with pytest.raises(CatalogError, match=rf"acronym\[QXZ\]: a meaning has {found} of "):
        little.extended(path)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("gone", "is not there"),
        ("notes.txt", "is no folder"),
        (".", "holds no TOML or TSV file"),
    ],
)
def test_a_folder_without_a_catalog_is_a_fault(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "notes.txt").write_text("nothing of it")
    with pytest.raises(CatalogError, match=problem):
        Catalog.load(tmp_path / name)


def test_a_folder_that_adds_to_a_catalog_is_none_by_itself() -> None:
    with pytest.raises(CatalogError, match=r"no file of it lists kinds → .*\.extended\(FOLDER\)"):
        Catalog.load(ROOT / "examples")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            lambda _: Catalog.load(5),  # type: ignore[arg-type]
            "folder must be the path of a folder (str or os.PathLike); given int: 5",
        ),
        (
            lambda catalog: catalog.extended(["a.toml"]),
            "each of paths must be a path (str or os.PathLike); given list: ['a.toml']",
        ),
        (
            lambda catalog: catalog.extended(None),
            "each of paths must be a path (str or os.PathLike); given NoneType: None",
        ),
        (lambda catalog: catalog.named(None), "phrase must be a name (str); given NoneType: None"),
        (
            lambda catalog: catalog.search(7),
            "words must be a name or part of one (str); given int: 7",
        ),
        (
            lambda catalog: catalog.issuer(None),
            "identifier must be an id (str); given NoneType: None",
        ),
        (
            lambda catalog: catalog.credential(15),
            "identifier must be an id (str); given int: 15",
        ),
        (
            lambda catalog: catalog.credential("pmp"),
            "entries with that name: pmi/pmp (Project Management Professional)",
        ),
        (
            lambda catalog: catalog.issuer("pmp"),
            "no issuer has the id 'pmp': entries with that name: pmi/pmp",
        ),
        (lambda catalog: catalog.credential("pmi/quux"), "search() finds similar names"),
    ],
)
def test_wrong_calls_are_told_with_what_was_expected_and_what_there_is(
    catalog: Catalog, call: Callable[[Catalog], object], told: str
) -> None:
    error = TypeError if "given" in told else KeyError
    with pytest.raises(error, match=re.escape(told)):
        call(catalog)


def test_an_entry_is_one_object_by_id_and_by_number(catalog: Catalog) -> None:
    number = catalog.compiled["credentials"].column("id").index("pmi/pmp")
    assert catalog.by_number.credential(number) is catalog.credential("pmi/pmp")


def test_own_entries_are_added_to_a_new_catalog(catalog: Catalog, ours: Catalog) -> None:
    assert ours.credential("acme/certified-welder").name == "Acme Certified Welder"
    assert ours.digest != catalog.digest
    with pytest.raises(KeyError):
        catalog.credential("acme/certified-welder")


def test_a_clash_with_the_catalog_needs_the_override(tmp_path: Path, little: Catalog) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('[[issuer]]\nid = "pmi"\nname = "Our PMI"\nkind = "body"\n')
    with pytest.raises(CatalogError, match="stands in the catalog already"):
        little.extended(path)
    assert little.extended(path, override=True).issuer("pmi").name == "Our PMI"
    assert little.issuer("pmi").name == "Project Management Institute"


def test_a_missing_file_is_a_fault(tmp_path: Path, little: Catalog) -> None:
    with pytest.raises(CatalogError, match=r"gone\.toml: file: cannot be read"):
        little.extended(tmp_path / "gone.toml")


def test_the_best_known_say_what_is_demanded_and_how_long_they_hold(catalog: Catalog) -> None:
    named = tomllib.loads(BEST_KNOWN.read_text(encoding="utf-8"))
    assert (len(named["demands_and_validity"]), len(named["demands"])) == (60, 5)
    entries = [catalog.credential(each) for each in named["demands_and_validity"]]
    assert [entry.id for entry in entries if not (entry.requires and entry.valid_for)] == []
    entries = [catalog.credential(each) for each in named["demands"]]
    assert [entry.id for entry in entries if not entry.requires] == []


def test_a_catalog_of_one_s_own_alone(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "our_certificates.toml").read_text(encoding="utf-8")
    catalog = Catalog.load(small(tmp_path, ours=text))
    result = Classifier(catalog).classify("Acme Certified Welder, 2020", "certification")
    assert result.credential is not None
    assert result.credential.id == "acme/certified-welder"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Ruritania University", "zz/university-of-ruritania"),
        ("U of Ruritania", "zz/university-of-ruritania"),
        ("Syldavia University", None),  # two schools would be called so
        ("Arts University", None),  # arts are no place
        ("Far Northern Lower Borduria University", None),  # four words are no place
        ("Graustark University", "graustark"),  # somebody is called so
    ],
)
def test_schools_are_found_by_other_forms_of_their_names(
    tmp_path: Path, written: str, found: str | None
) -> None:
    """Forms of ``[[school_form]]`` count where one school alone would be called so."""
    folder = small(
        tmp_path,
        forms="""
            [[school_form]]
            called = "University of {}"
            also = ["{} University", "U of {}"]
            [[issuer]]
            id = "graustark"
            name = "Graustark University"
            kind = "training_company"
        """,
    )
    places = ["Ruritania", "Syldavia", "Arts", "Far Northern Lower Borduria", "Graustark"]
    (folder / "institutions").mkdir()
    (folder / "institutions" / "ZZ.tsv").write_text(
        "".join(["name\n", *(f"University of {place}\n" for place in places)]), "utf-8"
    )
    (folder / "institutions" / "YY.tsv").write_text(
        "name\tshort\nSyldavia Tech\tUniversity of Syldavia\n", "utf-8"
    )
    (folder / "fields").mkdir()
    (folder / "fields" / "fields.tsv").write_text("name\nArts\n", "utf-8")
    names = Catalog.load(folder).named(written)
    assert [entry.id for entry in names] == ([found] if found else [])
