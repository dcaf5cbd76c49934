"""Fit the model and write ``src/credclass/data/weights.json``.

    python scripts/train.py            fit and write
    python scripts/train.py --check    fit and compare with the file

Where ``../shared/data/lines_dev.jsonl`` stands beside the project it is fitted on
beside the project's own lines; where it does not, nothing is written.
"""

from __future__ import annotations

import argparse
import sys

from credclass.catalog.catalog import Catalog
from fitting import (
    ROOT,
    Extractor,
    fit,
    read_own_lines,
    read_real_lines,
    render,
    view,
    words_of,
)

WEIGHTS = ROOT / "src" / "credclass" / "data" / "weights.json"


def main() -> int:
    """Fit, then write or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the file only")
    options = parser.parse_args()
    own, real = read_own_lines(), read_real_lines()
    if not real:
        told = "they were not checked" if options.check else "they stay as they are"
        print(f"lines_dev.jsonl is not there, so no weights were fitted: {told}")
        return 0
    words = words_of(own, real)
    extractor = Extractor(Catalog.default(), words)
    fitted = fit(view(real, extractor), view(own, extractor))
    text = render(fitted, words, f"{len(own)} own lines, {len(real)} lines of lines_dev.jsonl")
    print(f"{text.count(chr(10)):,} lines, {len(text.encode()) / 1e6:.2f} MB")
    if options.check:
        same = WEIGHTS.read_text(encoding="utf-8") == text
        print("equal to the file" if same else "differs from the file")
        return 0 if same else 1
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
