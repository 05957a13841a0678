"""The page in a real browser, phone and laptop: nine views by mouse and by keyboard, and nothing leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.browsing import LONG, NEEDS_A_BROWSER, SIZES, VIEWS, Visit, visiting
from tests.dashboard.parts import House

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = NEEDS_A_BROWSER


@pytest.fixture(params=list(SIZES))
def visit(browser: Any, looked_at: House, request: pytest.FixtureRequest) -> Iterator[Visit]:
    with visiting(browser, looked_at, request.param) as made:
        yield made


def test_each_view_is_there_and_fits(visit: Visit) -> None:
    for view in VIEWS:
        visit.see(view)
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= visit.width, f"{view} is {wide} pixels wide"


def test_each_view_is_reached_by_mouse(visit: Visit) -> None:
    for view in reversed(VIEWS):
        visit.click_to(view)
        visit.page.locator("main h1").first.wait_for(state="visible")


def test_each_view_is_reached_and_used_by_keyboard_alone(visit: Visit) -> None:
    visit.see("share")
    for view in VIEWS:
        visit.key_to(view)
        visit.page.locator("main :is(a, button, input, select)").first.wait_for()
        assert visit.missed_by_keyboard() == ([], []), view


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit: Visit) -> None:
    visit.see("now")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"


def test_the_map_is_moved_through_time(visit: Visit) -> None:
    visit.see("map")
    day = visit.page.locator("input[type=range]")
    before = day.input_value()
    day.focus()
    visit.page.keyboard.press("ArrowRight")
    assert int(day.input_value()) == int(before) + 1
    box = day.bounding_box()
    visit.page.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    assert day.input_value() == day.get_attribute("min")
    visit.press("Play")
    visit.page.wait_for_function("n => Number(document.querySelector('input[type=range]').value) > n + 2",
                                 arg=int(day.get_attribute("min")))  # fmt: skip
    visit.press("Pause")
    assert "day=" not in visit.page.evaluate("location.search")


def test_a_place_on_the_map_is_pointed_at(visit: Visit) -> None:
    visit.see("map")
    visit.page.locator(".map-panel .row-button").first.click()
    name = visit.page.locator(".map-panel h2").first.inner_text()
    visit.page.locator(".map-panel a.button").first.click()
    visit.is_at("place")
    assert name in visit.page.locator("main h1").first.inner_text()


def test_hostile_words_are_shown_as_words(visit: Visit) -> None:
    visit.see("evidence")
    visit.page.get_by_text("alert('x')").first.wait_for(state="attached")
    assert visit.page.locator("main script").count() == 0
    assert visit.page.locator("main img[src=x]").count() == 0


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there (cd web && npm ci)")
def test_no_barrier_is_found(visit: Visit) -> None:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    for view in VIEWS:
        visit.see(view)
        visit.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = visit.page.evaluate("tags => axe.run({runOnly: tags})", tags)
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == [], view


def test_a_public_copy_is_downloaded(browser: Any, looked_at: House) -> None:
    with visiting(browser, looked_at) as visit:
        visit.see("share")
        visit.page.get_by_role("radio", name="The public").check()
        visit.page.locator("#released-on").fill("2030-04-01")
        with visit.page.expect_response(lambda answer: "/share/csv" in answer.url, timeout=LONG) as got:
            visit.page.locator(".formats a", has_text="CSV").first.click()
        assert got.value.status == 200
        assert "audience=public" in got.value.url
        visit.read("Saved: small-world-public.csv")


def test_a_copy_that_is_too_early_is_refused_in_words(browser: Any, looked_at: House) -> None:
    with visiting(browser, looked_at) as visit:
        visit.see("share")
        visit.page.locator("#released-on").fill("2030-03-08")
        visit.page.locator(".formats a", has_text="CSV").first.click()
        visit.read("Release it on")
