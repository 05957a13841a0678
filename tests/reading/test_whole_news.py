"""Sentences as agencies, border services and local papers write them: several places, totals, ways out, other numbers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from alee.files.scenario_folder import load_scenario
from alee.reading.proposals import Proposal
from alee.reading.reader import read_text

ROOT = Path(__file__).parents[2]
RUSSIA, UKRAINE = (load_scenario(ROOT / "scenarios" / name) for name in ("russia-2022", "ukraine-2022"))
DAY, IN_MARCH = dt.date(2022, 9, 28), dt.date(2022, 3, 21)


def _read(text: str) -> tuple[Proposal, ...]:
    is_ukraine = text.startswith("U ")
    scenario, day = (UKRAINE, IN_MARCH) if is_ukraine else (RUSSIA, DAY)
    return read_text(text.removeprefix("U "), scenario, published=day).proposals


def _reports(text: str) -> list[Proposal]:
    return [p for p in _read(text) if p.kind == "report"]


def _days(p: Proposal) -> str:
    return f"{p.first or ''}..{p.last or ''}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Some 98,000 Russians have crossed into Kazakhstan, 53,000 into Georgia and 16,000 into Finland.",
         [("Kazakhstan", 98e3), ("Georgia", 53e3), ("Finland", 16e3)]),
        ("On Monday 11,200 Russians entered Georgia, and 3,000 entered Armenia.",
         [("Georgia", 11200), ("Armenia", 3000)]),
        ("U Some 2.34 million have entered Poland, 609,000 Romania and 281,000 Slovakia.",
         [("Poland", 2.34e6), ("Romania", 609e3), ("Slovakia", 281e3)]),
        ("В Финляндию приехали 6 150 россиян, в Эстонию — 1 512, в Литву — 790.",
         [("Finland", 6150), ("Estonia", 1512), ("Lithuania", 790)]),
        ("U Polonya'da 1 milyon 204 bin, Macaristan'da 191 bin sığınmacı bulunuyor.",
         [("Poland", 1_204_000), ("Hungary", 191e3)]),
        ("U У Румунії на кордоні з Україною за добу в'їхали 19 340 осіб.", [("Romania", 19340)]),
        ("About 5,200 Russians entered the EU on Monday.", [("European Union", 5200)]),
        ("Через «Сырым» в Казахстан въехали 4 650 россиян. Всего в страну въехали 98 тысяч.",
         [("Kazakhstan", 4650), ("Kazakhstan", 98e3)]),
        ("U В Україні війна. До Польщі з України виїхали 12 тисяч. Внутрішньо переміщених осіб зараз проживає 6,48 млн.",
         [("Poland", 12e3), ("Ukraine", 6.48e6)]),
        ("Over 194,000 Russians have fled to Georgia, Kazakhstan and Finland in two weeks.",
         [("Georgia, Kazakhstan, Finland", None)]),
        ("U Some 331,000 people have come to Moldova. On Sunday 7,900 people arrived and 6,200 went on to Romania.",
         [("Republic of Moldova", 331e3), ("Republic of Moldova", 7900), ("Republic of Moldova", 6200)]),
        ("The queue at Upper Lars stood at 4,900 vehicles, according to the regional government in North Ossetia.",
         [("Upper Lars", 4900)]),
        ("Konyaaltı'nda kiralar yüzde 30 arttı.", [("Antalya", 0.3)]),
        ("The Estonian border guard said 1,512 Russians had come, 1,100 of them via Narva, and 1,430 had left.",
         [("Estonia", 1512), ("Narva", 1100), ("Estonia", 1430)]),
        ("U З України виїхало 3,2 млн людей, з них 2 млн — до Польщі.", [("Ukraine", 3.2e6), ("Poland", 2e6)]),
        ("İSTANBUL - Eylülde Ruslara 1.238 konut satıldı.", [("Turkey", 1238)]),
        ("In the town of Fundo Alto 32,000 people had left their homes.", [("Fundo Alto", 32e3)]),
    ],
)  # fmt: skip
def test_each_number_has_its_own_place(text: str, told: list[tuple[str, float]]) -> None:
    assert [(p.place, p.value) for p in _reports(text)] == told


@pytest.mark.parametrize(
    ("text", "measure", "place"),
    [
        ("U The number of people fleeing Ukraine reached two million on Tuesday.", "departures_from_origin", "Ukraine"),
        ("U Poland took in 9,000. Another 183,688 have gone to other European countries.", "entries", "other countries"),
        ("U Кордон перетнули 65 тисяч осіб, з них 47 тисяч виїхали до Польщі.", "entries", "Poland"),
        ("U ВАРШАВА. До Польщі в'їхали 22 100 осіб, а виїхали в Україну 19 300.", "exits", "Poland"),
        ("U Moldova let in 12,540 people from Ukraine and 7,300 travelled on to Romania.", "exits", "Republic of Moldova"),
        ("U In all, 2.5 million people have entered Poland and 442,000 have left for Ukraine.", "exits", "Poland"),
        ("U On Tuesday 22,100 left Poland for Ukraine, while 24,400 came the other way.", "entries", "Poland"),
        ("Finland let in 6,100 people; 3,154 Russians returned to Russia.", "exits", "Finland"),
        ("U There are 96,640 Ukrainians in Moldova at the moment.", "stock", "Republic of Moldova"),
        ("U Some 4,000 crossed into Poland; 3,100 of them are in the capital.", "stock", "Poland"),
        ("U Germany has registered 218,300 people who fled the war.", "registered", "Germany"),
        ("Russians set up 1,020 companies in Georgia, 312 of them in September.", "company_registrations", "Georgia"),
        ("ИИН в Казахстане получили 12 630 россиян, вид на жительство — 71.", "residence_permits", "Kazakhstan"),
        ("UNHCR counted 3.6 million people who left Russia.", "departures_from_origin", "Russia"),
        ("U UNHCR counted 2.9 million refugees from Ukraine.", "departures_from_origin", "Ukraine"),
        ("U Inside Ukraine more than 730,000 people have been displaced, according to IOM.", "stock", "Ukraine"),
        ("U Some 3 million fled Ukraine. Most of them, 2.14 million, went to Poland.", "entries", "Poland"),
        ("U ООН насчитала 3,6 млн человек, покинувших Украину.", "departures_from_origin", "Ukraine"),
        ("U ПОЛЬЩА. На в'їзд пропустили 194 тисячі осіб. На виїзд за ті самі дні пропустили 231 тисячу.", "exits", "Poland"),
        ("З Росії до Грузії виїхали 61 тисяча росіян.", "entries", "Georgia"),
        ("З Росії до Грузії виїхали 61 тисяча росіян, до Казахстану — 98,5 тисячі.", "entries", "Kazakhstan"),
        ("From Russia, 61,000 people left for Georgia and 98,000 for Kazakhstan.", "entries", "Kazakhstan"),
        ("U Найбільше — 87 тисяч — виїхали до Польщі, ще 17,5 тисячі до Румунії та 12,3 тисячі до Угорщини.",
         "entries", "Hungary"),
        ("The line of cars waiting to cross into Georgia at Upper Lars shortened to about 3,800 on Thursday.",
         "queue_length", "Upper Lars"),
    ],
)  # fmt: skip
def test_what_the_last_number_counts_and_where(text: str, measure: str, place: str) -> None:
    last = _reports(text)[-1]
    assert (last.measure, last.place) == (measure, place)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("U As of 20 March, 3,528,346 refugees have left Ukraine.", "2022-02-24..2022-03-20"),
        ("U The number of those who have fled Ukraine reached 3.2 million on Friday.", "2022-02-24..2022-03-18"),
        ("By 27 September 5,400 people had come to Zurab's village in Darfur.", "..2022-09-27"),
        ("As of noon 70,500 people had entered Armenia since Sunday.", "2022-09-25..2022-09-28"),
        ("Georgia let in 9,000 Russians on Monday, down from 5,340 on Sunday; 2,060 left it.", "2022-09-26..2022-09-26"),
        ("Georgia let in 9,640 on Monday. A week earlier, on 19 September, it was 3,087. Some 900 left.",
         "2022-09-26..2022-09-26"),
        ("In Finland 29,600 Russians arrived in four days, from 22 to 25 September.", "2022-09-22..2022-09-25"),
        ("За минувшие сутки в Грузию въехали 9 870 россиян.", "2022-09-27..2022-09-27"),
        ("U As of 4 March, 1,268,000 people had left Ukraine since 24 February.", "2022-02-24..2022-03-04"),
        ("The queue at Upper Lars, which had reached 5,500 cars on 25 September, has shrunk to about 300 cars.",
         "2022-09-28..2022-09-28"),
        ("The queue at Upper Lars had been 20 km on Sunday and is now 4 km.", "2022-09-28..2022-09-28"),
        ("On 20 September 1,100 Russians entered Georgia, the next day 1,900.", "2022-09-21..2022-09-21"),
        ("20 Eylül'de Gürcistan'a 1.100 Rus girdi, ertesi gün 2 bin 900 kişi girdi.", "2022-09-21..2022-09-21"),
        ("U Since the invasion began 25 days ago, 2.5 million people have fled Ukraine.", "2022-02-24..2022-03-21"),
        ("U Since 24 February 3.6 million people have fled Ukraine. Most, 2.14 million, went to Poland.",
         "2022-02-24..2022-03-21"),
        ("U ООН насчитала 3,6 млн человек, покинувших Украину с 24 февраля по 20 марта. Больше всего приняла Польша — 2,14 млн.",
         "2022-02-24..2022-03-20"),
        ("В Казахстан с 21 сентября въехали 98 тысяч россиян. ИИН получили 8 150 граждан России.", "2022-09-21..2022-09-28"),
        ("Turkish Airlines runs seven daily flights from Moscow to Istanbul, a spokesman said.", "2022-09-28..2022-09-28"),
        ("U Польща - 2 293 000, росія - 271 000 (станом на 18 березня) — усі, хто виїхав з 24 лютого.\n\n"
         "Загалом з 24 лютого Україну покинули 3 862 000 людей.", "2022-02-24..2022-03-21"),
        ("Від оголошення мобілізації 21 вересня до Грузії виїхали 61 тисяча громадян РФ.", "2022-09-21..2022-09-28"),
        ("Some 620 companies have been registered in Armenia since the beginning of the month.", "2022-09-01..2022-09-28"),
        ("В четверг в Финляндию приехали 6 150, в среду — 5 480 россиян.", "2022-09-28..2022-09-28"),
        ("U З України до Польщі в суботу прибули 142 300 людей — це рекорд від початку війни.", "2022-03-19..2022-03-19"),
        ("U Since 24 February 2.1 million have fled Ukraine.\n\nAnother 351,000 have gone to Russia.",
         "2022-02-24..2022-03-21"),
        ("Of 66,000 Russians who came to Georgia since the war began in Ukraine, many left.", "2022-02-24..2022-09-28"),
        ("U Yesterday, on 20.03, officers cleared 70,900 people into Poland.", "2022-03-20..2022-03-20"),
        ("Some 1,400 Russians entered Georgia on Monday.\n\nAt Lars 1,100 of the arrivals came on foot.",
         "2022-09-26..2022-09-26"),
    ],
)  # fmt: skip
def test_days_of_the_last_number(text: str, days: str) -> None:
    assert _days(_reports(text)[-1]) == days


@pytest.mark.parametrize(
    "text",
    [
        "Russians entered on 27 September:\n\nGeorgia: 9,642\nArmenia: 4,100\nFinland: 5,286",
        "U Geneva, 21 March 2022\nRefugees from Ukraine by country, as of 20 March\nPoland: 2,113,554\nRomania: 535,461\nHungary: 312,120",
        "U As of 20 March, 3,528,346 refugees have left Ukraine. By country of arrival:\nPoland 2,113,554\nRomania 535,461",
    ],
)  # fmt: skip
def test_every_line_of_a_list_is_told_with_the_days_of_its_head(text: str) -> None:
    found = _reports(text)
    assert len(found) == 3
    assert len({(p.last) for p in found}) == 1
    assert all(p.last is not None and p.place for p in found)


@pytest.mark.parametrize(
    "text",
    [
        "Georgia had 9,000 entries, an increase of 3,200 on the day before.",
        "Georgia let in 900 Russians. The district has 780 employees; staff: 180.",
        "Georgia let in 9,000 Russians. It is a country of 3.7 million people.",
        "Georgia let in 9,000 Russians. The cinema in Tbilisi has 1,800 seats.",
        "Georgia let in 9,000 Russians. A man wanted to go anywhere for 100,000.",
        "Georgia let in 9,000 Russians. Of these, 2,700 were men and 600 women.",
        "Georgia let in 9,000 Russians, 26 were turned away, 9 of them for safety.",
        "Georgia let in 9,000 Russians. The lawyer's hotline 1414 is open. A flat is at Main Street, 157.",
        "Georgia let in 9,000 Russians. They came in 15 boats, an average of 590 per boat.",
        "Georgia let in 9,000 Russians. Officers let 70 cars an hour through.",
        "Georgia let in 9,000 Russians. The centre can take in up to 10,000 people a day.",
        "Georgia let in 9,000 Russians. Finland cut the number of visa appointments to 100 a day.",
        "Georgia let in 9,000 Russians. We have 12 trucks and need 6,000.",
        "Georgia let in 9,000 Russians. A poll of 1,005 people found 91% against.",
        "Грузия впустила 9 000 россиян. Взрыв унёс жизни не менее 68 человек. Указ № 331 действует.",
        "Грузия впустила 9 000 россиян. Социолог предлагает умножать сальдо на 0,7.",
        "Gürcistan'a 9 bin Rus girdi. Depremin büyüklüğü 7,7 ve 7,6 oldu. Memur sayısı 40'tan 750'ye çıktı.",
        "До Грузії в'їхали 9 000 росіян. Місто на 720 тисяч жителів чекає.",
    ],
)  # fmt: skip
def test_other_numbers_are_no_reports(text: str) -> None:
    (report,) = _reports(text)
    assert report.value in (9000, 900)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Finland fell quiet, the Finnish Border Guard said.\n\nSome 1,720 Russians entered on Friday.",
         "Finnish Border Guard"),
        ("The republic's head said on Telegram that 21,000 people had passed through Upper Lars.", "republic's head"),
        ("The Red Cross, which runs the reception centre, said 5,100 people came to Georgia.", "Red Cross"),
        ('"We counted 11,000 in Georgia," said Rula Haddad of the Georgian Red Crescent.', "Georgian Red Crescent"),
        ("Up to 700,000 people have left Russia, a source in the Kremlin said.", "source in the Kremlin"),
        ("Some 10,700 Russians entered Georgia, twice as many as before the Kremlin announced it, the interior ministry said.",
         "interior ministry"),
        ("Polish Border Guard @Straz_Graniczna\n\nOfficers cleared 70,900 people into Poland.", "Polish Border Guard"),
        ("МВД Грузии обнародовало данные о границе. С 21 по 27 сентября въехали 57 846 россиян.", "МВД Грузии"),
        ("Drivers at the front said they had waited 34 hours in the queue at Upper Lars.", "Drivers"),
        ("At Upper Lars the line of cars stretched for 15 kilometres, witnesses said.", "witnesses"),
        ("A ticket to Istanbul rose to 92,000 roubles, data from a booking site showed.", "booking site"),
        ("U 104,000 of them are still in Moldova, the government's crisis cell reported.", "government's crisis cell"),
        ("230,000 men left Russia, a source close to the presidential administration told a newspaper.",
         "source close to the presidential administration"),
        ("В Грузию въехала 61 тысяча россиян, подсчитали журналисты.", "журналисты"),
        ("U As of 4 March 691,300 people had come to Poland.\n\nMore follows.\n\nSource: UNHCR, 5 March.", "UNHCR"),
    ],
)  # fmt: skip
def test_who_says_so(text: str, speaker: str) -> None:
    assert _reports(text)[-1].speaker == speaker


def test_a_headline_that_says_less_is_told_only_once() -> None:
    text = "War drives 17,200 Russians to Finland\n\nOn Saturday 17,200 Russians came to Finland, the Border Guard said."
    (report,) = _reports(text)
    assert (_days(report), report.speaker) == ("2022-09-24..2022-09-24", "Border Guard")


def test_people_who_were_refused_are_no_rule_and_rules_are_told() -> None:
    rules = [p for p in _read("On Monday 11 Russians were refused entry at Terehova.") if p.kind == "policy"]
    assert rules == []
    text = "Since 19 September Latvia and Estonia have been turning away Russian tourists."
    (rule,) = [p for p in _read(text) if p.kind == "policy"]
    assert (rule.place, rule.first) == ("Latvia, Estonia", dt.date(2022, 9, 19))


def test_a_day_earlier_is_no_rate() -> None:
    (_, earlier) = _reports("On Monday 6,100 Russians entered Georgia, after 5,200 a day earlier.")
    assert (earlier.unit, _days(earlier)) == ("persons", "2022-09-25..2022-09-25")


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Kazakhstan closes the Syrym crossing on Saturday 1 October.", "Syrym-Mashtakovo", "2022-10-01"),
        (
            "Georgia closes the Upper Lars crossing on Saturday, 1 October.",
            "Upper Lars crossing",
            "2022-10-01",
        ),
        ("Finland will close its border to Russian tourists at midnight on Friday.", "Finland", "2022-09-30"),
        ("Finland closed its border to Russian tourists on Monday, 26 September.", "Finland", "2022-09-26"),
        (
            "The minister said on Tuesday that Finland will close its border to Russian tourists.",
            "Finland",
            "",
        ),
    ],
)
def test_what_is_announced_lies_ahead_and_has_its_own_place(text: str, place: str, day: str) -> None:
    (policy,) = [p for p in _read(text) if p.kind == "policy"]
    assert (policy.place, str(policy.first or "")) == (place, day)


@pytest.mark.parametrize(
    "text",
    ["If Georgia closes its border, men will be stuck.", "Men will be stuck if Georgia closes its border."],
)
def test_what_would_be_is_no_policy(text: str) -> None:
    assert not [p for p in _read(text) if p.kind == "policy"]


def test_what_counts_since_an_event_happened_dates_it_by_its_first_day() -> None:
    found = _read(
        "Since the mobilization was announced on 21 September, 9,000 Russians have entered Georgia."
    )
    (event,) = [p for p in found if p.kind == "event"]
    assert _days(event) == "2022-09-21..2022-09-21"


def test_numerals_of_groups_are_read_whole() -> None:
    (report,) = _reports("U Дев'яносто двоє людей прибули до Молдови 14 березня.")
    assert report.value == 92


def test_a_city_that_takes_no_more_still_hosts_those_it_has() -> None:
    (report,) = _reports("U Warsaw was hosting around 230,000 refugees and could not take many more.")
    assert (report.measure, report.value) == ("stock", 230_000)


def test_an_age_is_not_counted() -> None:
    assert _reports("My son is 23, and he entered Georgia.") == []
