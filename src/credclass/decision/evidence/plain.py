"""A feature's name in plain words, for those who read an explanation.

The names that ``groups`` and ``wording`` give are keys of the file of
weights: short, and cryptic. Here each family of them has a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_SPACES: Final = {
    "C:unspecified": "a degree of no level told", "C:": "", "I:": "", "F": "a field of study", "O": "a name that is an ordinary word too",
    "Q": "nearly a phrase of the wording", "D": "a date", "q:": "wording of ", "free": "nothing known",
    "^": "the beginning", "$": "the end", "X": "capitalised words", "x": "other words",
    "N": "a number", ",": "comma", ":": "colon", "(": "bracket", "|": "bar", "-": "dash",
    "…": "more",
}  # fmt: skip
"""What stands in the row of classes and in the parts of a line."""

_WAYS: Final = {
    "?": ", which can mean something else", "~": ", nearly as written", "lower": "small letters",
}  # fmt: skip


def describe_feature(feature: str) -> str:
    """What a feature (``Evidence.feature``) says of the line, in plain English.

    A name that no sentence fits is given back as it is.

    >>> describe_feature("p0:C:course_certificate")
    'the first part: a course certificate'
    >>> describe_feature("cue:training_given@experience")
    'wording: training given, under experience'
    """
    if feature == "prior":
        return "before anything is read"
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(feature):
            told = found.groupdict()
            heading = _heading(told.pop("section"))
            says = {name: _PLACEHOLDERS[name.rstrip("2")][1](text) for name, text in told.items()}
            return sentence.format(**says) + heading
    return feature


def _heading(section: str | None) -> str:
    if not section:
        return ""
    return f", under {_words(section)}" if section != "unknown" else ", under no heading"


def _words(name: str) -> str:
    """``job_title`` → ``job title``, ``school_word`` → ``school``."""
    return name.removesuffix("_word").replace("_", " ")


def _sort(name: str) -> str:
    """``C:course_certificate`` → ``a course certificate``; ``q:job_title`` → its wording."""
    for prefix, text in _SPACES.items():
        if name == prefix:
            return text
        if len(prefix) > 1 and prefix[1] == ":" and name.startswith(prefix):
            return text + (_words(name[2:]) if text else _article(_words(name[2:])))
    return f"wording of {_words(name)}"


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"


def _way(way: str) -> str:
    said = _words(way.rstrip("?~"))
    text = "in full" if said == "name" else f"in {_WAYS['lower']}" if said == "lower" else said
    return text + "".join(_WAYS[mark] for mark in "?~" if mark in way)


def _row(row: str) -> str:
    return ", ".join(_sort(one) for one in row.split())


def _edge(row: str) -> str:
    """The end of a row that is told to be one."""
    return _row(row.removeprefix("^ ").removesuffix(" $"))


def _awarder(name: str) -> str:
    return {"own": "its own awarder named", "absent": "no awarder named"}.get(
        name, f"another awarder named: {_article(_words(name))}"
    )


_PLACEHOLDERS: Final[dict[str, tuple[str, Callable[[str], str]]]] = {
    "sort": (r"[CIQ]:\w+|[FOQ]", _sort),
    "told": (r"[^>@]+", _sort),
    "row": (r"[^@]+", _row),
    "edge": (r"[^@]+", _edge),
    "kind": (r"\w+", _words),
    "cue": (r"\w+", _words),
    "noun": (r"\w+", lambda name: _article(_words(name))),
    "way": (r"[\w?~]+", _way),
    "awarder": (r"\w+", _awarder),
    "count": (r"\d+", str),
    "few": (r"\d", lambda count: f"{count} or more" if count == "4" else count),
    "hashes": (r"#+", lambda hashes: "5 or more" if len(hashes) > 4 else str(len(hashes))),
    "letters": (r"[^@]+", str),
    "any": (r"[^@]*?", str),
}
"""What a placeholder matches in a name, and how that is told. A number after it tells two apart."""

_FAMILIES: Final = {
    "minor:{kind}=1": "a lighter reason: {kind}",
    "minor:{kind}={count}": "{count} lighter reasons: {kind}",
    "w={hashes}": "a number of digits: {hashes}",
    "w={letters}": "the word “{letters}”",
    "e={letters}": "the word “{letters}”",
    "c={letters}": "the letters “{letters}”",
    "{sort}:{way}:{count}": "names {sort} ({way})",
    "{sort}": "names {sort}",
    "first:{sort}": "the first credential named: {sort}",
    "first:{sort}:{any}": "the first credential named: {sort}",
    "heavy={count}&{kind}": "how unmistakable the title is: {count} of 5, {kind}",
    "shared={count}&{kind}": "a title of {count} entries, {kind}",
    "awarder={awarder}&{kind}": "{kind}, {awarder}",
    "only:{sort}": "awarders alone: {sort}",
    "{sort}&{sort2}": "{sort} beside {sort2}",
    "cue:{cue}&nothing": "wording: {cue}, beside no name",
    "cue:{cue}&{sort}": "wording: {cue}, beside {sort}",
    "cue:{cue}": "wording: {cue}",
    "begins:{cue}": "begins with wording of {cue}",
    "ends:{cue}": "ends with wording of {cue}",
    "before>{sort}:{cue}": "wording of {cue} right before {sort}",
    "after<{sort}:{cue}": "wording of {cue} right after {sort}",
    "o1={told}": "comes first: {told}",
    "o2={told}>{told2}": "comes first: {told}, then {told2}",
    "section={section}": "the heading, and how long the line is",
    "heading": "a heading by itself",
    "length={count}": "how long the line is",
    "dates={count}": "dates on the line: {count}",
    "opens={any}": "how it begins and ends, its capitals",
    "closes={any}": "how it begins and ends, its capitals",
    "capitals={any}": "how it begins and ends, its capitals",
    "rest={few}": "words that belong to no name: {few}",
    "rest={few}&{any}": "words that belong to no name: {few}",
    "parts={count}": "parts between separators: {count}",
    "pattern={any}": "what the parts are",
    "p0:{told}>pL:{told2}": "first part {told}, last {told2}",
    "p0:{told}": "the first part: {told}",
    "pL:{told}": "the last part: {told}",
    "s={row}": "side by side: {row}",
    "sa={edge}": "the beginning: {edge}",
    "sz={edge}": "the end: {edge}",
    "S={edge}": "the whole line: {edge}",
    "url:{noun}": "an address of {noun}",
}
"""The form of each family of names, and its sentence. Every form may end with ``@`` and a heading."""


def _pattern(form: str) -> re.Pattern[str]:
    """The names of a form, with a group for each placeholder."""
    pieces = re.split(r"\{(\w+?)(2?)\}", form + ("" if "{section}" in form else "{end}"))
    pattern = re.escape(pieces[0])
    for name, number, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        pattern += _ENDS.get(name) or f"(?P<{name}{number}>{_PLACEHOLDERS[name][0]})"
        pattern += re.escape(text)
    return re.compile(pattern)


_ENDS: Final = {"section": r"(?P<section>\w+)", "end": r"(?:@(?P<section>\w+))?"}

_SENTENCES: Final = tuple((_pattern(form), sentence) for form, sentence in _FAMILIES.items())
