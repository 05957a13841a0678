"""Every door through which something from outside comes in, and things that nobody sends in good faith.

``python -m tests.faults.doors NAME TIMES SEED`` opens one door ("all" for each) so many times with damaged
and hostile things, in this process, with 5 seconds of work for each and 512 MB more memory than the program
itself needs. Whatever comes in, it is taken or refused with a sentence; anything else is printed.
"""

import datetime as dt
import io
import json
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alee.core.errors import AleeError
from alee.dashboard.endpoints.scenario import unzipped, zipped
from alee.dashboard.faults import Refused
from alee.dashboard.routing import Upload
from alee.dashboard.workspace import FILE as WORKSPACE_FILE
from alee.dashboard.workspace import Workspace
from alee.files.flee.folder import load_flee
from alee.files.group_log import FILE as LOG_FILE
from alee.files.group_log import GroupLog
from alee.files.journal import SqliteJournal
from alee.files.ledger import earlier_releases
from alee.files.log_table import read_log_table
from alee.files.report_table import load_reports
from alee.files.resolved import scenario_texts
from alee.files.scenario_folder import check_folder, load_scenario
from alee.files.services_file import load_services
from alee.files.store import load
from alee.files.world.sheets import read_rows
from alee.outlook.what_ifs import parse_what_if
from alee.reading.accepted import read_ledger
from alee.reading.reader import read_text
from alee.reading.sources import text_of
from alee.services.log import Entry

ROOT = Path(__file__).parents[2]
HAMLET = ROOT / "scenarios" / "hamlet"
SECONDS, MEMORY = 5, 512 * 1024 * 1024
DISPATCH = (
    "GENEVA, 6 May 2030. Some 1,250 people crossed the Old Bridge on Sunday, officials said; of them 300 to "
    "400 stayed in Rivertown. The border was closed for two days.\n\n"
)
JUNK = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"'", b",", b"\n", b"\r", b";", b"\t", b"[" * 50, b"{" * 50,
    b"}", b"NaN", b"nan", b"inf", b"1e999", b"-1e999", b"9" * 400, b"-1", b"0", b"1e-320", b"2030-02-30",
    b"9999-12-31", b"0001-01-01", b"&a *a", b"!!python/object:os.system x", b"<<: 3", b"=1+1", b"../../x",
    b"\xe2\x80\xae", b"%s%n", b"uniform(1,0)", b"null", b"true", b"\\ud800", b"<p>" * 200, b" " * 5000,
    b"\n" * 5000, b"(" * 500, b"\xc2\xa0" * 3000,
]  # fmt: skip


def damaged(content: bytes, luck: random.Random) -> bytes:
    """Put one to four faults into something that was whole."""
    for _ in range(luck.randint(1, 4)):
        at = luck.randint(0, len(content))
        to = min(len(content), at + luck.choice([0, 1, 3, 10, 60]))
        what = luck.randint(0, 4)
        if what == 0:
            content = content[:at] + luck.choice(JUNK) + content[to:]
        elif what == 1:
            content = content[:at]
        elif what == 2:
            content = content[:at] + content[at:to] * luck.choice([2, 50, 2000]) + content[to:]
        elif what == 3 and content:
            k = min(at, len(content) - 1)
            content = content[:k] + bytes([content[k] ^ (1 << luck.randint(0, 7))]) + content[k + 1 :]
        else:
            digits = [k for k, byte in enumerate(content) if 48 <= byte <= 57]
            if digits:
                k = luck.choice(digits)
                content = content[:k] + luck.choice([b"9" * 30, b"-1", b"0", b"1e9", b"x"]) + content[k + 1 :]
    return content[: 2 * 1024 * 1024]


def texts_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


def one_damaged(files: dict[str, bytes], luck: random.Random, folder: Path) -> Path:
    """Write files into a folder, one of them damaged."""
    victim = luck.choice(sorted(files))
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(damaged(content, luck) if name == victim else content)
    return folder


class Doors:
    """What whole things look like, made once; each door is a method that takes luck and an empty folder."""

    def __init__(self, home: Path) -> None:
        from tests.faults.killing import small_fit

        self.scenario = load_scenario(HAMLET)
        self.hamlet = {name: text.encode() for name, text in scenario_texts(self.scenario).items()}
        self.reports = (HAMLET / "reports.csv").read_bytes()
        self.flee = texts_of(ROOT / "tests" / "data" / "flee_hamlet")
        self.services = (ROOT / "scenarios" / "russia-2022" / "services.yaml").read_bytes()
        from alee.files.store import save

        save(small_fit(1, 0), home / "run")
        self.run = {
            str(p.relative_to(home / "run")): p.read_bytes() for p in (home / "run").rglob("*") if p.is_file()
        }
        log = GroupLog(home / "group")
        for day in range(1, 5):
            log.append(
                [Entry(day=dt.date(2030, 5, day), place="Rivertown", service="bed", group="us", asked=day)]
            )
        self.log = (home / "group" / LOG_FILE).read_bytes()
        Workspace(home / "w").close()
        self.workspace = (home / "w" / WORKSPACE_FILE).read_bytes()
        journal = SqliteJournal(home / "j", "w")
        journal.write(1, {})
        self.journal = (home / "j").read_bytes()
        self.table = b"date,asked,placed,left\n" + b"".join(
            b"2030-05-%02d,%d,1,2\n" % (d, d) for d in range(1, 20)
        )
        self.sheet = sheet(
            [["date", "asked", "placed", "left"], ["2030-05-04", 3, 2, 1], ["2030-05-05", 4, 2, 1]]
        )

    def scenario_folder(self, luck: random.Random, folder: Path) -> None:
        check_folder(one_damaged({**self.hamlet, "reports.csv": self.reports}, luck, folder))

    def report_table(self, luck: random.Random, folder: Path) -> None:
        load_reports(one_damaged({"reports.csv": self.reports}, luck, folder) / "reports.csv")

    def flee_folder(self, luck: random.Random, folder: Path) -> None:
        load_flee(one_damaged(self.flee, luck, folder))

    def dispatch(self, luck: random.Random, folder: Path) -> None:
        content = damaged(DISPATCH.encode() * luck.randint(1, 5), luck)
        kind = luck.randint(0, 2)
        content = content if kind else b"<html><body><p>" + content.replace(b"\n", b"</p><p>")
        read_text(text_of(content, "dispatch"), self.scenario, published=dt.date(2030, 5, 6))

    def saved_run(self, luck: random.Random, folder: Path) -> None:
        load(one_damaged(self.run, luck, folder))

    def services_file(self, luck: random.Random, folder: Path) -> None:
        load_services(one_damaged({"services.yaml": self.services}, luck, folder))

    def what_if(self, luck: random.Random, folder: Path) -> None:
        said = "close 'Old Bridge' from 2030-05-10 and open 'Old Bridge' from 2030-05-12"
        text = damaged(said.encode(), luck).decode("utf-8", "replace")
        parse_what_if(text, self.scenario, dt.date(2030, 5, 6))

    def log_csv(self, luck: random.Random, folder: Path) -> None:
        one_damaged({"t.csv": self.table}, luck, folder)
        read_log_table(folder / "t.csv", place="Rivertown", service="bed", group="us")

    def log_xlsx(self, luck: random.Random, folder: Path) -> None:
        (folder / "t.xlsx").write_bytes(damaged_zip(self.sheet, luck))
        read_log_table(folder / "t.xlsx", place="Rivertown", service="bed", group="us")

    def world_sheet(self, luck: random.Random, folder: Path) -> None:
        content = damaged_zip(self.sheet, luck) if luck.random() < 0.5 else damaged(self.table, luck)
        (folder / "t").write_bytes(content)
        list(read_rows(folder / "t"))

    def group_log(self, luck: random.Random, folder: Path) -> None:
        GroupLog(one_damaged({LOG_FILE: self.log}, luck, folder)).log()

    def readings(self, luck: random.Random, folder: Path) -> None:
        line = json.dumps({"id": "T1", "kind": "report", "answer": "yes", "start": 1, "end": 4})
        read_ledger(one_damaged({"readings.jsonl": line.encode() * 2}, luck, folder))

    def releases(self, luck: random.Random, folder: Path) -> None:
        one = {"scenario": "x", "figures": [["a", 1]], "sums": [], "hidden": [], "secret": []}
        text = json.dumps({"format": 1, "note": "", "releases": [one]})
        one_damaged({"releases.json": text.encode()}, luck, folder)
        earlier_releases(folder / "releases.json", "x")

    def workspace_file(self, luck: random.Random, folder: Path) -> None:
        one_damaged({WORKSPACE_FILE: self.workspace}, luck, folder)
        space = Workspace(folder)
        try:
            space.change("a", "b", {"x": 1})
            space.documents("")
        finally:
            space.close()

    def journal_file(self, luck: random.Random, folder: Path) -> None:
        one_damaged({"j": self.journal}, luck, folder)
        journal = SqliteJournal(folder / "j", "w")
        journal.newest()
        journal.write(2, {})

    def upload(self, luck: random.Random, folder: Path) -> None:
        whole = zipped("hamlet", {name: text.decode() for name, text in self.hamlet.items()})
        unzipped(Upload(name="a.zip", content=damaged_zip(whole, luck)))


NAMES = sorted(name for name, value in vars(Doors).items() if callable(value) and not name.startswith("_"))


def sheet(rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def damaged_zip(content: bytes, luck: random.Random) -> bytes:
    """Damage a packed file, from outside or in one of its parts."""
    if luck.random() < 0.4:
        return damaged(content, luck)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        victim = luck.choice(whole.namelist())
        for name in whole.namelist():
            part = whole.read(name)
            new.writestr(name, damaged(part, luck) if name == victim else part)
    return out.getvalue()


class HangError(BaseException):
    """It took too long."""


def _late(*about: object) -> None:
    raise HangError


def opened(door: Callable[[], Any], seconds: int = SECONDS) -> str | None:
    """Open a door once; what is wrong, or None if it was taken or refused with a sentence."""
    signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, seconds)  # of work; a busy computer is nobody's fault
    try:
        door()
    except (AleeError, Refused) as refusal:
        said = str(refusal)
        return None if len(said) > 10 and "Traceback" not in said else f"no sentence: {said}"
    except HangError:
        return f"more than {seconds} s\n{traceback.format_exc(limit=-6)}"
    except Exception:  # noqa: BLE001 - this is what is looked for
        return traceback.format_exc(limit=-6)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def limit_memory() -> None:
    """Allow 512 MB more than what is in use."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def findings(names: list[str], times: int, seed: int) -> Iterator[str]:
    """Yield what went wrong at some doors."""
    with tempfile.TemporaryDirectory() as home:
        doors = Doors(Path(home))
        for name in names:  # what is imported late
            folder = folder_of(home, f"{name}-first")
            door = getattr(doors, name)
            opened(lambda d=door, f=folder: d(random.Random(0), f), 60)
        limit_memory()
        for name in names:
            door = getattr(doors, name)
            for number in range(1, times + 1):
                luck = random.Random(f"{name} {seed} {number}")
                folder = folder_of(home, f"{name}-{number}")
                wrong = opened(lambda d=door, n=luck, f=folder: d(n, f))
                if wrong is not None:
                    yield f"{name} {seed} {number}: {wrong}"
                shutil.rmtree(folder)


def folder_of(home: str, name: str) -> Path:
    folder = Path(home) / name
    folder.mkdir()
    return folder


if __name__ == "__main__":
    began = time.monotonic()
    chosen = NAMES if sys.argv[1] == "all" else [sys.argv[1]]
    found = list(findings(chosen, int(sys.argv[2]), int(sys.argv[3])))
    about = {
        "door": sys.argv[1], "times": int(sys.argv[2]), "findings": found,
        "seconds": time.monotonic() - began,
        "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip
    print(json.dumps(about))  # noqa: T201
