"""The needs of one place in words and in rows: a sentence for each service, then one table."""

from __future__ import annotations

from typing import cast

from alee.briefing.messages import Catalogue
from alee.briefing.preparing import NeedRow, NeedSeries, Preparing, ReserveRow, Size
from alee.briefing.sentences import about, capital, day, percent, short_day
from alee.core.wording import EVEN_ODDS, units_for
from alee.plots.interval import Interval
from alee.services.figures import Figures, Horizon, Needs, ServiceNeed

WAYS_NAMED, WAYS_SHOWN = 3, 6
HARDLY = 0.005  # chance of running full below which no day is named


def as_interval(figures: Figures) -> Interval:
    """The figures of a need as the interval of a page."""
    return Interval(
        low=figures.low, median=figures.likely, ready=figures.ready, high=figures.high, bad=figures.bad
    )


def need_rows(needs: Needs) -> tuple[NeedRow, ...]:
    """Two rows for each service over the next 14 days: asks on a day, and units needed on the fullest."""
    return tuple(row for need in needs.services for row in _rows(needs, need))


def _rows(needs: Needs, need: ServiceNeed) -> tuple[NeedRow, NeedRow]:
    soon, service = need.horizons[0], need.service
    free = None if need.free is None else need.free.likely
    asks = NeedRow(
        place=needs.place, service=service.words, kind="asks", unit=service.unit, days=soon.days,
        asked=as_interval(soon.asks_per_day), source=service.source_of("share"),
    )  # fmt: skip
    full = need.full
    return asks, NeedRow(
        place=needs.place, service=service.words, kind="needed", unit=service.unit, days=soon.days,
        asked=as_interval(soon.needed), available=free, capacity=need.capacity,
        full_soon=None if full is None else full.chance_soon,
        full_chance=None if full is None else full.chance, full_day=None if full is None else full.day,
        source=service.source_of("share"),
    )  # fmt: skip


def preparing_of(needs: Needs, say: Catalogue) -> Preparing:
    """What a page says about needs beside the rows: sentences, charts, costs of a reserve, ways in."""
    reserves = tuple(
        ReserveRow(
            service=need.service.words, unit=need.service.unit, size=cast(Size, row.label), units=row.units,
            holding=row.holding, missing=row.missing,
        )
        for need in needs.services
        for row in sorted(need.reserve, key=lambda row: row.units)
    )  # fmt: skip
    return Preparing(
        group=needs.group, today=needs.today, sentences=tuple(need_sentences(needs, say)),
        costs=tuple(reserve_lines(needs, say)), money=needs.money,
        series=tuple(_series(need) for need in needs.services), reserves=reserves,
        drivers=tuple((way.corridor, way.share) for way in needs.drivers[:WAYS_SHOWN]),
    )  # fmt: skip


def _series(need: ServiceNeed) -> NeedSeries:
    told, full = need.series, need.full
    low, median, ready, high, _ = told.needed
    limits = [float(units) for units in told.capacity if units is not None]
    return NeedSeries(
        service=need.service.words, unit=need.service.unit, days=told.days, low=low, median=median,
        ready=ready, high=high, capacity=tuple(limits) if len(limits) == len(told.days) else (),
        full_day=full.day if full is not None and full.chance >= HARDLY else None,
        full_chance=0.0 if full is None else full.chance,
    )  # fmt: skip


def need_sentences(needs: Needs, say: Catalogue) -> list[str]:
    """Say each service in a sentence, the one most likely to run full first; then what drives it."""
    pressing = sorted(needs.services, key=lambda n: -(n.full.chance_soon if n.full else 0.0))
    lines = [_sentence(need, say) for need in pressing]
    if needs.drivers:
        ways = ", ".join(f"{d.corridor} ({percent(d.share)})" for d in needs.drivers[:WAYS_NAMED])
        lines.append(say("needs_driver", ways=ways, place=needs.place))
    reached = (needs.end - needs.today).days
    if reached < 90:
        lines.append(say("needs_reach", n=reached, end=day(needs.end)))
    return lines


def _sentence(need: ServiceNeed, say: Catalogue) -> str:
    soon, service = need.horizons[0], need.service
    is_rare = soon.asks_per_day.likely < 1  # then a day says nothing: count the whole stretch
    asks = soon.asks if is_rare else soon.asks_per_day
    words = say(
        "needs_asks_few" if is_rare else "needs_asks", service=capital(service.words),
        n=about(asks.likely), days=soon.days, ready=about(asks.ready),
    )  # fmt: skip
    if need.capacity is None or soon.short is None or need.full is None:
        return words
    full = need.full
    key = "needs_full" if full.day is not None and full.chance >= HARDLY else "needs_not_full"
    return words + " " + say(
        key, unit=units_for(need.capacity, service.unit), capacity=about(need.capacity),
        needed=about(soon.needed.likely),
        ready=about(soon.needed.ready), bad=about(soon.needed.bad), chance=percent(full.chance),
        day="" if full.day is None else short_day(full.day), end=short_day(need.series.days[-1]),
    )  # fmt: skip


def need_table(needs: Needs, say: Catalogue) -> list[tuple[str, ...] | None]:
    """Rows of the table of a terminal, one block for each horizon."""
    rows: list[tuple[str, ...] | None] = []
    for k in range(max(len(need.horizons) for need in needs.services)):
        horizon = next(need.horizons[k] for need in needs.services if len(need.horizons) > k)
        head = say("needs_horizon", n=horizon.days, end=short_day(horizon.end))
        rows += [None] if rows else []
        rows.append((head, say("likely"), say("ready"), say("bad"), say("needs_there"), say("needs_now")))
        for need in needs.services:
            rows += _lines(need, need.horizons[k], say)
    return rows


def _lines(need: ServiceNeed, horizon: Horizon, say: Catalogue) -> list[tuple[str, ...]]:
    service = need.service
    free = "" if need.free is None else about(need.free.likely)
    there = "" if need.capacity is None else about(need.capacity)
    rows = [
        (f"{service.name}: {say('needs_asks_row')}", *_three(horizon.asks_per_day)),
        (
            f"{service.name}: {say('needs_needed_row', unit=service.unit)}",
            *_three(horizon.needed),
            there,
            free,
        ),
    ]
    if horizon.short is not None:
        rows.append((f"{service.name}: {say('needs_short_row')}", *_three(horizon.short)))
    return rows


def _three(figures: Figures) -> tuple[str, str, str]:
    return about(figures.likely), about(figures.ready), about(figures.bad)


def reserve_lines(needs: Needs, say: Catalogue) -> list[str]:
    """Say of each service with costs what holding more would cost against what being short costs."""
    lines = []
    for need in needs.services:
        by_label = {row.label: row for row in need.reserve}
        if not by_label:
            continue
        now, best = by_label["now"], by_label["cheapest"]
        lines.append(
            say(
                "needs_reserve",
                service=capital(need.service.words),
                unit=units_for(now.units, need.service.unit),
                best_unit=units_for(best.units, need.service.unit),
                now=about(now.units),
                free=about(now.holding),
                short=about(now.missing),
                best=about(best.units),
                best_free=about(best.holding),
                best_short=about(best.missing),
                money=needs.money,
            )
        )
    return lines


def need_line(rows: tuple[NeedRow, ...], say: Catalogue) -> str:
    """Say in one line the service that is most likely to run full."""
    needed = [row for row in rows if row.kind == "needed"]
    worst = max(needed, key=lambda row: row.full_soon or 0.0)
    likely = about(worst.asked.median)
    text = say(
        "need_line", place=worst.place, service=worst.service, n=likely, unit=units_for(likely, worst.unit),
        ready=about(worst.asked.ready), days=worst.days,
    )  # fmt: skip
    if worst.capacity is None:
        return f"{text}."
    there, chance = about(worst.capacity), worst.full_chance or 0.0
    if worst.full_day is None or chance < HARDLY:
        return text + say("need_line_free", n=there)
    if chance < EVEN_ODDS:
        return text + say("need_line_may", n=there, soon=percent(worst.full_soon or 0.0))
    return text + say("need_line_full", n=there, chance=percent(chance), day=short_day(worst.full_day))
