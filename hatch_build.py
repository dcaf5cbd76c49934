"""Build hook: what a wheel has that a checkout has not, the compiled catalog and compiled modules.

The modules that every line goes through are compiled by mypyc where there is a C compiler:
the answers are the same, four times as many in the same time. Without a compiler, or with
``CREDCLASS_PURE=1``, the wheel is pure Python. Editable installs always are, so that no
compiled file is ever older than its source.

With ``CREDCLASS_PROFILE=lines.txt``, a file of some thousands of lines such as will be read, LLVM's BOLT lays the
compiled code out anew: what these lines go through stands together, in the order in which they do, and what they
never meet stands elsewhere. That takes a quarter of a minute, and an eighth off each line, which waits for its code more
than for anything else. A relative name is looked for where the build runs: in the checkout for ``pip install .``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = (
    "answering.py",
    "memo.py",
    "text/*.py",
    "matching/*.py",
    "decision/**/*.py",
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

AS_A_WHOLE = ["-flto=auto"]
"""Has gcc compile the modules together, so that functions of one stand within those of another: lines take 4 to 7 % less
time, and the build takes as long as without.
"""

SAMPLE = "CREDCLASS_PROFILE"
"""The variable that names a file of lines. Who sets it wants compiled modules, and is told why there are none.
"""

MOVABLE = ["-fno-reorder-blocks-and-partition", "-Wl,--emit-relocs"]
"""Leaves it to BOLT to take functions apart, and tells it all places that name another."""

LAYOUT = [
    "-reorder-blocks=ext-tsp",
    "-reorder-functions=hfsort",
    "-split-functions",
    "-split-all-cold",
]
"""Has BOLT place what follows each other side by side, and what was never met far away: of the jumps that
lines make, 70 % less are taken, and a fifth less code has to be fetched.
"""

BOLT = ["llvm-bolt", *(f"llvm-bolt-{version}" for version in range(30, 14, -1))]
"""What the program is called; Debian adds its version."""

COMMON = "__mypyc."
"""In the name of the library that has the code of all modules; the others only name it."""

CATALOG = Path("build", "wheel-catalog.columns")
"""Where the compiled catalog is put on its way into the wheel."""

READ_A_SAMPLE = """
import sys
from credclass import Classifier
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
for _ in range(3):  # what is done once for a word is rarer in a long run than in a sample
    for answer in Classifier.default().classify_many(lines):
        pass
"""


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled catalog and the compiled modules to wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and include. A fault in the catalog ends the build with all of them listed."""
        if version == "editable":
            return
        root, sample = Path(self.root), _sample()
        build_data["force_include"].update(_catalog(root))
        if os.environ.get("CREDCLASS_PURE") == "1":
            return
        try:
            modules = _modules(root, sample)
        except (Exception, SystemExit) as error:  # (compilers fail in many ways)
            if sample is not None:
                raise
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

    target = root / CATALOG
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(serialize(load_folder(root / "catalog")))
    return {str(target): "credclass/data/catalog.columns"}


def _modules(root: Path, sample: Path | None) -> dict[str, str]:
    """The compiled modules: files → places in the wheel; for lines such as a ``sample`` has, where one is given."""
    from mypyc.build import mypycify  # noqa: PLC0415

    work = root / "build" / "mypyc"
    home = root / "src" / "credclass"
    paths = [
        str(path.relative_to(root))
        for pattern in COMPILED
        for path in sorted(home.glob(pattern))
        if path.name not in INTERPRETED
    ]
    bolt = "" if sample is None else _bolt()  # if there is none, that is told before minutes go by
    before = Path.cwd()
    os.chdir(root)  # mypy reads its settings and finds the packages from here
    try:
        extensions = mypycify(paths, target_dir=str(work / "c"))
        usual = [*extensions[0].extra_compile_args]
        usual += DIRECT_CALLS if sys.platform == "linux" else []
        usual += AS_A_WHOLE if "gcc" in (sysconfig.get_config_var("CC") or "") else []
        usual += MOVABLE if sample is not None else []
        outputs = _compile(extensions, usual, work)
    finally:
        os.chdir(before)
    if sample is not None:
        library = next(Path(one) for one in outputs if COMMON in Path(one).name)
        _lay_out(library, bolt, sample, root, work)
    return {output: str(Path(output).relative_to(work / "lib")) for output in outputs}


def _compile(extensions: list[Any], flags: list[str], work: Path) -> list[str]:
    """The files that the C compiler and the linker, which is the same program, make of modules with these flags."""
    from setuptools import Distribution  # noqa: PLC0415
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    for extension in extensions:
        extension.extra_compile_args = extension.extra_link_args = flags
    command = build_ext(Distribution({"name": "credclass", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(work / "lib"), str(work / "temp")
    command.force = True
    command.ensure_finalized()
    command.run()
    outputs: list[str] = command.get_outputs()
    return outputs


def _sample() -> Path | None:
    """The file of lines that the builder names; None where none is named."""
    named = os.environ.get(SAMPLE)
    if not named:
        return None
    sample = Path(named).absolute()
    if not sample.is_file():
        raise FileNotFoundError(
            f"{SAMPLE}={named}: no such file; give the path of a text file with some thousands of lines"
        )
    return sample


def _lay_out(library: Path, bolt: str, sample: Path, root: Path, work: Path) -> None:
    """Place the code of a compiled library anew, as a file of lines goes through it."""
    plain, counts = work / "plain.so", work / "counts.fdata"
    counts.unlink(missing_ok=True)
    shutil.move(library, plain)
    _run([bolt, str(plain), "-instrument", f"-instrumentation-file={counts}", "-o", str(library)])
    _read(sample, root, work)
    _run([bolt, str(plain), f"-data={counts}", *LAYOUT, "-o", str(library)])
    shutil.copymode(plain, library)


def _bolt() -> str:
    """The path of BOLT, which finds its own library beside the file that its name links to."""
    for name in BOLT:
        if found := shutil.which(name):
            return str(Path(found).resolve())
    raise FileNotFoundError(
        f"{SAMPLE} is set, but there is no llvm-bolt on the PATH, which lays the modules out: "
        "install LLVM's BOLT (on Debian bolt-16 and libbolt-16-dev), or unset it"
    )


def _read(sample: Path, root: Path, work: Path) -> None:
    """Have the modules that count what they do read a file of lines."""
    package = work / "lib" / "credclass"
    shutil.copytree(root / "src" / "credclass", package, dirs_exist_ok=True)
    shutil.copyfile(root / CATALOG, package / "data" / "catalog.columns")
    found = os.pathsep.join(filter(None, (str(work / "lib"), os.environ.get("PYTHONPATH"))))
    _run(
        [sys.executable, "-c", READ_A_SAMPLE, str(sample)],
        env={**os.environ, "PYTHONPATH": found},
    )


def _run(program: list[str], env: dict[str, str] | None = None) -> None:
    """Run a program; if it fails, the build does, with the last that it said."""
    done = subprocess.run(program, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout)[-2_000:]
        raise RuntimeError(f"{' '.join(program[:2])} ended with {done.returncode}: {said}")
