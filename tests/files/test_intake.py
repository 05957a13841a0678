"""Files and folders that cannot be read are refused in one sentence, however they are broken."""

import os
from pathlib import Path

import pytest

from alee.core.errors import InputError, Problem, ReportError, ScenarioError
from alee.files import intake, tables
from alee.files.intake import read_text
from alee.files.report_table import load_reports
from alee.files.scenario_folder import check_folder, load_scenario

HAMLET = Path(__file__).parents[2] / "scenarios/hamlet"


def copy_of_hamlet(target: Path) -> Path:
    folder = target / "hamlet"
    folder.mkdir()
    for file in HAMLET.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def told_by(path: Path | str) -> str:
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(path)
    return str(refusal.value)


def test_missing_folder_suggests_its_neighbour(tmp_path: Path) -> None:
    copy_of_hamlet(tmp_path)
    assert told_by(tmp_path / "hamlt") == (
        "hamlt: there is no such folder.\nA scenario is a folder that holds scenario.yaml. "
        'Did you mean "hamlet"?'
    )


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    folder = copy_of_hamlet(tmp_path)
    assert told_by(folder / "scenario.yaml") == (
        "scenario.yaml: this is a file, not a folder.\nA scenario is a folder that holds scenario.yaml. "
        'Did you mean the folder "hamlet"?'
    )


def test_names_that_no_disk_can_hold() -> None:
    for name in ("a\0b", "a" * 5000):
        assert "cannot be read" in told_by(name) or "no such folder" in told_by(name)
        with pytest.raises(ReportError):
            load_reports(name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_folder_and_file_without_permission(tmp_path: Path) -> None:
    folder = copy_of_hamlet(tmp_path)
    (folder / "places.csv").chmod(0)
    assert "you are not allowed to read this file" in told_by(folder)
    folder.chmod(0)
    assert "you are not allowed to read this folder" in told_by(folder)
    folder.chmod(0o755)


def test_permission_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_of_hamlet(tmp_path)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "hamlet/places.csv: you are not allowed to read this file.\n" in told_by(folder)


def test_unreadable_folder_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_of_hamlet(tmp_path)

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert told_by(folder).startswith("hamlet: you are not allowed to read this folder.\n")


def test_folder_where_a_file_belongs(tmp_path: Path) -> None:
    folder = copy_of_hamlet(tmp_path)
    (folder / "places.csv").unlink()
    (folder / "places.csv").mkdir()
    assert "hamlet/places.csv: this is a folder, not a file." in told_by(folder)


def test_devices_are_not_read(tmp_path: Path) -> None:
    folder = copy_of_hamlet(tmp_path)
    (folder / "places.csv").unlink()
    (folder / "places.csv").symlink_to("/dev/zero")
    assert "hamlet/places.csv: this is not an ordinary file." in told_by(folder)


def test_a_file_with_too_many_bytes_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "reports.csv"
    with huge.open("wb") as file:
        file.truncate(10_000_000_000)
    problem = read_text(huge)
    assert isinstance(problem, Problem)
    assert problem.wrong == "the file has 10,000,000,000 bytes"
    with pytest.raises(ReportError, match="Allowed: at most 67,108,864 bytes"):
        load_reports(huge)


@pytest.mark.parametrize("row", [b",,,\n", b"a,,,\n", b"\n"])
def test_ten_million_rows_are_refused(tmp_path: Path, row: bytes) -> None:
    many = tmp_path / "reports.csv"
    many.write_bytes(b"id,published,start,end,place,measure,value,unit,who\n" + row * 10_000_000)
    with pytest.raises(ReportError) as refusal:
        load_reports(many)
    assert str(refusal.value) == (
        f"{tmp_path.name}/reports.csv: the file has too many rows.\nAllowed: at most 200,000 rows."
    )


def test_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    folder = copy_of_hamlet(tmp_path)
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_scenario(folder) == load_scenario(HAMLET)
    assert load_reports(folder) == load_reports(HAMLET)


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_of_other_systems_are_accepted(tmp_path: Path, end: bytes) -> None:
    folder = copy_of_hamlet(tmp_path)
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", end))
    assert load_scenario(folder) == load_scenario(HAMLET)
    assert load_reports(folder) == load_reports(HAMLET)


def test_events_may_be_missing_and_are_missed(tmp_path: Path) -> None:
    folder = copy_of_hamlet(tmp_path)
    (folder / "events.csv").unlink()
    findings = check_folder(folder)
    assert findings.scenario is not None
    assert [problem.is_warning for problem in findings.problems] == [True]


def test_caps_are_stated() -> None:
    assert intake.MOST_BYTES == 64 * 1024 * 1024
    assert tables.MOST_ROWS == 200_000


def test_reports_and_scenarios_fail_as_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_reports(tmp_path / "none.csv")
