"""The page in a real browser, phone and laptop: nine views, quiet, by keyboard, and nothing leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alee.dashboard.page_files import STATIC
from tests.dashboard.parts import House

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("now", "map", "place/Seeland", "evidence", "what-if", "needs", "read", "scenario", "share")
SIZES = {"phone": (390, 844), "laptop": (1280, 800)}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine (/usr/bin/chromium)"),
    pytest.mark.skipif(not (STATIC / "index.html").exists(), reason="the page is not built (make page)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as tool:
        made = tool.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield made
        made.close()


class Visit:
    """A page that somebody opened with the link, and everything that went wrong on it."""

    def __init__(self, browser: Any, house: House, size: str) -> None:
        width, height = SIZES[size]
        self.width, self.address = width, house.address
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.route("**/*", self._watch)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: self.errors.append("a dialog opened"))
        self.page.goto(f"{house.address}/open?key={house.desk.keys.new_link()}")

    def _watch(self, route: Any) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def see(self, view: str) -> None:
        self.page.goto(f"{self.address}/#/{view}")
        self.page.locator("main h1").first.wait_for(state="visible", timeout=60_000)

    def close(self) -> None:
        self.context.close()
        assert (self.outside, self.errors) == ([], [])


@pytest.fixture(params=list(SIZES))
def visit(browser: Any, looked_at: House, request: pytest.FixtureRequest) -> Iterator[Visit]:
    made = Visit(browser, looked_at, request.param)
    yield made
    made.close()


def test_each_view_is_there_and_fits(visit: Visit) -> None:
    for view in VIEWS:
        visit.see(view)
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= visit.width, f"{view} is {wide} pixels wide"


def test_the_keyboard_reaches_the_views(visit: Visit) -> None:
    visit.see("now")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.tagName") == "A", "the first stop skips to the content"
    link = visit.page.locator("nav a[href='#/map']:visible").first
    link.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("location.hash === '#/map'")


def test_hostile_words_are_shown_as_words(visit: Visit) -> None:
    visit.see("evidence")
    visit.page.get_by_text("alert('x')").first.wait_for(state="attached", timeout=60_000)
    assert visit.page.locator("main script").count() == 0
    assert visit.page.locator("main img[src=x]").count() == 0


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there (cd web && npm ci)")
@pytest.mark.parametrize("view", VIEWS)
def test_no_barrier_is_found(browser: Any, looked_at: House, view: str) -> None:
    visit = Visit(browser, looked_at, "laptop")
    visit.see(view)
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = visit.page.evaluate("tags => axe.run({runOnly: tags})", tags)
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
    visit.close()


def test_a_public_copy_is_downloaded(browser: Any, looked_at: House) -> None:
    visit = Visit(browser, looked_at, "laptop")
    visit.see("share")
    visit.page.get_by_role("radio", name="The public").check()
    visit.page.locator("#released-on").fill("2030-04-01")
    with visit.page.expect_response(lambda answer: "/share/csv" in answer.url, timeout=120_000) as got:
        visit.page.locator(".formats a", has_text="CSV").first.click()
    assert got.value.status == 200
    assert "audience=public" in got.value.url
    visit.close()


def test_a_copy_that_is_too_early_is_refused_in_words(browser: Any, looked_at: House) -> None:
    visit = Visit(browser, looked_at, "laptop")
    visit.see("share")
    visit.page.locator("#released-on").fill("2030-03-08")
    visit.page.locator(".formats a", has_text="CSV").first.click()
    visit.page.get_by_text("Release it on").first.wait_for(state="visible", timeout=120_000)
    visit.close()
