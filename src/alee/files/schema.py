"""The JSON Schema of scenario.yaml and its tables, made from the declarations of the fields.

An editor that is given the schema completes keys and marks mistakes while somebody types. The same
declarations fill the reference page, so the two cannot disagree.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from alee.core.units import unit_words
from alee.model.areas import Area
from alee.model.behaviour import Behaviour
from alee.model.corridors import Corridor
from alee.model.events import COLUMNS as EVENT_COLUMNS
from alee.model.events import KINDS as EVENT_KINDS
from alee.model.events import Event
from alee.model.fields import Declaration, Declared, declarations
from alee.model.groups import Documents, Group
from alee.model.places import Place
from alee.model.priors import Prior
from alee.model.reports import Report
from alee.model.scenario import Settings
from alee.model.services import Service, Services

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEPT = frozenset({"type", "anyOf", "items", "enum", "pattern", "format"})
TABLES: dict[str, type[Declared]] = {
    "places.csv": Place,
    "corridors.csv": Corridor,
    "groups.csv": Group,
    "reports.csv": Report,
}


class _WithoutDefaults(GenerateJsonSchema):
    """Leaves out defaults, which the declarations say better than pydantic could."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])


def scenario_schema() -> dict[str, Any]:
    """Give the JSON Schema of scenario.yaml; the rows of the tables stand under ``$defs``."""
    tables = {model.__name__: _object_schema(model) for model in TABLES.values()}
    settings = _object_schema(Settings)
    settings["properties"]["behaviour"] = {"$ref": "#/$defs/Behaviour"}
    settings["properties"]["areas"] = {
        "description": settings["properties"]["areas"]["description"],
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/Area"},
    }
    area = _object_schema(Area)
    del area["properties"]["name"]
    return {
        "$schema": DIALECT,
        "title": "scenario.yaml of Alee",
        **settings,
        "required": [name for name in settings["required"] if name != "format"],
        "$defs": {
            "Behaviour": _object_schema(Behaviour),
            "Area": {**area, "required": []},
            **tables,
            "Event": _event_schema(),
        },
    }


def schema_text() -> str:
    """Write the schema as the text of its file."""
    return json.dumps(scenario_schema(), ensure_ascii=False, indent=2) + "\n"


def reference_text() -> str:
    """Write the reference page of all fields of a scenario folder, in Markdown."""
    parts = [
        "# Every field of a scenario folder",
        "Made from the declarations in the code; do not edit. A *quantity* is a number or a prior.",
        *_section("scenario.yaml", Settings),
        *_section("scenario.yaml, under `behaviour`", Behaviour),
        *_section("scenario.yaml, under each name in `areas`", Area),
    ]
    for file, model in TABLES.items():
        parts += _section(file, model)
    parts.append("## events.csv")
    parts.append("Columns: " + ", ".join(f"`{column}`" for column in EVENT_COLUMNS) + ".")
    parts.append("| kind | what happens | value |\n|---|---|---|\n" + "\n".join(_event_rows()))
    return "\n\n".join(parts) + "\n"


def default_words(field: Declaration) -> str:
    """Write the default of a field as it would stand in a file; empty if the field is required."""
    default = field.default
    if isinstance(default, Declared) or field.is_required:
        return ""
    if isinstance(default, bool):
        return "yes" if default else "no"
    is_blank = default is None or (hasattr(default, "__len__") and len(default) == 0)
    return "blank" if is_blank else (f"{default:g}" if isinstance(default, float) else str(default))


def _object_schema(model: type[Declared]) -> dict[str, Any]:
    """Describe one class of objects by the names that its fields have in files."""
    made = model.model_json_schema(schema_generator=_WithoutDefaults)["properties"]
    fields = declarations(model)
    return {
        "type": "object",
        "description": (model.__doc__ or "").splitlines()[0],
        "properties": {field.column: _field_schema(field, made[field.field]) for field in fields},
        "required": [field.column for field in fields if field.is_required],
        "additionalProperties": False,
    }


def _field_schema(field: Declaration, made: dict[str, Any]) -> dict[str, Any]:
    kept = {key: part for key, part in made.items() if key in KEPT}
    limits = {"minimum": field.low, "maximum": field.high, "exclusiveMinimum": field.above}
    schema: dict[str, Any] = {"description": field.meaning, **kept}
    schema.update((key, limit) for key, limit in limits.items() if limit is not None)
    if not field.is_required and not isinstance(field.default, Declared):
        schema["default"] = str(field.default) if isinstance(field.default, Prior) else _plain(field.default)
    extra = {"x-unit": field.unit, "x-source": field.source}
    return {**schema, **{key: value for key, value in extra.items() if value}}


def _plain(default: Any) -> Any:
    if isinstance(default, Documents):
        return dict(default.items())
    return list(default) if isinstance(default, tuple) else default


def _event_schema() -> dict[str, Any]:
    meanings = {field.column: field.meaning for field in declarations(Event)}
    meanings["value"] = "The figure, for the kinds that have one."
    properties: dict[str, Any] = {
        column: {"type": "string", "description": meanings[column]} for column in EVENT_COLUMNS
    }
    properties["kind"] |= {"enum": list(EVENT_KINDS)}
    for column in ("start", "end", "published"):
        properties[column]["format"] = "date"
    properties["value"] |= {
        "type": ["number", "string", "null"],
        "x-figures": {name: figure.meaning if figure else "" for name, figure in _event_figures()},
    }
    return {
        "type": "object",
        "description": "A dated change; what the value means depends on the kind.",
        "properties": properties,
        "required": ["start", "kind", "source"],
        "additionalProperties": False,
    }


def _section(title: str, model: type[Declared]) -> list[str]:
    rows = [
        f"| `{field.column}` | {field.meaning} | {_unit(field)} | {field.range_words or _words(field)} "
        f"| {'required' if field.is_required else default_words(field)} | {field.source} |"
        for field in declarations(model)
    ]
    head = "| field | meaning | unit | allowed | default | source of the default |\n|---|---|---|---|---|---|"
    return [f"## {title}", (model.__doc__ or "").splitlines()[0], "\n".join([head, *rows])]


def _unit(field: Declaration) -> str:
    return f"{field.unit}: {unit_words(field.unit)}" if field.unit not in ("", "1") else ""


def _words(field: Declaration) -> str:
    return ", ".join(field.choices)


def _event_rows() -> list[str]:
    return [
        f"| `{name}` | {(EVENT_KINDS[name].__doc__ or '').splitlines()[0]} "
        f"| {figure.meaning if figure else 'none'} |"
        for name, figure in _event_figures()
    ]


def _event_figures() -> list[tuple[str, Declaration | None]]:
    """Give each kind of event with the declaration of its figure, None where it has none."""
    return [
        (name, {field.field: field for field in declarations(kind)}.get(kind.value_field))
        for name, kind in EVENT_KINDS.items()
    ]


def services_schema() -> dict[str, Any]:
    """Give the JSON Schema of services.yaml."""
    whole, one = _object_schema(Services), _object_schema(Service)
    del one["properties"]["name"]
    one["required"].remove("name")
    whole["properties"]["services"] = {
        "description": whole["properties"]["services"]["description"],
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/Service"},
    }
    return {"$schema": DIALECT, "title": "services.yaml of Alee", **whole, "$defs": {"Service": one}}


def services_text() -> str:
    """Write the reference page of services.yaml, in Markdown."""
    parts = [
        "# Every field of services.yaml",
        "Made from the declarations in the code; do not edit. A *quantity* is a number or a prior.",
        *_section("services.yaml", Services),
        *_section("services.yaml, under each name in `services`", Service),
    ]
    return "\n\n".join(parts) + "\n"
