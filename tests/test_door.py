"""Where members may run is looked at in one place, before anything runs, and said in words."""

from typing import Any

import pytest

import alee
from alee.core.errors import InputError
from alee.executors import BLOCK_SIZE, block_bounds, run_members, where_to_run
from alee.executors.cluster import Dask
from alee.executors.processes import Processes
from alee.files.streaming import simulate_into
from alee.kernels.scratch import MOST_LANES

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an address": ({"on": "tcp://10.0.0.5:8786"}, 'Did you mean alee.Dask("tcp://10.0.0.5:8786")?'),
    "a number": ({"on": 4}, "Did you mean threads=4?"),
    "a class": ({"on": Dask}, "Did you forget the brackets of Dask(...)?"),
    "nothing that runs": ({"on": object()}, "is no place to run members. Allowed: alee.Dask("),
    "nobody": ({"threads": 0}, "threads: 0 is too small. Allowed: 1 or more."),
    "a word": ({"threads": "two"}, 'threads: "two" is no number of threads'),
    "a claim": ({"threads": True}, 'threads: "True" is no number of threads'),
    "both": ({"threads": 2, "on": Processes(2)}, "threads and on are both given"),
}


def said(refusal: pytest.ExceptionInfo[InputError]) -> str:
    return str(refusal.value).replace("\n", " ")


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_run_members_is_refused_in_words(case: str) -> None:
    given, words = WRONG[case]
    with pytest.raises(InputError) as refusal:
        where_to_run(**given)
    assert words in said(refusal)


@pytest.mark.parametrize("case", WRONG)
def test_every_verb_goes_through_the_door_before_it_begins(case: str, tmp_path: Any) -> None:
    scenario = alee.load_scenario("scenarios/hamlet")
    reports = alee.load_reports("scenarios/hamlet/reports.csv")
    given, words = WRONG[case]
    verbs = (
        lambda: alee.simulate(scenario, members=2, seed=1, **given),
        lambda: alee.fit(scenario, reports, members=20, seed=1, **given),
        lambda: simulate_into(scenario, tmp_path / "run.zarr", members=2, seed=1, **given),
        lambda: alee.forecast(None, **given),
    )
    for verb in verbs:
        with pytest.raises(InputError) as refusal:
            verb()
        assert words in said(refusal)
    assert list(tmp_path.iterdir()) == []


def test_members_are_refused_a_place_to_run_by_whatever_name_it_comes() -> None:
    with pytest.raises(InputError, match="threads: 0 is too small"):
        run_members(lambda first, count: first, 4, threads=0)
    with pytest.raises(InputError, match="is no place to run members"):
        run_members(lambda first, count: first, 4, threads="here")


@pytest.mark.parametrize("number", [0, -1, 2.5, True])
def test_processes_are_counted(number: Any) -> None:
    with pytest.raises(InputError, match="is no number of processes"):
        Processes(number)


@pytest.mark.parametrize("address", ["", " ", None, 8786])
def test_a_cluster_has_an_address(address: Any) -> None:
    with pytest.raises(InputError, match="is no address"):
        Dask(address)


def test_a_block_fills_every_lane() -> None:
    assert BLOCK_SIZE % MOST_LANES == 0
    assert [count for _, count in block_bounds(100, BLOCK_SIZE)] == [32, 32, 32, 4]


def test_nothing_given_means_this_computer() -> None:
    assert where_to_run() is None
    assert where_to_run(3) == 3
    assert where_to_run(None, Processes(2)) == Processes(2)
