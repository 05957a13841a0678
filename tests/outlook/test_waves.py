"""Two waves side by side."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

import alee
from alee.cli import main
from alee.core.errors import InputError
from alee.model.events import Shock
from alee.model.reports import Report, Reports
from alee.outlook.earlier import earlier_wave, reports_about
from alee.outlook.waves import compare_waves

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"


@pytest.fixture(scope="module")
def posterior():
    scenario, reports = alee.load_scenario(HAMLET), alee.load_reports(HAMLET / "reports.csv")
    return alee.fit(scenario, reports, members=60, seed=1, rounds=0)


def test_a_wave_beside_itself_has_ratios_around_one_as_wide_as_both(posterior) -> None:
    rows = {row.name: row for row in compare_waves(posterior, posterior)}
    size = rows["people who left home"]
    assert size.first == size.second
    assert size.ratio is not None
    assert size.ratio[0] < 1.0 < size.ratio[2]
    assert size.ratio[1] == pytest.approx(1.0, abs=0.15)
    shares = [row.first[1] for row in rows.values() if row.name.startswith("share of") and row.first]
    assert sum(shares) == pytest.approx(1.0, abs=0.05)


def test_size_and_pace_by_hand(posterior) -> None:
    rows = {row.name: row for row in compare_waves(posterior, posterior)}
    daily = posterior.displaced.sum(("place", "group")).values
    assert rows["people who left home"].first[1] == np.median(daily.sum(axis=1))
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
    assert "people who left home" in capsys.readouterr().out


SPRING, SPRING_ENDS = dt.date(2030, 3, 1), dt.date(2030, 3, 9)


def spring_report(**changes) -> Report:
    return Report(**{
        "id": "S1", "published": "2030-05-01", "start": "2030-03-01", "end": "2030-03-09", "place": "AAA",
        "measure": "departures_from_origin", "value": 90, "unit": "persons", "issuer": "An institute",
        **changes,
    })  # fmt: skip


@pytest.fixture(scope="module")
def told_of_spring() -> alee.Posterior:
    scenario, reports = alee.load_scenario(HAMLET), alee.load_reports(HAMLET / "reports.csv")
    later = spring_report(id="S2", published="2031-01-01", value=80)
    rows = Reports([*reports, spring_report(), later])
    return alee.fit(scenario, rows, members=60, seed=1, rounds=0)


def test_the_earlier_wave_reads_what_was_published_by_the_as_of_date_and_nothing_later(
    told_of_spring,
) -> None:
    assert told_of_spring.fits[[f.report.id for f in told_of_spring.fits].index("S1")].used is False
    wave = earlier_wave(told_of_spring, shock=SPRING, until=SPRING_ENDS, members=60, rounds=0)
    assert [f.report.id for f in wave.used()] == ["S1"]
    assert wave.as_of == SPRING_ENDS
    shocks = [event for event in wave.scenario.events if isinstance(event, Shock)]
    assert [shock.start for shock in shocks] == [SPRING]
    own = min(e.start for e in told_of_spring.scenario.events if isinstance(e, Shock))
    assert SPRING - wave.scenario.start == own - told_of_spring.scenario.start
    assert int(wave.displaced.sel(day=slice(None, "2030-02-28")).sum()) == 0


def test_only_whole_periods_inside_speak_of_a_wave() -> None:
    rows = Reports([
        spring_report(), spring_report(id="S3", start="2030-02-01", value=70),
        spring_report(id="S4", end="2030-04-30", value=60), spring_report(id="S5", use=False, value=50),
    ])  # fmt: skip
    found = reports_about(rows, SPRING, SPRING_ENDS)
    assert [(r.id, r.published) for r in found] == [("S1", SPRING_ENDS)]


def test_what_no_report_tells_of_the_earlier_wave_is_marked(told_of_spring, posterior) -> None:
    silent = earlier_wave(posterior, shock=SPRING, until=SPRING_ENDS, members=60, rounds=0)
    rows = compare_waves(silent, posterior)
    assert not any(row.first_told for row in rows if row.first is not None)
    wave = earlier_wave(told_of_spring, shock=SPRING, until=SPRING_ENDS, members=60, rounds=0)
    heard = {row.name: row for row in compare_waves(wave, told_of_spring)}
    assert heard["people who left home"].first_told
    assert heard["people who left home"].second_told
    assert not heard["half-life of the urge to leave"].first_told


@pytest.mark.parametrize(
    ("shock", "until"),
    [
        (SPRING_ENDS, SPRING),
        (SPRING, dt.date(2030, 6, 1)),
        (dt.date(2020, 1, 1), SPRING_ENDS),
        (SPRING, SPRING),
    ],
)
def test_days_that_cannot_be_an_earlier_wave_are_refused(posterior, shock, until) -> None:
    with pytest.raises(InputError, match="cannot be an earlier wave"):
        earlier_wave(posterior, shock=shock, until=until)


def test_the_command_fits_the_earlier_wave_and_names_its_reports(
    told_of_spring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alee.save(told_of_spring, tmp_path / "run")
    words = ["waves", str(tmp_path / "run"), "--earlier", str(SPRING), "--until", str(SPRING_ENDS)]
    with pytest.raises(SystemExit) as code:
        main([*words, "--members", "60", "--quiet"])
    assert code.value.code == 0
    printed = capsys.readouterr().out
    assert "S1 (An institute)" in printed
    assert "? no report tells" in printed
    assert "S2" not in printed


def test_one_run_alone_is_no_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as code:
        main(["waves", str(tmp_path / "run"), "--earlier", "2030-03-01"])
    assert code.value.code == 3
    assert "--until DAY" in capsys.readouterr().err
