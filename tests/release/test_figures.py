"""What the public may see: whole weeks, whole countries, late, and nothing small or secret."""

import datetime as dt

import pytest

from alee.core.errors import InputError
from alee.model.scenario import Scenario
from alee.outlook.countries import country_names, entering, leaving_home
from alee.release.audience import (
    is_public_report,
    is_public_way,
    last_public_day,
    names_a_secret,
    public_positions,
    secret_words,
    weeks_of,
)
from alee.release.figures import ABROAD, Spread, coarse, public_figures
from alee.release.suppression import Sum, is_small, suppress
from tests.release.attack import other_worlds, relations

LATE = "2030-07-01"


@pytest.mark.parametrize(
    ("released_on", "last"),
    [
        ("2022-10-03", "2022-09-25"),
        ("2022-10-02", "2022-09-25"),
        ("2022-10-01", "2022-09-18"),
        ("2022-10-09", "2022-10-02"),
    ],
)
def test_the_last_public_day_is_a_sunday_seven_days_old(released_on, last):
    day = last_public_day(dt.date.fromisoformat(released_on))
    assert day == dt.date.fromisoformat(last)
    assert day.weekday() == 6


def test_weeks_run_from_monday_to_sunday():
    weeks = weeks_of(dt.date(2022, 9, 21), dt.date(2022, 10, 2))
    assert weeks == (
        (dt.date(2022, 9, 21), dt.date(2022, 9, 25)),
        (dt.date(2022, 9, 26), dt.date(2022, 10, 2)),
    )


def test_the_strictest_day_is_taken_unless_told(outlook):
    figures = public_figures(outlook)
    assert figures.last_day == last_public_day(outlook.posterior.as_of)


def test_a_forecast_never_goes_out(outlook):
    figures = public_figures(outlook, released_on="2031-01-01")
    assert figures.last_day <= outlook.posterior.as_of


def test_too_early_is_said_with_the_day_from_which_on_it_may_be(outlook):
    with pytest.raises(InputError, match="Release it on 2030-03-17 or later"):
        public_figures(outlook, released_on="2030-03-16")
    assert public_figures(outlook, released_on="2030-03-17").last_day == dt.date(2030, 3, 10)


def test_no_small_count_is_printed_and_secret_ways_stay_out(outlook):
    figures = public_figures(outlook, released_on=LATE)
    printed = [
        s
        for table in (figures.stock, figures.arrivals, figures.left, figures.ways)
        for s in table.values()
        if s
    ]
    assert printed
    assert not any(is_small(q) for s in printed for q in (s.low, s.median, s.ready, s.high, s.bad))
    assert not any("secret" in part for key in figures.ways for part in key)
    labels = {*(end.isoformat() for _, end in figures.weeks), figures.whole}
    assert {key[2] for key in figures.ways} == labels
    assert {key[1] for key in figures.ways} <= {country.name for country in figures.countries}


def protected(release):
    return [key for key in release.figures if key in release.secret or is_small(release.figures[key])]


def test_an_attacker_cannot_tell_the_forest_path_from_nobody(outlook):
    release = public_figures(outlook, released_on=LATE).release
    cells, sums = relations(release.figures)
    secret = [key for key in protected(release) if key[0] == "secret ways"]
    assert secret
    for key in secret:
        low, high = other_worlds(cells, release.printed(), sums, key)
        assert low <= 1e-6
        assert high >= 2 * release.figures[key] - 1e-6
    # The attack works: with all else printed, the path is known to the last person.
    everything = {key: figure for key, figure in release.figures.items() if key[0] not in ("gone", "in hand")}
    lone = {key: figure for key, figure in everything.items() if key != secret[0]}
    assert other_worlds(cells, lone, sums, secret[0])[0] > 0


def test_a_hidden_arrival_is_not_read_off_two_stocks():
    """46 people, then 51, and nobody leaves: five have come, unless a stock is hidden, too."""
    figures = {
        ("stock", "1"): 46.0,
        ("stock", "2"): 51.0,
        ("came", "2"): 5.0,
        ("gone", "2"): 0.0,
        ("hand", "2"): 51.0,
    }
    sums = [
        Sum(("hand", "2"), (("stock", "1"), ("came", "2"))),
        Sum(("hand", "2"), (("stock", "2"), ("gone", "2"))),
    ]
    release = suppress(figures, sums, unprinted=[("gone", "2"), ("hand", "2")])
    assert ("came", "2") in release.hidden
    assert {("stock", "1"), ("stock", "2")} & release.hidden


def test_sums_of_the_figures_are_sums(outlook):
    release = public_figures(outlook, released_on=LATE).release
    for relation in [one for one in release.sums if one.whole[0] != "in hand"]:
        parts = sum(release.figures[part] for part in relation.parts)
        assert release.figures[relation.whole] == pytest.approx(parts), relation.whole


def test_everything_sums_up_to_what_the_outlook_says(outlook):
    figures = public_figures(outlook, released_on=LATE)
    end = figures.weeks[-1][1]
    abroad = [
        p.name for p in outlook.posterior.scenario.places if p.country not in outlook.posterior.scenario.home
    ]
    mean = float(outlook.present.sel(place=abroad, day=str(end)).sum(["place", "group"]).mean())
    assert figures.release.figures[("stock", ABROAD, end.isoformat())] == pytest.approx(mean)
    assert figures.left[figures.whole] is not None


def test_weeks_hold_each_day_once(outlook):
    figures = public_figures(outlook, released_on=LATE)
    scenario, crossings = outlook.posterior.scenario, outlook.ensemble.crossings
    days = crossings.sel(day=slice(str(figures.first_day), str(figures.last_day)))
    assert figures.weeks[0][0] == figures.first_day
    assert figures.weeks[-1][1] == figures.last_day
    left = float(leaving_home(days, scenario).sum(axis=1).mean())
    assert figures.release.figures[("left", figures.whole)] == pytest.approx(left)
    for country in figures.countries:
        came = float(entering(days, scenario, country.code).sum(axis=1).mean())
        assert figures.release.figures[("arrivals", country.name, figures.whole)] == pytest.approx(came)


def test_a_report_about_a_shelter_alone_is_not_named(outlook):
    scenario = outlook.posterior.scenario
    report = next(r for r in outlook.posterior.reports if r.published)
    late = dt.date(2031, 1, 1)
    for place in scenario.places:
        about = report.model_copy(update={"place": place.name, "sensitivity": "open"})
        assert is_public_report(scenario, about, late) is (place.sensitivity != "sensitive"), place.name
    assert is_public_report(scenario, report.model_copy(update={"place": "Nowhere"}), late)
    assert is_public_report(scenario, report, report.published), "on the very day"


def test_rounding_shows_two_digits_and_no_small_count():
    assert coarse(Spread(4.0, 11.0, 1234.0, 5678.0, 9876.0, 12345.0, 99999.0)) == Spread(
        0.0, 11.0, 1200.0, 5700.0, 9900.0, 12000.0, 100000.0
    )


def test_marks_of_the_scenario_are_heeded(outlook):
    scenario: Scenario = outlook.posterior.scenario
    closed = [way.name for way in scenario.corridors if not is_public_way(scenario, way)]
    assert "Forest path" in closed
    assert any("Quiet House" in name for name in closed), "a way to a shelter gives the shelter away"
    report = next(r for r in outlook.posterior.reports if r.published)
    assert is_public_report(scenario, report, dt.date(2031, 1, 1))
    assert not is_public_report(scenario, report, report.published - dt.timedelta(days=1))
    secret = report.model_copy(update={"sensitivity": "team", "issuer": "the baker's wife"})
    assert not is_public_report(scenario, secret, dt.date(2031, 1, 1))
    words = secret_words(scenario, [*outlook.posterior.reports, secret])
    assert {"Quiet House", "Forest path", "the baker's wife"} <= set(words)
    assert names_a_secret("Beds at QUIET HOUSE are full.", words)
    assert not names_a_secret("A quiet houseboat.", words)


def test_weekly_copies_together_tell_no_secret_way_from_nobody(outlook):
    earlier, cells, printed = [], {}, {}
    for day in ("2030-03-17", "2030-03-24"):
        release = public_figures(outlook, released_on=day, earlier=earlier).release
        earlier.append(release)
        cells |= release.figures
        printed |= release.printed()
    assert earlier[0].figures.keys() != earlier[1].figures.keys(), "the second must speak of another week"
    all_cells, sums = relations(cells)
    secret = {key for release in earlier for key in release.secret}
    assert secret
    for key in secret:
        assert other_worlds(all_cells, printed, sums, key)[0] <= 1e-6, key


def test_a_small_figure_is_hidden_even_where_a_larger_one_was_printed_before():
    """A refit may turn 20 into 5: what is small now is not printed, and never as nought."""
    first = suppress({("a",): 20.0, ("b",): 45.0, ("t",): 65.0}, [Sum(("t",), (("a",), ("b",)))])
    assert not first.hidden
    second = suppress(
        {("a",): 5.0, ("b",): 45.0, ("t",): 50.0}, [Sum(("t",), (("a",), ("b",)))], earlier=[first]
    )
    assert ("a",) in second.hidden
    assert len(second.hidden) >= 2


def test_a_country_lies_among_its_own_places(outlook):
    scenario = outlook.posterior.scenario
    positions = public_positions(scenario)
    for code, name in country_names(scenario).items():
        inside = [p for p in scenario.places if p.country == code and p.sensitivity != "sensitive"]
        latitude, longitude = positions[name]
        assert min(p.latitude for p in inside) - 1e-6 <= latitude <= max(p.latitude for p in inside) + 1e-6
        assert min(p.longitude for p in inside) - 1e-6 <= longitude <= max(p.longitude for p in inside) + 1e-6


def test_positions_of_countries_do_not_lean_on_shelters(outlook):
    scenario = outlook.posterior.scenario
    places = tuple(
        p.model_copy(update={"sensitivity": "sensitive"}) if p.kind == "city" and p.country == "BBB" else p
        for p in scenario.places
    )
    marked = scenario.model_copy(update={"places": places})
    closed = {(p.latitude, p.longitude) for p in places if p.sensitivity == "sensitive"}
    assert public_positions(marked)["Northland"] not in closed
    assert public_positions(marked) != public_positions(scenario)
