"""The complete canonical form of a scenario, its digest, and how to save it as a folder.

The canonical form names every field with its value, also where that is the default, and puts rows in
one order. Two folders that say the same thing, in whatever order and with whatever
defaults left out, have the same form, and so the same digest.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from alee.core.errors import Problem, SaveFailed, ScenarioError
from alee.files.atomic import write_texts
from alee.model.areas import Area
from alee.model.corridors import Corridor
from alee.model.events import COLUMNS as EVENT_COLUMNS
from alee.model.events import Event
from alee.model.fields import Declared, declarations
from alee.model.groups import Group
from alee.model.places import Place
from alee.model.priors import Prior
from alee.model.scenario import Scenario, Settings, event_cells

TABLES: dict[str, type[Declared]] = {"places": Place, "corridors": Corridor, "groups": Group}


def resolve(scenario: Scenario) -> str:
    """Write the complete canonical form of a scenario, every default included, as JSON text."""
    return json.dumps(canonical(scenario), ensure_ascii=False, indent=2) + "\n"


def digest(scenario: Scenario) -> str:
    """Give the SHA-256 of the canonical form, 64 hexadecimal digits: the scenario's identity."""
    compact = json.dumps(canonical(scenario), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(compact.encode()).hexdigest()


def canonical(scenario: Scenario) -> dict[str, Any]:
    """Give the canonical form of a scenario as plain dicts, lists, texts and numbers."""
    return {
        declaration.column: _plain(getattr(scenario, declaration.field))
        for declaration in declarations(Scenario)
    }


def parse_resolved(text: str) -> Scenario:
    """Read a scenario back from its canonical form.

    Raises
    ------
    ScenarioError
        If the text is not the canonical form of a scenario.
    """
    try:
        form = json.loads(text)
    except (ValueError, RecursionError):
        raise ScenarioError(Problem("this is not the canonical form of a scenario")) from None
    if not isinstance(form, dict):
        raise ScenarioError(Problem("this is not the canonical form of a scenario"))
    models: dict[str, type[Declared]] = {**TABLES, "areas": Area}
    for table, model in models.items():
        rows = form.get(table, [])
        form[table] = [_renamed(row, model) for row in rows] if isinstance(rows, list) else rows
    events = form.get("events", [])
    if isinstance(events, list):
        form["events"] = [_without_blanks(row) for row in events]
    return Scenario(**form)


def save_scenario(scenario: Scenario, folder: str | Path, *, replace: bool = False) -> None:
    """Write a scenario as a folder, so that reading the folder gives the same scenario.

    Parameters
    ----------
    scenario
        What to write.
    folder
        Where to; made if it is not there.
    replace
        Whether scenario files that are already there may be replaced; other files stay in any case.

    Raises
    ------
    SaveFailed
        If the folder already holds a scenario, or cannot be written; nothing is changed then.
    """
    target = Path(folder)
    if (target / "scenario.yaml").exists() and not replace:
        allowed = "A scenario is saved to a new folder, or over an old one if you say replace."
        raise SaveFailed(Problem("this folder already holds a scenario", allowed, where=target.name))
    write_texts(target, scenario_texts(scenario))


def scenario_texts(scenario: Scenario) -> dict[str, str]:
    """Write a scenario as the texts of its files, by file name."""
    texts = {"scenario.yaml": _settings_text(scenario)}
    for table, model in TABLES.items():
        fields = declarations(model)
        cells = ([_cell(getattr(row, field.field)) for field in fields] for row in getattr(scenario, table))
        texts[f"{table}.csv"] = _csv_text([field.column for field in fields], cells)
    events = ([_cell(cell) for cell in event_cells(event).values()] for event in scenario.events)
    texts["events.csv"] = _csv_text(EVENT_COLUMNS, events)
    return texts


def _settings_text(scenario: Scenario) -> str:
    form = canonical(scenario)
    settings = {column: form[column] for column in Settings.model_fields}
    settings["areas"] = {area["name"]: _area_cells(area) for area in settings["areas"]}
    return yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=110)


def _area_cells(area: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in area.items() if key != "name" and value}


def _csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return repr(value) if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:
    """Turn an object of the model into plain dicts, lists, texts and numbers."""
    if isinstance(value, Event):
        return event_cells(value)
    if isinstance(value, Declared):
        return {field.column: _plain(getattr(value, field.field)) for field in declarations(type(value))}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return value + 0.0
    is_plain = value is None or isinstance(value, bool | int | str)
    return value if is_plain else _text(value)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, Prior) else str(value.isoformat())


def _renamed(row: Any, model: type[Declared]) -> Any:
    """Turn the names of columns into the names of fields."""
    if not isinstance(row, dict):
        return row
    field_of = {field.column: field.field for field in declarations(model)}
    return {field_of.get(column, column): value for column, value in row.items()}


def _without_blanks(row: Any) -> Any:
    return {key: cell for key, cell in row.items() if cell is not None} if isinstance(row, dict) else row
