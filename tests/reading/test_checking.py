"""What was accepted is looked up again: each difference is told, and told as it is."""

import shutil
from pathlib import Path

import pytest

from alee.reading.accepted import Answer
from alee.reading.becoming import EVENTS
from alee.reading.checking import _in_table, _pattern, check_accepted
from alee.reading.people import NAME, masked
from alee.reading.proposals import Proposal
from tests.reading.answering import HAMLET, TEXT, accept


@pytest.fixture
def folder(folder: Path) -> Path:
    """A scenario in which the figure of the text was accepted."""
    accept(folder, "report")
    return folder


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


@pytest.mark.parametrize(
    ("quote", "text", "is_there"),
    [
        ("[name] and [name] left", "Anna Bell and Carl\nDow left", True),
        ("[name] and [name] left", "Anna Bell and Carl\n\nDow left", False),
        ("Now [name], [name] and 3 left", "Now a, b. Now c, d, e and 3 left", True),
        ("[name], [name] and 3 left", f"a, {'b' * 201} and 3 left", False),
        ("[name], [name] and 3 left", f"a, {'b' * 201}, c and 3 left", True),
        ("[name], " * 6 + "and 300 people crossed", "a, b, " * 2000, False),
    ],
)
def test_hidden_names_are_found_again_each_as_short_as_can_be(quote: str, text: str, is_there: bool) -> None:
    assert (_pattern(quote).search(text) is not None) == is_there


def test_each_of_many_numbers_in_a_row_is_hidden() -> None:
    number = "+38067123456"
    for times in (2, 2000):
        told = masked(f"call {number}" + f" or {number}" * times, None)
        assert told == f"call {NAME}" + f" or {NAME}" * times


def test_two_events_of_one_proposal_each_have_their_row() -> None:
    rows = [
        {"source": "text", "target": "Old Bridge", "start": day, "kind": kind, "note": note}
        for day, kind, note in (("2030-05-09", "closure", "shut"), ("2030-05-11", "opening", "open"))
    ]
    proposal = Proposal(kind="event", quote="", start=0, end=0, what="")
    answer = Answer(proposal=proposal, answer="yes", table=EVENTS, rows=tuple(rows))
    assert _in_table(answer, rows) is None
    changed = [rows[0], {**rows[1], "start": "2030-05-12"}]
    told = ("row changed", 'events.csv says start "2030-05-12" instead of "2030-05-11"')
    assert _in_table(answer, changed) == told
