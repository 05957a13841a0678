"""A simulation streamed into a store is the simulation; broken off anywhere, it goes on to the same bits."""

import os
import signal

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
    assert not (broken / "checkpoint").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize("keep", ["all", "summary"])
@pytest.mark.parametrize("after", range(0, MEMBERS, 4))
def test_killed_right_after_a_block_it_has_lost_none(world, tmp_path, keep, after):
    """Every block that was told to be done is kept, long before the next checkpoint is due."""
    store = tmp_path / "run.zarr"

    def die(phase, done, total):
        if done >= after:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        try:
            simulate_into(world, store, members=MEMBERS, seed=SEED, keep=keep, progress=die, threads=1)
        finally:
            os._exit(1)  # a fork must not go on as if it were its parent
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    told = []
    simulate_into(
        world, store, members=MEMBERS, seed=SEED, keep=keep, threads=1,
        progress=lambda phase, done, total: told.append(done),
    )  # fmt: skip
    assert told[0] == after
    refuse_summary(read(store), alee.simulate(world, members=MEMBERS, seed=SEED))
    assert not (store / "checkpoint").exists()


def broken_off_unnoticed(world, store, monkeypatch, after):
    """Break a run off as a kill does: without the checkpoint that an exception would still write."""
    with monkeypatch.context() as patched:
        patched.setattr(streaming._Gathering, "__exit__", lambda self, *error: None)

        def stop(phase, done, total):
            if done >= after:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            simulate_into(world, store, members=MEMBERS, seed=SEED, progress=stop, threads=1)


@pytest.mark.parametrize("harm", ["torn", "turned", "empty"])
def test_a_damaged_piece_of_a_block_is_not_counted_and_the_block_is_run_again(
    world, tmp_path, monkeypatch, harm
):
    store = tmp_path / "run.zarr"
    broken_off_unnoticed(world, store, monkeypatch, 12)
    piece = store / "checkpoint" / "blocks" / "4"
    whole = piece.read_bytes()
    turned = whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]
    piece.write_bytes({"torn": whole[:-3], "turned": turned, "empty": b""}[harm])
    told = []
    simulate_into(
        world, store, members=MEMBERS, seed=SEED, progress=lambda phase, done, total: told.append(done)
    )
    assert told[0] == 8
    refuse_summary(read(store), alee.simulate(world, members=MEMBERS, seed=SEED))


def test_a_checkpoint_takes_the_pieces_in_and_counts_none_of_them_twice(world, tmp_path, monkeypatch):
    """Killed between a checkpoint and the end of its pieces, blocks stand in both."""
    store = tmp_path / "run.zarr"
    monkeypatch.setattr(streaming, "CHECK_EVERY", 0.0)
    monkeypatch.setattr(streaming, "CHECK_SHARE", 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(streaming, "drop_pieces", lambda group, firsts: None)
        broken_off_unnoticed(world, store, monkeypatch, 12)
    pieces = store / "checkpoint" / "blocks"
    assert sorted(path.name for path in pieces.iterdir()) == ["0", "4", "8"]
    kept = zarr.open_group(str(store), mode="r")
    assert kept[f"checkpoint/{kept.attrs['checkpoint']}/is_done"][:].sum() == 3
    simulate_into(world, store, members=MEMBERS, seed=SEED)
    refuse_summary(read(store), alee.simulate(world, members=MEMBERS, seed=SEED))


def test_a_checkpoint_drops_the_pieces_that_it_has_taken_in(world, tmp_path, monkeypatch):
    store = tmp_path / "run.zarr"
    monkeypatch.setattr(streaming, "CHECK_EVERY", 0.0)
    monkeypatch.setattr(streaming, "CHECK_SHARE", 0.0)
    broken_off_unnoticed(world, store, monkeypatch, 12)
    assert list((store / "checkpoint" / "blocks").iterdir()) == []


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
        (["--workers-write"], "--workers-write: it has no effect here;"),
        (["--members", "0"], "members: 0 is out of range."),
    ],
)
def test_an_option_that_would_change_nothing_is_refused(capsys, options, words):
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "hamlet", "--quiet", *options])
    assert ended.value.code == 3
    assert words in capsys.readouterr().err.replace("\n", " ")


@pytest.mark.parametrize(("begun", "later"), [(4, 8), (8, 4)])
@pytest.mark.parametrize("keep", ["all", "summary"])
def test_a_run_goes_on_in_the_blocks_it_was_begun_with(world, tmp_path, monkeypatch, begun, later, keep):
    """Which members were counted is kept by block: of another size, they would miss some."""
    store = tmp_path / "run.zarr"
    monkeypatch.setattr(streaming, "BLOCK_SIZE", begun)
    with monkeypatch.context() as patched:
        patched.setattr(streaming._Gathering, "__exit__", lambda self, *error: None)

        def stop(phase, done, total):
            if done >= 8:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            simulate_into(world, store, members=MEMBERS, seed=SEED, keep=keep, progress=stop, threads=1)
    monkeypatch.setattr(streaming, "BLOCK_SIZE", later)
    simulate_into(world, store, members=MEMBERS, seed=SEED, keep=keep, threads=1)
    refuse_summary(read(store), alee.simulate(world, members=MEMBERS, seed=SEED))
