"""Write shared lines as CSV, as a workbook, as GeoJSON, and as the two tables that flowmap programs read.

No cell of any of them can become a formula: texts that begin like one get an apostrophe, and in a workbook
every text is stored as text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from alee.core.cells import csv_table, safe_cell
from alee.core.errors import MissingExtra
from alee.files.atomic import write_result, writing
from alee.files.share_tables import HEADER, HXL, Line, Position, Row

SHEETS = {"stock": "Stock", "arrivals": "Arrivals", "left": "Left", "passed": "Ways"}
MOST_ROWS = 1_000_000  # a sheet holds 1,048,576


def write_csv(lines: Iterable[Line], to: Path, *, with_hxl: bool = False, more: Iterable[Row] = ()) -> None:
    """Write all lines, and more rows of the same columns, as one CSV table; with HXL tags if wanted."""
    tags: list[Row] = [HXL] if with_hxl else []
    write_result(to, csv_table(HEADER, chain(tags, (line.row() for line in lines), more)))


def write_workbook(
    lines: Iterable[Line], to: Path, *, about: Mapping[str, str],
    more: Mapping[str, tuple[Sequence[str], Sequence[Row]]] | None = None,
) -> None:  # fmt: skip
    """Write all lines as a workbook: what it is on the first sheet, then one sheet for each measure.

    ``more`` are further sheets by name, each with its header and its rows.

    Raises
    ------
    MissingExtra
        If the library for workbooks is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra(
            'Workbooks need an optional part. Install it: pip install "alee[tables]", or share CSV.'
        ) from None
    book = Workbook(write_only=True)
    front = book.create_sheet("About")
    for name, words in about.items():
        front.append([_cell(front, name), _cell(front, words)])
    by_measure: dict[str, list[Row]] = {measure: [] for measure in SHEETS}
    for line in lines:
        by_measure[line.measure].append(line.row())
    for measure, rows in by_measure.items():
        for k in range(0, max(len(rows), 1), MOST_ROWS):
            sheet = book.create_sheet(SHEETS[measure] + (f" {k // MOST_ROWS + 1}" if k else ""))
            sheet.freeze_panes = "A2"
            sheet.append([_cell(sheet, name) for name in HEADER])
            for row in rows[k : k + MOST_ROWS]:
                sheet.append([_cell(sheet, cell) for cell in row])
    for name, (header, further) in (more or {}).items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for cells in (header, *further):
            sheet.append([_cell(sheet, cell) for cell in cells])
    with writing(to) as fresh:
        book.save(fresh)


def _cell(sheet: Any, value: object) -> Any:
    """A cell that stays what it is: numbers are numbers, every text is stored as text."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=safe_cell(value))
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def geojson_text(
    lines: Iterable[Line], positions: Mapping[str, Position], *, about: Mapping[str, str]
) -> str:
    """The last stock of each place as points, and all who passed as lines, in WGS 84 (RFC 7946)."""
    rows = [line for line in lines if line.spread is not None]
    stocks = {line.place: line for line in rows if line.measure == "stock" and line.place in positions}
    features = [
        _feature(
            "Point", _point(positions[line.place]), {"place": line.place, "iso3": line.iso3, **_people(line)}
        )
        for line in stocks.values()
    ]
    summed = {(line.place, line.to) for line in rows if line.is_whole}
    for line in rows:
        is_all = line.is_whole or (line.place, line.to) not in summed
        if line.measure == "passed" and is_all and line.place in positions and line.to in positions:
            ends = [_point(positions[line.place]), _point(positions[line.to])]
            features.append(
                _feature("LineString", ends, {"from": line.place, "to": line.to, **_people(line)})
            )
    whole = {"type": "FeatureCollection", "about": dict(about), "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def flowmap_texts(lines: Iterable[Line], positions: Mapping[str, Position]) -> dict[str, str]:
    """The tables ``locations.csv`` (id, name, lat, lon) and ``flows.csv`` (origin, dest, count, time)."""
    flows: list[Row] = []
    used: set[str] = set()
    for line in lines:
        if line.measure != "passed" or line.is_whole or line.spread is None or line.spread.median < 1:
            continue
        if line.place in positions and line.to in positions:
            flows.append((line.place, line.to, round(line.spread.median), line.end.isoformat()))
            used |= {line.place, line.to}
    places: list[Row] = [(n, n, *positions[n]) for n in sorted(used)]
    return {
        "locations.csv": csv_table(("id", "name", "lat", "lon"), places),
        "flows.csv": csv_table(("origin", "dest", "count", "time"), flows),
    }


def _point(position: Position) -> list[float]:
    latitude, longitude = position
    return [round(longitude, 4), round(latitude, 4)]


def _people(line: Line) -> dict[str, object]:
    spread = line.spread
    assert spread is not None  # hidden lines are left out before
    return {
        "measure": line.measure, "start": line.start.isoformat(), "end": line.end.isoformat(),
        "low": spread.low, "likely": spread.median, "ready_for": spread.ready, "high": spread.high,
        "bad_case": spread.bad,
    }  # fmt: skip


def _feature(kind: str, coordinates: object, properties: Mapping[str, object]) -> dict[str, object]:
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": shape, "properties": dict(properties)}
