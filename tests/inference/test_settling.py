"""Who is held for far off before the smoother pulls."""

import numpy as np

from alee.compiler import Parameter
from alee.inference import settling
from alee.inference.settling import settle
from alee.inference.shared_errors import Shared
from alee.inference.witnesses import Witnesses
from alee.model.priors import LogNormal

MEMBERS = 2000


def world(said: list[float]) -> np.ndarray:
    """Four border counts of one flow, three figures each; which are held for far off by how many members."""
    names = [f"issuers/{letter}/gross_entries/BBB/all" for letter in "abcd"]
    witnesses = Witnesses(
        tuple(Parameter(name=name, prior=LogNormal(1.15, 0.25)) for name in names),
        np.repeat(np.arange(4, dtype=np.int32), 3),
    )
    rng = np.random.default_rng(1)
    predicted = np.repeat(rng.standard_normal((MEMBERS, 1)), 12, axis=1)
    figures = np.repeat(said, 3)
    shared = Shared(
        of=witnesses.of, slope=np.ones(12), sigma=witnesses.sigma, extra=np.zeros((MEMBERS, 4)),
        normals=np.zeros((MEMBERS, 4)),
    )  # fmt: skip
    extra = settle(witnesses, predicted, figures, figures, np.full(12, 0.1), shared, 3)
    return (extra > 0).mean(axis=0)


def test_the_one_that_all_others_contradict_is_named() -> None:
    share = world([0.2, 0.1, 0.0, -1.6])
    assert share[3] > 0.9
    assert share[:3].max() < 0.1


def test_where_all_agree_hardly_anybody_is() -> None:
    assert world([0.3, 0.2, 0.3, 0.25]).max() < 0.05


def test_two_against_two_leaves_both_possible() -> None:
    share = world([1.0, 0.9, -0.9, -1.0])
    assert 0.2 < share[0] + share[1] < 1.8
    assert 0.2 < share[2] + share[3] < 1.8


def test_where_there_are_very_many_only_the_likeliest_are_put_together(monkeypatch) -> None:
    """The one that all contradict is still named, and the others' shares hardly change."""
    whole = world([0.2, 0.1, 0.0, -1.6])
    monkeypatch.setattr(settling, "MOST_SUSPECTS", 2)
    share = world([0.2, 0.1, 0.0, -1.6])
    assert share[3] > 0.9
    assert (share > 0).sum() <= 2
    np.testing.assert_allclose(share, whole, atol=0.02)
