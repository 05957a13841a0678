"""The commands that look ahead run as the README shows them, on both examples, with few members."""

import re
import shlex
from pathlib import Path

import pytest

from alee.cli import main

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
VERBS = ("fit", "forecast", "ahead")


def shown() -> list[list[str]]:
    block = next(text for text in re.findall(r"```\n(.*?)```", README, re.DOTALL) if "alee check" in text)
    words = [shlex.split(line, comments=True) for line in block.splitlines()]
    return [line[1:] for line in words if line[1] in VERBS and "--given" not in line]


def test_both_examples_look_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = shown()
    assert {"russia-2022", "ukraine-2022"} <= {word for line in lines for word in line}
    for line in lines:
        few = ["--members", "20", "--quiet"] if line[0] == "fit" else []
        with pytest.raises(SystemExit) as left:
            main([*line, *few])
        assert left.value.code == 0, line
        said = capsys.readouterr().out
        if line[0] == "ahead":
            assert re.search(r"present on \d{4}-\d\d-\d\d", said)
            assert "arrivals until" in said
            assert "departures until" in said
            assert "Arrivals peak" in said
            assert "at some time by then" in said
