"""Reports as plain rows: how the workspace keeps them and how they travel to a worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from alee.model.reports import Report, Reports

Row = dict[str, Any]


def row_of(report: Report) -> Row:
    """Write a report as plain values."""
    return report.model_dump(mode="json")


def reports_of(rows: Iterable[Mapping[str, Any]]) -> Reports:
    """Make a table of reports from plain rows.

    Raises
    ------
    ReportError
        If a row cannot be used, or two have one id.
    """
    return Reports(Report(**row) for row in rows)
