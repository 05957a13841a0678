"""The guide is tried: its commands run one after the other, on its own table."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from alee.cli import main
from alee.files.schema import services_schema

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/guides/needs.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    return [text for word, text in fenced if word == language]


HAS_BROWSER = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def test_the_commands_of_the_guide_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "october.csv").write_text(blocks("csv")[0], encoding="utf-8")
    lines = [line for block in blocks("") for line in block.splitlines() if line.startswith("alee ")]
    assert len(lines) == 11
    for line in lines:
        if line.endswith(".png") and not HAS_BROWSER:
            continue
        words = shlex.split(line)[1:]
        words += ["--members", "20", "--rounds", "0", "--quiet"] if words[0] == "fit" else []
        words += ["--quiet"] if words[0] == "forecast" else []
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 0, (line, capsys.readouterr().err)
    told = capsys.readouterr().out
    assert "4 October 2022, a bed for the night: 19 asked, " in told
    assert "Next 89 days" in told  # one day has been logged
    assert "What if: close 'Moscow > Istanbul by air'" in told
    assert "Istanbul, " in told
    assert (tmp_path / "istanbul.html").stat().st_size > 50_000
    assert "2022-10-04,Istanbul,bed,Example volunteers,19,16,9" in (tmp_path / "our-numbers.csv").read_text()


def test_the_guide_is_linked_and_names_only_real_fields() -> None:
    assert "docs/guides/needs.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    schema = services_schema()
    known = set(schema["properties"]) | set(schema["$defs"]["Service"]["properties"])
    rows = re.findall(r"^\| (`[^|]*) \|", GUIDE, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert len(named) > 12
    assert named <= known
