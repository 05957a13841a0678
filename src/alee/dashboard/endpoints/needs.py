"""Needs: what helpers of a place will be asked for, and the group's own numbers."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from alee.dashboard.commands import run_command
from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import Long, Short
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Answer, Call, Shelf
from alee.dashboard.runs import SavedRun
from alee.dashboard.shapes import Failure, JsonObject, Shape
from alee.dashboard.workspace import GROUP
from alee.files.group_log import GroupLog

SHELF = Shelf()
BAD = {404: Failure, 422: Failure, 503: Failure}
SERVICES = "services.yaml"
LEVELS = {"q50": 1, "q90": 2, "q975": 4}  # of the series 5, 50, 90, 95 and 97.5 %
Plain = dict[str, Any]


class NeedsQuery(Shape):
    """Which place; that of services.yaml if none is named."""

    place: Short = ""


class NumbersIn(Shape):
    """The group's own three numbers of a day, or a table pasted from a spreadsheet."""

    place: Short
    service: Short = ""
    date: Short = ""
    asked: int | None = None
    placed: int | None = None
    left: int | None = None
    table: Long = ""
    replace: bool = False


@SHELF.put("GET", "/runs/{run}/needs", "What helpers of a place will be asked for",
           query=NeedsQuery, answers={200: JsonObject, **BAD})  # fmt: skip
def get_needs(desk: Desk, call: Call) -> Answer:
    """Give the needs of a place."""
    run = desk.run(call.path["run"])
    log = GroupLog(_folder(desk))
    needs, words = _needs(desk, run, call.query.place)
    rows = [
        {"date": e.day.isoformat(), "service": e.service, "asked": e.asked, "placed": e.placed,
         "left": e.left, "by": e.group}
        for e in log.log().entries if e.place == needs["place"]
    ]  # fmt: skip
    shown = [_service(service, needs["drivers"]) for service in needs["services"]]
    return Answer(body={"place": needs["place"], "as_of": needs["as_of"], "services": shown, "log": rows,
                        "words": words})  # fmt: skip


@SHELF.put("POST", "/needs/log", "Log how many asked, were placed and left; say what it changes",
           body=NumbersIn, answers={200: JsonObject, **BAD})  # fmt: skip
def post_numbers(desk: Desk, call: Call) -> Answer:
    """Take in the group's own numbers."""
    sent, run = call.body, desk.run("current")
    before, _ = _needs(desk, run, sent.place)
    options = [f"--place={sent.place}", "--outlook", str(run.folder), "--services", str(_services(desk, run)),
               "--workspace", str(_folder(desk))]  # fmt: skip
    options += [f"--service={sent.service}"] if sent.service else []
    options += ["--replace"] if sent.replace else []
    if sent.table:
        said = run_command("log", "--table", "-", *options, where="needs", text=sent.table)
    else:
        numbers = [
            f"{n}={getattr(sent, n)}" for n in ("asked", "placed", "left") if getattr(sent, n) is not None
        ]
        said = run_command("log", *numbers, f"--date={sent.date}", *options, where="needs")
    after, _ = _needs(desk, run, sent.place)
    lines = [line for line in said.splitlines() if line.strip()]
    moved = [
        {"service": new["service"]["name"], "before": _interval(_asks(old)), "after": _interval(_asks(new)),
         "words": next((x for x in lines if new["service"]["name"] in x.casefold()), " ".join(lines))}
        for old, new in zip(before["services"], after["services"], strict=True)
        if (new["service"]["name"] == sent.service if sent.service else old["horizons"] != new["horizons"])
    ]  # fmt: skip
    return Answer(body={"moved": moved, "words": lines, "revision": desk.workspace.revision})


@SHELF.put("POST", "/needs/log/undo", "Take the last numbers back; the journal keeps them, marked as undone",
           answers={200: JsonObject, 422: Failure})  # fmt: skip
def undo_numbers(desk: Desk, call: Call) -> Answer:
    """Take back what was logged last."""
    return Answer(body={"undone": GroupLog(_folder(desk)).undo().in_words()})


def _folder(desk: Desk) -> Path:
    """Where the group's journal is kept: beside the runs."""
    return desk.workspace.folder / GROUP


def _services(desk: Desk, run: SavedRun) -> Path:
    """What the group offers: services.yaml of the workspace, or that of the shipped example for its runs."""
    own = desk.shelf.folder.parent / SERVICES
    if own.exists():
        return own
    if desk.example.name == run.scenario and (desk.example / SERVICES).exists():
        return desk.example / SERVICES
    wrong = f"nobody has said yet what the group offers. Put a {SERVICES} into the workspace."
    raise Refused(404, wrong, where="needs", allowed="docs/guides/needs.md shows one.")


def _needs(desk: Desk, run: SavedRun, place: str) -> tuple[Plain, list[str]]:
    journal = GroupLog(_folder(desk)).path
    logged = journal.stat().st_mtime_ns if journal.exists() else 0
    services = _services(desk, run)
    key = ("needs", run.id, run.digest, place, str(services), services.stat().st_mtime_ns, logged)
    found: tuple[Plain, list[str]] = desk.once(key, lambda: _asked(desk, run, place, services))
    return found


def _asked(desk: Desk, run: SavedRun, place: str, services: Path) -> tuple[Plain, list[str]]:
    """The answer of ``alee needs``."""
    with tempfile.TemporaryDirectory(prefix="alee-needs-") as scratch:
        out = Path(scratch) / "needs.json"
        named = [f"--place={place}"] if place else []
        said = run_command(
            "needs", str(run.folder), "--services", str(services), *named, "--workspace", str(_folder(desk)),
            "--json", str(out), where="needs",
        )  # fmt: skip
        words = said.split("\n\n")[0].splitlines()[1:]
        return json.loads(out.read_text(encoding="utf-8")), words


def _service(need: Plain, drivers: list[Plain]) -> Plain:
    service, series, full = need["service"], need["series"], need["full"]
    source = "; ".join(f"{name}: {words}" for name, words in service["source"].items())
    return {
        "name": service["name"], "unit": service["unit"],
        "now": {"in_use": _middle(need["taken"]), "free": _middle(need["free"])},
        "horizons": [
            {"days": h["wanted"], "asks_per_day": _ways(h["asks_per_day"]), "occupancy": _ways(h["in_use"]),
             "short": _ways(h["short"])}
            for h in need["horizons"]
        ],
        "runs_full": {"day": full["day"], "chance": full["chance"]} if full else None,
        "driver": drivers[0]["corridor"] if drivers else "", "source": source, "days": series["days"],
        **{name: series["needed"][level] for name, level in LEVELS.items()},
    }  # fmt: skip


def _ways(figures: Plain | None) -> Plain:
    found = figures or {}
    return {"likely": found.get("likely"), "ready_for": found.get("ready"), "bad_case": found.get("bad")}


def _middle(figures: Plain | None) -> float | None:
    return None if figures is None else figures["likely"]


def _asks(need: Plain) -> Plain:
    return dict(need["horizons"][0]["asks_per_day"])


def _interval(figures: Plain) -> Plain:
    return {"low": figures["low"], "median": figures["likely"], "high": figures["high"],
            "ready_for": figures["ready"], "very_high": figures["bad"]}  # fmt: skip
