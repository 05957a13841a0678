"""A simulation streamed into a store is the simulation; broken off anywhere, it goes on to the same bits."""

import numpy as np
import pytest
import xarray as xr
import zarr

import alee
from alee.cli import main
from alee.compiler import compile_plan
from alee.core.errors import InputError, SaveFailed
from alee.ensemble import Ensemble
from alee.files import streaming
from alee.files.stream_store import LEVELS, SUMMED_UP
from alee.files.streaming import members_in_block, simulate_into
from alee.kernels.layout import Record
from tests.worlds import small_world

MEMBERS, SEED = 23, 3


@pytest.fixture(scope="module")
def world():
    return small_world()


@pytest.fixture(scope="module")
def wanted(world):
    return alee.simulate(world, members=MEMBERS, seed=SEED, threads=1)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr(streaming, "BLOCK_SIZE", 4)


def read(store):
    with xr.open_zarr(store, consolidated=False) as found:
        return found.load()


def members_of(found):
    return Ensemble(found[list(Record._fields)])


def refuse_summary(found, wanted):
    """Compare quantiles and means with those of the members."""
    for name in SUMMED_UP:
        counts = wanted.dataset[name]
        counts = counts.sum("group") if "group" in counts.dims else counts
        quantiles = np.quantile(counts.values, LEVELS, axis=0, method="inverted_cdf")
        assert np.all(abs(found[f"{name}_quantiles"].values - quantiles) <= quantiles / 256), name
        assert np.array_equal(found[f"{name}_mean"].values, counts.values.mean(axis=0)), name
    assert int(found["present_quantiles"].max()) > 256


def test_every_member_and_the_summary_are_in_the_store(world, wanted, tmp_path):
    simulate_into(world, tmp_path / "run.zarr", members=MEMBERS, seed=SEED)
    found = read(tmp_path / "run.zarr")
    assert found.attrs["complete"] is True
    assert members_of(found).digest() == wanted.digest()
    refuse_summary(found, wanted)


def test_a_summary_alone_holds_no_member(world, wanted, tmp_path):
    simulate_into(world, tmp_path / "run.zarr", members=MEMBERS, seed=SEED, keep="summary")
    found = read(tmp_path / "run.zarr")
    refuse_summary(found, wanted)
    assert not set(found.data_vars) & set(Record._fields)


@pytest.mark.parametrize("keep", ["all", "summary"])
@pytest.mark.parametrize("after", [0, 8, 20])
def test_a_run_broken_off_goes_on_to_the_same_bits(world, tmp_path, monkeypatch, keep, after):
    monkeypatch.setattr(streaming, "CHECK_EVERY", 0.0)
    monkeypatch.setattr(streaming, "CHECK_SHARE", 0.0)
    whole, broken = tmp_path / "whole.zarr", tmp_path / "broken.zarr"
    simulate_into(world, whole, members=MEMBERS, seed=SEED, keep=keep, threads=1)

    def stop(phase, done, total):
        if done >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_into(world, broken, members=MEMBERS, seed=SEED, keep=keep, progress=stop, threads=1)
    assert zarr.open_group(str(broken), mode="r").attrs["complete"] is False
    told = []
    simulate_into(
        world, broken, members=MEMBERS, seed=SEED, keep=keep, threads=2,
        progress=lambda phase, done, total: told.append((done, total)),
    )  # fmt: skip
    assert told[0] == (after, MEMBERS), "what came in before is not run again"
    assert told[-1] == (MEMBERS, MEMBERS)
    assert read(whole).drop_attrs().identical(read(broken).drop_attrs())
    assert "checkpoint" not in zarr.open_group(str(broken), mode="r")


def test_a_run_that_was_killed_before_its_last_checkpoint_counts_nothing_twice(world, tmp_path, monkeypatch):
    """Blocks written after the checkpoint are in the store and not in the tally: they are run again."""
    store = tmp_path / "run.zarr"
    monkeypatch.setattr(streaming._Gathering, "__exit__", lambda self, *error: None)
    monkeypatch.setattr(streaming._Gathering, "check", once(streaming._Gathering.check))
    monkeypatch.setattr(streaming, "CHECK_EVERY", 0.0)

    def stop(phase, done, total):
        if done >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_into(world, store, members=MEMBERS, seed=SEED, progress=stop, threads=1)
    told = []
    simulate_into(
        world, store, members=MEMBERS, seed=SEED, progress=lambda phase, done, total: told.append(done)
    )
    assert told[0] == 4
    refuse_summary(read(store), alee.simulate(world, members=MEMBERS, seed=SEED))


def once(function):
    """Call a method the first time only."""
    calls = []

    def call(self):
        calls.append(1)
        if len(calls) == 1:
            function(self)

    return call


def test_another_run_is_not_mixed_into_one_that_was_broken_off(world, tmp_path):
    store = tmp_path / "run.zarr"

    def stop(phase, done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_into(world, store, members=MEMBERS, seed=SEED, progress=stop, threads=1)
    with pytest.raises(InputError, match="the beginning of another run"):
        simulate_into(world, store, members=MEMBERS, seed=SEED + 1)
    simulate_into(world, store, members=MEMBERS, seed=SEED)
    with pytest.raises(InputError, match="exists already"):
        simulate_into(world, store, members=MEMBERS, seed=SEED + 1)


def test_a_complete_store_is_left_as_it_is(world, tmp_path, monkeypatch):
    store = tmp_path / "run.zarr"
    simulate_into(world, store, members=MEMBERS, seed=SEED)
    monkeypatch.setattr(
        streaming, "run_bounds", lambda *values, **named: pytest.fail("nothing is left to do")
    )
    simulate_into(world, store, members=MEMBERS, seed=SEED)
    assert read(store).attrs["complete"] is True


def test_a_folder_with_something_else_in_it_is_left_alone(world, tmp_path):
    (tmp_path / "run.zarr").mkdir()
    (tmp_path / "run.zarr" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="something else stands here"):
        simulate_into(world, tmp_path / "run.zarr", members=2, seed=1)
    assert [path.name for path in (tmp_path / "run.zarr").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_any_address_that_fsspec_knows_will_do(world, wanted, tmp_path, kind):
    pytest.importorskip("fsspec")
    store = f"{kind}://{tmp_path / 'run.zarr'}"
    simulate_into(world, store, members=MEMBERS, seed=SEED)
    assert members_of(read(store)).digest() == wanted.digest()


def test_blocks_shrink_as_the_world_grows(monkeypatch):
    plan = compile_plan(small_world(), until=small_world().as_of)
    monkeypatch.setattr(streaming, "BLOCK_SIZE", 50)
    assert members_in_block(plan) == 50
    one = sum(array.nbytes for array in alee_record(plan, 1)[:-1]) - 8 * len(plan.days)
    monkeypatch.setattr(streaming, "BLOCK_BYTES", 7 * one)
    assert members_in_block(plan) == 7
    monkeypatch.setattr(streaming, "BLOCK_BYTES", 1)
    assert members_in_block(plan) == 1


def alee_record(plan, members):
    from alee.kernels.layout import empty_record

    return empty_record(members, len(plan.days), len(plan.places), len(plan.corridors), len(plan.groups))


def test_the_command_says_what_it_cannot_do(tmp_path, capsys):
    for options, words in [
        (["--into", "memory://x"], "gone when the command ends"),
        (
            ["--into", str(tmp_path / "r.zarr"), "--keep", "some"],
            'keep: "some" is unknown. Allowed: all, summary.',
        ),
    ]:
        with pytest.raises(SystemExit) as ended:
            main(["simulate", "hamlet", "--members", "2", "--quiet", *options])
        assert ended.value.code == 3
        assert words in capsys.readouterr().err.replace("\n", " ")


@pytest.mark.parametrize("nth", [1, 3, len(SUMMED_UP) + 2])
def test_a_run_broken_off_while_a_block_is_counted_goes_on_to_the_same_bits(
    world, tmp_path, monkeypatch, nth
):
    """Half of a block's counts must never reach a checkpoint: quantiles would be wrong without a word."""
    whole, broken = tmp_path / "whole.zarr", tmp_path / "broken.zarr"
    monkeypatch.setattr(streaming, "CHECK_EVERY", 0.0)
    monkeypatch.setattr(streaming, "CHECK_SHARE", 0.0)
    simulate_into(world, whole, members=MEMBERS, seed=SEED, keep="summary", threads=1)
    add, calls = streaming.GrowingTally.add, []

    def interrupted(self, more):
        calls.append(1)
        if len(calls) == nth:
            raise KeyboardInterrupt
        add(self, more)

    monkeypatch.setattr(streaming.GrowingTally, "add", interrupted)
    with pytest.raises(KeyboardInterrupt):
        simulate_into(world, broken, members=MEMBERS, seed=SEED, keep="summary", threads=1)
    simulate_into(world, broken, members=MEMBERS, seed=SEED, keep="summary", threads=1)
    assert read(whole).drop_attrs().identical(read(broken).drop_attrs())


def test_a_store_is_not_put_where_a_file_is(world, tmp_path):
    (tmp_path / "run.zarr").write_text("dear")
    with pytest.raises(SaveFailed, match="cannot be written"):
        simulate_into(world, tmp_path / "run.zarr", members=2, seed=1)
    assert (tmp_path / "run.zarr").read_text() == "dear"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--keep", "summary"], "--keep: it has no effect here; nothing is written without --into."),
        (["--settings", "simsetting.yml"], "--settings: it has no effect here; only Flee's rules"),
        (["--behaviour", "flee", "--cluster", "tcp://127.0.0.1:1"], "--cluster: it has no effect here;"),
        (["--workers-write"], "--workers-write: it has no effect here;"),
        (["--members", "0"], "members: 0 is out of range."),
    ],
)
def test_an_option_that_would_change_nothing_is_refused(capsys, options, words):
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "hamlet", "--quiet", *options])
    assert ended.value.code == 3
    assert words in capsys.readouterr().err.replace("\n", " ")
