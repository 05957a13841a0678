"""Write a run as plain tables that any spreadsheet opens: long, tidy, with units and with provenance.

Each table has one row per day, thing and variable, with the quantiles over the members. A country's
quantiles are those of its sum in each member, never sums of quantiles.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import xarray as xr

from alee.core.cells import safe_cell
from alee.core.errors import Problem, SaveFailed
from alee.core.variables import VARIABLES
from alee.ensemble import Ensemble
from alee.files.atomic import writing
from alee.files.store import provenance
from alee.inference.posterior import Posterior
from alee.outlook.forecasting import Outlook

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
PLACE_VARIABLES = ("present", "arrivals", "departures", "returned", "displaced")
CORRIDOR_VARIABLES = ("crossings", "returns", "waiting", "ordinary_out", "ordinary_back", "queue")
GROUP_VARIABLES = ("displaced", "present")
COLUMNS = ("variable", "unit", *(f"q{100 * q:02.0f}" for q in QUANTILES))
Row = Sequence[object]


def export(run: Posterior | Outlook, to: str | Path, *, command: str = "") -> None:
    """Write a run as a folder of CSV tables.

    The folder holds ``places.csv``, ``countries.csv``, ``groups.csv``, ``corridors.csv`` (day, thing,
    variable, unit, quantiles 5, 25, 50, 75 and 95 % over the members), ``variables.csv`` (what each
    variable means) and ``provenance.json`` (how to repeat it). Texts that a spreadsheet would take for a
    formula begin with an apostrophe.

    Parameters
    ----------
    run
        A posterior or an outlook.
    to
        Folder to make; it must not exist yet.
    command
        The command that repeats it, kept in the provenance.

    Raises
    ------
    SaveFailed
        If the folder exists already, or the disk does not take it; nothing half-written stays.
    """
    path = Path(to)
    if path.exists():
        wrong, allowed = f'"{path.name}" exists already', "An export makes a new folder."
        raise SaveFailed(Problem(wrong, allowed, "Choose another name, or remove the old folder."))
    posterior = run.posterior if isinstance(run, Outlook) else run
    tables: dict[str, Iterator[Row]] = {
        "places.csv": _places(run.ensemble, posterior),
        "countries.csv": _countries(run.ensemble, posterior),
        "groups.csv": _groups(run.ensemble),
        "corridors.csv": _corridors(run.ensemble, posterior),
        "variables.csv": _variables(),
    }
    with writing(path) as fresh:
        fresh.mkdir()
        for name, rows in tables.items():
            with (fresh / name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(
                    [safe_cell(cell) for cell in row] for row in rows
                )
        attributes = provenance(posterior, command).attributes()
        (fresh / "provenance.json").write_text(json.dumps(attributes, indent=1, ensure_ascii=False) + "\n")


def _places(ensemble: Ensemble, posterior: Posterior) -> Iterator[Row]:
    countries = {place.name: place.country for place in posterior.scenario.places}
    yield ("day", "place", "country", *COLUMNS)
    for variable in PLACE_VARIABLES:
        array = ensemble.dataset[variable]
        by_place = array.sum("group") if "group" in array.dims else array
        yield from _rows(by_place, variable, "place", lambda name: (name, countries[name]))


def _countries(ensemble: Ensemble, posterior: Posterior) -> Iterator[Row]:
    countries = {place.name: place.country for place in posterior.scenario.places}
    labels = [countries[str(name)] for name in ensemble.dataset.place.values]
    yield ("day", "country", *COLUMNS)
    # Arrivals and departures of places would count a person twice within a country: stocks only.
    for variable in ("present", "returned", "displaced"):
        array = ensemble.dataset[variable]
        by_place = array.sum("group") if "group" in array.dims else array
        by_country = by_place.assign_coords(country=("place", labels)).groupby("country").sum()
        yield from _rows(by_country, variable, "country", lambda name: (name,))


def _groups(ensemble: Ensemble) -> Iterator[Row]:
    yield ("day", "group", *COLUMNS)
    for variable in GROUP_VARIABLES:
        yield from _rows(ensemble.dataset[variable].sum("place"), variable, "group", lambda name: (name,))


def _corridors(ensemble: Ensemble, posterior: Posterior) -> Iterator[Row]:
    ways = {
        way.name: (way.name, way.from_place, way.to_place, way.mode) for way in posterior.scenario.corridors
    }
    yield ("day", "corridor", "from", "to", "mode", *COLUMNS)
    for variable in CORRIDOR_VARIABLES:
        yield from _rows(ensemble.dataset[variable], variable, "corridor", lambda name: ways[name])


def _variables() -> Iterator[Row]:
    yield ("variable", "unit", "kind", "concept", "meaning")
    for name in dict.fromkeys((*PLACE_VARIABLES, *CORRIDOR_VARIABLES)):
        declared = VARIABLES[name]
        yield (name, declared.unit, declared.kind, declared.concept, declared.meaning)


def _rows(
    array: xr.DataArray, variable: str, dimension: str, label: Callable[[str], tuple[str, ...]]
) -> Iterator[Row]:
    """Yield one row per day and thing, days first."""
    ordered = array.transpose("member", "day", dimension)
    low_to_high = np.quantile(ordered.values, QUANTILES, axis=0)
    days = np.datetime_as_string(ordered.day.values, unit="D")
    labels = [label(str(name)) for name in ordered[dimension].values]
    unit = VARIABLES[variable].unit
    for d, day in enumerate(days):
        for k, words in enumerate(labels):
            yield (day, *words, variable, unit, *(f"{value:.10g}" for value in low_to_high[:, d, k]))
