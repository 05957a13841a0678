"""Rolling forecasts: nothing looks ahead, scores are what they say, bad input is named."""

import dataclasses
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alee.core.errors import InputError
from alee.evaluation.learning import learn, lessons
from alee.evaluation.paired import compare
from alee.evaluation.rolling import OURS, REFERENCE, evaluate_rolling
from alee.evaluation.targets import origins
from alee.files.counts_folder import load_counts
from alee.outlook.baselines.ahead import damped_trend, persistence, random_walk, share_persistence
from alee.outlook.counting import Archive, Count, Situation
from alee.outlook.counts_ahead import draw_counts
from alee.outlook.experience import NOTHING
from alee.outlook.paces import LEARNT, evidence, joint_ranks, middles

DAY0 = date(2020, 1, 1).toordinal()
HAMLET = Path(__file__).parents[1] / "data" / "flee_hamlet"


def growing(
    name: str, *, until: int, step: int = 5, fade: float = 60.0, most: float = 20_000.0
) -> list[Count]:
    days = range(0, until + 1, step)
    return [Count(DAY0 + d, DAY0 + d, name, float(round(most * (1 - np.exp(-d / fade)) + 10))) for d in days]


def situation(name: str = "made up", until: int = 200) -> Situation:
    counts = [*growing("North", until=until), *growing("South", until=until, step=9, fade=90.0, most=8_000.0)]
    return Situation(name, Archive(counts), DAY0)


def write_folder(folder: Path, made: Situation) -> Path:
    folder.mkdir(parents=True)
    for name, series in made.archive.first_published().items():
        rows = [f"{date.fromordinal(int(d))},{f:g}" for d, f in zip(series.days, series.figures, strict=True)]
        (folder / f"{name}.csv").write_text("\n".join(["date,count", *rows]) + "\n", encoding="utf-8")
    return folder


@given(
    later=st.lists(
        st.tuples(st.integers(0, 60), st.integers(-100, 0), st.integers(0, 10**6)), min_size=1, max_size=8
    )
)
def test_what_is_published_later_changes_nothing(later: list[tuple[int, int, int]]) -> None:
    origin = DAY0 + 100
    before = situation(until=100).archive
    extra = [Count(origin + 1 + p, origin + d, "North", float(f)) for p, d, f in later]
    after = Archive([*growing("North", until=100), *growing("South", until=100, step=9, fade=90.0,
                                                            most=8_000.0), *extra])  # fmt: skip
    wanted = [("North", origin + 30), ("South", origin + 30)]
    first, second = before.known(origin), after.known(origin)
    assert (
        draw_counts(LEARNT, first, wanted, members=50, seed=1, had=NOTHING).tobytes()
        == draw_counts(LEARNT, second, wanted, members=50, seed=1, had=NOTHING).tobytes()
    )
    for forecaster in (persistence, damped_trend, share_persistence):
        np.testing.assert_array_equal(forecaster(first, wanted), forecaster(second, wanted))


def test_known_holds_the_newest_revision_of_each_day() -> None:
    archive = Archive([Count(10, 9, "a", 5.0), Count(12, 9, "a", 7.0), Count(14, 13, "a", 8.0)])
    assert list(archive.known(11).series["a"].figures) == [5.0]
    assert list(archive.known(12).series["a"].figures) == [7.0]
    assert archive.known(9).series == {}
    assert list(archive.first_published()["a"].figures) == [5.0, 8.0]


def test_paces_by_hand() -> None:
    still = dataclasses.replace(LEARNT, gain=1.0, own=1.0, fading=1e9, intervals=1e-9)
    days = range(0, 91, 10)
    archive = Archive([Count(d, d, "a", 1000.0 + 20.0 * d) for d in days])
    found = middles(still, evidence(archive.known(90), [("a", 100), ("a", 120)]))
    expected_75 = 20.0 * 75 / 75
    pace = 20.0 * sum(still.windows[:2]) + expected_75 * still.windows[2]
    np.testing.assert_allclose(found, [2800.0 + 10 * pace, 2800.0 + 30 * pace], rtol=1e-6)


def test_a_step_inside_one_interval_is_no_pace() -> None:
    rising = [Count(d, d, "a", 1000.0 + 100.0 * max(0, d - 80)) for d in (0, 40, *range(80, 91))]
    stepped = [count for count in rising if not 80 < count.day < 90]
    moved = [
        float(middles(LEARNT, evidence(Archive(counts).known(90), [("a", 120)]))[0]) - 2000.0
        for counts in (rising, stepped)
    ]
    assert moved[0] > 1.5 * moved[1] > 0.0


def test_the_first_count_of_a_camp_is_no_pace() -> None:
    archive = Archive([Count(0, 0, "a", 0.0), Count(20, 20, "a", 9000.0), Count(30, 30, "a", 9000.0)])
    assert float(middles(LEARNT, evidence(archive.known(30), [("a", 60)]))[0]) == 9000.0


def test_draws_have_their_median_and_go_together() -> None:
    known = situation().archive.known(DAY0 + 100)
    wanted = [("North", DAY0 + 130), ("South", DAY0 + 130)]
    draws = draw_counts(LEARNT, known, wanted, members=1001, seed=4, had=NOTHING)
    np.testing.assert_allclose(np.median(draws, axis=0), middles(LEARNT, evidence(known, wanted)), rtol=1e-6)
    assert 0.1 < np.corrcoef(np.argsort(np.argsort(draws, axis=0), axis=0).T)[0, 1] < 0.5


def test_another_destination_changes_nobody_elses_luck() -> None:
    few, more = (joint_ranks(names, 0.3, 200, 7) for names in (["a", "b"], ["a", "b", "c"]))
    np.testing.assert_array_equal(few["a"], more["a"])
    np.testing.assert_array_equal(few["b"], more["b"])


def test_random_walk_repeats_only_what_happened() -> None:
    archive = Archive([Count(d, d, "a", 100.0 + 3.0 * d) for d in range(0, 71, 7)])
    draws = random_walk(archive.known(70), [("a", 84)], members=100, seed=1)
    np.testing.assert_allclose(draws, 310.0 + 42.0)


def test_targets_lie_ahead_and_inside_their_window() -> None:
    for origin in origins(situation()):
        for target in origin.targets:
            ahead = target.day - origin.known.origin
            assert 0 < ahead <= target.horizon
            assert ahead > target.horizon - 14
        assert origin.phase in ("growing", "stable", "shrinking")


def test_learning_beats_where_it_starts() -> None:
    made = situation()
    learnt = learn([made])
    for lesson in lessons(made):
        ours = np.abs(middles(learnt, lesson.seen) - lesson.figure).sum()
        assert ours < 0.7 * np.abs(lesson.seen.level - lesson.figure).sum()


def test_paired_comparison_finds_a_difference_and_no_difference() -> None:
    normal = joint_ranks([f"loss {k}" for k in range(2)], 0.0, 200, 11)
    first, second = (1.0 + normal[f"loss {k}"] / 200 for k in range(2))
    better = compare(0.7 * first, first, block=2, seed=1, label="x")
    alike = compare(first, second, block=2, seed=1, label="x")
    assert better is not None
    assert alike is not None
    assert better.skill == pytest.approx(0.3)
    assert better.low > 0.25
    assert better.chance < 0.01
    assert alike.low < 0.0 < alike.high
    assert compare(first[:3], second[:3], block=2, seed=1, label="x") is None


def test_the_command_scores_every_row(tmp_path: Path) -> None:
    here = write_folder(tmp_path / "here", situation())
    far = [dataclasses.replace(c, destination=f"far {c.destination}") for c in growing("East", until=160)]
    there = write_folder(tmp_path / "there", Situation("there", Archive(far), DAY0))
    results = evaluate_rolling([here, there], members=50)
    rows = results.where(folder="here", horizon=30, phase="all", of="destinations")
    assert {row["row"] for row in rows} == {
        OURS, REFERENCE, "damped trend", "share persistence", "random walk"
    }  # fmt: skip
    ours, theirs = (next(r for r in rows if r["row"] == name) for name in (OURS, REFERENCE))
    assert float(str(ours["nMAE"])) < float(str(theirs["nMAE"]))
    assert float(str(ours["skill"])) > 0.0


def test_flee_folders_and_bad_input(tmp_path: Path) -> None:
    assert load_counts(HAMLET).archive.destinations
    with pytest.raises(InputError, match="no forecast can be scored"):
        evaluate_rolling([HAMLET])
    with pytest.raises(InputError, match="there is no such folder"):
        evaluate_rolling([tmp_path / "nowhere"])
    with pytest.raises(InputError, match="none was named"):
        evaluate_rolling([])
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "camp.csv").write_text("date,count\n2020-01-01,5\n2020-13-01,x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"camp\.csv, line 3: the row cannot be read"):
        load_counts(tmp_path / "bad")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "camp.csv").write_text("when,how many\n2020-01-01,5\n", encoding="utf-8")
    with pytest.raises(InputError, match="no count of people"):
        load_counts(tmp_path / "other")


def test_revisions_and_destinations_in_one_table(tmp_path: Path) -> None:
    rows = [
        "retrieved_at,country,as_of_date,cumulative_crossings",
        "2022-03-05T13:37:07-08:00,A,2022-03-04,10",
        "2022-03-06T13:37:07-08:00,A,2022-03-04,12",
        "2022-03-06T13:37:07-08:00,B,2022-03-04,5",
    ]
    (tmp_path / "table.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = load_counts(tmp_path).archive
    assert found.destinations == ("A", "B")
    day = date(2022, 3, 5).toordinal()
    assert list(found.known(day).series["A"].figures) == [10.0]
    assert list(found.known(day + 1).series["A"].figures) == [12.0]
