"""The settings of a Flee run: every key of simsetting.yml is known by name.

A key that Alee plays is a declared field. A key that Alee does not play is refused with the reason unless it
has Flee's own default, which means that nobody asked for it. A key that Flee does not know is refused with
a suggestion; Flee itself would drop it without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from alee.core.errors import ImportFailed, InputError, Problem
from alee.core.suggestions import did_you_mean
from alee.model.fields import Declared, declarations, declared
from alee.model.flee_values import Months, Reader, Shares, as_rates, at_least, within
from alee.model.numbers import YES, Number, Whole, YesNo, as_text, as_whole, as_yes_no, written


class FleeSettings(Declared):
    """How people behave under Flee's rules; names and defaults are Flee's own.

    Raises
    ------
    ImportFailed
        If a key is unknown, out of range, or keys make no sense together.
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
    take_from_population: YesNo = declared(
        default=False, meaning="Whether those who set out are residents no more."
    )
    conflict_zone_spawning_only: YesNo = declared(
        default=True, meaning="Whether hunger drives people out of conflict zones only."
    )
    starvation_driven_spawning: YesNo = declared(
        default=False, meaning="Whether people set out from hungry places, too."
    )
    flee_when_starving: YesNo = declared(default=False, meaning="Whether hunger raises the chance to leave.")
    avoid_food_deprived_locations: YesNo = declared(
        default=False, meaning="Whether hungry places in the country pull less."
    )
    flood_zone_spawning_only: YesNo = declared(default=False, meaning="Whether floods drive people out.")
    flood_spawn_mode: Literal["none", "constant", "pop_ratio", "poisson"] = declared(
        "none", "How many set out because of floods."
    )
    displaced_per_flood_day: Shares = declared(
        (), "People, or share of residents, displaced per day by level."
    )
    flood_movechances: Shares = declared((), "Chance to leave a flooded place by level.")
    flood_loc_weights: Shares = declared((), "Factor on the pull of a flooded place by level.")
    camps_are_sinks: YesNo = declared(
        default=False, meaning="Whether people settle in camps for good; Flee never reads this key."
    )
    camps_are_sicks: YesNo = declared(
        default=False, meaning="The key that Flee reads in place of camps_are_sinks."
    )
    read_from_agents_csv_file: YesNo = declared(
        default=False, meaning="Whether the people of agents.csv are there from the start."
    )
    fixed_routes: YesNo = declared(
        default=False, meaning="Whether the best way to each place is chosen whatever room there is."
    )
    harvest_months: Months = declared((), "Months in which nobody sets out; in Flee everybody stands still.")
    women_avoid_hazards: YesNo = declared(
        default=False, meaning="Whether women shun dangerous places more.", column="WomenAvoidHazards"
    )
    children_avoid_hazards: YesNo = declared(
        default=False, meaning="Whether people below 19 shun them more.", column="ChildrenAvoidHazards"
    )
    elderly_avoid_hazards: YesNo = declared(
        default=False, meaning="Whether people above 59 shun them more.", column="ElderlyAvoidHazards"
    )
    boys_take_risk: YesNo = declared(
        default=False,
        meaning="Whether boys of 15 to 18 mind no danger; only with ChildrenAvoidHazards.",
        column="BoysTakeRisk",
    )
    quirks: Literal["kept", "intended"] = declared(
        "kept",
        "Whether Flee's rules hold as they are, or as its documents promise; no key of simsetting.yml.",
    )
    default_conflict_intensity: Number = declared(1.0, "Intensity of a conflict zone.", low=0)

    @model_validator(mode="before")
    @classmethod
    def _as_flee_fills_in(cls, data: Any) -> Any:
        """Set what a mode of setting out, or use_v1_rules, decides in Flee."""
        if not isinstance(data, Mapping):
            return data
        rates = {
            fields[1]: DEFAULT_RATES.get((section, str(data.get(fields[0]))))
            for section, fields in MODES_AND_RATES.items()
        }
        filled = {key: value for key, value in rates.items() if value is not None} | dict(data)
        is_first = YES.get(str(data.get("use_v1_rules")).strip().casefold(), False)
        return filled | (V1_RULES if is_first else {})

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        """Refuse keys that make no sense together."""
        problems = list(_contradictions(self))
        if problems:
            raise ImportFailed(problems)
        return self

    @property
    def is_driven_by_floods(self) -> bool:
        """Whether floods, and not conflict, drive people out."""
        return self.flood_spawn_mode != "none"

    @property
    def heeds_hunger(self) -> bool:
        """Whether any rule looks at food insecurity."""
        return (
            self.starvation_driven_spawning or self.flee_when_starving or self.avoid_food_deprived_locations
        )

    @property
    def wanted_traits(self) -> tuple[str, ...]:
        """Attributes of persons that some rule looks at."""
        by_age = self.children_avoid_hazards or self.elderly_avoid_hazards
        by_gender = self.women_avoid_hazards or (self.children_avoid_hazards and self.boys_take_risk)
        return ("age",) * by_age + ("gender",) * by_gender


SPAWN_KEYS = (
    "insert_day0", "empty_camps_on_day0", "sum_from_camps", "conflict_spawn_decay",
    "conflict_spawn_decay_interval", "take_from_population", "conflict_zone_spawning_only",
    "starvation_driven_spawning", "flood_zone_spawning_only", "camps_are_sinks", "camps_are_sicks",
    "read_from_agents_csv_file",
)  # fmt: skip
CONFLICT_MODE_KEYS = {"spawn_mode": "spawn_mode", "displaced_per_conflict_day": "displaced_per_conflict_day"}
FLOOD_MODE_KEYS = {"spawn_mode": "flood_spawn_mode", "displaced_per_flood_day": "displaced_per_flood_day"}
FLOOD_KEYS = ("flood_movechances", "flood_loc_weights")
MODES = {"conflict_driven_spawning": CONFLICT_MODE_KEYS, "flood_driven_spawn_mode": FLOOD_MODE_KEYS}
MODES_AND_RATES = {section: tuple(fields.values()) for section, fields in MODES.items()}
SPAWN_MODES = ("constant", "pop_ratio", "poisson")
ELSEWHERE = (
    *CONFLICT_MODE_KEYS.values(), *FLOOD_MODE_KEYS.values(), *FLOOD_KEYS, "default_conflict_intensity",
    "quirks",
)  # fmt: skip
V1_RULES = {  # what use_v1_rules sets in Flee, whatever else the file says
    "max_move_speed": 200.0, "camp_weight": 2.0, "conflict_weight": 0.25, "avoid_short_stints": False,
    "start_on_foot": False,
}  # fmt: skip
SECTIONS: dict[str, tuple[str, ...]] = {
    "spawn_rules": (*SPAWN_KEYS, *MODES),
    "move_rules": (
        *(f.column for f in declarations(FleeSettings) if f.column not in (*SPAWN_KEYS, *ELSEWHERE)),
        "flood_rules",
    ),
}
FIELDS = {f.column: f.field for f in declarations(FleeSettings)}
DIES = "Flee itself stops as soon as somebody is on the way"
FORECASTS = "in Flee a calm forecast keeps everybody where they are, and its weights follow the calendar"
NOT_PLAYED: dict[str, dict[str, tuple[str, str]]] = {
    "move_rules": {
        "MatchCampReligion": ("false", DIES),
        "MatchCampEthnicity": ("false", DIES),
        "MatchTownEthnicity": ("false", DIES),
        "MatchConflictEthnicity": ("false", DIES),
    },
    "flood_rules": {"flood_forecaster": ("false", FORECASTS)},
}
NO_EFFECT: dict[str, dict[str, Reader]] = {  # what may stand there all the same
    "": {"number_of_steps": at_least(-1, as_whole), "conflict_input_file": as_text,
         "flood_level_input_file": as_text},
    "spawn_rules": {"average_social_connectivity": at_least(0)},
    "move_rules": {"max_crossing_speed": at_least(0), "avg_religion_fraction": within(0, 1),
                   "two_system_decision_making": as_yes_no},
    "optimisations": {"hasten": at_least(1, as_whole)},
    "log_levels": {
        **dict.fromkeys(("agent", "link", "camp", "conflict", "init", "idp_totals"), at_least(0, as_whole)),
        "granularity": as_text,
    },
    "flood_rules": {
        "max_flood_level": at_least(-1), "flood_link_weights": as_rates,
        "flood_forecaster_timescale": at_least(0), "flood_forecaster_weights": as_rates,
        "flood_forecaster_end_time": at_least(0), "flood_awareness_weights": as_rates,
    },
}  # fmt: skip
DEFAULT_RATES: dict[tuple[str, str], Any] = {  # Flee's own, by section and mode
    ("conflict_driven_spawning", "constant"): 500.0,
    ("conflict_driven_spawning", "poisson"): 500.0,
    ("conflict_driven_spawning", "pop_ratio"): 0.01,
    ("flood_driven_spawn_mode", "constant"): (0.0, 100.0, 200.0, 300.0, 500.0),
    ("flood_driven_spawn_mode", "poisson"): (0.0, 100.0, 200.0, 300.0, 500.0),
    ("flood_driven_spawn_mode", "pop_ratio"): (0.0, 0.1, 0.2, 0.5, 0.9),
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
        elif section in NO_EFFECT[""]:
            problems += _idle(NO_EFFECT[""][section], (section,), keys)
        else:
            names = (*TOP, *sorted(NO_EFFECT[""]))
            allowed = f"Allowed: {', '.join(names)}."
            problems.append(
                Problem(
                    f"unknown key {written(section)}", allowed, did_you_mean(section, names), path=(section,)
                )
            )
    try:
        settings = FleeSettings(**values)
    except InputError as error:
        problems += [problem.under(*section_of(problem)) for problem in error.problems]
    if problems:
        raise ImportFailed(problems)
    return settings


def _contradictions(settings: FleeSettings) -> Iterator[Problem]:
    """Name keys that make no sense together."""
    if settings.flood_zone_spawning_only and not settings.is_driven_by_floods:
        yield Problem(
            "floods are to drive people out, but nothing says how many",
            "Needed: the section flood_driven_spawn_mode with spawn_mode and displaced_per_flood_day.",
            path=("flood_zone_spawning_only",),
        )
    if any(chance > 1.0 for chance in settings.flood_movechances):
        yield Problem("the list holds a chance above 1", "Allowed: 0 to 1.", path=("flood_movechances",))
    for section, (mode, rate) in MODES_AND_RATES.items():
        usual = FleeSettings.model_fields[rate].default
        if getattr(settings, mode) not in SPAWN_MODES and getattr(settings, rate) != usual:
            wrong = f"{rate} says how many set out, but {mode} is {written(getattr(settings, mode))}"
            yield Problem(
                wrong, f"Needed: {mode}, one of {', '.join(SPAWN_MODES)} ({section}).", path=(rate,)
            )


def section_of(problem: Problem) -> tuple[str, ...]:
    """Name the section of simsetting.yml in which the key of a problem stands."""
    key = str(problem.path[0]) if problem.path else ""
    for section, keys in MODES.items():
        if key in keys.values():
            return ("spawn_rules", section)
    if key in FLOOD_KEYS:
        return ("move_rules", "flood_rules")
    return next(((section,) for section, keys in SECTIONS.items() if key in keys), ())


def _take(section: str, key: str, value: Any, values: dict[str, Any]) -> Iterator[Problem]:
    """Sort one key into the values, or say why it cannot be taken."""
    known = SECTIONS.get(section, ())
    if key in known and (key in MODES or key == "flood_rules"):
        if not isinstance(value or {}, Mapping):
            yield Problem(f"{written(value)} stands here, but keys belong here", path=(section, key))
        elif key in MODES:
            yield from _take_mode(section, key, dict(value or {}), values)
        else:
            for name, inner in (value or {}).items():
                yield from _sort("flood_rules", FLOOD_KEYS, (section, key, str(name)), inner, values)
    else:
        yield from _sort(section, known, (section, key), value, values)


def _take_mode(section: str, key: str, mode: dict[str, Any], values: dict[str, Any]) -> Iterator[Problem]:
    """Read how many set out: a mode and a rate, each with Flee's default."""
    fields = MODES[key]
    for name in mode:
        if name not in fields:
            yield _unknown(str(name), tuple(fields), (section, key, str(name)))
    chosen, rate = fields
    word = mode.get(chosen, "constant" if key.startswith("conflict") else "pop_ratio")
    if word not in SPAWN_MODES:
        wrong, allowed = f"{written(word)} is no way to set out", f"Allowed: {', '.join(SPAWN_MODES)}."
        yield Problem(wrong, allowed, did_you_mean(str(word), SPAWN_MODES), path=(section, key, chosen))
        return
    values[fields[chosen]] = word
    if rate in mode:
        values[fields[rate]] = mode[rate]


def _sort(
    section: str, known: tuple[str, ...], path: tuple[str, ...], value: Any, values: dict[str, Any]
) -> Iterator[Problem]:
    """Keep the value of a key that is played; refuse one that is not, or that nobody knows."""
    key = path[-1]
    not_played, idle = NOT_PLAYED.get(section, {}), NO_EFFECT.get(section, {})
    if key in known:
        values[FIELDS[key]] = value
    elif key in not_played:
        default_text, reason = not_played[key]
        if str(value if value is not None else "").lower() not in (default_text, ""):
            yield Problem(
                f"{written(value)} asks for a rule that is not played: {reason}",
                f"Allowed: {default_text}, or no such key.", path=path,
            )  # fmt: skip
    elif key in idle:
        yield from _idle(idle[key], path, value)
    else:
        yield _unknown(key, (*known, *not_played, *sorted(idle)), path)


def _idle(reader: Reader, path: tuple[str, ...], value: Any) -> Iterator[Problem]:
    """Look whether the value of a key that changes nothing could stand there."""
    try:
        if value not in (None, "", "None"):
            reader(value)
    except InputError as error:
        yield from (problem.under(*path) for problem in error.problems)


def _unknown(key: str, names: tuple[str, ...], path: tuple[str, ...]) -> Problem:
    allowed = f"Allowed: {', '.join(names)}."
    return Problem(f"unknown key {written(key)}", allowed, did_you_mean(key, names), path=path)
