"""Measures of answers against labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from credclass import Category, Classification
from credclass.decision.model import CATEGORIES
from fitting import Line

Answers = Sequence[Classification]

BINS: Final = 10
NORMAL_95: Final = 1.96
"""Standard deviations on either side that hold 95 % of a normal distribution."""


class Bin(NamedTuple):
    """The answers of which the confidence lies within a tenth."""

    answers: int
    confidence: float
    """Their mean confidence."""
    right: int

    @property
    def share(self) -> float:
        """The share of the answers that are right."""
        return self.right / self.answers


def said(answers: Answers) -> list[str]:
    """The category of each answer."""
    return [str(one.category) for one in answers]


def accuracy(
    lines: Sequence[Line], categories: Sequence[str], rows: Sequence[int] | None = None
) -> float:
    """The share of ``rows`` (all when left out) whose category is right."""
    chosen = range(len(lines)) if rows is None else rows
    return float(np.mean([categories[row] == lines[row].category for row in chosen]))


def macro_f1(lines: Sequence[Line], categories: Sequence[str]) -> dict[str, float]:
    """F1 of each category, and their mean under ``macro``."""
    scores = {}
    for category in map(str, CATEGORIES):
        answered = sum(one == category for one in categories)
        true = sum(line.category == category for line in lines)
        both = sum(
            one == category == line.category for one, line in zip(categories, lines, strict=True)
        )
        scores[category] = 2 * both / max(answered + true, 1)
    scores["macro"] = sum(scores.values()) / len(scores)
    return scores


def none_as_credential(lines: Sequence[Line], categories: Sequence[str]) -> float:
    """The share of the lines that claim nothing for which a credential was answered."""
    nothing = [row for row, line in enumerate(lines) if line.category == Category.NONE]
    return 1 - accuracy(lines, categories, nothing)


def reliability(lines: Sequence[Line], answers: Answers) -> list[Bin]:
    """The answers by tenths of confidence; empty tenths are left out."""
    confidence = np.array([one.confidence for one in answers])
    right = np.array(
        [one.category == line.category for one, line in zip(answers, lines, strict=True)]
    )
    bins = []
    for low in np.arange(0, 1, 1 / BINS):
        inside = (confidence > low) & (confidence <= low + 1 / BINS)
        if inside.any():
            bins.append(
                Bin(int(inside.sum()), float(confidence[inside].mean()), int(right[inside].sum()))
            )
    return bins


def calibration_error(lines: Sequence[Line], answers: Answers) -> float:
    """Expected calibration error over ten equal bins (Guo et al. 2017)."""
    table = reliability(lines, answers)
    return sum(one.answers * abs(one.confidence - one.share) for one in table) / len(lines)


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share of which ``right`` of ``count`` were seen (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    share, spread = right / count, NORMAL_95**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = NORMAL_95 * math.sqrt(share * (1 - share) / count + spread / count / 4) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)
