"""Threads, processes and a cluster give the same bits, and a lost worker costs nothing but time."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import alee
from alee.core.errors import FitError, InputError
from alee.executors import run_members
from alee.executors.cluster import Dask
from alee.executors.processes import Processes
from alee.executors.work import Work
from tests import executors_parts as parts

# The cluster's own library leaves sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
MEMBERS, BLOCK = 32, 4
WANTED = [[10 * m * m + f for m in range(f, f + BLOCK)] for f in range(0, MEMBERS, BLOCK)]


def work(function, common):
    return Work(function, common, lambda first, count: first)


def firsts(blocks):
    return [block[0] for block in blocks]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler and two workers in processes of their own, on this computer only."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("cluster")
    known = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])}
    dask = [sys.executable, "-m", "dask"]
    here = ["--scheduler-file", str(known), "--no-dashboard"]
    commands = [
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *here],
        *(
            [
                [
                    *dask,
                    "worker",
                    *here,
                    "--nthreads",
                    "1",
                    "--host",
                    "127.0.0.1",
                    "--local-directory",
                    str(folder),
                ]
            ]
            * 2
        ),
    ]
    made = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        yield _address(known)
    finally:
        for process in reversed(made):
            process.terminate()
        for process in made:
            process.wait(30)


def _address(known):
    """Wait until the scheduler has said where it is and both workers have come."""
    import distributed

    for _ in range(600):
        if known.exists() and known.read_text().strip().endswith("}"):
            break
        time.sleep(0.1)
    address = json.loads(known.read_text())["address"]
    with distributed.Client(address, set_as_default=False, timeout=60) as client:
        client.wait_for_workers(2, timeout=120)
    return address


@pytest.fixture(params=["threads", "processes", "dask"])
def on(request):
    if request.param == "threads":
        return 2
    if request.param == "processes":
        return Processes(2)
    return Dask(request.getfixturevalue("cluster"))


def test_blocks_come_back_in_the_order_of_their_members(on):
    assert run_members(work(parts.squares, 10), MEMBERS, threads=on, block_size=BLOCK) == WANTED


def test_blocks_are_handed_on_as_they_come_and_not_kept(on):
    taken, told = {}, []
    answer = run_members(
        work(parts.squares, 10), MEMBERS, threads=on, block_size=BLOCK, take=taken.__setitem__,
        progress=lambda phase, done, total: told.append(done),
    )  # fmt: skip
    assert answer == []
    assert [taken[first] for first in sorted(taken)] == WANTED
    assert (told[0], told[-1]) == (0, MEMBERS)


@pytest.mark.parametrize("kind", ["processes", "dask"])
def test_a_worker_that_dies_is_replaced(kind, request, tmp_path):
    on = Processes(2) if kind == "processes" else Dask(request.getfixturevalue("cluster"))
    flag = tmp_path / "flag"
    blocks = run_members(work(parts.dying_once, str(flag)), MEMBERS, threads=on, block_size=BLOCK)
    assert firsts(blocks) == list(range(0, MEMBERS, BLOCK))
    assert flag.read_text() == "died"


def test_a_straggler_is_overtaken(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr("alee.executors.cluster.LEAST_WAIT", 0.5)
    flag = tmp_path / "flag"
    blocks = run_members(work(parts.slow_once, str(flag)), MEMBERS, threads=Dask(cluster), block_size=BLOCK)
    assert firsts(blocks) == list(range(0, MEMBERS, BLOCK))
    assert flag.read_text() == "slow, helped"


def test_a_full_disk_on_one_worker_is_tried_again(cluster, tmp_path):
    flag = tmp_path / "flag"
    blocks = run_members(
        work(parts.full_disk_once, str(flag)), MEMBERS, threads=Dask(cluster), block_size=BLOCK
    )
    assert firsts(blocks) == list(range(0, MEMBERS, BLOCK))
    assert flag.read_text() == "full"


def test_what_repeating_does_not_mend_is_raised(on):
    with pytest.raises(ValueError, match="cannot be run"):
        run_members(work(parts.always_failing, 0), MEMBERS, threads=on, block_size=BLOCK)


def test_processes_that_always_die_are_given_up(tmp_path):
    with pytest.raises(FitError, match="died 3 times"):
        run_members(work(_dies, 0), 8, threads=Processes(1), block_size=8)


def _dies(common, part, first, count):
    import os

    os._exit(9)


def test_no_cluster_is_said_in_words(monkeypatch):
    monkeypatch.setattr("alee.executors.cluster.PATIENCE", 1.0)
    with pytest.raises(InputError, match="nothing answers"):
        run_members(work(parts.squares, 1), 4, threads=Dask("tcp://127.0.0.1:9"), block_size=2)


def test_another_version_on_the_workers_is_refused(cluster, monkeypatch):
    monkeypatch.setattr("alee.executors.cluster.installed_version", lambda name: "0.0.1")
    with pytest.raises(InputError, match="give other bits"):
        run_members(work(parts.squares, 1), 4, threads=Dask(cluster), block_size=2)


@pytest.fixture(scope="module")
def hamlet():
    folder = "scenarios/hamlet"
    return alee.load_scenario(folder), alee.load_reports(f"{folder}/reports.csv")


def test_a_whole_fit_and_forecast_have_the_same_bits_on_a_cluster(cluster, hamlet):
    scenario, reports = hamlet

    def run(on):
        posterior = alee.fit(scenario, reports, members=120, seed=3, rounds=1, on=on)
        return posterior.ensemble.digest(), alee.forecast(posterior, days=5, on=on).ensemble.digest()

    assert run(alee.Dask(cluster)) == run(None)


def test_a_simulation_streams_into_a_store_and_is_the_same(cluster, hamlet, tmp_path):
    import xarray as xr

    from alee.ensemble import Ensemble
    from alee.files.streaming import simulate_into

    scenario, _ = hamlet
    store = tmp_path / "run.zarr"
    simulate_into(scenario, store, members=120, seed=3, on=alee.Dask(cluster))
    with xr.open_zarr(store, consolidated=False) as found:
        assert found.attrs["complete"] is True
        assert Ensemble(found.load()).digest() == alee.simulate(scenario, members=120, seed=3).digest()
    with pytest.raises(InputError, match="exists already"):
        simulate_into(scenario, store, members=2, seed=3)


def test_a_store_that_was_broken_off_says_so(hamlet, tmp_path):
    import zarr

    from alee.files.streaming import simulate_into

    def stop(phase, done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_into(hamlet[0], tmp_path / "run.zarr", members=120, seed=3, progress=stop, threads=1)
    assert zarr.open_group(str(tmp_path / "run.zarr"), mode="r").attrs["complete"] is False
