"""One small outlook for all tests of what may go out."""

import pytest

import alee


@pytest.fixture(scope="session")
def outlook():
    folder = "scenarios/crossroads"
    scenario, reports = alee.load_scenario(folder), alee.load_reports(f"{folder}/reports.csv")
    posterior = alee.fit(scenario, reports, members=30, seed=7, rounds=0)
    return alee.forecast(posterior, days=30)
