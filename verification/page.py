"""Is the page quick? Times and memory of the dashboard in a real browser, with 1,000 members loaded.

One server is started as a user starts it (``alee serve``), on a workspace with a full estimate of the shipped
example, and a real Chromium opens it on loopback, without a graphics card. Writes docs/evidence/page.md.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import numpy as np

import alee
from alee.core.provenance import installed_version
from alee.dashboard.views.build import build_views
from alee.dashboard.views.network import map_view

ROOT = Path(__file__).parents[1]
EVIDENCE = ROOT / "docs" / "evidence" / "page.md"
SCENARIO, MEMBERS, SEED = "russia-2022", 1000, 2022
CHROMIUM = "/usr/bin/chromium"
REPEATS = 5
QUESTIONS = (
    "close Georgia from 2022-10-10",
    "close 'Upper Lars' from 2022-10-08",
    "close Finland from 2022-10-07",
)
CORRIDORS, FLOWS, SECONDS = 300, 100_000, 4.0
BARS = {"first": 1.5, "what-if": 5.0, "frames": 30.0, "memory": 1e9, "flows": 60.0}
SCRUB = """async seconds => {
  const slider = document.querySelector('input[type=range]');
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const began = performance.now(), waits = [];
  let day = low, before = began;
  while (before - began < seconds * 1000) {
    day = day >= high ? low : day + 1;
    set.call(slider, String(day));
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    const now = await new Promise(requestAnimationFrame);
    waits.push(now - before);
    before = now;
  }
  waits.sort((a, b) => a - b);
  return {frames: waits.length / (before - began) * 1000, slow: waits[Math.floor(waits.length * 0.95)]};
}"""


def workspace(folder: Path) -> None:
    """Make a workspace with a full estimate and its prepared views."""
    source = ROOT / "scenarios" / SCENARIO
    scenario, reports = alee.load_scenario(source), alee.load_reports(source / "reports.csv")
    outlook = alee.forecast(alee.fit(scenario, reports, members=MEMBERS, seed=SEED))
    run = folder / "runs" / SCENARIO
    run.parent.mkdir(parents=True)
    alee.save(outlook, run)
    build_views(outlook, run, outlook.ensemble.digest())


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, str]]:
    """Serve a workspace: the process, and its one-time link."""
    command = [sys.executable, "-u", "-c", "from alee.cli import main; main()", "serve", str(folder),
               "--port", "0", "--no-browser"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if "/open?key=" in line:
                yield process.pid, line.split(" at ")[1].strip()
                return
        raise RuntimeError("alee serve ended before it said its link")
    finally:
        process.terminate()
        process.wait(30)


def resident(pid: int) -> int:
    """Most memory that a process ever held, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def workers_of(pid: int) -> list[int]:
    """The worker processes of a server."""
    found = [int(c) for t in Path(f"/proc/{pid}/task").glob("*/children") for c in t.read_text().split()]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def cpu_of(pids: list[int]) -> float:
    """CPU seconds that processes have taken so far."""
    parts = [Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split() for pid in pids]
    return sum(int(part[11]) + int(part[12]) for part in parts) / os.sysconf("SC_CLK_TCK")


def timed(work: Callable[[], object]) -> float:
    """Seconds of some work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def first_view(browser: Any, state: Any, address: str) -> list[float]:
    """Seconds until the first view stands, in a browser that has never been here but for the cookie."""
    found = []
    for _ in range(REPEATS):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, storage_state=state)
        page = context.new_page()

        def see(page: Any = page) -> None:
            page.goto(f"{address}/#/now", wait_until="commit")
            page.locator(".figure-number").first.wait_for(state="visible")

        found.append(timed(see))
        context.close()
    return found


def what_ifs(page: Any, address: str, pid: int) -> tuple[list[float], list[float], list[float]]:
    """Seconds from the click to a first answer on screen and to that of all members, and CPU seconds of the workers.

    The run is loaded, as it is once the view was opened.
    """
    first: list[float] = []
    whole: list[float] = []
    cpu: list[float] = []
    for number, question in enumerate(("close Serbia from 2022-10-09", *QUESTIONS)):
        page.goto(f"{address}/#/now")
        page.goto(f"{address}/#/what-if")
        page.get_by_role("button", name="In words").click()
        page.get_by_label("The question").fill(question)
        page.get_by_text("Understood:").wait_for()
        began, before = time.perf_counter(), cpu_of(workers_of(pid))
        page.get_by_role("button", name="Show what changes").click()
        page.locator("#found").wait_for(timeout=600_000)
        early = time.perf_counter() - began
        page.locator(".answer", has_text=f"{MEMBERS:,} histories, ").wait_for(timeout=600_000)
        if number:  # the first one waits for the run to be loaded
            first.append(early)
            whole.append(time.perf_counter() - began)
            cpu.append(cpu_of(workers_of(pid)) - before)
    return first, whole, cpu


def with_more(answer: dict[str, Any]) -> dict[str, Any]:
    """The map's data with as many ways as the bar asks for; those that are there are repeated, a little aside."""
    ways = answer["corridors"]
    extra = [{**ways[k % len(ways)], "id": f"more-{k}"} for k in range(max(0, CORRIDORS - len(ways)))]
    return {**answer, "corridors": [*ways[:CORRIDORS], *extra]}


def scrubbing(page: Any, address: str) -> dict[str, float]:
    """Frames a second while the map's day is dragged."""

    def answer(route: Any) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=json.dumps(with_more(found.json())))

    page.route("**/map?*", answer)
    page.goto(f"{address}/#/map")
    page.locator("input[type=range]").wait_for()
    page.wait_for_function("n => document.querySelectorAll('.way').length >= n", arg=CORRIDORS)
    page.evaluate(SCRUB, 1.0)
    return dict(page.evaluate(SCRUB, SECONDS))


def many_flows() -> tuple[float, int]:
    """Seconds to sum 100,000 ways into the largest 300 and the rest, and the bytes of the answer."""
    days, members = 43, 4
    rng = np.random.default_rng(SEED)
    flow = rng.poisson(rng.lognormal(0, 2, FLOWS), (members, days, FLOWS))
    flow[0, 0] += 1  # ways that nobody takes are left out of the map
    queue = np.zeros((members, days, FLOWS), dtype=np.int8)
    words = [f"2022-{9 + k // 30:02d}-{1 + k % 30:02d}" for k in range(days)]
    ways = [SimpleNamespace(name=f"way {k}", from_place="a", to_place="b", mode="road", sensitivity="open")
            for k in range(FLOWS)]  # fmt: skip
    timeline = SimpleNamespace(
        epoch=np.zeros(days, dtype=int), is_open=np.ones((1, FLOWS)), capacity=np.zeros((1, FLOWS))
    )
    source: Any = SimpleNamespace(
        data={"crossings": SimpleNamespace(values=flow), "queue": SimpleNamespace(values=queue)}, now=12, days=words,
        plan=SimpleNamespace(corridors=ways, timeline=timeline), countries=[], day_words=lambda: words,
        scenario=SimpleNamespace(places=[]), posterior=SimpleNamespace(as_of=dt.date(2022, 10, 3)),
        assembler=SimpleNamespace(shock_day=dt.date(2022, 9, 21)),
        moves=lambda chosen: flow[:, :, chosen].sum(axis=2),
    )  # fmt: skip
    found: dict[str, Any] = {}
    seconds = timed(lambda: found.update(map_view(source, CORRIDORS)))
    assert len(found["corridors"]) == CORRIDORS
    assert found["rest"]["n_corridors"] == FLOWS - CORRIDORS
    return seconds, len(json.dumps(found))


def measured(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of the page: what, measured, bar, whether it held."""
    from playwright.sync_api import sync_playwright

    seconds, size = many_flows()
    with served(folder) as (pid, link), sync_playwright() as tool:
        address = link.split("/open")[0]
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(link)
        page.locator(".figure-number").first.wait_for()
        opened = first_view(browser, context.storage_state(), address)
        first, whole, cpu = what_ifs(page, address, pid)
        frames = scrubbing(page, address)
        memory, workers = resident(pid), [resident(child) for child in workers_of(pid)]
        browser.close()
    largest = max(workers, default=0)
    return [
        row(f"first view, {MEMBERS:,} members loaded", opened, BARS["first"]),
        row("what-if, first answer on screen", first, BARS["what-if"]),
        row(f"what-if, all {MEMBERS:,} members", whole, BARS["what-if"]),
        ("the same, CPU of the workers", f"{median(cpu):.1f} s", "none", True),
        (f"scrubbing with {CORRIDORS} corridors", f"{frames['frames']:.0f} frames a second "
         f"(95 % within {frames['slow']:.0f} ms)", "30 frames a second", frames["frames"] >= BARS["frames"]),
        ("memory of the server, most", f"{memory / 1e6:,.0f} MB", "1,000 MB", memory < BARS["memory"]),
        ("memory of the largest worker, most", f"{largest / 1e6:,.0f} MB", "none", True),
        (f"{FLOWS:,} flows summed to {CORRIDORS} and the rest", f"{seconds:.1f} s, {size / 1e3:,.0f} kB to the browser",
         "60 s, once for each run", seconds < BARS["flows"]),
    ]  # fmt: skip


def row(what: str, seconds: list[float], bar: float) -> tuple[str, str, str, bool]:
    """One row of times: the median, and the slowest."""
    words = f"{median(seconds):.2f} s (slowest of {len(seconds)}: {max(seconds):.2f} s)"
    return what, words, f"{bar:g} s", median(seconds) < bar


def write(rows: list[tuple[str, str, str, bool]], load: str) -> int:
    """Write the page; how many rows missed a bar."""
    missed = sum(not is_good for *_, is_good in rows)
    lines = [
        "# Is the page quick?", "",
        f"Written by `make verify CHECKS=page`: version {installed_version('alee')}, scenario {SCENARIO}, {MEMBERS:,} members,",
        f"seed {SEED}, {os.cpu_count()} cores shared with everything else on the machine; {load}.",
        "A real Chromium without a graphics card, 1280 by 800, on loopback; times are wall time as a user sees it,",
        "medians of several tries. The run is in memory when a what-if is asked, as it is after the view was opened once.",
        "The ways of the map are those of the example, repeated until there are 300. The 100,000 flows are drawn at",
        "random and go through the same function as those of a run.", "",
        "| what | measured | bar | |", "|---|---|---|---|",
        *(f"| {what} | {words} | {bar} | {'held' if is_good else '**missed**'} |" for what, words, bar, is_good in rows),
        "", f"{missed} of {len(rows)} rows missed a bar.", "",
    ]  # fmt: skip
    EVIDENCE.write_text("\n".join(lines), encoding="utf-8")
    return missed


def main() -> int:
    """Measure everything and write the page; how many rows missed a bar."""
    with tempfile.TemporaryDirectory(prefix="alee-page-") as scratch:
        folder = Path(os.environ.get("ALEE_PAGE_WORKSPACE") or Path(scratch) / "workspace")
        if not (folder / "runs" / SCENARIO).exists():
            workspace(folder)
        before = os.getloadavg()[0]
        rows = measured(folder)
        load = f"load average {before:.1f} before and {os.getloadavg()[0]:.1f} after"
        return write(rows, load)


if __name__ == "__main__":
    main()
