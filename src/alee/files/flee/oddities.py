"""What in a Flee folder is no mistake, but worth a line: late counts, contradictions, unread files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from alee.compiler.flee.outflow import days_with_origin, waiting_days
from alee.core.errors import Problem
from alee.core.wording import count_of
from alee.files.flee.rows import Rows, label_of, read_rows
from alee.files.flee.work import LOCATION_COLUMNS
from alee.files.yaml_source import YamlSource
from alee.model.flee import FleeLocation, FleeRoute, FleeSeries, FleeWorld
from alee.model.flee_settings import V1_RULES, FleeSettings
from alee.model.numbers import written

SETTINGS_FILE = "simsetting.yml"

NOT_READ = {  # what must be asked for before the file is read
    "major_routes.csv": "it counts only with fixed_routes",
    "agents.csv": "it counts only with read_from_agents_csv_file",
    "flood_level.csv": "it counts only with flood_driven_spawn_mode",
    "region_attributes_IPC.csv": "no rule that is on asks for food insecurity",
    "conflicts.csv": "floods drive people out, not conflict",
}


def odd_counts(counts: Mapping[str, FleeSeries], length: int) -> list[str]:
    """Name series that begin after the first day or end before the last one."""
    notes = []
    for name, series in counts.items():
        if series.days and series.days[0] > 0:
            notes.append(
                f"{series.where}: counts of {name} begin on day {series.days[0]}; held back to day 0."
            )
        after = sum(day >= length for day in series.days)
        if after:
            notes.append(
                f"{series.where}: {count_of(after, 'count')} of {name} after the last day, {length - 1}."
            )
    return notes


def odd_conflicts(
    folder: Path, locations: Sequence[FleeLocation], conflicts: Mapping[str, Sequence[float]]
) -> list[str]:
    """Name places of which locations.csv and conflicts.csv say different first days of conflict."""
    notes = []
    said = label_of(folder / "input_csv" / "locations.csv")
    table = read_rows(folder / "input_csv" / "conflicts.csv", columns=1)
    for place in locations:
        column = conflicts.get(place.name, ())
        most = max(column, default=0.0)
        if most > 1.0:
            where = _line_of(table, column.index(most))
            notes.append(f"{where}: the conflict at {place.name} is {most:g}; above 1 it counts as it is.")
        first = next((day for day, value in enumerate(column) if value > 0.0), None)
        if place.kind == "conflict" and first != 0:
            notes.append(
                f"{_line_of(table, 0)}: {place.name} is no conflict zone on day 0; {said}, "
                f"line {place.line}, says it is."
            )
        elif place.kind != "conflict" and place.conflict_date > 0 and first != place.conflict_date:
            says = "never" if first is None else f"on day {first}"
            notes.append(
                f"{said}, line {place.line}: conflict reaches {place.name} on day {place.conflict_date}; "
                f"{_line_of(table, first)}, says {says}, and that counts."
            )
    return notes


def odd_ways(folder: Path, locations: Sequence[FleeLocation], routes: Sequence[FleeRoute]) -> list[str]:
    """Name places that no route reaches, and camps to which no way leads from where people set out."""
    label = label_of(folder / "input_csv" / "locations.csv")
    joined: dict[str, set[str]] = {place.name: set() for place in locations}
    for route in routes:
        joined[route.name1].add(route.name2)
        joined[route.name2].add(route.name1)
    wave = {p.name for p in locations if not p.is_camp and (p.population > 0 or p.kind == "conflict")}
    reached = set(wave)
    while wave:
        wave = {name for place in wave for name in joined[place]} - reached
        reached |= wave
    notes = []
    for place in locations:
        where = f"{label}, line {place.line}"
        if not joined[place.name]:
            notes.append(f"{where}: no route reaches {place.name}; nobody can go there.")
        elif place.is_camp and place.name not in reached:
            notes.append(f"{where}: no way leads from any place with residents to {place.name}.")
    return notes


def odd_settings(settings: FleeSettings, locations: Sequence[FleeLocation]) -> list[str]:
    """Name settings that do nothing by Flee's rules, or nothing in this folder."""
    notes = []
    if settings.camps_are_sinks:
        told = "Flee never reads camps_are_sinks, so by its rules nobody settles; flee-intended plays it."
        notes.append(f"{SETTINGS_FILE}: {told}")
    if 0.0 < settings.pruning_threshold < 1.001 and settings.pruning_threshold != 1.0:
        told = f"pruning_threshold is {settings.pruning_threshold:g}; below 1.001 it drops nothing"
        notes.append(f"{SETTINGS_FILE}: {told}, whatever Flee's documents say.")
    is_on = settings.camps_are_sinks or settings.camps_are_sicks
    if is_on and not any(place.attributes.get("deactivation_probability") for place in locations):
        told = "camps are sinks, but locations.csv has no column deactivation_probability; nobody settles."
        notes.append(f"{SETTINGS_FILE}: {told}")
    return notes


def overruled(source: YamlSource, settings: FleeSettings) -> list[str]:
    """Name what stands in simsetting.yml, but does not count because use_v1_rules sets it."""
    rules = source.content.get("move_rules")
    if not settings.use_v1_rules or not isinstance(rules, dict):
        return []
    notes = []
    for key, value in V1_RULES.items():
        asked = getattr(FleeSettings(**{key: rules[key]}), key) if rules.get(key) is not None else value
        if asked != value:
            word = f"{value:g}" if isinstance(value, float) else "no"
            line = source.lines["move_rules", key]
            told = f"use_v1_rules sets {key} to {word}; the {rules[key]} here does not count, as in Flee."
            notes.append(f"{source.label}, line {line}: {told}")
    return notes


def odd_waiting(folder: Path, world: FleeWorld) -> list[str]:
    """Name the first day on which counts grow but nobody can set out, and say what becomes of the people."""
    if world.settings.spawn_mode != "totals" or world.settings.is_driven_by_floods:
        return []
    has_origin = days_with_origin(world)
    days = waiting_days(world, has_origin)
    if not days or not has_origin.any():
        return []
    table = read_rows(folder / "input_csv" / "conflicts.csv", columns=1)
    line = _line_of(table, min(days[0], len(table.cells) - 1))
    told = f"from day {days[0]} on, counts grow on days when no place with residents is in conflict"
    end = "some of them never do, because no such day follows. " if not has_origin[days[-1] :].any() else ""
    return [f"{line}: {told}; these people set out on the next day that has one. {end}Flee would stop here."]


def _line_of(table: Rows, day: int | None) -> str:
    """Name the row of a day; the header if there is none."""
    is_there = day is not None and day < len(table.cells)
    return table.where(table.cells[day or 0][0] if is_there else 1)


def unread_files(folder: Path, known: Collection[str], counted: Collection[str]) -> list[str]:
    """Name every table of the folder that is not read, with the reason."""
    notes = []
    closures = folder / "input_csv" / "closures.csv"
    if not closures.exists():
        notes.append(f"{label_of(closures)}: there is no such file; nothing closes. Flee would stop here.")
    for part, names in (("input_csv", known), ("source_data", counted)):
        for path in sorted((folder / part).glob("*.csv")):
            if path.name in names:
                continue
            reason = NOT_READ.get(path.name, "Flee does not read it either")
            if path.name.startswith("demographics_"):
                reason = "no rule that is on asks for this trait of persons"
            notes.append(f"{label_of(path)}: not read; {reason}.")
    return notes


def without_echoes(folder: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Drop what other files cannot know because rows of locations.csv could not be read.

    A place that stands in a refused row is not also called unknown in each of its routes; if nothing of
    the file could be read, no place is called unknown.
    """
    path = folder / "input_csv" / "locations.csv"
    label = label_of(path)
    if not any(problem.where.startswith(label) for problem in problems):
        return list(problems)
    table = read_rows(path, columns=1)
    refused = {cell for _, cells in table.cells for cell in (cells[0], *cells[2:3])}
    is_whole = read_rows(path, columns=1, needed=LOCATION_COLUMNS).cells
    if table.problems or not is_whole:
        refused = set()
    kept = []
    for problem in problems:
        is_echo = problem.wrong.startswith(("there is no place called", "no place lies in"))
        names_refused = not refused or any(written(name) in problem.wrong for name in refused)
        if problem.where.startswith(label) or not (is_echo and names_refused):
            kept.append(problem)
    return kept
