"""The schema that is committed is the one that the declarations give."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from alee.files.schema import TABLES, reference_text, scenario_schema, schema_text
from alee.model.behaviour import Behaviour
from alee.model.fields import declarations
from alee.model.priors import Prior

ROOT = Path(__file__).parents[2]


def test_committed_schema_is_fresh() -> None:
    committed = (ROOT / "docs/reference/scenario.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), "write it anew: make docs"


def test_schema_names_columns_as_files_do() -> None:
    corridor = scenario_schema()["$defs"]["Corridor"]["properties"]
    assert {"from", "to", "open"} <= set(corridor)
    assert not {"from_place", "to_place", "is_open"} & set(corridor)


def test_schema_carries_unit_range_default_and_source() -> None:
    half_life = scenario_schema()["$defs"]["Behaviour"]["properties"]["half_life_days"]
    assert half_life["x-unit"] == "days"
    assert half_life["exclusiveMinimum"] == 0
    assert half_life["default"] == "lognormal(9, 0.5)"
    assert half_life["x-source"] == "assumption"
    assert half_life["description"].endswith(".")


@pytest.mark.parametrize("model", [Behaviour, *TABLES.values()])
def test_every_field_has_a_meaning(model: type[BaseModel]) -> None:
    for field in declarations(model):
        assert field.meaning.endswith("."), field.field


def test_every_default_of_behaviour_has_a_source() -> None:
    for field in declarations(Behaviour):
        assert field.source or field.field == "preset", field.field


def test_defaults_of_behaviour_are_inside_their_ranges() -> None:
    again = Behaviour(**{name: getattr(Behaviour(), name) for name in Behaviour.model_fields})
    assert again == Behaviour()
    assert any(isinstance(field.default, Prior) for field in declarations(Behaviour))


def test_reference_page_names_every_field() -> None:
    page = reference_text()
    for model in (Behaviour, *TABLES.values()):
        for field in declarations(model):
            assert f"| `{field.column}` |" in page
