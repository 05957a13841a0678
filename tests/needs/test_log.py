"""The group's own numbers: what is refused and how, what is kept, what they change, and undoing."""

import dataclasses
import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from alee.core.errors import InputError
from alee.files.group_log import GroupLog, csv_text
from alee.files.log_table import parse_log_table, read_log_table
from alee.model.services import Services
from alee.outlook.forecasting import Outlook
from alee.services.log import Entry, Log, check_entries, refuse
from alee.services.recording import record

TODAY = dt.date(2031, 1, 1)
NAMES = {"place": "Bigcity", "service": "bed", "group": "Helpers"}


def entry(day: str = "2030-03-15", **values: object) -> Entry:
    return Entry(**{"day": dt.date.fromisoformat(day), **NAMES, **values})


def problems(services: Services, *entries: Entry, log: Log | None = None, **more: object) -> str:
    places = ("Hometown", "Gate", "Bigcity")
    as_of = dt.date(2030, 3, 14)
    found = check_entries(
        log or Log(), entries, today=TODAY, places=places, services=services,
        start=dt.date(2030, 3, 1), as_of=as_of, **more,
    )  # fmt: skip
    return "\n\n".join(map(str, found))


CASES = {
    "placed > asked": (entry(asked=5, placed=9, left=0), "more were placed (9) than asked (5)"),
    "placed > free": (
        entry(asked=50, placed=45, left=3),
        "more were placed (45) than beds were free (33 of 60)",
    ),
    "left > taken": (
        entry(asked=0, placed=0, left=31),
        "more left (31) than beds were taken the day before (30)",
    ),
    "negative": (entry(asked=-4), "asked is -4, a negative number"),
    "absurd": (entry(asked=10**12), "asked is 1,000,000,000,000, more than anybody counts in a day"),
    "a total": (entry(placed=1_000_001), "placed is 1,000,001, more than anybody counts in a day"),
    "future": (entry("2031-03-15", asked=4), "2031-03-15 is in the future"),
    "before the start": (entry("1999-03-15", asked=4), "1999-03-15 is before the scenario starts"),
    "nothing": (entry(), "no number stands here"),
    "place": (entry(asked=4, place="Bigcty"), 'Did you mean "Bigcity"'),
    "service": (entry(asked=4, service="beds"), 'Did you mean "bed"'),
}


@pytest.mark.parametrize("case", CASES)
def test_each_impossible_number_is_named(services: Services, case: str) -> None:
    wrong, words = CASES[case]
    assert words in problems(services, wrong)


def test_all_problems_come_together(services: Services) -> None:
    told = problems(services, entry(asked=-4), entry("2031-03-15", asked=4), entry(asked=4, service="beds"))
    assert all(words in told for words in ("negative", "future", "no service"))


def test_possible_numbers_are_taken(services: Services) -> None:
    assert problems(services, entry(asked=38, placed=21, left=6)) == ""
    assert problems(services, entry(placed=33, left=3)) == ""
    assert problems(services, entry(asked=0, placed=0, left=0)) == ""


def test_numbers_are_held_against_the_days_before(services: Services) -> None:
    log = Log((entry("2030-03-15", asked=30, placed=28, left=0),))
    told = problems(services, entry("2030-03-16", asked=9, placed=9, left=2), log=log)
    assert "more were placed (9) than beds were free (4 of 60)" in told


def test_those_who_wait_may_be_placed_later(services: Services) -> None:
    assert problems(services, entry(service="papers", asked=0, placed=4)) == ""
    told = problems(services, entry(service="papers", asked=0, placed=6))
    assert "more were placed (6) than appointments were free (4 of 4)" in told


def test_what_is_given_once_is_free_again_the_next_morning(services: Services) -> None:
    days = [entry(f"2030-03-{day}", service="papers", asked=9, placed=4) for day in (15, 16, 17)]
    assert problems(services, *days) == ""


def test_a_day_without_numbers_leaves_nothing_to_hold_later_ones_against(services: Services) -> None:
    log = Log((entry("2030-03-15", asked=30, placed=30, left=0),))
    assert "were free" in problems(services, entry("2030-03-16", asked=9, placed=9, left=0), log=log)
    assert problems(services, entry("2030-03-17", asked=9, placed=9, left=0), log=log) == ""
    uncounted = Log((entry("2030-03-15", asked=30, placed=30),))
    assert problems(services, entry("2030-03-16", asked=9, placed=9, left=0), log=uncounted) == ""


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        ("2030-03-15", {"asked": 510, "placed": 500}),
        ("2030-03-20", {"asked": 510, "placed": 500, "left": 3}),
        ("2030-03-02", {"asked": 510, "placed": 500, "left": 3}),
    ],
    ids=["left not counted", "after a gap of days", "before the count of units taken"],
)
def test_never_are_more_placed_than_there_are_units(
    services: Services, day: str, numbers: dict[str, int]
) -> None:
    told = problems(services, entry(day, **numbers))
    assert "more were placed (500) than there are beds (60)" in told
    assert "At most as many are placed as there are." in told
    assert problems(services, entry(day, **{**numbers, "placed": 60})) == ""


def test_a_day_logged_twice_asks_what_was_meant(services: Services) -> None:
    log = Log((entry(asked=5, placed=5, left=1),))
    told = problems(services, entry(asked=7, placed=5, left=1), log=log)
    assert "has already logged asked 5, placed 5, left 1" in told
    assert all(way in told for way in ("--group", "--replace", "sum"))
    assert problems(services, entry(asked=7, placed=5, left=1), log=log, may_replace=True) == ""
    assert problems(services, entry(asked=7, placed=5, group="Others"), log=log) == ""
    assert "stands twice" in problems(services, entry(asked=7), entry(asked=8))


def test_recording_says_by_how_much_and_why(outlook: Outlook, services: Services) -> None:
    done = record(outlook, [entry(asked=60, placed=30, left=2)], services=services, today=TODAY)
    assert len(done.sentences) == 1
    told = done.sentences[0]
    assert told.startswith("15 March 2030, bed: 60 asked, where ")
    assert "were most likely on that day by all that was known before: be ready for" in told
    assert "Why: over 1 day 60 asked, where the rates of the file alone give" in told
    assert done.before.today == done.after.today == dt.date(2030, 3, 15)
    before, after = (n.service("bed").horizons[0] for n in (done.before, done.after))
    assert after.asks_per_day.ready > before.asks_per_day.ready
    assert str(round(after.asks_per_day.ready)) in told
    assert str(round(before.asks_per_day.ready)) in told


def test_two_groups_are_kept_apart_and_named(outlook: Outlook, services: Services) -> None:
    mine = record(outlook, [entry(asked=20, placed=10, left=2)], services=services, today=TODAY)
    theirs = entry(asked=90, placed=10, group="Others")
    done = record(outlook, [theirs], services=services, log=mine.log, today=TODAY)
    assert done.after == done.before == mine.after
    assert "do not move by them" in done.sentences[0]
    assert "Helpers has also logged bed here (asked 20, placed 10, left 2)" in done.sentences[1]
    assert len(done.log.entries) == 2


def test_refused_numbers_change_nothing(outlook: Outlook, services: Services) -> None:
    with pytest.raises(InputError):
        record(outlook, [entry(asked=20, placed=30)], services=services, today=TODAY)


# The journal


def test_the_journal_keeps_undoes_and_replaces(tmp_path: Path) -> None:
    journal = GroupLog(tmp_path / "own")
    assert journal.log() == Log()
    journal.append([entry(asked=5), entry("2030-03-16", asked=6)])
    journal.append([entry(asked=7)])
    assert [e.asked for e in journal.log().entries] == [6, 7]
    assert journal.undo().number == 2
    assert [e.asked for e in journal.log().entries] == [5, 6]
    assert journal.undo().number == 1
    assert journal.log() == Log()
    with pytest.raises(InputError, match="nothing to undo"):
        journal.undo()
    assert len(journal.path.read_text().splitlines()) == 4
    assert [action.undoes for action in journal.actions()] == [None, None, 2, 1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: [lines[0].replace('"asked": 5', '"asked": 3'), *lines[1:]], "line 1.*chain"),
        (lambda lines: lines[1:], "line 1.*chain"),
        (lambda lines: [lines[0], lines[2]], "line 2.*chain"),
        (lambda lines: [lines[0], lines[1][:40]], "line 2.*not one that Alee wrote"),
        (lambda lines: [*lines, "[]"], "line 4.*not one that Alee wrote"),
    ],
)
def test_a_journal_that_was_touched_is_noticed_and_not_written_on(tmp_path: Path, change, words: str) -> None:
    journal = GroupLog(tmp_path)
    for asked in (5, 6, 7):
        journal.append([entry(f"2030-03-0{asked}", asked=asked)])
    lines = change(journal.path.read_text().splitlines())
    journal.path.write_text("\n".join(lines) + "\n")
    before = journal.path.read_bytes()
    with pytest.raises(InputError, match=words):
        journal.append([entry(asked=9)])
    assert journal.path.read_bytes() == before


def test_the_journal_is_plain_json_without_people(tmp_path: Path) -> None:
    journal = GroupLog(tmp_path)
    journal.append([entry(asked=5, placed=4, left=1)], now=dt.datetime(2030, 3, 15, 20, tzinfo=dt.UTC))
    line = json.loads(journal.path.read_text())
    assert line["at"] == "2030-03-15T20:00:00Z"
    assert line["entries"] == [
        {"date": "2030-03-15", "place": "Bigcity", "service": "bed", "group": "Helpers",
         "asked": 5, "placed": 4, "left": 1}
    ]  # fmt: skip


def test_an_export_reads_back_and_carries_no_formula() -> None:
    log = Log((entry(asked=5, placed=4, left=1), entry("2030-03-16", asked=3, group="=SUM(A1)")))
    text = csv_text(log)
    assert "'=SUM(A1)" in text
    again = parse_log_table(text.replace("'=SUM(A1)", "Helpers"), "x.csv", place="", service="", group="")
    assert {dataclasses.replace(e, group="Helpers") for e in log.entries} == set(again)


# Tables


@pytest.mark.parametrize(
    "text",
    ["date,asked,placed,left\n2030-03-15,5,4,1\n", "Date;Asked;Placed;Left\n2030-03-15;5;4;1\n",
     "\n\nDAY\tasked\tplaced\tleft\n2030-03-15\t5\t4\t1\n", "date,left,asked,placed,place,service,group\r\n"
     "2030-03-15,1,5,4,Bigcity,bed,Helpers\r\n"],
)  # fmt: skip
def test_tables_are_read_however_they_are_cut(text: str) -> None:
    assert parse_log_table(text, "pasted text", **NAMES) == (entry(asked=5, placed=4, left=1),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,asked,phone\n2030-03-15,5,+49\n", 'the column "phone" looks like personal data'),
        ("date,asked\n2030-03-15,=1+2\n", 'line 2, column "asked": a formula'),
        ("date,asked\n15.03.2030,5\n", 'Did you mean "2030-03-15"'),
        ("date,asked\n2030-03-15,five\n", "is not a number"),
        ("date,asked\n2030-03-15,5.5\n", "is not a whole number"),
        ("date,asked\n,5\n", "nothing stands here"),
        ("asked\n5\n", 'the column "date" is missing'),
        ("date,asked\n", "the table has no rows"),
        ("date,asked,askd\n2030-03-15,5,5\n", 'Did you mean "asked"'),
        ("", "the file is empty"),
        (b"\xff\xfed\x00a\x00", "UTF-16"),
    ],
)
def test_bad_tables_are_refused_in_words(text: str | bytes, words: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_log_table(text, "pasted text", **NAMES)
    assert words in str(refusal.value)


def workbook(path: Path, *rows: list[object], sheets: int = 1) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for k in range(1, sheets):
        book.create_sheet(f"more {k}").append(["something"])
    book.save(path)
    return path


def test_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "own.xlsx", ["Date", "asked", "placed", "left"], [dt.date(2030, 3, 15), 5, 4.0, 1]
    )
    assert read_log_table(path, **NAMES) == (entry(asked=5, placed=4, left=1),)


def test_a_spreadsheet_with_formulas_is_refused_cell_by_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "own.xlsx", ["date", "asked"], ["2030-03-15", "=2+3"], ["2030-03-16", "=A1"])
    with pytest.raises(InputError) as refusal:
        read_log_table(path, **NAMES)
    assert [problem.where.split(", ")[-1] for problem in refusal.value.problems] == ["cell B2", "cell B3"]
    assert "paste it as values" in str(refusal.value)


def test_other_spreadsheets_are_refused_in_words(tmp_path: Path) -> None:
    many = workbook(tmp_path / "many.xlsx", ["date", "asked"], ["2030-03-15", 5], sheets=2)
    with pytest.raises(InputError, match="2 sheets"):
        read_log_table(many, **NAMES)
    personal = workbook(tmp_path / "p.xlsx", ["date", "asked", "Phone"], ["2030-03-15", 5, "x"])
    with pytest.raises(InputError, match="personal data"):
        read_log_table(personal, **NAMES)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(InputError, match="spreadsheet"):
        read_log_table(broken, **NAMES)
    with pytest.raises(InputError, match="no such file"):
        read_log_table(tmp_path / "none.xlsx", **NAMES)
    with pytest.raises(InputError, match="no such file"):
        read_log_table(tmp_path / "none.csv", **NAMES)


def test_a_day_beyond_the_outlook_is_kept_and_said_to_move_nothing(
    outlook: Outlook, services: Services
) -> None:
    late = entry("2030-08-01", asked=9, placed=9, left=1)
    done = record(outlook, [late], services=services, today=TODAY)
    assert done.log.entries == (late,)
    assert done.before.services == done.after.services
    assert done.sentences == (
        "1 August 2030: the numbers are kept, but the outlook ends on 13 April 2030, and nothing moves. "
        "Make a newer or longer one: alee forecast RUN --days N --out OUTLOOK.",
    )


def test_many_hands_write_one_journal_and_nothing_is_lost(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    journal = GroupLog(tmp_path)

    def write(k: int) -> None:
        journal.append([entry(asked=k, group=f"hand {k}")])

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(write, range(40)))
    assert {e.asked for e in journal.log().entries} == set(range(40))
    assert [action.number for action in journal.actions()] == list(range(1, 41))


def side_by_side(monkeypatch: pytest.MonkeyPatch, times: int, act: Callable[[], object]) -> list[object]:
    """Act by many hands at once, each dwelling on what it reads; what each got, or its refusal."""
    from concurrent.futures import ThreadPoolExecutor

    read = GroupLog.standing

    def slowly(journal: GroupLog) -> object:
        found = read(journal)
        time.sleep(0.02)
        return found

    monkeypatch.setattr(GroupLog, "standing", slowly)
    with ThreadPoolExecutor(times) as hands:
        tried = [hands.submit(act) for _ in range(times)]
    return [attempt.exception() or attempt.result() for attempt in tried]


def test_two_who_undo_at_once_undo_two_actions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = GroupLog(tmp_path)
    for day in range(1, 6):
        journal.append([entry(f"2030-03-{day:02}", asked=day)])
    undone = side_by_side(monkeypatch, 5, lambda: journal.undo().number)
    assert sorted(map(str, undone)) == ["1", "2", "3", "4", "5"]
    assert journal.log() == Log()


def test_two_who_log_a_day_at_once_are_not_both_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, new = GroupLog(tmp_path), [entry(asked=5)]

    def log() -> object:
        return journal.take_in(new, lambda known: refuse(check_entries(known, new, today=TODAY)) or "kept")

    told = [str(each) for each in side_by_side(monkeypatch, 4, log)]
    assert told.count("kept") == 1
    assert sum("has already logged asked 5" in each for each in told) == 3
    assert len(journal.actions()) == 1


def test_numbers_that_are_refused_when_weighed_are_not_written(tmp_path: Path) -> None:
    journal = GroupLog(tmp_path)
    with pytest.raises(InputError, match="negative"):
        journal.take_in(
            [entry(asked=-1)], lambda known: refuse(check_entries(known, [entry(asked=-1)], today=TODAY))
        )
    assert not journal.path.exists()
