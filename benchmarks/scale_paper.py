"""A thousand cores and 10**12 edge-days, on paper: every figure is worked out from rows measured in the same run.

Nothing here was run on a thousand cores. The formulas stand in the table; whoever has measured other rates, other
prices or another network puts them in and gets another table.
"""

from typing import Any

from alee.executors import BLOCK_SIZE
from alee.files.streaming import BLOCK_BYTES
from benchmarks.tables import Table

EDGE_DAYS = 10**12
CORES, THREADS = 1_000, 16  # cores in all, and for each worker process
DAYS = 200
# assumption: list prices of large providers are of this order; put your own here
USD_PER_CORE_HOUR, USD_PER_GB_MONTH = 0.04, 0.02
SCHEDULER_SECONDS = 1e-3  # assumption: the order of what Dask's documents say of its work for each task
CLIENT_BYTES_PER_SECOND = 1e9  # assumption: ten gigabit a second into the one process that gathers
RECORD = 24  # bytes of a corridor-day of one member before compression: six numbers of four bytes

Row = dict[str, Any]


def paper_tables(base: Row, kept: Row, slope: float, rate: float) -> list[Table]:
    """Work out what the task needs, and what would give way first.

    Parameters
    ----------
    base
        The measured row of a large world.
    kept
        A measured row with every member in the store, for the bytes of a member after compression.
    slope
        Of log time over log corridors, over the largest measured worlds.
    rate
        Edge-days per CPU second of each further member of a large world.
    """
    members = round(EDGE_DAYS / (base["corridors"] * DAYS))
    one_record = DAYS * (RECORD * base["corridors"] + 40 * base["places"])
    block = max(1, min(BLOCK_SIZE, BLOCK_BYTES // one_record))
    n_blocks = -(-members // block)
    core_hours = EDGE_DAYS / rate / 3600
    hours = core_hours / CORES
    ahead = base["megabytes"]["peak"]
    # an answer's size grows with days, and with members of the block
    answer = base["answer"] / min(base["block"], base["members"]) / base["days"] * DAYS * block
    client = sum(base["seconds"].get(part, 0.0) for part in ("add up", "keep each block"))
    adding = client / base["members"] / base["days"] * DAYS * members / 3600
    squeezed = kept["store"] / (kept["edge_days"] or 1)
    everything = squeezed * EDGE_DAYS
    prices = f"{USD_PER_CORE_HOUR} USD a core-hour, {USD_PER_GB_MONTH} USD a GB-month: assumptions"
    need = [
        ("members", f"{members:,}", f"10**12 / ({base['corridors']:,} corridors × {DAYS} days)"),
        (
            "rate of a core",
            f"{rate / 1e6:.1f} M edge-days/s",
            "measured: each further member of the large world, its luck, counting and adding up included",
        ),
        ("core-hours", f"{core_hours:,.0f}", "10**12 / rate"),
        (
            "hours on 1,000 cores",
            f"{hours:.2f}",
            "if nothing gives way (next table); blocks of one member fill one lane of eight: up to 8 times as long",
        ),
        (
            "blocks",
            f"{n_blocks:,} of {block}",
            "as many members as fit into a gigabyte of record, at least 1",
        ),
        ("bytes, summary only", _giga(base["store"] / base["days"] * DAYS), "measured store, by days"),
        (
            "bytes, every member kept",
            _giga(everything),
            f"{squeezed:.2f} bytes an edge-day, measured, compressed",
        ),
        (
            "bytes of answers to the client",
            _giga(answer * n_blocks),
            "summary: what was counted of each block",
        ),
        ("price of computing", f"{core_hours * USD_PER_CORE_HOUR:,.0f} USD", prices),
        ("price of keeping every member", f"{everything / 1e9 * USD_PER_GB_MONTH:,.0f} USD a month", prices),
    ]
    gather = answer * n_blocks / CLIENT_BYTES_PER_SECOND / 3600
    spread = base["common"] / 1e6
    memory = (
        "memory of one block",
        f"{one_record * block / 1e9:.1f} GB of record for each thread",
        f"{THREADS} threads a process: {one_record * block * THREADS / 1e9:.0f} GB, and {ahead / 1e3:.1f} GB "
        "for the world. Where that is too much: fewer threads, or fewer days.",
    )
    messages = n_blocks * SCHEDULER_SECONDS / 3600
    waits = sorted(
        [
            (
                adding,
                "adding up and keeping, in one process",
                f"{adding:.2f} h",
                "one core adds up what all blocks counted, and keeps each until a checkpoint holds it; above "
                "the hours of the run, the client is what everybody waits for",
            ),
            (
                gather,
                "answers into one process",
                f"{gather:.2f} h at {CLIENT_BYTES_PER_SECOND / 1e9:.0f} GB/s (assumption)",
                "summary; with every member kept through the client it would be "
                f"{everything / CLIENT_BYTES_PER_SECOND / 3600:.1f} h: let workers write",
            ),
            (
                messages,
                "messages of the scheduler",
                f"{messages:.4f} h of its time",
                f"{n_blocks:,} tasks at {SCHEDULER_SECONDS * 1e3:.0f} ms (assumption)",
            ),
            (
                hours,
                "the run itself, on all cores",
                f"{hours:.2f} h",
                "what stands above it in this table is waited for",
            ),
        ],
        reverse=True,
    )
    others = [
        (
            "sending the world", f"{spread:.0f} MB to each of {-(-CORES // THREADS)} processes",
            "sent to the scheduler once; workers fetch it from each other",
        ),
        (
            "writes into the store", f"{n_blocks * 13:,} or more objects", "every member kept: one object for each "
            "variable, block and stretch of days; an object store takes thousands a second",
        ),
        ("growth with corridors", f"time to the power {slope:.2f}", "measured over the three largest worlds; 1 is "
         "in proportion"),
    ]  # fmt: skip
    return [
        Table(
            title="On paper: 10**12 edge-days on 1,000 cores",
            note="Worked out, not run: each figure follows from measured rows above by the words beside it.",
            columns=("what", "figure", "from"), rows=need,
        ),
        Table(
            title="On paper: what gives way first",
            note="Memory first, because without it nothing starts; then what takes hours, the longest first.",
            columns=("part", "figure", "what it means"), rows=[memory, *(row[1:] for row in waits), *others],
        ),
    ]  # fmt: skip


def _giga(number: float) -> str:
    return f"{number / 1e9:,.1f} GB"
