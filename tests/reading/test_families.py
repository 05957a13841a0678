"""What whole sets of dispatches taught: what counts people, who says so, where and when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import alee
from alee.reading.proposals import Proposal
from alee.reading.reader import read_text

SCENARIOS = Path(__file__).parents[2] / "scenarios"
RUSSIA, UKRAINE = (alee.load_scenario(SCENARIOS / name) for name in ("russia-2022", "ukraine-2022"))
MONDAY = dt.date(2022, 10, 3)


def _reports(text: str, day: dt.date = MONDAY) -> list[Proposal]:
    return list(read_text(text, RUSSIA, published=day).of("report"))


@pytest.mark.parametrize(
    "text",
    [
        "Fires forced residents of four seaside settlements to leave on Tuesday.",
        "The army found ten tunnel shafts and left. Partners sent 2,400 sheets to people who fled.",
        "Of the 20,000 residents told to leave before Friday noon nothing was heard.",
        "Many went on within a day or two. The storm hit nine houses out of ten where people stayed.",
        "Airlines have suspended dozens of flights to Istanbul. A hostel keeper turned away 40 guests.",
        "Rents for a flat in Almaty have risen to 300,000 tenge.",
        "Nearly all shelter in 156 of its schools. They came out of a population of some 120,000.",
        "Almost all of the island's 9,000 people stayed. A mother of five came.",
        "Buses crossed at the region's eight posts in two weeks. Most walked in with 12 buses.",
        "В зоне затопления остаются около 20 сёл.",
        "Yangına 9 uçak ve 22 helikopterle müdahale ediliyor. 3 mahallede oturanlar tahliye edildi.",
    ],
)
def test_what_counts_no_people(text: str) -> None:
    assert not _reports(text)


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("France has flown 992 people out of Niger.", "departures_from_origin", 992),
        ("Georgian police let 8,700 people through at Kazbegi.", "entries", 8700),
        ("Pakistan has sent home 22,300 Afghans by force.", "exits", 22300),
        ("The governorship said 12,400 survivors slept in sports halls.", "stock", 12400),
        ("By Tuesday 77,000 had received identification numbers in Kazakhstan.", "id_numbers", 77000),
        ("South Korea took out 28 of its people by road.", "departures_from_origin", 28),
        ("In Georgia 1,830 are in 68 shelters.", "stock", 1830),
        ("In the opposite direction 3,410 left Finland the same day.", "exits", 3410),
        ("Из зоны подтопления выведены 7 150 человек.", "departures_from_origin", 7150),
        ("В обратном направлении проследовали 11 200 человек.", "exits", 11200),
        ("Mersin Valiliği yurtlarda 38 bin 400 depremzedenin kaldığını duyurdu.", "stock", 38400),
        ("На заводі переховуються 568 людей.", "stock", 568),
        ("З початку року країну залишили 4,6 мільйона громадян України.", "departures_from_origin", 4.6e6),
    ],
)
def test_verbs_of_moving_and_staying(text: str, measure: str, value: float) -> None:
    assert [(p.measure, p.value) for p in _reports(text)] == [(measure, value)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("118,000 people left Sake between Friday and Monday.", "2022-09-30", "2022-10-03"),
        ("2,700 men came into Mongolia in the two days to Sunday.", "2022-10-01", "2022-10-02"),
        ("12,000 entered Mongolia in the three weeks to 2 October.", "2022-09-12", "2022-10-02"),
        ("С пятницы по понедельник в Грузию въехали 9 тысяч россиян.", "2022-09-30", "2022-10-03"),
        ("З п'ятниці до неділі до Грузії в'їхали 9 тисяч росіян.", "2022-09-30", "2022-10-02"),
        (
            "Fires forced people in Greece out on Saturday. About 900 children had been moved from a camp.",
            "2022-10-01",
            "2022-10-01",
        ),
        ("Since the start of mobilisation 5,000 Russians have entered Georgia.", "2022-09-21", "2022-10-03"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    assert [(str(p.first), str(p.last)) for p in _reports(text)] == [(first, last)]


def test_a_running_total_does_not_go_on_to_the_next_sentence_unless_it_says_so() -> None:
    since = "Since 21 September 9,000 people have entered Georgia. "
    assert _reports(since + "Another 300 came on foot.")[1].first is None
    assert str(_reports(since + "In the same days 4,000 left.")[1].first) == "2022-09-21"


def test_the_war_of_a_scenario_began_on_its_first_day() -> None:
    text = "Від початку війни до Польщі в'їхали 2 мільйони українців."
    (found,) = read_text(text, UKRAINE, published=dt.date(2022, 3, 21)).of("report")
    assert str(found.first) == "2022-02-24"
    # A war elsewhere has no day here.
    text = "Since the war began, 500,000 people have fled Sudan."
    (found,) = read_text(text, UKRAINE, published=dt.date(2022, 3, 21)).of("report")
    assert found.first is None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Moldova's interior ministry said 104,000 refugees stayed. Others left; 9,700 are in centres.",
         ["Moldova's interior ministry"] * 2),
        ("YEREVAN (staff and agencies) - Armenia registered 86,940, the premier's spokeswoman said.",
         ["premier's spokeswoman"]),
        ("ROME - Italy said 87 people had landed on a military aircraft.", ["Italy"]),
        ("Internally displaced people: 7,700 (IOM, round 3) entered Georgia.", ["IOM"]),
        ("11,300 people entered Georgia on Sunday, the head of the checkpoint, Major T. Imnadze, said.",
         ["head of the checkpoint"]),
        ("Border police are tired. The police said 500 people entered Georgia.", ["Border police"]),
        ("A lane is open, a spokesman of the border police said. The police said 500 came to Georgia.",
         ["spokesman of the border police"]),
        ("1,810 entered Estonia, according to the Police and Border Guard Board.",
         ["Police and Border Guard Board"]),
        ("В Казахстан въехали 7 150 человек. Об этом сообщила пресс-служба губернатора.",
         ["пресс-служба губернатора"]),
        ("Syrians poured home through Masnaa. The General Security put them at 10,000 by dusk.",
         ["General Security"]),
        ("Estonia counts 40 buses. Finland said 12,700 people entered.", ["Finland"]),
        ("225 people are confirmed dead; 88,000 people stay in camps.", [""]),
    ],
)  # fmt: skip
def test_who_says_so(text: str, speakers: list[str]) -> None:
    assert [p.speaker for p in _reports(text)] == speakers


@pytest.mark.parametrize(
    "who", ["Kremlin's Peskov", "Reverend John Smith", "Great Ivan Petrov", "Honourable Maria Kovalenko"]
)
def test_a_name_behind_the_is_kept_by_nobody(who: str) -> None:
    for found in _reports(f"Thousands of people have left Russia, the {who} said."):
        assert not {"Peskov", "John", "Smith", "Ivan", "Petrov", "Maria", "Kovalenko"} & set(
            found.speaker.split()
        )


def test_a_person_who_was_introduced_may_be_he() -> None:
    text = "Pavel Orlov, 28, left Moscow last week. Tens of thousands of people have left Russia, he said."
    assert [p.speaker for p in _reports(text)] == ["a private person"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("JUBA - South Sudan received 3,150 people from Sudan, the most since the war in Khartoum began.",
         "SSD"),
        ("HELSINKI - The Finnish Border Guard said that 7,000 Russians entered on Sunday.", "Finland"),
        ("ISTANBUL - Tens of thousands of Russians have fled their country.", "Russia"),
        ("Romania counted them. Some 80,000 remain in the country; others went to Hungary.", "ROU"),
        ("At the Georgian booth the officer said that 5,200 people had been stamped in.", "Georgia"),
        ("Drought has driven 805,000 Somalis from their villages.", "SOM"),
    ],
)  # fmt: skip
def test_where(text: str, place: str) -> None:
    assert [p.place for p in _reports(text)] == [place]
