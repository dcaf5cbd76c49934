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
    "Q": "a place", "D": "a date", "q:": "wording of ", "free": "nothing known",
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
    for pattern, say in _SENTENCES:
        if found := pattern.fullmatch(feature):
            return say(found) + _heading(found.groupdict().get("section"))
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


_SORT: Final = r"[CIQ]:\w+|[FOQ]"
_SECTION: Final = r"(?:@(?P<section>\w+))?"

_FAMILIES: Final[tuple[tuple[str, Callable[[re.Match[str]], str]], ...]] = (
    (r"minor:(\w+)=1", lambda m: f"a lighter reason: {m[1]}"),
    (r"minor:(\w+)=(\d+)", lambda m: f"{m[2]} lighter reasons: {m[1]}"),
    (r"w=(#+)", lambda m: f"a number of {len(m[1])} digits" if len(m[1]) < 5 else "a long number"),
    (r"[we]=([^@]+)", lambda m: f"the word “{m[1]}”"),
    (r"c=(.+)", lambda m: f"the letters “{m[1]}”"),
    (rf"({_SORT}):([\w?~]+):(\d)", lambda m: f"names {_sort(m[1])} ({_way(m[2])})"),
    (rf"({_SORT})", lambda m: f"names {_sort(m[1])}"),
    (
        rf"first:({_SORT})(?::.*)?",
        lambda m: f"the first credential named: {_sort(m[1])}",
    ),
    (r"heavy=(\d)&(\w+)", lambda m: f"how unmistakable the title is: {m[1]} of 5, {_words(m[2])}"),
    (r"shared=(\d)&(\w+)", lambda m: f"a title of {m[1]} entries, {_words(m[2])}"),
    (r"awarder=(\w+)&(\w+)", lambda m: f"{_words(m[2])}, {_awarder(m[1])}"),
    (rf"only:({_SORT})", lambda m: f"awarders alone: {_sort(m[1])}"),
    (rf"({_SORT})&({_SORT})", lambda m: f"{_sort(m[1])} beside {_sort(m[2])}"),
    (r"cue:(\w+)&nothing", lambda m: f"wording: {_words(m[1])}, beside no name"),
    (rf"cue:(\w+)&({_SORT})", lambda m: f"wording: {_words(m[1])}, beside {_sort(m[2])}"),
    (r"cue:(\w+)", lambda m: f"wording: {_words(m[1])}"),
    (r"(begins|ends):(\w+)", lambda m: f"{m[1]} with wording of {_words(m[2])}"),
    (
        rf"before>({_SORT}):(\w+)",
        lambda m: f"wording of {_words(m[2])} right before {_sort(m[1])}",
    ),
    (rf"after<({_SORT}):(\w+)", lambda m: f"wording of {_words(m[2])} right after {_sort(m[1])}"),
    (r"o1=([^@]+)", lambda m: f"comes first: {_sort(m[1])}"),
    (r"o2=([^>]+)>(.+)", lambda m: f"comes first: {_sort(m[1])}, then {_sort(m[2])}"),
    (r"section=(?P<section>\w+)", lambda _: "the heading, and how long the line is"),
    (r"length=\d+", lambda _: "how long the line is"),
    (r"dates=(\d)", lambda m: f"dates on the line: {m[1]}"),
    (r"(?:opens|closes|capitals)=[^@]*", lambda _: "how it begins and ends, its capitals"),
    (r"rest=(\d)(?:&.*?)?", lambda m: f"words that belong to no name: {m[1]}{_more(m[1])}"),
    (r"parts=(\d)", lambda m: f"parts between separators: {m[1]}"),
    (r"pattern=[^@]*", lambda _: "what the parts are"),
    (r"p0:([^>@]+)>pL:([^@]+)", lambda m: f"first part {_sort(m[1])}, last {_sort(m[2])}"),
    (r"p0:([^@]+)", lambda m: f"the first part: {_sort(m[1])}"),
    (r"pL:([^@]+)", lambda m: f"the last part: {_sort(m[1])}"),
    (r"s=([^@]+)", lambda m: f"side by side: {_row(m[1])}"),
    (r"sa=([^@]+)", lambda m: f"the beginning: {_edge(m[1])}"),
    (r"sz=([^@]+)", lambda m: f"the end: {_edge(m[1])}"),
    (r"S=([^@]+)", lambda m: f"the whole line: {_edge(m[1])}"),
    (r"url:(\w+)", lambda m: f"an address of {_article(_words(m[1]))}"),
)


def _more(count: str) -> str:
    return " or more" if count == "4" else ""


_SENTENCES: Final = tuple(
    (re.compile(pattern if "section" in pattern else pattern + _SECTION), say)
    for pattern, say in _FAMILIES
)
