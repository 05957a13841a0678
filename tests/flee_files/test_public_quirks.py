"""Public folders with the quirks of other public folders: played with a named note, or refused with a line.

Each quirk is written into a copy of a public folder; none may end in a traceback or pass without a word.
"""

import csv
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from alee.cli import app
from alee.core.errors import ImportFailed
from alee.files.flee.folder import load_flee
from tests.flee_files.test_import_flee import SHARED, SIZES

DAYS = 25
Change = Callable[[Path], None]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def write(path: Path, rows: list[str]) -> None:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def table(name: str, change: Callable[[list[str]], list[str]]) -> Change:
    """Change the lines of a table of input_csv."""
    return lambda folder: write(folder / "input_csv" / name, change(lines(folder / "input_csv" / name)))


def calm(rows: list[str], first: int, last: int) -> list[str]:
    """Take all conflict away on some days; the header is row 0."""
    width = rows[0].rstrip(",").count(",")
    return [
        f"{row.split(',')[0]}{',0' * width}" if first <= k - 1 < last else row for k, row in enumerate(rows)
    ]


def first_camp(folder: Path) -> tuple[str, Path]:
    """Find a camp of data_layout.csv and its file."""
    with (folder / "source_data" / "data_layout.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    return rows[1][0], folder / "source_data" / rows[1][1].strip()


def layout(folder: Path, change: Callable[[str, str], str]) -> None:
    """Change the row of the first camp in data_layout.csv; the change is told its name and its file."""
    camp, path = first_camp(folder)
    rows = lines(folder / "source_data" / "data_layout.csv")
    write(folder / "source_data" / "data_layout.csv",
          [change(camp, path.name) if row.split(",")[0] == camp else row for row in rows])  # fmt: skip


def counts(change: Callable[[list[str]], list[str]]) -> Change:
    """Change the counts of the first camp."""

    def apply(folder: Path) -> None:
        path = first_camp(folder)[1]
        write(path, change([row for row in lines(path) if re.fullmatch(r"\d{4}-\d\d-\d\d, *\d+", row)]))

    return apply


def rename_with_comma(folder: Path) -> None:
    camp, _ = first_camp(folder)
    for path in folder.glob("*/*.csv"):
        text = path.read_text(encoding="utf-8")
        cell = re.compile(rf"(^|,) *{re.escape(camp)} *(?=,|$)", re.MULTILINE)
        path.write_text(cell.sub(rf'\1"{camp}, the camp"', text), encoding="utf-8")


def swap_days(rows: list[str]) -> list[str]:
    return [*rows[:-2], rows[-1], rows[-2]]


NOTED: dict[str, tuple[Change, str]] = {
    "short conflict table": (table("conflicts.csv", lambda rows: rows[:15]),
                             "input_csv/conflicts.csv, line 15: the table ends with day 13"),
    "days without conflict": (table("conflicts.csv", lambda rows: calm(rows, 3, 12)),
                              "counts grow on days when no place with residents is in conflict"),
    "no conflict at the end": (table("conflicts.csv", lambda rows: calm(rows, 10, 10_000)),
                               "some of them never do"),
    "a day left out": (table("conflicts.csv", lambda rows: rows[:5] + rows[6:]),
                       "rows are counted as days in order"),
    "a column of nowhere": (table("conflicts.csv", lambda rows: [f"{rows[0].rstrip(',')},Xyzzyx Qrst"] + [
        f"{row.rstrip(',')},0" for row in rows[1:]]), '"Xyzzyx Qrst" stands nowhere'),
    "a second length": (table("routes.csv", lambda rows: [
        *rows, ",".join([*rows[1].split(",")[:2], "7777", ""])]), "both links are kept"),
    "no distance": (table("routes.csv", lambda rows: [
        *rows[:1], ",".join([*rows[1].split(",")[:2], "0", ""]), *rows[2:]]), "it is taken as 1 km"),
    "a kind of its own": (table("locations.csv", lambda rows: [
        *rows, f"Elsewhere,R,{rows[1].split(',')[2]},1,1,quarry,,10"]), "is no kind that Flee knows"),
    "a border of nowhere": (table("closures.csv", lambda rows: [*rows, "country,Qwertz,Uiopue,0,5"]),
                            "nothing closes, as in Flee"),
    "counts out of order": (counts(swap_days), "counts are put in order here"),
    "a camp that is counted late": (counts(lambda rows: rows[-1:]), "held back to day 0"),
    "two files for a camp": (lambda folder: layout(folder, lambda camp, file: f"{camp},{file},{file}"),
                             "2 files are added up"),
    "an empty count": (counts(lambda rows: [*rows, "2031-01-01,"]), "no count; the row is skipped"),
    "a conflict date": (table("locations.csv", lambda rows: [
        *rows[:1], *(row.replace("conflict_zone,0,", "conflict_zone,3,", 1) for row in rows[1:])]),
        "and that counts"),
    "a byte order mark": (table("routes.csv", lambda rows: ["\ufeff" + rows[0], *rows[1:]]),
                          "byte order mark"),
    "no mark before a header": (table("locations.csv", lambda rows: [rows[0].lstrip("#"), *rows[1:]]),
                                "the header has no #"),
    "a correction before the start": (lambda folder: write(
        folder / "input_csv" / "registration_corrections.csv", [f"{first_camp(folder)[0]},1999-01-01"]),
        "lies before the first day"),
    "a table that nobody asks for": (lambda folder: write(
        folder / "input_csv" / "region_attributes_IPC.csv", ["rubbish"]), "not read; no rule that is on"),
}  # fmt: skip
REFUSED: dict[str, tuple[Change, str]] = {
    "Latin-1": (lambda folder: (folder / "input_csv" / "locations.csv").write_bytes(
        (folder / "input_csv" / "locations.csv").read_bytes() + b"Caf\xe9,R,C,1,1,town,,10\n") and None,
        "is not UTF-8"),
    "population with a comma": (table("locations.csv", lambda rows: [
        *rows, f'New,R,{rows[1].split(",")[2]},1,1,town,,"22,849"']), 'column "population"'),
    "blank conflict": (table("conflicts.csv", lambda rows: [*rows[:3], rows[3].rsplit(",", 2)[0] + ",,1",
                       *rows[4:]]), "input_csv/conflicts.csv, line 4"),
    "turned days": (counts(lambda rows: [*rows, "31/12/2031,5"]), 'column "date"'),
    "correction without a count": (lambda folder: write(
        folder / "input_csv" / "registration_corrections.csv", [f"{first_camp(folder)[0]},2031-01-01"]),
        "has no count on 2031-01-01"),
    "camp without counts": (lambda folder: layout(folder, lambda _, file: f"Qwertz,{file}"), "has no row"),
    "missing counts": (lambda folder: first_camp(folder)[1].unlink(), "source_data/"),
    "negative distance": (table("routes.csv", lambda rows: [
        *rows[:1], ",".join([*rows[1].split(",")[:2], "-5", ""]), *rows[2:]]), "the distance is -5 km"),
}  # fmt: skip


def copy_of(name: str, folder: Path) -> Path:
    """Copy a public folder, cut to its first days."""
    if not (SHARED / name).exists():
        pytest.skip("the public Flee folders are not here")
    made = folder / name
    shutil.copytree(SHARED / name, made)
    for path in [made, *made.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    period = [row for row in lines(made / "input_csv" / "sim_period.csv") if "length" not in row.lower()]
    write(made / "input_csv" / "sim_period.csv", [*period, f"Length,{DAYS}"])
    return made


def growing_without_lasting_zones(folder: Path) -> None:
    """Let counts of the first camp grow every day, and let only conflicts.csv say where conflict is.

    In Flee a place that locations.csv calls a conflict zone from day 0 stays one if its column begins with 0.
    """
    start = load_flee(folder).start
    write(first_camp(folder)[1], [f"{start},100", f"{start + timedelta(days=365)},90000"])
    rows = [row.replace("conflict_zone", "town") for row in lines(folder / "input_csv" / "locations.csv")]
    write(folder / "input_csv" / "locations.csv", rows)
    (folder / "input_csv" / "registration_corrections.csv").unlink(missing_ok=True)


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("quirk", NOTED)
def test_a_quirk_that_flee_lives_with_is_noted_with_its_file(quirk: str, name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path)
    if quirk in ("days without conflict", "no conflict at the end"):
        growing_without_lasting_zones(folder)
    if quirk in ("counts out of order", "a camp that is counted late"):
        (folder / "input_csv" / "registration_corrections.csv").unlink(missing_ok=True)
    change, words = NOTED[quirk]
    change(folder)
    notes = [note for note in load_flee(folder).notes if words in note]
    if quirk == "a conflict date" and not notes:
        pytest.skip("no zone of this folder begins on day 0")
    assert notes
    assert all(note.startswith(f"{name}/") for note in notes)


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("quirk", REFUSED)
def test_what_cannot_be_played_is_refused_with_its_file(quirk: str, name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path)
    change, words = REFUSED[quirk]
    change(folder)
    with pytest.raises(ImportFailed) as caught:
        load_flee(folder)
    assert words in str(caught.value)
    assert all(problem.where.startswith(f"{name}/") for problem in caught.value.problems)


@pytest.mark.parametrize("name", SIZES)
def test_a_folder_with_many_quirks_goes_through_every_command(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path)
    for quirk in ("short conflict table", "a second length", "a kind of its own", "counts out of order",
                  "a border of nowhere", "a table that nobody asks for"):  # fmt: skip
        NOTED[quirk][0](folder)
    rename_with_comma(folder)
    camp = f"{first_camp(folder)[0]}"
    assert camp.endswith(", the camp")
    assert camp in load_flee(folder).camps
    out = tmp_path / "out"
    for call in (
        ["import-flee", str(folder), "--out", str(out)],
        ["simulate", str(folder), "--behaviour", "flee", "--members", "2"],
        ["simulate", str(out), "--behaviour", "flee-intended", "--members", "2"],
        ["score", str(folder), "--members", "2"],
        ["evaluate", "open-loop", str(folder), "--members", "20", "--flee-runs", "2"],
    ):
        result = CliRunner().invoke(app, call)
        assert result.exit_code == 0, (call, result.output, result.exception)
