"""Recognise columns that look like data about single people, in English, Russian, Turkish and Ukrainian.

Alee holds no names, contacts or documents of people, so a table that has such a column is refused at the door.
A column is known by its name alone: nobody should have to look into the cells. The name is first made plain
(capitals, accents, separators, digits in place of letters, Latin letters in a Cyrillic word), then compared with
four short lists: whole words, beginnings of words, pieces that count wherever they stand, and pairs of words.
Long words are also known with one letter wrong, left out or too many.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

WORDS = frozenset(
    # English
    ["name", "names", "dob", "mob", "tel", "gsm", "cell", "ssn", "nin", "iban", "iin", "imei", "imsi", "bic", "pin", "tin", "email", "mail", "mails", "vk", "tg", "ip", "nick", "alias", "login", "handle", "person", "persons", "spouse", "wife", "husband", "mother", "father", "kin", "relative", "relatives", "guardian", "sponsor", "child", "kid", "face", "street", "flat", "zip", "postcode", "plate", "photo", "picture", "selfie", "iris", "signal", "address", "addresses", "addr", "geotag", "gps", "born", "patient", "diagnosis", "signature", "sign", "bank", "card", "whoami", "owner", "driver", "holder", "surname", "fullname", "fname", "lname", "uid", "userid", "nid", "имя", "имени", "имена", "фио", "др", "тел", "моб", "вк", "тг", "инн", "ник", "адрес", "адреса", "улица", "дом", "квартира", "кв", "индекс", "муж", "жена", "мать", "отец", "мама", "папа", "супруг", "супруга", "дети", "ребенок", "опекун", "счет", "карта", "права", "диагноз", "полис", "почта", "мыло", "связь", "сигнал", "фото", "подпись", "лицо", "телега", "логин", "аккаунт", "анкета", "гражданин", "пациент", "клиент", "госномер", "ad", "adi", "adlar", "soyad", "soyadi", "isim", "ismi", "isimler", "cep", "tc", "tckn", "gsm", "tel", "eposta", "posta", "adres", "adresi", "sokak", "mahalle", "daire", "kimlik", "es", "esi", "anne", "baba", "cocuk", "veli", "hesap", "banka", "kart", "foto", "resim", "imza", "plaka", "ehliyet", "hasta", "tani", "sgk", "yakini", "rumuz", "hane", "kapi", "імя", "имя", "піб", "пиб", "тел", "моб", "тг", "вк", "іпн", "рнокпп", "нік", "адреса", "вулиця", "будинок", "квартира", "індекс", "дружина", "мати", "батько", "мама", "тато", "родич", "діти", "дитина", "опікун", "рахунок", "картка", "права", "діагноз", "пошта", "звязок", "сигнал", "фото", "підпис", "обличчя", "логін", "анкета", "пацієнт"]
)  # fmt: skip
BEGINNINGS = ("phone", "telephon", "mobile", "cellphon", "whatsapp", "telegram", "viber", "skype", "instagram", "facebook", "messenger", "snapchat", "tiktok", "twitter", "passport", "nationalid", "identit", "birth", "birthd", "surnam", "forenam", "firstnam", "lastnam", "patronym", "maiden", "nicknam", "usernam", "biometr", "fingerprint", "photograph", "portrait", "contact", "residenc", "domicil", "postal", "licen[cs]e", "телефон", "мобильн", "мобільн", "сотов", "телеграм", "вотсап", "ватсап", "воцап", "вайбер", "скайп", "инстаграм", "інстаграм", "фейсбук", "вконтакт", "паспорт", "загран", "закордон", "фамил", "прізвищ", "отчеств", "прописк", "рожден", "родил", "народж", "народив", "удостоверен", "посвідчен", "свидетельств", "свідоцтв", "снилс", "биометр", "біометр", "отпечат", "відбит", "фотограф", "контакт", "емейл", "емайл", "имейл", "мейл", "электронн", "родствен", "реквизит", "реквізит", "никнейм", "нікнейм", "telefon", "numara", "pasaport", "whatsap", "eposta", "dogum", "kimlig", "soyis", "ikamet", "iletisim", "fotograf", "parmak", "biyometr", "kullanici", "ehliyet", "vatandaslik", "sigorta", "familiy", "familij", "otchestv", "prizvys", "pasport", "pochta", "poshta", "rozhden", "narodzh", "imya", "vorname", "nachname")  # fmt: skip
ANYWHERE = (
    "phone", "passport", "telegram", "whatsapp", "firstname", "lastname", "fullname", "surname", "username",
    "birthdate", "birthday", "dateofbirth", "email", "nationalid", "idnumber", "idcard", "homeaddress", "fingerprint",
    "телефон", "паспорт", "фамили", "отчеств", "прізвищ", "датарожд", "датанарод", "побатькові", "номеркарт", "снилс",
    "adsoyad", "soyad", "pasaport", "telefon", "tckimlik", "kimlikno", "dogumtarih", "eposta",
)  # fmt: skip
WHO = [
    "first",
    "last",
    "family",
    "given",
    "middle",
    "second",
    "full",
    "legal",
    "user",
    "real",
    "person",
    "people",
    "contact",
    "refugee",
    "client",
    "guest",
    "patient",
    "applicant",
    "migrant",
    "mother",
    "father",
    "spouse",
    "child",
    "host",
    "driver",
    "owner",
    "relative",
    "beneficiary",
    "household",
    "case",
    "registration",
    "member",
    "national",
    "identity",
    "personal",
    "document",
    "tax",
    "bank",
    "account",
    "card",
    "insurance",
    "social",
    "license",
    "licence",
    "device",
    "mac",
    "ip",
    "medical",
    "military",
    "emergency",
    "arrival",
    "tenant",
    "respondent",
    "student",
    "worker",
    "visa",
    "travel",
    "residence",
]
WHAT = [
    "name",
    "names",
    "id",
    "ids",
    "no",
    "nr",
    "num",
    "number",
    "numbers",
    "code",
    "address",
    "key",
    "record",
    "card",
    "file",
    "contact",
]
PHRASES = frozenset(
    {f"{who} {what}" for who in WHO for what in WHAT}
    | set(
        """next of kin|social security|place of residence|where lives|lives at|last seen|номер дела|номер документа|серия номер|номер анкеты
        |военный билет|военного билета|место жительства|год рождения|номер машины|номер авто|номер счета|номер карты|документ номер
        |военный номер|личный номер|табельный номер|медицинская карта|мед карта|электронная почта|эл почта|ссылка на профиль
        |номер справи|номер документа|військовий квиток|місце проживання|рік народження|по батькові|номер картки|номер рахунку
        |особистий номер|медична картка|електронна пошта|ел пошта|ф и о|п і б|д р|т с|t c
        |dosya no|kimlik no|vergi no|pasaport no|belge no|sicil no|kapi no|ev adresi|posta kodu|anne adi|baba adi|hasta no
        |kart no|hesap no|e posta|e mail|i d number|nomer telefona|data rozhdeniya|mesto zhitelstva|nomer dokumenta"""
        .replace("\n", "").split("|")
    )
)  # fmt: skip
PHRASES_PLAIN = frozenset(re.sub(r"\s+", " ", phrase).strip() for phrase in PHRASES)
LOOKALIKE = str.maketrans("aceopxyikmtbh", "асеорхуікмтвн")  # Latin letters that pass for Cyrillic ones
LEET = str.maketrans("013457@$", "oieastas")
LONG_ENOUGH = 6  # letters from which one wrong letter is forgiven
FORGIVEN = ("passport", "surname", "firstname", "lastname", "fullname", "telephone", "whatsapp", "telegram", "birthday", "birthdate", "address", "contact", "фамилия", "телефон", "паспорт", "отчество", "прізвище", "контакт", "телеграм", "soyadi", "telefon", "pasaport", "adresi")  # fmt: skip
INNOCENT = frozenset(["signal", "date", "count", "number", "capacity", "persons", "people"])
"""Words that alone say nothing about a person, whatever a list above makes of their beginnings."""


def is_personal(column: str) -> bool:
    """Tell whether the name of a column sounds like data about single people."""
    return any(_sounds_personal(words) for words in _readings(column))


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{stem})" for stem in BEGINNINGS))


def _readings(column: str) -> list[tuple[str, ...]]:
    """The words of a name as written, with digits read as letters, and with Latin letters read as Cyrillic."""
    whole = unicodedata.normalize("NFKC", column)
    humps = (" " + b if a.islower() and b.isupper() else b for a, b in pairwise(" " + whole))
    plain = _without_marks("".join(humps).casefold())
    readings = [plain, plain.translate(LEET)]
    if re.search(r"[а-яіїєґ]", plain) and re.search(r"[a-z]", plain):
        readings.append(plain.translate(LOOKALIKE))
    return [words for reading in readings if (words := tuple(re.findall(r"[^\W\d_]+", reading)))]


def _without_marks(text: str) -> str:
    """Take accents and apostrophes off; the letters й and ї are letters of their own."""
    text = text.replace("ё", "е").replace("ı", "i").replace("i̇", "i")
    text = re.sub(r"(?<=\w)['’ʼ`](?=\w)", "", text)
    kept = (
        c if c in "йї" else "".join(p for p in unicodedata.normalize("NFD", c) if not unicodedata.combining(p))
        for c in text
    )  # fmt: skip
    return "".join(kept)


def _sounds_personal(words: tuple[str, ...]) -> bool:
    telling = [word for word in words if word not in INNOCENT]
    joined = "".join(words)
    return (
        any(word in WORDS or _beginning().match(word) is not None for word in telling)
        or any(piece in joined for piece in ANYWHERE)
        or (joined in WORDS and joined not in INNOCENT)
        or any(" ".join(words[k:n]) in PHRASES_PLAIN for k in range(len(words)) for n in range(k + 1, k + 5))
        or any(_nearly(word, known) for word in telling for known in FORGIVEN)
    )


def _nearly(word: str, known: str) -> bool:
    """Whether a long word is another one but for one letter wrong, missing, too many or swapped."""
    if abs(len(word) - len(known)) > 1 or len(word) < LONG_ENOUGH:
        return False
    head = next(
        (k for k, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known))
    )
    rest, other = word[head:], known[head:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or (
        rest[:2] == other[1::-1] and rest[2:] == other[2:]
    )  # fmt: skip
