"""Single objects of the model: what they take, what they refuse, and what they say then."""

import pickle

import pytest

from alee.core.errors import InputError, ScenarioError
from alee.model.areas import Area
from alee.model.behaviour import Behaviour
from alee.model.corridors import Corridor
from alee.model.events import (
    KINDS,
    CapacityChange,
    Closure,
    Conflict,
    EntryRule,
    Event,
    Given,
    Rumour,
    Shock,
    ShockEnd,
    make_event,
)
from alee.model.fields import declarations
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.priors import LogNormal, Uniform

PLACE = {
    "name": "Yerevan",
    "kind": "city",
    "country": "ARM",
    "latitude": 40.2,
    "longitude": 44.5,
    "source": "assumption",
}
WAY = {"from_place": "A", "to_place": "B", "mode": "road", "km": 10, "source": "assumption"}


def test_defaults_of_a_place() -> None:
    place = Place(**PLACE)
    assert (place.residents, place.exposure, place.capacity, place.requires) == (0, 1, None, None)
    assert (place.safety, place.price, place.transit, place.sensitivity) == (1, 1, 1, "open")


def test_objects_are_frozen_and_can_be_pickled() -> None:
    place = Place(**PLACE)
    with pytest.raises(ValueError, match="frozen"):
        place.residents = 3
    assert pickle.loads(pickle.dumps(place)) == place
    assert hash(place) == hash(Place(**PLACE))


def test_all_problems_of_an_object_are_told_together() -> None:
    with pytest.raises(ScenarioError) as refusal:
        Place(**{**PLACE, "kind": "citty", "latitude": 95, "residents": -1, "colour": "red"})
    assert [problem.path for problem in refusal.value.problems] == [
        ("kind",),
        ("latitude",),
        ("residents",),
        ("colour",),
    ]
    assert 'Place "Yerevan", "kind": "citty" is not one of the words allowed here.' in str(refusal.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("exposure", "normal(1, 0.1)"),
        ("exposure", "uniform(-0.1, 2)"),
        ("exposure", -1),
        ("price", 0),
        ("price", "uniform(0, 1)"),
        ("language", 1.5),
        ("language", "beta(1, 1)"),
        ("longitude", 180.1),
        ("capacity", 0),
        ("stay_limit_days", 1.5),
        ("source", ""),
        ("country", "AR"),
        ("residents", True),
    ],
)
def test_values_out_of_range_are_refused(field: str, value: object) -> None:
    with pytest.raises(ScenarioError) as refusal:
        Place(**{**PLACE, field: value})
    assert refusal.value.problems[0].path == (field,)


@pytest.mark.parametrize("value", [0, "lognormal(1, 0.3)", Uniform(0, 2), "beta(1, 1)", "uniform(0, 3)"])
def test_priors_inside_the_range_are_taken(value: object) -> None:
    assert Place(**{**PLACE, "exposure": value}).exposure is not None


@pytest.mark.parametrize("value", ["lognormal(0.1, 1)", "normal(0.1, 0.01)"])
def test_a_share_takes_only_priors_of_shares(value: str) -> None:
    with pytest.raises(ScenarioError, match=r"beta\(a, b\) or logitnormal"):
        Behaviour(give_up=value)
    assert Behaviour(give_up="beta(1, 9)").give_up.median < 0.1


def test_corridors_are_called_by_their_ends() -> None:
    assert Corridor(**WAY).name == "A > B by road"
    assert Corridor(**WAY, name="Old road").name == "Old road"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"to_place": "A"}, ("to_place",)),
        ({"hours": 2}, ("km",)),
        ({"km": None}, ("km",)),
        ({"capacity": "normal(100, 10)"}, ("capacity",)),
        ({"fare": "uniform(1, 2)"}, ("fare",)),
    ],
)
def test_impossible_corridors_are_refused(change: dict[str, object], path: tuple[str, ...]) -> None:
    with pytest.raises(ScenarioError) as refusal:
        Corridor(**{**WAY, **change})
    assert [problem.path for problem in refusal.value.problems] == [path]


def test_groups() -> None:
    group = Group(name="men", share=0.2, leave="lognormal(3, 0.3)", documents="passport:0.3", source="R1")
    assert group.documents.get("passport", 0.0) == 0.3
    assert group.documents.get("visa", 0.0) == 0.0
    assert group.follows is None
    assert pickle.loads(pickle.dumps(group)) == group


def test_targets_may_come_first() -> None:
    assert Closure("Upper Lars", start="2022-10-10") == Closure(target="Upper Lars", start="2022-10-10")
    assert Closure("Upper Lars", start="2022-10-10").published == Closure("X", start="2022-10-10").start
    assert Shock(start="2022-10-10").target == ""


@pytest.mark.parametrize(
    ("event", "value"),
    [
        (Shock(start="2022-09-21", size="lognormal(1, 0.2)"), LogNormal(1, 0.2)),
        (ShockEnd(start="2022-09-21"), None),
        (Conflict("A", start="2022-09-21", intensity=3), 3),
        (EntryRule("A", start="2022-09-21", admit=0.5), 0.5),
        (EntryRule("A", start="2022-09-21", value=0.5), 0.5),
        (CapacityChange("A", start="2022-09-21", persons_per_day=400), 400),
        (CapacityChange("A", start="2022-09-21", factor=1.5), "x1.5"),
        (CapacityChange("A", start="2022-09-21", value="x1.5"), "x1.5"),
        (Rumour(start="2022-09-21"), 1),
        (Given(start="2022-09-21", persons=100), 100),
    ],
)
def test_the_figure_of_an_event(event: Event, value: object) -> None:
    assert event.value == value
    cells = {"kind": event.kind, "start": "2022-09-21", "target": event.target}
    assert make_event(cells | ({} if value is None else {"value": str(value)})) == event
    assert pickle.loads(pickle.dumps(event)) == event


@pytest.mark.parametrize(
    ("cells", "path"),
    [
        ({"kind": "closed"}, ("kind",)),
        ({}, ("kind",)),
        ({"kind": "closure", "target": "A"}, ("start",)),
        ({"kind": "closure", "start": "2022-09-21"}, ("target",)),
        ({"kind": "closure", "start": "2022-09-21", "target": "A", "value": "1"}, ("value",)),
        ({"kind": "entry_rule", "start": "2022-09-21", "target": "A"}, ("admit",)),
        ({"kind": "entry_rule", "start": "2022-09-21", "target": "A", "value": "1.5"}, ("admit",)),
        ({"kind": "capacity", "start": "2022-09-21", "target": "A"}, ("persons_per_day",)),
        ({"kind": "capacity", "start": "2022-09-21", "target": "A", "value": "xx"}, ("factor",)),
        ({"kind": "given", "start": "2022-09-21", "value": "1.5"}, ("persons",)),
        ({"kind": "shock", "start": "2022-09-21", "end": "2022-09-20"}, ("end",)),
        ({"kind": "shock", "start": "2022-09-21", "groups": "men"}, ("groups",)),
        ({"kind": "given", "start": "2022-09-21", "value": "1", "target": "A"}, ("target",)),
        ({"kind": "given", "start": "2022-09-21", "value": "1", "end": "2022-09-22"}, ("end",)),
        ({"kind": "conflict", "start": "2022-09-21", "target": "A", "value": "beta(1,1)"}, ("intensity",)),
    ],
)
def test_impossible_events_are_refused(cells: dict[str, str], path: tuple[str, ...]) -> None:
    with pytest.raises(ScenarioError) as refusal:
        make_event(cells)
    assert refusal.value.problems[0].path == path


def test_every_kind_of_event_can_be_made() -> None:
    for kind, model in KINDS.items():
        value = {"value": "0.5"} if kind not in ("given",) else {"value": "5"}
        target = {} if kind == "given" else {"target": "A"}
        cells = {"kind": kind, "start": "2022-09-21", **target} | (value if model.value_field else {})
        assert type(make_event(cells)) is model
        assert all(field.meaning for field in declarations(model))


def test_unknown_behaviour_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ScenarioError, match='Did you mean "half_life_days"'):
        Behaviour(halflife_days=3)
    with pytest.raises(ScenarioError, match="Allowed: 0 to 3"):
        Behaviour(lookahead=4)


def test_names_of_arguments_cannot_break_an_object() -> None:
    for name in ("self", "data", "cls", "model_config", "__init__"):
        with pytest.raises(InputError, match="unknown key"):
            Area(**{"name": "x", name: 1})
