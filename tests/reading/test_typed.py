"""What somebody types over a proposal is looked at, and holds nobody's name when it is kept."""

from pathlib import Path

import pytest

import alee
from alee.reading.becoming import draft_of
from alee.reading.cells import doubt_about
from alee.reading.people import NAME
from alee.reading.reader import read_text
from tests.reading.answering import DAY, TEXT, accept


def test_contacts_typed_by_hand_are_not_kept(folder: Path) -> None:
    accept(folder, "report", note="ask @helper_x or +7 903 123 45 67", issuer="m@x.org")
    kept = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file())
    for secret in ("helper_x", "903 123", "m@x.org"):
        assert secret not in kept


def test_names_typed_by_hand_are_not_kept_and_places_are(folder: Path) -> None:
    note = "call Ivan Petrov +7 916 123 45 67 or ivan@mail.ru, he is in Rivertown"
    made = accept(folder, "report", note=note, issuer="Minister Wachto Faeser", place="Hotel of Olga Petrova")
    assert made.rows[0]["note"] == f"call {NAME} or {NAME}, he is in Rivertown"
    assert made.rows[0]["issuer"] == f"Minister {NAME}"
    kept = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file())
    for secret in ("Ivan", "Petrov", "916 123", "Faeser", "Olga"):
        assert secret not in kept


def test_what_the_scenario_calls_a_place_is_no_name_where_it_is_typed(folder: Path) -> None:
    made = accept(folder, "policy", target="Old Bridge", start="2030-05-08")
    assert (made.table, made.rows[0]["target"]) == ("events.csv", "Old Bridge")


@pytest.mark.parametrize(
    ("kind", "name", "cell", "words", "may_stand"),
    [
        ("report", "start", "31.02.2030", "The calendar has no such day", False),
        ("report", "value", "abc", "is not a number", False),
        ("report", "measure", "entris", 'Did you mean "entries"?', False),
        ("report", "place", "Rivertwon", 'Did you mean "Rivertown"?', True),
        ("report", "end", "2030-05-01", "before it starts", True),
        ("report", "group", "nobody", 'no group called "nobody"', True),
        ("policy", "kind", "closur", 'Did you mean "closure"?', False),
        ("policy", "value", "3", "has no value", False),
        ("policy", "target", "Old Brige", 'Did you mean "Old Bridge"?', False),
        ("policy", "groups", "men", "concerns everybody", False),
    ],
)
def test_a_cell_is_doubted_with_its_reason(
    folder: Path, kind: str, name: str, cell: str, words: str, may_stand: bool
) -> None:
    scenario = alee.load_scenario(folder)
    draft = draft_of(read_text(TEXT, scenario, published=DAY).of(kind)[0], scenario)
    row = draft.rows[0]
    assert doubt_about(draft, name, row, scenario) is None
    doubt = doubt_about(draft, name, {**row, name: cell}, scenario)
    assert doubt is not None
    assert words in doubt.words
    assert doubt.may_stand is may_stand


def test_forty_is_no_share(folder: Path) -> None:
    scenario = alee.load_scenario(folder)
    found = read_text("On 9 May 2030, 40% of those who entered Rivertown had work.", scenario, published=DAY)
    draft = draft_of(found.of("report")[0], scenario)
    row = dict(draft.rows[0])
    assert row["unit"] == "share"
    doubt = doubt_about(draft, "value", {**row, "value": "40"}, scenario)
    assert doubt is not None
    assert "40 % is 0.4" in doubt.words
    assert doubt_about(draft, "value", {**row, "value": "0.5"}, scenario) is None
