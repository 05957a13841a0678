"""A reprint counts once; two texts of their own about one event are two."""

import datetime as dt
import json
import random
import shutil
from pathlib import Path

import pytest

import alee
from alee.reading.accepted import read_ledger, record
from alee.reading.becoming import draft_of
from alee.reading.copies import (
    MOST_MARKS,
    Printing,
    Printings,
    is_reprint,
    likeness,
    marks_of,
    printing_from,
    printing_of,
    repeats,
)
from alee.reading.reader import read_text

ROOT = Path(__file__).parents[2]
RUSSIA = alee.load_scenario(ROOT / "scenarios" / "russia-2022")
DAY = dt.date(2022, 10, 3)
AGENCY = """\
ALMATY (Agency) - Kazakhstan's interior ministry said on Monday that 98,000 Russians had entered the
country since 21 September. The deputy minister told a briefing in the capital that 64,000 had
already left again.

Hotels in Oral are full, and the cinema of the town opened its doors so that people who came on foot
could sleep in the warm. Volunteers bring soup and blankets to the railway station every evening.

Officials said that the border would stay open and that nobody who comes without papers of a
criminal case would be sent back. Some 8,000 Russians applied for an identity number in one week,
the ministry added.
"""
OTHER = """Oral, on the border, has not slept for two weeks. Every train brings men with a rucksack
and no plan. The interior ministry of Kazakhstan counts 98,000 Russians who entered since 21
September; 64,000 of them went on.

At the cinema, where mattresses lie between the seats, a teacher hands out tea. She says the town
will manage.
"""


def printed(text: str, name: str = "a.txt", day: dt.date = DAY) -> Printing:
    found = read_text(text, RUSSIA, published=day)
    return printing_of(text, name, found.digest, found.published, found.proposals, found.hidden)


FIRST = printed(AGENCY)


@pytest.mark.parametrize(
    "text",
    [
        AGENCY.replace("ALMATY (Agency) - ", "Tens of thousands cross into Kazakhstan\n\nBy our staff. "),
        AGENCY.split("\n\n")[0],
        "\n\n".join(AGENCY.split("\n\n")[:2]),
        "In other news the parliament met.\n\n" + AGENCY + "\n\nThe weather stays mild, with rain.",
        AGENCY.replace("98,000", "98.000").replace("64,000", "64.000").replace("8,000 R", "8.000 R"),
        AGENCY.replace("98,000", "98 thousand").replace("64,000", "64 000").replace("8,000 R", "8 000 R"),
        AGENCY.replace("Volunteers bring soup", "Helpers bring soup").replace("on Monday", "this Monday"),
        AGENCY.upper(),
    ],
    ids=["retitled", "cut", "cut-less", "among-others", "points", "thousands", "a-word-changed", "capitals"],
)
def test_a_reprint_is_known(text: str) -> None:
    assert is_reprint(printed(text), FIRST)
    assert is_reprint(FIRST, printed(text))


@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        AGENCY.replace("98,000", "112,000").replace("64,000", "71,000").replace("8,000 R", "9,500 R"),
        "Some 98,000 Russians had entered Kazakhstan since 21 September.",
        "Georgia's interior ministry said on Monday that 53,000 Russians had entered since 21 September.",
    ],
    ids=["independent", "next-bulletin", "one-figure", "same-words-elsewhere"],
)
def test_a_text_of_its_own_is_no_copy(text: str) -> None:
    assert not is_reprint(printed(text), FIRST)
    assert not is_reprint(FIRST, printed(text))


def test_a_reprint_inside_a_long_paper_is_known_from_the_samples() -> None:
    some = ["road", "bread", "snow", "lane", "council", "school", "bridge", "water", "market", "harvest"]
    words = random.Random(7).choices(some, k=6000)
    filler = " ".join(words)
    whole = printed(filler + "\n\n" + AGENCY + "\n\n" + filler[::-1])
    assert len(whole.marks) == MOST_MARKS
    assert likeness(whole.marks, FIRST.marks) > 0.5
    assert not is_reprint(printed(filler), FIRST)


def test_marks_are_the_same_everywhere_and_do_not_hold_contacts() -> None:
    assert marks_of("One two three four five six.")[:2] == (76121798632186, 165152002314020)
    call = "A helper of the group in the town of Oral can be reached on {} at any hour of the day or night."
    one, two = (
        printed(call.format(n) + " Some 300 people came.") for n in ("+7 903 123 45 67", "+7 905 765 43 21")
    )
    assert one.marks == two.marks
    assert printing_from(json.loads(FIRST.line())) == FIRST.with_facts(())


def test_facts_of_a_reprint_point_to_the_first_one() -> None:
    reprint = printed(
        AGENCY.replace("98,000", "98.000").split("\n\n")[0] + " Some 700 people entered Georgia.", "b.txt"
    )
    first, copies = Printings([FIRST]).put(reprint)
    assert first == FIRST
    reports = [p for p in reprint.facts if p.kind == "report"]
    told = {p.words: p.id in copies for p in reports}
    assert told == {"98.000": True, "64,000": True, "700": False}
    assert {copies[p.id].value for p in reports if p.id in copies} == {98_000, 64_000}


def test_a_text_read_again_is_not_a_reprint_of_its_own_reprint() -> None:
    reprint = printed(AGENCY.split("\n\n")[0], "b.txt")
    texts = Printings([FIRST, reprint])
    assert texts.put(printed(AGENCY)) == (None, {})
    assert Printings([FIRST, reprint]).put(reprint)[0] == FIRST
    assert texts.read_before(FIRST.digest) is not None


def test_each_fact_is_repeated_once() -> None:
    one_day = "Some 5,000 people entered Georgia on {} September. "
    text = one_day.format(24) + one_day.format(25)
    one, two = printed(text), printed("Reprint. " + text)
    pairs = repeats(two, one)
    assert len(pairs) == len(set(map(id, pairs.values()))) == 2
    for fact in two.facts:
        assert pairs[fact.id].last == fact.last


def test_a_copy_of_an_accepted_report_counts_once_and_is_known_another_day(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(ROOT / "scenarios" / "russia-2022", folder)
    first = next(p for p in FIRST.facts if p.value == 98_000)
    record(folder, first, "yes", draft_of(first, RUSSIA), printing=FIRST)
    before = len(alee.load_reports(folder).counted())
    reprint = printed(AGENCY.split("\n\n")[0].replace("98,000", "98.000"), "b.txt")
    found, copies = Printings(read_ledger(folder).texts.values()).put(reprint)
    assert found is not None
    assert found.name == "a.txt"
    again = next(p for p in reprint.facts if p.words == "98.000")
    assert copies[again.id].id == first.id
    record(folder, again, "yes", draft_of(again, RUSSIA), printing=reprint, copy_of=first.id)
    reports = alee.load_reports(folder)
    assert reports.get(again.id).copy_of == first.id
    assert len(reports.counted()) == before
