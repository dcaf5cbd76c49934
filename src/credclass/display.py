"""Results as HTML for notebooks: mentions marked in their category's colour, evidence on demand.

Every text that comes from outside (the line, names, addresses) is escaped; only
``http`` and ``https`` addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from unicodedata import category

from credclass.errors import expected
from credclass.result import Category, Classification, Evidence, Mention

_COLOURS: Final = {
    Category.PROFESSIONAL_CERTIFICATION: ("#0b6e4f", "#7fe0bd"),
    Category.PLATFORM_CERTIFICATE: ("#1c5fbd", "#9cc4ff"),
    Category.SPECIALIZATION: ("#7a3fb5", "#d3b2ff"),
    Category.DEGREE: ("#a34a00", "#ffc089"),
    Category.OTHER: ("#5c5c00", "#dede7a"),
    Category.NONE: ("#666666", "#aaaaaa"),
}
"""Ink on light and on dark ground; contrast at least 4.5 to 1 on white and on #1e1e1e."""

_DARK: Final = (
    "@media (prefers-color-scheme: dark)",
    '[data-jp-theme-light="false"]',
    'html[theme="dark"]',
    'body[data-vscode-theme-kind*="dark"]',
)
_CERTAIN: Final = 0.995
"""From here on rounding would make a certainty of a probability."""

TOP_EVIDENCE: Final = 12
"""Pieces of evidence shown, the heaviest first; the rest is summed in one row."""


def _escaped(text: str) -> str:
    """``text`` with the characters escaped that mean something in HTML."""
    from html import escape  # noqa: PLC0415  (its table of entities takes 1.3 MB, for notebooks alone)

    return escape(text)


def percent(probability: float) -> str:
    """A probability for people: never a certainty.

    >>> percent(0.873), percent(0.9951), percent(0.004)
    ('87%', '>99%', '<1%')
    """
    if probability >= _CERTAIN:
        return ">99%"
    return "<1%" if probability < 1 - _CERTAIN else f"{probability:.0%}"


def printable(text: str) -> str:
    r"""``text`` with a sign in place of each character that would move a terminal's cursor, or more. Spaces of all
    sorts are spaces.

    >>> printable("PMP\x1b[2J"), printable("PMP\xa02019")
    ('PMP␀[2J', 'PMP 2019')
    """
    return "".join(_printed(character) for character in text)


def _printed(character: str) -> str:
    if character.isprintable():
        return character
    return " " if category(character) == "Zs" else "\N{SYMBOL FOR NULL}"


def _style() -> str:
    light = "".join(f".cc-{c}{{--cc:{ink}}}" for c, (ink, _) in _COLOURS.items())
    dark = {c: ink for c, (_, ink) in _COLOURS.items()}
    media = "".join(f".cc-{c}{{--cc:{ink}}}" for c, ink in dark.items())
    themed = "".join(
        f"{theme} .cc-{c}{{--cc:{ink}}}" for theme in _DARK[1:] for c, ink in dark.items()
    )
    return (
        "<style>.cc{font:14px/1.6 system-ui,sans-serif}"
        ".cc mark{background:none;color:inherit;border-bottom:3px solid var(--cc)}"
        ".cc b.cc-tag{color:var(--cc)}.cc table{border-collapse:collapse;font:inherit}"
        ".cc td,.cc th{padding:2px 10px;text-align:left;vertical-align:top}"
        ".cc .l{overflow-wrap:anywhere;min-width:16em}"
        ".cc td.n{text-align:right;font-variant-numeric:tabular-nums}"
        f"{light}{_DARK[0]}{{{media}}}{themed}</style>"
    )


def marked_line(result: Classification) -> str:
    """The line with each mention marked in its category's colour."""
    pieces: list[str] = []
    at = 0
    for mention in sorted(result.mentions, key=lambda one: one.span):
        start, end = mention.span
        if start < at:
            continue
        pieces.append(_escaped(result.text[at:start]))
        title = _escaped(_title(mention))
        text = _escaped(result.text[start:end])
        pieces.append(f'<mark class="cc-{mention.category}" title="{title}">{text}</mark>')
        at = end
    pieces.append(_escaped(result.text[at:]))
    return "".join(pieces)


def _title(mention: Mention) -> str:
    parts = [str(mention.category), mention.kind, mention.credential and mention.credential.name]
    return " · ".join(str(part) for part in parts if part)


def linked_names(result: Classification) -> str:
    """What a line is linked to: credential, issuer and platform, each name once."""
    entries = (result.credential, result.issuer, result.platform)
    return " · ".join(dict.fromkeys(entry.name for entry in entries if entry))


def _link(result: Classification) -> str:
    text = _escaped(linked_names(result))
    if result.url and result.url.lower().startswith(("http://", "https://")):
        return f'{text} <a href="{_escaped(result.url)}" rel="noopener noreferrer">check</a>'
    return text


def heaviest(result: Classification) -> list[Evidence]:
    """The evidence of a result, what moves its category most first."""
    return sorted(
        result.evidence, key=lambda piece: abs(piece.weights[result.category]), reverse=True
    )


def classification_html(result: Classification) -> str:
    """One result: the line, category, confidence, links, and the evidence folded away."""
    pieces = heaviest(result)
    rows = "".join(
        f'<tr><td title="{_escaped(piece.feature)}">{_escaped(piece.described)}</td>'
        f"<td>{_escaped(piece.text[:80])}</td>"
        f'<td class="n">{piece.weights[result.category]:+.2f}</td></tr>'
        for piece in pieces[:TOP_EVIDENCE]
    )
    rest = sum(piece.weights[result.category] for piece in pieces[TOP_EVIDENCE:])
    if pieces[TOP_EVIDENCE:]:
        rows += (
            f"<tr><td>lighter pieces: {len(pieces) - TOP_EVIDENCE}</td><td></td>"
            f'<td class="n">{rest:+.2f}</td></tr>'
        )
    return (
        f'{_style()}<div class="cc"><div class="l" dir="auto">{marked_line(result)}</div>'
        f'<div><b class="cc-tag cc-{result.category}">{result.category}</b> '
        f"{_escaped(percent(result.confidence))} {_link(result)}</div>"
        f"<details><summary>evidence</summary><table><tr><th>feature</th><th>text</th>"
        f"<th>weight</th></tr>{rows}</table></details></div>"
    )


class ResultTable:
    """Results as one table in a notebook; see ``show``."""

    def __init__(self, results: Sequence[Classification]) -> None:
        self.results = tuple(results)

    def __len__(self) -> int:
        return len(self.results)

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td class="l" dir="auto">{marked_line(result)}</td>'
            f'<td><b class="cc-tag cc-{result.category}">{result.category}</b></td>'
            f'<td class="n">{_escaped(percent(result.confidence))}</td><td>{_link(result)}</td></tr>'
            for result in self.results
        )
        return (
            f'{_style()}<div class="cc"><table><tr><th>line</th><th>category</th>'
            f"<th>confidence</th><th>linked to</th></tr>{rows}</table></div>"
        )

    def __repr__(self) -> str:
        return "\n".join(f"{result}  ←  {result.text}" for result in self.results)


_ANSWERS: Final = "answers, as classify_many gives them"


def show(results: Iterable[Classification] | Classification) -> ResultTable:
    """The results as one table, which a notebook shows with mentions marked.

    >>> from credclass import classify_many
    >>> len(show(classify_many(["PMP, PMI, 2019", "Led a team of six"])))
    2

    Raises:
        TypeError: when an item is no ``Classification``; lines are classified first.
    """
    if isinstance(results, Classification):
        return ResultTable([results])
    if isinstance(results, str) or not isinstance(results, Iterable):
        raise TypeError(expected("results", _ANSWERS, results))
    given = list(results)
    for one in given:
        if not isinstance(one, Classification):
            raise TypeError(expected("results", _ANSWERS, one))
    return ResultTable(given)
