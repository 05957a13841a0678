"""Do the intervals hold? Made-up groups whose truth is known, before and after they log their numbers.

Each twin is a member of a world: its arrivals, its rates and its luck are the truth, and the other members,
with other luck, are the outlook. Over 200 twins and four days ahead, "be ready for" must hold nine times in
ten and "bad case" 39 times in 40, within the band that 200 twins allow (days of one twin are not independent,
so the band counts each twin once: 3.5 standard errors, a false alarm in 2,000).
"""

import dataclasses

import numpy as np
import pytest

from alee.model.services import Services
from alee.services.figures import LEVELS
from alee.services.log import Entry, Log
from alee.services.people import People
from alee.services.planning import Play, play
from tests.needs.conftest import made_up, share_held

TWINS, MEMBERS, NOW, DAYS = 200, 60, 30, 60
AHEAD = (1, 4, 9, 20)
GROUP = Services(
    group="Helpers", place="Bigcity", reach="logitnormal(0.05, 0.5)",
    source="assumption",
    services=[
        {"name": "bed", "unit": "beds", "share": "beta(8, 12)", "delay_days": "lognormal(1, 0.5)",
         "stay_days": "lognormal(6, 0.4)", "capacity": 45, "source": "assumption"},
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def world() -> tuple[People, Play]:
    people = made_up(TWINS + 1, DAYS, level=300.0, seed=21)
    return people, play(people, GROUP, GROUP.services[0], Log(), NOW, people.days[NOW])


def others(people: People, twin: int) -> People:
    """The outlook of a twin: members after it, with luck of their own."""
    rows = np.arange(twin + 1, twin + 1 + MEMBERS) % (TWINS + 1)
    parts = {name: getattr(people, name)[rows] for name in ("arrived", "present", "fresh")}
    return dataclasses.replace(people, seed=1000 + twin, **parts)


def logged(people: People, truth: Play, twin: int, n_days: int, *, only_placed: bool) -> Log:
    """What the group of a twin wrote down on its last days; asks not counted if ``only_placed``."""
    entries = []
    for d in range(NOW - n_days + 1, NOW + 1):
        numbers = {name: int(getattr(truth.real, name)[twin, d]) for name in ("asked", "placed", "left")}
        if only_placed:
            del numbers["asked"]
        entries.append(Entry(day=people.days[d], place="Bigcity", service="bed", group="Helpers", **numbers))
    return Log(tuple(entries))


def held(people: People, truth: Play, n_days: int, *, only_placed: bool = False) -> dict[str, np.ndarray]:
    """Share of (twin, day ahead) whose truth is at or below each level: asks, and units needed."""
    out: dict[str, list[np.ndarray]] = {"asked": [], "taken": []}
    start = NOW - n_days
    for twin in range(TWINS):
        known = int(truth.real.taken[twin, start])
        service = GROUP.services[0].model_copy(
            update={"occupied": known, "counted": people.days[start]}
        )  # fmt: skip
        log = logged(people, truth, twin, n_days, only_placed=only_placed)
        found = play(others(people, twin), GROUP, service, log, NOW, people.days[NOW])
        for name, rows in out.items():
            days = [NOW + a for a in AHEAD]
            drawn = getattr(found.unlimited, name)[:, days]
            rows.append(share_held(drawn, getattr(truth.unlimited, name)[twin, days], LEVELS))
    return {name: np.mean(rows, axis=(0, 2)) for name, rows in out.items()}


@pytest.mark.statistics
@pytest.mark.parametrize(
    ("n_days", "only_placed"),
    [(0, False), (14, False), (14, True)],
    ids=["unlogged", "logged", "placed only"],
)
def test_ready_and_bad_hold_at_their_rate(world: tuple[People, Play], n_days: int, only_placed: bool) -> None:
    found = held(*world, n_days, only_placed=only_placed)
    for name, share in found.items():
        for level, got in zip(LEVELS, share, strict=True):
            band = 3.5 * np.sqrt(level * (1 - level) / TWINS)
            assert abs(got - level) <= band, (name, level, got, band)


@pytest.mark.statistics
def test_a_log_narrows_what_is_expected(world: tuple[People, Play]) -> None:
    people, truth = world
    widths = []
    for n_days in (0, 21):
        found = play(
            others(people, 3), GROUP, GROUP.services[0], logged(people, truth, 3, n_days, only_placed=False),
            NOW, people.days[NOW],
        )  # fmt: skip
        mean = found.real.asked[:, NOW + 1 :].mean(axis=1)
        widths.append(np.log(np.quantile(mean, 0.95) / np.quantile(mean, 0.05)))
    assert widths[1] < 0.7 * widths[0]
