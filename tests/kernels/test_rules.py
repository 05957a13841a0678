"""Every formula of the engine against numbers worked out by hand; the kernel and the reference share them."""

import math

import pytest

from alee.kernels import rules


def plain(rule: object) -> object:
    """The formula itself, as Python; the kernel is compiled from the same lines."""
    return getattr(rule, "py_func", rule)


@pytest.mark.parametrize(
    ("name", "given", "wanted"),
    [
        ("leaving_chance", (0.0,), 0.0),
        ("leaving_chance", (-1.0,), 0.0),
        ("leaving_chance", (0.5,), 1.0 - math.exp(-0.5)),
        ("following_rate", (0.2, 25, 100), 0.05),
        ("following_rate", (0.2, 5, 1), 1.0),
        ("following_rate", (0.2, 0, 0), 0.0),
        ("following_rate", (0.2, 3, 0), 0.6000000000000001),
        ("moving_chance", (0.4, 0.5), 0.2),
        ("moving_chance", (0.8, 2.0), 1.0),
        ("log_weight", (1.5, 0.5, 0.25), 1.0 + math.log(0.25)),
        ("log_one_plus", (0.0, 1.0), math.log(2.0)),
        ("log_one_plus", (2.0, 1.0), math.log(1.0 + math.exp(2.0))),
        ("room", (50, -1.0), 1.0),
        ("room", (50, 200.0), 0.75),
        ("room", (0, 200.0), 1.0),
        ("room", (200, 200.0), 0.0),
        ("room", (0, 0.0), 0.0),
        ("room", (300, 200.0), 0.0),
        ("queue_days", (100, -1.0), 0.0),
        ("queue_days", (100, 50.0), 2.0),
        ("queue_days", (100, 0.0), 100.0),
        ("way_today", (1.0, 0.25, 0.5), 0.75 + math.log(0.5)),
        ("way_today", (1.0, 0.25, 0.0), -math.inf),
        ("weekday_factor", (1.0, 0), 1.0),
        ("weekday_factor", (1.5, 1), 1.5 / (8.5 / 7.0)),
        ("weekday_factor", (1.5, 0), 7.0 / 8.5),
        ("noise_factor", (0.5, 0.0), math.exp(-0.125)),
        ("noise_factor", (0.5, 2.0), math.exp(0.875)),
        ("go_back_chance", (0.0,), 1.0),
        ("go_back_chance", (2.0,), 1.0 - math.exp(-0.5)),
        ("go_back_chance", (0.5,), 1.0 - math.exp(-2.0)),
        ("room", (50, 0.5), 0.0),
        ("queue_days", (100, 0.5), 100.0),
        ("following_rate", (0.5, 100, 100), 0.5),
    ],
)
def test_a_formula_gives_the_number_worked_out_by_hand(
    name: str, given: tuple[float, ...], wanted: float
) -> None:
    assert plain(getattr(rules, name))(*given) == pytest.approx(wanted, rel=1e-12)  # type: ignore[operator]


def test_the_mean_over_a_week_of_ordinary_traffic_is_one() -> None:
    days = [plain(rules.weekday_factor)(1.7, is_weekend) for is_weekend in (0, 0, 0, 0, 1, 1, 1)]  # type: ignore[operator]
    assert sum(days) / 7.0 == pytest.approx(1.0)
