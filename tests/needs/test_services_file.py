"""Every mistake in services.yaml has a folder and its message, word by word; the shipped files are good."""

import re
from pathlib import Path

import pytest

from alee.core.errors import ScenarioError
from alee.files.scenario_folder import load_scenario
from alee.files.schema import services_schema, services_text
from alee.files.services_file import load_services
from alee.model.services import Service, Services

ROOT = Path(__file__).parents[2]
BROKEN = sorted((ROOT / "tests/data/broken_services").iterdir())
SHIPPED = sorted((ROOT / "scenarios").glob("*/services.yaml"))


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_message_is_the_expected_one(folder: Path) -> None:
    with pytest.raises(ScenarioError) as refusal:
        load_services(folder)
    assert f"{refusal.value}\n" == (folder / "expected.txt").read_text(encoding="utf-8")
    for problem in refusal.value.problems:
        assert re.match(rf"{folder.name}/services\.yaml", problem.where)
        assert not problem.wrong.endswith(".")
        assert problem.allowed == "" or problem.allowed.endswith(".")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_shipped_services_are_good_and_every_number_has_a_source(file: Path) -> None:
    offered, scenario = load_services(file), load_scenario(file.parent)
    assert offered.place in {place.name for place in scenario.places}
    known = {group.name for group in scenario.groups}
    for service in offered.services:
        assert set(service.groups) <= known
        assert service.source_of("share")


def test_capacity_changes_on_its_day() -> None:
    bed = Service(name="bed", share=0.1, capacity=10, changes={"2030-05-03": 14, "2030-05-09": 0}, source="x")
    days = ["2030-05-02", "2030-05-03", "2030-05-08", "2030-05-09"]
    from datetime import date

    assert [bed.capacity_on(date.fromisoformat(day)) for day in days] == [10, 14, 14, 0]
    assert Service(name="line", share=0.1, source="x").capacity_on(date(2030, 1, 1)) == -1


def test_units_taken_on_a_day_that_is_not_named_may_fit_on_any_day() -> None:
    keys = {"name": "bed", "share": 0.1, "occupied": 60, "changes": {"2030-12-01": 40}, "source": "x"}
    assert Service(**keys, capacity=70).occupied == 60
    for wrong in ({"capacity": 70, "counted": "2030-12-02"}, {"capacity": 50}):
        with pytest.raises(ScenarioError, match=r"more units are taken \(60\) than there are \(40\)"):
            Service(**keys, **wrong)


def test_services_go_through_json_unchanged() -> None:
    offered = load_services(SHIPPED[0])
    again = Services(**offered.model_dump(mode="json"))
    assert again.names == offered.names
    assert again.service("bed") == offered.service("bed")


def test_generated_pages_are_fresh() -> None:
    import json

    reference = ROOT / "docs/reference"
    schema = json.dumps(services_schema(), ensure_ascii=False, indent=2) + "\n"
    assert (reference / "services.schema.json").read_text(encoding="utf-8") == schema
    assert (reference / "services.md").read_text(encoding="utf-8") == services_text()
