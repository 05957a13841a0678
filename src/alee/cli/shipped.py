"""Find a scenario by path, or by the name of one that comes with Alee."""

from pathlib import Path

from alee.core.errors import InputError, Problem
from alee.core.suggestions import did_you_mean


def shipped_folders() -> dict[str, Path]:
    """The scenarios that come with Alee, by name: from the installed package, else from the checkout."""
    package = Path(__file__).parents[1]
    for root in (package / "scenarios", package.parent.parent / "scenarios"):
        found = {p.parent.name: p.parent for p in sorted(root.glob("*/scenario.yaml"))}
        if found:
            return found
    return {}


def find_scenario(name: str) -> Path:
    """The folder of a scenario.

    Raises
    ------
    InputError
        If there is neither a folder nor a shipped scenario of that name.
    """
    if Path(name).exists():
        return Path(name)
    shipped = shipped_folders()
    if name in shipped:
        return shipped[name]
    raise InputError(
        Problem(
            f'there is no folder and no shipped scenario called "{name}"',
            f"Allowed: a folder with scenario.yaml in it, or one of {', '.join(shipped)}.",
            did_you_mean(name, shipped),
        )
    )
