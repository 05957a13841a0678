"""Changing things in a real browser: reports, texts, own numbers, the scenario, and two tabs at once."""

from typing import Any

import pytest

from alee.dashboard import commands
from tests.dashboard.browsing import NEEDS_A_BROWSER, SIZES, visiting
from tests.dashboard.parts import BASE, RUN, House

pytestmark = NEEDS_A_BROWSER
TEXT = "The border service of Beeland said on 12 March 2030 that 1,500 people entered Beeland on 11 March."
LATER = (
    "import datetime as dt; from alee.cli import workspace; workspace.today = lambda: dt.date(2030, 4, 1); "
)
SHOWN = "async () => (await (await fetch('/api/v1/workspace')).json()).current"
HAS_FLOOD = "() => [...document.querySelectorAll('input')].some(input => input.value === 'the flood')"


def test_a_report_is_switched_off_and_the_effect_is_shown(browser: Any, working: House) -> None:
    with visiting(browser, working) as visit:
        visit.see("now")
        before = visit.page.locator(".cards").first.inner_text()
        visit.see("evidence?report=B2")
        row = visit.page.locator(".report-row", has_text="B2").first
        row.get_by_role("button", name="Switch off").first.click()
        visit.read("Switched off B2")
        visit.read("One change is not in this estimate yet.")
        visit.press("Make a new estimate")
        visit.read("The new estimate is on screen.")
        visit.see("now")
        visit.read("One report switched off.")
        assert visit.page.locator(".cards").first.inner_text() != before
        visit.see("evidence?report=B2")
        visit.page.locator(".report-row.is-off").first.wait_for()
        while visit.page.evaluate(SHOWN) != RUN:
            visit.page.get_by_role("button", name="Undo", exact=True).first.click()
            visit.read("Taken back:")


@pytest.mark.parametrize("size", SIZES)
def test_copies_are_folded_into_one_family(browser: Any, looked_at: House, size: str) -> None:
    with visiting(browser, looked_at, size) as visit:
        visit.see("evidence")
        family = visit.page.locator(".report-row", has_text="1 copy").filter(has_text="Beeland")
        assert family.count() == 1
        assert "a newspaper" not in family.inner_text()
        family.locator(".report-head").focus()
        visit.page.keyboard.press("Enter")
        details = family.locator(".report-detail")
        assert details.count() == 2
        assert "copy of B2" in details.nth(1).inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_a_text_is_read_and_a_proposal_accepted(browser: Any, fresh: House, size: str) -> None:
    before = fresh.desk.contents.reports()
    with visiting(browser, fresh, size) as visit:
        visit.see("read")
        visit.page.get_by_label("Text", exact=True).fill(TEXT)
        visit.press("Find what it says")
        visit.page.locator(".source-text mark", has_text="1,500").first.wait_for()
        assert visit.page.get_by_role("button", name="Keep the answers").is_disabled()
        if visit.is_phone:
            visit.page.locator(".proposal", has_text="1,500").get_by_role("button", name="Yes").first.click()
        else:
            visit.page.keyboard.press("y")  # the keys work at once
        visit.page.get_by_role("button", name="Keep the answers").click()
        visit.read("Added as reports: 1.")
        visit.page.get_by_role("link", name="See the evidence").first.click()
        visit.is_at("evidence")
        visit.read("One change is not in this estimate yet.")
        visit.press("Undo")
        visit.read("Taken back:")
        assert fresh.desk.contents.reports() == before


@pytest.mark.parametrize("size", SIZES)
def test_own_numbers_are_logged_and_taken_back(
    browser: Any, offered: House, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ENTRY", LATER + commands.ENTRY)
    with visiting(browser, offered, size) as visit:
        visit.see("needs")  # of the place where the group works, unless another is chosen
        assert visit.page.get_by_label("Place of your group").input_value() == "Seaport"
        visit.page.get_by_label("Asked").fill("60")
        visit.page.get_by_label("Placed").fill("3")
        visit.page.get_by_label("Left").fill("2")
        visit.press("Keep")
        visit.page.locator(".moved", has_text="bed").wait_for()
        visit.read("One entry so far")
        visit.press("Take the last numbers back")
        visit.read("Taken back: bed in Seaport on 2030-03-14")
        visit.page.get_by_text("One entry so far").first.wait_for(state="detached")
        visit.page.get_by_label("Placed").fill("-1")
        visit.page.get_by_label("Asked").fill("1")
        visit.press("Keep")
        assert visit.page.evaluate("document.querySelector('input[type=number]:invalid') !== null")
        visit.page.locator("summary", has_text="Paste from a spreadsheet").click()
        visit.page.get_by_label("Rows with a heading").fill("date\tasked\n2030-03-13\tmany")
        visit.press("Take them over")
        visit.page.locator(".panel .problem", has_text="many").wait_for()


@pytest.mark.parametrize("size", SIZES)
def test_a_message_stands_at_its_field(browser: Any, fresh: House, size: str) -> None:
    revision = fresh.desk.workspace.revision
    with visiting(browser, fresh, size) as visit:
        visit.see("scenario")
        field = visit.page.get_by_label("Horizon days")
        field.fill("soon")
        problem = visit.page.locator(".field", has=field).locator(".problem")
        problem.wait_for()
        assert field.get_attribute("aria-invalid") == "true"
        assert problem.get_attribute("id") in str(field.get_attribute("aria-describedby"))
        field.press("Enter")
        assert fresh.desk.workspace.revision == revision
        field.fill("9")
        problem.wait_for(state="detached")
        field.press("Enter")
        visit.read("Horizon days kept.")
    assert fresh.desk.contents.scenario().horizon_days == 9


def test_two_people_change_the_same_scenario_and_nothing_is_lost(browser: Any, fresh: House) -> None:
    with visiting(browser, fresh) as one, visiting(browser, fresh, "phone") as two:
        one.see("scenario")
        two.see("scenario")
        one.page.get_by_label("Title").fill("Ours")
        one.page.get_by_label("Title").press("Enter")
        one.read("Title kept.")
        late = two.page.get_by_label("Title")
        late.fill("Theirs")
        late.press("Enter")
        two.read("Somebody changed the workspace in another tab.")
        assert fresh.desk.contents.scenario().title == "Ours"
        assert late.input_value() == "Theirs"
        two.page.locator(".field .problem", has_text="Ours").wait_for()
        late.press("Enter")
        two.read("Title kept.")
    assert fresh.desk.contents.scenario().title == "Theirs"
    assert [entry.words for entry in fresh.desk.workspace.journal()][:2] == [
        'Scenario: title became "Theirs"', 'Scenario: title became "Ours"'
    ]  # fmt: skip


def test_two_tabs_of_one_browser_show_the_same(browser: Any, fresh: House) -> None:
    with visiting(browser, fresh) as visit:
        other = visit.tab()
        visit.see("scenario")
        visit.see("scenario", other)
        visit.page.get_by_label("Cause").fill("the flood")
        other.get_by_label("Title").fill("Half written")
        visit.page.get_by_label("Cause").press("Enter")
        visit.read("Cause kept.")
        other.wait_for_function(HAS_FLOOD)
        assert other.get_by_label("Title").input_value() == "Half written"
        other.get_by_label("Title").press("Enter")
        other.get_by_text("Title kept.").wait_for()
    assert (fresh.desk.contents.scenario().cause, fresh.desk.contents.scenario().title) == (
        "the flood", "Half written"
    )  # fmt: skip


def test_only_a_copy_knows_an_audience(looked_at: House) -> None:
    with looked_at.client() as client:
        paths = client.get(f"{BASE}/openapi.json").json()["paths"]
    asked = {
        path for path, item in paths.items() for operation in item.values()
        if any(parameter["name"] == "audience" for parameter in operation.get("parameters", []))
    }  # fmt: skip
    assert asked == {"/share/{format}"}


@pytest.mark.parametrize("size", SIZES)
def test_an_event_is_put_in_and_taken_out(browser: Any, fresh: House, size: str) -> None:
    before = fresh.desk.contents.scenario().events
    with visiting(browser, fresh, size) as visit:
        visit.see("scenario/events")
        visit.press("Add an event")
        form = visit.page.get_by_role("form", name="Add an event")
        form.get_by_label("Kind").select_option("closure")
        form.get_by_label("Start").fill("2030-03-16")
        form.get_by_label("Target").fill("Beelan")
        form.locator(".problem", has_text="Beeland").wait_for()  # said before anything is kept
        assert fresh.desk.contents.scenario().events == before
        form.get_by_label("Target").fill("Beeland")
        form.locator(".problem").wait_for(state="detached")
        form.get_by_role("button", name="Add").click()
        form.locator(".problem", has_text="The source is blank.").wait_for()
        form.get_by_label("Source").fill("assumption")
        form.get_by_role("button", name="Add").click()
        visit.read("Events: one added.")
        row = visit.page.locator(".scenario-rows > li", has_text="2030-03-16 closure: Beeland")
        row.get_by_role("button").first.click()
        row.get_by_role("button", name="Take this row out").click()
        visit.read("Taken out: 2030-03-16 closure: Beeland.")
    assert fresh.desk.contents.scenario().events == before
    assert [entry.what for entry in fresh.desk.workspace.journal()][:2] == ["scenario", "scenario"]
