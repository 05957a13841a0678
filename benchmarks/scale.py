"""How large a world one machine takes, and what a thousand cores would need: python -m benchmarks.scale.

Every row is a process of its own (:mod:`benchmarks.scale_case`). A full run writes docs/evidence/scale.md and its
picture; with --quick, tiny sizes are run and nothing is written. The figures on paper are worked out from the
rows measured in the same run (:mod:`benchmarks.scale_paper`).
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console

from alee.files.atomic import write_text
from benchmarks.measure import log_slope
from benchmarks.scale_case import Case
from benchmarks.scale_paper import paper_tables
from benchmarks.scale_picture import picture
from benchmarks.tables import Table, load_now, machine_lines

DOCS = Path(__file__).parents[1] / "docs"
PAGE, PICTURE = DOCS / "evidence" / "scale.md", DOCS / "pictures" / "scale.svg"
PER_COMMUNITY = 9_600  # people: a hundred for each corridor, whatever the size
DAYS = 14
LARGEST_MEASURED = 499_968  # corridors of the row that the paper part starts from

Row = dict[str, Any]


def world(
    communities: int, members: int, *, days: int = DAYS, lived_in: int = 1, keep: str = "summary"
) -> Case:
    """A case with as many people for each community that is lived in, whatever the size."""
    people = max(1, communities // lived_in) * PER_COMMUNITY
    return Case(
        communities=communities, days=days, members=members, people=people, lived_in=lived_in, keep=keep
    )


AXES = {
    "corridors": [world(n, 8) for n in (1, 10, 104, 1_042, 5_208, 10_417)],
    "members, small world": [world(1, n, days=30) for n in (1, 100, 10_000, 100_000)],
    "members, all kept": [world(1, n, days=30, keep="all") for n in (10, 1_000)],
    "members, large world": [world(1_042, n) for n in (8, 40)],
    "lived in": [world(1_042, 8, lived_in=n) for n in (100, 10, 1)],
}
QUICK = {
    "corridors": [world(n, 2, days=3) for n in (1, 2)],
    "members, small world": [world(1, n, days=3) for n in (1, 3)],
    "members, all kept": [world(1, n, days=3, keep="all") for n in (1, 3)],
    "members, large world": [world(2, n, days=3) for n in (1, 3)],
    "lived in": [world(2, 2, days=3, lived_in=n) for n in (2, 1)],
}


def in_child(case: Case) -> Row:
    """Measure a case in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale_case", json.dumps(asdict(case))],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer: Row = json.loads(done.stdout)
    return answer


def seconds(row: Row, *phases: str) -> float:
    """CPU seconds of some phases together."""
    return float(sum(row["seconds"].get(phase, 0.0) for phase in phases))


SAFE = ("keep each block", "write checkpoint", "drop pieces")
RUN = ("run", "engine", "count", "add up", "write", "write summary", *SAFE)


def million(number: float) -> str:
    """Write bytes as megabytes (10**6)."""
    return f"{number / 1e6:,.1f}"


def corridor_table(rows: Iterable[Row]) -> Table:
    """What a world of so many corridors costs to read, compile and play."""
    cells = [
        (
            f"{r['corridors']:,}", f"{r['places']:,}", f"{seconds(r, 'load'):.2f}",
            f"{seconds(r, 'compile'):.2f}", f"{seconds(r, *RUN):.2f}", f"{seconds(r, 'engine'):.2f}",
            f"{r['edge_days'] / 1e6 / seconds(r, *RUN):.1f}", f"{r['megabytes']['loaded']:,.0f}",
            f"{r['megabytes']['peak']:,.0f}", million(r["store"]),
        )
        for r in rows
    ]  # fmt: skip
    return Table(
        title="From a hundred to a million corridors",
        note=f"{DAYS} days, 8 members, one group, one thread, a summary streamed into a store. CPU seconds: "
        "reading and checking the folder, compiling it, and the whole run (of which the engine alone). Peaks "
        "are those of the whole process, in MB (10**6 bytes), after reading and at the end; an idle process "
        "with the engine loaded has about what the first row has.",
        columns=("corridors", "places", "read, s", "compile, s", "run, s", "engine, s", "M edge-days per s",
                 "peak read, MB", "peak, MB", "store, MB"),
        rows=cells,
    )  # fmt: skip


def member_table(title: str, note: str, rows: Iterable[Row]) -> Table:
    """What many members cost: time in proportion, memory and a summary hardly more."""
    cells = [
        (
            f"{r['corridors']:,}", f"{r['members']:,}", f"{r['edge_days'] / 1e6:,.3f}",
            f"{seconds(r, *RUN):.2f}", f"{r['edge_days'] / 1e6 / seconds(r, *RUN):.2f}",
            f"{r['megabytes']['peak']:,.0f}", million(r["store"]),
        )
        for r in rows
    ]  # fmt: skip
    columns = (
        "corridors",
        "members",
        "edge-days, M",
        "run, CPU s",
        "M edge-days per s",
        "peak, MB",
        "store, MB",
    )
    return Table(title=title, note=note, columns=columns, rows=cells)


def lived_table(rows: Iterable[Row]) -> Table:
    """What corridors cost that nobody uses."""
    cells = [
        (
            f"1 of {r['lived_in']}", f"{r['filled']:,}", f"{seconds(r, *RUN):.2f}", f"{seconds(r, 'engine'):.2f}",
            f"{r['megabytes']['peak'] - r['megabytes']['loaded']:,.0f}", million(r["answer"]),
        )
        for r in rows
    ]  # fmt: skip
    return Table(
        title="What is counted follows the cells that people reach",
        note="100,032 corridors, 14 days, 8 members; people live in one community of so many. What is counted of a "
        "block, and what it would weigh on its way from a worker, follow the cells with anybody in them. The process "
        "itself needs much the same whether corridors are used or not: it holds every corridor's numbers.",
        columns=("communities lived in", "cells counted", "run, CPU s", "engine, CPU s", "MB over reading",
                 "answer of a block, MB"),
        rows=cells,
    )  # fmt: skip


def part_table(row: Row) -> Table:
    """Where the seconds of the largest world but one go."""
    total = sum(row["seconds"].values())
    cells = [
        (name, f"{took:.2f}", f"{took / total:.0%}")
        for name, took in sorted(row["seconds"].items(), key=lambda item: -item[1])
    ]
    return Table(
        title=f"Where time goes with {row['corridors']:,} corridors",
        note="CPU seconds of one process from the folder to the finished store; run: everything in the loop over "
        "blocks that has no row of its own (drawing priors, spelling out members).",
        columns=("part", "CPU s", "share"),
        rows=cells,
    )


class Rows(dict[Case, Row]):
    """Rows by case, written into a file as they come; one that is there already is read."""

    def __init__(self, path: Path | None, load: float) -> None:
        super().__init__()
        self.path, self.load = path, load
        if path and path.exists():
            self.load, pairs = json.loads(path.read_text(encoding="utf-8"))
            self.update((Case(**case), row) for case, row in pairs)

    def __setitem__(self, case: Case, row: Row) -> None:
        super().__setitem__(case, row)
        if self.path:
            pairs = [[asdict(one), found] for one, found in self.items()]
            write_text(self.path, json.dumps([self.load, pairs]))


def measured(
    *,
    quick: bool = False,
    known: dict[Case, Row] | None = None,
    told: Callable[[str], None] = lambda words: None,
) -> dict[str, list[Row]]:
    """Measure all axes, one process for each row; a row whose process failed is told and left out.

    ``known`` holds rows that were measured before, and gets each new one as it comes.
    """
    cases, known = QUICK if quick else AXES, {} if known is None else known
    for case in dict.fromkeys(case for axis in cases.values() for case in axis):
        name = f"{case.world.corridors:,} corridors, {case.members:,} members"
        if case in known:
            continue
        began = time.monotonic()
        try:
            known[case] = in_child(case)
        except subprocess.CalledProcessError as error:
            why = (error.stderr or "").strip().splitlines()[-1:] or [f"signal or code {error.returncode}"]
            told(f"{name}: not measured ({why[0]})")
            continue
        told(f"{name}: {time.monotonic() - began:.0f} s")
    return {name: [known[case] for case in axis if case in known] for name, axis in cases.items()}


def tables_of(found: dict[str, list[Row]]) -> list[Table]:
    """Lay out what was measured, and what follows from it on paper."""
    corridors = found["corridors"]
    summary = (
        "Summary only: quantiles and means over members. Time grows in proportion once a block is full (a "
        f"block has {found['members, small world'][-1]['block']} members here; one member alone pays for the empty lanes beside it); the store does not."
    )
    base = next((r for r in corridors if r["corridors"] == LARGEST_MEASURED), corridors[-1])
    return [
        corridor_table(corridors),
        part_table(base),
        member_table("From one member to a hundred thousand", summary, found["members, small world"]),
        member_table(
            "The same with every member kept", "30 days; every variable of every member in the store, compressed.",
            found["members, all kept"],
        ),
        member_table(
            "Many members of a large world", f"{DAYS} days, summary only.", found["members, large world"]
        ),
        lived_table(found["lived in"]),
        *paper_tables(base, found["members, all kept"][-1], log_slope(
            [float(r["corridors"]) for r in corridors[-3:]], [seconds(r, *RUN) for r in corridors[-3:]]
        ), further_rate(*found["members, large world"][:: len(found["members, large world"]) - 1])),
    ]  # fmt: skip


def further_rate(few: Row, many: Row) -> float:
    """Edge-days per CPU second of the members that one row has more than another of the same world."""
    parts = ("run", "engine", "count", "add up", "keep each block")
    took = seconds(many, *parts) - seconds(few, *parts)
    more = many["edge_days"] - few["edge_days"]
    return float(more / took) if more > 0 < took else float(many["edge_days"] / seconds(many, *RUN))


def left_out(found: dict[str, list[Row]]) -> list[str]:
    """Say which rows of the axes were not measured; a busy machine may leave no time for the largest."""
    known = {
        (r["communities"], r["members"], r["days"], r["lived_in"], r["keep"])
        for rows in found.values()
        for r in rows
    }
    missing = [
        f"{case.world.corridors:,} corridors with {case.members:,} members"
        for cases in AXES.values()
        for case in cases
        if (case.communities, case.members, case.days, case.lived_in, case.keep) not in known
    ]
    return [f"Not measured in this run: {', '.join(missing)}.", ""] if missing else []


def page(tables: list[Table], load: float, missing: Sequence[str] = ()) -> str:
    """The whole page of evidence."""
    head = [
        "# How large a world can be", "",
        "Generated by `python -m benchmarks.scale`; do not edit. An *edge-day* is one corridor, day, member and",
        "group. All worlds are synthetic (`benchmarks/worlds.py`). Every row was measured in a process of its own",
        "on one thread, once; nothing in the measured tables is extrapolated. The last two tables are worked out",
        "on paper from the measured rows, and say so.", "",
        "![Seconds, memory and rate against size](../pictures/scale.svg)", "",
        *machine_lines(load)[:-1], "- Command: `python -m benchmarks.scale`", "", *missing,
    ]  # fmt: skip
    return "\n".join([*head, *(table.as_markdown() for table in tables)])


def main(words: list[str] | None = None) -> None:
    """Measure, show and, after a full run, write the page and its picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="Measure large worlds.")
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that everything runs")
    parser.add_argument("--rows", type=Path, help="a file for the rows, as they come; go on from it")
    chosen = parser.parse_args(words)
    quick, console, load = chosen.quick, Console(), load_now()
    known = Rows(chosen.rows, load)
    found = measured(quick=quick, known=known, told=console.print)
    load = known.load
    tables = tables_of(found)
    for table in tables:
        console.print(table.on_screen(), "")
    if quick:
        console.print("Only a full run (python -m benchmarks.scale) writes docs/evidence/scale.md.")
        return
    write_text(PICTURE, picture(found["corridors"], found["members, small world"]))
    write_text(PAGE, page(tables, load, left_out(found)))
    console.print("Written: docs/evidence/scale.md, docs/pictures/scale.svg")


if __name__ == "__main__":
    main()
