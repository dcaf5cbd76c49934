"""Writes ``catalog/schema.json``, by which editors check and complete catalog files as they are typed.

python scripts/schema.py            # write it
python scripts/schema.py --check    # exit 1 when the file is not what would be written
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from credclass.catalog.models import CatalogFile

PATH = Path(__file__).resolve().parents[1] / "catalog" / "schema.json"


def render() -> str:
    """The JSON Schema of a catalog file, keys sorted so that only changes of the models change it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CatalogFile.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> int:
    """Write the schema, or tell whether it is current."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when it is stale"
    )
    if parser.parse_args().check:
        return PATH.read_text(encoding="utf-8") != render()
    PATH.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
