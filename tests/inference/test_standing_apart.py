"""Issuers whose whole series is off, named with their multiple."""

import datetime as dt
from pathlib import Path

from alee.files.report_table import load_reports
from alee.files.scenario_folder import load_scenario
from alee.inference.fitting import fit
from alee.model.reports import Reports


def test_a_series_stands_apart_and_an_absurd_figure_only_contradicts() -> None:
    """A quarter of what the guard counts, two days in a row; and a figure that no factor explains."""
    folder = Path(__file__).parents[2] / "scenarios" / "hamlet"
    scenario, reports = load_scenario(folder), load_reports(folder / "reports.csv")
    usual = next(r for r in reports if r.id == "H02")
    series = [
        usual.model_copy(
            update={
                "id": f"L{day}",
                "issuer": "far post",
                "start": day,
                "end": day,
                "published": day,
                "value": value,
            }
        )
        for day, value in ((dt.date(2030, 5, 5), 50.0), (dt.date(2030, 5, 6), 60.0))
    ]
    absurd = usual.model_copy(update={"id": "A", "issuer": "loud radio", "value": 1e12})
    found = fit(scenario, Reports([*reports, *series, absurd]), members=200, seed=5)
    by_id = {f.report.id: f for f in found.fits}
    assert all(by_id[r.id].is_far_off and by_id[r.id].contradicts for r in series)
    assert by_id["A"].is_outlier
    assert not by_id["A"].is_far_off
    assert not by_id["H02"].is_far_off
    text = found.summary()
    assert "Stands apart as a whole: far post, entries Old Bridge: its figures are about 0.2" in text
    assert text.count("far post, entries") == 1
    assert "Stands apart as a whole: loud radio" not in text
