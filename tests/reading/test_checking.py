"""What was accepted is looked up again: each difference is told, and told as it is."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

import alee
from alee.reading.accepted import record
from alee.reading.becoming import draft_of
from alee.reading.checking import check_accepted
from alee.reading.copies import printing_of
from alee.reading.reader import read_text

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
DAY = dt.date(2030, 5, 12)
TEXT = (
    "The border guard said 310 people entered Rivertown on 9 May 2030. "
    "Officials closed the crossing at Old Bridge on 11 May 2030. "
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scenario in which the figure of the text was accepted."""
    shutil.copytree(HAMLET, tmp_path / "mine")
    scenario = alee.load_scenario(tmp_path / "mine")
    found = read_text(TEXT, scenario, published=DAY)
    printing = printing_of(TEXT, "news.txt", found.digest, DAY, found.proposals, found.hidden)
    report = found.of("report")[0]
    record(tmp_path / "mine", report, "yes", draft_of(report, scenario), printing=printing)
    return tmp_path / "mine"


def test_a_row_that_was_changed_is_told_though_the_text_moved_or_changed_too(folder: Path) -> None:
    moved = f"Two lines.\n\n{TEXT}"
    path = folder / "reports.csv"
    rows = path.read_text(encoding="utf-8")
    path.write_text(rows.replace("2030-05-09,2030-05-09", "2030-05-08,2030-05-09"), encoding="utf-8")
    (found,) = check_accepted(folder, [("news.txt", moved)])
    assert found.state == "row changed"
    assert '"310" stands at characters 34 to 37 now, and reports.csv says start "2030-05-08"' in found.words
    shutil.copy(HAMLET / "reports.csv", path)
    for text, words in ((moved, "stands at characters"), ("Something else.", "the quoted words are gone")):
        (found,) = check_accepted(folder, [("news.txt", text)])
        assert found.state == "row missing"
        assert words in found.words
        assert "and its row is gone from reports.csv" in found.words


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("on 9 May", "on 8 May", '"310" stands, but its sentence has changed: "9" of it is gone'),
        ("entered", "left", '"310" stands, but its sentence has changed: "entered" of it is gone'),
        ("310 people", "310 young people", '"310" stands, but its sentence has changed: more stands in it'),
        ("310", "130", 'the quoted words are gone ("310")'),
    ],
)
def test_what_changed_in_a_sentence_is_said(folder: Path, was: str, now: str, words: str) -> None:
    (found,) = check_accepted(folder, [("news.txt", TEXT.replace(was, now))])
    assert found.state == "changed"
    assert words in found.words
