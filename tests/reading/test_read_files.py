"""Where proposals may be written: never over a text that is read, nor over anything else of the user's."""

import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from alee.cli import main

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
TEXT = "12 May 2030. The border guard said 310 people entered Rivertown on 9 May 2030."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario of one's own, a folder of dispatches, and names that lead to one of them."""
    shutil.copytree(HAMLET, tmp_path / "mine")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "e01.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "d" / "e02.txt").write_text(TEXT.replace("310", "420"), encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "d" / "e01.txt")
    os.link(tmp_path / "d" / "e01.txt", tmp_path / "hard.jsonl")
    (tmp_path / "way").symlink_to(tmp_path / "d")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["read", "--scenario", "mine", *words])
    return int(left.value.code or 0)


Say = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("files", "out"),
    [
        (("d/e01.txt",), "d/e01.txt"),
        (("d/e01.txt",), "d/../d/e01.txt"),
        (("d/e01.txt",), "link.jsonl"),
        (("d/e01.txt",), "hard.jsonl"),
        (("d/e02.txt", "d/e01.txt"), "way/e01.txt"),
        (("d",), "d/e01.txt"),
        (("way",), "d/e01.txt"),
        (("d",), "way/new.txt"),
        (("d",), "d"),
        (("d/e01.txt",), "d/e02.txt"),
        (("d/e01.txt",), "mine/reports.csv"),
    ],
)
def test_proposals_replace_no_text_and_no_other_file(
    home: Path, capsys: Say, files: tuple[str, ...], out: str
) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert read(*files, "--out", out) == 3
    said = capsys.readouterr()
    assert "so nothing was read" in said.err
    assert "Choose another name" in said.err
    assert not said.out
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    assert (home / "link.jsonl").is_symlink()


@pytest.mark.parametrize("is_behind", [False, True])
def test_notes_below_blank_lines_or_proposals_are_not_replaced(home: Path, *, is_behind: bool) -> None:
    own = home / "own.jsonl"
    if is_behind:
        assert read("d", "--out", "own.jsonl") == 0
    kept = (own.read_text(encoding="utf-8") if is_behind else "\n") + "my notes\n"
    own.write_text(kept, encoding="utf-8")
    assert read("d", "--out", "own.jsonl") == 3
    assert own.read_text(encoding="utf-8") == kept


def test_a_text_from_standard_input_is_not_replaced(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    assert read("-", "--out", "d/e01.txt") == 3
    assert (home / "d" / "e01.txt").read_text(encoding="utf-8") == TEXT


def test_older_proposals_are_replaced(home: Path, capsys: Say) -> None:
    assert read("d", "--out", "found.jsonl") == 0
    assert read("d/e01.txt", "--out", "found.jsonl") == 0
    assert "Written: found.jsonl" in capsys.readouterr().out
    assert len((home / "found.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_folder_that_is_not_there_is_said_before_reading(home: Path, capsys: Say) -> None:
    assert read("d", "--out", "nowhere/found.jsonl") == 3
    said = capsys.readouterr()
    assert "the folder to write in does not exist" in said.err
    assert not said.out


@pytest.mark.parametrize("text", ["Some 300 people entered Rivertown.", "", "12 May 2030. Rain."])
def test_nothing_is_written_where_nothing_was_found(home: Path, capsys: Say, text: str) -> None:
    (home / "c.txt").write_text(text, encoding="utf-8")
    read("c.txt", "--out", "found.jsonl")
    assert not (home / "found.jsonl").exists()
    said = capsys.readouterr().out
    assert "Written:" not in said
    assert "Not written: found.jsonl; there are no proposals." in said


def test_a_link_out_of_a_folder_is_not_followed(home: Path, capsys: Say) -> None:
    (home / "secret.txt").write_text(TEXT.replace("310", "777"), encoding="utf-8")
    (home / "d" / "out.txt").symlink_to(home / "secret.txt")
    (home / "d" / "in.txt").symlink_to(home / "d" / "e01.txt")
    assert read("way") == 0
    said = capsys.readouterr()
    assert "these links lead out of the folder: out.txt" in said.err
    assert "777" not in said.out
    assert "in.txt" in said.out


@pytest.mark.parametrize(
    "option", [("--accept",), ("--out", "found.jsonl"), ("--model-url", "http://127.0.0.1:1")]
)
def test_checking_goes_with_nothing_that_it_would_pass_over(
    home: Path, capsys: Say, option: tuple[str, ...]
) -> None:
    assert read("d/e01.txt", "--check", *option) == 3
    said = capsys.readouterr().err
    assert f"--check does not go together with {option[0]}" in said
    assert not (home / "found.jsonl").exists()


def test_standard_input_is_named_once(home: Path, capsys: Say) -> None:
    assert read("-", "-") == 3
    assert "named more than once" in capsys.readouterr().err
