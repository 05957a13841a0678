"""Needs as plain values, JSON and CSV, for other programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from alee.core.cells import csv_table
from alee.model.services import Service
from alee.services.figures import Figures, Needs

COLUMNS = ("place", "service", "unit", "start", "end", "measure", "low", "likely", "ready", "high", "bad")
MEASURES = ("asks_per_day", "asks", "needed", "in_use", "free", "short", "unserved")


def as_values(told: Any) -> Any:
    """Turn needs into dicts, lists, numbers and texts; days are written year-month-day."""
    if isinstance(told, Service):
        return told.model_dump(mode="json", by_alias=False)
    if is_dataclass(told):
        return {part.name: as_values(getattr(told, part.name)) for part in fields(told)}
    if isinstance(told, tuple):
        return [as_values(part) for part in told]
    return told.isoformat() if isinstance(told, dt.date) else told


def json_text(needs: Needs) -> str:
    """Needs as JSON: figures are 5, 50, 90, 95 and 97.5 % (low, likely, ready, high, bad)."""
    return json.dumps(as_values(needs), indent=1, ensure_ascii=False) + "\n"


def csv_text(needs: Needs) -> str:
    """Needs as a table: one row for each service, stretch of days and measure."""
    return csv_table(COLUMNS, need_rows(needs))


def need_rows(needs: Needs) -> Iterator[list[object]]:
    """The rows of the table under ``COLUMNS``."""
    for need in needs.services:
        for horizon in need.horizons:
            for measure in MEASURES:
                found: Figures | None = getattr(horizon, measure)
                if found is not None:
                    figures = [f"{getattr(found, name):g}" for name in COLUMNS[6:]]
                    head = [needs.place, need.service.name, need.service.unit]
                    yield [*head, horizon.start, horizon.end, measure, *figures]
