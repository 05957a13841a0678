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
    assert flag.with_suffix(".helped").exists()


def test_a_full_disk_on_one_worker_is_tried_again(cluster, tmp_path):
    flag = tmp_path / "flag"
    blocks = run_members(
        work(parts.full_disk_once, str(flag)), MEMBERS, threads=Dask(cluster), block_size=BLOCK
    )
    assert firsts(blocks) == list(range(0, MEMBERS, BLOCK))
    assert flag.read_text() == "full"


def test_a_worker_whose_disk_stays_full_gets_no_more_blocks(cluster, tmp_path):
    full = tmp_path / "full"
    blocks = run_members(
        work(parts.full_disk_on_one_worker, str(full)), 160, threads=Dask(cluster), block_size=BLOCK
    )
    assert firsts(blocks) == list(range(0, 160, BLOCK))
    tries = len((tmp_path / "full.tries").read_text())
    assert 1 <= tries < 20, "a worker that fails at once must not be given block after block"


def test_a_disk_that_is_full_everywhere_is_said(cluster, tmp_path):
    with pytest.raises(OSError, match="No space left"):
        run_members(work(parts.full_disk_everywhere, 0), MEMBERS, threads=Dask(cluster), block_size=BLOCK)


def test_few_blocks_are_under_way_however_many_there_are(cluster, monkeypatch):
    from alee.executors import cluster as module

    most, keep_busy = [], module._Round._keep_busy

    def counted(self):
        keep_busy(self)
        most.append(len(self.began))

    monkeypatch.setattr(module._Round, "_keep_busy", counted)
    blocks = run_members(work(parts.squares, 10), 400, threads=Dask(cluster), block_size=1)
    assert blocks == [[10 * m * m + m] for m in range(400)]
    assert 2 <= max(most) <= module.AHEAD * 2 + 1, "two workers with one thread each"


def test_what_all_blocks_share_is_sent_once(cluster):
    """Ten megabytes for each of 200 blocks would be two gigabytes; sent once they are ten megabytes."""
    big = b"x" * 10_000_000
    before = parts.sent_bytes()
    run_members(work(parts.length, big), 200, threads=Dask(cluster), block_size=1)
    assert parts.sent_bytes() - before < 60_000_000


def test_workers_that_join_take_part_and_progress_counts_all(cluster, tmp_path):
    from tests.executors_parts import another_worker

    told = []
    with another_worker(cluster, tmp_path):
        names = run_members(
            work(parts.who, 0), 60, threads=Dask(cluster), block_size=1,
            progress=lambda phase, done, total: told.append(done),
        )  # fmt: skip
    assert len({name for block in names for name in block}) == 3
    assert told == sorted(told)
    assert told[-1] == 60


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


def test_a_scheduler_without_workers_is_said(tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("alee.executors.cluster.PATIENCE", 1.0)
    options = {"n_workers": 0, "host": "127.0.0.1", "dashboard_address": ":0", "processes": True}
    with (
        distributed.LocalCluster(**options) as empty,
        pytest.raises(InputError, match="has no workers"),
    ):
        run_members(work(parts.squares, 1), 4, threads=Dask(empty.scheduler_address), block_size=2)


def test_another_version_that_joined_after_all_were_asked_is_refused(cluster, monkeypatch):
    monkeypatch.setattr("alee.executors.cluster._check_workers", lambda client, address: None)
    monkeypatch.setattr("alee.executors.cluster.installed_version", lambda name: "0.0.1")
    with pytest.raises(InputError, match=r"which joined later, has Alee .* Allowed is Alee 0\.0\.1"):
        run_members(work(parts.squares, 1), 4, threads=Dask(cluster), block_size=2)


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


def test_a_run_by_flees_rules_has_the_same_bits_on_a_cluster_and_on_processes(cluster):
    world = alee.load_flee("tests/data/flee_hamlet")
    here = alee.simulate_flee(world, members=70, seed=3)
    for on in (alee.Dask(cluster), Processes(2)):
        assert alee.simulate_flee(world, members=70, seed=3, on=on).digest() == here.digest()


def test_the_command_sends_flees_rules_to_the_cluster_too(monkeypatch, capsys):
    from alee.cli import main, simulate_command

    asked = []

    class Elsewhere:
        def run_blocks(self, work, bounds, take):
            asked.append("ran")
            for k, (first, count) in enumerate(bounds):
                take(k, work(first, count))

    monkeypatch.setattr(simulate_command, "cluster_of", lambda address: asked.append(address) or Elsewhere())
    words = ["simulate", "tests/data/flee_hamlet", "--behaviour", "flee", "--members", "3", "--quiet"]
    printed = []
    for more in ([], ["--cluster", "tcp://10.0.0.5:8786"]):
        with pytest.raises(SystemExit) as ended:
            main([*words, *more])
        assert ended.value.code in (0, None)
        printed.append(capsys.readouterr().out)
    assert asked[-2:] == ["tcp://10.0.0.5:8786", "ran"]
    assert printed[0] == printed[1]
    assert "SHA-256" in printed[0]


@pytest.mark.parametrize("workers_write", [False, True])
def test_a_simulation_streams_from_workers_into_a_store_and_is_the_same(
    cluster, hamlet, tmp_path, workers_write, monkeypatch
):
    import xarray as xr

    from alee.ensemble import Ensemble
    from alee.files import streaming
    from alee.kernels.layout import Record

    written = []
    write = streaming.write_members
    monkeypatch.setattr(streaming, "write_members", lambda *block: (written.append(1), write(*block)))
    scenario, _ = hamlet
    store = tmp_path / "run.zarr"
    streaming.simulate_into(
        scenario, store, members=120, seed=3, on=alee.Dask(cluster), workers_write=workers_write
    )
    assert len(written) == (0 if workers_write else 4), "who writes"
    with xr.open_zarr(store, consolidated=False) as found:
        assert found.attrs["complete"] is True
        members = Ensemble(found[list(Record._fields)].load())
        assert members.digest() == alee.simulate(scenario, members=120, seed=3).digest()


def test_workers_that_do_not_see_the_store_are_said(cluster, hamlet):
    from alee.core.errors import SaveFailed
    from alee.files.streaming import simulate_into

    with pytest.raises(SaveFailed, match="worker"):
        simulate_into(
            hamlet[0], "memory://only-here", members=120, seed=3, on=alee.Dask(cluster), workers_write=True
        )
