"""What is accepted becomes rows that load again; what cannot be a row is kept and says why."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alee
from alee.core.errors import InputError, SaveFailed
from alee.files import atomic
from alee.files.scenario_folder import check_folder
from alee.reading.accepted import added, read_ledger, record
from alee.reading.becoming import Draft, draft_of, edited
from alee.reading.checking import check_accepted
from alee.reading.people import NAME
from alee.reading.proposals import Proposal
from alee.reading.reader import read_text
from tests.reading.answering import DAY, HAMLET, TEXT, accept, printing


def is_well(folder: Path) -> bool:
    return not check_folder(folder).errors


def tables(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.csv")}


def test_a_closure_becomes_an_event_with_source_and_span(folder: Path) -> None:
    made = accept(folder, "policy")
    assert (made.table, made.why) == ("events.csv", "")
    (event,) = [e for e in alee.load_scenario(folder).events if e.source.startswith("T")]
    start, end = TEXT.index("closed the crossing"), TEXT.index("closed the crossing") + 19
    assert (event.kind, event.target, str(event.start)) == ("closure", "Old Bridge", "2030-05-11")
    assert event.published == DAY
    assert f"characters {start} to {end}" in event.source
    assert is_well(folder)
    again = accept(folder, "policy")
    assert again.why == "the scenario has this closure of 2030-05-11 already"
    assert sum(e.source.startswith("T") for e in alee.load_scenario(folder).events) == 1


def test_refused_entry_is_a_rule_whose_share_is_an_assumption(folder: Path) -> None:
    made = accept(
        folder,
        "policy",
        "From 10 May 2030 the town refused entry at Old Bridge.",
    )
    assert made.table == "events.csv"
    (rule,) = [e for e in alee.load_scenario(folder).events if e.kind == "entry_rule"]
    assert (rule.target, rule.value, str(rule.start)) == ("Old Bridge", 0.0, "2030-05-10")
    assert rule.source.endswith("share: assumption")


def test_an_office_that_says_nothing_becomes_a_mark_of_silence(folder: Path) -> None:
    assert accept(folder, "nobody publishes").table == "reports.csv"
    silent = alee.load_reports(folder).silences()[-1]
    assert (silent.place, silent.end, silent.is_silence) == ("Rivertown", DAY, True)
    assert is_well(folder)


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("Officials closed the crossing at Old Bridge.", "policy", "no single day"),
        ("Officials closed the crossing at Old Bridge last month.", "policy", "no single day"),
        ("Finland closed the border on 11 May 2030.", "policy", 'no place, corridor or area called "FIN"'),
        ("Officials may close the crossing at Old Bridge on 11 May 2030.", "policy", "planned or supposed"),
        ("Rivertown kept its air links on 11 May 2030.", "policy", "stay as they were"),
        ("Fighting displaced people in Hamlet on 3 May 2030.", "event", "how many times"),
        ("Many newcomers need housing in Rivertown.", "need", "neither a figure nor an event"),
        ("Rents rose in Rivertown.", "proxy", "no number"),
        ("Officials have not published figures on arrivals.", "nobody publishes", "no place"),
    ],
)
def test_what_cannot_be_a_row_is_kept_as_a_note_and_says_why(
    folder: Path, text: str, kind: str, why: str
) -> None:
    before = tables(folder)
    made = accept(folder, kind, text)
    assert not made.table
    assert why in made.why
    assert tables(folder) == before
    assert read_ledger(folder).accepted() == [made]


RUSSIA = alee.load_scenario(HAMLET.parent / "russia-2022")


@pytest.mark.parametrize(
    ("text", "targets", "why"),
    [
        ("Finland refused entry since 30 September 2022.", ["Finland"], "already"),
        ("Finland refused entry since 28 September 2022.", ["Finland"], ""),
        ("Finland refused entry since September 2022.", ["Finland"], "no single day"),
        ("Latvia and Norway closed the border on 1 October 2022.", ["Latvia", "Norway"], ""),
        (
            "Other countries blocked flights on 1 October 2022.",
            ["other countries"],
            "no place, corridor or area",
        ),
        ("Officials announced mobilisation in Russia on 21 September 2022.", [""], "already"),
    ],
)
def test_what_an_event_changes(text: str, targets: list[str], why: str) -> None:
    found = read_text(text, RUSSIA, published=dt.date(2022, 10, 3)).proposals
    draft = draft_of(next(p for p in found if p.kind in ("policy", "event")), RUSSIA)
    assert [row["target"] for row in draft.rows] == targets
    assert why in draft.why
    assert draft.is_row == (not why)


def test_blocked_flights_are_those_from_home() -> None:
    found = read_text("Serbia suspended flights on 2 October 2022.", RUSSIA, published=dt.date(2022, 10, 3))
    draft = draft_of(found.of("policy")[0], RUSSIA)
    ways = [RUSSIA.corridor(row["target"]) for row in draft.rows]
    assert ways
    for way in ways:
        assert way.mode == "air"
        assert RUSSIA.place(way.from_place).country == "RUS"
        assert RUSSIA.place(way.to_place).country == "SRB"


def test_every_cell_of_an_event_may_be_changed(folder: Path) -> None:
    made = accept(
        folder, "policy", "Officials closed the crossing at Old Bridge.", start="2030-05-08",
        kind="entry_rule", value="0.25", note="By word of mouth",
    )  # fmt: skip
    assert made.table == "events.csv"
    (rule,) = [e for e in alee.load_scenario(folder).events if e.kind == "entry_rule"]
    assert (rule.value, str(rule.start), rule.note) == (0.25, "2030-05-08", "By word of mouth")
    assert is_well(folder)


def test_every_cell_of_a_report_may_be_changed(folder: Path) -> None:
    made = accept(
        folder, "report", measure="stock", value="", low="300", high="400", start="", issuer="Town hall"
    )
    assert made.table == "reports.csv"
    row = alee.load_reports(folder).get(made.proposal.id)
    assert (row.measure, row.value, row.low, row.high, row.start) == ("stock", None, 300, 400, None)
    assert row.issuer == "Town hall"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"value": "many"}, "many"),
        ({"low": "900"}, "outside its own range"),
        ({"measure": "people"}, "people"),
        ({"end": "2030-06-01"}, "before that"),
        ({"place": ""}, "no place"),
    ],
)
def test_a_report_that_cannot_be_one_is_no_row(folder: Path, changes: dict[str, str], why: str) -> None:
    before = tables(folder)
    made = accept(folder, "report", **changes)
    assert why in made.why
    assert tables(folder) == before


def test_a_figure_without_days_gets_no_days(folder: Path) -> None:
    made = accept(folder, "report", "The border guard said 310 people entered Rivertown.")
    row = alee.load_reports(folder).get(made.proposal.id)
    assert (row.start, row.end, row.published) == (None, None, DAY)
    assert alee.load_reports(folder).set_aside()[row.id] == "does not say which days it is about"


@pytest.mark.parametrize(
    ("said", "issuer"),
    [
        ("The border guard said", "border guard"),
        ("Interior minister Ivan Petrov said", "Interior minister"),
        ("Olga Petrova, a mother of two, said", "a private person (text "),
        ("It is heard that", "not named (text "),
    ],
)
def test_who_says_so_is_an_office_or_nobody_in_particular(said: str, issuer: str) -> None:
    found = read_text(
        f"{said} 310 people entered Georgia on 1 October.", RUSSIA, published=dt.date(2022, 10, 3)
    )
    (row,) = draft_of(found.of("report")[0], RUSSIA).rows
    assert row["issuer"].startswith(issuer)
    assert NAME not in row["issuer"]


def test_a_loss_keeps_its_sign(folder: Path) -> None:
    scenario = alee.load_scenario(folder)
    read = printing(TEXT, scenario)
    report = next(p for p in read.facts if p.kind == "report")
    draft = edited(draft_of(report, scenario), {"measure": "net", "value": "-40"}, scenario)
    made = record(folder, report, "yes", draft, printing=read)
    assert alee.load_reports(folder).get(made.proposal.id).value == -40
    assert check_accepted(folder, [("news.txt", TEXT)])[0].is_well


def test_not_sure_is_asked_again_and_the_last_answer_holds(folder: Path) -> None:
    made = accept(folder, "report", answer="not sure")
    ledger = read_ledger(folder)
    assert not ledger.is_settled(made.proposal)
    assert ledger.accepted() == []
    accept(folder, "report", answer="no")
    assert read_ledger(folder).is_settled(made.proposal)
    accept(folder, "report")
    assert read_ledger(folder).answers[made.proposal.id].answer == "yes"


def test_a_table_without_the_columns_is_widened_only_where_it_must(folder: Path) -> None:
    scenario = alee.load_scenario(folder)
    read = printing(TEXT, scenario)
    report = next(p for p in read.facts if p.kind == "report")
    record(folder, report, "yes", draft_of(report, scenario), printing=read, copy_of="H02")
    rows = alee.load_reports(folder)
    assert rows.get(report.id).copy_of == "H02"
    assert [row.id for row in rows][:2] == ["H01", "H02"]
    assert is_well(folder)


def test_tables_with_other_line_ends_or_none_at_the_end_stay_tables(folder: Path) -> None:
    path = folder / "events.csv"
    path.write_bytes(path.read_text(encoding="utf-8").rstrip("\n").replace("\n", "\r\n").encode())
    (folder / "reports.csv").unlink()
    accept(folder, "policy")
    accept(folder, "report")
    assert is_well(folder)
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    assert len(alee.load_reports(folder)) == 1


def test_nothing_is_half_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "_settle", full)
    with pytest.raises(SaveFailed, match="disk is full"):
        accept(folder, "report")
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}
    assert after == before


def test_a_folder_that_is_broken_already_is_not_written_to(folder: Path) -> None:
    scenario = alee.load_scenario(folder)
    read = printing(TEXT, scenario)
    report = next(p for p in read.facts if p.kind == "report")
    with (folder / "reports.csv").open("a", encoding="utf-8") as table:
        table.write("H99,not a day,,,,,,,,,,,,,\n")
    before = tables(folder)
    with pytest.raises(InputError, match="not a day"):
        record(folder, report, "yes", draft_of(report, scenario), printing=read)
    assert tables(folder) == before


@pytest.mark.parametrize("name", ["readings.jsonl", "readings-texts.jsonl"])
@pytest.mark.parametrize(
    "line", ["{not json", "[]", '{"answer": "maybe"}', '{"text": 1, "marks": "x"}', "[" * 100_000]
)
def test_answers_that_cannot_be_read_are_named(folder: Path, name: str, line: str) -> None:
    accept(folder, "report")
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(InputError, match=rf"mine/{name.replace('.', '.')}, line 2"):
        read_ledger(folder)


def test_what_stands_moved_changed_or_is_missing(folder: Path) -> None:
    accept(folder, "report")
    accept(folder, "policy")

    def states(text: str, name: str = "news.txt") -> list[str]:
        return [finding.state for finding in check_accepted(folder, [(name, text)])]

    assert states(TEXT) == ["stands", "stands"]
    assert states(TEXT, "renamed.txt") == ["stands", "stands"]
    assert states("EARLIER: " + TEXT) == ["moved", "moved"]
    assert states(TEXT.replace("310", "130")) == ["changed", "stands"]
    assert states(TEXT.replace("said 310", "denied 310")) == ["changed", "moved"]
    assert states("Something else.", "other.txt") == ["missing text", "missing text"]


def test_rows_that_were_changed_by_hand_are_told(folder: Path) -> None:
    made = accept(folder, "report")
    accept(folder, "policy")
    path = folder / "reports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",310,", ",311,"), encoding="utf-8")
    found = check_accepted(folder, [("news.txt", TEXT)])
    assert [f.state for f in found] == ["row changed", "stands"]
    assert 'value "311" instead of "310"' in found[0].words
    shutil.copy(HAMLET / "reports.csv", path)
    shutil.copy(HAMLET / "events.csv", folder / "events.csv")
    assert [f.state for f in check_accepted(folder, [("news.txt", TEXT)])] == ["row missing", "row missing"]
    assert made.proposal.id == found[0].id


def test_an_answer_of_an_older_version_can_still_be_checked(folder: Path) -> None:
    made = accept(folder, "need")
    cells = json.loads(made.line())
    del cells["words"], cells["source"]
    (folder / "readings.jsonl").write_text(json.dumps(cells) + "\n", encoding="utf-8")
    assert check_accepted(folder, [("news.txt", TEXT)])[0].is_well
    other = TEXT.replace("Many newcomers", "All newcomers")
    assert check_accepted(folder, [("news.txt", other)])[0].state == "missing text"


def test_a_hidden_name_still_aligns(folder: Path) -> None:
    text = "Maria Ivanova, a helper, said 310 people entered Rivertown on 9 May 2030. Call +7 903 123 45 67."
    made = accept(folder, "report", text)
    assert "Ivanova" not in made.line()
    assert check_accepted(folder, [("news.txt", text)])[0].is_well


def test_a_draft_says_what_may_be_changed() -> None:
    assert "target" in Draft(table="events.csv", rows=()).columns
    assert "issuer" in Draft(table="reports.csv", rows=()).columns
    assert Draft(table="", rows=()).columns == ("what", "place")


def test_proposals_keep_the_words_of_the_fact() -> None:
    found = read_text(TEXT, alee.load_scenario(HAMLET), published=DAY).proposals
    proposal: Proposal
    for proposal in found:
        assert proposal.words == TEXT[proposal.start : proposal.end]


PIECES = [
    "12,000", "tens of thousands", "people", "entered", "Georgia", "since 21 September", "closed",
    "the border", "Latvia", "on 1 October", "refused entry", "at Upper Lars", "flights",
    "suspended", "mobilisation", "announced", "said", ".", ",", "a visa is now required",
    "have not published figures", "the ministry", "-40", "1e999", "net", "rank second largest",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=3, max_size=30).map(" ".join),
    st.sampled_from(["", "x", "-1", "2022-10-01"]),
)
def test_any_proposal_becomes_a_row_or_says_why_not(text: str, typed: str) -> None:
    for p in read_text(text, RUSSIA, published=dt.date(2022, 10, 3)).proposals:
        draft = draft_of(p, RUSSIA)
        assert draft.is_row != bool(draft.why)
        assert all(isinstance(cell, str) for row in draft.rows for cell in row.values())
        for column in draft.columns:
            again = edited(draft, {column: typed}, RUSSIA)
            assert again.is_row != bool(again.why)


def test_no_cell_is_lost_where_a_table_lacks_its_column() -> None:
    table = "place,measure,value\nGeorgia,entries,300\n"
    row = {
        "place": "Georgia",
        "measure": "entries",
        "value": "400",
        "qualifier": "about",
        "group": "",
        "note": "n",
    }
    assert added(table, "reports.csv", (row,)) == (
        "place,measure,value,qualifier,note\nGeorgia,entries,300,,\nGeorgia,entries,400,about,n\n"
    )
