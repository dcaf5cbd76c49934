"""Build hook: compiles ``catalog/`` into the one file that the wheel carries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled catalog to wheels; editable installs read the folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and include. A fault in the catalog ends the build with all of them listed."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from credclass.catalog.columns import serialize  # noqa: PLC0415
        from credclass.catalog.store import load_folder  # noqa: PLC0415

        target = root / "build" / "wheel-catalog.json"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(serialize(load_folder(root / "catalog")))
        build_data["force_include"][str(target)] = "credclass/data/catalog.json"
