"""Nobody's name, number, handle or document is kept, whatever a text looks like."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

import alee
from alee.reading.accepted import record
from alee.reading.becoming import draft_of
from alee.reading.copies import printing_of
from alee.reading.named import names_in
from alee.reading.people import NAME, masked, struck_out
from alee.reading.persons import private_names
from alee.reading.reader import read_text

RUSSIA_FOLDER = Path(__file__).parents[2] / "scenarios" / "russia-2022"
RUSSIA = alee.load_scenario(RUSSIA_FOLDER)
DAY = dt.date(2022, 10, 3)


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("Some 300 people came to Yerevan, says Olga Petrova of the shelter.", "Olga Petrova"),
        ("My neighbour Gulnara Bekmukhambetova saw 300 people enter Georgia.", "Gulnara Bekmukhambetova"),
        ("300 people came to Yerevan; Kovalenko Dmytro and Mr Brown met them.", "Kovalenko Dmytro Brown"),
        ("300 people came to Yerevan with A. Petrov and Petrov I. I. of Omsk.", "Petrov"),
        ("ivan petrov from omsk says 300 people came to Yerevan", "ivan petrov"),
        ("IVAN KUZNETSOV says 300 people came to Yerevan", "IVAN KUZNETSOV"),
        ("300 people came to Yerevan. Anna, 34, and her son Timur wait.", "Anna Timur"),
        ("В Ереван приехали 300 человек, рассказала Анна Сергеевна Петрова.", "Анна Анн Сергеевн Петров"),
        ("В Ереван приехали 300 человек. Вместе с Иваном Кузнецовым пришла Мария.", "Иван Кузнецов Мария"),
        ("По словам И. Сидорова, в Грузию въехали 5 тысяч человек.", "Сидоров"),
        ("До Грузії в'їхали 5 тисяч осіб, каже Оксана Шевченко з Тарасом.", "Оксан Шевченк Тарас"),
        (
            "Gürcistan'a 5 bin Rus girdi, diyor Ayşe Yılmaz ve Mehmet Demiroğlu.",
            "Ayşe Yılmaz Mehmet Demiroğlu",
        ),
        ("300 came to Yerevan: call +7 903 123-45-67.", "903 123 45-67"),
        ("300 came to Yerevan: 8 (903) 123-45-67, 8-903-765-43-21", "903 123 765"),
        ("300 came to Yerevan: +90.532.123.45.67 or 0532 765 43 21", "532 123 765"),
        ("300 came to Yerevan: +90\u00a0532\u00a0123\u00a045\u00a067", "532 123"),
        ("300 came to Yerevan: 067 123 45 67, 503 123 456", "067 123 456"),
        ("300 came to Yerevan: phone 123-45-67 or тел. 55 44-33", "123-45 44-33"),
        ("300 came to Yerevan: +٧٩٠٣١٢٣٤٥٦٧", "٩٠٣١٢"),
        (
            "300 came to Yerevan: @helper_x, ＠helper_y, m.x@mail.org, a (at) b.org",
            "helper_x helper_y m.x mail b.org",
        ),
        (
            "300 came to Yerevan: t.me/helper_x, https://vk.com/id12345, wa.me/79031234567",
            "helper_x id12345 7903",
        ),
        ("300 came to Yerevan: telegram: helper_x, WhatsApp - helper_y", "helper_x helper_y"),
        ("300 came to Yerevan with passport 45 08 123456 or паспорт AB1234567", "123456 AB12"),
        ('300 people came to Yerevan, told by Batyr ("who runs a cinema in Uralsk").', "Batyr"),
        ("300 people came to Yerevan with Tengizi K., a driver, and met Z. Kapanadzi.", "Tengizi Kapanadzi"),
        ("300 people came to Yerevan, says Qwerto, a nurse, and Zxcvo, who drives a bus.", "Qwerto Zxcvo"),
        ("300 people came to Yerevan and uncle Vartush met them, and Ahto Bey.", "Vartush Ahto"),
        ("В Ереван приехали 300 человек, говорит Бауыржан-ага.", "Бауыржан"),
        ("Дима: кто знает дорогу?\nОля: в Ереван приехали 300 человек", "Дима Оля"),
        (
            "Group of helpers, 3 October\n[12:40] Qwerto: 300 people came to Yerevan\n[12:41] Zxcvo: all of them?",
            "Qwerto Zxcvo",
        ),
        (
            "300 came to Yerevan with Jürgen Müller-Lüdenscheidt, Guðrún Jónsdóttir and Đorđe Živković.",
            "Jürgen Müller Lüdenscheidt Guðrún Jónsdóttir Đorđe Živković",
        ),
        ("Interior Minister Wachto Gomelauri said 300 people came to Yerevan.", "Wachto Gomelauri"),
        ("On Monday the Minister Faeser said 300 people came to Yerevan. Faeser was pleased.", "Faeser"),
        ("Akhmetzhanov said 300 people came to Yerevan.", "Akhmetzhanov"),
        ("UN refugee chief Filippo Grandi said 300 people came to Yerevan.", "Filippo Grandi"),
        ("İçişleri Bakanı Qwertan Soylu 300 kişinin Erivan'a girdiğini açıkladı.", "Qwertan Soylu"),
        ("Глава МВД Грузии Вахтанг сообщил, что в Ереван въехали 300 человек.", "Вахтанг"),
        (
            "Министр внутренних дел Финляндии Криста Лехтинен: в Ереван въехали 300 человек.",
            "Криста Лехтинен",
        ),
        ("Министр Марина Зеленский сказала, что в Ереван въехали 300 человек.", "Марина Зеленск"),
        ("300 came to Yerevan; lost a child? Call 116 000.", "116"),
        ("The report of Dr Anna\nZhukovets counts 300 people who came to Yerevan.", "Anna"),
        ("300 came to Yerevan with паспорт КВ 123456 or ID card 00123456", "123456"),
        ("300 came to Yerevan. Call him at ivan@mail.ru or on 5551234.", "ivan 5551234"),
        ("300 came to Yerevan; позвоните ей на 55 12 34, call us: 555-4321", "55-4321"),
        ("300 came to Yerevan and sleep at 12 Abovyan Street, flat 4.", "Abovyan flat"),
        ("В Ереван приехали 300 человек, их ждут на ул. Абовяна, 12.", "Абовян"),
        ("В Ереван приехали 300 человек, их ждут на улице Абовяна, дом 12.", "Абовян"),
        ("Erivan'a 300 kişi geldi, Abovyan Sokak No: 12'de kalıyorlar.", "Abovyan"),
        (
            "300 came to Yerevan; card 4276 1234 5678 9012, IBAN TR33 0006 1005 1978 6457",
            "4276 1234 TR33 0006",
        ),
    ],
)
def test_no_file_holds_what_leads_to_a_person(text: str, secrets: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(RUSSIA_FOLDER, folder)
    found = read_text(text, RUSSIA, published=DAY)
    printing = printing_of(
        text, f"{text[:20]}.txt".replace("/", " "), found.digest, DAY, found.proposals, found.hidden
    )
    fresh = [p for p in found.proposals if p.kind != "context"][:1] or list(found.proposals[:1])
    for proposal in fresh:
        record(folder, proposal, "yes", draft_of(proposal, RUSSIA), printing=printing)
    kept = [p.line() for p in found.proposals]
    assert kept
    kept += [
        path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.startswith("readings.")
    ]
    kept += (folder / "reports.csv").read_text(encoding="utf-8").splitlines()[213:]
    for secret in secrets.split():
        assert not any(secret in line for line in kept), secret


@pytest.mark.parametrize(
    "text",
    [
        "Human Rights Watch said 5,000 people entered Georgia between 2022-09-21 and 2022-10-03.",
        "Rostov Oblast reported 12,000 people at Upper Lars and near Saint Petersburg.",
        "The Border Guard Service of Finland counted 8,314 arrivals in Vaalimaa, up from 1,200,000 in 2019.",
        "Some 144 000 000 people live there, 3.000.000 came and 98,000-100,000 left.",
        "Annual figures rose in Georgia and Jordan; mark the day, can you, said the ministry of peace.",
        "Between 28 February and 10 March, 84,000 people entered; in September, 78,742 did.",
        "Through Islam Qala and Kerem Shalom, to St Lucia, Ben Gurion, Les Cayes, San Pedro Sula came 300 people.",
        "In Les Cayes, a school principal said 210 left. On Lampedusa, the Red Cross counted 300 people.",
        "Some 4,350 people reached Bajo Chiquito, a riverside hamlet. In Namapa, a town of 25,000, 300 came.",
        "The World Food Programme said 300 came. The Association of Real Estate Investors said that 20 left.",
        "The Louise Michel and the Ocean Viking took 300 people; Operation Welcome, the service, let in 20.",
        "EASTERN CHAD, 14 June 2023. UNRWA SITUATION REPORT, 18 October. 300 people came, a welder from Perm said.",
        "Needs: shelter for 300 people\nResponse: tents\nNeeds: food for 200 people\nResponse: bread",
        "Из Шебекинского округа выехали 300 человек.\n\nКраснодарский оперштаб принял 200. Городской кинотеатр полон.",
        "Президент Республики Беларусь, министр иностранных дел Российской Федерации и глава Верховной Рады молчат.",
        "Выехали 300 человек, заявил глава Северной Осетии в эфире.",
        "Kaçakçıların adam başı 2.500 avro aldığı konuşuluyor, 120 hektar alan zarar gördü.",
        "Issued passports: 12000 in Oral; выдано загранпаспортов: 12000. The army may call up 300 000 men.",
        "На улице Абовяна 12 человек, on September 21 Rustaveli Avenue was full, and 300 came via Turkey.",
        "До Грузії в'їхали 5 тисяч осіб. Нині їх більше, сказав речник.",
        "В Верхнем Ларсе и Ростовской области 12 300 человек, сообщила Пограничная служба.",
    ],
)
def test_offices_places_days_and_counts_are_no_people(text: str) -> None:
    hidden = read_text(text, RUSSIA, published=DAY).hidden
    assert masked(text, hidden) == text


@pytest.mark.parametrize(
    "contact",
    [
        "call 067 123 45 67",
        "call him at a@b.org or on 5551234",
        "passport AB 123456",
        "паспорт КВ 123456",
        "they sleep at 12 Abovyan Street",
    ],
)
def test_a_number_of_a_contact_is_no_figure(contact: str) -> None:
    found = read_text(f"Some 300 people came to Yerevan: {contact}.", RUSSIA, published=DAY)
    assert {p.value for p in found.proposals} == {300}


def test_what_is_struck_out_leaves_all_else_in_its_place() -> None:
    text = "Olga Petrova (+7 903 123 45 67) saw 300 people."
    hidden = read_text(text, RUSSIA, published=DAY).hidden
    struck = struck_out(text, hidden)
    assert len(struck) == len(text)
    assert struck.index("saw 300") == text.index("saw 300")
    assert not set("OlgaPetrov903") & set(struck[: text.index(")")])
    assert masked(text, hidden) == f"{NAME} ({NAME}) saw 300 people."


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "@",
        "(at)",
        "a",
        "+7 ",
        "tel: ",
        "A. ",
        "IBAN ",
        "x:",
        "1 ",
        "1-",
        "(",
        "passport ",
        "t.me",
        "-",
        "a.",
        "a@",
        "Ab ",
        "Ab:\n",
        "Ab Cd, ",
        "Minister Ab ",
        "министр аб ",
        "1 Ab ",
        "call him ",
    ],
)
def test_no_text_makes_the_hiding_slow(piece: str) -> None:
    """Half a million characters; where the time grows with the square of the length, this does not end."""
    text = piece * (500_000 // len(piece))
    names = names_in(text, lambda _: False, lambda _: False)
    assert len(masked(text, names)) <= len(text) * len(NAME)


@pytest.mark.parametrize("title", ["Imam", "Pastor", "Volunteer"])
def test_a_name_behind_a_title_is_a_name(title: str) -> None:
    assert "Gulov" in private_names(f"{title} Gulov said 3,000 people entered Georgia.")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Глава МВД Грузии Вахтанг сообщил, что в Грузию въехали 5 тысяч человек.", "Глава МВД Грузии"),
        ("Vali İhsan Topbaş: Gürcistan'a 300 kişi girdi.", "Vali"),
        ("UN refugee chief Filippo Grandi said 300 people entered Georgia.", "UN refugee chief"),
    ],
)
def test_a_speaker_is_an_office_and_nothing_stands_for_a_name(text: str, office: str) -> None:
    found = read_text(text, RUSSIA, published=DAY).of("report")
    assert [p.speaker for p in found] == [office]
    assert draft_of(found[0], RUSSIA).rows[0]["issuer"] == office


def test_names_are_found_to_the_end_of_a_long_text() -> None:
    assert "Petrenko" in private_names("word " * 110_000 + "The volunteer Ivan Petrenko said so.")


def test_a_signal_is_no_messenger() -> None:
    assert masked("Write on Signal: olena.k now.", None) == f"Write on Signal: {NAME} now."
    assert masked("A clear signal: 3.5 million left.", None) == "A clear signal: 3.5 million left."
