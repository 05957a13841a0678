"""Quantiles over members as plain numbers for JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from alee.plots.interval import Interval

INTERVAL = (0.05, 0.5, 0.9, 0.95, 0.975)
BAND = (0.05, 0.5, 0.95)
FAN = (0.05, 0.25, 0.5, 0.75, 0.95)
PATHS = 8  # single histories drawn into a fan
Cells = dict[str, Any]


def plain(value: float) -> float | int:
    """Round a number of persons to a tenth; whole ones become integers, which are shorter in JSON."""
    rounded = round(float(value), 1)
    return int(rounded) if rounded == int(rounded) else rounded


def plain_list(values: ArrayLike) -> list[float | int]:
    """Round a row of numbers."""
    return [plain(value) for value in np.asarray(values, float).tolist()]


def interval_of(values: ArrayLike, *, digits: int | None = None) -> Cells:
    """Reduce (member,) numbers to low, median, ready_for, high and very_high; shares keep ``digits``."""
    found = np.quantile(np.asarray(values, float), INTERVAL)
    names = ("low", "median", "ready_for", "high", "very_high")
    numbers = [plain(v) if digits is None else round(float(v), digits) for v in found]
    return dict(zip(names, numbers, strict=True))


def interval_cells(interval: Interval | None) -> Cells | None:
    """Write an interval of the briefing in the words of the page."""
    if interval is None:
        return None
    pairs = {
        "low": interval.low, "median": interval.median, "ready_for": interval.ready,
        "high": interval.high, "very_high": interval.bad,
    }  # fmt: skip
    return {name: plain(value) for name, value in pairs.items()}


def triple_cells(values: Sequence[float]) -> Cells:
    """Write 5, 50 and 95 % as an interval; the other two marks are not known."""
    low, median, high = (plain(value) for value in values)
    return {"low": low, "median": median, "ready_for": None, "high": high, "very_high": None}


def band_cells(values: ArrayLike) -> Cells:
    """Reduce (member, day) numbers to three quantiles of each day."""
    found = np.quantile(np.asarray(values), BAND, axis=0)
    return {name: plain_list(row) for name, row in zip(("low", "median", "high"), found, strict=True)}


def fan_cells(values: ArrayLike) -> Cells:
    """Reduce (member, day) numbers to five quantiles of each day and a few members' own histories."""
    table = np.asarray(values)
    found = np.quantile(table, FAN, axis=0)
    chosen = np.linspace(0, table.shape[0] - 1, min(PATHS, table.shape[0])).astype(int)
    bands = {
        name: plain_list(row) for name, row in zip(("q05", "q25", "q50", "q75", "q95"), found, strict=True)
    }
    return {**bands, "paths": [plain_list(table[member]) for member in chosen]}


def short_id(name: str) -> str:
    """Give a name a short id that can stand in an address, the same on every machine."""
    return hashlib.blake2b(name.encode(), digest_size=5).hexdigest()
