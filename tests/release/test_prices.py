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
