"""Two waves side by side."""

from pathlib import Path

import numpy as np
import pytest

import alee
from alee.cli import main
from alee.outlook.waves import compare_waves

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"


@pytest.fixture(scope="module")
def posterior():
    scenario, reports = alee.load_scenario(HAMLET), alee.load_reports(HAMLET / "reports.csv")
    return alee.fit(scenario, reports, members=60, seed=1, rounds=0)


def test_a_wave_beside_itself_has_ratios_around_one_as_wide_as_both(posterior) -> None:
    rows = {row.name: row for row in compare_waves(posterior, posterior)}
    size = rows["people who left"]
    assert size.first == size.second
    assert size.ratio is not None
    assert size.ratio[0] < 1.0 < size.ratio[2]
    assert size.ratio[1] == pytest.approx(1.0, abs=0.15)
    shares = [row.first[1] for row in rows.values() if row.name.startswith("share of") and row.first]
    assert sum(shares) == pytest.approx(1.0, abs=0.05)


def test_size_and_pace_by_hand(posterior) -> None:
    rows = {row.name: row for row in compare_waves(posterior, posterior)}
    daily = posterior.displaced.sum(("place", "group")).values
    assert rows["people who left"].first[1] == np.median(daily.sum(axis=1))
    assert rows["most in one day"].first[1] == np.median(daily.max(axis=1))
    half = [int(np.searchsorted(np.cumsum(d), d.sum() / 2)) - int((d > 0).argmax()) + 1 for d in daily]
    assert rows["days until half of them had left"].first[1] == np.median(half)


def test_what_only_one_wave_has_is_kept(posterior) -> None:
    scenario = alee.load_scenario(HAMLET.parent / "crossroads")
    reports = alee.load_reports(HAMLET.parent / "crossroads" / "reports.csv")
    other = alee.fit(scenario, reports, members=40, seed=1, rounds=0)
    rows = compare_waves(posterior, other)
    assert any(row.first is None and row.second is not None and row.ratio is None for row in rows)
    assert any(row.second is None and row.first is not None for row in rows)


def test_the_command_prints_both(posterior, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alee.save(posterior, tmp_path / "run")
    with pytest.raises(SystemExit) as code:
        main(["waves", str(tmp_path / "run"), str(tmp_path / "run")])
    assert code.value.code == 0
    assert "people who left" in capsys.readouterr().out
