"""Which cells are hidden with a small one: cheap ones before sums, people before nobody, the dear last."""

import pytest

from alee.release.suppression import Release, Sum, reachable, suppress


def hidden(parts, **more):
    """Hide what must be hidden of one sum."""
    figures = {("all",): float(sum(parts.values())), **{(name,): float(n) for name, n in parts.items()}}
    release = suppress(figures, [Sum(("all",), tuple((name,) for name in parts))], **more)
    return {key[0] for key in release.hidden}


def test_the_smallest_other_part_is_hidden_with_a_small_one():
    assert hidden({"a": 4, "b": 30, "c": 900, "d": 70}) == {"a", "b"}


def test_a_part_goes_before_the_sum():
    assert hidden({"a": 4, "b": 60_000}) == {"a", "b"}


def test_people_are_hidden_before_nobody():
    assert hidden({"a": 4, "b": 0, "c": 140}) == {"a", "c"}
    assert hidden({"a": 4, "b": 0, "c": 160}) == {"a", "b", "c"}, "nobody costs as much as 147 people do"


def test_what_readers_need_most_is_hidden_last():
    assert hidden({"a": 4, "b": 30, "c": 900}, dear=[("b",)]) == {"a", "c"}
    assert hidden({"a": 4, "b": 30}, dear=[("b",)]) == {"a", "all"}


def test_two_small_counts_may_cover_each_other_if_they_are_enough():
    assert hidden({"a": 6, "b": 9, "c": 300}) == {"a", "b"}
    assert hidden({"a": 2, "b": 3, "c": 300}) == {"a", "b", "c"}, "five are never ten"


@pytest.mark.parametrize("secret", [20.0, 3.0, 300.0])
def test_a_secret_way_may_as_well_have_twice_its_people(secret):
    figures = {
        ("all",): 1000.0 + secret,
        ("secret",): secret,
        ("b",): secret / 2 + 10.0,
        ("c",): 990.0 - secret / 2,
    }
    release = suppress(figures, [Sum(("all",), (("secret",), ("b",), ("c",)))], secret=[("secret",)])
    low, high = reachable(release, ("secret",))
    assert low == pytest.approx(0.0, abs=1e-6)
    assert high >= max(10.0, 2 * secret) - 1e-6
    assert release.secret == {("secret",)}


def test_a_secret_way_takes_no_more_with_it_than_twice_its_people_need():
    figures = {("all",): 470.0, ("secret",): 30.0, ("b",): 40.0, ("c",): 400.0}
    release = suppress(figures, [Sum(("all",), (("secret",), ("b",), ("c",)))], secret=[("secret",)])
    assert release.hidden == {("secret",), ("b",)}


def test_what_is_hidden_already_is_used_before_more_is_hidden():
    """Four hidden cells in a chain of sums are cheaper than one that is printed."""
    chain = ["a", "h1", "h2", "h3", "h4"]
    figures = {("all",): 24.0, ("x",): 12.0, **{(name,): 6.0 for name in chain}}
    sums = [Sum(("all",), (("a",), ("h1",), ("x",)))]
    for one, other in [("h1", "h2"), ("h2", "h3"), ("h3", "h4")]:
        figures[("sum", one)] = 12.0
        sums.append(Sum(("sum", one), ((one,), (other,))))
    assert suppress(figures, sums).hidden == {(name,) for name in chain}


def test_a_cell_that_cannot_reach_twice_its_people_is_hidden_as_well_as_can_be():
    """What is out already bounds it: every other part goes as far down as it can."""
    first = suppress({("t",): 81.0, ("a",): 51.0, ("b",): 30.0}, [Sum(("t",), (("a",), ("b",)))])
    parts = {("a", "secret"): 26.0, ("a", "2"): 12.0, ("a", "3"): 13.0}
    figures = {("t",): 81.0, ("a",): 51.0, ("b",): 30.0, **parts}
    sums = [Sum(("t",), (("a",), ("b",))), Sum(("a",), tuple(parts))]
    second = suppress(figures, sums, secret=[("a", "secret")], earlier=[first])
    assert second.hidden == set(parts)
    assert reachable(second, ("a", "secret"), others=[first]) == pytest.approx((0.0, 51.0))


def test_a_cell_that_is_out_already_bounds_what_can_be_hidden():
    """The old sum is printed: a new part of it can only be hidden as far as the old one lets."""
    first = suppress({("t",): 30.0, ("a",): 14.0, ("b",): 16.0}, [Sum(("t",), (("a",), ("b",)))])
    assert first.hidden == frozenset()
    figures = {("t",): 30.0, ("a",): 14.0, ("b",): 16.0, ("a", "1"): 5.0, ("a", "2"): 9.0}
    sums = [Sum(("t",), (("a",), ("b",))), Sum(("a",), (("a", "1"), ("a", "2")))]
    second = suppress(figures, sums, earlier=[first])
    assert second.hidden == {("a", "1"), ("a", "2")}
    assert reachable(second, ("a", "1"), others=[first]) == pytest.approx((0.0, 14.0))


def test_the_audit_knows_only_what_was_printed():
    figures = {("t",): 30.0, ("a",): 14.0, ("b",): 16.0}
    sums = (Sum(("t",), (("a",), ("b",))),)
    parts = Release(figures, sums, frozenset({("a",), ("b",)}))
    assert reachable(parts, ("a",)) == pytest.approx((0.0, 30.0))
    nothing = Release(figures, sums, frozenset(figures))
    assert reachable(nothing, ("a",)) == (0.0, float("inf"))
    assert reachable(parts, ("t",)) == pytest.approx((30.0, 30.0))
