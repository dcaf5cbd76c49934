"""``catalog/schema.json``, which editors read, says what the models say."""

from __future__ import annotations

import schema


def test_the_schema_is_current() -> None:
    told = "run  python scripts/schema.py"
    assert schema.PATH.read_text(encoding="utf-8") == schema.render(), told


def test_every_file_names_this_schema_first() -> None:
    for path in schema.PATH.parent.rglob("*.toml"):
        mark, place = path.read_text(encoding="utf-8").split("\n", 1)[0].split(" ")
        assert mark == "#:schema", path
        assert (path.parent / place).resolve() == schema.PATH, path
