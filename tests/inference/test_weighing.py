"""Choosing among the shapes at which a history was read."""

from types import SimpleNamespace

import numpy as np
import pytest

from alee.inference.weighing import Weighed, voices_of

MEMBERS = 40_000


def weighed(logs: list[float]) -> Weighed:
    """One voice, the same three shapes for every member."""
    table = np.repeat(np.array(logs)[None, :, None], MEMBERS, axis=0)
    return Weighed(
        straight=np.full(MEMBERS, -2.0), bent=table, x=table * 10.0, shapes=table * 100.0,
        chosen=np.zeros((MEMBERS, 1), dtype=np.int32),
    )  # fmt: skip


def test_members_choose_in_proportion_to_the_likelihood() -> None:
    """5 standard errors of a share of 40,000."""
    share = np.array([0.2, 0.5, 0.3])
    found = weighed(np.log(share).tolist()).choose(np.random.default_rng(1).random((MEMBERS, 1)))
    for k in range(3):
        error = 5 * (share[k] * (1 - share[k]) / MEMBERS) ** 0.5
        assert (found.chosen == k).mean() == pytest.approx(share[k], abs=error)
    np.testing.assert_allclose(found.total, np.log(share)[found.chosen[:, 0]] - 2.0)


def test_factors_and_shapes_follow_the_choice_and_straight_columns_do_not() -> None:
    found = weighed([0.0, -1.0, -2.0])
    chosen = Weighed(**{**found.arrays(), "chosen": np.full((MEMBERS, 1), 2, dtype=np.int32)})
    both = np.concatenate([chosen.x, chosen.x], axis=2)
    read = chosen.at_chosen(both, np.array([0, -1], dtype=np.int32))
    assert read[0].tolist() == [-20.0, 0.0]


def test_a_move_takes_everything_of_the_other() -> None:
    one, other = weighed([0.0, 0.0, 0.0]), weighed([1.0, 1.0, 1.0])
    goes = np.arange(MEMBERS) % 2 == 0
    found = one.instead(goes, other)
    assert found.total[:4].tolist() == [-1.0, -2.0, -1.0, -2.0]
    assert found.shapes[:2, 0, 0].tolist() == [100.0, 0.0]


def report(*names: str) -> SimpleNamespace:
    return SimpleNamespace(parameters=[SimpleNamespace(name=name) for name in names])


def test_reports_that_share_a_factor_or_a_shape_are_one_voice() -> None:
    found = voices_of([
        report("factor a", "delay 1"), report("factor b", "delay 2"), report("straight"),
        report("factor c", "delay 1"), report("factor b", "delay 3"),
    ])  # fmt: skip
    groups = {number: {name for name in found if found[name] == number} for number in found.values()}
    assert list(groups.values()) == [
        {"factor a", "delay 1", "factor c"}, {"factor b", "delay 2", "delay 3"},
    ]  # fmt: skip
    assert set(groups) == {0, 1}
