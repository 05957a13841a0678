"""When things go wrong: work killed at 200 random instants, and every door tried with hostile things.

The victims and the doors are those of the tests (tests/faults), more often and with another seed.
"""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alee.core.provenance import installed_version

ROOT = Path(__file__).parents[1]
EVIDENCE = ROOT / "docs" / "evidence" / "faults.md"
TIMES, SEED = 100, 2023
KEPT = ROOT / "work" / "faults"
KILLS = {"fit": 30, "stream": 25, "save": 15, "log": 50, "accept": 30, "workspace": 50}
MOST_MEGABYTES = 512
WHAT = {
    "fit": "a fit with its journal, and its saving",
    "stream": "a simulation written block by block into a store",
    "save": "a run saved over an older one",
    "log": "numbers of a group logged",
    "accept": "proposals of a dispatch accepted",
    "workspace": "changes in the workspace of the page",
}


def ran(module, *words):
    """Run a module of the tests in a process of its own; what it printed, or why it ended."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return (
        json.loads(done.stdout) if done.returncode == 0 else {"broken": done.stderr.strip().splitlines()[-1:]}
    )


def killed(kind, kills):
    with tempfile.TemporaryDirectory() as folder:
        return {"kind": kind, **ran("tests.faults.killing", kind, kills, SEED, folder)}


def kill_rows(outcomes):
    rows = [
        "| work | kills | ended the same | most blocks lost | scraps left by the next saving |",
        "|---|---|---|---|---|",
    ]
    for one in outcomes:
        if "broken" in one:
            rows.append(f"| {WHAT[one['kind']]} | | no: {one['broken']} | | |")
        else:
            rows.append(
                f"| {WHAT[one['kind']]} | {one['kills']} | yes, {one['runs']} runs | {one['most_lost']} | {one['scraps']} |"
            )
    return rows


def door_rows(doors):
    rows = [
        "| door | things tried | findings | work allowed for each | memory at most |",
        "|---|---|---|---|---|",
    ]
    for one in doors:
        if "broken" in one:
            rows.append(f"| {one['name']} | | broke: {one['broken']} | | |")
        else:
            rows.append(
                f"| {one['name'].replace('_', ' ')} | {one['times']} | {len(one['findings'])} | 5 s | {one['rss']} MB |"
            )
    return rows


def kept(name, work):
    """Do a part and keep what came of it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{name}.json").write_text(json.dumps(work(name)), encoding="utf-8")


def main(names=None) -> int:
    """Do all parts, or those named (then the others stand as they were), and write docs/evidence/faults.md.

    Gives how many bars are missed.
    """
    from tests.faults.doors import NAMES

    works = {kind: lambda kind: killed(kind, KILLS[kind]) for kind in KILLS}
    works |= {
        door: lambda name: {"name": name, **ran("tests.faults.doors", name, TIMES, SEED)} for door in NAMES
    }
    with ThreadPoolExecutor(len(KILLS)) as pool:  # most of the time they wait for a child or a disk
        list(pool.map(lambda name: kept(name, works[name]), names or works))
    found = {name: json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8")) for name in works}
    return write_page([found[kind] for kind in KILLS], [found[door] for door in NAMES])


def write_page(outcomes, doors):
    is_same = all("broken" not in one for one in outcomes)
    most = max(one.get("most_lost", 99) for one in outcomes)
    found = sum(len(one.get("findings", ["broke"])) for one in doors)
    memory = max(one.get("rss", 10**6) for one in doors)
    bars = {
        f"work killed {sum(KILLS.values())} times ends with the same result": is_same,
        f"at most one block is lost: {most}": most <= 1,
        f"{TIMES} damaged or hostile things at each of {len(doors)} doors: {found} without a sentence or too slow": found
        == 0,
        f"memory at most {memory} MB, the program itself included; bar {MOST_MEGABYTES} MB": memory
        <= MOST_MEGABYTES,
    }
    EVIDENCE.write_text(
        "# When things go wrong\n\nWritten by `python -m verification faults`.\n\n"
        + "\n".join(f"- {words}: {'met' if is_met else 'missed'}." for words, is_met in bars.items())
        + "\n\n## Killed at random instants\n\nA process is killed with signal 9 at an instant drawn evenly over the time that the "
        "work usually takes, up to three times before it may end in peace. After each kill everything that it had told to be "
        "done must be there and every file must be whole; in the end the SHA-256 of the result is compared with that of "
        "undisturbed work. A block is a step of the fit, a block of members of a simulation, or one change.\n\n"
        + "\n".join(kill_rows(outcomes))
        + "\n\n## Every door\n\nWhole files with one to four faults put in: bytes turned, pieces cut out or repeated, hostile words, "
        "huge numbers, broken packing. Taken or refused with a sentence counts as well.\n\n"
        + "\n".join(door_rows(doors))
        + "\n\nThe page's API has checks of its own (`tests/dashboard`): requests drawn from its description, and files sent to it. "
        "Bombs (small files that unpack to floods) are in `tests/faults/test_doors.py`; full disks, folders that can only be read, "
        "permissions lost in the middle, clocks that jump and second processes in `tests/faults/test_disks.py`.\n\n"
        "What is not shown here: loss of power (files are told to reach the disk before they get their names, but no disk was "
        "unplugged), disks shared over a network, Windows.\n\n"
        f"Alee {installed_version('alee')}; seed {SEED}.\n",
        encoding="utf-8",
    )  # fmt: skip
    return sum(not is_met for is_met in bars.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
