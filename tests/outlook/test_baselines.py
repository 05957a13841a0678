"""Every baseline against a case that can be worked out by hand."""

import datetime as dt

import numpy as np
import pytest

from alee.core.errors import InputError
from alee.model.reports import Reports
from alee.outlook.baselines import BASELINES, Question
from alee.outlook.baselines.kalman import smooth
from alee.outlook.baselines.least_squares import least_squares_above
from alee.outlook.baselines.lookup import inverse_variance, newest_report, source_priority
from alee.outlook.baselines.question import Figure
from alee.outlook.baselines.sharing import inverse_distance, share_persistence, uniform_shares
from tests.worlds import report, small_world

DAY = [f"2030-03-{d:02d}" for d in range(1, 15)]


def ask(*rows, areas=("Beeland", "Seeland"), as_of="2030-03-14") -> Question:
    return Question(
        scenario=small_world(), reports=Reports(rows), as_of=dt.date.fromisoformat(as_of), areas=areas
    )


def stock(name, area, value, day, **more):
    return report(name, area, "stock", value, day, day, **more)


def figure(kind, first, stop, value, spread) -> Figure:
    return Figure(
        area=0, kind=kind, first=first, stop=stop, value=value, spread=spread, issuer="x",
        published=dt.date(2030, 3, 9),
    )  # fmt: skip


def test_a_figure_is_read_over_its_usual_factor_and_without_usual_traffic() -> None:
    rows = (stock("a", "Beeland", 80, DAY[4]), report("b", "Beeland", "entries", 1150, DAY[0], DAY[1]))
    flow, there = ask(*rows).figures
    assert there.value == pytest.approx(100)  # a usual coverage of 0.8
    # A usual factor of 1.15, and 300 ordinary travellers a day.
    assert flow.value == pytest.approx(1000 - 2 * 300)


def test_newest_report_holds_until_the_next() -> None:
    rows = (stock("a", "Beeland", 80, DAY[4]), stock("b", "Beeland", 240, DAY[8], issuer="other"))
    found = newest_report(ask(*rows)).stock[0, :, 0]
    assert found.tolist() == pytest.approx([0] * 4 + [100] * 4 + [300] * 6)


def test_without_a_stock_flows_are_summed() -> None:
    rows = (report("b", "Beeland", "entries", 1150, DAY[0], DAY[1]),)
    found = newest_report(ask(*rows, as_of=DAY[1]))
    assert found.flow[0, :, 0].tolist() == pytest.approx([200, 200])
    assert found.stock[0, :, 0].tolist() == pytest.approx([200, 400])


def test_source_priority_listens_to_one_source() -> None:
    rows = [stock(f"a{d}", "Beeland", 8000, DAY[d], issuer="many") for d in (3, 5)]
    rows.append(stock("z", "Beeland", 80, DAY[9], issuer="one"))
    assert source_priority(ask(*rows)).stock[0, -1, 0] == pytest.approx(10_000)


def test_inverse_variance_of_two_figures_of_one_day() -> None:
    rows = (stock("a", "Beeland", 8000, DAY[9]), stock("b", "Beeland", 800, DAY[9], issuer="other"))
    question = ask(*rows)
    first, second = (1 / f.spread**2 for f in question.figures)
    values = [f.value for f in question.figures]
    expected = (first * values[0] + second * values[1]) / (first + second)
    found = inverse_variance(question).stock[:, 9, 0]
    assert found.mean() == pytest.approx(expected)
    assert found.std() == pytest.approx((first + second) ** -0.5, rel=0.03)  # 99 quantiles of a normal


def test_least_squares_stays_above_its_bounds() -> None:
    # the free answer is (2, -1); with both at least 0 and the second tied to nothing, it is (2, 0)
    found = least_squares_above(np.eye(2), np.array([2.0, -1.0]), np.eye(2))
    assert found.tolist() == pytest.approx([2, 0], abs=1e-9)
    # x + y may not fall below z: (0, 0, 3) is projected on x + y = z, that is (1, 1, 2)
    plane = np.vstack([np.eye(3), [[1.0, 1.0, -1.0]]])
    found = least_squares_above(np.eye(3), np.array([0.0, 0.0, 3.0]), plane)
    assert found.tolist() == pytest.approx([1, 1, 2], abs=1e-9)


def test_least_squares_books_balance() -> None:
    rows = (
        report("i", "Beeland", "entries", 9000, DAY[4], DAY[8]),
        report("o", "Beeland", "exits", 3000, DAY[9], DAY[13]),
        report("l", "Home", "departures_from_origin", 20_000, DAY[4], DAY[13], issuer="institute"),
    )
    found = BASELINES["constrained least squares"](ask(*rows))
    assert (found.stock >= 0).all()
    assert (found.flow >= 0).all()
    assert found.flow[0, 4:].sum() == pytest.approx(20_000, rel=0.05)  # smoothness leaves some before day 4


def test_smoother_of_one_day_is_the_precision_weighted_mean() -> None:
    # inflow ~ N(0, 3^2), seen as 10 with error 1: mean 10 * 9 / 10, variance 0.9
    middle, covariance, _ = smooth([figure("in", 0, 1, 10.0, 1.0)], 1, 1.0, 3.0)
    assert middle.tolist() == pytest.approx([9.0, 0.0])
    assert covariance[0, 0] == pytest.approx(0.9)


def test_smoother_of_two_days_carries_knowledge_back() -> None:
    # a0 ~ N(0, 4), a1 = a0 + N(0, 1); a1 seen as 6 with variance 1: gain of a1 is 5/6, of a0 is 4/6
    middle, covariance, _ = smooth([figure("in", 1, 2, 6.0, 1.0)], 2, 1.0, 2.0)
    assert middle[:2].tolist() == pytest.approx([4.0, 5.0])
    assert covariance[0, 0] == pytest.approx(4 - 16 / 6)


def test_smoother_reads_a_stock_as_summed_flows() -> None:
    # in - out, both N(0, 1): their difference has variance 2; seen as 3 with variance 1, split evenly
    middle, _, _ = smooth([figure("stock", 0, 1, 3.0, 1.0)], 1, 1.0, 1.0)
    assert middle.tolist() == pytest.approx([1.0, -1.0])


def test_sharing_out_what_left_home() -> None:
    left = report("l", "Home", "departures_from_origin", 1200, DAY[4], DAY[5], issuer="institute")
    even = uniform_shares(ask(left)).stock[0]
    assert even[3:7].tolist() == pytest.approx(np.array([[0, 0], [300, 300], [600, 600], [900, 900]]))
    near = inverse_distance(ask(left)).stock[0, 5]
    assert near.sum() == pytest.approx(1200)
    # by road 5 h at 60 km/h = 300 km to the crossing; by sea 30 h less 3 of boarding at 30 km/h = 810 km
    assert near[0] / near[1] == pytest.approx(810 / 300)


def test_shares_persist() -> None:
    rows = (
        report("l", "Home", "departures_from_origin", 1000, DAY[4], DAY[4], issuer="institute"),
        stock("a", "Beeland", 300, DAY[4]),
        stock("b", "Seeland", 100, DAY[4]),
    )
    found = share_persistence(ask(*rows)).stock[0]
    assert found[4].tolist() == pytest.approx([750, 250])
    assert found[5].tolist() == pytest.approx([1500, 500])


@pytest.mark.parametrize("name", BASELINES)
def test_nobody_looks_ahead(name: str) -> None:
    rows = [stock("a", "Beeland", 300, DAY[4]), report("b", "Seeland", "entries", 1500, DAY[3], DAY[6])]
    late = stock("c", "Beeland", 9000, DAY[5], published="2030-03-20")
    one, other = BASELINES[name](ask(*rows)), BASELINES[name](ask(*rows, late))
    assert np.array_equal(one.stock, other.stock)
    assert one.stock.shape[1:] == one.flow.shape[1:] == (14, 2)


@pytest.mark.parametrize("name", BASELINES)
def test_no_report_is_nobody_known(name: str) -> None:
    found = BASELINES[name](ask())
    assert np.isfinite(found.stock).all()
    assert np.median(found.stock, axis=0).max() < 1.0


def test_an_unknown_area_is_refused() -> None:
    with pytest.raises(InputError, match='no area called "Nowhere"'):
        ask(areas=("Nowhere",))
