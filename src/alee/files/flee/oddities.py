"""What in a Flee folder is no mistake, but worth a line: late counts, contradictions, unread files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from alee.model.flee import FleeLocation, FleeSeries

NOT_READ = {
    "location_changes.csv": "Flee reads it from the working folder only; nothing of it is applied",
    "major_routes.csv": "it counts only with fixed_routes, which are not played",
    "agents.csv": "lists of single persons are not read",
    "flood_level.csv": "floods are not played",
    "region_attributes_IPC.csv": "food insecurity is not played",
}


def odd_counts(counts: Mapping[str, FleeSeries], length: int) -> list[str]:
    """Name series that begin after the first day or end before the last one."""
    notes = []
    for name, series in counts.items():
        if series.days and series.days[0] > 0:
            notes.append(f"source_data: counts of {name} begin on day {series.days[0]}; held back to day 0.")
        after = sum(day >= length for day in series.days)
        if after:
            notes.append(f"source_data: {after} counts of {name} lie after the last day, {length - 1}.")
    return notes


def odd_conflicts(locations: Sequence[FleeLocation], conflicts: Mapping[str, Sequence[float]]) -> list[str]:
    """Name places of which locations.csv and conflicts.csv say different first days of conflict."""
    notes = []
    for place in locations:
        column = conflicts.get(place.name, ())
        first = next((day for day, value in enumerate(column) if value > 0.0), None)
        if place.kind == "conflict" and first != 0:
            notes.append(
                f"conflicts.csv: {place.name} is no conflict zone on day 0, locations.csv says it is."
            )
        elif place.kind != "conflict" and place.conflict_date > 0 and first != place.conflict_date:
            says = "never" if first is None else f"on day {first}"
            notes.append(
                f"conflicts.csv: conflict reaches {place.name} {says}, locations.csv says on day "
                f"{place.conflict_date}; conflicts.csv counts."
            )
    return notes


def unread_files(folder: Path, known: Collection[str], counted: Collection[str]) -> list[str]:
    """Name every table of the folder that is not read, with the reason."""
    notes = []
    for part, names in (("input_csv", known), ("source_data", counted)):
        for path in sorted((folder / part).glob("*.csv")):
            if path.name in names:
                continue
            reason = NOT_READ.get(path.name, "Flee does not read it either")
            if path.name.startswith("demographics_"):
                reason = "no rule that is played asks for traits of single persons"
            notes.append(f"{part}/{path.name}: not read; {reason}.")
    return notes
