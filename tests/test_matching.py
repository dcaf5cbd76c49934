"""What the matchers make of names that stand cut short, misspelt, shuffled or shared."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from credclass import Catalog, Classifier, classify
from credclass.catalog.lettered import Lettered, told_by_letter
from credclass.catalog.words import Shapes, Words
from credclass.matching.beginnings import SEARCHED, Beginnings
from credclass.matching.lexicon import STRANGERS, Lexicon
from credclass.matching.marks import _BEHIND_NUMBER, Marks, _plainly_behind
from credclass.matching.signs import sign_of
from credclass.matching.typos import Spelling
from credclass.text.fold import fold
from credclass.text.tokens import tokenize

WORDS: Final = {
    "technician": 3.0, "technical": 3.5, "personal": 6.0, "personnel": 6.2, "board": 4.8, "univesity": 12.5,
    "university": 2.8, "specialization": 6.1, "global": 6.7, "local": 9.2, "dimeo": 11.0,
}  # fmt: skip
"""Words of names with their weights: the rarer the heavier."""

IN_USE: Final = frozenset({"developed", "devslopes"})
"""Words of lines."""


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    shapes: dict[str, list[str]] = {}
    for word in WORDS:
        shapes.setdefault(f"{word[0]}{len(word)}", []).append(word)
    known = Words.of(WORDS, {}, {}, {})
    joined = {shape: " ".join(words) for shape, words in shapes.items()}
    return Spelling(Shapes.of(joined), Shapes.of({}), known, IN_USE)


def test_second_words_that_are_none_leave_no_sign() -> None:
    begins = Beginnings("2= analyst ")
    for number in range(SEARCHED):
        assert not begins.get(f"word{number}")
    assert (begins.get("analyst"), begins.signs) == ((2,), sign_of("analyst"))


def credential_of(line: str) -> str | None:
    entry = classify(line, "certification").credential
    return entry.id if entry is not None else None


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("technican", "technician"),  # left out; "technical" has a letter exchanged
        ("techhnical", "technical"),
        ("persoanl", "personal"),
        ("personnal", "personal"),
    ],
)
def test_of_equal_repairs_the_usual_slip_is_likelier(
    spelling: Spelling, token: str, word: str | None
) -> None:
    assert spelling.repair(token) == word


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("etchnician", "technician"),  # swapped
        ("echnician", "technician"),  # lost
        ("ersonal", "personal"),
        ("rsonal", None),  # two lost
        ("onths", None),
        ("pseciailzation", "specialization"),  # and another slip behind
        ("lobal", "global"),  # "local" has a letter exchanged
    ],
)
def test_a_first_letter_is_found_again(spelling: Spelling, token: str, word: str | None) -> None:
    assert spelling.repair(token) == word


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("univestiy", "university"),  # at one slip a word that hardly a name has
        ("techncail", "technical"),
        ("devloped", "developed"),  # in no name, but on many lines
        ("boad", "board"),
        ("dime", None),  # four letters stand for common words alone
        ("gloabla", "global"),  # two slips, in a word that is common
    ],
)
def test_a_word_that_many_have_is_likelier_than_one_that_few_have(
    spelling: Spelling, token: str, word: str | None
) -> None:
    assert spelling.repair(token) == word


def test_a_month_is_not_repaired_to_a_word_of_a_name(catalog: Catalog) -> None:
    lexicon = Lexicon(catalog.compiled, frozenset(), frozenset())
    assert lexicon.word("junio").text == "junio"


@pytest.mark.parametrize(
    ("awarder", "issuer"),
    [
        ("National Healthcareer Association", "national-healthcareer-association"),
        (
            "American Society of Phlebotomy Technicians",
            "american-society-of-phlebotomy-technicians",
        ),
    ],
)
def test_of_entries_that_share_a_name_the_awarder_s_is_meant(awarder: str, issuer: str) -> None:
    linked = credential_of(f"Certified Phlebotomy Technician, {awarder}")
    assert linked == f"{issuer}/certified-phlebotomy-technician"


def test_a_name_whose_longer_form_overlaps_the_next_is_found_alone() -> None:
    line = "Chartered IT Professional, BCS, The Chartered Institute for IT"
    result = classify(line, "certification")
    assert result.credential is not None
    assert result.credential.name == "Chartered IT Professional"
    assert result.issuer is not None
    assert result.issuer.name == "BCS, The Chartered Institute for IT"


def test_of_a_category_s_line_the_entry_of_that_category_is_meant() -> None:
    result = classify("Certified Bloodborne Pathogens", "certification")
    assert result.credential is not None
    assert result.category == "professional_certification"
    assert result.credential.id == "american-red-cross/bloodborne-pathogens"


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("НАКС, Rostekhnadzor", "rostekhnadzor/ru-naks"),  # every letter looks Latin
        ("LISE DIPLOMASI", "qualification/lise-tr"),  # a Turkish ı in capitals
        ("AWS認定ソリューションアーキテクト プロフェッショナル", "aws/sap"),
    ],
)
def test_a_name_is_found_as_its_script_writes_it(line: str, entry: str) -> None:
    section = "education" if entry.startswith("qualification") else "certification"
    credential = classify(line, section).credential
    assert credential is not None
    assert credential.id == entry


@pytest.mark.parametrize(
    "line",
    [
        "Medicine and walnut Sleep kettle Certification thunder in chimney",
        "engineer software",
    ],
)
def test_shuffled_words_with_others_between_name_nothing(line: str) -> None:
    assert credential_of(line) is None


@pytest.mark.parametrize(("strangers", "credential"), [(40, "aicpa/cpa"), (STRANGERS + 1, None)])
def test_words_are_mended_on_lines_of_a_language_that_somebody_knows(
    strangers: int, credential: str | None
) -> None:
    noise = " ".join(f"zq{number}xk" for number in range(strangers))
    assert credential_of(f"{noise} | Certified Public Acountant, AICPA, 2010") == credential


@given(st.data())
def test_no_word_at_few_slips_is_left_out_by_its_letters(data: st.DataObject) -> None:
    letters = st.text("abcdeé+", min_size=4, max_size=6)
    words = data.draw(st.lists(letters.map("p".__add__), min_size=64, max_size=70, unique=True))
    token = "p" + data.draw(letters)
    told = Lettered(words, told_by_letter(words))
    for slips in (1, 2):
        for length in range(len(token) - slips, len(token) + slips + 1):
            longer = length - len(token)
            near = [
                word for word in words
                if len(word) == length and OSA.distance(token, word) <= slips
            ]  # fmt: skip
            behind = set(token) - {"p"}
            shared = told.sharing(behind, slips - max(0, longer), slips - max(0, -longer))
            assert set(near) <= set(shared) <= set(words)


def test_words_told_by_their_letters_are_repaired_as_those_that_are_compared(
    catalog: Catalog,
) -> None:
    compiled = catalog.compiled
    shapes, known = compiled["vocabulary"], compiled["words"]
    told = Spelling(shapes, compiled["letters"], known, IN_USE)
    compared = Spelling(shapes, Shapes.of({}), known, IN_USE)
    tokens = [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for shape in ("c9", "p10", "m8")
        for number, word in enumerate(shapes.text(shape).split()[:300:3])
        for at in (1 + number % 5,)
    ]
    repaired = [told.repair(token) for token in tokens]
    assert repaired == [compared.repair(token) for token in tokens]
    assert len(set(repaired)) > 200


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("Java, 1,200 + hours, 85 % (2019)", {1: "hours", 2: "hours", 4: "%"}),
        ("BSc Physics, 2015 – 2019", {}),
        ("BSc 3.8/4.0, 2019", {1: "/", 2: "/"}),
    ],
)
def test_units_are_told_of_the_numbers_that_have_one(line: str, units: dict[int, str]) -> None:
    marks = Marks({"hours": ["hours"], "percent": ["percent"]})
    assert marks.units(tokenize(fold(line))) == units


@given(st.text("01,. +-–/%)hé²٣年_\n", max_size=7))
def test_what_stands_behind_a_number_is_what_the_pattern_finds(behind: str) -> None:
    text = f"20{behind}"
    told = _BEHIND_NUMBER.match(text)
    assert _plainly_behind(text, 0) in {None, told[1] if told else ""}


def test_long_numbers_take_no_room_from_words(classifier: Classifier) -> None:
    lexicon = Lexicon(classifier.catalog.compiled, frozenset(), frozenset())
    for kept in ("architect", "2019", "27001"):  # ISO 27001
        assert lexicon.word(kept) is lexicon.word(kept)
    passing = lexicon.word("4711081500")
    assert passing is not lexicon.word("4711081500")
    assert passing.number
    assert passing.text == "4711081500"
