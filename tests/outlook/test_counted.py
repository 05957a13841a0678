"""Counts to come: the record of a situation, the order of the engine's members, chances, and oddities."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from scipy.stats import t as student

from alee.evaluation.past import score_past
from alee.inference.fitting import fit
from alee.model.reports import Report, Reports
from alee.outlook.ahead import chance_of, in_words, look_ahead, look_at_counts
from alee.outlook.comparison import whereabouts
from alee.outlook.counted import counts_ahead
from alee.outlook.counting import Archive, Count
from alee.outlook.counts_ahead import count_quantiles, draw_counts, even_levels
from alee.outlook.experience import NOTHING, Experience, expected_root, experience, widening
from alee.outlook.forecasting import Outlook, forecast
from alee.outlook.paces import LEARNT, evidence, middles
from alee.outlook.reported_counts import archive_of, stream_of
from alee.outlook.what_ifs import parse_what_if
from tests.worlds import report, small_world, some_reports

DAYS = [dt.date(2030, 3, 1) + dt.timedelta(days=k) for k in range(0, 15, 2)]


def counted_reports() -> Reports:
    rows = [
        report(f"{area}{k}", area, "stock", size + 60 * k, str(day), str(day), issuer="port of Seeland")
        for area, size in (("Seeland", 400), ("Gate", 100), ("Bigcity", 200))
        for k, day in enumerate(DAYS)
    ]
    return Reports([*some_reports(), *rows])


@pytest.fixture(scope="module")
def outlook() -> Outlook:
    return forecast(fit(small_world(), counted_reports(), members=40, seed=5), days=10)


def walk(wild: float, n: int = 60) -> Archive:
    """Counts every five days that jump up and down around a line by a share of themselves."""
    figures = [1000.0 * (1.0 + wild * (-1) ** k) + 5.0 * k for k in range(n)]
    return Archive([Count(5 * k, 5 * k, "a", f) for k, f in enumerate(figures)])


def test_expected_root_is_the_mean_of_square_roots() -> None:
    grid = student.ppf(even_levels(200_000), 3.0)
    assert expected_root(3.0) == pytest.approx(np.sqrt(np.abs(grid)).mean(), rel=1e-3)


def test_nothing_known_of_the_past_changes_no_spread() -> None:
    assert widening(LEARNT, NOTHING, np.array([1.0, 30.0, 90.0])).tolist() == [1.0, 1.0, 1.0]


def test_a_wild_past_widens_and_a_calm_one_narrows() -> None:
    far, near = (Experience(np.full(10, 30.0), np.full(10, root), np.ones(10)) for root in (3.0, 0.5))
    age = np.array([30.0])
    assert widening(LEARNT, far, age)[0] > 2.0
    assert widening(LEARNT, near, age)[0] < 0.8
    assert widening(LEARNT, far, np.array([7.0]))[0] < widening(LEARNT, far, age)[0]


def test_the_record_is_of_forecasts_that_are_answered() -> None:
    had = experience(LEARNT, walk(0.2), 295)
    assert set(had.ahead) == {7.0, 30.0, 90.0}
    assert had.weight.max() == 1.0
    assert widening(LEARNT, experience(LEARNT, walk(0.3), 295), np.array([7.0]))[0] > 1.0
    assert experience(LEARNT, walk(0.2), 40) == NOTHING
    assert experience(LEARNT, walk(0.2), 50).ahead.tolist() == [7.0]


def test_the_record_is_of_what_had_been_published_then() -> None:
    first, late = (
        [Count(d + lag, d, "a", 1000.0 + 20.0 * d * share) for d in range(0, 300, 7)]
        for lag, share in ((3, 0.7), (40, 1.0))
    )
    record = experience(LEARNT, Archive([*first, *late]), 300)
    perfect = experience(LEARNT, Archive(late), 300)
    assert record.away[record.ahead == 7.0].mean() > 2.0 * perfect.away[perfect.ahead == 7.0].mean()


def test_streams_are_of_one_issuer_and_kind() -> None:
    archive, streams = archive_of(counted_reports())
    name = "Seeland (stock, port of Seeland)"
    assert name in streams
    assert len(archive.known(DAYS[-1].toordinal()).series[name].days) == len(DAYS)
    base = {"id": "x", "place": "Seeland", "measure": "stock", "value": 5, "issuer": "x", "unit": "persons",
            "published": "2030-03-05", "start": "2030-03-05", "end": "2030-03-05"}  # fmt: skip
    assert stream_of(Report(**base)) is not None
    for change in ({"use": False}, {"note": "BASELINE"}, {"qualifier": "expected"}, {"measure": "entries"},
                   {"unit": "households"}, {"unit": "vehicles"}, {"unit": "persons/day"}, {"high": 9},
                   {"low": 5, "value": None}, {"unit": "registered persons"}):  # fmt: skip
        assert stream_of(Report(**(base | change))) is None, change
    assert stream_of(Report(**(base | {"unit": "registered persons", "measure": "registered"}))) is not None


def test_revisions_are_known_when_published_and_copies_never() -> None:
    def row(name: str, value: float, published: str, issuer: str = "MIA") -> Report:
        return report(name, "Seeland", "stock", value, "2030-03-05", "2030-03-05", issuer=issuer,
                      published=published)  # fmt: skip

    rows = [row("a", 1230, "2030-03-06"), row("b", 1480, "2030-03-09"), row("c", 1230, "2030-03-07", "paper"),
            row("d", 1720, "2030-03-08", "MIA (Smith)")]  # fmt: skip
    archive, _ = archive_of(Reports(rows))
    known = [archive.known(dt.date(2030, 3, day).toordinal()).series for day in (8, 9)]
    assert [{name: s.figures.tolist() for name, s in series.items()} for series in known] == [
        {"Seeland (stock, MIA)": [1230.0]}, {"Seeland (stock, MIA)": [1480.0]},
    ]  # fmt: skip


def test_counts_follow_the_paces_in_the_order_of_the_engine(outlook: Outlook) -> None:
    (found,) = counts_ahead(outlook, "Seeland")
    assert found.draws.shape == (40, 10)
    assert found.newest == 400 + 60 * 6
    present = whereabouts(outlook, "Seeland").present[:, -10:]
    for day in (0, 9):
        least, most = present[:, day].argmin(), present[:, day].argmax()
        assert found.draws[most, day] >= found.draws[least, day]
    assert np.median(found.draws[:, -1]) > found.newest
    archive, _ = archive_of(counted_reports())
    known = archive.known(outlook.posterior.as_of.toordinal())
    wanted = [(found.stream.name, known.origin + 10)]
    had = experience(LEARNT, archive, known.origin)
    table = count_quantiles(LEARNT, known, wanted, even_levels(40), had=had)
    np.testing.assert_allclose(np.sort(found.draws[:, -1]), table[:, 0])


def test_places_of_an_area_are_added_up(outlook: Outlook) -> None:
    (whole,) = counts_ahead(outlook, "Beeland")
    assert whole.parts == 2
    parts = [counts_ahead(outlook, name)[0] for name in ("Gate", "Bigcity")]
    np.testing.assert_allclose(whole.draws, parts[0].draws + parts[1].draws)
    assert whole.newest == sum(part.newest for part in parts)


def test_a_counted_part_of_an_area_is_not_the_whole() -> None:
    rows = [r for r in counted_reports() if (r.place, r.measure) != ("Bigcity", "stock")]
    part = forecast(fit(small_world(), Reports(rows), members=40, seed=5), days=10)
    assert counts_ahead(part, "Gate")
    assert counts_ahead(part, "Beeland") == ()
    other = [
        r.model_copy(update={"issuer": "mayor"}) if r.place == "Bigcity" else r for r in counted_reports()
    ]
    mixed = forecast(fit(small_world(), Reports(other), members=40, seed=5), days=10)
    assert counts_ahead(mixed, "Beeland") == (), "each issuer counts only a part"


def test_look_ahead_says_the_count_first_and_chances_speak_of_it(outlook: Outlook) -> None:
    rows = look_ahead(outlook, "Seeland")
    assert rows[0].of == "counted"
    assert rows[0].by == "Seeland (stock, port of Seeland)"
    assert next(row.of for row in look_ahead(outlook, "Farland")) == "present"
    assert {row.by for row in look_at_counts(outlook)} > {rows[0].by}
    end = outlook.posterior.as_of + dt.timedelta(days=10)
    chance = chance_of(outlook, f"more than 100 in Seeland by {end}")
    assert chance.by == rows[0].by
    assert chance.on_the_day > 0.9
    assert "as counted" in in_words([chance])[0]


def test_what_ifs_are_answered_by_the_engine_and_not_by_counts(outlook: Outlook) -> None:
    posterior = outlook.posterior
    closed = forecast(
        posterior, days=10, given=parse_what_if("close Seaport", posterior.scenario, posterior.as_of)
    )
    assert counts_ahead(closed) == ()
    assert {row.of for row in look_ahead(closed, "Seeland")} == {"present", "arrivals", "departures"}
    question = f"more than 2000 in Seeland by {posterior.as_of + dt.timedelta(days=10)}"
    chance = chance_of(closed, question)
    assert chance.by == ""
    present = whereabouts(closed, "Seeland").present[:, -1]
    assert chance.on_the_day == pytest.approx(float((present > 2000).mean()))


def count(day: int, figure: float, name: str = "a") -> Count:
    return Count(day, day, name, figure)


@pytest.mark.parametrize(
    "counts",
    [
        [count(0, 500.0)],
        [count(0, 0.0), count(50, 3.0)],
        [count(d, 800.0 - 20.0 * d) for d in range(0, 41, 5)],
        [count(60, 900.0), *[count(d, 100.0, "b") for d in range(0, 61, 7)]],
        [*[count(d, 1000.0) for d in range(0, 31, 3)], count(33, 40_000.0), count(36, 40_000.0)],
        [count(d, 1e7) for d in range(0, 61, 30)],
    ],
    ids=["one report", "from zero", "to zero", "opens late", "registered anew", "sparse"],
)
def test_oddities_give_sane_counts(counts: list[Count]) -> None:
    known = Archive(list(reversed(counts))).known(61)
    wanted = [(name, 61 + k) for name in known.settled for k in (7, 30, 90)]
    if not wanted:
        assert all(series.figures[-1] == 0.0 for series in known.series.values())
        return
    draws = draw_counts(LEARNT, known, wanted, members=101, seed=1, had=NOTHING)
    assert np.isfinite(draws).all()
    assert (draws >= 0.0).all()
    middle = np.median(draws, axis=0)
    np.testing.assert_allclose(middle, middles(LEARNT, evidence(known, wanted)), rtol=1e-6)
    newest = np.array([known.series[name].figures[-1] for name, _ in wanted])
    assert (middle < 4.0 * newest + 100.0).all()


def test_of_two_counts_of_one_day_the_later_row_counts_for_both_sides() -> None:
    archive = Archive([count(0, 5.0), count(10, 90.0), count(10, 70.0)])
    assert archive.known(10).series["a"].figures.tolist() == [5.0, 70.0]
    assert archive.first_published()["a"].figures.tolist() == [5.0, 70.0]


def test_members_keep_their_luck_over_days() -> None:
    known = walk(0.0).known(295)
    wanted = [("a", known.origin + 7), ("a", known.origin + 30)]
    draws = draw_counts(LEARNT, known, wanted, members=50, seed=3, had=NOTHING)
    assert (np.argsort(draws[:, 0]) == np.argsort(draws[:, 1])).all()
    frozen = dataclasses.replace(LEARNT, error=0.5)
    wide = draw_counts(frozen, known, [("a", known.origin + 7)], members=50, seed=3, had=NOTHING)
    assert wide.std() > draws[:, 0].std()


def test_past_counts_are_scored_beside_the_engine(outlook: Outlook) -> None:
    day = outlook.posterior.as_of + dt.timedelta(days=5)
    middle = float(np.median(counts_ahead(outlook, "Seeland")[0].draws[:, 4]))
    came = [
        report("came", "Seeland", "stock", round(middle), str(day), str(day), issuer="port of Seeland"),
        report("else", "Seeland", "stock", round(middle), str(day), str(day), issuer="somebody else"),
    ]
    rows = score_past([outlook], Reports([*outlook.posterior.reports, *came])).rows
    found = {row["said by"]: row for row in rows if row["days ahead"] == "1 to 7"}
    assert found["engine"]["reports"] == 2
    assert found["counts by pace"]["reports"] == 1
    assert found["counts by pace"]["inside 50 %"] == 1.0
