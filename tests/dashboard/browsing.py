"""A browser on the page: by mouse and by keyboard, with an eye on everything that goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from alee.dashboard.page_files import STATIC
from tests.dashboard.parts import House

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
SIZES = {"phone": (390, 844), "laptop": (1280, 800)}
VIEWS = ("now", "map", "place", "evidence", "what-if", "needs", "read", "scenario", "share")
LONG = 120_000  # milliseconds that a busy machine may take
NEEDS_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine (/usr/bin/chromium)"),
    pytest.mark.skipif(not (STATIC / "index.html").exists(), reason="the page is not built (make page)"),
]
LOOK = """() => {
  window.seen = new Set(); window.unmarked = [];
  document.addEventListener('focusin', ({target}) => {
    window.seen.add(target);
    const style = getComputedStyle(target);
    const isMarked = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
      || target instanceof SVGElement;
    if (!isMarked && target.id !== 'main') window.unmarked.push(target.outerHTML.slice(0, 120));
  });
}"""
MISSED = """() => [...document.querySelectorAll('main *')]
  .filter(node => node.matches('a[href], button, input, select, textarea, summary, [tabindex="0"]'))
  .filter(node => node.checkVisibility({visibilityProperty: true}) && node.getClientRects().length)
  .filter(node => !node.disabled && node.tabIndex >= 0 && !(node.type === 'radio' && !node.checked))
  .filter(node => !window.seen.has(node)).map(node => node.outerHTML.slice(0, 120))"""


class Visit:
    """A page that somebody opened with the link, and everything that went wrong on it."""

    def __init__(self, browser: Any, link: str, size: str, **options: Any) -> None:
        width, height = SIZES[size]
        self.width, self.is_phone, self.address = width, size == "phone", link.split("/open")[0]
        self.context = browser.new_context(viewport={"width": width, "height": height}, **options)
        self.context.route("**/*", self._watch)
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page = self.tab()
        self.page.goto(link)

    def tab(self) -> Any:
        """Open one more tab of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(LONG)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append("a dialog opened"))
        return page

    def _watch(self, route: Any) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def see(self, view: str, page: Any = None) -> None:
        """Go to a view by its address."""
        page = page or self.page
        page.goto(f"{self.address}/#/{view}")
        page.locator("main h1").first.wait_for(state="visible")

    def is_at(self, view: str) -> None:
        """Wait until a view is shown, and the list of views from which it was chosen is closed again."""
        self.page.wait_for_function(
            "view => location.hash.split(/[/?]/)[1] === view && document.querySelector('main h1')"
            " && !document.querySelector('#more-views')",
            arg=view,
        )

    def click_to(self, view: str) -> None:
        """Go to a view by mouse."""
        self.page.locator("nav a:visible").first.wait_for()  # the page is there
        link = self.page.locator(f"nav a[href='#/{view}']:visible")
        if link.count() == 0:
            self.page.locator(".bar button.view-link").click()
        link.first.click()
        self.is_at(view)

    def tab_to(self, selector: str, *, most: int = 200, key: str = "Tab") -> None:
        """Press a key until something has the focus."""
        for _ in range(most):
            self.page.keyboard.press(key)
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
        raise AssertionError(f"{most} times {key} did not reach {selector}")

    def key_to(self, view: str) -> None:
        """Go to a view by keyboard."""
        link = f"nav a[href='#/{view}']"
        if self.page.locator(f"{link}:visible").count() == 0:
            self.tab_to(".bar button.view-link", key="Shift+Tab")
            self.page.keyboard.press("Enter")
            self.page.locator(f"{link}:visible").first.wait_for()
        self.tab_to(link, key="Shift+Tab")
        self.page.keyboard.press("Enter")
        self.is_at(view)

    def missed_by_keyboard(self) -> tuple[list[str], list[str]]:
        """What the Tab key does not reach in a view, and what does not show that it has the focus."""
        self.page.evaluate(LOOK)
        self.page.locator("#main").focus()
        missed: list[str] = []
        for _ in range(40):
            for _ in range(10):
                self.page.keyboard.press("Tab")
            missed = self.page.evaluate(MISSED)
            if not missed:
                break
        return missed, self.page.evaluate("window.unmarked")

    def press(self, name: str) -> None:
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def read(self, words: str) -> None:
        """Wait until words are on the page."""
        self.page.get_by_text(words).first.wait_for(state="visible")

    def close(self) -> None:
        """Leave; nothing may have gone wrong."""
        self.context.close()
        assert (self.outside, self.errors) == ([], [])


def link_to(house: House) -> str:
    """A new one-time link."""
    return f"{house.address}/open?key={house.desk.keys.new_link()}"


@contextmanager
def visiting(browser: Any, house: House, size: str = "laptop", **options: Any) -> Iterator[Visit]:
    """Open the page of a server, and see at the end that nothing went wrong."""
    visit = Visit(browser, link_to(house), size, **options)
    try:
        yield visit
    except BaseException:
        visit.context.close()
        raise
    visit.close()
