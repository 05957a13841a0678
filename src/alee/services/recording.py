"""Take in what the group has counted, and say by how much it moves the needs, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alee.core.rounding import rounded
from alee.core.wording import count_of, units_for
from alee.model.services import Services
from alee.outlook.forecasting import Outlook
from alee.services.figures import Needs, ServiceNeed
from alee.services.log import Entry, Log, check_entries, refuse
from alee.services.planning import needs_of

BAD_CASE = 0.975


@dataclass(frozen=True)
class Recorded:
    """What the new numbers did.

    Attributes
    ----------
    log
        The log with them.
    before, after
        Needs without and with them, over the same days ahead.
    sentences
        One for each service with new numbers, and one for each day that another group has logged, too.
    """

    log: Log
    before: Needs
    after: Needs
    sentences: tuple[str, ...]


def record(
    outlook: Outlook,
    entries: Sequence[Entry],
    *,
    place: str = "",
    services: Services,
    log: Log | None = None,
    today: dt.date,
    may_replace: bool = False,
) -> Recorded:
    """Check new numbers, add them to the log, and say what they change; nothing is written to any file.

    Parameters
    ----------
    entries
        What was counted, in any order.
    today
        The real day; nothing after it can have been counted.
    may_replace
        Whether an entry may correct one that stands.

    Raises
    ------
    InputError
        With every problem of every entry; then nothing was taken in.
    """
    known, where = log or Log(), place or services.place or ""
    places = [p.name for p in outlook.posterior.scenario.places]
    refuse(
        check_entries(
            known, entries, today=today, places=places, services=services,
            start=outlook.posterior.scenario.start, as_of=outlook.posterior.as_of, may_replace=may_replace,
        )
    )  # fmt: skip
    grown = known.plus(entries)
    plain = needs_of(outlook, place=where, services=services, log=known)
    after = needs_of(outlook, place=where, services=services, log=grown)
    same_days = plain.today == after.today
    before = plain if same_days else needs_of(
        outlook, place=where, services=services, log=known, today=after.today
    )  # fmt: skip
    sentences = [*_sentences(entries, known, plain, before, after), *_too_many_to_be(outlook, entries)]
    return Recorded(grown, before, after, tuple(sentences))


def _too_many_to_be(outlook: Outlook, entries: Sequence[Entry]) -> list[str]:
    """Doubt a day on which more asked than displaced people were in the place, even in the bad case."""
    present = outlook.ensemble.dataset["present"]
    known = {str(day)[:10] for day in present["day"].values}
    said = []
    for entry in entries:
        if entry.asked is None or entry.day.isoformat() not in known:
            continue
        there = present.sel(place=entry.place, day=entry.day.isoformat()).sum("group").values
        most = float(np.quantile(there, BAD_CASE))
        if entry.asked > most:
            said.append(
                f"{written(entry.day)}: {entry.asked:,} asked, but even in the bad case only "
                f"{rounded(most):,.0f} displaced people were in {entry.place}. "
                "If it is a slip: alee log --undo."
            )
    return said


def _sentences(
    entries: Sequence[Entry], log: Log, plain: Needs, before: Needs, after: Needs
) -> tuple[str, ...]:
    said = []
    own = [e for e in entries if (e.place, e.group) == (after.place, after.group)]
    outside = [e for e in own if e.day > after.end]
    own = [e for e in own if e not in outside]
    for name in dict.fromkeys(entry.service for entry in own):
        newest = max((e for e in own if e.service == name), key=lambda e: e.day)
        parts = plain.service(name), before.service(name), after.service(name)
        said.append(moved(newest, sum(e.service == name for e in own), *parts))
    for entry in entries:
        if entry in outside:
            said.append(
                f"{written(entry.day)}: the numbers are kept, but the outlook ends on {written(after.end)}, "
                "and nothing moves. "
                "Make a newer or longer one: alee forecast RUN --days N --out OUTLOOK."
            )
        elif entry not in own:
            said.append(
                f"{written(entry.day)}: the numbers of {entry.group} in {entry.place} are kept; "
                f"the needs of {after.group} in {after.place} do not move by them."
            )
        said += [
            f"{written(entry.day)}: {other.group} has also logged {other.service} here ({other.numbers()}). "
            "Both are kept under their names, and are not added up."
            for other in log.others_on(entry)
        ]
    return tuple(said)


def moved(entry: Entry, n_new: int, plain: ServiceNeed, before: ServiceNeed, after: ServiceNeed) -> str:
    """Say what was counted beside what was expected, by how much the needs move, and why."""
    expected = _expected(plain, entry.day)
    head = f"{written(entry.day)}, {after.service.words}: {entry.numbers()}"
    if entry.asked is not None and expected is not None:
        head = (
            f"{written(entry.day)}, {after.service.words}: {entry.asked:,} asked, where {rounded(expected):,.0f} were "
            "most likely on that day by all that was known before"
        )
    more = f" ({n_new} days are new)" if n_new > 1 else ""
    old, new = before.horizons[0], after.horizons[0]
    asks = _change("asks", "a day", old.asks_per_day.ready, new.asks_per_day.ready)
    when = f"on the fullest of the next {count_of(new.days, 'day')}"
    full = _change(after.service.unit, when, old.needed.ready, new.needed.ready)
    return f"{head}{more}: be ready for {asks}, and for {full}.{_why(after)}"


def _change(units: str, when: str, old: float, new: float) -> str:
    before, now = rounded(old), rounded(new)
    told = f"{now:,.0f} {units_for(round(now), units)} {when}"
    return f"{told}, as before" if before == now else f"{told} (was {before:,.0f})"


def _why(after: ServiceNeed) -> str:
    learnt = after.learnt
    if learnt is None or learnt.days == 0:
        return ""
    why = (
        f" Why: over {count_of(learnt.days, 'day')} {learnt.asked:,} asked, where the rates of the file "
        f"alone give {learnt.expected:,.0f} on average, so asking is "
        f"now taken as {learnt.rate:.2g} times what they say"
    )
    if abs(learnt.stay / learnt.stay_before - 1.0) >= 0.01:
        why += f", and a stay as {learnt.stay:.1f} days (was {learnt.stay_before:.1f})"
    return f"{why}."


def _expected(plain: ServiceNeed, day: dt.date) -> float | None:
    """Asks most likely on a day ahead of the log before; None for an earlier day."""
    days = plain.series.days
    return plain.series.asks[1][days.index(day)] if day in days else None


def written(day: dt.date) -> str:
    """A day with its year, such as ``4 October 2022``."""
    return f"{day.day} {day:%B} {day.year}"
