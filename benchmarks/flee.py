"""CPU time of Flee's rules on its own public folders, at full population, beside Flee itself."""

import os
import time
from pathlib import Path
from statistics import median

from alee.files.flee.folder import load_flee
from alee.model.flee import FleeWorld
from alee.simulation import simulate_flee
from benchmarks.tables import Table
from benchmarks.worlds import SEED

ROOT = Path(__file__).parents[1]
FOLDERS = Path(os.environ.get("ALEE_FLEE", ROOT.parent / "shared" / "data" / "flee"))
SETTINGS = "simsetting.modern125.yml"
NAMES = ("burundi2015", "car2013", "mali2012", "ssudan2013", "syria2013")
HAMLET = ROOT / "tests" / "data" / "flee_hamlet"
FLEE_CPU = {"mali2012": 105.0}  # CPU seconds of one run of Flee 3 at full population, measured beforehand
BAR = 10_000
NOTE = (
    "One thread, one history, every person; the settings are those of `simsetting.modern125.yml`. Reading "
    "the folder is not counted, making arrays of it is. The bar is 10,000 times Flee's CPU time, where that "
    "was measured. Why it is missed: people who stop on the way are told apart by how far they went lately "
    "(whole km) and today, so that thousands of states hold one person or two; each costs a draw and a "
    "look-up, as a person does in Flee, only quicker. Without avoid_short_stints the past does not count: "
    "the last column is the same folder with that one setting off."
)


def measure(*, quick: bool = False) -> list[Table]:
    """Time one history of each folder that is here; a small one of our own in a quick run."""
    folders = [HAMLET] if quick else [FOLDERS / name for name in NAMES if (FOLDERS / name).exists()]
    rows = [row(folder, 1 if quick else 3) for folder in folders]
    columns = (
        "folder",
        "days",
        "persons at places at the end",
        "CPU s",
        "Flee over this",
        "bar",
        "CPU s, no past",
    )
    note = NOTE if rows else f"{NOTE} No folder is here; ALEE_FLEE names the folder that holds them."
    return [Table(title="Flee's folders at full population", note=note, columns=columns, rows=rows)]


def row(folder: Path, repeats: int) -> tuple[str, ...]:
    """Time one folder; give its row."""
    settings = FOLDERS / SETTINGS
    world = load_flee(folder, settings=settings if settings.exists() else None)
    forgetful = world.with_settings(world.settings.model_copy(update={"avoid_short_stints": False}))
    people = int(simulate_flee(world, members=1, seed=SEED, threads=1).present.isel(day=-1).sum())
    seconds = cpu_of(world, repeats)
    times, bar = "–", "–"
    if folder.name in FLEE_CPU:
        ratio = FLEE_CPU[folder.name] / seconds
        times = f"{ratio:,.0f}×"
        bar = f"≥ {BAR:,}×: " + ("met" if ratio >= BAR else f"{BAR / ratio:,.0f} times short")
    return (
        folder.name, f"{world.length:,}", f"{people:,}", f"{seconds:.3f}", times, bar,
        f"{cpu_of(forgetful, repeats):.3f}",
    )  # fmt: skip


def cpu_of(world: FleeWorld, repeats: int) -> float:
    """Median CPU seconds of one history, arrays and all."""
    taken = []
    for _ in range(repeats):
        begin = time.process_time()
        simulate_flee(world, members=1, seed=SEED, threads=1)
        taken.append(time.process_time() - begin)
    return median(taken)
