"""Figures that lean on what the text told before: its subject, its days, its speakers."""

from __future__ import annotations

import datetime as dt

import pytest

from alee.files.scenario_folder import load_scenario
from alee.reading.proposals import Proposal
from alee.reading.reader import read_text

DAY = dt.date(2022, 10, 5)  # a Wednesday


def _reports(text: str, scenario: str = "russia-2022", day: dt.date = DAY) -> list[Proposal]:
    return list(read_text(text, load_scenario(f"scenarios/{scenario}"), published=day).of("report"))


def _told(text: str, **of: object) -> list[tuple[str, float | None]]:
    return [(p.measure, p.value) for p in _reports(text, **of)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Georgia counted 4,300 arrivals on Monday. The busiest hour was the first after dawn, with 610.",
         [("entries", 4300.0), ("entries", 610.0)]),
        ("The queue at Vaalimaa is 9 km long. Nobody gets across in less than a day. We make it 1,450 cars.",
         [("queue_length_km", 9.0), ("queue_length", 1450.0)]),
        ("Колонна у Верхнего Ларса, стоим вторые сутки, очередь 11 км. Передо мной машин 300.",
         [("queue_length_km", 11.0), ("queue_length", 300.0)]),
        ("Черга біля «Шегинь» 8 км. Хто пройшов, той чекав годин шість.",
         [("queue_length_km", 8.0), ("queue_hours", 6.0)]),
    ],
)  # fmt: skip
def test_a_number_without_a_word_counts_what_the_text_is_about(
    text: str, told: list[tuple[str, float]]
) -> None:
    scenario = "ukraine-2022" if "Шегинь" in text else "russia-2022"
    assert _told(text, scenario=scenario) == told


@pytest.mark.parametrize(
    "behind",
    [
        "The cholera ward has 220.",
        "A room that cost 300 is let for 900.",
        "The sports hall has room for 450.",
        "Of firefighters there are 160.",
        "The village, a hamlet of 700, has no shop.",
    ],
)
def test_a_sentence_of_something_else_has_numbers_of_its_own(behind: str) -> None:
    assert _told(f"Georgia counted 4,300 arrivals on Monday. {behind}") == [("entries", 4300.0)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Norway counted 310 Russians at Storskog on Monday, compared with 120 a week earlier.",
         [(dt.date(2022, 10, 3), dt.date(2022, 10, 3)), (dt.date(2022, 9, 26), dt.date(2022, 9, 26))]),
        ("Finland let in 5,100 Russians on Tuesday, up from 4,800 on Monday.",
         [(dt.date(2022, 10, 4), dt.date(2022, 10, 4)), (dt.date(2022, 10, 3), dt.date(2022, 10, 3))]),
        ("Last week 12,000 Russians entered Estonia, against 9,000 in the week before.",
         [(dt.date(2022, 9, 26), dt.date(2022, 10, 2)), (dt.date(2022, 9, 19), dt.date(2022, 9, 25))]),
        ("За понедельник в Грузию въехали 7 100 россиян, днём раньше — 8 250.",
         [(dt.date(2022, 10, 3), dt.date(2022, 10, 3)), (dt.date(2022, 10, 2), dt.date(2022, 10, 2))]),
    ],
)  # fmt: skip
def test_an_older_figure_with_days_of_its_own_is_told_with_them(
    text: str, days: list[tuple[dt.date, dt.date]]
) -> None:
    assert [(p.first, p.last) for p in _reports(text)] == days


@pytest.mark.parametrize(
    "text",
    [
        "Georgia counted 4,300 arrivals, up from 900 in normal times.",
        "Finland let in 5,100 Russians on Tuesday; before the war it was 7,000 a day.",
        "On Monday the line grew from 10 km to 14 km.",
    ],
)
def test_an_older_figure_without_days_of_its_own_is_none(text: str) -> None:
    assert len(_reports(text)) == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("YEREVAN, 5 October - Some 21,000 Russians have entered Armenia since it began on 21 September.",
         dt.date(2022, 9, 21), DAY),
        ("С понедельника по воскресенье прошлой недели в Казахстан въехали 64 тысячи россиян.",
         dt.date(2022, 9, 26), dt.date(2022, 10, 2)),
        ("Geçen hafta Antalya'ya 31 bin Rus geldi.", dt.date(2022, 9, 26), dt.date(2022, 10, 2)),
        ("Serbia registered 1,900 Russians between 21 and 30 September.",
         dt.date(2022, 9, 21), dt.date(2022, 9, 30)),
        ("Russians bought 640 homes in Georgia in May.", dt.date(2022, 5, 1), dt.date(2022, 5, 31)),
    ],
)  # fmt: skip
def test_the_days_of_a_figure(text: str, first: dt.date, last: dt.date) -> None:
    (report,) = _reports(text)
    assert (report.first, report.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Some 1,200 people crossed into Georgia, according to Rwandan immigration.", "Rwandan immigration"),
        ("Десятки тысяч россиян уехали в Узбекистан, пишет «Заря».", "Заря"),
        ("В Казахстан въехали 7 000 россиян, сообщил начальник западной областной администрации.",
         "начальник западной областной администрации"),
        ("UPPER LARS update: people say the queue is 14 km long.", ""),
        ("Rusya'dan 3 bin kişi Antalya'ya geldi. Bilgiyi AFAD paylaştı.", "AFAD"),
        ("The statistics office has it at plus 8,600 Russians entering Georgia.", "statistics office"),
    ],
)  # fmt: skip
def test_who_says_so(text: str, speaker: str) -> None:
    assert _reports(text)[0].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The minister disputed claims that 80,000 Russians had arrived in Georgia.",
        "В Кремле назвали уткой сообщения о том, что из России уехали 260 тысяч мужчин.",
        "Uzmanlar yüz binlerce kişinin Rusya'yı terk edeceğini öne sürüyor.",
        "Romania spoke of tents for 500,000 refugees who came.",
    ],
)
def test_denied_supposed_or_room_is_no_report(text: str) -> None:
    assert _reports(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Some 4,000 people were driven from North and South Kivu, the agency said.", ""),
        (
            "YELLOWKNIFE - Some 3,800 people have left, the agency said.",
            "Yellowknife",
        ),
        ("CORRECTION - Some 3,800 people have left, the agency said.", ""),
        ("GENEVA - Some 3,800 people have left, the agency said.", ""),
    ],
)
def test_where(text: str, place: str) -> None:
    assert _reports(text)[0].place == place


def test_four_digits_are_a_year_only_where_words_say_so() -> None:
    told = _told("Служба поставила на учет 9130 россиян, а уехали из Грузии 1870.")
    assert [value for _, value in told] == [9130.0, 1870.0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("People who came to Georgia, by road:\n\n- Larsi: 4,100\n\n- Sarpi: 1,250",
         [("entries", 4100.0), ("entries", 1250.0)]),
        ("Inside evacuation centres: 1,420 families / 6,310 persons",
         [("stock", 1420.0), ("stock", 6310.0)]),
        ("The number of people who came to Georgia last week was given as 18,400. This was a typing error. "
         "The correct number is 11,400.", [("entries", 11400.0)]),
        ("5,100 Russians entered Georgia on Monday, and 3,900 left the country.",
         [("entries", 5100.0), ("exits", 3900.0)]),
        ("Some 5,300 newcomers sleep in the halls of Tbilisi.", [("stock", 5300.0)]),
        ("В пунктах Тбилиси находятся 1 840 приехавших.", [("stock", 1840.0)]),
        ("Antalya'ya geçen hafta 18 bin Rus turist geldi.", [("tourist_arrivals", 18000.0)]),
        ("Three of the eight eastern posts stay shut.", []),
        ("The airport of Tbilisi, where they waited, lies 18 kilometres away.", []),
        ("They came to Georgia in minus 17.", []),
        ("A ferry ticket from Batumi to Trabzon costs 260 lira.", []),
        ("They came to Georgia through a hamlet of 600.", []),
        ("Ukraine counts 1,640 refugees in Lviv.", [("stock", 1640.0)]),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, told: list[tuple[str, float]]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("4,100 people entered Georgia on Saturday and Sunday.", dt.date(2022, 10, 1), dt.date(2022, 10, 2)),
        ("4,100 people entered Georgia, Wednesday to Friday.", dt.date(2022, 9, 28), dt.date(2022, 9, 30)),
        ("43,000 people moved to Georgia in the first quarter of this year.",
         dt.date(2022, 1, 1), dt.date(2022, 3, 31)),
        ("August saw 78,000 people enter Georgia.", dt.date(2022, 8, 1), dt.date(2022, 8, 31)),
        ("Russians bought 2,100 homes in Georgia in 2021.", dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
        ("Geçen yılın eylülünde Gürcistan'a 57 bin Rus geldi.", dt.date(2021, 9, 1), dt.date(2021, 9, 30)),
        ("Armenia, which has let in few since 1 September, took in 380 Russians on Monday.",
         dt.date(2022, 10, 3), dt.date(2022, 10, 3)),
    ],
)  # fmt: skip
def test_stretches_of_days(text: str, first: dt.date, last: dt.date) -> None:
    assert [(p.first, p.last) for p in _reports(text)] == [(first, last)]


def test_a_running_total_of_another_day_runs_as_well_and_a_count_of_one_day_does_not() -> None:
    text = "Since 21 September 42,000 Russians have entered Georgia. On Sunday it was "
    assert [p.first for p in _reports(text + "36,000.")][1] == dt.date(2022, 9, 21)
    assert [p.first for p in _reports(text + "3,600.")][1] == dt.date(2022, 10, 2)


def test_a_bulletin_speaks_for_its_figures_unless_somebody_else_does() -> None:
    text = "UNHCR flash update, Georgia\n\nNew arrivals: 4,100.\n\nThe mayor said 900 people stay in schools."
    assert [p.speaker for p in _reports(text)] == ["UNHCR", "mayor"]


def test_the_same_sentence_after_another_subject_is_read_anew() -> None:
    text = "4,100 people entered Georgia. On Monday it was 3,900.\n\n{} On Monday it was 3,900."
    after = _told(text.format("In Batumi 2,000 people stay in schools."))
    assert after == [("entries", 4100.0), ("entries", 3900.0), ("stock", 2000.0), ("stock", 3900.0)]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Six in ten of those who entered Georgia have moved on, the minister said.", 0.6),
        ("Two thirds of those who entered Georgia have left again, the minister said.", 2 / 3),
        ("Две трети въехавших в Грузию уже выехали, сообщил министр.", 2 / 3),
        ("Nine in ten of those who entered Georgia are men.", None),
    ],
)
def test_parts_of_a_whole_told_in_words(text: str, share: float | None) -> None:
    found = [p.value for p in _reports(text) if p.measure == "share"]
    assert found == ([] if share is None else [pytest.approx(share)])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("На пункті «Порубне» чекають 40 авто.", "Porubne"),
        ("У Порубному в черзі стоять 40 авто.", "Porubne"),
        ("На пункті «Мостиська» чекають 40 авто.", ""),
    ],
)
def test_a_place_of_the_scenario_is_known_in_cyrillic(text: str, place: str) -> None:
    assert _reports(text, scenario="ukraine-2022", day=dt.date(2022, 3, 23))[0].place == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("More than 70,000 people stay in 340 shelters in Sofala, the agency said.", "Sofala"),
        ("More than 70,000 people stay in shelters, Anna Petrova told reporters in March.", ""),
        ("ANNA PETROVA - More than 70,000 people stay in shelters.", ""),
        ("More than 70,000 people stay in shelters in Anna Petrova's villages.", ""),
    ],
)
def test_a_place_that_no_gazetteer_lists_and_no_persons_name(text: str, place: str) -> None:
    assert _reports(text)[0].place == place


def test_the_head_of_a_text_dates_the_text_and_not_its_figures() -> None:
    (report,) = _reports("ADRE, Chad, 5 October - About 7,000 people have crossed from Darfur.")
    assert report.first is None
    (report,) = _reports("As of 4 October - About 7,000 people have crossed from Darfur.")
    assert (report.first, report.last) == (None, dt.date(2022, 10, 4))
