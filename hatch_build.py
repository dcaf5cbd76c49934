"""Build hook: what a wheel has that a checkout has not, the compiled catalog and compiled modules.

The modules that every line goes through are compiled by mypyc where there is a C compiler:
the answers are the same, three times as many in the same time. Without a compiler, or with
``CREDCLASS_PURE=1``, the wheel is pure Python. Editable installs always are, so that no
compiled file is ever older than its source.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = (
    "answering.py",
    "memo.py",
    "text/*.py",
    "matching/*.py",
    "decision/*.py",
    "catalog/bynumber.py",
    "catalog/lettered.py",
    "catalog/packed.py",
    "catalog/payloads.py",
    "catalog/words.py",
    "batch/memory.py",
    "batch/packing.py",
    "batch/rows.py",
    "batch/stream.py",
    "reader.py",
)
"""The modules that are compiled, but for those of ``INTERPRETED``."""

INTERPRETED = {"__init__.py", "plain.py"}
"""No line goes through ``plain``."""

DIRECT_CALLS = ["-fvisibility=hidden", "-fno-semantic-interposition", "-fno-plt"]
"""What has gcc and clang, where they know it, bind the calls between compiled modules when they compile: nobody
else calls these. Lines take 7 to 10 % less time.
"""


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled catalog and the compiled modules to wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and include. A fault in the catalog ends the build with all of them listed."""
        if version == "editable":
            return
        root = Path(self.root)
        build_data["force_include"].update(_catalog(root))
        if os.environ.get("CREDCLASS_PURE") == "1":
            return
        try:
            modules = _modules(root)
        except (Exception, SystemExit) as error:  # noqa: BLE001  (compilers fail in many ways)
            self.app.display_warning(f"no compiled modules, so pure Python: {error!r}")
            return
        build_data["force_include"].update(modules)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _catalog(root: Path) -> dict[str, str]:
    """The compiled catalog: file → place in the wheel."""
    sys.path.insert(0, str(root / "src"))
    from credclass.catalog.columns import serialize  # noqa: PLC0415
    from credclass.catalog.store import load_folder  # noqa: PLC0415

    target = root / "build" / "wheel-catalog.columns"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(serialize(load_folder(root / "catalog")))
    return {str(target): "credclass/data/catalog.columns"}


def _modules(root: Path) -> dict[str, str]:
    """The compiled modules: files → places in the wheel."""
    from mypyc.build import mypycify  # noqa: PLC0415
    from setuptools import Distribution  # noqa: PLC0415
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    work = root / "build" / "mypyc"
    home = root / "src" / "credclass"
    paths = [
        str(path.relative_to(root))
        for pattern in COMPILED
        for path in sorted(home.glob(pattern))
        if path.name not in INTERPRETED
    ]
    before = Path.cwd()
    os.chdir(root)  # mypy reads its settings and finds the packages from here
    try:
        extensions = mypycify(paths, target_dir=str(work / "c"))
        for extension in extensions:
            if sys.platform == "linux":
                extension.extra_compile_args += DIRECT_CALLS
        command = build_ext(Distribution({"name": "credclass", "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(work / "lib"), str(work / "temp")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    return {output: str(Path(output).relative_to(work / "lib")) for output in command.get_outputs()}
