"""What comes with Alee: few packages, free licences, and optional parts only when they are used."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = importlib.util.spec_from_file_location("check_supply", ROOT / "scripts" / "check_supply.py")
assert SCRIPT is not None
assert SCRIPT.loader is not None
supply = importlib.util.module_from_spec(SCRIPT)
SCRIPT.loader.exec_module(supply)

OPTIONAL = {
    "dask", "distributed", "starlette", "uvicorn", "openpyxl", "babel", "pypdf", "matplotlib",
    "multipart", "python_multipart",
}  # fmt: skip
HEAVY = {"zarr", "numba", "scipy", "pandas", "xarray"}


def loaded_by(code: str) -> set[str]:
    """Packages that are in memory after some code ran in a process of its own."""
    names = "sorted({n.partition('.')[0] for n in sys.modules})"
    script = f"{code}\nimport sys, json\nsys.stderr.write(json.dumps({names}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_base_is_at_most_thirty_packages() -> None:
    base = supply.packages_of()
    assert {"numpy", "zarr", "typer"} <= set(base)
    assert not {"dask", "starlette", "openpyxl", "pytest"} & set(base)
    assert None not in base.values()
    assert len(base) <= 30


def test_every_licence_may_come_in() -> None:
    assert supply.licence_problems() == []


@pytest.mark.parametrize(
    ("said", "is_allowed"),
    [
        ("MIT", True), ("BSD-3-Clause", True), ("Apache-2.0 OR BSD-2-Clause", True), ("", False),
        ("GPL-3.0-or-later", False), ("GNU Affero General Public License v3", False),
        ("MIT OR GPL-2.0", True), ("MIT AND GPL-2.0", False),
    ],
)  # fmt: skip
def test_licences_are_told_apart(said: str, is_allowed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supply, "licence_of", lambda package: said)
    assert (supply.licence_problems() == []) is is_allowed


@pytest.mark.parametrize(
    "code",
    [
        "import alee",
        "import alee; alee.load_scenario('scenarios/hamlet')",
        "from alee.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass",
    ],
)
def test_what_is_optional_is_loaded_only_when_it_is_used(code: str) -> None:
    assert not loaded_by(code) & OPTIONAL


@pytest.mark.parametrize("code", ["import alee", "import alee.cli"])
def test_the_front_doors_load_nothing_heavy(code: str) -> None:
    assert not loaded_by(code) & HEAVY
