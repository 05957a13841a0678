"""``alee read`` at the keyboard: asked one by one, broken off, gone on with, checked."""

import io
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import alee
from alee.cli import main
from alee.files.scenario_folder import check_folder
from alee.reading.accepted import read_ledger

HAMLET = Path(__file__).parents[2] / "scenarios" / "hamlet"
TEXT = (
    "VALLEY (Agency) 12 May 2030 - The border guard said 310 people entered Rivertown on 9 May 2030. "
    "Officials closed the crossing at Old Bridge on 11 May 2030, the town hall said in the evening. "
    "Officials have not published figures on arrivals in Rivertown. "
    "Many newcomers need housing in Rivertown, said Olga Petrova, 34, of the shelter."
)
CUT = TEXT.replace("VALLEY (Agency) 12 May", "Road shut\n\n12 May").partition("Many newcomers")[0]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario of one's own and two printings of a dispatch."""
    shutil.copytree(HAMLET, tmp_path / "mine")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "news" / "b.txt").write_text(CUT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Keyboard(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def run(monkeypatch: pytest.MonkeyPatch, keys: str, *words: str) -> int:
    monkeypatch.setattr(sys, "stdin", Keyboard(keys))
    with pytest.raises(SystemExit) as left:
        main(["read", *words])
    return int(left.value.code or 0)


Say = pytest.CaptureFixture[str]


def test_reading_alone_writes_nothing_into_the_scenario(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    before = {path.name: path.read_bytes() for path in (home / "mine").iterdir()}
    assert run(monkeypatch, "", "news", "--scenario", "mine", "--out", "found.jsonl") == 0
    said = capsys.readouterr().out
    assert "b.txt: a reprint of a.txt; 3 facts of it repeat that text and will count once." in said
    assert {path.name: path.read_bytes() for path in (home / "mine").iterdir()} == before
    assert len((home / "found.jsonl").read_text(encoding="utf-8").splitlines()) == 8


def test_broken_off_and_gone_on_with(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    words = ("news", "--scenario", "mine", "--accept")
    assert run(monkeypatch, "what?\ny\nq\n", *words) == 0
    said = capsys.readouterr().out
    assert "a.txt: 4 to answer." in said
    assert "becomes a row of events.csv: start 2030-05-11, kind closure, target Old Bridge" in said
    assert "Answers so far are kept" in said
    assert "b.txt: 2 to answer" not in said
    assert run(monkeypatch, "y\ny\ns\ny\ny\n", *words) == 0
    said = capsys.readouterr().out
    assert "a.txt: 3 to answer." in said
    assert "the row is marked as a copy of" in said
    assert run(monkeypatch, "n\n", *words) == 0
    said = capsys.readouterr().out
    assert "a.txt: 1 to answer." in said
    assert "b.txt: 0 to answer." in said
    reports = alee.load_reports(home / "mine")
    copies = [row for row in reports if row.copy_of]
    assert [row.value for row in copies] == [310, 0]
    assert sum(row.value == 310 for row in reports.counted()) == 1
    assert not check_folder(home / "mine").errors


def test_the_question_says_how_sure_the_reader_is_and_why(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    text = "Rivertown has been busy. Some 310 people entered."
    (home / "c.txt").write_text(text, encoding="utf-8")
    words = ("c.txt", "--scenario", "mine", "--published", "2030-05-12")
    run(monkeypatch, "", *words)
    listed = re.search(r"sure (\d+%) \((.+)\)", capsys.readouterr().out)
    assert listed is not None
    run(monkeypatch, "q\n", *words, "--accept")
    assert f"The reader is {listed[1]} sure of it: {listed[2]}." in capsys.readouterr().out


def test_a_country_that_the_scenario_lacks_is_called_by_its_name(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    (home / "c.txt").write_text("Some 300 people entered Turkey on 9 May 2030.", encoding="utf-8")
    words = ("c.txt", "--scenario", "mine", "--published", "2030-05-12")
    run(monkeypatch, "", *words)
    assert "     Turkey; some 300 persons" in capsys.readouterr().out
    run(monkeypatch, "q\n", *words, "--accept")
    assert "place TUR (Turkey)" in capsys.readouterr().out


def test_the_question_says_what_an_event_will_do(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    text = "From 10 May 2030 the town refused entry at Old Bridge."
    (home / "c.txt").write_text(text, encoding="utf-8")
    run(monkeypatch, "q\n", "c.txt", "--scenario", "mine", "--published", "2030-05-12", "--accept")
    said = capsys.readouterr().out
    assert "From 2030-05-10 on nobody of all groups is let in at Old Bridge, for good" in said
    assert "If only some people were turned back, say no" in said


def test_edit_asks_for_each_cell_until_the_row_is_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    (home / "c.txt").write_text("Officials closed the crossing at Old Bridge.", encoding="utf-8")
    enter = [""] * 8
    cells = ["2030-05-30x", "2030-05-08", "", "", "Old Brige", "Old Bridge", "", "3", "", "", "-"]
    keys = "\n".join(["e", *enter, "e", *cells, "y"]) + "\n"
    assert run(monkeypatch, keys, "c.txt", "--scenario", "mine", "--accept", "--published", "2030-05-12") == 0
    said = capsys.readouterr().out
    assert '"2030-05-30x" is not a day written as year-month-day' in said
    assert 'no place, corridor or area called "Old Brige". Did you mean "Old Bridge"?' in said
    assert "an event of kind closure has no value" in said
    assert "Written to events.csv." in said
    (event,) = [e for e in alee.load_scenario(home / "mine").events if e.source.startswith("T")]
    assert (event.target, str(event.start), event.note) == ("Old Bridge", "2030-05-08", "")


def test_what_was_edited_is_written_only_with_a_yes(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    (home / "c.txt").write_text("Some 310 people entered Rivertown.", encoding="utf-8")
    before = (home / "mine" / "reports.csv").read_bytes()
    keys = "\n".join(["e", *[""] * 40, "q"]) + "\n"
    assert run(monkeypatch, keys, "c.txt", "--scenario", "mine", "--accept", "--published", "2030-05-12") == 0
    assert capsys.readouterr().out.count("becomes a row of reports.csv") == 2
    assert (home / "mine" / "reports.csv").read_bytes() == before


def test_each_cell_is_looked_at_when_it_is_typed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    (home / "c.txt").write_text("Some 310 people entered Rivertown.", encoding="utf-8")
    days = ["", "31.02.2030", "2030-05-09", "2030-05-01", "2030-05-10"]
    rest = ["Rivertwon", "Rivertwon", "entris", "entries", "abc", "1,200", "1200", "", "", ""]
    last = ["border guard", "", "", "call Ivan Petrov"]
    words = ("c.txt", "--scenario", "mine", "--accept", "--published", "2030-05-12")
    assert run(monkeypatch, "\n".join(["e", *days, *rest, *last, "y"]) + "\n", *words) == 0
    said = capsys.readouterr().out
    for reason in (
        "The calendar has no such day.",
        "the period ends on 2030-05-01, before it starts on 2030-05-09. The end is the last day",
        'the scenario has no place called "Rivertwon". Did you mean "Rivertown"? The same again keeps it.',
        'Did you mean "entries"?',
        '"abc" is not a number',
        'Did you mean "1200"?',
        "Names and contacts are not kept: note call [name]",
        "Written to reports.csv.",
    ):
        assert reason in said, reason
    row = alee.load_reports(home / "mine").get(next(iter(read_ledger(home / "mine").answers)))
    assert (row.place, row.value, str(row.start), str(row.end)) == (
        "Rivertwon",
        1200,
        "2030-05-09",
        "2030-05-10",
    )


def test_check_leaves_with_three_where_something_is_not_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    assert run(monkeypatch, "", "news", "--scenario", "mine", "--check") == 0
    assert "Nothing was accepted" in capsys.readouterr().out
    run(monkeypatch, "y\ny\ny\ny\nn\nn\n", "news", "--scenario", "mine", "--accept")
    assert run(monkeypatch, "", "news", "--scenario", "mine", "--check") == 0
    assert "4 of 4 stand as they were accepted." in capsys.readouterr().out
    (home / "news" / "a.txt").write_text(TEXT.replace("310", "301"), encoding="utf-8")
    assert run(monkeypatch, "", "news", "--scenario", "mine", "--check") == 3
    said = capsys.readouterr().out
    assert 'the quoted words are gone ("310")' in said
    assert "3 of 4 stand" in said
    assert run(monkeypatch, "", "news/b.txt", "--scenario", "mine", "--check") == 3
    assert "its text was not given" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("news/a.txt", "--scenario", "hamlet", "--accept"), "comes with Alee and stays as it is"),
        (("-", "--scenario", "mine", "--accept"), "asks on the keyboard"),
        (("news/a.txt", "--scenario", "mine", "--model", "m"), "Add --model-url"),
        (("news/a.txt", "--scenario", "mine", "--model-url", "https://example.org/v1"), "Add --model"),
        (
            ("news/a.txt", "--scenario", "mine", "--model-url", "http://example.org", "--model", "m"),
            "encryption",
        ),
        (("nowhere.txt", "--scenario", "mine"), "no such file"),
    ],
)
def test_misuse_is_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say, words: tuple[str, ...], why: str
) -> None:
    assert run(monkeypatch, "y\n" * 9, *words) == 3
    assert why in capsys.readouterr().err
    assert read_ledger(home / "mine").answers == {}


def test_a_model_that_is_not_there_is_said_and_the_rules_go_on(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    words = ("news/a.txt", "--scenario", "mine", "--model", "m", "--model-url", "http://127.0.0.1:9/v1")
    assert run(monkeypatch, "", *words) == 0
    said = capsys.readouterr()
    assert "nothing leaves it" in said.err
    assert "cannot be reached" in said.err
    assert "5 proposals" in said.out


def test_nothing_is_sent_away_without_a_yes(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    def never(*_: object) -> str:
        raise AssertionError("something was sent")

    monkeypatch.setattr("alee.reading.model_client.ModelAddress.ask", never)
    monkeypatch.setattr(sys, "stdin", Keyboard("n\n"))
    with pytest.raises(SystemExit) as left:
        main(
            [
                "read",
                "news/a.txt",
                "--scenario",
                "mine",
                "--model",
                "m",
                "--model-url",
                "https://example.org/v1",
            ]
        )
    assert not left.value.code
    said = capsys.readouterr()
    assert "characters to example.org" in said.err
    assert "Not sent." in said.err
    assert "5 proposals" in said.out


@pytest.mark.parametrize("keys", ["y\n" * 9, ""], ids=["a pipe", "nothing"])
def test_answers_from_a_pipe_are_nobodys(home: Path, keys: str) -> None:
    before = {path: path.read_bytes() for path in (home / "mine").iterdir()}
    words = ("read", "news", "--scenario", "mine", "--accept")
    done = subprocess.run(
        [sys.executable, "-c", "from alee.cli import main; main()", *words],
        input=keys, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 3
    assert "standard input is no terminal" in done.stderr
    assert "to answer" not in done.stdout
    assert {path: path.read_bytes() for path in (home / "mine").iterdir()} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("stop", [b"\x03", b"\x04"], ids=["ctrl-c", "ctrl-d"])
def test_a_real_keyboard(home: Path, stop: bytes) -> None:
    code, said = at_a_terminal([b"y\n", stop], "read", "news/a.txt", "--scenario", "mine", "--accept")
    assert code == 0
    assert "Answers so far are kept" in said
    assert [a.answer for a in read_ledger(home / "mine").answers.values()] == ["yes"]


SCRIPT = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from alee.cli import main; main()"


def at_a_terminal(keys: list[bytes], *words: str) -> tuple[int, str]:
    """Run a command in a pseudo-terminal, one key at each question; its exit code and what it said."""
    screen, end = os.openpty()
    # A shell makes what it runs in the background ignore Ctrl-C, and its children inherit that.
    was = signal.signal(signal.SIGINT, signal.SIG_DFL)
    child = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *words], stdin=end, stdout=end, stderr=end, start_new_session=True
    )
    signal.signal(signal.SIGINT, was)
    os.close(end)
    said, waiting = b"", list(keys)
    try:
        while select.select([screen], [], [], 120)[0]:
            try:
                piece = os.read(screen, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
            if waiting and said.endswith(b"[s]: "):
                time.sleep(0.3)  # Ctrl-C between the prompt and the waiting for a key would be lost
                os.write(screen, waiting.pop(0))
    finally:
        os.close(screen)
        code = child.wait(timeout=60)
    return code, said.decode("utf-8", "replace")


def test_one_bad_text_stops_no_other(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    (home / "news" / "a-empty.txt").write_bytes(b"")
    (home / "news" / "a-undated.txt").write_text("Some 300 people entered Rivertown.", encoding="utf-8")
    (home / "news" / "a.docx").write_bytes(b"PK\x03\x04")
    (home / "news" / "folder.txt").mkdir()
    os.mkfifo(home / "news" / "pipe.txt")
    assert run(monkeypatch, "", "news", "--scenario", "mine", "--out", "found.jsonl") == 3
    said = capsys.readouterr()
    assert len((home / "found.jsonl").read_text(encoding="utf-8").splitlines()) == 8
    for words in ("a-empty.txt: it is empty", "a-undated.txt: it does not say when", "not read: a.docx"):
        assert words in said.err
    assert run(monkeypatch, "", "news", "--scenario", "mine", "--check") == 3
    said = capsys.readouterr()
    assert "Nothing was accepted" in said.out
    assert "a-empty.txt: it is empty" in said.err


def test_the_name_of_a_file_leads_to_nobody_on_the_screen(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    for k, name in enumerate(("Ivan Petrov +79161234567.txt", "Olga Petrova.txt")):
        (home / name).write_text(TEXT.replace("310", f"31{k}"), encoding="utf-8")
    words = ("Ivan Petrov +79161234567.txt", "Olga Petrova.txt", "--scenario", "mine")
    assert run(monkeypatch, "y\ny\nq\n", *words, "--accept") == 0
    said = capsys.readouterr()
    assert "[name].txt: en, published 2030-05-12, 5 proposals." in said.out
    assert not any(secret in said.out + said.err for secret in ("Ivan", "Petrov", "7916"))
    for text in (TEXT, f"Two lines.\n\n{TEXT}"):
        (home / "Ivan Petrov +79161234567.txt").write_text(text, encoding="utf-8")
        run(monkeypatch, "", *words, "--check")
        assert "gone" not in capsys.readouterr().out


def test_the_name_of_a_file_cannot_spoil_the_answers(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "news" / "a.txt").rename(home / "news" / "a\u2028b\x85.txt")
    assert run(monkeypatch, "y\nn\n", "news", "--scenario", "mine", "--accept") == 0
    assert [a.answer for a in read_ledger(home / "mine").answers.values()] == ["yes", "no"]


@pytest.mark.parametrize(
    ("day", "side"), [("2031-01-01", "after"), ("2029-05-12", "before"), ("2030-05-30", "")]
)
def test_a_day_far_from_the_head_of_the_text_is_doubted(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say, day: str, side: str
) -> None:
    assert run(monkeypatch, "", "news/a.txt", "--scenario", "mine", "--published", day) == 0
    said = capsys.readouterr().out
    assert (f"days {side} 2030-05-12, the day at its head" in said) is bool(side)
    assert ("Is --published right?" in said) is bool(side)


def test_a_text_that_states_too_much_is_said_to_be_read_in_part(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    monkeypatch.setattr("alee.reading.reader.MOST_PROPOSALS", 1)
    assert run(monkeypatch, "", "news/a.txt", "--scenario", "mine") == 3
    said = capsys.readouterr()
    assert f"a.txt: read to character 95 of {len(TEXT)} only" in said.err
    assert "1 proposal." in said.out
