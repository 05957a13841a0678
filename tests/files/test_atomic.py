"""Nothing is ever half-written."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alee.core.errors import SaveFailed
from alee.files import atomic
from alee.files.atomic import PAGE_MARK, write_result, write_text, write_texts, writing


@contextmanager
def small_disk() -> Iterator[None]:
    """No file may grow beyond 4096 bytes: the kernel itself refuses, as on a full disk.

    Only around the call that is tested: pytest's own output may go to a file, too.
    """
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def test_write_text_writes(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "x\n")
    assert (tmp_path / "a.txt").read_bytes() == b"x\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_does_not_fit_leaves_the_old_one(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "old")
    with small_disk(), pytest.raises(SaveFailed, match="Nothing was saved"):
        write_text(tmp_path / "a.txt", "x" * 10_000)
    assert (tmp_path / "a.txt").read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


PAGE = f"<!doctype html>\n<head>{PAGE_MARK.decode()}</head>"


@pytest.mark.parametrize(
    ("old", "fresh"),
    [
        ("my notes\n", PAGE),
        ("<!doctype html>\n<head></head>mine", PAGE),
        ("id,value\n1,2\n", "id,q05,q95\n"),
        ("\ufeffmine", "{\n"),
    ],
)
def test_a_result_never_replaces_somebody_elses_file(tmp_path: Path, old: str, fresh: str) -> None:
    (tmp_path / "a").write_text(old, encoding="utf-8")
    with pytest.raises(SaveFailed, match="not an older result"):
        write_result(tmp_path / "a", fresh)
    assert (tmp_path / "a").read_text(encoding="utf-8") == old


@pytest.mark.parametrize(
    ("old", "fresh"),
    [("", PAGE), (f"{PAGE} of last week", PAGE), ("id,value\n1,2\n", "id,value\n3,4\n")],
)
def test_a_result_replaces_an_older_one(tmp_path: Path, old: str, fresh: str) -> None:
    (tmp_path / "a").write_text(old, encoding="utf-8")
    write_result(tmp_path / "a", fresh)
    assert (tmp_path / "a").read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize("is_new", [True, False])
def test_a_folder_that_does_not_fit_leaves_nothing(tmp_path: Path, is_new: bool) -> None:
    folder = tmp_path / "folder"
    if not is_new:
        write_texts(folder, {"a": "old", "b": "old"})
    with small_disk(), pytest.raises(SaveFailed):
        write_texts(folder, {"a": "new", "b": "x" * 10_000})
    if is_new:
        assert list(tmp_path.iterdir()) == []
    else:
        assert {entry.name: entry.read_text() for entry in folder.iterdir()} == {"a": "old", "b": "old"}


def test_full_disk_is_called_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(atomic.os, "fsync", no_space)
    with pytest.raises(SaveFailed) as refusal:
        write_text(tmp_path / "a.txt", "x")
    assert str(refusal.value) == (
        f"{tmp_path.name}/a.txt: the disk is full.\n"
        "Nothing was saved, and what was there before is untouched. "
        "Free some space, or save to another disk."
    )
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_and_file_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="the folder to write in does not exist"):
        write_text(tmp_path / "none" / "a.txt", "x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(SaveFailed, match="is a file, not a folder"):
        write_text(tmp_path / "file" / "a.txt", "x")


def test_an_error_of_the_writer_passes_and_leaves_nothing(tmp_path: Path) -> None:
    def stop_halfway() -> None:
        with writing(tmp_path / "a") as beside:
            beside.mkdir()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stop_halfway()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_replaces_a_folder_whole(tmp_path: Path) -> None:
    for content in ("old", "new"):
        with writing(tmp_path / "run") as beside:
            beside.mkdir()
            (beside / content).write_text(content)
    assert [entry.name for entry in (tmp_path / "run").iterdir()] == ["new"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]
