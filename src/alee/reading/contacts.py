"""Ways to reach somebody: telephone numbers, mail, handles, profiles, numbers of documents, doors of houses.

What stands here is hidden before anything is kept, and no number in it is a figure. A count must not be taken
for a telephone number: thousands that are parted by blanks, and numbers that end in three noughts, stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alee.reading.letters import holds_any

FEWEST_DIGITS = 9  # of a telephone number that nothing announces
ROUND = re.compile(r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})*[ ,.\u00a0\u202f]000")
DAYS = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}")
PHONE = re.compile(r"(?<![\w.,])(?:\+|\((?=\d{2,5}\)))?\d[\d \u00a0\u202f()./\u2010-\u2013-]{5,}\d(?!\w)")
COUNTS = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+[\u2010-\u2013-]\d{1,3}(?:[ .\u00a0\u202f]\d{3})+")
SHORT_PHONE = re.compile(r"(?<![\w-])\d{3}-\d\d-\d\d(?![\w-])")
CALLED = re.compile(
    r"(\b(?:tel|phone|call|telephone|mobile|тел|телефон\w*|(?:по)?звоните(?! \w)|телефонуйте|telefon\w*"
    r"|(?:call|ring|phone|text|reach|contact) (?:him|her|us|me|them)"
    r"|(?:по)?(?:звон|пиш|дзвон|телефон)\w+ (?:ему|ей|мне|нам|им|йому|їй|мені))\b[^\w\n]{0,4}(?:at |on |по |за |на )?\+?)"
    r"\d[\d ()./-]{3,}\d",
    re.IGNORECASE,
)
CALL_SOMEBODY = re.compile(
    r"\b(?:call|ring|phone|text) (?:him|her|us|me|them)\b[^.!?\n\d]{0,80}", re.IGNORECASE
)
ALSO = re.compile(
    r"\s*(?:,|;|/|\b(?:or|and|или|и|або|чи|та|veya|ve)\b)\s*(?:(?:also|call|on|at|by|на|по|за)\s+){0,2}",
    re.IGNORECASE,
)
OR = re.compile(r"\b(?:or|или|або|чи|veya)\b", re.IGNORECASE)
NEXT_NUMBER = re.compile(r"\+?\d{5,14}(?!\w|[., \u00a0]\d)|\+?\d{2,4}(?:-\d{2,4}){1,4}(?![\w-])")
FEWEST_SAID, FEWEST_NEXT = 5, 7  # digits of a number behind "or", and of one behind a comma alone
AT = re.compile(r"[@\uff20]|\s?(?:\(at\)|\[at\])\s?", re.IGNORECASE)
BEHIND_AT = re.compile(r"\S{1,255}")
BEFORE_AT = 64  # characters
PROFILE = re.compile(
    r"(?:https?://)?(?:(?<![\w-])[\w-]{1,63}\.)?(?:t\.me|wa\.me|telegram\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|fb\.com|twitter\.com|x\.com|tiktok\.com)/\S+|(?:tg|viber|skype|tel|mailto):\S+",
    re.IGNORECASE,
)
MESSENGER = re.compile(
    r"\b((?:telegram|whatsapp|viber|skype|instagram|insta|телеграм\w*|вотсап\w*|ватсап\w*|вайбер\w*|инстаграм\w*)\s*[:\u2013\u2014-]\s*|(?:signal|threema)\s*:\s*(?=[^\W\d]\w*[._]\w))\S+",
    re.IGNORECASE,
)
# A word for many documents ("паспортов: 12000") counts them; letters before the digits still make it a number.
DOCUMENT = re.compile(
    r"(\b(?i:passports?(?-i:(?=\W{1,3}[A-ZА-Я№]))|passport\b(?!s)|(?:загран)?паспорт(?!ов|ам|ах)\w*|pasaport(?!lar)\w*|IBAN"
    r"|ИНН|СНИЛС|ІПН|РНОКПП|kimlik\w*|ID card|identity card|driving licen[cs]e|удостоверени(?!й|ям|ях)\w+"
    r"|посвідченн(?!ям|ях)\w+|свидетельств(?!ам|ах)\w+|ehliyet(?!ler)\w*)\b[^\w\n]{0,3}"
    r"(?:(?i:no|number|nr|номер|серия|серії|серія|numarası|is)\b[^\w\n]{0,3}){0,2}№?\s?)"
    r"(?=[A-ZА-ЯІЇЄҐ\d -]{0,40}\d{4})[A-Za-zА-Яа-яІЇЄҐ]{0,4}(?:[ -]?(?:[A-ZА-ЯІЇЄҐ]{1,4} ?)?\d){5,34}"
)
CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐƏԱ-Ֆ"
PART = rf"(?:[{CAPITAL}][\w’'.-]{{0,30}} )"
NAMED = PART + "{1,3}"
DOOR = r"\d{1,3}(?!\d)[A-Za-zА-Яа-я]?(?:[/-]\d{1,3}[A-Za-zА-Яа-я]?)?(?!\w)"
ENDS = r"(?=[,.;:)»”\"\n]|\s*$|,? (?:apt|flat|apartment|кв|корп|daire|kat)\b)"
FLAT = r"(?:,? (?:apt|flat|apartment|кв|корп|daire|kat)\.?:? ?\d{1,4}(?!\d))?"
ADDRESS = re.compile(
    rf"(?<![\w.,/-])(?P<door>{DOOR}),? {NAMED}(?:Street|St\b|Avenue|Ave\b|Road|Lane|Boulevard|Blvd\b|Drive|Embankment)(?!\w){FLAT}"
    rf"|(?<!\w){NAMED}(?:Street|St\.|Avenue|Ave\.|Road|Lane|Boulevard|Blvd\.),? (?:[Nn]o\.? ?)?{DOOR}{ENDS}{FLAT}"
    rf"|(?<!\w){DOOR},? (?:rue|avenue) (?:d[eu] (?:la |l’|l')?)?[{CAPITAL}][\w’'-]{{1,30}}"
    rf"|(?<!\w)[{CAPITAL}][\w-]{{1,30}}(?:straße|strasse|gasse|allee) {DOOR}"
    rf"|(?<!\w)(?:[Уу]л(?:\.|иц\w+)|[Вв]ул(?:\.|иц\w+)|[Пп]росп(?:\.|ект\w*)|пр-?т\.?|[Пп]ер(?:\.|еул\w+)|[Пп]ров(?:\.|ул\w+)|[Бб]ульвар\w*|наб(?:\.|ережн\w+)|[Шш]оссе) "
    rf"{PART}{{0,2}}[{CAPITAL}][\w’'-]{{1,30}},? (?:(?:д(?:\.|ом\b)|буд(?:\.|инок\b)|№) ?{DOOR}|{DOOR}{ENDS}){FLAT}"
    rf"|(?<!\w){NAMED}(?:Sokak|Sokağı|Sok\.|Sk\.|Cadde(?:si)?|Cad\.|Bulvarı|Mah(?:allesi|\.)),? (?:[Nn]o[:.]? ?{DOOR}|{DOOR}{ENDS}){FLAT}"
)  # fmt: skip
MONTH_AHEAD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? $", re.IGNORECASE
)  # "On September 21 Rustaveli Avenue was full" names no door
# Without one of these, in small letters, the pattern that they belong to fits nowhere.
PROFILES = ("me/", "com/", "ru/", "tg:", "viber:", "skype:", "tel:", "mailto:")
CALLING = (
    "tel",
    "phone",
    "call",
    "mobile",
    "ring",
    "text",
    "reach",
    "contact",
    "тел",
    "звон",
    "пиш",
    "дзвон",
)
MESSENGERS = ("gram", "whatsapp", "viber", "signal", "threema", "skype", "insta", "грам", "тсап", "вайбер")
DOCUMENTS = (
    "passport", "паспорт", "pasaport", "iban", "инн", "снилс", "іпн", "рнокпп", "kimlik", "id card", "identity",
    "licen", "удостовер", "посвідч", "свидетельств", "ehliyet",
)  # fmt: skip
STREETS = (
    "street", " st", "avenue", " ave", "road", "lane", "boulevard", "blvd", "drive", "embankment", "rue ",
    "straße", "strasse", "gasse", "allee", "ул", "просп", "пр", "пер", "бульвар", "наб", "шоссе", "sok",
    "sk.", "cad", "bulvarı", "mah",
)  # fmt: skip
AT_SIGNS = ("@", "\uff20", "(at)", "[at]")
LONG_RUN = re.compile(r"\d[\d \u00a0\u202f()./\u2010-\u2013-]{7,}\d")  # long enough for a telephone number
A_WORD = re.compile(r"\s+[^\W\d_]")
DIGIT = re.compile(r"\d")
MOST_AT_ONCE = 16  # sentences and pieces of them that are remembered
PLAIN_NUMBER = re.compile(r"\d[\d.,]{0,7}")  # too short for a telephone number


@lru_cache(MOST_AT_ONCE)
def contacts_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text says how to reach somebody or which document they hold: spans of characters."""
    if PLAIN_NUMBER.fullmatch(text) is not None:
        return ()
    low = text.replace("İ", "i").replace("ı", "i").casefold()
    spans: list[tuple[int, int]] = []
    if ("/" in text or ":" in text) and holds_any(low, PROFILES):
        spans += [m.span() for m in PROFILE.finditer(text)]
    if holds_any(low, MESSENGERS):
        spans += [(m.end(1), m.end()) for m in MESSENGER.finditer(text)]
    if holds_any(low, AT_SIGNS):
        spans += [span for m in AT.finditer(text) if (span := _around(text, *m.span()))]
    if DIGIT.search(text) is not None:
        spans += _numbers(text, low)
        followed: set[int] = set()
        spans += [span for _, end in spans for span in _also(text, end, followed)]
    return tuple(spans)


def _numbers(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Numbers of telephones and documents, and doors of houses."""
    if text.count("-") > 1:
        yield from (m.span() for m in SHORT_PHONE.finditer(text))
    if LONG_RUN.search(text) is not None:
        yield from (m.span() for m in PHONE.finditer(text) if _is_phone(m[0]))
    if holds_any(low, CALLING):
        for m in CALLED.finditer(text):
            is_count = ROUND.fullmatch(text, m.end(1), m.end()) and A_WORD.match(text, m.end())
            if not is_count:
                yield m.end(1), m.end()
        for m in CALL_SOMEBODY.finditer(text):
            number = NEXT_NUMBER.match(text, m.end())
            if number is not None and _is_number(number[0], FEWEST_SAID):
                yield number.span()
    if holds_any(low, DOCUMENTS):
        yield from ((m.end(1), m.end()) for m in DOCUMENT.finditer(text))
    if holds_any(low, STREETS):
        for m in ADDRESS.finditer(text):
            if m["door"] is None or not MONTH_AHEAD.search(text[max(0, m.start() - 12) : m.start()]):
                yield m.span()


def _also(text: str, end: int, followed: set[int]) -> Iterator[tuple[int, int]]:
    """The numbers that are given behind a contact as other ways to the same person.

    What stands behind a place in `followed` was told before; the places that are followed now are added to it.
    """
    while end not in followed and (between := ALSO.match(text, end)) is not None:
        followed.add(end)
        number = NEXT_NUMBER.match(text, between.end())
        fewest = FEWEST_SAID if OR.search(between[0]) else FEWEST_NEXT
        if number is None or not _is_number(number[0], fewest):
            return
        end = number.end()
        yield number.span()


def _is_number(run: str, fewest: int) -> bool:
    """Whether a run of digits may be a telephone number where one is expected."""
    return sum(map(str.isdigit, run)) >= fewest and not DAYS.fullmatch(run)


def _around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """An address of mail, or a handle: what stands beside an at sign without a blank; None if nothing does."""
    before = re.split(r"\s", text[max(0, start - BEFORE_AT) : start])[-1]
    behind = BEHIND_AT.match(text, end)
    if behind is None or not (before or len(behind[0]) > 1):
        return None
    return start - len(before), end + len(behind[0].rstrip(".,;:!?)»”\"'"))


def _is_phone(run: str) -> bool:
    """Whether a run of digits is too long for a count and is no day."""
    rest = DAYS.sub("", run)
    n_digits = sum(ch.isdigit() for ch in rest)
    is_count = ROUND.fullmatch(run.strip()) or COUNTS.fullmatch(run.strip())
    return n_digits >= FEWEST_DIGITS and not is_count
