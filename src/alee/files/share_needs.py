"""Needs in shared tables: as lines beside the counts of people in CSV, and as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alee.files.share_tables import Row
from alee.services.figures import Figures, Needs
from alee.services.tables import COLUMNS, need_rows

MEASURES = ("asks_per_day", "asks", "needed", "in_use", "short", "unserved")  # more of them is worse
RESERVE = ("service", "unit", "size", "units", "cost of what stands free", "cost of what is missing", "money")
FULL = ("service", "there are", "free now", "chance to run full", "most likely day", "first day", "last day")
WAYS = ("way", "part of arrivals in two weeks")
Sheets = Mapping[str, tuple[tuple[str, ...], list[Row]]]


def need_lines(needs: Needs) -> Iterator[Row]:
    """Needs under the header of shared tables; what has no quantile there is left blank.

    Units free are not among them: of something one would rather have, less is worse, and its figures stand
    for other quantiles. ``alee needs --csv`` and the workbook have them.
    """
    for need in needs.services:
        for horizon in need.horizons:
            for measure in MEASURES:
                found: Figures | None = getattr(horizon, measure)
                if found is not None:
                    name = f"{need.service.name}: {measure.replace('_', ' ')}"
                    days = (horizon.start.isoformat(), horizon.end.isoformat())
                    q = [_plain(found.low), "", _plain(found.likely), ""]
                    q += [_plain(found.ready), _plain(found.high), _plain(found.bad)]
                    yield (*days, name, need.service.unit, needs.place, "", "", "", *q, "")


def need_sheets(needs: Needs) -> Sheets:
    """Needs as sheets, each with its header: figures, when each is full, costs of a reserve, ways in."""
    full: list[Row] = []
    for need in needs.services:
        found, free = need.full, need.free
        if found is None:
            full.append((need.service.name, "no limit", "", "", "", "", ""))
            continue
        days = [day.isoformat() if day else "" for day in (found.day, found.first, found.last)]
        there = "" if need.capacity is None else need.capacity
        left = "" if free is None else _plain(free.likely)
        full.append((need.service.name, there, left, round(found.chance, 3), *days))
    reserve: list[Row] = [
        (need.service.name, need.service.unit, row.label, row.units, round(row.holding, 2),
         round(row.missing, 2), needs.money)
        for need in needs.services for row in need.reserve
    ]  # fmt: skip
    ways: list[Row] = [(driver.corridor, round(driver.share, 4)) for driver in needs.drivers]
    rows = [tuple(_number(cell) for cell in row) for row in need_rows(needs)]
    return {
        "Needs": (COLUMNS, rows), "Runs full": (FULL, full), "Reserve": (RESERVE, reserve),
        "Ways in": (WAYS, ways),
    }  # fmt: skip


def _plain(value: float) -> float | int:
    """A figure as a cell: a whole number where it is one."""
    return round(value, 1) if value % 1 else int(value)


def _number(cell: object) -> object:
    """A figure that a table of texts wrote as a text, as a number again; a day as text."""
    if isinstance(cell, str):
        try:
            return _plain(float(cell))
        except ValueError:
            return cell
    return cell if isinstance(cell, int | float) else str(cell)
