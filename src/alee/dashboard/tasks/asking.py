"""Ask: what if something happened, and why is a number what it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from alee.briefing.explained import explanation_lines, grade_words, plain_explanation
from alee.briefing.futures import what_if_words
from alee.briefing.sentences import short_day
from alee.dashboard.tasks import Bench, Result
from alee.dashboard.views.numbers import plain_list, short_id, triple_cells
from alee.ensemble import Ensemble
from alee.kernels.layout import Floats
from alee.outlook.comparison import Change, Comparison, compare_futures, whereabouts
from alee.outlook.explanation import explain
from alee.outlook.forecasting import Outlook, forecast
from alee.outlook.what_ifs import parse_what_if

FIRST_MEMBERS = 200  # of the answer that comes at once; all members follow
ROWS, WAYS, PAIRS = 15, 12, 4
LEVELS = (0.05, 0.5, 0.95)


def ask(bench: Bench, job: str, arguments: Result) -> Result:
    """Run a what-if: first with some members, then with all, always with the same luck."""
    outlook = bench.outlook(arguments["run"])
    posterior = outlook.posterior
    given = parse_what_if(arguments["text"], posterior.scenario, posterior.as_of)
    started = time.monotonic()
    for n_members in stages(posterior.members):
        some = first_members(outlook, n_members)
        future = forecast(some.posterior, days=some.days, given=given, progress=bench.line.tell)
        bench.line.tell("comparing", n_members, posterior.members)
        found = answer(arguments, some, future)
        found["seconds"] = round(time.monotonic() - started, 2)
        found["of_members"] = posterior.members
        if n_members < posterior.members:
            bench.line.so_far(found)
    return found


def stages(members: int) -> tuple[int, ...]:
    """How many members answer first, and then."""
    return (FIRST_MEMBERS, members) if members > 2 * FIRST_MEMBERS else (members,)


def first_members(outlook: Outlook, n_members: int) -> Outlook:
    """Keep the first members of an outlook; they are the same histories, number by number."""
    posterior = outlook.posterior
    if n_members >= posterior.members:
        return outlook
    chosen = {"member": slice(0, n_members)}
    fewer = replace(
        posterior, z=posterior.z[:n_members], ensemble=Ensemble(posterior.ensemble.dataset.isel(chosen))
    )
    return replace(outlook, posterior=fewer, ensemble=Ensemble(outlook.ensemble.dataset.isel(chosen)))


def answer(arguments: Result, without: Outlook, future: Outlook) -> Result:
    """Say what a what-if changes: words, rows, where people go instead, and pairs of fans."""
    found = compare_futures(without, future)
    end = short_day(future.posterior.as_of.fromordinal(future.posterior.as_of.toordinal() + future.days))
    as_of = short_day(future.posterior.as_of)
    words = what_if_words(arguments["name"], found, future)[1:]
    return {
        "id": arguments["id"], "name": arguments["name"], "run": arguments["run"], "text": arguments["text"],
        "words": [line.strip() for line in words],
        "rows": [_row(f"People in {c.name} on {end}", c) for c in found.countries[:ROWS]],
        "instead": [
            {**_row(f"{c.name}, {as_of} to {end}", c), "corridor": short_id(c.name), "name": c.name}
            for c in found.corridors[:WAYS]
        ],
        "fans": list(_pairs(found, without, future)), "untouched": len(found.untouched),
        "members": without.posterior.members,
    }  # fmt: skip


def _row(label: str, change: Change) -> Result:
    return {
        "label": label, "without": triple_cells(change.without),
        "with_event": triple_cells(change.with_events), "difference": triple_cells(change.difference),
        "chance_of_more": round(change.chance_of_more, 3),
    }  # fmt: skip


def _pairs(found: Comparison, without: Outlook, future: Outlook) -> Iterator[Result]:
    """Both futures of the places that change most, day by day."""
    days = [str(day)[:10] for day in without.ensemble.dataset["day"].values]
    for change in found.countries[:PAIRS]:
        before, after = (whereabouts(o, change.name).present for o in (without, future))
        yield {
            "title": f"Displaced people in {change.name}", "kind": "stock", "days": days,
            "without": _bands(before), "with": _bands(after),
        }  # fmt: skip


def _bands(values: Floats) -> dict[str, list[float | int]]:
    found = np.quantile(values, LEVELS, axis=0)
    return {name: plain_list(row) for name, row in zip(("q05", "q50", "q95"), found, strict=True)}


def why(bench: Bench, job: str, arguments: Result) -> Result:
    """Explain a number by fits without each issuer."""
    posterior = bench.outlook(arguments["run"]).posterior
    members = min(int(arguments["members"]), posterior.members)
    found = explain(
        posterior, arguments["place"], arguments["day"], members=members, progress=bench.line.tell
    )
    plain: dict[str, Any] = plain_explanation(found)
    return {
        "run": arguments["run"], "place": found.place, "day": found.day.isoformat(),
        "number": triple_cells(found.number), "words": explanation_lines(found), "grade": grade_words(found),
        "reports": plain["readings"], "compared": triple_cells(found.compared), "members": found.members,
        "without_issuer": [
            {
                "issuer": pull.issuer, "reports": pull.reports, "value": triple_cells(pull.without),
                "moved": round(pull.moved, 1),
            }
            for pull in found.pulls
        ],
        "chance": round(found.chance, 1),
        "would_narrow": [
            {
                "measure": wanted.measure, "remains": round(wanted.remains, 3),
                "text": f"A report of {wanted.measure} by somebody new would leave about "
                f"{wanted.remains:.0%} of the width.",
            }
            for wanted in found.wanted
        ],
    }  # fmt: skip


def warm_up(bench: Bench, job: str, arguments: Result) -> Result:
    """Load a run before the first question comes."""
    outlook = bench.outlook(arguments["run"])
    some = first_members(outlook, 2)
    forecast(some.posterior, days=some.days)
    return {}
