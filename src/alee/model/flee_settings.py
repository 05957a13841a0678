"""The settings of a Flee run: every key of simsetting.yml is known by name.

A key that Alee plays is a declared field. A key that Alee does not play is refused with the reason unless it
has Flee's own default, which means that nobody asked for it. A key that Flee does not know is refused with
a suggestion; Flee itself would drop it without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import PlainValidator

from alee.core.errors import ImportFailed, InputError, Problem
from alee.core.suggestions import did_you_mean
from alee.model.fields import Declared, declarations, declared
from alee.model.numbers import Number, Whole, YesNo, as_number, written


def as_shares(value: object) -> tuple[float, ...]:
    """Read a list of numbers of 0 or more; nothing means an empty one."""
    if value in (None, "", "None"):
        return ()
    if not isinstance(value, list | tuple):
        raise ImportFailed(Problem(f"{written(value)} is not a list", "Allowed: numbers such as [1.0, 0.5]."))
    numbers = tuple(as_number(part) for part in value)
    if any(number < 0 for number in numbers):
        raise ImportFailed(Problem("the list holds a negative number", "Allowed: numbers of 0 or more."))
    return numbers


Shares = Annotated[tuple[float, ...], PlainValidator(as_shares)]


class FleeSettings(Declared):
    """How people behave under Flee's rules; names and defaults are Flee's own.

    Raises
    ------
    ImportFailed
        If a key is unknown, out of range, or asks for a rule that is not played here.
    """

    refusal: ClassVar[type[InputError]] = ImportFailed

    max_move_speed: Number = declared(360.0, "Longest way in one stage of a day.", unit="km", above=0)
    max_walk_speed: Number = declared(35.0, "Longest way on foot.", unit="km", above=0)
    foreign_weight: Number = declared(1.0, "Pull of a place abroad.", unit="factor", low=0)
    camp_weight: Number = declared(1.0, "Pull of a camp.", unit="factor", low=0)
    conflict_weight: Number = declared(0.1**0.5, "Pull of a conflict zone.", unit="factor", low=0)
    conflict_movechance: Number = declared(
        1.0, "Chance to leave a conflict zone.", unit="share", low=0, high=1
    )
    camp_movechance: Number = declared(0.001, "Chance to leave a camp.", unit="share", low=0, high=1)
    idpcamp_movechance: Number = declared(
        0.1, "Chance to leave a camp inside the country.", unit="share", low=0, high=1
    )
    default_movechance: Number = declared(0.3, "Chance to leave a town.", unit="share", low=0, high=1)
    awareness_level: Whole = declared(1, "Steps that people look ahead.", low=1, high=10)
    capacity_buffer: Number = declared(
        0.9, "Share of a capacity from which a camp repels.", unit="share", low=0, high=1
    )
    capacity_scaling: Number = declared(1.0, "Factor on every capacity.", unit="factor", low=0)
    avoid_short_stints: YesNo = declared(default=False, meaning="Whether a town reached early is left again.")
    start_on_foot: YesNo = declared(default=False, meaning="Whether the first journey is on foot.")
    softening: Number = declared(10.0, "Added to every distance.", unit="km", low=0)
    weight_softening: Number = declared(0.0, "Added to every pull.", low=0)
    weight_power: Number = declared(1.0, "Power of a route's weight.", low=0)
    distance_power: Number = declared(1.0, "Power of the distance.", low=0)
    pruning_threshold: Number = declared(
        1.0, "Routes so many times worse than the best are dropped; 1.001 or more switches it on.", low=0
    )
    use_pop_for_loc_weight: YesNo = declared(default=False, meaning="Whether large towns pull more.")
    pop_power_for_loc_weight: Number = declared(0.1, "Power of a town's residents in its pull.")
    movechance_pop_base: Number = declared(10000.0, "Residents at which chances are as given.", above=0)
    movechance_pop_scale_factor: Number = declared(0.0, "Power of residents in the chance to leave.")
    insert_day0: YesNo = declared(default=True, meaning="Whether people in camps on day 0 are put there.")
    empty_camps_on_day0: YesNo = declared(default=False, meaning="Whether counts are taken from day 0 on.")
    sum_from_camps: YesNo = declared(default=True, meaning="Whether totals are the sum of all camps.")
    conflict_spawn_decay: Shares = declared((), "Factors on the outflow by age of a conflict.")
    conflict_spawn_decay_interval: Whole = declared(30, "Age step of the decay.", unit="days", low=1)
    spawn_mode: Literal["totals", "constant", "pop_ratio", "poisson"] = declared(
        "totals", "How many set out: from counts of camps, or from conflict alone."
    )
    displaced_per_conflict_day: Number = declared(
        500.0, "People, or share of residents, displaced per day of conflict.", low=0
    )
    use_v1_rules: YesNo = declared(default=False, meaning="Whether five constants are those of Flee 1.")
    use_economic_pull: YesNo = declared(
        default=False, meaning="Whether trade_volume and hdi of a place abroad add to its pull."
    )
    stay_close_to_home: YesNo = declared(
        default=False, meaning="Whether far places pull less; far from the present place, as in Flee."
    )
    home_distance_power: Number = declared(0.5, "Power of that distance.", low=0)
    quirks: Literal["kept", "intended"] = declared(
        "kept",
        "Whether Flee's rules hold as they are, or as its documents promise; no key of simsetting.yml.",
    )
    default_conflict_intensity: Number = declared(1.0, "Intensity of a conflict zone.", low=0)


SPAWN_KEYS = (
    "insert_day0", "empty_camps_on_day0", "sum_from_camps", "conflict_spawn_decay",
    "conflict_spawn_decay_interval",
)  # fmt: skip
SPAWN_MODE_KEYS = ("spawn_mode", "displaced_per_conflict_day")
ELSEWHERE = ("spawn_mode", "displaced_per_conflict_day", "default_conflict_intensity", "quirks")
V1_RULES = {  # what use_v1_rules sets in Flee, whatever else the file says
    "max_move_speed": 200.0, "camp_weight": 2.0, "conflict_weight": 0.25, "avoid_short_stints": False,
    "start_on_foot": False,
}  # fmt: skip
SECTIONS: dict[str, tuple[str, ...]] = {
    "spawn_rules": (*SPAWN_KEYS, "conflict_driven_spawning"),
    "move_rules": tuple(
        f.column for f in declarations(FleeSettings) if f.column not in (*SPAWN_KEYS, *ELSEWHERE)
    ),
}
NOT_PLAYED: dict[str, dict[str, tuple[str, str]]] = {
    "spawn_rules": {
        "take_from_population": ("false", "residents are not used up"),
        "conflict_zone_spawning_only": ("true", "in Flee, too, people set out from conflict zones only"),
        "flood_zone_spawning_only": ("false", "floods are not played"),
        "camps_are_sinks": ("false", "Flee itself never reads this key"),
        "camps_are_sicks": ("false", "camps as sinks are not played"),
        "read_from_agents_csv_file": ("false", "lists of single persons are not read"),
        "starvation_driven_spawning": ("false", "food insecurity is not played"),
        "flood_driven_spawn_mode": ("", "floods are not played"),
    },
    "move_rules": {
        "WomenAvoidHazards": ("false", "traits of single persons are not played"),
        "ChildrenAvoidHazards": ("false", "traits of single persons are not played"),
        "ElderlyAvoidHazards": ("false", "traits of single persons are not played"),
        "BoysTakeRisk": ("false", "traits of single persons are not played"),
        "MatchCampReligion": ("false", "traits of single persons are not played"),
        "MatchCampEthnicity": ("false", "traits of single persons are not played"),
        "MatchTownEthnicity": ("false", "traits of single persons are not played"),
        "MatchConflictEthnicity": ("false", "traits of single persons are not played"),
        "fixed_routes": ("false", "routes are always chosen anew"),
        "harvest_months": ("", "harvests are not played; in Flee they freeze everybody"),
        "flee_when_starving": ("false", "food insecurity is not played"),
        "avoid_food_deprived_locations": ("false", "food insecurity is not played"),
        "flood_rules": ("", "floods are not played"),
    },
}
NO_EFFECT: dict[str, frozenset[str]] = {
    "": frozenset({"number_of_steps", "conflict_input_file", "flood_level_input_file"}),
    "spawn_rules": frozenset({"average_social_connectivity"}),
    "move_rules": frozenset({"max_crossing_speed", "avg_religion_fraction", "two_system_decision_making"}),
    "optimisations": frozenset({"hasten"}),
    "log_levels": frozenset({"agent", "link", "camp", "conflict", "init", "idp_totals", "granularity"}),
}
TOP = ("log_levels", "spawn_rules", "move_rules", "optimisations", "default_conflict_intensity")


def read_settings(content: Mapping[str, Any]) -> FleeSettings:
    """Turn the content of simsetting.yml into settings.

    Parameters
    ----------
    content
        Sections with keys and values, values as text or as Python objects.

    Raises
    ------
    ImportFailed
        If any key is unknown, or asks for a rule that is not played; it lists every such key.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for section, keys in content.items():
        if section == "default_conflict_intensity":
            values[section] = keys
        elif section in TOP:
            if not isinstance(keys or {}, Mapping):
                wrong = f"{written(keys)} stands here, but keys belong here"
                problems.append(Problem(wrong, "Allowed: lines such as key: value.", path=(section,)))
                continue
            for key, value in (keys or {}).items():
                problems += _take(section, str(key), value, values)
        elif section not in NO_EFFECT[""]:
            names = (*TOP, *sorted(NO_EFFECT[""]))
            allowed = f"Allowed: {', '.join(names)}."
            problems.append(
                Problem(
                    f"unknown key {written(section)}", allowed, did_you_mean(section, names), path=(section,)
                )
            )
    try:
        settings = FleeSettings(**values)
        if settings.use_v1_rules:
            settings = settings.model_copy(update=V1_RULES)
    except InputError as error:
        problems += [problem.under(*section_of(problem)) for problem in error.problems]
    if problems:
        raise ImportFailed(problems)
    return settings


def section_of(problem: Problem) -> tuple[str, ...]:
    """Name the section of simsetting.yml in which the key of a problem stands."""
    key = str(problem.path[0]) if problem.path else ""
    if key in SPAWN_MODE_KEYS:
        return ("spawn_rules", "conflict_driven_spawning")
    return next(((section,) for section, keys in SECTIONS.items() if key in keys), ())


def _take(section: str, key: str, value: Any, values: dict[str, Any]) -> Iterator[Problem]:
    """Sort one key into the values, or say why it cannot be taken."""
    not_played = NOT_PLAYED.get(section, {})
    known = SECTIONS.get(section, ())
    if key == "conflict_driven_spawning" and key in known:
        if not isinstance(value or {}, Mapping):
            yield Problem(f"{written(value)} stands here, but keys belong here", path=(section, key))
            return
        mode = dict(value or {})
        for name in mode:
            if name not in SPAWN_MODE_KEYS:
                yield _unknown(str(name), SPAWN_MODE_KEYS, (section, key, str(name)))
        values["spawn_mode"] = mode.get("spawn_mode", "constant")
        default = 0.01 if values["spawn_mode"] == "pop_ratio" else 500.0
        values["displaced_per_conflict_day"] = mode.get("displaced_per_conflict_day", default)
    elif key in known:
        values[key] = value
    elif key in not_played:
        default_text, reason = not_played[key]
        if str(value if value is not None else "").strip("[]{}").lower() != default_text:
            yield Problem(
                f"{written(value)} asks for a rule that is not played: {reason}",
                f"Allowed: {default_text or 'nothing'}, or no such key.", path=(section, key),
            )  # fmt: skip
    elif key not in NO_EFFECT.get(section, frozenset()):
        names = (*known, *not_played, *sorted(NO_EFFECT.get(section, frozenset())))
        yield _unknown(key, names, (section, key))


def _unknown(key: str, names: tuple[str, ...], path: tuple[str, ...]) -> Problem:
    allowed = f"Allowed: {', '.join(names)}."
    return Problem(f"unknown key {written(key)}", allowed, did_you_mean(key, names), path=path)
