"""How the model is fitted: labelled lines → feature sets → weights.

``train.py`` fits on everything and writes the weights; ``benchmarks/accuracy.py``
fits on four fifths at a time and measures on the rest. Both use these functions.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from credclass.catalog.catalog import Catalog
from credclass.catalog.payloads import Space, space_of
from credclass.decision.evidence.features import feature_names
from credclass.decision.model import CATEGORIES, SCALE
from credclass.decision.scene import Scene
from credclass.reader import Reader
from credclass.text.fold import fold
from credclass.text.sections import UNKNOWN, name_section
from credclass.text.tokens import tokenize

ROOT = Path(__file__).resolve().parents[1]
OWN_LINES = ROOT / "training"
REAL_LINES = ROOT.parent / "shared" / "data" / "lines_dev.jsonl"

MIN_LINES = 5
"""A feature of fewer real lines takes nothing from them, so that no text can be read back."""

MIN_OWN_LINES = 9
"""One of fewer own lines takes nothing from these: a fifth fewer weights for the same accuracy."""

STRENGTH = 2.5
"""Inverse regularisation; see the table of benchmarks/RESULTS.md."""

OWN_WEIGHT = 0.2
LIFELIKE_WEIGHT = 1.0
"""Of a line in ``training/lifelike/``, written after the mix of real lines: it counts as one."""
WITHOUT_SECTION = 0.3
"""Share of each line's weight that it has with its section hidden."""
UNLINKED = 0.2
"""Share of each line's weight that it has with its credential's entry hidden."""

SCALES = {"w=": 0.5, "e=": 0.4, "c=": 0.2, "s=": 0.5, "S=": 1.0}
"""Features that come in crowds are scaled down, which regularises them more."""
MIN_WEIGHT = 0.036
"""A feature that weighs less for every category is dropped, and the rest fitted again: two
fifths fewer weights for the same accuracy.
"""
MISSPELT = 200
"""Times that a word is commoner than a slip of it that is no word, however many make it ..."""
MISSPELT_LENGTH = 7
"""... and the letters of the shortest word for which that holds: of shorter ones ``adn`` is none of ``and``."""

OTHER_SCALE = 0.5
"""Of all others. Each is scaled further by its rarity: see ``_rarity``."""


@dataclass
class Line:
    """A labelled line and its feature sets."""

    text: str
    section: str
    category: str
    weight: float = 1.0
    """What it counts for when weights are fitted; a real line counts one."""
    real: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    """What else the label says (real lines)."""


def read_own_lines() -> list[Line]:
    """The project's own labelled lines, in the order of files and rows."""
    lines = []
    for path in sorted(OWN_LINES.rglob("*.tsv")):
        weight = LIFELIKE_WEIGHT if path.parent.name == "lifelike" else OWN_WEIGHT
        header, *rows = path.read_text(encoding="utf-8").split("\n")
        names = header.split("\t")
        for number, row in enumerate(rows, start=2):
            if not row.strip():
                continue
            cells = dict(zip(names, row.split("\t"), strict=False))
            if cells.get("category") not in {str(category) for category in CATEGORIES}:
                raise SystemExit(f"{path}:{number}: no category {cells.get('category')!r}")
            lines.append(Line(cells["text"], cells["section"], cells["category"], weight))
    return lines


def read_real_lines() -> list[Line]:
    """The real labelled lines beside the project; none where they are not there."""
    if not REAL_LINES.exists():
        return []
    rows = [json.loads(row) for row in REAL_LINES.read_text(encoding="utf-8").splitlines()]
    return [
        Line(row["text"], row["section"], row["category"], real=True, facts=row) for row in rows
    ]


@dataclass(frozen=True)
class Words:
    """Words of at least ``MIN_LINES`` own lines or real lines."""

    common: frozenset[str]
    ordinary: frozenset[str]
    """Those that so many lines write in small letters among capitals."""


class Extractor:
    """Lines → the names of their features, as the library sees them."""

    def __init__(self, catalog: Catalog, words: Words) -> None:
        self.catalog = catalog
        self._reader = Reader(catalog.by_number, words.common, words.ordinary)

    def extract(self, line: Line) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Feature names of a line; without its section; and as if its credentials had no entry."""
        reading, _ = self._reader.read(line.text)
        named = UNKNOWN
        if line.section:
            named = name_section(line.section, self.catalog.compiled["sections"])
        scene = Scene(reading, self.catalog.by_number)
        given = frozenset(feature_names(scene, named))
        sectionless = frozenset(feature_names(scene, UNKNOWN))
        for match in reading.names:
            match.targets = [one for one in match.targets if space_of(one) != Space.CREDENTIAL]
        reading.names = [match for match in reading.names if match.targets]
        unlinked = frozenset(feature_names(Scene(reading, self.catalog.by_number), named))
        return given, sectionless, unlinked


@dataclass
class Views:
    """The feature sets of a list of lines: as given, without section, with entries hidden."""

    given: list[frozenset[str]]
    sectionless: list[frozenset[str]]
    unlinked: list[frozenset[str]]
    labels: np.ndarray[Any, Any]
    weights: np.ndarray[Any, Any]


def view(lines: Sequence[Line], extractor: Extractor) -> Views:
    """Every view of ``lines``."""
    order = {str(category): number for number, category in enumerate(CATEGORIES)}
    extracted = [extractor.extract(line) for line in lines]
    return Views(
        [given for given, _, _ in extracted],
        [sectionless for _, sectionless, _ in extracted],
        [unlinked for _, _, unlinked in extracted],
        np.array([order[line.category] for line in lines], dtype=int),
        np.array([line.weight for line in lines]),
    )


@dataclass
class Fit:
    """Fitted weights: names, one row of weights each, and the prior."""

    names: list[str]
    weights: np.ndarray[Any, Any]
    prior: np.ndarray[Any, Any]

    def probabilities(self, sets: Sequence[frozenset[str]]) -> np.ndarray[Any, Any]:
        """Probabilities of the categories for feature sets."""
        index = {name: number for number, name in enumerate(self.names)}
        scores = matrix(sets, index, len(index)) @ self.weights + self.prior
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def fit(real: Views | None, own: Views, real_rows: np.ndarray[Any, Any] | None = None) -> Fit:
    """Weights fitted on own lines and, of the real lines, on ``real_rows``."""
    common = _occurring(own, range(len(own.labels)), MIN_OWN_LINES)
    samples = [Sample(own, list(range(len(own.labels))), common)]
    if real is not None:
        rows = list(range(len(real.labels)) if real_rows is None else real_rows)
        samples.append(Sample(real, rows, _occurring(real, rows)))
    names = sorted(set().union(*(sample.allowed for sample in samples)))
    table = _tabulate(samples, names)
    full = _solve(table, names)
    heavy = np.flatnonzero(np.abs(full.weights).max(axis=1) > MIN_WEIGHT)
    kept = [names[column] for column in heavy]
    table = table._replace(features=table.features[:, heavy])
    return _solve(table, kept, Fit(kept, full.weights[heavy], full.prior))


@dataclass
class Sample:
    """Lines that are fitted on."""

    views: Views
    rows: list[int]
    allowed: set[str]
    """The features that may take something from these lines."""


class Table(NamedTuple):
    """All views of all lines that are fitted on, a row each."""

    features: csr_matrix
    labels: np.ndarray[Any, Any]
    shares: np.ndarray[Any, Any]
    """What each row counts for."""


def _tabulate(samples: Sequence[Sample], names: list[str]) -> Table:
    """The views of ``samples``, of the features ``names`` a column each."""
    index = {name: number for number, name in enumerate(names)}
    blocks, labels, weights = [], [], []
    for sample in samples:
        own_index = {name: index[name] for name in sample.allowed if name in index}
        for sets, share in _shares(sample.views):
            blocks.append(matrix([sets[row] for row in sample.rows], own_index, len(names)))
            labels.append(sample.views.labels[sample.rows])
            weights.append(sample.views.weights[sample.rows] * share)
    return Table(vstack(blocks).tocsr(), np.concatenate(labels), np.concatenate(weights))


def _solve(table: Table, names: list[str], start: Fit | None = None) -> Fit:
    """The weights of the features ``names``, looked for from those of ``start`` on."""
    scale = np.array([SCALES.get(name[:2], OTHER_SCALE) for name in names])
    scale *= _rarity(table.features, table.shares)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-4, warm_start=start is not None)
    if start is not None:
        model.classes_ = np.arange(len(CATEGORIES))
        model.coef_, model.intercept_ = (start.weights / scale[:, None]).T, start.prior
    with threadpool_limits(1):  # sums over several threads round otherwise: four weights of 52,000
        model.fit(table.features @ _diagonal(scale), table.labels, sample_weight=table.shares)
    return Fit(names, (model.coef_ * scale).T, model.intercept_)


def _rarity(features: csr_matrix, shares: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Inverse document frequency of each column, of which the median is 1.

    Features that nearly every line has are regularised more and rare ones less. On lines that
    were not fitted on it is worth .8 points of accuracy; see benchmarks/RESULTS.md.
    """
    lines = np.asarray(features.T @ shares).ravel()
    rarity = np.log(shares.sum() / (lines + 1))
    return np.asarray(rarity / np.median(rarity))


def _shares(views: Views) -> list[tuple[list[frozenset[str]], float]]:
    return [
        (views.given, 1 - WITHOUT_SECTION - UNLINKED),
        (views.sectionless, WITHOUT_SECTION),
        (views.unlinked, UNLINKED),
    ]


def _occurring(views: Views, rows: Iterable[int], least: int = MIN_LINES) -> set[str]:
    """The features of at least ``least`` of the lines ``rows``."""
    counts = Counter(
        name
        for row in rows
        for name in views.given[row] | views.sectionless[row] | views.unlinked[row]
    )
    return {name for name, count in counts.items() if count >= least}


def matrix(
    sets: Sequence[frozenset[str]], index: dict[str, int], columns_in_all: int
) -> csr_matrix:
    """Feature sets as rows of zeros and ones; names without a column are passed over."""
    columns: list[int] = []
    edges = [0]
    for names in sets:
        columns.extend(sorted(index[name] for name in names if name in index))
        edges.append(len(columns))
    shape = (len(sets), columns_in_all)
    return csr_matrix((np.ones(len(columns)), columns, edges), shape=shape)


def _diagonal(values: np.ndarray[Any, Any]) -> csr_matrix:
    size = len(values)
    return csr_matrix((values, range(size), range(size + 1)), shape=(size, size))


def group(lines: Sequence[Line]) -> np.ndarray[Any, Any]:
    """A group number per line: lines that share six words in a row, or all words, share it."""
    parent = list(range(len(lines)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    seen: dict[str, int] = {}
    for number, line in enumerate(lines):
        words = re.findall(r"[^\W\d_]+", line.text.lower())
        runs = [" ".join(words[i : i + 6]) for i in range(len(words) - 5)]
        for key in [" ".join(sorted(set(words))), *runs]:
            if key in seen:
                parent[root(number)] = root(seen[key])
            else:
                seen[key] = number
    return np.array([root(number) for number in range(len(lines))])


def words_of(own: Sequence[Line], real: Sequence[Line]) -> Words:
    """The words in use, counted apart in own and in real lines."""
    common: set[str] = set()
    ordinary: set[str] = set()
    everywhere: Counter[str] = Counter()
    for lines in (own, real):
        written: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for line in lines:
            tokens = tokenize(fold(line.text))
            written.update(set(tokens.words))
            if not line.text.islower():
                places = range(len(tokens.words))
                small.update(
                    {tokens.words[at] for at in places if tokens.raw(at, at + 1).islower()}
                )
        everywhere += written
        common |= {word for word, count in written.items() if count >= MIN_LINES}
        ordinary |= {word for word, count in small.items() if count >= MIN_LINES}
    slips = {
        slip
        for word, count in everywhere.items()
        if count >= MISSPELT * MIN_LINES and len(word) >= MISSPELT_LENGTH
        for slip in _slips(word) if count >= MISSPELT * everywhere[slip]
    }  # fmt: skip
    return Words(frozenset(common - slips), frozenset(ordinary - slips))


def _slips(word: str) -> set[str]:
    """A word with a letter inside it left out or doubled, or two swapped: ``certifed``."""
    inside = range(1, len(word) - 1)
    lost = {word[:at] + word[at + 1 :] for at in inside}
    doubled = {word[: at + 1] + word[at:] for at in inside}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inside}
    return (lost | doubled | swapped) - {word}


def render(fitted: Fit, words: Words, origin: str) -> str:
    """The weights as JSON, one feature a line, in whole hundredths."""
    rows = []
    for name, weights in zip(fitted.names, fitted.weights, strict=True):
        hundredths = [round(float(weight) * SCALE) for weight in weights]
        if any(hundredths):
            numbers = " ".join(map(str, hundredths))
            rows.append(f' {json.dumps(name, ensure_ascii=False)}:"{numbers}"')
    body = ",\n".join(rows)
    common = " ".join(sorted(words.common - words.ordinary))
    ordinary = " ".join(sorted(words.ordinary))
    digest = hashlib.sha256(f"{common}\n{ordinary}\n{body}".encode()).hexdigest()[:12]
    head = {
        "categories": [str(category) for category in CATEGORIES],
        "digest": digest,
        "origin": origin,
        "prior": [round(float(value) * SCALE) for value in fitted.prior],
        "vocabulary": common,
        "ordinary": ordinary,
    }
    lines = [
        f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in head.items()
    ]
    return "{\n" + ",\n".join([*lines, f' "features": {{\n{body}\n }}']) + "\n}\n"
