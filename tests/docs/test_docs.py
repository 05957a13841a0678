"""What the documents say is tried: README's code runs, and every command stands in the reference."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

import alee
from alee.cli import app
from scripts.write_docs import generated_pages

ROOT = Path(__file__).parents[2]


def blocks(file: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / file).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("code", blocks("README.md", "python"))
def test_the_code_of_the_readme_runs(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    exec(compile(code, "README.md", "exec"), {})
    assert "reports used" in capsys.readouterr().out
    assert (tmp_path / "istanbul.html").stat().st_size > 50_000


def test_the_readme_is_short_and_starts_with_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 150
    assert [line.split()[:2] for line in lines[3:5]] == [["make", "demo"], ["make", "test"]]


def test_every_command_and_every_option_stands_in_the_reference() -> None:
    text = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    for name, command in get_command(app).commands.items():
        row = next((line for line in text.splitlines() if line.startswith(f"| `alee {name}")), None)
        assert row, f"alee {name} is missing in docs/reference/commands.md"
        for parameter in command.params:
            for option in getattr(parameter, "opts", []):
                assert not option.startswith("--") or option in row, f"{option} of alee {name}"


def test_the_library_twins_that_the_reference_names_exist() -> None:
    text = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    twins = {
        twin
        for row in re.findall(r"\| ([^|]*) \|$", text, re.MULTILINE)
        for twin in re.findall(r"`(\w+)`", row)
    }
    assert "fit" in twins
    assert twins <= set(alee.__all__)


def test_the_public_face_is_small_and_whole() -> None:
    assert len(alee.__all__) < 40
    assert all(getattr(alee, name) is not None for name in alee.__all__)
    assert list(alee.__all__) == sorted(alee.__all__)


def test_the_generated_pages_are_fresh() -> None:
    for name, text in generated_pages().items():
        assert (ROOT / "docs/reference" / name).read_text(encoding="utf-8") == text, (
            "write it anew: make docs"
        )


def test_the_readme_says_which_files_are_the_users_own(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = [word for block in blocks("README.md", "") for word in re.findall(r"\w+\.(?:csv|txt)\b", block)]
    written = {"p.csv"}
    assert {"newer.csv", "more.csv", "dispatch.txt"} <= {name for name in named if f"`{name}`" in prose}
    assert set(named) - written <= {name for name in named if f"`{name}`" in prose}
    assert "`mali2012` stands for" in prose
    assert "--members 100" in prose
    told = re.search(r"reports with the columns (.*?)\n\(\[all", prose, re.DOTALL)
    assert told
    columns = re.findall(r"`(\w+)`", told[1])
    row = {"id": "N1", "published": "2022-10-04", "place": "Istanbul", "measure": "stock", "value": "9",
           "who": "us"}  # fmt: skip
    own = tmp_path / "newer.csv"
    own.write_text(
        f"{','.join(columns)}\n{','.join(row.get(name, '') for name in columns)}\n", encoding="utf-8"
    )
    assert len(alee.load_reports(own)) == 1
