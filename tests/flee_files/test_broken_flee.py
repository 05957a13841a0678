"""Every mistake in a Flee folder has a folder here, and every folder has its message, word by word."""

from pathlib import Path

import pytest

from alee.core.errors import ImportFailed
from alee.files.flee.folder import load_flee
from alee.files.flee.write import import_flee

BROKEN = Path(__file__).parents[1] / "data" / "broken_flee"
FOLDERS = sorted(BROKEN.iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message_is_the_expected_one(folder: Path) -> None:
    with pytest.raises(ImportFailed) as refusal:
        load_flee(folder)
    assert f"{refusal.value}\n" == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_written_of_a_broken_folder(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed):
        import_flee(folder, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_problem_names_its_file(folder: Path) -> None:
    with pytest.raises(ImportFailed) as refusal:
        load_flee(folder)
    for problem in refusal.value.problems:
        assert ".csv" in problem.where or ".yml" in problem.where


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="no such folder"):
        load_flee(tmp_path / "nowhere")
