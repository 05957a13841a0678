"""Full disks, disks that can only be read, clocks that jump: a sentence each time, nothing half-written."""

import datetime as dt
import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest

from alee.cli import main
from alee.core.errors import InputError, SaveFailed
from alee.dashboard.workspace import Workspace
from alee.files import atomic, locking
from alee.files.group_log import GroupLog
from alee.files.journal import SqliteJournal
from alee.files.scenario_folder import load_scenario
from alee.files.streaming import simulate_into
from alee.services.log import Entry

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
NUMBERS = Entry(day=dt.date(2030, 5, 4), place="Rivertown", service="bed", group="us", asked=3)
SMALL = 40_000  # bytes that a file may have


def limited(words: list[str], most: int = SMALL) -> "subprocess.CompletedProcess[str]":
    """Run a command of alee in a process whose files cannot grow beyond some bytes, as on a full disk."""
    code = (
        "import resource, sys\nimport alee\nfrom alee.cli import main\n"
        "alee.simulate(alee.load_scenario('scenarios/hamlet'), members=2, seed=1)  # compiled by now\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\nmain(sys.argv[1:])"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=HAMLET.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )


def told(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode in (3, 71), (done.returncode, done.stderr)
    assert "Traceback" not in done.stderr
    assert "went wrong inside Alee" not in done.stderr
    return done.stderr


def test_a_fit_on_a_full_disk(tmp_path: Path) -> None:
    words = ["fit", "hamlet", "--members", "200", "--rounds", "0", "--quiet", "--out", str(tmp_path / "run")]
    assert "run" in told(limited(words))
    assert not (tmp_path / "run").exists()


def test_a_streamed_simulation_on_a_full_disk_goes_on_later(tmp_path: Path) -> None:
    store = tmp_path / "run.zarr"
    words = ["simulate", "hamlet", "--members", "60", "--quiet", "--into", str(store)]
    said = told(limited(words, 900))
    assert "run.zarr" in said
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 0


def test_output_that_nobody_takes() -> None:
    code = "import sys\nfrom alee.cli import main\nmain(['resolve', 'hamlet'])"
    with Path("/dev/full").open("w") as full:
        words = [sys.executable, "-c", code]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert "the disk is full" in told(done)


def no_space(*words: object, **more: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_log_on_a_full_disk_keeps_what_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = GroupLog(tmp_path)
    log.append([NUMBERS])
    monkeypatch.setattr(atomic.os, "fsync", no_space)
    with pytest.raises(SaveFailed, match="the disk is full"):
        log.append([NUMBERS])
    assert len(log.actions()) == 1


READ_ONLY = """
import os, sys
from pathlib import Path
from alee.core.errors import SaveFailed
from alee.dashboard.workspace import Workspace
from alee.files.atomic import write_text
from alee.files.group_log import GroupLog
from alee.files.journal import SqliteJournal
from alee.files.locking import locked
folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
doors = {
    "text": lambda: write_text(folder / "a", "x"),
    "lock": lambda: locked(folder / "a").__enter__(),
    "journal": lambda: SqliteJournal(folder / "j", "w").held().__enter__(),
    "stage": lambda: SqliteJournal(folder / "j", "w").write(1, {}),
    "log": lambda: GroupLog(folder / "group").append([]),
    "workspace": lambda: Workspace(folder / "w"),
}
for name, door in doors.items():
    try:
        door()
        print(name, "SILENT")
    except SaveFailed as refusal:
        print(name, str(refusal).replace(chr(10), " "))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_folder_that_can_only_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        words = [sys.executable, "-c", READ_ONLY, name]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
        assert list(folder.iterdir()) == []
    lines = done.stdout.splitlines()
    names = [line.split()[0] for line in lines]
    assert names == ["text", "lock", "journal", "stage", "log", "workspace"], done.stderr
    assert all("SILENT" not in line and len(line) > 40 for line in lines)
    assert "you are not allowed to write here" in lines[0]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM, errno.EDQUOT, errno.EIO])
def test_permission_lost_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    atomic.write_text(tmp_path / "a", "old")

    def refuse(*words: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic, "_settle", refuse)
    with pytest.raises(SaveFailed, match="Nothing was saved"):
        atomic.write_text(tmp_path / "a", "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "old")]


def test_a_store_whose_folder_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zarr

    real = zarr.Array.__setitem__
    calls = []

    def fail_later(self: zarr.Array, key: object, value: object) -> None:
        calls.append(1)
        if len(calls) > 12:
            no_space()
        real(self, key, value)

    scenario = load_scenario(HAMLET)
    with monkeypatch.context() as patch:
        patch.setattr(zarr.Array, "__setitem__", fail_later)
        with pytest.raises(SaveFailed, match="the same command goes on from it"):
            simulate_into(scenario, tmp_path / "s.zarr", members=120, seed=3, threads=1)
    assert zarr.open_group(str(tmp_path / "s.zarr"), mode="r").attrs["complete"] is False
    with pytest.raises(SaveFailed, match="beginning of another run"):
        simulate_into(scenario, tmp_path / "s.zarr", members=120, seed=4, threads=1)
    simulate_into(scenario, tmp_path / "s.zarr", members=120, seed=3, threads=1)
    group = zarr.open_group(str(tmp_path / "s.zarr"), mode="r")
    assert group.attrs["complete"] is True
    assert not np.asarray(group["status"][:]).any()


def test_two_processes_on_one_store(tmp_path: Path) -> None:
    from alee.files.streaming import _held

    scenario = load_scenario(HAMLET)
    with (
        _held(str(tmp_path / "s.zarr")),
        pytest.raises(SaveFailed, match="another process writes this store"),
    ):
        simulate_into(scenario, tmp_path / "s.zarr", members=50, seed=3)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_whose_disk_is_full_says_so(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "j", "w")
    journal.write(1, {"a": np.ones(4)})
    before = (tmp_path / "j").read_bytes()
    with sqlite3.connect(tmp_path / "j") as base:
        pages = base.execute("PRAGMA page_count").fetchone()[0]

    class Full(SqliteJournal):
        def _open(self):  # type: ignore[no-untyped-def]
            inner = super()._open()

            class Limited:
                def __enter__(self):  # type: ignore[no-untyped-def]
                    base = inner.__enter__()
                    base.execute(f"PRAGMA max_page_count = {pages}")
                    return base

                def __exit__(self, *about):  # type: ignore[no-untyped-def]
                    return inner.__exit__(*about)

            return Limited()

    with pytest.raises(SaveFailed, match="Free some space"):
        Full(tmp_path / "j", "w").write(2, {"a": np.ones(100_000)})
    assert journal.newest() is not None
    assert len((tmp_path / "j").read_bytes()) == len(before)


def test_a_workspace_on_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    space.change("a", "first", {"x": 1})
    pages = space.query("PRAGMA page_count")[0][0]
    space.query(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SaveFailed, match="Is the disk full"):
        space.change("a", "large", {"x": "y" * 1_000_000})
    assert (space.document("x"), space.revision) == (1, 1)
    space.close()


def test_a_workspace_that_cannot_be_read_any_more_says_so(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    space._base.close()
    with pytest.raises(InputError, match="cannot be read"):
        space.document("x")
    space.lock.release()


def test_a_clock_that_jumps_back_changes_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = GroupLog(tmp_path)
    late, early = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2031, 2029))
    log.append([NUMBERS], now=late)
    log.append([NUMBERS.__class__(**{**vars_of(NUMBERS), "asked": 9})], now=early)
    assert [action.at[:4] for action in log.actions()] == ["2031", "2029"]
    assert log.log().entries[-1].asked == 9
    assert log.undo(now=early).number == 2

    words = iter(["2031-01-01T00:00:00+00:00", "2029-01-01T00:00:00+00:00"])
    monkeypatch.setattr("alee.dashboard.workspace.now_words", lambda: next(words))
    space = Workspace(tmp_path / "w")
    space.change("a", "first", {"x": 1})
    space.change("a", "second", {"x": 2})
    assert (space.document("x"), [e.words for e in space.journal()]) == (2, ["second", "first"])
    space.close()


def vars_of(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in ("day", "place", "service", "group", "asked")}


def test_a_file_that_somebody_does_not_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    with locking.locked(tmp_path / "a.jsonl"):
        outcome: list[str] = []

        def second() -> None:
            try:
                with locking.locked(tmp_path / "a.jsonl"):
                    outcome.append("in")
            except SaveFailed as refusal:
                outcome.append(str(refusal))

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert "does not let go" in outcome[0]


def test_want_of_memory_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def nothing_left(*words: object) -> None:
        raise MemoryError

    monkeypatch.setattr("alee.files.scenario_folder.load_scenario", nothing_left)
    with pytest.raises(SystemExit) as left:
        main(["check", "hamlet"])
    assert left.value.code == 71
    assert "not enough memory" in capsys.readouterr().err
