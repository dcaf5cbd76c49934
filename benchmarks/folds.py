"""Answers to real lines by weights that were not fitted on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.model_selection import GroupKFold

from credclass import Catalog, Classification, Classifier
from credclass.decision.model import parse_model
from fitting import Extractor, Line, fit, group, render, view, words_of

FOLDS: Final = 5

Rows = np.ndarray[Any, Any]


class Fold(NamedTuple):
    """A fifth of the lines, and a classifier fitted on the others and on the own lines."""

    classifier: Classifier
    seen: Rows
    unseen: Rows


def fold_classifiers(lines: Sequence[Line], own: Sequence[Line], catalog: Catalog) -> list[Fold]:
    """The folds, made by groups of similar lines."""
    words = words_of(own, lines)
    extractor = Extractor(catalog, words)
    real, ours = view(lines, extractor), view(own, extractor)
    made = []
    folds = GroupKFold(FOLDS).split(np.zeros(len(lines)), real.labels, group(lines))
    for seen, unseen in folds:
        fitted = fit(real, ours, seen)
        model = parse_model(render(fitted, words, "a fold").encode())
        made.append(Fold(Classifier(catalog, model=model), seen, unseen))
    return made


def answer(
    lines: Sequence[Line],
    folds: Iterable[Fold],
    *,
    section: bool = True,
    change: Callable[[str], str] | None = None,
) -> list[Classification]:
    """The answer to each line by the classifier that has not seen it."""
    answers: dict[int, Classification] = {}
    for fold in folds:
        for row in fold.unseen:
            line = lines[row]
            text = change(line.text) if change else line.text
            answers[row] = fold.classifier.classify(text, line.section if section else None)
    return [answers[row] for row in range(len(lines))]
