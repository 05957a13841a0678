"""A place that nobody counts: what the others, the way and the accounts say of it, by hand."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from alee.files.scenario_folder import load_scenario
from alee.inference.fitting import fit
from alee.model.reports import Report, Reports
from alee.outlook.uncounted import (
    Series,
    completed,
    joined,
    likeness,
    log_normal,
    predict_uncounted,
    remainder,
    series_of,
    tells_apart,
)
from alee.outlook.ways import mean_way, ways_from_homes

START = dt.date(2030, 1, 1)
DAY = (START, START)
WORLD = Path(__file__).parents[2] / "scenarios" / "crossroads"


def line(name: str, value: float, issuer: str = "a") -> Series:
    return Series(
        frozenset([name]), True, np.array([float(START.toordinal())]), np.array([value]), frozenset([issuer])
    )


def test_the_guess_is_the_median_of_the_others_moved_by_the_root_of_the_way() -> None:
    others = [line("a", 1000.0), line("b", 4000.0), line("c", 1_000_000.0)]
    middle, spread = likeness(
        others, {"a": 100.0, "b": 100.0, "c": 100.0, "x": 400.0}, frozenset("x"), DAY
    ) or (0, 0)
    assert np.exp(middle) == pytest.approx(4000.0 / 2.0)
    assert spread > 1.5, "three others that differ by a factor of a thousand leave the size open"


def test_two_others_say_nothing() -> None:
    assert (
        likeness([line("a", 1.0), line("b", 2.0)], {"a": 1.0, "b": 1.0, "x": 1.0}, frozenset("x"), DAY)
        is None
    )


def test_a_day_before_the_first_figure_is_not_read() -> None:
    series = Series(frozenset("a"), True, np.array([100.0, 110.0]), np.array([10.0, 20.0]), frozenset())
    assert series.at((dt.date.fromordinal(105),) * 2) == 15.0
    assert series.at((dt.date.fromordinal(120),) * 2) == 20.0
    assert np.isnan(series.at((dt.date.fromordinal(80),) * 2))


def test_joined_opinions_weigh_what_they_are_sure_of_and_widen_by_disagreement() -> None:
    sure = np.sqrt(0.75)  # with half a unit more of histories that never met a count: 1
    others = (5.0, 1.0)
    assert joined((5.0, sure), others) == (pytest.approx(5.0), pytest.approx(1.0))
    assert joined((9.0, sure), others) == (pytest.approx(7.0), pytest.approx(np.sqrt(1.0 + 4.0)))
    moved, _ = joined((9.0, 0.0), others)
    assert moved == pytest.approx(5.0 + 4.0 * 0.8), "however sure histories are, others are heard"
    moved, spread = joined((9.0, 0.0), (5.0, 1e-3))
    assert (moved, spread) == (pytest.approx(5.0, abs=1e-3), pytest.approx(0.0, abs=1e-2))


def test_histories_are_heard_where_the_scenario_tells_destinations_apart() -> None:
    world = load_scenario(WORLD)
    assert tells_apart(world)
    alike = [p.model_copy(update={"language": 0.0, "safety": 1.0, "price": 1.0}) for p in world.places]
    plain = world.model_copy(update={"places": tuple(alike)})
    assert not tells_apart(plain)
    abroad = [p.name for p in world.places if p.country not in world.home]
    size = dict.fromkeys((p.name for p in world.places), 100.0)
    known = [line(name, 1000.0) for name in abroad[1:]]
    row = Report(
        id="X1",
        place=abroad[0], measure="stock", value=1.0, unit="persons", start=START, end=START, published=START,
        issuer="x",
    )  # fmt: skip
    drawn = np.exp(np.random.default_rng(1).normal(3.0, 0.3, 400))
    unheard = completed(plain, known, size, row, drawn)
    heard = completed(world, known, size, row, drawn)
    assert np.median(unheard) == pytest.approx(1000.0, rel=0.05)
    assert np.median(heard) < 300.0


def test_the_middle_and_spread_of_draws() -> None:
    steps = np.linspace(-3, 3, 20001)
    drawn = np.exp(7.0 + 0.5 * steps)
    middle, spread = log_normal(drawn)
    assert middle == pytest.approx(7.0)
    assert spread == pytest.approx(0.5 * 2.7 / 1.645, rel=0.01)


def test_what_remains_of_a_told_whole() -> None:
    world = load_scenario(WORLD)
    abroad = [p.name for p in world.places if p.country not in world.home]
    target, *rest = (line(name, 300.0) for name in abroad)
    whole = Series(frozenset(abroad), True, target.days, np.array([1000.0]), frozenset(["a"]))
    left, error = remainder(world, [whole], rest, target, DAY) or (0.0, 0.0)
    assert left == 1000.0 - 300.0 * len(rest)
    assert error == pytest.approx(0.03 * np.sqrt(1000.0**2 + len(rest) * 300.0**2) + 20.0)
    assert remainder(world, [], rest, target, DAY) is None
    assert len(rest) > 1
    assert remainder(world, [whole], rest[1:], target, DAY) is None, "a part of the whole is not told"


def test_an_untold_town_follows_the_total_and_the_others_and_a_counted_one_its_histories() -> None:
    world = load_scenario(WORLD)
    day = world.as_of

    def told(place: str, value: float) -> Report:
        return Report(id=f"t {place}", published=day, start=day, end=day, place=place, measure="stock",
                      value=value, unit="persons", issuer="who")  # fmt: skip

    posterior = fit(world, Reports(), members=40, seed=1)
    row = told("Harbour City", 1.0)

    def middle(*rows: Report) -> tuple[float, float, float]:
        (found,) = predict_uncounted(posterior, [row], Reports(rows))
        assert found.quantiles is not None
        return found.quantiles[1], found.quantiles[3], found.quantiles[5]

    plain = middle()
    parts = [told("Dry Pass", 300.0), told("Sky Gate", 200.0)]
    low, rest, high = middle(told("Southland", 40_500.0), *parts)
    assert plain[1] < 20_000.0
    assert rest == pytest.approx(40_000.0, rel=0.05), "what remains of the whole"
    assert high - low < 0.25 * rest
    assert middle(*parts) == plain, "two others and no whole say nothing"
    others = ("Pine Gate", "Lake Gate", "Northport", "Meadow Camp", "Quiet House")
    many, few = (middle(*(told(name, size) for name in others)) for size in (90_000.0, 200.0))
    assert few[1] < plain[1] < many[1], "the others draw it to their size"
    assert middle(told("Harbour City", 40.0), *parts, told("Southland", 40_500.0)) == plain


def test_series_leave_out_ranges_and_other_units() -> None:
    world = load_scenario(WORLD)
    name = next(p.name for p in world.places if p.country not in world.home)
    alike = {"published": START, "start": START, "end": START, "place": name}
    rows = [
        Report(id="a", measure="stock", value=5.0, unit="persons", issuer="x", **alike),
        Report(id="b", measure="stock", low=5.0, unit="persons", issuer="y", **alike),
        Report(id="c", measure="house_sales", value=5.0, unit="dwellings", issuer="x", **alike),
    ]
    (only,) = series_of(world, Reports(rows))
    assert (only.places, only.values.tolist()) == (frozenset([name]), [5.0])


def test_ways_from_home_are_averaged_over_those_from_which_one_can_come() -> None:
    km = np.array([[10.0, np.inf], [30.0, np.inf]])
    np.testing.assert_allclose(mean_way(np.array([1.0, 3.0]), km), [25.0, np.inf])
    residents, ways = ways_from_homes(load_scenario(WORLD))
    assert ways.shape[0] == residents.size
    assert np.isfinite(ways).any()
