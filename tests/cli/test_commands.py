"""The command line as a stranger meets it: what it prints, what it writes, and how it leaves."""

import subprocess
import sys
from pathlib import Path

import pytest

from alee.cli import main
from alee.files.report_table import save_reports
from alee.files.resolved import save_scenario
from tests.worlds import small_world, some_reports


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small scenario with reports, on disk."""
    path = tmp_path_factory.mktemp("cli") / "small-world"
    save_scenario(small_world(), path)
    save_reports(some_reports(), path / "reports.csv")
    return path


def run(*words: object) -> int:
    """One command in this process; its exit code."""
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return int(left.value.code or 0)


def test_check_tells_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", folder) == 0
    assert "5 places, 5 corridors" in capsys.readouterr().out


def test_resolve_and_schema_print_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert run("resolve", folder) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "small-world"
    assert run("schema") == 0
    assert "properties" in json.loads(capsys.readouterr().out)


def test_a_folder_with_nothing_to_score_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", tmp_path) == 3
    told = capsys.readouterr().err
    assert "is no run, holds no outlooks, and has no Flee folder in it" in told
    assert "sim_period" not in told


def test_an_update_with_news_alone_keeps_what_is_known(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("fit", folder, "--members", 40, "--out", tmp_path / "run", "--quiet") == 0
    head, *rows = (folder / "reports.csv").read_text().splitlines()
    news = tmp_path / "newer.csv"
    news.write_text(f"{head}\n{rows[-1]}\n")
    words = (
        "update",
        tmp_path / "run",
        "--reports",
        news,
        "--as-of",
        "2030-03-15",
        "--out",
        tmp_path / "run2",
    )
    capsys.readouterr()
    assert run(*words, "--quiet") == 0
    told = capsys.readouterr().out
    assert "6 of 6 reports used" in told
    assert "5 reports that the run knows and newer.csv does not hold stay as before" in told


def test_the_whole_way_from_reports_to_a_page(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fitted, ahead, page = tmp_path / "run", tmp_path / "ahead", tmp_path / "page.html"
    assert run("fit", folder, "--members", 40, "--out", fitted, "--quiet") == 0
    assert "6 of 6 reports used" in capsys.readouterr().out
    assert run("forecast", fitted, "--days", 5, "--out", ahead, "--quiet") == 0
    table = tmp_path / "predictions.csv"
    assert run("predict", ahead, "--reports", folder / "reports.csv", "--out", table) == 0
    assert len(table.read_text().splitlines()) == 1 + len(some_reports())
    assert run("predict", ahead, "--reports", folder / "reports.csv", "--out", table, "--uncounted") == 0
    assert len(table.read_text().splitlines()) == 1 + len(some_reports())
    assert run("export", ahead, "--out", tmp_path / "tables") == 0
    assert "countries.csv" in capsys.readouterr().out
    assert run("brief", ahead, "--out", page, "--chat") == 0
    assert "Content-Security-Policy" in page.read_text()


def test_a_run_never_replaces_somebody_elses_folder(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letters.txt").write_text("keep me")
    assert run("fit", folder, "--members", 40, "--out", mine, "--quiet") == 3
    assert "letters.txt" in capsys.readouterr().err
    assert [path.name for path in mine.iterdir()] == ["letters.txt"]
    assert list(tmp_path.iterdir()) == [mine]


def test_a_briefing_of_a_fit_says_what_to_do(folder: Path, tmp_path: Path, capsys) -> None:
    assert run("fit", folder, "--members", 20, "--out", tmp_path / "run", "--quiet") == 0
    assert run("brief", tmp_path / "run", "--out", tmp_path / "page.html") == 3
    assert "alee forecast" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("chek",), 2, "No such command"),
        (("check", "rusia-2022"), 3, 'Did you mean "russia-2022"?'),
        (("fit", "hamlet", "--members", "3", "--out", "x", "--quiet"), 3, "too few to learn from"),
        (("fit", "hamlet", "--as-of", "soon", "--out", "x", "--quiet"), 3, "soon"),
        (("forecast", "no-such-run", "--out", "x"), 3, "is not a run of Alee"),
    ],
)
def test_mistakes_get_a_sentence_and_a_code(
    words: tuple[str, ...], code: int, said: str, capsys, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words) == code
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_import_is_light() -> None:
    code = (
        "import sys, alee; "
        "print([m for m in ('numba', 'numpy', 'xarray', 'scipy', 'pydantic', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_resolves() -> None:
    import alee

    assert len(alee.__all__) < 40
    for name in alee.__all__:
        assert getattr(alee, name) is not None
