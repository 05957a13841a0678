"""Outlooks: the past stays, what-ifs change only what they touch, predictions, save and load."""

import numpy as np
import pytest

from alee.core.errors import InputError
from alee.files.store import load, save
from alee.inference.fitting import fit
from alee.inference.noise import DISPERSION
from alee.inference.observation import observe
from alee.inference.posterior import Posterior
from alee.model.events import Closure
from alee.model.reports import Reports
from alee.outlook.forecasting import Outlook, forecast, plan_of
from alee.outlook.prediction import _care, predict, predictions_table
from tests.worlds import report, small_world, some_reports


@pytest.fixture(scope="module")
def posterior() -> Posterior:
    return fit(small_world(), some_reports(), members=80, seed=5)


@pytest.fixture(scope="module")
def outlook(posterior: Posterior) -> Outlook:
    return forecast(posterior)


def test_the_past_does_not_change_by_a_bit(posterior: Posterior, outlook: Outlook) -> None:
    assert outlook.days == 7
    assert outlook.posterior.ensemble.digest() == posterior.ensemble.digest()


def test_a_closed_gate_sends_people_elsewhere(posterior: Posterior, outlook: Outlook) -> None:
    closed = forecast(posterior, given=[Closure("Gate", start="2030-03-16")])
    difference = closed.minus(outlook)
    gate = difference.arrivals.sel(place="Gate", day=slice("2030-03-16", None)).sum("day")
    sea = difference.arrivals.sel(place="Seaport", day=slice("2030-03-18", None)).sum("day")
    assert (gate <= 0).all()
    assert float(gate.mean()) < 0
    assert float(sea.mean()) > 0
    assert not difference.arrivals.sel(day=slice(None, "2030-03-15")).any()


def test_home_is_left_with_the_same_luck_in_both_futures(posterior: Posterior, outlook: Outlook) -> None:
    closed = forecast(posterior, given=[Closure("Gate", start="2030-03-16")])
    assert not closed.minus(outlook).displaced.any()


def test_a_what_if_in_the_past_is_refused(posterior: Posterior) -> None:
    with pytest.raises(InputError, match="not in the future"):
        forecast(posterior, given=[Closure("Gate", start="2030-03-10")])


def test_days_out_of_range_are_refused(posterior: Posterior) -> None:
    with pytest.raises(InputError, match="Allowed are 1 to 730"):
        forecast(posterior, days=0)


def test_predictions_speak_of_past_and_future_rows(outlook: Outlook) -> None:
    rows = Reports(
        [
            *some_reports(),
            report("F1", "Seeland", "entries", 700, "2030-03-16", "2030-03-16", issuer="port of Seeland"),
            report("N1", "Nowhere", "entries", 700, "2030-03-16", "2030-03-16"),
        ]
    )
    found = {p.report.id: p for p in predict(outlook, rows)}
    assert set(found) == {r.id for r in rows}
    for name in ("B2", "F1", "L1"):
        quantiles = found[name].quantiles
        assert quantiles is not None
        assert list(quantiles) == sorted(quantiles)
        assert 0.0 <= found[name].pit <= 1.0
    assert 'no place or area called "Nowhere"' in found["N1"].reason
    table = predictions_table(list(found.values())).splitlines()
    assert len(table) == len(rows) + 1
    assert table[0].startswith("id,place,measure")


def test_how_careful_an_issuer_is_that_nobody_heard_is_uncertain(posterior: Posterior) -> None:
    """Its spread is the prior's, to 5 standard errors of a standard deviation over 80 members."""
    plan = plan_of(posterior)
    rows = [*some_reports()][:1] + [
        report(name, "Seeland", "entries", 700, "2030-03-10", "2030-03-10", issuer="a new voice")
        for name in "XY"
    ]
    care = _care(posterior, [observe(plan, row) for row in rows])
    assert (care[:, 0] == 1.0).all()
    assert np.array_equal(care[:, 1], care[:, 2])
    error = 5 * DISPERSION.sigma / (2 * posterior.members) ** 0.5
    assert np.log(care[:, 1]).std() == pytest.approx(DISPERSION.sigma, abs=error)


def test_a_saved_run_is_read_back_bit_for_bit(outlook: Outlook, tmp_path) -> None:
    save(outlook, tmp_path / "run", command="alee forecast")
    again = load(tmp_path / "run")
    assert isinstance(again, Outlook)
    assert again.ensemble.digest() == outlook.ensemble.digest()
    assert np.array_equal(again.posterior.z, outlook.posterior.z)
    assert again.posterior.fits == outlook.posterior.fits
    assert again.posterior.scenario == outlook.posterior.scenario
    assert forecast(again.posterior).ensemble.digest() == outlook.ensemble.digest()


def test_a_posterior_is_read_back_too(posterior: Posterior, tmp_path) -> None:
    save(posterior, tmp_path / "run")
    again = load(tmp_path / "run")
    assert isinstance(again, Posterior)
    assert again.ensemble.digest() == posterior.ensemble.digest()


def test_what_is_not_a_run_or_was_garbled_is_refused(posterior: Posterior, tmp_path) -> None:
    with pytest.raises(InputError, match="is not a run of Alee"):
        load(tmp_path)
    save(posterior, tmp_path / "run")
    (tmp_path / "run" / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "run")
