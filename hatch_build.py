"""Bring the built page into the wheel: build it with npm where there is one."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``alee/dashboard/static`` to wheels; an installation without npm still works, without the page."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page if it can be built, and name its folder to the wheel."""
        if version == "editable" or self.target_name != "wheel":
            return
        web, static = Path(self.root, "web"), Path(self.root, "src", "alee", "dashboard", "static")
        npm = shutil.which("npm")
        if not (static / "index.html").exists() and npm and web.is_dir():
            for words in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
                subprocess.run([npm, *words], cwd=web, check=True)
        if (static / "index.html").exists():
            build_data["artifacts"].append("/src/alee/dashboard/static/")
        else:
            self.app.display_warning(
                "The page of alee serve is not in this wheel: it was not built, and there is no npm."
            )
