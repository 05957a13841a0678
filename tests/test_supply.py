"""What comes with Alee: few packages, free licences, and optional parts only when they are used."""

import importlib.util
import json
import subprocess
import sys
import tarfile
import zipfile
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


def list_of_parts(path: Path, **changed: object) -> Path:
    """Write a list of parts as make release does, with the first part changed."""
    parts = [
        {"name": name, "version": "1.0", "licenses": [{"license": {"id": "MIT"}}]}
        for name in sorted(supply.packages_of())
    ]
    parts[0] = {**parts[0], **changed}
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "components": parts}), encoding="utf-8")
    return path


def test_a_list_of_parts_has_every_part_its_version_and_licence(tmp_path: Path) -> None:
    first = min(supply.packages_of())
    good = list_of_parts(tmp_path / "good.json")
    assert supply.sbom_problems(good) == []
    assert supply.main(["--sbom", str(good)]) == 0
    for changed, words in [
        ({"name": "other"}, f"{first}: it is not in the list of parts."),
        ({"version": ""}, f"{first}: the list of parts says no version."),
        ({"licenses": []}, f"{first}: the list of parts says no licenses."),
        ({"purl": f"pkg:pypi/x?url=file://{ROOT}"}, "a place of this disk (file:)"),
    ]:
        bad = list_of_parts(tmp_path / "bad.json", **changed)
        assert words in "\n".join(supply.sbom_problems(bad))
        assert supply.main(["--sbom", str(bad)]) == 1


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="nothing here builds packages")
def test_packages_are_built_without_a_network_and_hold_what_they_should(tmp_path: Path) -> None:
    """Without npm the page is left out, and that is said; all else is there, and nothing of the tests."""
    words = [sys.executable, "-m", "hatchling", "build", "--directory", str(tmp_path)]
    done = subprocess.run(
        words, cwd=ROOT, env={"PATH": "", "PYTHONPATH": ""}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("alee/py.typed", "alee/cli/__init__.py", "alee/scenarios/hamlet/scenario.yaml"):
        assert needed in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"alee", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    (source,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(source) as packed:
        inside = packed.getnames()
    tops = {name.split("/")[1] for name in inside if "/" in name}
    assert not [name for name in inside if "node_modules" in name]
    assert {"src", "web", "scenarios", "LICENSE", "README.md", "pyproject.toml"} <= tops
    assert not {"tests", "docs", "work", "node_modules", ".venv"} & tops
