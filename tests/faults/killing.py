"""Kill work at random instants, look at what is left, and let it go on.

Each victim works in a fork of this process and tells through a pipe how much it has finished; then it is
killed with signal 9, wherever it is. What it had told must be there, every file must be whole, and doing the
same again must end as if nothing had happened. ``python -m tests.faults.killing fit 5 2022 FOLDER`` prints
the outcome as JSON.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

import alee
from alee.dashboard.workspace import Workspace
from alee.ensemble import Ensemble
from alee.executors import BLOCK_SIZE
from alee.files.group_log import GroupLog
from alee.files.journal import SqliteJournal, work_of_fit
from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.files.store import load, save
from alee.files.stream_pieces import read_piece
from alee.files.streaming import simulate_into
from alee.inference.effort import STEPS
from alee.inference.fitting import fit
from alee.reading.accepted import read_ledger, record
from alee.reading.becoming import draft_of
from alee.reading.copies import printing_of
from alee.reading.reader import read_text
from alee.services.log import Entry

ROOT = Path(__file__).parents[2]
HAMLET = ROOT / "scenarios" / "hamlet"
MEMBERS, SEED, ROUNDS = 20, 5, 3
MANY = 6 * BLOCK_SIZE
STEPS_OF_LOG = 12
Tell = Callable[[], None]


@dataclass
class Outcome:
    """What became of one kind of work: kills that hit it, the most blocks lost to one, scraps left behind."""

    kind: str
    kills: int = 0
    runs: int = 0
    most_lost: int = 0
    scraps: int = 0


@cache
def small_fit(seed: int, rounds: int) -> alee.Posterior:
    scenario, reports = load_scenario(HAMLET), load_reports(HAMLET / "reports.csv")
    return fit(scenario, reports, members=MEMBERS, seed=seed, rounds=rounds, threads=1)


@cache
def digest_of_fit() -> str:
    return small_fit(SEED, ROUNDS).ensemble.digest()


@cache
def digest_of_simulation() -> str:
    return alee.simulate(load_scenario(HAMLET), members=MANY, seed=SEED, threads=1).digest()


class Fit:
    """A fit with its journal, saved in the end."""

    def __init__(self, folder: Path) -> None:
        self.scenario, self.reports = load_scenario(HAMLET), load_reports(HAMLET / "reports.csv")
        self.work = work_of_fit(
            self.scenario, self.reports, as_of=None, members=MEMBERS, seed=SEED, rounds=ROUNDS
        )
        self.whole = digest_of_fit()
        self.run, self.journal = folder / "run", folder / "run.journal"

    def _fit(self, book: SqliteJournal | None, tell: Tell) -> alee.Posterior:
        phases: list[str] = []

        def hear(phase: str, done: int, total: int) -> None:
            if phase not in phases:
                phases.append(phase)
                if len(phases) > 1:
                    tell()  # the phase before this one is over

        return fit(
            self.scenario, self.reports, members=MEMBERS, seed=SEED, rounds=ROUNDS, book=book, threads=1,
            progress=hear,
        )  # fmt: skip

    def begin(self) -> None:
        self.stage = self._stage()

    def do(self, tell: Tell) -> None:
        journal = SqliteJournal(self.journal, self.work)
        with journal.held():
            save(self._fit(journal, tell), self.run)
            journal.remove()

    def _stage(self) -> int:
        found = SqliteJournal(self.journal, self.work).newest()
        return 0 if found is None else found[0]

    def lost(self, told: int) -> int:
        if self.run.exists():
            assert load(self.run).ensemble.digest() == self.whole
            return 0
        return max(0, min(self.stage + told, STEPS + ROUNDS) - self._stage())

    def is_done(self) -> bool:
        return self.run.exists() and load(self.run).ensemble.digest() == self.whole


class Stream:
    """A simulation that is written block by block into a Zarr store."""

    def __init__(self, folder: Path) -> None:
        self.scenario = load_scenario(HAMLET)
        self.whole = digest_of_simulation()
        self.store = folder / "run.zarr"

    def begin(self) -> None:
        self.blocks = self._blocks()

    def do(self, tell: Tell) -> None:
        def hear(phase: str, done: int, total: int) -> None:
            if done > self.blocks * BLOCK_SIZE:
                tell()

        simulate_into(self.scenario, self.store, members=MANY, seed=SEED, threads=1, progress=hear)

    def _blocks(self) -> int:
        """Blocks in the newest checkpoint and in pieces of their own, or all of a finished store."""
        import zarr

        if not (self.store / "zarr.json").exists():
            return 0
        group = zarr.open_group(str(self.store), mode="r")
        kept = group.attrs.get("checkpoint")
        if group.attrs.get("complete") is True:
            return MANY // BLOCK_SIZE
        checked = np.zeros(MANY // BLOCK_SIZE, bool)
        if kept is not None:
            checked = np.asarray(group[f"checkpoint/{kept}/is_done"][:])
        return sum(
            bool(is_in) or read_piece(group, number * BLOCK_SIZE) is not None
            for number, is_in in enumerate(checked)
        )

    def lost(self, told: int) -> int:
        return max(0, self.blocks + told - self._blocks())

    def is_done(self) -> bool:
        import xarray as xr

        with xr.open_zarr(self.store, consolidated=False) as found:
            is_whole = bool(found.attrs["complete"])
            names = [str(name) for name in found.data_vars if not str(name).endswith(("_quantiles", "_mean"))]
            return is_whole and Ensemble(found[names].load()).digest() == self.whole


class Save:
    """A run saved again and again over another one; there is always one of the two, and it is whole."""

    def __init__(self, folder: Path) -> None:
        self.both = [small_fit(seed, 0) for seed in (1, 2)]
        self.digests = [one.ensemble.digest() for one in self.both]
        self.run = folder / "run"

    def begin(self) -> None:
        if not self.run.exists():
            save(self.both[0], self.run)

    def do(self, tell: Tell) -> None:
        for k in range(2):
            save(self.both[k % 2], self.run)
            tell()

    def lost(self, told: int) -> int:
        assert load(self.run).ensemble.digest() in self.digests
        return 0

    def is_done(self) -> bool:
        return load(self.run).ensemble.digest() == self.digests[1]


class Numbers:
    """A group's own numbers, logged day after day."""

    def __init__(self, folder: Path) -> None:
        self.log = GroupLog(folder / "group")

    def begin(self) -> None:
        self.before = len(self.log.actions())

    def do(self, tell: Tell) -> None:
        for number in range(len(self.log.actions()), STEPS_OF_LOG):
            day = date(2030, 5, number + 1)
            self.log.append([Entry(day=day, place="Rivertown", service="bed", group="us", asked=number)])
            tell()

    def lost(self, told: int) -> int:
        return max(0, self.before + told - len(self.log.actions()))

    def is_done(self) -> bool:
        entries = sorted(self.log.log().entries, key=lambda entry: entry.day)
        return [entry.asked for entry in entries] == list(range(STEPS_OF_LOG))


class Accept:
    """Proposals of a dispatch accepted one by one into a scenario folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "scenario"
        shutil.copytree(HAMLET, self.folder)
        scenario = load_scenario(HAMLET)
        self.rows = {report.id for report in load_reports(HAMLET / "reports.csv")}
        text = "".join(
            f"On {day} May 2030, {1000 + day * 10} people reached Rivertown, officials said.\n\n"
            for day in range(3, 11)
        )
        reading = read_text(text, scenario, published=scenario.as_of, name="dispatch")
        self.scenario = scenario
        self.printing = printing_of(
            text, "dispatch", reading.digest, reading.published, reading.proposals, None
        )
        self.proposals = [p for p in reading.proposals if draft_of(p, scenario).is_row][:STEPS_OF_LOG]
        assert len(self.proposals) > 4

    def begin(self) -> None:
        self.before = len(read_ledger(self.folder).answers)

    def do(self, tell: Tell) -> None:
        answered = set(read_ledger(self.folder).answers)
        for proposal in self.proposals:
            if proposal.id not in answered:
                draft = draft_of(proposal, self.scenario)
                record(self.folder, proposal, "yes", draft, printing=self.printing)
                tell()

    def _rows(self) -> set[str]:
        return {report.id for report in load_reports(self.folder / "reports.csv")} - self.rows

    def lost(self, told: int) -> int:
        answered = set(read_ledger(self.folder).answers)
        assert answered <= self._rows() <= {p.id for p in self.proposals}
        return max(0, self.before + told - len(answered))

    def is_done(self) -> bool:
        wanted = {p.id for p in self.proposals}
        return set(read_ledger(self.folder).answers) == wanted == self._rows()


class Desk:
    """Changes in the workspace of the page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "workspace"

    def begin(self) -> None:
        self.before = self._revision()

    def do(self, tell: Tell) -> None:
        space = Workspace(self.folder)
        for number in range(space.revision, 4 * STEPS_OF_LOG):
            space.change("a", f"{number}", {"one": number, "other": number})
            tell()
        space.close()

    def _revision(self) -> int:
        space = Workspace(self.folder)
        try:
            number = space.revision
            wanted = None if number == 0 else number - 1
            assert space.document("one") == space.document("other") == wanted
            assert len(space.journal()) == number
        finally:
            space.close()
        return number

    def lost(self, told: int) -> int:
        return max(0, self.before + told - self._revision())

    def is_done(self) -> bool:
        return self._revision() == 4 * STEPS_OF_LOG


KINDS = {"fit": Fit, "stream": Stream, "save": Save, "log": Numbers, "accept": Accept, "workspace": Desk}


def tell(writing: int) -> None:
    """Say through the pipe that one more block is done."""
    os.write(writing, b".")


def forked(victim: "Fit", seconds: float | None) -> tuple[int, bool, float]:
    """Let a fork do the work; give how often it told, whether it came to its end, and how long it took."""
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            victim.do(lambda: tell(writing))
            code = 0
        except Exception:  # noqa: BLE001 - the fork must not go on as if it were its parent
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    if seconds is not None:
        while time.monotonic() - began < seconds and os.waitpid(child, os.WNOHANG) == (0, 0):
            time.sleep(0.001)
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            code = 0  # it was quicker
    try:
        _, code = os.waitpid(child, 0)
    except ChildProcessError:
        code = 0
    told = 0
    while more := os.read(reading, 4096):
        told += len(more)
    os.close(reading)
    return told, code == 0, time.monotonic() - began


def kill_often(kind: str, times: int, seed: int, folder: Path) -> Outcome:
    """Kill one kind of work so many times; after each third kill at the latest it may end in peace.

    Raises
    ------
    AssertionError
        If a file is not whole, or the work does not end as it does undisturbed.
    """
    luck = random.Random(f"{kind} {seed}")
    outcome = Outcome(kind)
    usual = None
    while outcome.kills < times:
        home = folder / f"{kind}-{outcome.runs}"
        home.mkdir()
        victim = KINDS[kind](home)
        if usual is not None:
            for _ in range(luck.randint(1, 3)):
                victim.begin()
                told, is_over, _ = forked(victim, luck.uniform(0.0, usual))
                if is_over:
                    break
                outcome.kills += 1
                outcome.most_lost = max(outcome.most_lost, victim.lost(told))
                if outcome.kills == times:
                    break
        victim.begin()
        told, is_over, spent = forked(victim, None)
        usual = spent if usual is None else usual
        assert is_over, f"{kind}: it does not go on after it was killed"
        assert victim.is_done(), f"{kind}: it ends in another way after it was killed"
        left = [p for p in home.rglob("*") if p.name.endswith((".alee-scrap", ".partial"))]
        if told or kind in ("fit", "stream", "save"):  # where nothing was left to save, nothing was swept
            outcome.scraps += len(left)
        outcome.runs += 1
        shutil.rmtree(home)
    return outcome


if __name__ == "__main__":
    print(json.dumps(asdict(kill_often(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])))))  # noqa: T201
