"""What a protocol found: rows of named figures, as a table for people and as JSON for machines."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from alee.core.provenance import installed_version

Cell = str | int | float | None


@dataclass(frozen=True, kw_only=True)
class Results:
    """The outcome of one protocol.

    Attributes
    ----------
    protocol
        Its name on the command line, such as ``open-loop``.
    rows
        One mapping per line; every row has the same columns. None where a figure does not exist.
    settings
        What repeats it: seed, members and the like.
    notes
        Sentences a reader needs: what is leaky, what was left out and why.
    """

    protocol: str
    rows: tuple[Mapping[str, Cell], ...]
    settings: Mapping[str, Cell] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(self.rows[0]) if self.rows else ()

    def where(self, **wanted: Cell) -> tuple[Mapping[str, Cell], ...]:
        """Pick the rows in which these columns have these values."""
        return tuple(row for row in self.rows if all(row.get(k) == v for k, v in wanted.items()))

    def only(self, columns: Sequence[str], **wanted: Cell) -> Results:
        """Keep the rows with these values, and of them these columns."""
        rows = tuple({name: row[name] for name in columns} for row in self.where(**wanted))
        return replace(self, rows=rows)

    def markdown(self) -> str:
        """Write the rows as a Markdown table, then the settings and notes."""
        head = f"| {' | '.join(self.columns)} |"
        rule = f"|{'|'.join('---' for _ in self.columns)}|"
        body = [f"| {' | '.join(cell_text(row[name]) for name in self.columns)} |" for row in self.rows]
        said = ", ".join(f"{name} {cell_text(value)}" for name, value in self.settings.items())
        by = f"Alee {installed_version('alee')}{'; ' if said else ''}{said}."
        parts = ["\n".join([head, rule, *body]), by, *self.notes]
        return "\n\n".join(parts) + "\n"

    def json(self) -> str:
        """Write everything as JSON, with figures in full."""
        content: dict[str, Any] = {
            "protocol": self.protocol, "alee": installed_version("alee"), "settings": dict(self.settings),
            "columns": list(self.columns), "rows": [_finite(row) for row in self.rows],
            "notes": list(self.notes),
        }  # fmt: skip
        return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def cell_text(value: Cell) -> str:
    """Write one cell for people: three decimals, thin for whole numbers, a dash for nothing."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "-"
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)


def _finite(row: Mapping[str, Cell]) -> dict[str, Cell]:
    return {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in row.items()}


def mean_rows(
    rows: Sequence[Mapping[str, Cell]], *, by: str, of: Sequence[str], label: str
) -> list[dict[str, Cell]]:
    """Average figures over instances, one row for each value of a column, where there is a figure.

    Parameters
    ----------
    by
        Column whose values are kept apart, such as ``row``.
    of
        Columns to average.
    label
        What stands in the first column of the new rows.
    """
    first = next(iter(rows[0])) if rows else ""
    out: list[dict[str, Cell]] = []
    for kind in dict.fromkeys(row[by] for row in rows):
        chosen = [row for row in rows if row[by] == kind]
        mean: dict[str, Cell] = dict.fromkeys(rows[0])
        mean |= {first: label, by: kind}
        for name in of:
            found = [value for row in chosen if isinstance(value := row[name], int | float)]
            mean[name] = sum(found) / len(found) if found else None
        out.append(mean)
    return out
