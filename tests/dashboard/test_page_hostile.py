"""Hostile words in every field and every imported file, other languages, and a page that holds still."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.browsing import NEEDS_A_BROWSER, SIZES, VIEWS, Visit, visiting
from tests.dashboard.parts import HOSTILE, House

pytestmark = NEEDS_A_BROWSER
FIELDS = "main :is(input:not([type]), input[type=text], input[type=search], textarea):enabled:not([readonly])"
RAISED = "document.querySelectorAll('main :is(script, img, iframe), [onerror], [onload]').length"
ON_DAY = "day => Number(document.querySelector('input[type=range]').value) === day"
PARTS = ("behaviour", "places", "corridors", "groups", "events", "assumptions")
MOVES = """() => [...document.querySelectorAll('*')].filter(node => {
  const style = getComputedStyle(node);
  return style.animationName !== 'none' || style.transitionDuration.split(', ').some(time => time !== '0s');
}).length"""


def fill_everything(visit: Visit) -> int:
    """Write hostile words into every text field that is on screen, and leave it."""
    fields = visit.page.locator(f"{FIELDS} >> visible=true")
    n_fields = int(fields.count())
    for k in reversed(range(n_fields)):  # what narrows a list stands above it
        fields.nth(k).fill(HOSTILE)
        fields.nth(k).press("Enter")
    visit.page.locator("main h1").first.wait_for()
    assert visit.page.evaluate(RAISED) == 0
    return n_fields


def test_hostile_words_in_every_field_stay_words(browser: Any, offered: House) -> None:
    filled = 0
    with visiting(browser, offered) as visit:
        for view in [*VIEWS, *(f"scenario/{part}" for part in PARTS)]:
            visit.see(view)
            if view.startswith("scenario/"):
                visit.page.locator(f".tabs a[href='#/{view}'][aria-current=page]").wait_for()
            if view == "evidence":
                visit.press("Add a report")
            if view == "what-if":
                filled += fill_everything(visit)
                visit.press("In words")
            if view == "needs":
                visit.page.locator("summary", has_text="Paste").click()
            if view.startswith("scenario/") and visit.page.locator(".scenario-rows .row-button").count():
                visit.page.locator(".scenario-rows .row-button").first.click()
            filled += fill_everything(visit)
        for view in VIEWS:
            visit.see(view)
            assert visit.page.evaluate(RAISED) == 0, view
    assert filled > 30


def zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for path in sorted(folder.iterdir()):
            bundle.writestr(f"{folder.name}/{path.name}", path.read_text(encoding="utf-8"))
    return packed.getvalue()


def test_hostile_files_are_read_as_words_or_refused_in_words(browser: Any, fresh: House) -> None:
    folder, zip_file = "Upload a folder (zip)", "application/zip"
    page = f"<p>{HOSTILE} 900 people came to Beeland.</p>"
    sent = [
        ("scenario", folder, zip_file, zipped(fresh.desk.example), "The scenario was taken."),
        ("scenario", folder, zip_file, b"no zip " + HOSTILE.encode(), "Not taken"),
        ("read", "Or a file", "text/html", page.encode(), "in this text"),
        ("read", "Or a file", "text/plain", HOSTILE.encode(), "in this text"),
    ]  # fmt: skip
    with visiting(browser, fresh) as visit:
        for view, label, kind, content, said in sent:
            visit.see("now")
            visit.see(view)
            if view == "read":
                visit.page.locator("#read-published").fill("2030-03-12")
            file = {"name": f"{HOSTILE.replace('/', ' ')}.txt", "mimeType": kind, "buffer": content}
            visit.page.get_by_label(label).set_input_files(file)
            visit.read(said)
            assert visit.page.evaluate(RAISED) == 0, view
        for view in VIEWS:
            visit.see(view)
            assert visit.page.evaluate(RAISED) == 0, view


@pytest.mark.parametrize("size", SIZES)
def test_another_language_falls_back_word_by_word(browser: Any, looked_at: House, size: str) -> None:
    with visiting(browser, looked_at, size) as visit:
        visit.see("now")
        if visit.is_phone:
            visit.press("More")
        visit.page.locator(".choices select:visible").nth(1).select_option("ru")
        visit.page.locator("nav >> text=Карта >> visible=true").wait_for()
        assert visit.page.evaluate("document.documentElement.lang") == "ru"
        for view in VIEWS:
            visit.see(view)
            words = visit.page.locator("main").inner_text()
            assert "undefined" not in words
            assert "{" not in words.replace(HOSTILE, ""), view
        visit.page.reload()
        visit.page.locator("nav >> text=Карта >> visible=true").wait_for()


def test_the_page_holds_still_for_who_asked_for_it(browser: Any, looked_at: House) -> None:
    with visiting(browser, looked_at) as visit:
        visit.see("map")
        assert visit.page.evaluate(MOVES) > 0
    with visiting(browser, looked_at, reduced_motion="reduce") as visit:
        for view in VIEWS:
            visit.see(view)
            assert visit.page.evaluate(MOVES) == 0, view
        visit.see("map")
        day = visit.page.locator("input[type=range]")
        visit.page.locator("input[type=range]").focus()
        visit.page.keyboard.press("Home")
        visit.press("Play")
        visit.page.wait_for_function(ON_DAY, arg=int(day.get_attribute("min")) + 1)
        visit.press("Pause")
