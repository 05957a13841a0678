"""Learning from new reports alone: near a new fit, cheaper, and with nothing lost."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

import alee
from alee.core.errors import InputError
from alee.inference.updating import update, with_known

FOLDER = Path(__file__).parents[2] / "scenarios" / "crossroads"
SCENARIO = alee.load_scenario(FOLDER)
REPORTS = alee.load_reports(FOLDER / "reports.csv")
EARLIER = SCENARIO.as_of - dt.timedelta(days=4)


@pytest.fixture(scope="module")
def early() -> alee.Posterior:
    return alee.fit(SCENARIO, REPORTS, as_of=EARLIER, members=120, seed=5)


def test_an_update_agrees_with_a_new_fit(early: alee.Posterior) -> None:
    updated = update(early, REPORTS, as_of=SCENARIO.as_of)
    anew = alee.fit(SCENARIO, REPORTS, members=120, seed=5)
    assert {f.report.id for f in updated.used()} == {f.report.id for f in anew.used()}
    assert len(updated.used()) > len(early.used())
    ours, theirs = (np.log1p(p.present.isel(day=-1).sum(("place", "group")).values) for p in (updated, anew))
    spread = max(ours.std(), theirs.std())
    assert abs(np.median(ours) - np.median(theirs)) < 1.0 * spread
    assert 0.4 < ours.std() / theirs.std() < 2.5


def test_nothing_new_changes_nobodys_past(early: alee.Posterior) -> None:
    known = REPORTS.until(EARLIER)
    same = update(early, known, as_of=SCENARIO.as_of)
    for name in ("present", "displaced"):
        before = getattr(early, name).values
        np.testing.assert_array_equal(getattr(same, name).values[:, : before.shape[1]], before)


def test_an_update_never_goes_back(early: alee.Posterior) -> None:
    with pytest.raises(InputError, match="before the estimate's own as-of date"):
        update(early, REPORTS, as_of=EARLIER - dt.timedelta(days=1))


def test_a_table_of_news_alone_loses_nothing(early: alee.Posterior) -> None:
    known = {report.id for report in early.reports}
    news = alee.Reports([report for report in REPORTS if report.id not in known])
    joined, n_missing = with_known(early, news)
    assert (n_missing, len(joined)) == (len(known), len(known) + len(news))
    updated = update(early, joined, as_of=SCENARIO.as_of)
    assert {f.report.id for f in early.used()} <= {f.report.id for f in updated.used()}
    assert len(updated.used()) > len(early.used())


def test_a_table_of_all_reports_is_taken_as_it_is(early: alee.Posterior) -> None:
    assert with_known(early, REPORTS) == (REPORTS, 0)
    off = REPORTS[0].model_copy(update={"use": False})
    joined, n_missing = with_known(early, alee.Reports([off]))
    assert n_missing == len(early.reports) - 1
    assert [report for report in joined if report.id == off.id] == [off]
