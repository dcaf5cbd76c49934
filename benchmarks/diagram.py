"""The reliability diagram: of the answers given a confidence, the share that is right, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from measures import Bin, wilson

SIDE: Final = 300
LEFT: Final = 58
TOP: Final = 34
AXIS: Final = 46
"""Height of what is written below the frame."""
COUNTS: Final = 60
"""Height of the strip below that, which shows how many answers each tenth has."""
MIN_ANSWERS: Final = 10
"""Tenths of fewer have no point: their share says nothing."""
WIDTH: Final = LEFT + SIDE + 22
HEIGHT: Final = TOP + SIDE + AXIS + COUNTS + 12

STYLE: Final = """
  text { font: 12px system-ui, sans-serif; fill: #59636e }
  .frame, .tick { stroke: #8a8a8a; fill: none; stroke-width: 1 }
  .ideal { stroke: #8a8a8a; stroke-dasharray: 4 4 }
  .a { stroke: #0b63b5; fill: #0b63b5 } .b { stroke: #c2571a; fill: #c2571a }
  .line { fill: none; stroke-width: 1.5 } .bar { stroke: none; fill-opacity: .75 }
  text.a, text.b { stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd }
    .a { stroke: #6cb4ff; fill: #6cb4ff } .b { stroke: #ff9d5c; fill: #ff9d5c }
    .line { fill: none } text.a, text.b { stroke: none } .bar { stroke: none }
  }
"""
"""Ink that is read on white and on black; the ground is the page's own."""


def draw_reliability(series: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """The diagram of up to two series of bins, each with its name. The bars are 95 % intervals."""
    most = max(one.answers for _, bins in series for one in bins)
    parts = [_frame()]
    for number, (name, bins) in enumerate(series):
        style = "ab"[number]
        parts.append(_curve(bins, style))
        parts.append(_counts(bins, style, most, number, len(series)))
        parts.append(
            f'<text class="{style}" x="{LEFT + SIDE - 130}" y="{TOP + SIDE - 34 + 18 * number}">'
            f"● {name}</text>"
        )
    title = "Reliability: confidence against the share of answers that is right"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{title}">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _x(value: float) -> float:
    return round(LEFT + SIDE * value, 1)


def _y(value: float) -> float:
    return round(TOP + SIDE * (1 - value), 1)


def _frame() -> str:
    """Axes, ticks and the diagonal on which a perfectly honest model lies."""
    base = TOP + SIDE
    parts = [
        f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
        f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>',
        f'<text x="{LEFT}" y="{TOP - 14}">share of answers that is right</text>',
        f'<text x="{LEFT + SIDE}" y="{base + 34}" text-anchor="end">confidence</text>',
        f'<text x="{LEFT}" y="{base + 34}">below: answers of each tenth</text>',
    ]
    for tenth in range(0, 11, 2):
        value = tenth / 10
        parts.append(
            f'<line class="tick" x1="{LEFT - 4}" y1="{_y(value)}" x2="{LEFT}" y2="{_y(value)}"/>'
            f'<text x="{LEFT - 8}" y="{_y(value) + 4}" text-anchor="end">{value:.1f}</text>'
            f'<line class="tick" x1="{_x(value)}" y1="{base}" x2="{_x(value)}" y2="{base + 4}"/>'
            f'<text x="{_x(value)}" y="{base + 17}" text-anchor="middle">{value:.1f}</text>'
        )
    return "\n".join(parts)


def _curve(bins: Sequence[Bin], style: str) -> str:
    """The points of a series, joined, each with the 95 % interval of its share."""
    bins = [one for one in bins if one.answers >= MIN_ANSWERS]
    places = " ".join(f"{_x(one.confidence)},{_y(one.share)}" for one in bins)
    parts = [f'<polyline class="line {style}" points="{places}"/>']
    for one in bins:
        low, high = wilson(one.right, one.answers)
        at = _x(one.confidence)
        parts.append(
            f'<line class="{style}" x1="{at}" y1="{_y(low)}" x2="{at}" y2="{_y(high)}"/>'
            f'<circle class="{style}" cx="{at}" cy="{_y(one.share)}" r="3"/>'
        )
    return "\n".join(parts)


def _counts(bins: Sequence[Bin], style: str, most: int, number: int, series: int) -> str:
    """The number of answers of each tenth, as bars hanging side by side below the axis."""
    wide = SIDE / 10 / series - 3
    base = TOP + SIDE + AXIS + COUNTS
    parts = []
    for one in bins:
        tenth = min(int(one.confidence * 10), 9) / 10
        tall = max(round(COUNTS * one.answers / most, 1), 0.5)
        left = _x(tenth) + 2 + number * (wide + 2)
        parts.append(
            f'<rect class="bar {style}" x="{left:.1f}" y="{base - tall:.1f}" '
            f'width="{wide:.1f}" height="{tall}"><title>{one.answers:,} answers</title></rect>'
        )
    return "\n".join(parts)
