"""The guide to reading says what the code does."""

import re
import shutil
from pathlib import Path

import pytest

import alee
from alee.reading.copies import RUN
from alee.reading.model_client import KEY_VARIABLE, MOST_SECONDS
from alee.reading.model_reader import MOST_PARTS, PART, TRUST
from alee.reading.proposals import KINDS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "reading-a-dispatch.md").read_text(encoding="utf-8")


def test_its_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "scenarios" / "hamlet", tmp_path / "my-scenario")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    exec(compile(block, "guide", "exec"), {})
    assert capsys.readouterr().out == 'characters 35 to 38: "310" stands\n'
    assert alee.load_reports(tmp_path / "my-scenario")[-1].value == 310


def test_its_figures_are_those_of_the_code() -> None:
    plain = " ".join(GUIDE.split())
    assert f"at most {PART * MOST_PARTS:,} characters" in plain
    assert f"never more than {TRUST:.0%} sure".replace("%", " %") in plain
    assert MOST_SECONDS == 120
    assert "in two minutes" in plain
    assert RUN == 5
    assert "runs of five words" in plain
    assert KEY_VARIABLE in plain


def test_every_kind_is_explained() -> None:
    table = GUIDE.partition("| kind |")[2].partition("\n\n")[0]
    assert [kind for kind in KINDS if kind not in table] == []
