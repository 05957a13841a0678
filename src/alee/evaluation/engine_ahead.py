"""The engine in a rolling forecast: what the mechanism adds, alone and after learning from reports.

At each origin the situation is taken as it was known (:mod:`alee.evaluation.as_known`), fitted to the reports
published by then, and run on. Three things come out: the mechanism alone (no report read), the engine after
assimilation, and the change that the engine expects from the newest count on, which can be combined with the
pace model.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alee.evaluation.as_known import as_known
from alee.evaluation.targets import Origin
from alee.executors import Progress
from alee.files.flee.convert import scenario_from_flee
from alee.files.flee.write import flee_world
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.inference.fitting import fit
from alee.inference.posterior import Posterior
from alee.kernels.layout import Floats
from alee.model.flee import FleeWorld
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.outlook.forecasting import forecast
from alee.outlook.prediction import draw_figures
from alee.outlook.reported_counts import Stream, archive_of

ROUNDS = 0  # moves by the true likelihood after the smoother: none, to keep the protocol affordable
UNHCR = "UNHCR"


@dataclass(frozen=True)
class EngineSaid:
    """What the engine says at one origin.

    Attributes
    ----------
    mechanism, assimilated
        (member, target) float64, persons, without and with the reports published by then.
    moved
        (target,) float64, persons: the newest count, and the middle change that the engine expects since.
    """

    mechanism: Floats
    assimilated: Floats
    moved: Floats


@dataclass(frozen=True)
class Engine:
    """A folder that the engine can simulate.

    Attributes
    ----------
    world
        The Flee folder; None where the folder is a scenario.
    scenario, reports
        The scenario; of a Flee folder they are made anew for each origin.
    streams
        By destination the series that its counts form.
    """

    world: FleeWorld | None
    scenario: Scenario | None
    reports: Reports
    streams: dict[str, Stream]

    def known(self, day: dt.date) -> tuple[Scenario, Reports]:
        """Give the scenario and reports as they stood on a day."""
        if self.world is not None:
            made = scenario_from_flee(as_known(self.world, (day - self.world.start).days))
            return made.scenario, made.reports
        assert self.scenario is not None
        return self.scenario, self.reports.until(day)


def engine_of(folder: str | Path) -> Engine | None:
    """Read what the engine needs; None for a folder of counts alone."""
    path = Path(folder)
    if (path / "input_csv").is_dir() or (path / "flee").is_dir():
        world = flee_world(path)
        return Engine(world, None, Reports([]), {n: Stream(n, "registered", UNHCR) for n in world.camps})
    if (path / "scenario.yaml").exists():
        reports = load_reports(path / "reports.csv")
        return Engine(None, load_scenario(path), reports, archive_of(reports)[1])
    return None


def engine_says(
    engine: Engine,
    walk: Sequence[Origin],
    *,
    members: int,
    seed: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> list[EngineSaid]:
    """Let the engine speak at every origin of a walk."""
    out = []
    for k, origin in enumerate(walk):
        day = dt.date.fromordinal(origin.known.origin)
        scenario, reports = engine.known(day)
        plain, learnt = (
            fit(scenario, rows, as_of=day, members=members, seed=seed, rounds=ROUNDS, threads=threads)
            for rows in (Reports([]), reports)
        )
        assimilated, change = _ahead(engine, origin, learnt, threads)
        newest = np.array([target.newest for target in origin.targets])
        mechanism, _ = _ahead(engine, origin, plain, threads)
        out.append(EngineSaid(mechanism, assimilated, np.maximum(0.0, newest + change)))
        if progress is not None:
            progress("origins of the engine", k + 1, len(walk))
    return out


def _ahead(
    engine: Engine, origin: Origin, posterior: Posterior, threads: int | None
) -> tuple[Floats, Floats]:
    """Draw the figures asked for, and the middle of their change since each newest count."""
    known = origin.known
    days = max(target.day for target in origin.targets) - known.origin
    outlook = forecast(posterior, days=days, threads=threads)
    rows = []
    for target in origin.targets:
        since = int(known.series[target.destination].days[-1])
        for day in (target.day, since):
            stream = engine.streams[target.destination]
            rows.append(stream.asked(dt.date.fromordinal(day), target.newest))
    found = draw_figures(outlook, rows)
    draws = np.stack([np.full(posterior.members, np.nan) if isinstance(d, str) else d for d in found], axis=1)
    newest = np.array([target.newest for target in origin.targets])
    then, since_then = draws[:, 0::2], draws[:, 1::2]
    change = np.median(then, axis=0) - np.median(since_then, axis=0)
    return np.where(np.isfinite(then), then, newest), np.where(np.isfinite(change), change, 0.0)
