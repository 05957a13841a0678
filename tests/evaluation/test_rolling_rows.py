"""Parts of Alee alone, mixes, and the engine in a rolling evaluation; nothing tells what came later."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alee.core.errors import InputError
from alee.evaluation import rolling
from alee.evaluation.as_known import as_known
from alee.evaluation.combining import learn_weights
from alee.evaluation.engine_ahead import Engine, engine_of, engine_says
from alee.evaluation.rolling import evaluate_rolling
from alee.evaluation.rolling_rows import COMPONENTS, ENGINE_MIXED, MIXED, OURS, Entry, Panel, said_of
from alee.evaluation.rolling_scores import score_rows
from alee.evaluation.targets import origins
from alee.files.flee.write import flee_world
from alee.model.flee import FleeChange, FleeClosure, FleeSeries, FleeWorld
from alee.model.reports import Reports
from alee.outlook.counting import Situation
from alee.outlook.paces import LEARNT
from alee.outlook.reported_counts import archive_of
from tests.evaluation.test_rolling import situation, write_folder
from tests.worlds import report, small_world, some_reports

HAMLET = Path(__file__).parents[1] / "data" / "flee_hamlet"
FIRST = dt.date(2030, 3, 1)


def counted_reports(until: int = 70) -> Reports:
    rows = []
    for area, size, slow in (("Seeland", 400.0, 10.0), ("Farland", 90.0, 50.0)):
        for k in range(0, until, 4):
            day = FIRST + dt.timedelta(days=k)
            value = round(size * (1.0 + k / slow))
            rows.append(report(f"{area}{k}", area, "stock", value, str(day), str(day), issuer="office"))
    return Reports([*some_reports(), *rows])


def test_weights_find_the_better_component_and_stay_near_the_plain_mix_without_lessons() -> None:
    truth = np.linspace(100.0, 900.0, 40)
    table = np.stack([truth + 5.0, truth * 0.5], axis=1)
    plain = np.array([0.5, 0.5])
    found = learn_weights([(truth, table, truth * 0.7)], plain)
    assert found.sum() == pytest.approx(1.0)
    assert found[0] > 0.8
    assert learn_weights([], plain).tolist() == plain.tolist()
    assert learn_weights([(np.empty(0), np.empty((0, 2)), np.empty(0))], plain).tolist() == plain.tolist()


def world() -> FleeWorld:
    return replace(
        flee_world(HAMLET),
        closures=(FleeClosure("country", "A", "B", 2, 9), FleeClosure("country", "A", "B", 8, 20)),
    )


def test_a_flee_folder_as_known_holds_nothing_later() -> None:
    whole, day = world(), 5
    seen = as_known(whole, day)
    assert seen.length == whole.length
    for name, series in seen.conflicts.items():
        assert series[: day + 1] == whole.conflicts[name][: day + 1]
        assert set(series[day:]) == {series[day]}
        assert len(series) == len(whole.conflicts[name])
    assert [closure.start for closure in seen.closures] == [2]
    assert seen.closures[0].end == -1
    for kept in (seen.reported, seen.counts):
        assert all(max(series.days) <= day for series in kept.values())


def test_conflict_and_counts_after_the_day_change_nothing_of_what_is_known() -> None:
    whole, day = world(), 5
    later = {name: (*series[: day + 1], *(9.0,) * (len(series) - day - 1))
             for name, series in whole.conflicts.items()}  # fmt: skip
    counted = {}
    for name, series in whole.reported.items():
        n = sum(d <= day for d in series.days)
        counted[name] = FleeSeries((*series.days[:n], day + 1), (*series.counts[:n], 7.0))
    first, second = as_known(whole, day), as_known(replace(whole, conflicts=later, reported=counted), day)
    assert first.conflicts == second.conflicts
    assert first.reported == second.reported


def test_floods_hunger_and_changes_after_the_day_change_nothing_of_what_is_known() -> None:
    whole, day = world(), 2
    calm = replace(whole, floods={"Brook": (0, 0, 1, 1, 1, 1)}, hunger={"A": (1.0, 2.0, 3.0, 4.0)},
                   changes=(FleeChange("Brook", "camp", 2),))  # fmt: skip
    wild = replace(whole, floods={"Brook": (0, 0, 1, 4, 4, 0)}, hunger={"A": (1.0, 2.0, 3.0, 90.0)},
                   changes=(*calm.changes, FleeChange("Brook", "conflict", 3)))  # fmt: skip
    seen = as_known(wild, day)
    assert seen == as_known(calm, day)
    assert seen.floods == {"Brook": (0, 0, 1, 1, 1, 1)}
    assert seen.hunger == {"A": (1.0, 2.0, 3.0, 3.0)}
    assert seen.changes == calm.changes


def test_folders_of_counts_alone_have_no_engine(tmp_path: Path) -> None:
    assert engine_of(write_folder(tmp_path / "counts", situation())) is None
    found = engine_of(HAMLET)
    assert found is not None
    assert found.world is not None


@pytest.fixture(scope="module")
def entry() -> Entry:
    reports = counted_reports()
    archive, streams = archive_of(reports)
    made = Situation("small", archive, FIRST.toordinal())
    walk = tuple(origins(made))[:3:2]
    engine = Engine(None, small_world(), reports, streams)
    said = engine_says(engine, walk, members=20, seed=3)
    return Entry(made, walk, tuple(said))


def test_the_engine_speaks_of_every_target_and_ignores_later_reports(entry: Entry) -> None:
    assert entry.engine is not None
    for origin, said in zip(entry.walk, entry.engine, strict=True):
        assert said.mechanism.shape == said.assimilated.shape == (20, len(origin.targets))
        assert (said.moved >= 0.0).all()
        assert np.isfinite(said.assimilated).all()
    origin = entry.walk[0]
    day = dt.date.fromordinal(origin.known.origin)
    reports = counted_reports()
    bent = Reports([r if r.published and r.published <= day else r.model_copy(update={"value": 1e6})
                    for r in reports if r.value])  # fmt: skip
    again = engine_says(
        Engine(None, small_world(), bent, archive_of(bent)[1]), entry.walk[:1], members=20, seed=3
    )
    assert again[0].assimilated.tobytes() == entry.engine[0].assimilated.tobytes()


def test_parts_speak_alone_and_mixes_leave_one_out(entry: Entry) -> None:
    panel = Panel(entry, LEARNT, [], 30, 1)
    rows = panel.plain() | panel.ablation() | panel.engine()
    assert {f"{MIXED} but {name}" for name in COMPONENTS} | {MIXED, "engine"} <= set(rows)
    assert ENGINE_MIXED not in rows, "without another situation there are no weights to learn"
    assert ENGINE_MIXED in Panel(entry, LEARNT, [entry], 30, 1).engine()
    for said in rows.values():
        assert len(said) == len(entry.walk)
    middle = {name: np.median(rows[name][0].draws, axis=0) for name in (OURS, "Alee without its record")}
    np.testing.assert_allclose(middle[OURS], middle["Alee without its record"], rtol=1e-6)
    assert not np.allclose(
        np.median(rows["Alee, own counts only"][0].draws, axis=0),
        np.median(rows["Alee, all counts only"][0].draws, axis=0),
    )


def test_ablation_and_engine_on_the_command(tmp_path: Path) -> None:
    here = write_folder(tmp_path / "here", situation())
    results = evaluate_rolling([here], members=30, ablation=True, engine=20)
    assert results.settings["most origins"] == rolling.ENGINE_MOST
    weekly = evaluate_rolling([here], members=30)
    few, many = (
        r.where(row=OURS, horizon=7, phase="all", of="total")[0]["targets"] for r in (results, weekly)
    )
    assert int(few) <= int(many) / 3
    assert results.where(row=MIXED, phase="all")
    assert not results.where(row="engine")
    with pytest.raises(InputError, match="engine: 5 is out of range"):
        evaluate_rolling([here], engine=5)


def test_chances_are_scored_by_their_squared_error() -> None:
    made = situation()
    walk = tuple(origins(made))[:1]
    sure = np.array([t.figure for t in walk[0].targets])
    right, wrong = (said_of(walk[0], np.tile(values, (20, 1))) for values in (sure, np.zeros_like(sure)))
    rows = score_rows("here", walk, {OURS: [right], "nobody": [wrong]}, OURS, 1)
    found = {
        row["row"]: row for row in rows if (row["horizon"], row["phase"], row["of"]) == (7, "all", "total")
    }
    assert found[OURS]["thresholds"] == 0.0
    assert found[OURS]["slowing"] == 0.0
    assert float(str(found["nobody"]["thresholds"])) >= 0.5
    assert found["nobody"]["slowing"] == 1.0
