"""Ordinary sentences of a week of dispatches, four languages: what, how many, which days, who says so."""

from __future__ import annotations

import datetime as dt

import pytest

from alee.files.scenario_folder import load_scenario
from alee.reading.proposals import Proposal
from alee.reading.reader import read_text

RUSSIA, UKRAINE = load_scenario("scenarios/russia-2022"), load_scenario("scenarios/ukraine-2022")
WEDNESDAY, IN_MARCH = dt.date(2022, 10, 5), dt.date(2022, 3, 23)


def _reports(text: str) -> list[Proposal]:
    is_ukraine = text.startswith("U ")
    reading = read_text(
        text.removeprefix("U "),
        UKRAINE if is_ukraine else RUSSIA,
        published=IN_MARCH if is_ukraine else WEDNESDAY,
    )
    return list(reading.of("report"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There were 5,310 people in the hall at Uralsk on Monday.", [("stock", 5310.0)]),
        ("Some 22,700 people were out of their homes after the flood.", [("stock", 22700.0)]),
        ("The province has taken in 197,000 people from Hatay.", [("entries", 197000.0)]),
        ("About 1.87 lakh people fled their homes.", [("departures_from_origin", 187000.0)]),
        ("The queue at Altanbulag is two and a half kilometres long.", [("queue_length_km", 2.5)]),
        ("Очередь у Алтанбулага растянулась на два с половиной километра.", [("queue_length_km", 2.5)]),
        ("U За добу до Польщі прибули 1,596 млн людей.", [("entries", 1596000.0)]),
        ("Of men from 18 to 60 none may leave. Мужчины от 18 до 60 лет выезжают.", []),
        ("17 trucks with aid crossed into Georgia.", []),
        ("Шесть грузовиков с помощью прошли через Верхний Ларс.", []),
        ("By 3 October 3,870 people had asked Georgia for asylum.", [("asylum_applications", 3870.0)]),
        ("Регистрацию в Ереване прошли 68 тысяч человек.", [("registered", 68000.0)]),
        ("Жильём обеспечены 27 тысяч приехавших в Ереван.", [("stock", 27000.0)]),
        ("The police issued 1,005 certificates of temporary stay.", [("residence_permits", 1005.0)]),
        ("U Чехія видала українцям 21 340 віз тимчасового захисту.", [("residence_permits", 21340.0)]),
        ("Georgia, daily count\n\nentered: 6,210\n\nleft: 3,480\n\nbalance: +2,730\n\nrefused entry: 41",
         [("entries", 6210.0), ("exits", 3480.0), ("net", 2730.0)]),
        ("Araçların günde 3 bin kişilik kapasitesi var. Kentte 900 mülteci kalıyor.", [("stock", 900.0)]),
        ("Hundreds of Russians waited at Narva; the line is abt 14 km.",
         [("queue_length", None), ("queue_length_km", 14.0)]),
    ],
)  # fmt: skip
def test_what_and_how_many(text: str, told: list[tuple[str, float | None]]) -> None:
    assert [(p.measure, p.value) for p in _reports(text)] == told


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("On Thursday 6,100 Russians entered Finland. On the Thursday before, it had been 5,900.",
         dt.date(2022, 9, 22), dt.date(2022, 9, 22)),
        ("More than 3,200 Russians have come to Mongolia since last Sunday.",
         dt.date(2022, 10, 2), WEDNESDAY),
        ("Between 24 September and Monday 72,400 people entered Georgia.",
         dt.date(2022, 9, 24), dt.date(2022, 10, 3)),
        ("В Грузию въехали 7 тысяч человек. Неделей ранее, 18 сентября, их было 3 тысячи.",
         dt.date(2022, 9, 18), dt.date(2022, 9, 18)),
        ("Over the past seven days 620 people entered Estonia. In the seven days before that 420 came.",
         dt.date(2022, 9, 21), dt.date(2022, 9, 27)),
        ("In August 81,900 people came into Georgia.", dt.date(2022, 8, 1), dt.date(2022, 8, 31)),
        ("U Протягом лютого до Польщі в'їхали 19 тисяч людей.", dt.date(2022, 2, 1), dt.date(2022, 2, 28)),
        ("ИИН с начала недели оформили 7 980 граждан РФ.", dt.date(2022, 10, 3), WEDNESDAY),
        ("U Some 2.3 million people have fled Ukraine since 24 February. Poland took in 1.4 million of them.",
         dt.date(2022, 2, 24), IN_MARCH),
    ],
)  # fmt: skip
def test_the_days_of_the_last_figure(text: str, first: dt.date, last: dt.date) -> None:
    found = _reports(text)[-1]
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tens of thousands of Russians have left since President Putin declared a mobilisation.", ""),
        ("Poland's Border Guard cleared 6,400 people on Monday. In all 87,300 have come, the service said.",
         "Poland's Border Guard"),
        ("The government said 47,000 people entered Armenia. Of those, 33,000 had been registered by 10 a.m.",
         "government"),
        ("В Финляндию въехали 16 900 россиян, сообщает Пограничная охрана страны.", "Пограничная охрана"),
        ("U До Польщі прибули 2 млн людей, зазначає Прикордонна служба Польщі.", "Прикордонна служба Польщі"),
        ("Egypt said 13,000 people had come; UNHCR had registered 6,400 of them.", "UNHCR"),
        ("Some 2,860 Venezuelans live in Georgia, Migracion Colombia said.", "Migracion Colombia"),
        ("The Georgian minister, a former judge, told parliament that 10,000 Russians entered Georgia.",
         "Georgian minister"),
    ],
)  # fmt: skip
def test_who_gives_the_last_figure(text: str, speaker: str) -> None:
    assert _reports(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("U На виїзд з України кордон перетнули 37 тисяч осіб, а в'їхали 46 тисяч.", "Ukraine"),
        ("МВД Грузии: из России прибыли 41 тысяча человек, убыли 20 тысяч.", "Georgia"),
        ("Finland took in 6,100 people on Thursday. On Friday 2,460 people drove back to Russia.", "Finland"),
    ],
)  # fmt: skip
def test_where_the_last_figure_is(text: str, place: str) -> None:
    found = _reports(text)[-1]
    assert (found.place, found.measure in ("entries", "exits")) == (place, True)


@pytest.mark.parametrize(
    "text",
    [
        "Neither the ministry nor the police said how many had arrived in Georgia.",
        "В Кремле не располагают данными о числе уехавших.",
        "Göç İdaresi, ülkeye kaç Rus'un girdiğine dair veri paylaşmıyor.",
        "U Статистики щодо тих, хто лишився просити притулку, служба поки не оприлюднила.",
    ],
)
def test_who_gives_no_figure(text: str) -> None:
    scenario = UKRAINE if text.startswith("U ") else RUSSIA
    assert read_text(text.removeprefix("U "), scenario, published=WEDNESDAY).of("nobody publishes")
