"""Every fault of a catalog folder at once, and the repair of those a machine can mend."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from credclass.catalog.build import Builder
from credclass.catalog.models import Credential, Issuer
from credclass.catalog.read import Sources, read_folder
from credclass.catalog.rivals import everyday_aliases, poached_names, twin_entries
from credclass.errors import Fault
from credclass.text.tokens import phrase_key


def check_folder(folder: Path, everyday: Collection[str] = ()) -> list[Fault]:
    """All faults of the files below ``folder``: form, clashes, dangling names, poor aliases.

    Arguments:
        folder: the catalog's.
        everyday: words that are no alias by themselves.
    """
    sources = read_folder(folder)
    builder = Builder()
    builder.add(sources)
    return [
        *builder.faults,
        *poor_aliases(sources),
        *twin_entries(sources),
        *poached_names(sources),
        *everyday_aliases(sources, everyday),
    ]


def poor_aliases(sources: Sources) -> Iterator[Fault]:
    """Aliases that name nothing (no letters, or one letter) or repeat the entry's own name."""
    for label, file in sources.toml:
        entries: list[Issuer | Credential] = [*file.issuer, *file.credential]
        entries += [credential for issuer in file.issuer for credential in issuer.credentials]
        for entry in entries:
            name = phrase_key(entry.name)
            for attribute in ("acronym", "short", "formerly", "localized", "misspelling"):
                for text in getattr(entry, attribute):
                    key = phrase_key(text)
                    place = f"[{entry.id}].{attribute}"
                    if len(key) < 2:
                        problem = f"{text!r} is too short to name anything"
                        yield Fault(label, place, problem, "remove it")
                    elif key == name and attribute != "acronym":
                        problem = f"{text!r} is the name itself once folded"
                        yield Fault(label, place, problem, "remove it")


def fix_folder(folder: Path) -> list[str]:
    """Sort every table by its first columns and drop rows that stand twice; the files changed."""
    changed = []
    for path in sorted(folder.rglob("*.tsv")):
        before = path.read_text(encoding="utf-8")
        header, *rows = before.split("\n")
        kept = dict.fromkeys(_tidy(row) for row in rows if row.strip())
        after = "\n".join([header, *sorted(kept, key=lambda row: (row.casefold(), row)), ""])
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(str(path.relative_to(folder)))
    return changed


def _tidy(row: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in row.split("\t")).rstrip("\t")
