"""Share: copies for the team or the public, to keep or to send.

A copy is made by the same command that anybody can type, ``alee share``, in a process of its own: the server
stays small, and there is one place that decides what may leave the house (:mod:`alee.release`). The team's
page and chat lines are prepared when a run is saved and need no process.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from pydantic import Field

from alee.dashboard.commands import run_command
from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import Day
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.runs import SavedRun
from alee.dashboard.shapes import Failure, Shape
from alee.release.audience import Audience

SHELF = Shelf()
LEDGER = "releases.json"  # beside the runs; what was made public before
FORMATS: dict[str, tuple[str, str]] = {
    "html": ("text/html; charset=utf-8", ".html"),
    "pdf": ("application/pdf", ".pdf"),
    "png": ("image/png", ".png"),
    "chat": ("text/plain; charset=utf-8", ".txt"),
    "csv": ("text/csv; charset=utf-8", ".csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "geojson": ("application/geo+json", ".geojson"),
    "locations.csv": ("text/csv; charset=utf-8", "-locations.csv"),
    "flows.csv": ("text/csv; charset=utf-8", "-flows.csv"),
}


class ShareQuery(Shape):
    """Which run, for whom; only what :mod:`alee.release` lets out is for the public."""

    audience: Audience = "team"
    run: str = "current"
    released_on: Day = Field(None, description="Day of a public release; left out: the as-of date.")


@SHELF.put(
    "GET", "/share/{format}", "A copy: html, pdf, png, chat, csv, xlsx, geojson, locations.csv, flows.csv",
    query=ShareQuery,
    answers={200: "application/octet-stream", 404: Failure, 422: Failure, 501: Failure, 503: Failure},
)  # fmt: skip
def get_share(desk: Desk, call: Call) -> Answer:
    """Give a copy as a file to keep."""
    wanted, audience = call.path["format"], call.query.audience
    if wanted not in FORMATS:
        allowed = f"Allowed: {', '.join(FORMATS)}."
        wrong = f'there is no format "{wanted[:40]}".'
        raise Refused(404, wrong, where="share", field="format", allowed=allowed)
    run = desk.run(call.query.run)
    kind, ending = FORMATS[wanted]
    known_by = f"-{run.as_of}" if audience == "team" else ""  # a public copy speaks of an earlier day
    name = f"{run.scenario}{known_by}-{audience}{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(body=_copy(desk, run, audience, wanted, call.query.released_on), kind=kind, headers=headers)


def _copy(desk: Desk, run: SavedRun, audience: str, wanted: str, day: str | None) -> bytes:
    if audience == "team" and wanted == "html":
        return str(desk.plain_view(run, "page")).encode()
    if audience == "team" and wanted == "chat":
        return ("\n".join(desk.plain_view(run, "now")["chat"]) + "\n").encode()
    is_part = wanted in ("locations.csv", "flows.csv")
    with tempfile.TemporaryDirectory(prefix="alee-share-") as folder:
        out = Path(folder) / "copy"
        arguments = [
            "share", str(run.folder), "--out", str(out), "--audience", audience,
            "--format", "flowmap" if is_part else wanted, "--ledger", str(desk.shelf.folder / LEDGER),
        ]  # fmt: skip
        arguments += [f"--released-on={day}"] if day else []
        run_command(*arguments, where="share")
        return (out / wanted if is_part else out).read_bytes()
