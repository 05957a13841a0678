"""One measurement of scale in a process of its own: ``python -m benchmarks.scale_case CASE`` writes JSON.

The case is JSON, too: see :class:`Case`. A folder is read, compiled and streamed on one thread; each phase is
timed by CPU seconds of this process, which another busy process changes far less than the clock on the wall.
"""

import datetime as dt
import json
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import alee.files.streaming as streaming
from alee.compiler import Plan, compile_plan
from alee.core.tally import Tally
from alee.files.scenario_folder import load_scenario
from alee.warm import warm
from benchmarks.memory import peak_megabytes
from benchmarks.worlds import SEED, World, save_folder

T = TypeVar("T")
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What to measure.

    Attributes
    ----------
    communities, days, people, lived_in
        As in :class:`benchmarks.worlds.World`; one group, no rules beyond the plain ones.
    members, keep
        As for :func:`alee.files.streaming.simulate_into`.
    """

    communities: int
    days: int
    members: int
    people: int
    lived_in: int = 1
    keep: str = "summary"

    @property
    def world(self) -> World:
        """The synthetic world of the case."""
        return World(
            communities=self.communities, groups=1, days=self.days, people=self.people, lived_in=self.lived_in
        )


class Clock:
    """CPU seconds by phase; a phase inside another is taken off the outer one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner = [0.0]

    def timed(self, phase: str, function: Callable[..., T]) -> Callable[..., T]:
        """The same function, its time put down under a phase."""

        def call(*values: Any, **named: Any) -> T:
            began = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*values, **named)
            finally:
                took = time.process_time() - began
                self.seconds[phase] = self.seconds.get(phase, 0.0) + took - self._inner.pop()
                self._inner[-1] += took

        return call


def measure(case: Case) -> dict[str, Any]:
    """Run a case; give seconds by phase, the peak and bytes."""
    warm()
    with tempfile.TemporaryDirectory() as place:
        folder, store = Path(place) / "world", Path(place) / "run.zarr"
        save_folder(case.world, folder)
        before, clock = peak_megabytes(), Clock()
        scenario = clock.timed("load", load_scenario)(folder)
        plan = clock.timed("compile", _compiled)(scenario)
        loaded = peak_megabytes()
        clock.timed("run", _run)(clock, scenario, store, case)
        peak = peak_megabytes()
        block = streaming.members_in_block(plan)
        kept = streaming._play((plan, SEED, streaming._Keeping("", False)), None, 0, min(block, case.members))
        return {
            **asdict(case), "corridors": case.world.corridors, "places": len(plan.places),
            "edge_days": case.world.edge_days(case.members), "seconds": clock.seconds,
            "megabytes": {"bare": before, "loaded": loaded, "peak": peak},
            "block": block, "store": _bytes_in(store), "common": len(pickle.dumps(plan.bare())),
            "answer": len(pickle.dumps(kept)), "filled": sum(len(t.keys) for t in kept.tallies.values()),
        }  # fmt: skip


def _compiled(scenario: Any) -> Plan:
    plan = compile_plan(scenario, until=scenario.as_of + (scenario.horizon_days - 1) * DAY)
    plan.bare()
    return plan


def _run(clock: Clock, scenario: Any, store: Path, case: Case) -> None:
    """Stream the case, with the parts of the work put down apart."""
    parts = {
        "engine": (streaming, "run_block"), "compile again": (streaming, "compile_plan"),
        "write": (streaming, "write_members"), "write summary": (streaming, "write_summary"),
        "keep each block": (streaming, "write_piece"), "write checkpoint": (streaming, "write_checkpoint"),
        "drop pieces": (streaming, "drop_pieces"),
    }  # fmt: skip
    kept = {name: getattr(module, attribute) for name, (module, attribute) in parts.items()}
    count, add = Tally.of, Tally.added
    try:
        for name, (module, attribute) in parts.items():
            setattr(module, attribute, clock.timed(name, kept[name]))
        Tally.of = clock.timed("count", count)  # type: ignore[method-assign]
        Tally.added = clock.timed("add up", add)  # type: ignore[method-assign]
        until = scenario.as_of + (scenario.horizon_days - 1) * DAY
        streaming.simulate_into(
            scenario, store, members=case.members, seed=SEED, until=until, keep=case.keep, threads=1
        )  # type: ignore[arg-type]
    finally:
        for name, (module, attribute) in parts.items():
            setattr(module, attribute, kept[name])
        Tally.of, Tally.added = count, add  # type: ignore[method-assign]


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Case(**json.loads(sys.argv[1])))))
