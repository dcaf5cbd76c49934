"""Where the compiled catalog comes from: the wheel's file, or a checkout's folder.

A checkout compiles ``catalog/`` when its content has changed and keeps the result
in ``build/``; nobody has to remember a step, and a stale file is never read,
because its name is the digest of what it was made from.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from importlib import resources
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from credclass.catalog.columns import parse, serialize
from credclass.catalog.index import FORMAT, Compiled

PACKAGED: Final = "catalog.columns"
"""The compiled catalog inside the wheel, beside this package's data."""

_CHECKOUT: Final = Path(__file__).resolve().parents[3]


def digest_of(contents: Iterable[bytes]) -> str:
    """Twelve hexadecimal digits of SHA-256 over the contents and the compiled format."""
    total = hashlib.sha256(str(FORMAT).encode())
    for content in contents:
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()[:12]


def digest_of_folder(folder: Path) -> str:
    """The digest of every catalog file below ``folder``, names included."""
    paths = sorted([*folder.rglob("*.toml"), *folder.rglob("*.tsv")])
    names = "\n".join(path.relative_to(folder).as_posix() for path in paths)
    return digest_of([names.encode(), *(path.read_bytes() for path in paths)])


def content_of(path: Path) -> bytes:
    """What stands for the content of a file or folder in a digest."""
    return digest_of_folder(path).encode() if path.is_dir() else path.read_bytes()


def load_default() -> Compiled:
    """The packaged catalog, or in a checkout that of its ``catalog/`` folder."""
    packaged = resources.files("credclass") / "data" / PACKAGED
    if isinstance(packaged, Path) and packaged.is_file():
        return _read(packaged)
    if packaged.is_file():  # within an archive
        return parse(packaged.read_bytes())
    folder = _CHECKOUT / "catalog"
    cached = _CHECKOUT / "build" / f"catalog-{digest_of_folder(folder)}.columns"
    if cached.is_file():
        return _read(cached)
    compiled = load_folder(folder)
    keep(compiled, cached)
    return compiled


def _read(path: Path) -> Compiled:
    """The compiled catalog of a file, which is mapped and stays so, for its packed dictionaries."""
    with path.open("rb") as file:
        return parse(mmap(file.fileno(), 0, access=ACCESS_READ))


def checkout_folder() -> Path | None:
    """The ``catalog/`` folder of the checkout that this package runs from, if it does."""
    folder = _CHECKOUT / "catalog"
    return folder if folder.is_dir() else None


def checkout_of(path: Path) -> Path | None:
    """The checkout's ``catalog/`` folder, where a file or folder is it or stands in it."""
    folder = checkout_folder()
    return folder if folder is not None and path.resolve().is_relative_to(folder) else None


def load_folder(folder: Path) -> Compiled:
    """The catalog of ``folder``, compiled now. Raises CatalogError listing every fault."""
    from credclass.catalog.build import Builder  # noqa: PLC0415  (costs start-up; rarely needed)
    from credclass.catalog.read import read_folder  # noqa: PLC0415
    from credclass.errors import CatalogError, Fault  # noqa: PLC0415

    sources = read_folder(folder)
    if (sources.toml or sources.tables) and not any(file.kind for _, file in sources.toml):
        remedy = "if it adds to the package's catalog: Catalog.default().extended(FOLDER)"
        raise CatalogError([Fault(str(folder), "kinds.toml", "no file of it lists kinds", remedy)])
    builder = Builder()
    builder.add(sources)
    if builder.faults:
        raise CatalogError(builder.faults)
    compiled = builder.finish()
    compiled["digest"] = digest_of_folder(folder)
    return compiled


def keep(compiled: Compiled, path: Path) -> None:
    """Write the compiled catalog for next time; a read-only checkout does without."""
    scratch = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        for stale in path.parent.glob("catalog-*.*"):
            with suppress(OSError):  # another process has it mapped
                stale.unlink(missing_ok=True)
        scratch.write_bytes(serialize(compiled))
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
