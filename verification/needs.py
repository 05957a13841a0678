"""Do the needs hold? Members of an outlook taken for the truth, one after the other, before and after a log.

For each twin one member of an outlook of a shipped scenario is the world: its arrivals, rates and luck are
true. The other members, with other luck, are the outlook of the group, which counts what is taken and, in the
logged cases, writes down its last days. Writes docs/evidence/needs.md.
"""

import dataclasses
import time
from pathlib import Path

import numpy as np

import alee
from alee.core.provenance import installed_version
from alee.files.services_file import load_services
from alee.model.services import Service, Services
from alee.services.figures import LEVELS
from alee.services.log import Entry, Log
from alee.services.people import People, people_at
from alee.services.planning import Play, play
from tests.needs.conftest import share_held

ROOT = Path(__file__).parents[1]
EVIDENCE = ROOT / "docs" / "evidence" / "needs.md"
MEMBERS, TWINS = 200, 200
AHEAD = (1, 4, 9, 13)
LOGGED = (0, 3, 14)
SCENARIO = "russia-2022"
SEED = 77
BANDS = {0.9: (0.86, 0.94), 0.975: (0.95, 0.99)}


def world() -> tuple[People, Services, int]:
    """Everybody in the city of the shipped services, as believed before any report, and the as-of row."""
    folder = ROOT / "scenarios" / SCENARIO
    scenario, reports = alee.load_scenario(folder), alee.load_reports(folder / "reports.csv")
    posterior = alee.fit(scenario, reports.until(scenario.as_of), members=MEMBERS, seed=SEED, rounds=1)
    outlook = alee.forecast(posterior, days=30)
    services = load_services(folder)
    people = people_at(outlook, services.place or "")
    return people, services, people.days.index(scenario.as_of)


def without(people: People, twin: int) -> People:
    """All other members, with luck of their own."""
    rows = np.delete(np.arange(len(people.arrived)), twin)
    parts = {name: getattr(people, name)[rows] for name in ("arrived", "present", "fresh")}
    return dataclasses.replace(people, seed=10_000 + twin, **parts)


def diary(people: People, services: Services, truth: Play, twin: int, first: int, last: int) -> Log:
    """What the group of a twin wrote down on the days first..last."""
    entries = [
        Entry(
            day=people.days[d], place=people.place, service=truth.service.name, group=services.group,
            **{name: int(getattr(truth.real, name)[twin, d]) for name in ("asked", "placed", "left")},
        )
        for d in range(first, last + 1)
    ]  # fmt: skip
    return Log(tuple(entries))


def held(people: People, services: Services, service: Service, start: int, n_days: int) -> np.ndarray:
    """Share of (twin, day ahead) below each level, (2, level): asks, units needed; then widths (2,)."""
    now = start + n_days
    truth = play(
        people, services, service.model_copy(update={"occupied": None}), Log(), now, people.days[start]
    )
    hits, widths = [], []
    for twin in range(TWINS):
        known = int(truth.real.taken[twin, start])
        counted = service.model_copy(update={"occupied": known, "counted": people.days[start]})
        log = diary(people, services, truth, twin, start + 1, now)
        found = play(without(people, twin), services, counted, log, now, people.days[start])
        days = [now + a for a in AHEAD]
        row, width = [], []
        for name in ("asked", "taken"):
            drawn = getattr(found.unlimited, name)[:, days]
            happened = getattr(truth.unlimited, name)[twin, days]
            low, high = np.quantile(drawn, (0.05, 0.95), axis=0)
            row.append(share_held(drawn, happened, LEVELS))
            width.append((high - low).mean() / max(drawn.mean(), 1.0))
        hits.append(row)
        widths.append(width)
    return np.concatenate([np.mean(hits, axis=(0, 3)), np.median(widths, axis=0)[:, None]], axis=1)


def rows_of(people: People, services: Services, service: Service, as_of: int) -> list[tuple[str, bool]]:
    """Lines of the table for one service, and whether each held its bars."""
    rows = []
    for n_days in LOGGED:
        found = held(people, services, service, as_of, n_days)
        for what, values in zip(("asks a day", "units needed"), found, strict=True):
            pairs = zip((values[2], values[4]), BANDS.values(), strict=True)
            is_good = all(low <= value <= high for value, (low, high) in pairs)
            shown = " | ".join(f"{value:.3f}" for value in values[:5])
            mark = "held" if is_good else "**missed**"
            rows.append(
                (f"| {service.name} | {n_days} | {what} | {shown} | {values[5]:.1f} | {mark} |", is_good)
            )
    return rows


def write(rows: list[tuple[str, bool]], place: str, seconds: float) -> int:
    """Write the page; how many rows missed a bar."""
    missed = sum(not is_good for _, is_good in rows)
    head = [
        "# Do the needs hold?",
        "",
        f"Written by `make verify CHECKS=needs`: version {installed_version('alee')}, scenario {SCENARIO}, "
        f"{MEMBERS} members, seed {SEED}, {seconds:.0f} s.",
        f"{TWINS} members in turn are the truth of a group in {place}; the others, with other luck, are",
        f"its outlook. Shares of truths below each quantile, {', '.join(map(str, AHEAD))} days ahead.",
        "Bars: be ready for (0.9) between 0.86 and 0.94, bad case (0.975) between 0.95 and 0.99.",
        "*Logged* are days of the group's own numbers; *width* is the 90 % interval over the mean. Where",
        "counts are equal, the truth's rank is spread over the tie (Czado, Gneiting and Held 2009).",
        "",
        "| service | logged | what | 0.05 | 0.5 | 0.9 | 0.95 | 0.975 | width | bars |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    tail = ["", f"{missed} of {len(rows)} rows missed a bar.", ""]
    EVIDENCE.write_text("\n".join([*head, *(row for row, _ in rows), *tail]), encoding="utf-8")
    return missed


def main() -> int:
    """Run all twins and write the page; how many rows missed a bar."""
    began = time.perf_counter()
    people, services, as_of = world()
    rows = [row for service in services.services for row in rows_of(people, services, service, as_of)]
    return write(rows, people.place, time.perf_counter() - began)


if __name__ == "__main__":
    main()
