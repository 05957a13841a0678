"""Figures without a noun of their own, permits in any order, and numbers that count nobody who moved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import alee
from alee.reading.found import Reading
from alee.reading.reader import read_text

SCENARIOS = Path(__file__).parents[2] / "scenarios"
RUSSIA, UKRAINE = (alee.load_scenario(SCENARIOS / name) for name in ("russia-2022", "ukraine-2022"))
WEDNESDAY = dt.date(2022, 10, 5)
IN_MARCH = dt.date(2022, 3, 23)


def _read(text: str) -> Reading:
    if text.startswith("U "):
        return read_text(text[2:], UKRAINE, published=IN_MARCH)
    return read_text(text, RUSSIA, published=WEDNESDAY)


def _last(text: str) -> tuple[str, float | None, str]:
    found = _read(text).of("report")[-1]
    return found.measure, found.value, str(found.first or "")


@pytest.mark.parametrize(
    ("text", "measure", "value", "first"),
    [
        ("8,230 Russians came into Finland on Saturday. A week earlier, on Sunday, the number was 5,120.", "entries", 5120, "2022-09-25"),
        ("Georgia's interior ministry counted 10,200 arrivals on Monday. On Tuesday it was 9,800.", "entries", 9800, "2022-10-04"),
        ("2,150 Russians crossed into Finland on Monday. On Sunday there had been 2,410.", "entries", 2410, "2022-10-02"),
        ("In the first half of September 8,340 Russians reached Serbia. Over the whole of August there had been 1,720.", "entries", 1720, "2022-08-01"),
        ("U About 153,000 people have come to Slovakia since 24 February. On Tuesday there were 9,600 of them.", "entries", 9600, "2022-03-22"),
        ("U The Border Guard cleared 96,350 people into Poland on Monday. By 7 on Tuesday it was another 28,400.", "entries", 28400, "2022-03-22"),
        ("U 96,350 people entered Poland on Monday. That takes the total since 24 February to 768,000.", "entries", 768000, "2022-02-24"),
        ("U 8,700 people entered Poland on Monday. Yesterday 9,100.", "entries", 9100, "2022-03-22"),
        ("За вторник в Грузию въехали 9,8 тысячи россиян. Днём раньше их было 10,2 тысячи.", "entries", 10200, "2022-10-03"),
        ("3 октября в Грузию въехали 7 430 россиян. Накануне — 8 120.", "entries", 8120, "2022-10-02"),
        ("За вторник в Грузию въехали 9,8 тысячи россиян. В понедельник речь шла о 8 тысячах.", "entries", 8000, "2022-10-03"),
        ("U До Угорщини у вівторок прибули з України 8,7 тисячі осіб. Із початку вторгнення таких уже 334 тисячі.", "entries", 334000, "2022-02-24"),
        ("Sarp'tan Gürcistan'dan dün 1.870 Rus giriş yaptı. Önceki gün 2.110.", "entries", 2110, "2022-10-03"),
        ("U The Border Police said 61,300 people, of whom 7,100 were Ukrainians, entered Romania on Tuesday.", "entries", 7100, "2022-03-22"),
        ("Мэр Еревана заявил, что с начала года зарегистрировали 1 870 компаний, в сентябре — 410.", "company_registrations", 410, "2022-09-01"),
    ],
)  # fmt: skip
def test_the_sentence_before_says_what_is_counted(text: str, measure: str, value: float, first: str) -> None:
    assert _last(text) == (measure, value, first)


@pytest.mark.parametrize(
    "text",
    [
        "Georgia counted 10,200 arrivals on Monday. A year ago it had been 900.",
        "Georgia counted 10,200 arrivals on Monday. The hotline took 900 calls on Tuesday.",
        "Georgia counted 10,200 arrivals on Monday. A bed costs 40 lari, a week ago it was 25.",
        "В Грузию въехали 9,8 тысячи россиян. Год назад их было 900.",
        "Gürcistan'a dün 1.870 Rus giriş yaptı. Geçen yıl bu sayı 300'dü.",
        "Edirne'de 1.240 göçmenin yakalandığı açıklandı. Bir önceki sayı 980'di.",
    ],
)
def test_what_is_only_compared_with_is_no_report(text: str) -> None:
    assert len(_read(text).of("report")) <= 1


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("Since January the migration service has issued 4,870 permits to Russian citizens.", "residence_permits", 4870),
        ("Residence permits were granted to 5,200 Russians in September.", "residence_permits", 5200),
        ("Russians have opened 3,900 sole proprietorships and companies in Serbia.", "company_registrations", 3900),
        ("Вид на жительство в Сербии за год получили 9 400 россиян.", "residence_permits", 9400),
        ("Россияне открыли в Сербии 3 900 индивидуальных предприятий и компаний.", "company_registrations", 3900),
        ("U Посвідки на проживання у Польщі отримали 9,4 тисячі українців.", "residence_permits", 9400),
        ("Kazakistan'da ikamet izni verilen Rusların sayısı 4 bin 870.", "residence_permits", 4870),
        ("A helicopter took 18 tourists from Almaty to safety on Wednesday.", "departures_from_origin", 18),
        ("Ferries brought 1,690 people to Georgia on Monday.", "entries", 1690),
        ("Some 1,200 Belarusians had slipped over the border into Georgia.", "entries", 1200),
        ("About 36,000 Russians asked Kazakhstan for refuge.", "asylum_applications", 36000),
        ("In Kazakhstan 800 Russians a day register a business.", "company_registrations", 800),
        ("The camp's population in Georgia stood at 1,940 on Sunday.", "stock", 1940),
        ("1.0 million Russians are registered in Kazakhstan and 0.96 million in Georgia.", "registered", 960_000),
        ("The president said that 3,650 minors were in his government's care.", "stock", 3650),
        ("More than 2,400 Russians used the crossings of Kazakhstan to get into the country.", "entries", None),
        ("71,000 entered Kazakhstan and 69,500 left, so that the balance came to plus 1,500.", "net", 1500),
    ],
)  # fmt: skip
def test_permits_and_people_in_any_order(text: str, measure: str, value: float | None) -> None:
    assert _last(text)[:2] == (measure, value)


@pytest.mark.parametrize(
    "text",
    [
        "The service has issued 900 permits to fish in the lake.",
        "The village had 1,100 inhabitants before people came.",
        "A wooden boat can hold up to 280 people who flee.",
        "They shelter in a town of 30,000 people.",
        "Лагерь на 400 человек открыли у границы, там ночуют.",
        "В городе с населением 60 тысяч человек остаются без света.",
        "У гуртожитку, розрахованому на 240 осіб, живуть переселенці.",
        "Gece sıcaklığı eksi 6 dereceye indi. Otel doluluğu yüzde 88'e çıktı.",
        "Volunteers in Istanbul count 1,400 requests for beds.",
        "Customs waved through 31 aid lorries. Eleven vessels came.",
        "The town has rooms for 90 people who arrive.",
        "Ulaştırma Bakanlığı 200 ailenin daha beklendiğini söyledi.",
        "Паспортная служба Казахстана 12 россиянам отказала.",
    ],
)
def test_what_counts_nobody_who_moved(text: str) -> None:
    assert not _read(text).of("report")


def test_children_among_those_who_came_are_no_report_of_their_own() -> None:
    found = _read("Из Казани вывезли 4 400 человек, в том числе 1 100 детей.")
    assert [p.value for p in found.of("report")] == [4400]
    assert any("how old they are" in p.what for p in found.of("context"))


def test_a_share_of_what_the_sentence_before_counts_is_a_share() -> None:
    measure, value, _ = _last(
        "2,310 new arrivals were registered in Kazakhstan. Of these, 61 per cent are Russians."
    )
    assert (measure, value) == ("share", 0.61)


@pytest.mark.parametrize(
    "text",
    [
        "Does anybody know how many of us are here? Turkey publishes nothing on that.",
        "How many more are waiting on the other side, the governor's office would not say.",
        "UNHCR declined to offer a number of its own.",
        "The ministry did not answer a question about how many Russians had stayed.",
        "Сколько человек выехали с начала мобилизации, в управлении сообщить отказались.",
        "В ведомстве не ответили на вопрос, сколько россиян остались в стране.",
        "Власти Сербии не ведут учёта приехавших.",
        "U Скільки людей лишилося в місті, в адміністрації повідомити відмовилися.",
        "Nüfus müdürlüğü, kente yerleşen Ruslarla ilgili soruları yanıtsız bıraktı.",
    ],
)
def test_a_silence_is_noted(text: str) -> None:
    assert _read(text).of("nobody publishes")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor of Almaty, a city in the south, said that 12,800 Russians were staying there.", "mayor of Almaty"),
        ("The mayor of Mersin, a port four hours to the west, said that 12,800 people were sleeping in halls.", "mayor of Mersin"),
        ("The civil defence of Astana said on Monday that 107,400 people had been forced out of their homes.", "civil defence of Astana"),
        ("Iceland's civil protection department said 3,720 residents had been evacuated.", "Iceland's civil protection department"),
        ("Shelters in Tbilisi hold 1,130 people, civil protection said.", "civil protection"),
        ("The migration office has so far taken 21,400 applications for asylum.", "migration office"),
        ("В Грузию въехали 310 человек, сообщил представитель управления ООН по делам беженцев.", "представитель управления ООН по делам беженцев"),
        ("U До Польщі прибули 9,4 тисячі осіб, сказали в міграційній службі.", "міграційній службі"),
        ("Emlak Danışmanları Odası, eylülde Antalya'da Ruslara 612 konut satıldığını bildirdi.", "Emlak Danışmanları Odası"),
    ],
)  # fmt: skip
def test_whole_names_of_offices(text: str, speaker: str) -> None:
    assert _read(text).of("report")[0].speaker == speaker


def test_the_week_that_ended_on_a_day() -> None:
    found = _read("In the week that ended on Sunday 71,000 Russians crossed into Kazakhstan.").of("report")[0]
    assert (found.first, found.last) == (dt.date(2022, 9, 26), dt.date(2022, 10, 2))


def test_a_queue_that_passed_a_length() -> None:
    found = _read("Gürcistan tarafında kuyruk 3 kilometreyi geçti.").of("report")[0]
    assert (found.measure, found.low, found.value) == ("queue_length_km", 3.0, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ADIYAMAN - Yurtlarda 12 bin 400 depremzede kalıyor.", "Adiyaman"),
        ("Mersin Valiliği yurtlarda 38 bin 400 depremzedenin kaldığını duyurdu.", "Mersin"),
        ("Şanlıurfa'dan 1.240 kişi tahliye edildi.", "Sanliurfa"),
        ("Из Сум эвакуировали 310 человек. В Полтаве разместили 290.", "Poltava"),
        ("U У Тернополі розмістили 310 переселенців.", "Ternopil"),
        ("Some 2,100 people are staying in Diyarbakir.", "Diyarbakir"),
    ],
)
def test_provinces_of_turkey_and_ukraine_are_places(text: str, place: str) -> None:
    assert _read(text).of("report")[-1].place == place
