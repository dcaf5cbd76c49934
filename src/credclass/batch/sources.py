"""Which files to read, and under which names their answers are written."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from credclass.errors import CredclassError


class Form(StrEnum):
    """How lines or answers stand in a file."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"


_FORMS: Final = {
    ".txt": Form.TEXT, ".text": Form.TEXT, ".jsonl": Form.JSONL, ".ndjson": Form.JSONL,
    ".csv": Form.CSV, ".tsv": Form.TSV, ".parquet": Form.PARQUET, ".pq": Form.PARQUET,
}  # fmt: skip


_NAMED_FORMS: Final = {**_FORMS, ".json": Form.JSONL}
"""The same for files that are named, not found: much that ends in ``.json`` is no list of lines."""


_REFUSED: Final = {
    ".json": "jsonl", ".gz": "jsonl", ".zst": "parquet", ".zip": "jsonl", ".bz2": "jsonl", ".xz": "jsonl",
    ".xlsx": "csv", ".xls": "csv", ".ods": "csv", ".db": "parquet", ".feather": "parquet", ".arrow": "parquet",
}  # fmt: skip
"""Endings of outputs that promise another form, and what is written in its place."""

NAMELESS: Final = "an empty name is no file and no folder; for this folder write ."

RECORDS: Final = ".credclass"
"""The folder beside answers where records of what was done stand."""


def has_columns(name: str) -> bool:
    """Whether a file of that name has lines that are more than a line of a résumé."""
    return _NAMED_FORMS.get(Path(name).suffix.lower(), Form.TEXT) is not Form.TEXT


class Output(StrEnum):
    """How answers are written, where that is said."""

    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"


class PlanError(CredclassError):
    """A batch that cannot be begun as it was asked for."""


class Shard(NamedTuple):
    """One file of lines and the file of its answers."""

    source: Path
    form: Form
    folder: Path
    name: str
    """The answers' file in ``folder``; slashes part subfolders."""
    output: Form

    @property
    def target(self) -> Path:
        """Where the answers are once they are all there."""
        return self.folder / self.name

    @property
    def partial(self) -> Path:
        """Where they are until then: readers of folders skip names with a dot."""
        return self.target.with_name(f".{self.target.name}.part")

    @property
    def rejected(self) -> Path:
        """What could not be read, with line number and reason."""
        return self.folder / "_rejected" / f"{self.name}.jsonl"

    @property
    def rejecting(self) -> Path:
        """``rejected`` until the file is read."""
        return self.target.with_name(f".{self.target.name}.rejected.part")

    @property
    def record(self) -> Path:
        """What was done, for ``--resume`` and the summary."""
        return self.folder / RECORDS / f"{self.name}.json"

    @property
    def recording(self) -> Path:
        """``record`` until the answers have their name."""
        return self.record.with_suffix(".part")


def plan(inputs: Sequence[str], out: Path | str, form: Form | None) -> list[Shard]:
    """The shards of a batch, in the order of their inputs.

    Arguments:
        inputs: files, folders and patterns. Of folders, the files with a known ending.
        out: a folder; or, for one input, a file whose ending says how to write. What is written with a
            slash at its end is a folder.
        form: how to write the answers; like the input (text as JSON lines) when None.

    Raises:
        PlanError: when nothing is found, or two inputs would share an output, or an
            output would stand outside its folder or replace an input.
    """
    if "-" in (*inputs, str(out)):
        raise PlanError("batch reads and writes files: for a pipe there is credclass classify")
    if "" in (*inputs, out):
        raise PlanError(NAMELESS)
    to_folder = str(out).endswith(("/", os.sep))
    out = Path(out)
    found = _distinct(pair for given in inputs for pair in _expand(given, out.resolve()))
    if not found:
        raise PlanError(
            f"no input: {', '.join(inputs)}: there is no file, or none of a folder's files ends in "
            + ", ".join(_FORMS)
        )
    if not (to_folder or out.is_dir()) and (instead := _REFUSED.get(out.suffix.lower())):
        raise PlanError(
            f"{out}: answers are written as jsonl, csv, tsv or parquet: call it "
            f"{out.with_suffix('.' + instead).name}, or name a folder"
        )
    single = None if to_folder or out.is_dir() else _NAMED_FORMS.get(out.suffix.lower())
    if single and form not in {None, single}:
        raise PlanError(f"{out} promises {single}, and --format says {form}: leave one of them out")
    if single and len(found) > 1:
        raise PlanError(
            f"{out} names a file, and the answers of {len(found):,} inputs need a folder"
        )
    if single is None and out.exists() and not out.is_dir():
        raise PlanError(f"{out} is no folder, and no name of a file for the answers of one input")
    shards = []
    for source, label in found:
        kind = _NAMED_FORMS.get(source.suffix.lower(), Form.TEXT)
        output = form or single or (Form.JSONL if kind is Form.TEXT else kind)
        if output is Form.TEXT:
            raise PlanError("answers are written as jsonl, csv, tsv or parquet, not as text")
        folder, name = (out.parent, out.name) if single else (out, _name(label, output))
        shards.append(Shard(source, kind, folder, name, output))
    _check(shards)
    return shards


def _expand(given: str, out: Path) -> Iterator[tuple[Path, str]]:
    """The files that an argument stands for, each with its name in the output."""
    path = Path(given)
    if path.is_dir():
        if path.resolve() == out:
            raise PlanError(
                f"{given}: the answers need a folder of their own: choose another --out"
            )
        for one, label in found_in(path):  # answers of an earlier run are no input
            if not one.resolve().is_relative_to(out) and not _is_answer(one, label):
                yield one, label
        return
    if path.exists() or not glob.has_magic(given):
        yield path, path.name
        return
    for match in map(Path, sorted(glob.glob(given, recursive=True))):  # noqa: PTH207  (also absolute ones)
        if match.is_file() and not _is_answer(match, match.name):
            yield match, match.name


def _is_answer(path: Path, label: str) -> bool:
    """Whether a batch has written a file: its record stands in one of the folders above."""
    above = zip(path.parents, range(label.count("/") + 1), strict=False)
    return any(
        (folder / RECORDS / f"{path.relative_to(folder).as_posix()}.json").exists()
        for folder, _ in above
    )


def found_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a folder with a known ending, each with its path in the folder."""
    return (pair for pair in _seen_in(folder) if pair[0].suffix.lower() in _FORMS)


def passed_over(inputs: Sequence[str], out: Path, shards: Sequence[Shard]) -> list[Path]:
    """The files of the folders among the inputs that have no known ending, so that nobody reads them.

    Hidden files are meant to be overlooked, and what stands in the output is no input.
    """
    named = {shard.source.resolve() for shard in shards}
    folders = [Path(given) for given in inputs if Path(given).is_dir()]
    found = dict.fromkeys(one for folder in folders for one, _ in _seen_in(folder))
    unknown = [one for one in found if one.suffix.lower() not in _FORMS]
    inside = out.resolve()
    return [
        one
        for one in unknown
        if one.resolve() not in named and not one.resolve().is_relative_to(inside)
    ]


def _seen_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a folder that are not hidden, each with its path in the folder."""
    for one in sorted(folder.rglob("*")):
        label = one.relative_to(folder)
        hidden = any(part.startswith((".", "_")) for part in label.parts)
        if not hidden and one.is_file():
            yield one, label.as_posix()


def _distinct(found: Iterable[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Each file once, though it was named and found too."""
    known: dict[Path, tuple[Path, str]] = {}
    for source, label in found:
        known.setdefault(source.resolve(), (source, label))
    return list(known.values())


def _name(label: str, output: Form) -> str:
    ending = Path(label).suffix.lower()
    return label if _FORMS.get(ending) is output else f"{label}.{output}"


def _check(shards: Sequence[Shard]) -> None:
    """Refuse a plan that would lose something."""
    taken: dict[Path, Path] = {}
    sources = {shard.source.resolve() for shard in shards}
    for shard in shards:
        target = shard.target.resolve()
        root = shard.folder.resolve()
        if any(not one.resolve().is_relative_to(root)
               for one in (shard.target, shard.rejected, shard.record)):  # fmt: skip
            raise PlanError(f"{shard.source}: its output {target} would stand outside {root}")
        if target in sources:
            raise PlanError(
                f"{shard.source}: its output would replace an input: choose another --out"
            )
        if target in taken:
            raise PlanError(
                f"{taken[target]} and {shard.source} would both be written to {target}: give the "
                "folder above them, or a run and an --out to each"
            )
        taken[target] = shard.source
