"""Whole scenarios: their checks, their order, and the areas in them."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alee.core.errors import Problem, ScenarioError
from alee.files.scenario_folder import load_scenario
from alee.model.areas import Area, corridors_into, corridors_out_of, places_in, resolve_area
from alee.model.behaviour import Behaviour
from alee.model.checks import Draft, find_problems
from alee.model.events import Closure, Opening, Shock
from alee.model.scenario import Scenario

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def crossroads() -> Scenario:
    return load_scenario(ROOT / "scenarios/crossroads")


@pytest.mark.parametrize("name", ["hamlet", "crossroads"])
def test_teaching_scenarios_have_nothing_to_complain_of(name: str) -> None:
    scenario = load_scenario(ROOT / "scenarios" / name)
    assert list(find_problems(Draft.of(scenario))) == []
    assert scenario.example
    assert scenario.name == name


def test_sizes_of_the_teaching_scenarios(crossroads: Scenario) -> None:
    assert len(crossroads.places) == 12
    assert len(load_scenario(ROOT / "scenarios/hamlet").places) == 3


def test_rows_stand_in_one_order(crossroads: Scenario) -> None:
    names = [place.name for place in crossroads.places]
    assert names == sorted(names)
    shuffled = {
        table: tuple(random.Random(4).sample(getattr(crossroads, table), len(getattr(crossroads, table))))
        for table in ("places", "corridors", "groups", "events", "areas")
    }
    assert crossroads.replacing(**shuffled) == crossroads


def test_looking_up(crossroads: Scenario) -> None:
    assert crossroads.place("Capital").residents == 900_000
    assert crossroads.corridor("Forest path").sensitivity == "irregular"
    assert crossroads.group("students").share == 0.08
    assert crossroads.is_home(crossroads.place("Capital"))
    with pytest.raises(ScenarioError, match='Did you mean "Capital"'):
        crossroads.place("Capitol")


def test_what_ifs_are_checked_too(crossroads: Scenario) -> None:
    assert len(crossroads.with_events(Closure("Pine Gate", start="2030-03-25")).events) == 9
    with pytest.raises(ScenarioError, match='Did you mean "Pine Gate"'):
        crossroads.with_events(Closure("Pine Gat", start="2030-03-25"))
    with pytest.raises(ScenarioError, match="opens and closes on the same day"):
        crossroads.with_events(
            Closure("Pine Gate", start="2030-03-25"), Opening("Pine Gate", start="2030-03-25")
        )
    assert crossroads.with_behaviour(Behaviour()).behaviour == Behaviour()


def test_all_problems_are_found_at_once(crossroads: Scenario) -> None:
    bad_way = crossroads.corridor("Forest path").model_copy(update={"to_place": "Nowhere"})
    with pytest.raises(ScenarioError) as refusal:
        crossroads.replacing(
            corridors=(*crossroads.corridors, bad_way),
            focus=("Nowhere",),
            home=("AAA", "ZZZ"),
            groups=crossroads.groups[:-1],
        )
    told = str(refusal.value)
    for part in (
        'there is no place called "Nowhere"',
        'the name "Forest path" stands twice',
        "no place lies in the home country ZZZ",
        "the shares of all groups together make",
        'no place, area or country called "Nowhere"',
    ):
        assert part in told


def test_a_hopeless_scenario_is_refused_soon(crossroads: Scenario) -> None:
    lost = crossroads.corridor("Forest path").model_copy(update={"to_place": "Nowhere"})
    ways = [lost.model_copy(update={"name": f"way {number}"}) for number in range(20_000)]
    with pytest.raises(ScenarioError) as refusal:
        crossroads.replacing(corridors=ways)
    assert len(refusal.value.problems) == 501
    assert "there are more than 500 problems" in str(refusal.value.problems[-1])


def test_many_warnings_do_not_stop_a_large_scenario(crossroads: Scenario) -> None:
    """Thousands of places that nobody can reach are remarkable, not wrong."""
    first = crossroads.places[0]
    far = [first.model_copy(update={"name": f"Far {number}", "residents": 0}) for number in range(1200)]
    large = crossroads.replacing(places=(*crossroads.places, *far))
    found = list(find_problems(Draft.of(large)))
    assert len(found) == 501
    assert all(problem.is_warning for problem in found)
    assert "there are more than 500 problems" in found[-1].wrong


def test_an_error_behind_many_warnings_is_found(
    crossroads: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warn(draft: Draft) -> Iterator[Problem]:
        yield from (Problem("odd", is_warning=True) for _ in range(700))

    def refuse(draft: Draft) -> Iterator[Problem]:
        yield Problem("wrong")

    monkeypatch.setattr("alee.model.checks.CHECKS", (warn, refuse))
    assert not list(find_problems(Draft.of(crossroads)))[-1].is_warning
    monkeypatch.setattr("alee.model.checks.CHECKS", (warn, warn))
    assert list(find_problems(Draft.of(crossroads)))[-1].is_warning


def test_warnings_do_not_stop_a_scenario(crossroads: Scenario) -> None:
    quiet = crossroads.replacing(events=(), corridors=())
    warnings = [problem for problem in find_problems(Draft.of(quiet)) if problem.is_warning]
    told = "\n".join(map(str, warnings))
    assert 'no way leads from "Capital" to another country' in told
    assert 'no way leads to "Northport" from where people live' in told
    assert "nobody will leave" in told


def test_areas_of_countries(crossroads: Scenario) -> None:
    north = resolve_area(crossroads, "Northland")
    assert north is not None
    assert places_in(crossroads, north) == (
        "Lake Gate",
        "Meadow Camp",
        "Northport",
        "Pine Gate",
        "Quiet House",
    )
    assert corridors_into(crossroads, north) == (
        "Border Halt > Pine Gate by foot",
        "Border Halt > Pine Gate by road",
        "Forest path",
        "Harbour City > Northport by sea",
        "Milltown > Lake Gate by road",
    )
    assert corridors_out_of(crossroads, north) == ()


def test_areas_narrowed_by_mode_and_start(crossroads: Scenario) -> None:
    by_road = resolve_area(crossroads, "Southland (road border)")
    flights = resolve_area(crossroads, "Southland (flights from Capital)")
    assert by_road is not None
    assert flights is not None
    assert corridors_into(crossroads, by_road) == (
        "Capital > Dry Pass by road",
        "Coalfield > Dry Pass by road",
    )
    assert corridors_into(crossroads, flights) == ("Capital > Sky Gate by air",)
    anywhere = Area(name="x", countries=["CCC"], from_places=["Northport"])
    assert corridors_out_of(crossroads, anywhere) == ("Harbour City > Northport by sea",)


def test_areas_of_named_places_count_every_way_in(crossroads: Scenario) -> None:
    northport = resolve_area(crossroads, "Northport")
    assert northport == Area(name="Northport", places=["Northport"])
    assert corridors_into(crossroads, northport) == (
        "Harbour City > Northport by sea",
        "Lake Gate > Northport by rail",
        "Meadow Camp > Northport by road",
        "Pine Gate > Northport by road",
    )
    assert corridors_out_of(crossroads, northport) == ("Northport > Quiet House by road",)
    both = Area(name="x", places=["Northport", "Meadow Camp"])
    assert "Meadow Camp > Northport by road" not in corridors_into(crossroads, both)


def test_names_of_areas_are_exact(crossroads: Scenario) -> None:
    assert resolve_area(crossroads, "northland") is None
    assert resolve_area(crossroads, "CCC") == Area(name="CCC", countries=["CCC"])
    assert resolve_area(crossroads, "DDD") is None


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_ways_into_an_area_end_inside_and_start_outside(data: st.DataObject) -> None:
    scenario = load_scenario(ROOT / "scenarios/crossroads")
    names = [place.name for place in scenario.places]
    area = Area(
        name="drawn",
        places=data.draw(st.lists(st.sampled_from(names), unique=True)),
        countries=data.draw(st.lists(st.sampled_from(["AAA", "BBB", "CCC"]), unique=True)),
    )
    inside = set(places_in(scenario, area))
    for name in corridors_into(scenario, area):
        way = scenario.corridor(name)
        assert way.to_place in inside
        assert way.from_place not in inside
    for name in corridors_out_of(scenario, area):
        way = scenario.corridor(name)
        assert way.from_place in inside
        assert way.to_place not in inside


def test_a_scenario_needs_places_and_groups() -> None:
    with pytest.raises(ScenarioError) as refusal:
        Scenario(name="x", start="2030-01-01", as_of="2030-01-02", home=["AAA"], places=[], groups=[])
    assert {problem.path for problem in refusal.value.problems} == {("places",), ("groups",)}
    with pytest.raises(ScenarioError, match="small letters a to z"):
        Scenario(
            name="My Scenario", start="2030-01-01", as_of="2030-01-02", home=["AAA"], places=[], groups=[]
        )


def test_events_may_be_rows_of_cells(crossroads: Scenario) -> None:
    assert crossroads.replacing(events=[{"kind": "shock", "start": "2030-03-05"}]).events == (
        Shock(start="2030-03-05"),
    )
    with pytest.raises(ScenarioError) as refusal:
        crossroads.replacing(events=[{"kind": "shock", "start": "2030-03-05"}, {"kind": "shok"}])
    assert refusal.value.problems[0].path == ("events", 1, "kind")
