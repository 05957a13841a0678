"""Fits of a small world: what is read, what is learnt, what is named, and the same bits every time."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from alee.core.errors import InputError
from alee.inference.fitting import fit
from alee.inference.measures import Concept
from alee.inference.posterior import Posterior
from alee.model.reports import Reports
from alee.simulation import simulate
from tests.worlds import report, small_world, some_reports

MEMBERS = 120


@pytest.fixture(scope="module")
def posterior() -> Posterior:
    return fit(small_world(), some_reports(), members=MEMBERS, seed=11)


def test_same_bits_for_any_number_of_threads(posterior: Posterior) -> None:
    again = fit(small_world(), some_reports(), members=MEMBERS, seed=11, threads=1)
    assert again.ensemble.digest() == posterior.ensemble.digest()


def test_shuffled_rows_change_nothing(posterior: Posterior) -> None:
    rows = Reports(list(some_reports())[::-1])
    again = fit(small_world(shuffled=True), rows, members=MEMBERS, seed=11)
    assert again.ensemble.digest() == posterior.ensemble.digest()


def test_another_seed_gives_other_bits(posterior: Posterior) -> None:
    other = fit(small_world(), some_reports(), members=MEMBERS, seed=12)
    assert other.ensemble.digest() != posterior.ensemble.digest()


def test_every_report_is_accounted_for(posterior: Posterior) -> None:
    fates = {f.report.id: f for f in posterior.fits}
    assert set(fates) == {"B1", "B2", "B3", "S1", "S2", "P1"}  # L1 was published after the as-of date
    assert all(f.used for f in fates.values())
    assert fates["P1"].concept is Concept.STOCK_INDEX


def test_days_without_reports_are_said(posterior: Posterior) -> None:
    assert "told by the model alone" not in posterior.summary()
    late = dataclasses.replace(posterior, as_of=posterior.as_of + dt.timedelta(days=40))
    assert late.days_without_reports() >= 40
    assert f"published {late.days_without_reports()} days before" in late.summary()


def test_no_later_report_is_read(posterior: Posterior) -> None:
    wild = Reports([*some_reports(), report("X", "Beeland", "entries", 10**7, "2030-03-14", "2030-03-15")])
    again = fit(small_world(), wild, members=MEMBERS, seed=11)
    assert again.ensemble.digest() == posterior.ensemble.digest()


def test_reports_narrow_the_estimate_and_are_inside_their_intervals(posterior: Posterior) -> None:
    prior = simulate(small_world(), members=MEMBERS, seed=11, until="2030-03-14")

    def log_width(data) -> float:
        total = np.log1p(data.displaced.sum(("day", "place", "group")).values)
        return float(np.subtract(*np.quantile(total, [0.95, 0.05])))

    assert log_width(posterior) < 0.7 * log_width(prior)
    for entry in posterior.used():
        low, _, high = entry.expected
        assert low * 0.6 <= entry.report.value <= high * 1.6
    assert not posterior.contradictions()


def test_people_are_conserved_in_every_member(posterior: Posterior) -> None:
    data = posterior.ensemble
    gone = data.displaced.sum(("place", "group")).cumsum("day")
    somewhere = data.present.sum(("place", "group")) + data.in_transit + data.waiting.sum("corridor")
    assert (gone == somewhere + data.returned.sum("place")).all()


def test_no_report_at_all_returns_the_prior_and_says_so() -> None:
    empty = fit(small_world(), Reports([]), members=40, seed=3)
    prior = simulate(small_world(), members=40, seed=3, until="2030-03-14")
    assert empty.ensemble.digest() == prior.digest()
    assert "this is the prior" in empty.summary()
    assert "Learnt" not in empty.summary()


def test_an_impossible_report_is_named_and_does_not_drag_the_rest(posterior: Posterior) -> None:
    wild = report("W", "Beeland", "entries", 10**9, "2030-03-06", "2030-03-08", issuer="a rumour")
    again = fit(small_world(), Reports([*some_reports(), wild]), members=MEMBERS, seed=11)
    assert [f.report.id for f in again.contradictions()] == ["W"]
    before = posterior.present.isel(day=-1).sum(("place", "group")).median()
    after = again.present.isel(day=-1).sum(("place", "group")).median()
    assert after < 3 * before


def test_a_trillion_people_are_a_figure_like_any_other(posterior: Posterior) -> None:
    wild = report("W", "Beeland", "entries", 10**12, "2030-03-06", "2030-03-08", issuer="a rumour")
    again = fit(small_world(), Reports([*some_reports(), wild]), members=MEMBERS, seed=11)
    assert [f.report.id for f in again.contradictions()] == ["W"]
    assert (
        again.present.isel(day=-1).sum(("place", "group")).median()
        < 3 * posterior.present.isel(day=-1).sum(("place", "group")).median()
    )


def test_a_place_without_any_report_keeps_a_wide_estimate(posterior: Posterior) -> None:
    silent = Reports([row for row in some_reports() if row.place != "Seeland"])
    again = fit(small_world(), silent, members=MEMBERS, seed=11)

    def log_width(run: Posterior) -> float:
        there = np.log1p(run.present.isel(day=-1).sel(place="Seaport").sum("group").values)
        return float(np.subtract(*np.quantile(there, [0.95, 0.05])))

    assert log_width(again) > 1.2 * log_width(posterior)


def fares(level: float, growth: float) -> Reports:
    rows = [("F1", level, "2030-03-02"), ("F2", level, "2030-03-03"), ("F3", growth * level, "2030-03-10")]
    return Reports(
        [report(n, "Farland", "air_fare", fare, day, day, unit="EUR one-way") for n, fare, day in rows]
    )


def test_fares_tell_growth_and_hardly_level() -> None:
    def leavers(rows: Reports) -> float:
        run = fit(small_world(), rows, members=MEMBERS, seed=11)
        return float(np.median(np.log(run.displaced.sum(("day", "place", "group")).values)))

    cheap, dear, flat = leavers(fares(200, 9)), leavers(fares(5000, 9)), leavers(fares(200, 1))
    assert abs(cheap - dear) < 0.5
    assert cheap > flat + 0.3


def test_an_earlier_as_of_date_knows_less(posterior: Posterior) -> None:
    early = fit(small_world(), some_reports(), as_of=dt.date(2030, 3, 4), members=MEMBERS, seed=11)
    assert {f.report.id for f in early.fits} == {"B1", "S1"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"members": 5}, "too few to learn from"),
        ({"members": 0}, "out of range"),
        ({"seed": -1}, "seed: -1 is out of range"),
        ({"as_of": "2029-01-01"}, "before the scenario's first day"),
    ],
)
def test_impossible_settings_are_refused(arguments: dict, words: str) -> None:
    with pytest.raises(InputError, match=words):
        fit(small_world(), some_reports(), **{"members": 40, "seed": 1, **arguments})


def test_the_summary_names_what_a_place_lost_and_who_says_two_things() -> None:
    lost = [
        report(
            f"O{k}", "Atlantis", "entries", 1000 + 137 * k, "2030-03-06", "2030-03-08", issuer=f"guard {k}"
        )
        for k in range(7)
    ]
    torn = [
        report(f"T{k}", "Beeland", "entries", figure, "2030-03-06", "2030-03-08", issuer="a torn office")
        for k, figure in enumerate((900, 1777))
    ]
    told = fit(
        small_world(), Reports([*some_reports(), *lost, *torn]), members=20, seed=11, rounds=0
    ).summary()
    assert 'Not used, outside: O0 (guard 0): the scenario has no place or area called "Atlantis".' in told
    assert "Not used, outside: 2 more of this kind." in told
    assert "Contradicts itself: T0 (a torn office)" in told
    assert "T1" in told.split("Contradicts itself: T0")[1].splitlines()[0]
