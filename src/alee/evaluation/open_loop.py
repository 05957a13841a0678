"""Open loop: told how many people come each day in all, say how the camps share them.

What goes in: the graph, conflict and closures day by day, who is in the camps on the first day, and the true
daily total. What comes out: people in each camp on each day. Rows marked *leaky* know the capacities of
Flee's public folders, which are mostly the highest counts of the very camps that are scored; rows marked
*clean* do not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np

from alee.core.errors import InputError
from alee.evaluation.results import Cell, Results, mean_rows
from alee.executors import Progress
from alee.files.flee.convert import scenario_from_flee
from alee.files.flee.journeys import road_km
from alee.files.flee.write import flee_world
from alee.kernels.layout import Floats
from alee.model.events import Given
from alee.model.flee import FleeWorld
from alee.model.flee_settings import FleeSettings
from alee.model.scenario import Scenario
from alee.outlook.scoring import (
    covered,
    crps,
    normalised_error,
    relative_difference,
    rescaled_relative_difference,
)
from alee.simulation import simulate, simulate_flee

LEAKY, CLEAN = "leaky", "clean"
SCORES = ("ARD", "ARD rescaled", "ARD at reports", "nMAE", "nCRPS", "cover 90")
NOTES = (
    "ARD: averaged relative difference over all days, 0 to 2; rescaled: each day's total matched to the "
    "counted total first, as Flee scores; at reports: only on days on which a camp published a count. nMAE, "
    "nCRPS and the cover of the 90 % intervals are on the rescaled counts of those days, for rows that are "
    "ensembles.",
    "Leaky rows know the capacities of the folder. Everything else that goes in is the same for all rows: "
    "graph, conflict, closures, the first day's counts, and the true daily total.",
)


@dataclass(frozen=True)
class Instance:
    """A folder and what is scored in it.

    Attributes
    ----------
    camps
        Camps with counts.
    counted
        (day, camp) float64, published counts, between reports a line.
    is_reported
        (day,) bool, days on which any camp published a count.
    """

    world: FleeWorld
    camps: tuple[str, ...]
    counted: Floats
    is_reported: Floats

    @property
    def total(self) -> Floats:
        """People in all camps, (day,)."""
        return np.asarray(self.counted.sum(axis=1))


def instance_of(world: FleeWorld) -> Instance:
    """Take from a Flee world what an open-loop run is scored on.

    Raises
    ------
    InputError
        If no camp of the folder has counts.
    """
    camps = tuple(name for name in world.camps if name in world.counts)
    if not camps:
        raise InputError(
            f"{world.name}: no camp has counts, so there is nothing to compare with. "
            "Needed: a camp of locations.csv that data_layout.csv names too."
        )
    counted = np.array([[world.count(name, day) for name in camps] for day in range(world.length)], float)
    days = {day for name in camps for day in world.counts[name].days}
    is_reported = np.array([day in days for day in range(world.length)])
    return Instance(world, camps, counted, is_reported if is_reported.any() else ~is_reported)


def newcomers(total: Floats) -> Floats:
    """People who come each day, (day,): the growth of the total; a fall is a debt that later growth pays."""
    out = np.zeros(len(total))
    debt = 0.0
    for day in range(1, len(total)):
        wanted = total[day] - total[day - 1] - debt
        debt = max(0.0, -wanted)
        out[day] = max(0.0, wanted)
    return out


def shared_out(instance: Instance, shares: Floats) -> Floats:
    """Add each day's newcomers to the first day's counts by given shares, (day, camp)."""
    arrived = newcomers(instance.total)[:, None] * shares
    return np.asarray(instance.counted[0] + np.cumsum(arrived, axis=0))


def distance_shares(instance: Instance) -> Floats:
    """Share by one over the mean road from the places in conflict, weighted by residents and intensity.

    Returns
    -------
    (day, camp) float64, adding up to 1; all alike on days before any conflict.
    """
    world = instance.world
    index = {place.name: p for p, place in enumerate(world.locations)}
    km = road_km(world)[:, [index[name] for name in instance.camps]]
    weight, hazards = np.zeros((world.length, len(index))), world.hazards()
    for place in world.locations:
        series = hazards.get(place.name)
        is_lasting = place.kind == "conflict" and not (series and any(v > 0 for v in series))
        is_lasting = is_lasting and not world.settings.is_driven_by_floods
        intensity = 1.0 if is_lasting else np.array(series or (0.0,) * world.length)[: world.length]
        weight[:, index[place.name]] = intensity * (0.0 if place.is_camp else max(place.population, 1))
    reached = np.where(np.isfinite(km), km, 0.0)
    mass = weight @ np.isfinite(km)
    mean = np.divide(weight @ reached, mass, out=np.full(mass.shape, np.inf), where=mass > 0)
    near = np.where(np.isfinite(mean), 1.0 / np.maximum(mean, 1.0), 0.0)
    even = np.full(near.shape, 1.0 / near.shape[1])
    whole = near.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(near, whole, out=even, where=whole > 0))


def capacity_shares(instance: Instance) -> Floats:
    """Share by the capacities of the folder, (day, camp); leaky."""
    room = {place.name: float(place.population) for place in instance.world.locations}
    limits = np.array([room[name] for name in instance.camps])
    even = np.ones(len(limits))
    chosen = limits if limits.sum() > 0 else even
    return np.broadcast_to(chosen / chosen.sum(), instance.counted.shape)


def told_scenario(instance: Instance) -> Scenario:
    """Make Alee's scenario of the folder, told the true number of newcomers of each day.

    The totals are net of people who left the camps, so nobody goes home here.
    """
    scenario = scenario_from_flee(instance.world).scenario
    told = tuple(
        Given(start=instance.world.start + timedelta(days=day), persons=int(n), source="flee")
        for day, n in enumerate(newcomers(instance.total))
    )
    first = dict(zip(instance.camps, instance.counted[0], strict=True))
    places = tuple(
        place.model_copy(update={"already": float(first.get(place.name, 0.0))}) for place in scenario.places
    )
    stay = scenario.behaviour.model_copy(update={"go_home_fresh": 0.0, "go_home_staying": 0.0})
    changed = {"events": (*scenario.events, *told), "behaviour": stay, "places": places}
    return scenario.model_copy(update=changed)


def play_alee(instance: Instance, members: int, seed: int, threads: int | None) -> Floats:
    """Simulate with Alee's own behaviour; people in each camp, (member, day, camp) float64."""
    scenario = told_scenario(instance)
    run = simulate(scenario, members=members, seed=seed, until=scenario.as_of, threads=threads)
    present = run.present.sel(place=list(instance.camps)).sum("group").transpose("member", "day", "place")
    return np.asarray(present.values, dtype=float)


def play_flee(world: FleeWorld, camps: Sequence[str], runs: int, seed: int, threads: int | None) -> Floats:
    """Simulate by Flee's rules; people in each camp, (run, day, camp) float64."""
    run = simulate_flee(world, members=runs, seed=seed, threads=threads)
    present = run.present.sel(place=list(camps)).sum("group").transpose("member", "day", "place")
    return np.asarray(present.values, dtype=float)


def scores(instance: Instance, draws: Floats) -> dict[str, Cell]:
    """Score an ensemble, or a single run of shape (1, day, camp).

    The estimate is the middle of the members: of their counts for the plain ARD, of their shares for all
    scores that match the daily total.
    """
    counted, when = instance.counted, instance.is_reported
    whole = draws.sum(axis=2, keepdims=True)
    matched = np.divide(draws, whole, out=np.zeros_like(draws), where=whole > 0) * instance.total[:, None]
    middle = np.median(matched, axis=0)
    is_ensemble = len(draws) >= 20
    return {
        "ARD": relative_difference(np.median(draws, axis=0), counted),
        "ARD rescaled": rescaled_relative_difference(middle, counted),
        "ARD at reports": rescaled_relative_difference(middle[when], counted[when]),
        "nMAE": normalised_error(middle[when], counted[when]),
        "nCRPS": _relative_crps(matched[:, when], counted[when]) if is_ensemble else None,
        "cover 90": float(covered(matched[:, when], counted[when], 0.9).mean()) if is_ensemble else None,
    }


def _relative_crps(draws: Floats, counted: Floats) -> float:
    total = float(counted.sum())
    return float(crps(draws, counted).sum()) / total if total > 0 else float("nan")


def evaluate_open_loop(
    folders: Sequence[str | Path],
    *,
    settings: str | Path | FleeSettings | None = None,
    members: int = 100,
    flee_runs: int = 3,
    seed: int = 2022,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Run the open-loop protocol on Flee folders.

    Parameters
    ----------
    folders
        Folders with ``input_csv`` and ``source_data``, or scenarios imported from them.
    settings
        As for :func:`alee.load_flee`, for the rows by Flee's rules.
    members
        Histories of Alee's own row, 20 or more.
    flee_runs
        Runs of each row by Flee's rules; 0 leaves these rows out.

    Returns
    -------
    Results
        One line per folder and row, then the means over folders.

    Raises
    ------
    InputError
        If a number is out of range, a folder cannot be read, or no camp of it has counts.
    """
    if not folders:
        raise InputError("folders: none was named. Needed: at least one Flee folder.")
    if members < 20 or not 0 <= flee_runs <= 10_000:
        raise InputError(
            f"members {members}, flee_runs {flee_runs}: out of range. "
            "Allowed are 20 members or more, and 0 to 10,000 runs by Flee's rules."
        )
    instances = [instance_of(flee_world(folder, settings=settings)) for folder in folders]
    rows: list[dict[str, Cell]] = []
    for k, instance in enumerate(instances):
        for name, kind, play in _rows(instance, members, flee_runs, seed, threads):
            began = time.process_time()
            draws = play()
            line: dict[str, Cell] = {
                "folder": instance.world.name, "days": instance.world.length,
                "destinations": len(instance.camps), "row": name, "knows": kind,
            }  # fmt: skip
            rows.append(line | scores(instance, draws) | {"CPU s": time.process_time() - began})
        if progress is not None:
            progress("folders", k + 1, len(instances))
    return Results(
        protocol="open-loop",
        rows=(*rows, *mean_rows(rows, by="row", of=SCORES, label=f"mean of {len(instances)}")),
        settings={"members": members, "runs by Flee's rules": flee_runs, "seed": seed},
        notes=NOTES,
    )


def _rows(
    instance: Instance, members: int, flee_runs: int, seed: int, threads: int | None
) -> Iterator[tuple[str, str, Callable[[], Floats]]]:
    """Name the rows, what they know, and how they come about."""
    world, camps = instance.world, instance.camps
    if flee_runs:
        yield "Flee's rules, capacities", LEAKY, lambda: play_flee(world, camps, flee_runs, seed, threads)
        free = world.without_capacities()
        yield "Flee's rules", CLEAN, lambda: play_flee(free, camps, flee_runs, seed, threads)
    yield "first day + capacity", LEAKY, lambda: shared_out(instance, capacity_shares(instance))[None]
    yield "first day + 1/road distance", CLEAN, lambda: shared_out(instance, distance_shares(instance))[None]
    even = np.full(instance.counted.shape, 1.0 / len(camps))
    yield "first day + uniform", CLEAN, lambda: shared_out(instance, even)[None]
    yield "Alee", CLEAN, lambda: play_alee(instance, members, seed, threads)
