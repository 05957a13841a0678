"""A small outlook, and made-up arrivals without any outlook, for every test of needs."""

import datetime as dt

import numpy as np
import pytest

from alee.inference.fitting import fit
from alee.kernels.draws import at, binomial, inverse_normal, poisson, uniform
from alee.kernels.jit import compiled
from alee.model.services import Services
from alee.outlook.forecasting import Outlook, forecast
from alee.services.people import People
from tests.worlds import small_world, some_reports

START = dt.date(2030, 3, 1)


@pytest.fixture(scope="session")
def outlook() -> Outlook:
    """The small world, fitted and continued for 30 days by 40 members."""
    return forecast(fit(small_world(), some_reports(), members=40, seed=3), days=30)


@pytest.fixture(scope="session")
def services() -> Services:
    """A small group in Bigcity with beds, papers and a line that never runs out."""
    return Services(
        group="Helpers", place="Bigcity", reach="beta(4, 36)", source="assumption", money="EUR",
        services=[
            {"name": "bed", "unit": "beds", "share": "beta(4, 6)", "stay_days": "lognormal(6, 0.4)",
             "capacity": 60, "occupied": 30, "cost_free": 5, "cost_short": 20, "source": "assumption"},
            {"name": "papers", "unit": "appointments", "from": "present", "share": 0.2, "capacity": 4,
             "when_full": "queue", "weekdays": {"saturday": 0, "sunday": 0}, "groups": ["families"],
             "source": "assumption"},
            {"name": "line", "unit": "calls", "from": "fresh", "share": 0.3, "source": "assumption"},
        ],
    )  # fmt: skip


@compiled
def _fill(seed, arrived, level, wobble):
    for m in range(arrived.shape[0]):
        base = level * np.exp(0.4 * inverse_normal(uniform(at(seed, m, 0, 910, np.uint32(1), 0))))
        for d in range(arrived.shape[1]):
            jump = np.exp(wobble * inverse_normal(uniform(at(seed, m, d, 911, np.uint32(1), 0))))
            arrived[m, d, 0] = poisson(at(seed, m, d, 912, np.uint32(1), 0), base * jump)
            arrived[m, d, 1] = binomial(at(seed, m, d, 913, np.uint32(1), 0), arrived[m, d, 0], 0.4)


def made_up(members: int, n_days: int, *, level: float = 400.0, seed: int = 1) -> People:
    """People who arrive day by day in each member, of two groups, and stay."""
    arrived = np.zeros((members, n_days, 2), np.int64)
    _fill(np.uint64(seed), arrived, level, 0.2)
    present = arrived.cumsum(axis=1)
    days = tuple(START + dt.timedelta(days=d) for d in range(n_days))
    return People("Bigcity", ("men", "families"), days, arrived, present, present // 3, seed)


def share_held(drawn: np.ndarray, happened: np.ndarray, levels: tuple[float, ...]) -> np.ndarray:
    """Chance that what happened lies below each quantile, ties shared out evenly, (level, column).

    With the truth one more draw of the same law, its rank is even; where counts are equal the rank is taken
    as spread over the tie (Czado, Gneiting and Held 2009, Predictive model assessment for count data).
    """
    rows = len(drawn) + 1
    below = (drawn < happened).sum(axis=0) / rows
    upto = ((drawn <= happened).sum(axis=0) + 1) / rows
    return np.clip((np.array(levels)[:, None] - below) / (upto - below), 0.0, 1.0)
