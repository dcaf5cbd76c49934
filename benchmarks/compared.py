"""The accuracy of the peers, on the same lines and the same folds.

List matchers cannot read a heading. Their figures *with section* come from giving a line on
which nothing was found the commonest category of such lines under its heading, as counted on
the other folds. The thresholds of the similarity scorers are those that are best on the very
lines they are measured on. Both are more than a user has.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from credclass import Catalog, Category
from credclass.text.tokens import phrase_key
from fitting import Line
from folds import Fold
from listed import Names, category_found, names_of
from measures import Answers, accuracy, macro_f1, none_as_credential, said
from peers import LIST_MATCHERS, SCORERS, extract_one, installed
from tables import print_table

SAMPLE: Final = 200
"""Lines that similarity is measured on: over all names it takes a tenth of a second a line."""
SEED: Final = 3
THRESHOLDS: Final = range(50, 101)
HEADING: Final = "section_"
"""Put before a heading, so that it is a word of its own kind."""
STRENGTH: Final = 10.0
"""Inverse regularisation of the logistic regression."""

Said = list[str]


def print_peers(
    lines: Sequence[Line],
    folds: Sequence[Fold],
    own: Sequence[Line],
    given: Answers,
    bare: Answers,
    catalog: Catalog,
) -> None:
    """The table of all lines, and that of the sample."""
    names = names_of(catalog)
    rows = [_row("credclass", lines, said(given), said(bare))]
    rows.append(_row("tf-idf + logistic regression, on the same lines", lines,
                     _by_tf_idf(lines, folds, own, section=True),
                     _by_tf_idf(lines, folds, own, section=False)))  # fmt: skip
    for peer in filter(installed, LIST_MATCHERS):
        find = peer.make(names)
        found = [category_found(find(phrase_key(line.text)), names) for line in lines]
        rows.append(_row(peer.label, lines, _by_heading(lines, found, folds), found))
    head = ("", "with section", "without", "sure lines", "macro F1", "none as credential")
    print_table(f"peers, {len(lines):,} lines, {len(names):,} names", head, rows)
    _print_similarity(lines, given, bare, names)


def _print_similarity(lines: Sequence[Line], given: Answers, bare: Answers, names: Names) -> None:
    chosen = random.Random(SEED).sample(range(len(lines)), SAMPLE)  # noqa: S311  (a sample)
    sample = [lines[row] for row in chosen]
    of_ours = (said([answers[row] for row in chosen]) for answers in (given, bare))
    rows = [_row("credclass", sample, *of_ours)]
    choices = [name for name, listed in names.items() if listed.rank < 2]
    for scorer in SCORERS:
        nearest = extract_one(choices, scorer)
        ranked = [nearest(phrase_key(line.text)) for line in sample]
        cut = {
            threshold: [
                names[name].category if similarity >= threshold else str(Category.NONE)
                for name, similarity in ranked
            ]
            for threshold in THRESHOLDS
        }
        best = max(cut, key=lambda threshold: accuracy(sample, cut[threshold]))
        rows.append(_row(f"extractOne {scorer} ≥ {best}", sample, None, cut[best]))
    head = ("", "with section", "without", "sure lines", "macro F1", "none as credential")
    print_table(f"similarity, a sample of {SAMPLE} of them", head, rows)


def _row(label: str, lines: Sequence[Line], given: Said | None, bare: Said) -> tuple[str, ...]:
    """Accuracy with and without section; the other figures with it, where there are such."""
    best = given or bare
    sure = [row for row, line in enumerate(lines) if line.facts["sure"]]
    return (
        label,
        f"{accuracy(lines, given):.3f}" if given else "–",
        f"{accuracy(lines, bare):.3f}",
        f"{accuracy(lines, best, sure):.3f}",
        f"{macro_f1(lines, best)['macro']:.3f}",
        f"{none_as_credential(lines, best):.3f}",
    )


def _by_heading(lines: Sequence[Line], found: Said, folds: Sequence[Fold]) -> Said:
    """What was found, and where nothing was, what such lines of the other folds mostly are."""
    told = list(found)
    for fold in folds:
        usual: dict[str, Counter[str]] = {}
        for row in fold.seen:
            if found[row] == Category.NONE:
                usual.setdefault(lines[row].section, Counter())[lines[row].category] += 1
        for row in fold.unseen:
            if found[row] == Category.NONE and lines[row].section in usual:
                told[row] = usual[lines[row].section].most_common(1)[0][0]
    return told


def _by_tf_idf(
    lines: Sequence[Line], folds: Sequence[Fold], own: Sequence[Line], *, section: bool
) -> Said:
    told: dict[int, str] = {}
    for fold in folds:
        seen = [*(lines[row] for row in fold.seen), *own]
        unseen = [lines[row] for row in fold.unseen]
        told |= zip(fold.unseen, tf_idf(seen, unseen, section=section), strict=True)
    return [told[row] for row in range(len(lines))]


def tf_idf(seen: Sequence[Line], unseen: Sequence[Line], *, section: bool) -> list[str]:
    """What a logistic regression over n-grams of words and characters, trained on ``seen``, says
    of ``unseen``: scikit-learn's usual pipeline. Own lines weigh what they weigh in the library's own
    fitting: with section it is .859, and .840 without them.
    """

    def texts(lines: Sequence[Line]) -> list[str]:
        return [f"{line.text} {HEADING}{line.section}" if section else line.text for line in lines]

    vectorizer = make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True),
    )
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    weights = [line.weight for line in seen]
    model.fit(vectorizer.fit_transform(texts(seen)), [line.category for line in seen], weights)
    return [str(category) for category in model.predict(vectorizer.transform(texts(unseen)))]
