"""Measure everything, or the benches named: python -m benchmarks [--quick] [NAME ...].

A bench is a module here with a function ``measure(quick=...)`` that gives tables. A full run writes them into
docs/evidence/speed.md; a run of some, or a quick one with tiny sizes, only shows them.
"""

import argparse

from rich.console import Console

from alee.files.atomic import write_text
from benchmarks import flee, growth, memory, rates, threads
from benchmarks.tables import PAGE, Table, load_now, page

BENCHES = {
    "rates": rates.measure,
    "threads": threads.measure,
    "growth": growth.measure,
    "memory": memory.measure,
    "flee": flee.measure,
}


def main(words: list[str] | None = None) -> None:
    """Run the benches, show their tables and, after a full run, write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast Alee is.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHES)}; by default all"
    )
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that all benches run")
    chosen = parser.parse_args(words)
    unknown = sorted(set(chosen.names) - set(BENCHES))
    if unknown:
        parser.error(f"there is no bench called {', '.join(unknown)}. Allowed: {', '.join(BENCHES)}.")
    console, load = Console(), load_now()
    tables: list[Table] = []
    for name in chosen.names or BENCHES:
        for table in BENCHES[name](quick=chosen.quick):
            console.print(table.on_screen(), "")
            tables.append(table)
    if chosen.names or chosen.quick:
        console.print("Only a full run (make bench) writes docs/evidence/speed.md.")
    else:
        write_text(PAGE, page(tables, load))
        console.print("Written: docs/evidence/speed.md")


if __name__ == "__main__":
    main()
