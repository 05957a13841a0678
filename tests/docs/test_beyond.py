"""The three lines for a cluster work as they stand, in README and guide; so does the rest of the guide."""

import contextlib
import os
import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import alee

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "beyond-one-machine.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("## When one machine is not enough")[1].split("\n## ")[0]
TOOLS = Path(sys.executable).parent


def block_with(text, words):
    """The lines of the block that holds some words, continued lines put together."""
    found = [block for block in re.findall(r"```\n(.*?)```", text, re.DOTALL) if words in block]
    assert len(found) == 1
    return found[0].replace("\\\n", " ").splitlines()


def run(line, folder, **more):
    name, *words = shlex.split(line.removesuffix(" &"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    return subprocess.Popen([str(TOOLS / name), *words], cwd=folder, env=environment, **more)


@pytest.mark.parametrize("text", [SECTION, GUIDE], ids=["README", "guide"])
def test_three_lines_make_a_cluster_that_fits(text, tmp_path):
    pytest.importorskip("distributed")
    lines = block_with(text, "dask scheduler")
    assert len(lines) == 3
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    lines = [line.replace("8786", port) for line in lines]
    lines[2] = re.sub(r"russia-2022 --members 10000", "hamlet --members 200", lines[2])
    quiet = subprocess.DEVNULL
    with contextlib.ExitStack() as stack:
        for line in lines[:2]:
            assert line.endswith(" &")
            process = run(line.removesuffix(" &") + " --no-dashboard", tmp_path, stdout=quiet, stderr=quiet)
            stack.callback(process.wait, 60)
            stack.callback(process.terminate)
        fit = run(lines[2], tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said, _ = fit.communicate(timeout=500)
    assert fit.returncode == 0, said
    here = alee.fit(
        alee.load_scenario(ROOT / "scenarios/hamlet"),
        alee.load_reports(ROOT / "scenarios/hamlet/reports.csv"),
        members=200, seed=2022,
    )  # fmt: skip
    assert alee.load(tmp_path / "run").ensemble.digest() == here.ensemble.digest()


def test_what_the_guide_streams_can_be_read_back_as_it_says(tmp_path, monkeypatch, capsys):
    pytest.importorskip("fsspec")
    for line in block_with(GUIDE, "--into"):
        done = run(line.replace("--members 400", "--members 60") + " --quiet", tmp_path)
        assert done.wait(300) == 0
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    for code in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL):
        exec(compile(code, "guide", "exec"), {})
    assert capsys.readouterr().out.startswith("True")


def test_the_world_of_the_guide_has_the_options_that_exist():
    words = shlex.split(block_with(GUIDE, "build-world")[0])
    known = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    row = next(line for line in known.splitlines() if line.startswith("| `alee build-world"))
    assert [word for word in words if word.startswith("--") and word not in row] == []
