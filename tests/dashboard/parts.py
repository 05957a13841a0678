"""A small workspace with a finished run, and a real server on a real port, for all tests of the dashboard."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from alee.dashboard.app import make_app
from alee.dashboard.beginning import begin
from alee.dashboard.desk import Desk
from alee.dashboard.guard import Keys
from alee.dashboard.serving import bind_of, config_of, make_desk
from alee.dashboard.views.build import build_views
from alee.dashboard.workspace import Workspace
from alee.files.report_table import save_reports
from alee.files.resolved import save_scenario
from alee.files.store import save
from alee.inference.fitting import fit
from alee.model.reports import Reports
from alee.model.scenario import Scenario
from alee.outlook.forecasting import forecast
from tests.worlds import report, small_world, some_reports

HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>"
BASE = "/api/v1"
MARK = {"X-Alee": "1"}
RUN = "small-world"
SERVICES = """\
format: 1
group: Helpers
place: Seaport
services:
  bed:
    unit: beds
    from: arrivals
    share: beta(11, 9)
    stay_days: lognormal(9, 0.3)
    capacity: 140
    occupied: 98
    when_full: turn away
    source: assumption
"""


def world() -> Scenario:
    """A small scenario with an irregular way, a shelter, and hostile words in its texts."""
    plain = small_world()
    ways = [
        way.model_copy(update={"sensitivity": "irregular"}) if way.name == "Gate > Bigcity by road" else way
        for way in plain.corridors
    ]
    places = [
        place.model_copy(update={"sensitivity": "sensitive"}) if place.name == "Farland" else place
        for place in plain.places
    ]
    return plain.replacing(
        corridors=tuple(ways), places=tuple(places), title=f"A small world {HOSTILE}", assumptions=[HOSTILE],
        example=True,
    )  # fmt: skip


def reports() -> Reports:
    """Reports, one with hostile words in every free text."""
    hostile = report(
        "X1", "Seeland", "entries", 5000, "2030-03-05", "2030-03-12", issuer=HOSTILE, outlet=HOSTILE,
        note=HOSTILE, url="javascript:alert(1)", qualifier=HOSTILE,
    )  # fmt: skip
    copy = report(
        "X2", "Beeland", "entries", 4800, "2030-03-05", "2030-03-10", issuer="a newspaper", copy_of="B2"
    )
    return Reports([*some_reports(), hostile, copy])


def make_folders(root: Path) -> None:
    """A scenario folder and a workspace with one run that is ready."""
    save_scenario(world(), root / "example")
    save_reports(reports(), root / "example" / "reports.csv")
    outlook = forecast(fit(world(), reports(), members=40, seed=7))
    folder = root / "workspace" / "runs" / RUN
    folder.parent.mkdir(parents=True)
    save(outlook, folder)
    build_views(outlook, folder, outlook.ensemble.digest())


@dataclass
class House:
    """A server that runs, and what is behind it."""

    desk: Desk
    address: str
    port: int
    said: list[str]

    def client(self, **headers: str) -> httpx.Client:
        """A browser that has opened the link."""
        link = f"{self.address}/open?key={self.desk.keys.new_link()}"
        opened = httpx.get(link, trust_env=False)
        assert opened.status_code == 303
        return httpx.Client(
            base_url=self.address, timeout=30.0, headers=headers, trust_env=False, cookies=opened.cookies
        )

    def raw(self, request: bytes) -> bytes:
        """Send bytes as they are; give what comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20.0) as line:
            line.sendall(request)
            head, _, body = (found := line.recv(65536)).partition(b"\r\n\r\n")
            length = int((re.findall(rb"content-length: (\d+)", head.lower()) or [b"0"])[0])
            while len(body) < length and (more := line.recv(65536)):
                found, body = found + more, body + more
            return found


@contextmanager
def house(folder: Path, example: Path, *, works: bool = False, static: Path | None = None) -> Iterator[House]:
    """Serve a workspace in a thread of this process; ``works`` starts the workers."""
    said: list[str] = []
    workspace = Workspace(folder)
    desk = make_desk(workspace, Keys(workspace.about("secret"), "token-of-the-tests"), example, said.append)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    begin(desk, 40)
    if works:
        desk.foreman.start()
    app = make_app(desk, bind_of("127.0.0.1", port), **({} if static is None else {"static": static}))
    server = uvicorn.Server(config_of(app))
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()
    try:
        wait_until(lambda: server.started)
        yield House(desk=desk, address=f"http://127.0.0.1:{port}", port=port, said=said)
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join()
        listener.close()
        desk.foreman.stop()
        workspace.close()


def copied(root: Path, target: Path) -> tuple[Path, Path]:
    """A fresh copy of the workspace, and the folder of the example."""
    shutil.copytree(root / "workspace", target / "workspace")
    return target / "workspace", root / "example"


SERVER = """
import sys
from pathlib import Path
from alee.dashboard.serving import serve
if __name__ == "__main__":
    serve(Path(sys.argv[1]), example=Path(sys.argv[2]), say=lambda line: print(line, flush=True),
          port=int(sys.argv[3]), token="token-of-the-tests", members=40, opens_browser=False)
"""


def started(folder: Path, example: Path, script: Path, port: int = 0) -> tuple[Any, str]:
    """A server in a process of its own, and its one-time link."""
    script.write_text(SERVER, encoding="utf-8")
    command = [sys.executable, script, folder, example, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().removeprefix("Alee is at ").strip()


def ended(process: Any) -> None:
    """End a server that was started."""
    process.send_signal(signal.SIGINT)
    process.wait(30)
    process.stdout.close()


def wait_until(is_so: Callable[[], Any], seconds: float = 120.0) -> Any:
    """Wait for a condition; the tests never wait for a time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = is_so()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"it did not come true within {seconds:g} s")


def finished(client: httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
    """Wait for a job to be over."""

    def look() -> Any:
        now = client.get(f"{BASE}/jobs/{job['id']}").json()["job"]
        return now if now["state"] in ("done", "failed", "cancelled") else None

    found: dict[str, Any] = wait_until(look, 240.0)
    return found


def names_in(path: str) -> list[str]:
    """Names in curly brackets."""
    return re.findall(r"{(\w+)}", path)
