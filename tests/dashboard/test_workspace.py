"""The workspace: every change is an entry, can be taken back, and is refused if another page was quicker."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alee.core.errors import InputError
from alee.dashboard.faults import Refused
from alee.dashboard.workspace import Workspace
from tests.dashboard.parts import BASE, House


def test_changes_are_undone_and_made_again(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    assert space.revision == 0
    space.change("a", "first", {"x": 1, "y": [1]})
    space.change("a", "second", {"x": {"deep": "é"}, "y": None})
    assert space.document("y") is None
    assert space.undo(2) == (3, "second")
    assert (space.document("x"), space.document("y")) == (1, [1])
    assert space.undo(None)[1] == "first"
    assert space.documents("") == {}
    with pytest.raises(Refused, match="nothing to undo"):
        space.undo(None)
    assert [space.redo(None)[1] for _ in range(2)] == ["first", "second"]
    assert space.documents("") == {"x": {"deep": "é"}}
    assert [entry.state for entry in space.journal()][-2:] == ["live", "live"]
    space.close()


def test_a_new_change_ends_what_could_be_made_again(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    space.change("a", "first", {"x": 1})
    space.undo(None)
    space.change("a", "other", {"x": 2})
    with pytest.raises(Refused, match="nothing to redo"):
        space.redo(None)
    assert space.can_turn() == (True, False)
    space.close()


def test_an_old_page_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    space.change("a", "first", {"x": 1}, upon=0)
    with pytest.raises(Refused, match="somebody changed") as caught:
        space.change("a", "late", {"x": 2}, upon=0)
    assert caught.value.status == 409
    assert caught.value.trouble.revision == 1
    assert space.document("x") == 1
    space.close()


def test_a_second_process_is_refused_with_a_sentence(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    with pytest.raises(InputError, match="open in another process"):
        Workspace(tmp_path / "w")
    code = (
        "import sys\nfrom pathlib import Path\nfrom alee.dashboard.workspace import Workspace\n"
        "Workspace(Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "w")], capture_output=True, text=True, check=False
    )
    assert "open in another process" in done.stderr
    space.close()
    Workspace(tmp_path / "w").close()


def test_a_strange_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "workspace.sqlite").write_text("not a database, but long enough to be read as one" * 40)
    with pytest.raises(InputError, match="no workspace"):
        Workspace(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be made"):
        Workspace(tmp_path / "file")


def test_what_was_written_is_there_after_a_crash(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    space.change("a", "first", {"x": 1})
    space.lock.release()  # as if the process had ended; nothing was closed
    again = Workspace(tmp_path / "w")
    assert again.document("x") == 1
    assert again.about("secret") == space.about("secret")
    again.close()
    space.close()


def test_threads_do_not_lose_changes(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")

    def write(k: int) -> None:
        for n in range(20):
            space.change("a", f"{k}/{n}", {f"{k}/{n}": n})

    threads = [threading.Thread(target=write, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert space.revision == 80
    assert len(space.documents("")) == 80
    space.close()


def test_a_failing_change_changes_nothing(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "w")
    with pytest.raises(TypeError):
        space.change("a", "bad", {"x": 1, "y": object()})
    assert (space.revision, space.documents("")) == (0, {})
    space.close()


Steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.integers(0, 9))),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(steps=Steps)
def test_undo_and_redo_agree_with_a_list_of_states(
    steps: list[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The journal against the simplest model there is: a list of whole states and a position in it."""
    space = Workspace(tmp_path_factory.mktemp("steps") / "w")
    states: list[dict[str, int]] = [{}]
    at = 0
    for step in steps:
        if step == "undo":
            if at == 0:
                with pytest.raises(Refused):
                    space.undo(None)
            else:
                space.undo(None)
                at -= 1
        elif step == "redo":
            if at == len(states) - 1:
                with pytest.raises(Refused):
                    space.redo(None)
            else:
                space.redo(None)
                at += 1
        else:
            name, value = step  # type: ignore[misc]
            space.change("a", "x", {name: value})
            new = {**states[at], name: value}
            states = [*states[: at + 1], {k: v for k, v in new.items() if v is not None}]
            at += 1
        assert space.documents("") == states[at]
    space.close()


def test_two_tabs(fresh: House) -> None:
    with fresh.client(**{"X-Alee": "1"}) as first, fresh.client(**{"X-Alee": "1"}) as second:
        revision = first.get(f"{BASE}/workspace").json()["revision"]
        knows = {"X-Alee-Revision": str(revision)}
        quick = first.post(f"{BASE}/reports/B1/switch", json={"off": True}, headers=knows)
        late = second.post(f"{BASE}/reports/B2/switch", json={"off": True}, headers=knows)
        assert (quick.status_code, late.status_code) == (200, 409)
        error = late.json()["error"]
        assert error["revision"] == quick.json()["revision"]
        assert "another tab" in error["message"]
        again = {"X-Alee-Revision": str(error["revision"])}
        assert second.post(f"{BASE}/reports/B2/switch", json={"off": True}, headers=again).status_code == 200


def test_the_journal_over_the_api(writer: httpx.Client) -> None:
    begun = writer.get(f"{BASE}/workspace").json()
    assert begun["can_undo"] is False
    writer.post(f"{BASE}/reports/B1/switch", json={"off": True})
    now = writer.get(f"{BASE}/workspace").json()
    assert (now["can_undo"], now["can_redo"]) == (True, False)
    undone = writer.post(f"{BASE}/undo", json={"revision": now["revision"]}).json()
    assert undone["undone"].startswith("Switched off B1")
    entries = writer.get(f"{BASE}/journal").json()["entries"]
    assert [e["undone"] for e in entries if e["what"] == "report"] == [True]
    stale = writer.post(f"{BASE}/redo", json={"revision": now["revision"]})
    assert stale.status_code == 409
    assert writer.post(f"{BASE}/redo", json={}).json()["redone"].startswith("Switched off B1")
    assert writer.post(f"{BASE}/redo", json={}).status_code == 409


@pytest.mark.parametrize("said", ["-1", "1.5", "x", "9" * 40])
def test_a_strange_revision_is_refused(writer: httpx.Client, said: str) -> None:
    answer = writer.post(f"{BASE}/reports/B1/switch", json={"off": True}, headers={"X-Alee-Revision": said})
    assert answer.status_code == 400
    assert answer.json()["error"]["where"] == "X-Alee-Revision"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_files_are_nobody_elses(tmp_path: Path) -> None:
    folder, before = tmp_path / "w", os.umask(0o022)
    try:
        space = Workspace(folder)
        space.change("a", "first", {"x": 1})
        with closing(sqlite3.connect(folder / "workspace.sqlite")) as base:
            assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert modes(folder) == {"workspace.sqlite", "workspace.sqlite-wal", "workspace.sqlite-shm"}
        assert folder.stat().st_mode & 0o777 == 0o700
        space.lock.release()  # as if the process had ended, and an older version had made the files
        for path in folder.glob("workspace.sqlite*"):
            path.chmod(0o644)
        again = Workspace(folder)
        assert again.document("x") == 1
        assert modes(folder) == {"workspace.sqlite", "workspace.sqlite-wal", "workspace.sqlite-shm"}
        again.close()
        space.close()
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_folder_that_was_there_keeps_its_mode_and_what_is_put_into_it_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    (folder / "runs").mkdir(parents=True)
    for path in (folder, folder / "runs"):
        path.chmod(0o755)
    Workspace(folder).close()
    found = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir() if path.is_dir()}
    assert found == {"runs": 0o700, "scraps": 0o700, "group": 0o700}
    assert folder.stat().st_mode & 0o777 == 0o755


def modes(folder: Path) -> set[str]:
    """Names of the workspace's files that only their owner can read."""
    files = list(folder.glob("workspace.sqlite*"))
    return {path.name for path in files if path.stat().st_mode & 0o777 == 0o600}
