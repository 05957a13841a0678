"""Files that only some Flee folders have: changes of places, hunger, floods, major routes, single persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from alee.core.suggestions import did_you_mean
from alee.files.flee.rows import Rows, label_of
from alee.files.flee.work import Work, kind_of
from alee.model.flee import FleeAgent, FleeChange, FleeLocation, FleeRoute, FleeTrait
from alee.model.flee_settings import FleeSettings
from alee.model.numbers import as_number, as_whole, written

CHANGES = "location_changes.csv"
HUNGER = "region_attributes_IPC.csv"
MAJORS = "major_routes.csv"
AGENTS = "agents.csv"
FLOODS = "flood_level.csv"
ALLOWED_KINDS = "Allowed: conflict_zone, town, camp, idpcamp, marker, forwarding_hub, flood_zone."


def read_changes(work: Work, names: Sequence[str], length: int) -> tuple[FleeChange, ...]:
    """Read location_changes.csv beside input_csv, where Flee looks for it, and inside, where it does not."""
    found: list[FleeChange] = []
    for part, is_seen in (("", True), ("input_csv", False)):
        rows = work.rows(CHANGES, 3, is_optional=True, part=part)
        if rows.cells and not is_seen:
            told = "Flee looks for this file beside input_csv, so by its rules nothing changes"
            work.note(rows, rows.cells[0][0], f"{told}; flee-intended plays it.")
        for line, cells in rows.cells:
            kind = kind_of(cells[1])
            if kind is None:
                rows.refuse(line, f"{written(cells[1])} is no kind of place", ALLOWED_KINDS)
            day = rows.read(line, "day", cells[2], as_whole, 0)
            if not 0 <= day < length:
                work.note(rows, line, f"day {day} lies outside the period; nothing changes.")
            if work.is_place(rows, line, cells[0], names) and kind is not None:
                found.append(FleeChange(cells[0], kind, day, is_seen, line))
    return tuple(found)


def read_hunger(
    work: Work, settings: FleeSettings, locations: Sequence[FleeLocation], length: int
) -> dict[str, tuple[float, ...]]:
    """Read the food insecurity of regions, percent, between days a line; only if a setting asks for it."""
    if not settings.heeds_hunger:
        return {}
    rows = work.rows(HUNGER, 2)
    columns = rows.header[1:]
    _once(rows, columns)
    days, values = list[float](), list[list[float]]()
    for line, cells in rows.cells:
        if len(cells) != len(rows.header):
            rows.refuse(line, f"the row has {len(cells)} cells", f"The header has {len(rows.header)}.")
            continue
        day = rows.read(line, "Day", cells[0], as_number, 0.0)
        if days and day <= days[-1]:
            rows.refuse(line, f"day {day:g} stands after day {days[-1]:g}", "Days stand in order.")
        pairs = zip(columns, cells[1:], strict=True)
        shares = [rows.read(line, name, text, as_number, 0.0) for name, text in pairs]
        if any(not 0.0 <= share <= 100.0 for share in shares):
            rows.refuse(line, "a share lies outside 0 to 100", "Allowed: percent of people, 0 to 100.")
        days.append(day)
        values.append(shares)
    for region in dict.fromkeys(place.region for place in locations):
        if columns and region not in columns:
            likely = did_you_mean(region, columns)
            rows.refuse(1, f"the region {written(region)} has no column", "Each region has one.", likely)
    if not days:
        return {}
    if days[0] > 0 or days[-1] < length - 1:
        told = f"the table runs from day {days[0]:g} to {days[-1]:g}, the period from 0 to {length - 1}"
        work.note(rows, rows.cells[0][0], f"{told}; its ends hold. Flee would stop here.")
    table, run = np.array(values), np.arange(length)
    return {name: tuple(np.interp(run, days, table[:, k]).tolist()) for k, name in enumerate(columns)}


def read_floods(
    work: Work, settings: FleeSettings, names: Sequence[str], length: int
) -> dict[str, tuple[int, ...]]:
    """Read the level of floods, cut to whole steps as in Flee; only if floods drive people out."""
    if not settings.is_driven_by_floods:
        return {}
    levels = {name: tuple(int(v) for v in row) for name, row in work.by_day(FLOODS, names, length).items()}
    lists = (settings.displaced_per_flood_day, settings.flood_movechances, settings.flood_loc_weights)
    for values in lists:
        for name, series in levels.items():
            if values and not 0 <= min(series) <= max(series) < len(values):
                rows = Rows(label_of(work.folder / "input_csv" / FLOODS))
                rows.problems = work.problems
                allowed = f"Allowed: 0 to {len(values) - 1}, the levels that simsetting.yml has a number for."
                rows.refuse(1, f"levels of {name} run from {min(series)} to {max(series)}", allowed)
    return levels


def read_majors(
    work: Work, settings: FleeSettings, names: Sequence[str], routes: Sequence[FleeRoute]
) -> tuple[tuple[str, ...], ...]:
    """Read routes of several places that everybody knows; they count only with fixed routes."""
    if not settings.fixed_routes:
        return ()
    rows = work.rows(MAJORS, 2, is_optional=True)
    joined = {frozenset((route.name1, route.name2)) for route in routes}
    found = []
    for line, cells in rows.cells:
        stops = tuple(cell for cell in cells if cell)
        is_good = not [name for name in stops if not work.is_place(rows, line, name, names)]
        for hop in pairwise(stops):
            if is_good and frozenset(hop) not in joined:
                rows.refuse(line, f"no route joins {hop[0]} and {hop[1]}", "Needed: a row of routes.csv.")
                is_good = False
        if is_good and len(stops) > 1:
            found.append(stops)
    return tuple(found)


def read_agents(work: Work, settings: FleeSettings, names: Sequence[str]) -> tuple[FleeAgent, ...]:
    """Read single persons who are there from the start; only if a setting asks for it."""
    if not settings.read_from_agents_csv_file:
        return ()
    rows = _with_plain_header(work.rows(AGENTS, 1))
    _once(rows, rows.header)
    for trait in settings.wanted_traits:
        if trait not in rows.header:
            rows.refuse(1, f"the column {written(trait)} is missing", "A rule of simsetting.yml reads it.")
    found = []
    for line, cells in rows.cells:
        person = dict(zip(rows.header[1:], cells[1:], strict=False))
        if "age" in settings.wanted_traits:
            age = rows.read(line, "age", person.get("age", ""), as_number, 0.0)
            rows.refuse_below_0(line, "age", age)
        if cells[0] in names:
            found.append(FleeAgent(cells[0], person))
        else:
            likely = did_you_mean(cells[0], names)
            told = (
                f"there is no place called {written(cells[0])}; the person is dropped, as in Flee. {likely}"
            )
            work.note(rows, line, told.strip())
    return tuple(found)


def read_traits(work: Work, settings: FleeSettings, names: Sequence[str]) -> Mapping[str, FleeTrait]:
    """Read how common each age and gender is, by place; only what a setting asks for."""
    found = {}
    for trait in settings.wanted_traits:
        rows = _with_plain_header(work.rows(f"demographics_{trait}.csv", 2))
        columns = rows.header[1:]
        _once(rows, columns)
        _once_each(rows)
        if columns and "Default" not in columns:
            rows.refuse(1, 'there is no column "Default"', "It counts for places without a column.")
        for name in columns:
            if name != "Default":
                work.is_known(rows, 1, name, names, "the column is dropped")
        table = [_weights(rows, line, cells, trait) for line, cells in rows.cells]
        for k, name in enumerate(columns):
            if table and sum(row[k] for row in table) <= 0.0:
                rows.refuse(1, f"the weights of {written(name)} add up to nothing", "Needed: one above 0.")
        if columns and table and "Default" in columns:
            values = tuple(cells[0] for _, cells in rows.cells)
            weights = {name: tuple(row[k] for row in table) for k, name in enumerate(columns)}
            found[trait] = FleeTrait(values, weights)
    return found


def _weights(rows: Rows, line: int, cells: list[str], trait: str) -> list[float]:
    """Read one row of demographics_<attribute>.csv: what persons are, and how common it is by place."""
    columns = rows.header[1:]
    if trait == "age":
        rows.refuse_below_0(line, trait, rows.read(line, trait, cells[0], as_number, 0.0))
    if len(cells) != len(rows.header):
        rows.refuse(line, f"the row has {len(cells)} cells", f"The header has {len(rows.header)}.")
        return [1.0] * len(columns)
    pairs = zip(columns, cells[1:], strict=True)
    weights = [rows.read(line, name, text or "0", as_number, 0.0) for name, text in pairs]
    if any(weight < 0.0 for weight in weights):
        rows.refuse(line, "a weight is negative", "Allowed: 0 or more.")
    return weights


def _once(rows: Rows, columns: Sequence[str]) -> None:
    """Refuse columns that stand twice."""
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            rows.refuse(rows.header_line, f"the column {written(name)} stands twice", "Each stands once.")


def _once_each(rows: Rows) -> None:
    """Refuse a sort of persons that stands twice; 7 and 7.0 are one age."""
    seen: dict[str, int] = {}
    for line, cells in rows.cells:
        word = cells[0].casefold()
        key = f"{float(word):g}" if word.replace(".", "", 1).isdecimal() else word
        if key in seen:
            told = f"{written(cells[0])} stands in line {seen[key]} already"
            rows.refuse(line, told, "Each stands once, with one weight for each column.")
        seen.setdefault(key, line)


def _with_plain_header(rows: Rows) -> Rows:
    """Take the first row for the header, as Flee does here, unless a comment names the columns."""
    if rows.cells and not rows.header:
        rows.header_line, rows.header = rows.cells.pop(0)
    return rows
