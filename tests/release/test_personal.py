"""Columns about single people are refused in four languages, however they are written; harmless ones are not."""

import itertools

import pytest

from alee.files.tables import Columns, parse_table
from alee.release.personal import PHRASES_PLAIN, is_personal

ENGLISH = """first name|last name|family name|given name|full name|surname|maiden name|patronymic|phone|phone number|mobile|
mobile phone|telephone|cell phone|email|e-mail address|home address|street address|postcode|passport|passport number|
passport no|national id|id card|id number|date of birth|birth date|birthday|place of birth|telegram|whatsapp|viber|
instagram|facebook profile|skype|username|user name|nickname|contact|contact person|emergency contact|social security number|
tax number|bank account|account number|iban|card number|photo|fingerprint|biometric id|signature|spouse name|mother's name|
name of child|next of kin|licence plate|driver license|visa number|case number|household id|beneficiary name|client id|
patient name|medical record|diagnosis|imei|ip address|registration number|residence permit number"""
RUSSIAN = """имя|фамилия|отчество|фио|ф.и.о.|полное имя|телефон|номер телефона|мобильный|мобильный телефон|сотовый|тел.|почта|
электронная почта|эл. почта|емейл|паспорт|номер паспорта|загранпаспорт|серия и номер паспорта|снилс|инн|дата рождения|
год рождения|место рождения|адрес|домашний адрес|адрес проживания|место жительства|прописка|улица|квартира|телеграм|
телеграм ник|вотсап|ватсап|вайбер|вконтакте|никнейм|логин|контакт|контактное лицо|контактный телефон|номер карты|номер счёта|
реквизиты|фото|фотография|отпечатки пальцев|подпись|имя ребёнка|имя супруга|родственник|военный билет|номер военного билета|
водительское удостоверение|свидетельство о рождении|номер машины|номер дела|диагноз|медицинская карта|полис"""
TURKISH = """ad|adı|soyad|soyadı|ad soyad|adı soyadı|isim|telefon|telefon no|telefon numarası|cep telefonu|cep|e-posta|
e-posta adresi|pasaport|pasaport no|kimlik no|TC kimlik no|TCKN|doğum tarihi|doğum yeri|adres|ev adresi|ikamet adresi|
mahalle|sokak|daire no|posta kodu|iletişim|iletişim bilgisi|whatsapp numarası|hesap no|iban|banka hesabı|fotoğraf|parmak izi|
imza|anne adı|baba adı|eşinin adı|çocuk adı|yakını|vergi no|plaka|ehliyet no|hasta adı|dosya no|kullanıcı adı"""
UKRAINIAN = """ім'я|ім’я|прізвище|по батькові|піб|п.і.б.|повне ім'я|телефон|номер телефону|мобільний|моб. телефон|пошта|
електронна пошта|ел. пошта|паспорт|номер паспорта|закордонний паспорт|рнокпп|іпн|дата народження|рік народження|
місце народження|адреса|домашня адреса|місце проживання|прописка|вулиця|квартира|телеграм|вайбер|ватсап|нікнейм|логін|контакт|
контактна особа|номер картки|номер рахунку|реквізити|фото|відбитки пальців|підпис|ім'я дитини|родич|військовий квиток|
посвідчення водія|свідоцтво про народження|номер справи|діагноз|медична картка"""


def as_written(word):
    """The ways in which people, and people who wish to get past a check, write the name of a column."""
    parts = word.split()
    yield word
    yield word.upper()
    yield "_".join(parts)
    yield "-".join(parts) + "_1"
    yield "".join(part.capitalize() for part in parts)
    yield f"  {word} (optional)"
    yield f"arrival_{'_'.join(parts)}"
    yield (
        word.replace("o", "0").replace("е", "e").replace("а", "a")
    )  # a nought for o; Latin letters in Cyrillic


NAMES = sorted(
    {
        name
        for word in "|".join((ENGLISH, RUSSIAN, TURKISH, UKRAINIAN)).replace("\n", "").split("|")
        for name in as_written(word)
    }
)
HARMLESS = """place|country|region|district|border|crossing|start|end|published|value|low|high|unit|issuer|source|note|measure|
persons per day|people waiting|arrivals|departures|households|families|adults|children under five|men|women|share of women|
age group|group|capacity|beds|beds free|asked|placed|left|date|day|week|month|iso3|iso2|latitude|longitude|lat|lon|km|hours|
fare|mode|open|closed|count|total|estimate|first day|last day|last update|number of reports|language|nationality|status|
camp|shelter|hub|origin|destination|population|residents|registered|wait days|queue length|price level|rent index|seats|flights|
число|дата|место|страна|прибыло|выехало|всего|мужчины|женщины|семьи|коек|граница|неделя|примечание|источник|
tarih|yer|ülke|toplam|gelen|giden|kadın|erkek|aile|yatak|sınır|hafta|kaynak|not|
число людей|дата звіту|місце|країна|прибуло|виїхало|усього|чоловіки|жінки|сім'ї|ліжка|кордон|тиждень|джерело"""


def test_at_least_a_thousand_names_and_99_in_100_refused():
    assert len(NAMES) >= 1000
    missed = [name for name in NAMES if not is_personal(name)]
    assert len(missed) <= 0.01 * len(NAMES), missed


def test_harmless_columns_are_not_taken_for_people():
    wrong = [name for name in HARMLESS.replace("\n", "").split("|") if is_personal(name)]
    assert wrong == []


@pytest.mark.parametrize("column", ["phone", "Telefon No", "ФИО", "ім'я"])
def test_the_door_says_the_way_out(column):
    columns = Columns(allowed=("day", "asked"), required=("day",), synonyms={})
    table = parse_table(f"day,asked,{column}\n2022-10-01,3,x\n", columns, "log.csv")
    (problem,) = table.problems
    assert "looks like personal data" in str(problem)
    assert "Remove the column" in str(problem)
    assert table.rows == (), "nothing of such a table is read"


def test_one_wrong_letter_is_seen():
    for word, typo in itertools.product(["passport", "telephone", "surname"], range(4)):
        wrong = [
            word[1:],
            word[:3] + word[4:],
            word[:3] + "x" + word[4:],
            word[:2] + word[3] + word[2] + word[4:],
        ][typo]
        assert is_personal(wrong), wrong


def test_one_wrong_letter_is_seen_anywhere_in_a_long_word():
    for word in ("passport", "telephone", "birthday", "фамилия"):
        for k in range(len(word) + 1):
            slips = [word[:k] + "w" + word[k:]]
            if k < len(word):
                slips += [word[:k] + word[k + 1 :], word[:k] + "w" + word[k + 1 :]]
            if k + 1 < len(word):
                slips.append(word[:k] + word[k + 1] + word[k] + word[k + 2 :])
            for slip in slips:
                assert is_personal(slip), slip


def test_two_wrong_letters_are_another_word():
    for slip in ("pwsswort", "wpasswort", "tewephwne"):
        assert not is_personal(slip), slip


@pytest.mark.parametrize("phrase", sorted(PHRASES_PLAIN))
def test_a_telling_phrase_is_seen_between_other_words(phrase):
    for column in (phrase, f"q {phrase}", f"{phrase} q", f"q w {phrase} w q"):
        assert is_personal(column), column


@pytest.mark.parametrize("column", ["capacity", "published", "issuer", "place", "mobility", "id", "group"])
def test_columns_of_the_model_are_not_personal(column):
    assert not is_personal(column)


@pytest.mark.parametrize("column", ["wi_fe", "hus-band", "str eet"])
def test_a_gap_does_not_hide_a_word(column):
    assert is_personal(column)


@pytest.mark.parametrize("column", ["sig_nal", "si gnal"])
def test_an_innocent_word_with_a_gap_stays_innocent(column):
    assert not is_personal(column)
