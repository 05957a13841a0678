"""The benches run at tiny sizes and give whole tables; the NumPy version plays the engine's own game."""

import re

import numpy as np
import pytest

from alee.simulation import run_plan
from benchmarks.__main__ import BENCHES, main
from benchmarks.measure import Timing, log_slope, time_in_turn
from benchmarks.numpy_version import chances_of, play
from benchmarks.tables import PAGE, page
from benchmarks.worlds import SEED, World, compile_world


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_gives_whole_rows(name: str) -> None:
    tables = BENCHES[name](quick=True)
    assert tables
    for table in tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert "NO" not in {cell for row in table.rows for cell in row}
        assert table.on_screen().row_count == len(table.rows)


def test_a_quick_run_shows_tables_and_writes_no_page(capsys: pytest.CaptureFixture[str]) -> None:
    before = PAGE.read_bytes() if PAGE.exists() else b""
    main(["--quick", "threads"])
    assert "Two threads against one" in capsys.readouterr().out
    assert (PAGE.read_bytes() if PAGE.exists() else b"") == before


def test_an_unknown_bench_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["thread"])
    assert "Allowed: rates, threads, growth, memory, flee" in capsys.readouterr().err


def test_the_page_tells_versions_and_nobodys_folders() -> None:
    text = page(BENCHES["memory"](quick=True), load=0.5)
    assert re.search(r"Cores: \d+ .*\n- Python [\d.]+, NumPy [\d.]+, Numba [\d.]+", text)
    for written in (text, PAGE.read_text(encoding="utf-8")):
        assert not re.search(r"https?://|/(home|root|work|tmp|Users)/", written)


@pytest.mark.statistics
@pytest.mark.parametrize(
    "world", [World(communities=4, days=12, people=8_000_000, lived_in=n) for n in (1, 4)]
)
def test_numpy_plays_the_same_game(world: World) -> None:
    """Means over 40 members of persons per corridor and place; 6 standard errors, false alarms below 1e-3."""
    members = 40
    plan = compile_world(world)
    alee = run_plan(plan, plan.prior_coordinates(SEED, 0, members), SEED)
    numpy = play(chances_of(plan, SEED), members, SEED)
    for name in ("displaced", "present", "arrivals", "crossings"):
        ours = np.asarray(getattr(alee, name), dtype=np.float64)[:, -1].reshape(members, -1)
        theirs = getattr(numpy, name)[:, -1].reshape(members, -1)
        error = np.sqrt((ours.var(axis=0, ddof=1) + theirs.var(axis=0, ddof=1)) / members)
        assert np.all(np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) <= 6 * error), name
    assert numpy.present[:, -1].sum() == numpy.displaced.sum()


def test_jobs_take_turns_after_a_warm_up() -> None:
    calls: list[str] = []
    times = time_in_turn({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, repeats=2)
    assert calls == ["a", "b"] * 3
    assert [len(times[name].wall_seconds) for name in "ab"] == [2, 2]


def test_ratios_are_medians_over_the_turns() -> None:
    slow, quick = Timing((2.0, 2.0, 90.0), (4.0, 4.0, 4.0)), Timing((1.0, 1.0, 1.0), (1.0, 2.0, 4.0))
    assert (slow.cpu_over(quick), slow.wall_over(quick), slow.cpu) == (2.0, 2.0, 2.0)
    assert log_slope([1.0, 10.0, 100.0], [2.0, 20.0, 200.0]) == pytest.approx(1.0)
