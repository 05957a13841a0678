"""Killed at any instant, work goes on and ends the same; python -m verification faults does it 200 times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zarr

from alee.core.errors import SaveFailed
from alee.files import atomic
from alee.files.atomic import SCRAP, write_text, writing
from alee.files.journal import SqliteJournal
from alee.files.scenario_folder import load_scenario
from alee.files.streaming import simulate_into

ROOT = Path(__file__).parents[2]
HAMLET = ROOT / "scenarios" / "hamlet"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize(
    ("kind", "times"),
    [("fit", 4), ("stream", 4), ("save", 3), ("log", 3), ("accept", 3), ("workspace", 3)],
)
def test_killed_at_random_instants_it_goes_on_and_ends_the_same(
    kind: str, times: int, tmp_path: Path
) -> None:
    words = [sys.executable, "-m", "tests.faults.killing", kind, str(times), "2022", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["kills"] == times
    assert outcome["most_lost"] <= 1
    assert outcome["scraps"] == 0


def test_the_scrap_of_a_dead_process_is_swept_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    dead = tmp_path / f".a.txt.dead{SCRAP}"
    dead.mkdir()
    (dead / "new").write_text("half")
    with writing(tmp_path / "a.txt") as beside:  # holds a living one
        assert not dead.exists()
        write_text(tmp_path / "a.txt", "other")
        assert beside.parent.exists()
        beside.write_text("whole")
    assert (tmp_path / "a.txt").read_text() == "whole"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_what_a_dead_process_had_put_aside_comes_back(tmp_path: Path) -> None:
    dead = tmp_path / f".run.dead{SCRAP}"
    (dead / "old").mkdir(parents=True)
    (dead / "old" / "arrays").write_text("precious")

    def look() -> None:
        with writing(tmp_path / "run"):
            assert (tmp_path / "run" / "arrays").read_text() == "precious"
            raise InterruptedError

    with pytest.raises(SaveFailed):
        look()
    assert (tmp_path / "run" / "arrays").read_text() == "precious"


def test_folders_change_places_where_one_step_is_not_possible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    for content in ("old", "new"):
        with writing(tmp_path / "run") as beside:
            beside.mkdir()
            (beside / content).write_text(content)
    assert [entry.name for entry in (tmp_path / "run").iterdir()] == ["new"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]


def test_two_processes_on_one_journal(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "run.journal", "w")
    code = (
        "import sys\nfrom alee.files.journal import SqliteJournal\n"
        "with SqliteJournal(sys.argv[1], 'w').held():\n    sys.stdout.write('held')"
    )
    words = [sys.executable, "-c", code, str(journal.path)]
    with journal.held():
        second = subprocess.run(words, capture_output=True, text=True, check=False)
        assert 'another process works on "run"' in second.stderr
        assert second.stdout == ""
    third = subprocess.run(words, capture_output=True, text=True, check=False)
    assert third.stdout == "held"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_named", [False, True])
def test_a_piece_in_a_store_that_had_only_begun_is_swept(tmp_path: Path, *, is_named: bool) -> None:
    target = tmp_path / "run.zarr"
    group = zarr.open_group(str(target), mode="w-", zarr_format=3)
    if is_named:
        group.attrs["other"] = "somebody else's"
    scrap = target / "zarr.json.0123.partial"
    scrap.write_text("half")
    if is_named:
        with pytest.raises(SaveFailed):
            simulate_into(load_scenario(HAMLET), target, members=2, seed=1)
    else:
        simulate_into(load_scenario(HAMLET), target, members=2, seed=1)
    assert scrap.exists() == is_named
