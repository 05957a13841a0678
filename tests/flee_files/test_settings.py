"""Settings of a Flee run: what makes no sense is refused with its line, what is written can be read again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alee.core.errors import ImportFailed
from alee.files.flee.folder import load_flee
from alee.files.flee.write import import_flee, load_imported, settings_text
from alee.files.yaml_source import parse_yaml
from alee.model.flee_settings import V1_RULES, FleeSettings, read_settings
from alee.simulation import simulate_flee
from tests.flee_files.test_optional_files import folder_with

NONSENSE = {
    "move_rules:\n  max_crossing_speed: -5\n": "line 2, key \"move_rules.max_crossing_speed\": -5 is a neg",
    "move_rules:\n  avg_religion_fraction: 2\n": 'avg_religion_fraction": 2 is out of range',
    "move_rules:\n  two_system_decision_making: perhaps\n": '"perhaps" is neither yes nor no',
    "spawn_rules:\n  average_social_connectivity: -3\n": "-3 is a negative number",
    "optimisations:\n  hasten: 0\n": 'line 2, key "optimisations.hasten": 0 is out of range',
    "optimisations:\n  hasten: fast\n": '"fast" is not a number',
    "log_levels:\n  agent: -1\n": "-1 is a negative number",
    "number_of_steps: -7\n": 'line 1, key "number_of_steps": -7 is out of range',
    "move_rules:\n  flood_rules:\n    flood_link_weights: [-1]\n": "the list holds a negative number",
    "move_rules:\n  harvest_months: [7, 7]\n": "holds a month twice",
    "move_rules:\n  max_move_speed:\n": "nothing is written here",
    "spawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: totals\n":
        'line 3, key "spawn_rules.conflict_driven_spawning.spawn_mode": "totals" is no way to set out',
    "spawn_rules:\n  flood_driven_spawn_mode:\n    spawn_mode: none\n": '"none" is no way to set out',
    "spawn_rules:\n  flood_zone_spawning_only: True\n":
        'line 2, key "spawn_rules.flood_zone_spawning_only": floods are to drive people out',
}  # fmt: skip
DECISIVE = {
    "spawn_mode": ["totals", "constant", "pop_ratio", "poisson"],
    "flood_spawn_mode": ["none", "constant", "pop_ratio", "poisson"],
}


@pytest.mark.parametrize("text", NONSENSE)
def test_what_makes_no_sense_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        load_flee(folder_with(tmp_path, text))
    assert NONSENSE[text] in str(caught.value)
    assert all(p.where.startswith("more/simsetting.yml, line") for p in caught.value.problems)
    assert "()" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"flood_zone_spawning_only": True}, "nothing says how many"),
        ({"flood_movechances": (0.0, 1.5)}, "a chance above 1"),
        ({"displaced_per_conflict_day": 3.0}, 'spawn_mode is "totals"'),
        ({"displaced_per_flood_day": (0.0, 3.0)}, 'flood_spawn_mode is "none"'),
        ({"movechance_pop_base": -1.0}, "Allowed: above 0."),
    ],
)
def test_objects_are_held_to_the_rules_of_the_file(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ImportFailed) as caught:
        FleeSettings(**given)
    assert words in str(caught.value)


def test_the_constants_of_flee_1_hold_wherever_they_are_asked_for() -> None:
    assert {name: getattr(FleeSettings(use_v1_rules=True), name) for name in V1_RULES} == V1_RULES
    assert FleeSettings(use_v1_rules=True, camp_weight=9.0) == FleeSettings(use_v1_rules=True)


def test_a_rule_that_flee_1_overrules_is_named_with_its_line(tmp_path: Path) -> None:
    text = "move_rules:\n  camp_weight: 9\n  max_move_speed: 200\n  use_v1_rules: True\n"
    told = "more/simsetting.yml, line 2: use_v1_rules sets camp_weight to 2; the 9 here does not count, as in"
    notes = load_flee(folder_with(tmp_path, text)).notes
    assert [note for note in notes if "use_v1_rules" in note] == [f"{told} Flee."]


def test_a_pruning_that_does_nothing_is_named(tmp_path: Path) -> None:
    told = "simsetting.yml: pruning_threshold is 0.5; below 1.001 it drops nothing, whatever"
    assert any(
        told in n for n in load_flee(folder_with(tmp_path, "move_rules:\n  pruning_threshold: 0.5\n")).notes
    )


def test_a_share_of_residents_has_flees_own_rate() -> None:
    assert FleeSettings(spawn_mode="pop_ratio").displaced_per_conflict_day == 0.01
    assert FleeSettings(flood_spawn_mode="pop_ratio").displaced_per_flood_day == (0.0, 0.1, 0.2, 0.5, 0.9)


def values_of(name: str, default: Any) -> st.SearchStrategy[Any]:
    """Make values that a setting may have."""
    if name in DECISIVE:
        return st.sampled_from(DECISIVE[name])
    if isinstance(default, bool):
        return st.booleans()
    if name == "harvest_months":
        return st.lists(st.integers(1, 12), unique=True).map(tuple)
    if isinstance(default, tuple):
        return st.lists(st.floats(0, 1), max_size=4).map(tuple)
    if isinstance(default, int):
        return st.integers(1, 10)
    return st.floats(1e-9, 1)


ANY = st.fixed_dictionaries(
    {}, optional={name: values_of(name, default) for name, default in FleeSettings() if name != "quirks"}
)


def settings_of(chosen: dict[str, Any]) -> FleeSettings | None:
    try:
        return FleeSettings(**chosen)
    except ImportFailed:
        return None


@settings(max_examples=300, derandomize=True, deadline=None)
@given(ANY)
def test_whatever_can_be_asked_for_is_the_same_once_written_and_read(chosen: dict[str, Any]) -> None:
    made = settings_of(chosen)
    if made is not None:
        assert read_settings(parse_yaml(settings_text(made), "simsetting.yml").content) == made


@pytest.mark.parametrize("asked", [
    FleeSettings(use_v1_rules=True), FleeSettings(harvest_months=(12, 1), softening=1e-5),
    FleeSettings(spawn_mode="poisson", displaced_per_conflict_day=0.1 + 0.2),
])  # fmt: skip
def test_an_imported_scenario_plays_the_settings_that_it_was_given(
    asked: FleeSettings, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path)
    import_flee(folder, tmp_path / "out", settings=asked)
    found = load_imported(tmp_path / "out")
    assert found.settings == asked
    digest: Callable[..., str] = lambda world: simulate_flee(world, members=2, seed=5).digest()  # noqa: E731
    assert digest(found) == digest(load_flee(folder, settings=asked))
