"""Nothing small can be worked out again, from one release or from two that overlap."""

import numpy as np
import pytest

from alee.release.suppression import Release, Sum, is_small, reachable, suppress
from tests.release.attack import random_table, ranges, with_sums

N_TABLES = 150  # python -m verification release attacks 1,000


def released(figures, sums, **more):
    return suppress(figures, [Sum(whole, tuple(parts)) for whole, parts in sums], **more)


def recovered(release, sums, figures):
    """The small cells that an attacker tells from nought or from ten."""
    found = ranges(list(figures), release.printed(), sums)
    return [
        key
        for key, (low, high) in found.items()
        if is_small(figures[key]) and (low > 1e-6 or high < 10 - 1e-6)
    ]


def test_a_lone_small_count_takes_others_with_it():
    figures, sums = with_sums(
        {("a", "1"): 4, ("a", "2"): 50, ("b", "1"): 60, ("b", "2"): 70}, ["a", "b"], ["1", "2"]
    )
    alone = Release(figures, tuple(Sum(w, tuple(p)) for w, p in sums), frozenset({("a", "1")}))
    assert recovered(alone, sums, figures) == [("a", "1")], "the attack itself must work"
    assert reachable(alone, ("a", "1")) == (4, 4)
    release = released(figures, sums)
    assert ("a", "1") in release.hidden
    assert len(release.hidden) == 4, "the smallest rectangle hides it; no sum needs to go"
    assert recovered(release, sums, figures) == []
    low, high = reachable(release, ("a", "1"))
    assert low == 0
    assert high >= 10


def test_a_table_without_small_counts_goes_out_whole():
    figures, sums = with_sums(
        {("a", "1"): 40, ("a", "2"): 0, ("b", "1"): 60, ("b", "2"): 70}, ["a", "b"], ["1", "2"]
    )
    assert released(figures, sums).hidden == frozenset()


def test_nothing_small_is_recovered_from_random_tables():
    rng = np.random.default_rng(2022)
    for _ in range(N_TABLES):
        figures, sums = random_table(rng)
        release = released(figures, sums)
        assert not [key for key, figure in release.printed().items() if is_small(figure)]
        assert recovered(release, sums, figures) == []


def test_nothing_small_is_recovered_from_two_releases_that_overlap():
    rng = np.random.default_rng(2023)
    naive_leaks = 0
    for _ in range(N_TABLES // 3):
        whole, _ = random_table(rng, weeks=["w0", "w1", "w2", "w3"])
        places = sorted({key[0] for key in whole} - {"everywhere"})
        first, first_sums = with_sums(whole, places, ["w0", "w1", "w2"], "first")
        second, second_sums = with_sums(whole, places, ["w1", "w2", "w3"], "second")
        one = released(first, first_sums)
        for two, must_hold in (
            (released(second, second_sums), False),
            (released(second, second_sums, earlier=[one]), True),
        ):
            both = Release(
                {**first, **second},
                (),
                (one.hidden | two.hidden) - one.printed().keys() - two.printed().keys(),
            )
            leaks = recovered(both, [*first_sums, *second_sums], both.figures)
            naive_leaks += bool(leaks) and not must_hold
            assert not (must_hold and leaks)
    assert naive_leaks > 0, "without memory of the first release something leaks, or the test proves nothing"


def test_a_secret_way_cannot_be_told_from_nobody():
    figures = {("in", "all"): 1000.0, ("in", "road"): 700.0, ("in", "path"): 300.0}
    sums = [(("in", "all"), [("in", "road"), ("in", "path")])]
    release = released(figures, sums, secret=[("in", "path")])
    low, high = ranges(list(figures), release.printed(), sums)[("in", "path")]
    assert low == 0
    assert high >= 600


@pytest.mark.parametrize(
    ("figure", "small"),
    [(0, False), (0.4, False), (0.6, True), (1, True), (9, True), (9.4, True), (9.6, False), (10, False)],
)
def test_one_to_nine_is_small(figure, small):
    assert is_small(figure) is small


def test_what_cannot_be_a_count_is_refused():
    with pytest.raises(ValueError, match="not a count"):
        suppress({("a",): -1.0})
    with pytest.raises(ValueError, match="has no figure"):
        suppress({("a",): 1.0}, [Sum(("a",), (("b",),))])
