"""The open-loop protocol on a small folder: what goes in, what stays out, and what it says."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alee.cli import main
from alee.core.errors import InputError
from alee.evaluation import open_loop
from alee.evaluation.folder_scores import score_folder
from alee.evaluation.results import Results, mean_rows
from alee.files.flee.convert import scenario_from_flee
from alee.files.flee.folder import load_flee
from alee.files.flee.journeys import closed_by_day, road_km
from alee.files.flee.write import import_flee
from alee.model.events import Closure, Opening
from alee.model.flee import FleeClosure, FleeSeries, FleeWorld

FOLDER = Path(__file__).parents[1] / "data" / "flee_hamlet"


@pytest.fixture(scope="module")
def world() -> FleeWorld:
    return load_flee(FOLDER)


def test_newcomers_pay_the_debt_of_a_fall_first() -> None:
    found = open_loop.newcomers(np.array([10.0, 15.0, 12.0, 14.0, 20.0]))
    np.testing.assert_array_equal(found, [0, 5, 0, 0, 5])


def test_every_row_adds_up_to_the_total_and_starts_from_the_first_day(world: FleeWorld) -> None:
    instance = open_loop.instance_of(world)
    growing = replace(instance, counted=np.cumsum(np.ones_like(instance.counted), axis=0))
    for shares in (open_loop.distance_shares(growing), open_loop.capacity_shares(growing)):
        np.testing.assert_allclose(shares.sum(axis=1), 1.0)
        rows = open_loop.shared_out(growing, np.asarray(shares))
        np.testing.assert_allclose(rows.sum(axis=1), growing.total)
        np.testing.assert_array_equal(rows[0], growing.counted[0])


def test_alees_row_knows_no_capacity_and_no_later_count(world: FleeWorld) -> None:
    """Shares must not change when capacities and the split of later counts change, the total being equal."""
    instance = open_loop.instance_of(world)
    mean = instance.counted.copy()
    mean[1:] = instance.total[1:, None] / len(instance.camps)
    rooms = tuple(replace(p, population=7 if p.is_camp else p.population) for p in world.locations)
    other = replace(instance, counted=mean, world=replace(world, locations=rooms))
    ours = open_loop.play_alee(instance, 20, 1, 1)
    theirs = open_loop.play_alee(other, 20, 1, 1)
    np.testing.assert_array_equal(ours, theirs)


def test_the_protocol_names_all_rows_and_repeats_itself(world: FleeWorld) -> None:
    first = open_loop.evaluate_open_loop([FOLDER], members=20, flee_runs=1, seed=3, threads=1)
    again = open_loop.evaluate_open_loop([FOLDER], members=20, flee_runs=1, seed=3, threads=2)
    names = {row["row"]: row["knows"] for row in first.where(folder=world.name)}
    assert names["Flee's rules, capacities"] == "leaky"
    assert names["Alee"] == "clean"
    assert len(names) == 6
    for one, two in zip(first.rows, again.rows, strict=True):
        assert {k: v for k, v in one.items() if k != "CPU s"} == {
            k: v for k, v in two.items() if k != "CPU s"
        }


def test_a_folder_without_counts_is_refused(world: FleeWorld) -> None:
    with pytest.raises(InputError, match="no camp has counts"):
        open_loop.instance_of(replace(world, counts={}))


def test_too_few_members_are_refused() -> None:
    with pytest.raises(InputError, match="20 members or more"):
        open_loop.evaluate_open_loop([FOLDER], members=3)


def test_whole_journeys_take_the_shortest_way_and_follow_closures(world: FleeWorld) -> None:
    closed = replace(world, closures=(FleeClosure("location", world.camps[0], "", 2, 4),))
    days = [day for day, ways, _ in closed_by_day(closed)]
    assert days == [0, 2, 4]
    scenario = scenario_from_flee(closed).scenario
    index = {place.name: p for p, place in enumerate(world.locations)}
    km = road_km(world)
    for corridor in scenario.corridors:
        assert corridor.km == km[index[corridor.from_place], index[corridor.to_place]]
    shut = [e for e in scenario.events if isinstance(e, Closure)]
    opened = [e for e in scenario.events if isinstance(e, Opening)]
    assert len(shut) == len(opened) == len(scenario.corridors)
    assert {(e.start - world.start).days for e in shut} == {2}
    assert {(e.start - world.start).days for e in opened} == {4}


def test_a_count_published_after_the_first_day_is_not_kin(world: FleeWorld) -> None:
    name = world.camps[0]
    late = replace(world, reported={**world.reported, name: FleeSeries((3, 5), (900.0, 950.0))})
    kin = {p.name: p.kin for p in scenario_from_flee(late).scenario.places}
    assert kin[name] == 0
    early = replace(world, reported={**world.reported, name: FleeSeries((-2, 5), (900.0, 950.0))})
    assert {p.name: p.kin for p in scenario_from_flee(early).scenario.places}[name] == 900


def test_roads_are_kept_on_request(world: FleeWorld) -> None:
    assert len(scenario_from_flee(world, roads=True).scenario.corridors) == 2 * len(world.routes)


def test_score_of_a_folder_names_flees_measures_and_proper_ones(world: FleeWorld) -> None:
    found = {row["measure"] for row in score_folder(world, members=20, seed=1).where(place="all camps")}
    assert {"ARD", "ARD rescaled", "MASE-7 against the flat forecast", "nCRPS at report dates"} <= found
    with pytest.raises(InputError, match="Allowed are flee"):
        score_folder(world, behaviour="fle")


def test_the_commands_print_and_write_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "o.json"
    with pytest.raises(SystemExit) as code:
        main(
            ["evaluate", "open-loop", str(FOLDER), "--members", "20", "--flee-runs", "0", "--json", str(out)]
        )
    assert code.value.code == 0
    assert "1/road distance" in capsys.readouterr().out
    content = json.loads(out.read_text())
    assert content["protocol"] == "open-loop"
    assert {row["row"] for row in content["rows"]} >= {"Alee", "first day + uniform"}
    with pytest.raises(SystemExit) as code:
        main(["score", str(FOLDER), "--members", "2"])
    assert code.value.code == 0
    assert "MASE-7" in capsys.readouterr().out


def test_a_scenario_made_of_a_folder_is_played_by_flees_rules_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_flee(FOLDER, tmp_path / "made")
    said = []
    for name in (FOLDER, tmp_path / "made"):
        with pytest.raises(SystemExit) as code:
            main(["simulate", str(name), "--behaviour", "flee", "--members", "3"])
        assert code.value.code == 0
        said.append(capsys.readouterr().out.splitlines()[1:])
    assert said[0] == said[1]
    with pytest.raises(SystemExit) as code:
        main(["simulate", str(FOLDER), "--behaviour", "fle"])
    assert code.value.code == 3
    assert 'Did you mean "flee"' in capsys.readouterr().err


def test_results_leave_out_what_is_no_number() -> None:
    rows = ({"folder": "a", "row": "x", "s": 1.0}, {"folder": "b", "row": "x", "s": float("nan")})
    results = Results(protocol="p", rows=rows)
    assert json.loads(results.json())["rows"][1]["s"] is None
    assert "| b | x | - |" in results.markdown()
    assert mean_rows([rows[0]], by="row", of=["s"], label="mean")[0]["s"] == 1.0
