"""People whom only the words around them give away: an initial, a title, a trade, a chat, their company.

A given name that no list holds is found where somebody is called "uncle", "Bey" or "-aga" by it, where a lone
initial stands behind it, where an office stands before it, where it begins the lines of a chat, or where it
stands in one row with people who are known to be such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from alee.reading.capitals import LARGE, beside_signs, capitals, pairs
from alee.reading.letters import MOST_REMEMBERED, flat, found_at, may_hold
from alee.reading.people import FAMILY, Names, is_given, names_of_people
from alee.reading.person_words import NO_AUTHOR, TITLES
from alee.reading.persons import ADJECTIVE, NO_FIRST, NO_NAMES, private_names

Test = Callable[[str], bool]
NAME = rf"[{LARGE}][^\W\d_]{{1,24}}(?:[-’'][{LARGE}]?[^\W\d_]{{1,24}})?"
SAYING = (
    r"(?:said|says|told|tells|added|adds|explained|noted|wrote|writes|tweeted|stressed|recalled|admitted|"
    r"сказал\w?|рассказал\w?|заявил\w?|сообщил\w?|добавил\w?|пояснил\w?|отметил\w?|сказав|заявив|повідомив|розповів)"
)
TRADE = (
    r"(?:driver|teacher|nurse|doctor|student|programmer|engineer|volunteer|pensioner|farmer|shopkeeper|lawyer|journalist|"
    r"mechanic|cook|waiter|waitress|baker|builder|designer|developer|mother|father|widow|widower|grandmother|grandfather|"
    r"reservist|conscript|musician|artist|accountant|hairdresser|carpenter|electrician|tailor|trader|shepherd|fisherman)"
    r"(?!s|\s+(?:group|network|organi|cent|hub|hostel|union|association|camp|town|village|body|team|service))"
)
TRADE_RU = (
    r"(?:водитель|учитель\w*|врач|медсестра|студент\w*|программист\w*|инженер|пенсионер\w*|юрист|журналист\w*|повар|"
    r"строитель|дизайнер|художник|музыкант|фермер|таксист|продавец|водій|вчитель\w*|лікар\w*|інженер|пенсіонер\w*|кухар)"
)
DOES = r"(?:runs|works|worked|lives|lived|drives|drove|owns|teaches|taught|asked|declined|refused|gave only|did not want|didn[’']t want|spoke on)"
NO_HOME = r"(?<!from )(?<!in )(?<!of )(?<!at )(?<!near )"  # "a welder from Perm, who asked"
# Each names somebody by its first group, or by its groups; these by what stands behind a comma, a bracket, an initial.
AROUND = (
    re.compile(rf"(?<![\w-])({NAME})\s[{LARGE}]\.(?=\s*[,;:)»”\"—–]|\s+[^\W\d_{LARGE}]|\s*$)"),  # Zurab K., a driver
    re.compile(rf"(?<![\w-])({NAME})\s*\([\"“«]?who\b"),
    re.compile(rf"(?<![\w-]){NO_HOME}({NAME})(?:\s({NAME}))?,\s+who\s+{DOES}\b"),
    re.compile(rf"(?<![\w-])({NAME})(?:\s({NAME}))?,\s+an?\s+(?:[\w-]+\s+){{0,2}}?{TRADE}\b"),
    re.compile(rf"(?<![\w-])({NAME})(?:\s({NAME}))?,\s+{TRADE_RU}(?!\w)"),
)  # fmt: skip
HONOUR = r"\s(?:Bey|Hanım|Efendi|abi|ağabey|abla|amca|teyze|dayı|hoca|usta)(?!\w)"
ELDER = r"-(?:aga|aka|apa|bey|jan|hanım|eje|ake)(?!\w)"
ELDER_RU = r"-(?:аға|ага|апа|ака|аке|эже|эдже|байке|ханум|аже)\w{0,3}(?!\w)"
# The same by how they are called, each behind what it ends with: where that stands nowhere, nobody is called so.
CALLED = tuple(
    (re.compile(sign), re.compile(rf"(?<![\w-])({name}){sign}"))
    for sign, name in (
        (HONOUR, NAME),
        (ELDER, rf"[{LARGE}][^\W\d_]+"),
        (ELDER_RU, r"[А-ЯЁІЇЄҐӘҒҚҢӨҰҮҺ][^\W\d_]+"),
    )
)
KIN = re.compile(rf"(?<![\w-])(?:[Дд]яд[яиюе]|[Тт][её]т[яиюе]|[Бб]абушк\w|[Дд]едушк\w|[Дд]ядьк\w|[Uu]ncle|[Aa]unt(?:ie)?|[Gg]randma|[Gg]randpa)\s({NAME})")  # fmt: skip
# met Z. Kapanadze
INITIALS = re.compile(
    rf"(?<=[^\W_{LARGE}][\s,])\s?(?:(?!U\.|D\.|E\.|P\.|L\.A|N\.Y)[{LARGE}]\.\s?){{1,2}}({NAME})(?!\w)"
)
INITIAL = re.compile(rf"[{LARGE}]\.")
TITLED = (
    re.compile(
        r"\b(?i:minister|president|governor|commissioner|mayor|spokes(?:man|woman|person)|chancellor|ambassador|senator|premier|envoy|secretary|"
        r"director|chairman|chairwoman|captain|colonel|major|lieutenant|sergeant|brigadier|admiral|commander|general|bishop|archbishop|father|sister|"
        r"imam|rabbi|professor|pastor|sheriff|judge|prosecutor|ombudsman|ombudswoman|coordinator|representative|chief|vali|kaymakam|"
        rf"bakanı|yardımcısı|başkanı|valisi|müdürü|sözcüsü|cumhurbaşkanı|başbakan|temsilcisi|sekreteri|büyükelçisi|kaymakamı|muhtarı|koordinatörü)\s+(?=[{LARGE}])"
    ),
    re.compile(
        r"(?<!\w)(?i:(?:пресс-|госс?|вице-)?(?:министр|президент|губернатор|мэр|премьер(?:-министр)?|спикер|представитель\w*|секретарь|директор|начальник|"
        r"руководитель|посол|комиссар|командующий|депутат|омбудсмен|аким|координатор|глава|замминистра|замглавы|заместитель|"
        r"міністр|голова|речни(?:к|ця)|очільни(?:к|ця)|керівни(?:к|ця)|мер|секретар|начальни(?:к|ця)|посадовець))(?!\w)\s+(?:[\w-]+\s+){0,6}?"
        rf"(?=[{LARGE}][а-яёіїєґ]+\s+[{LARGE}][а-яёіїєґ]+(?:[,.—–:)»]|\s+(?:[—–]|{SAYING})))"
    ),
)  # fmt: skip
FAMILY_ALONE = re.compile(r"\w{2}(?:ов|ев|ёв|ин|ын|ян|дзе|швили|швілі|енко|чук|щук|юк|ский|ський|цький)$")
RU_TITLE_ALONE = re.compile(
    rf"(?<!\w)(?i:министр|президент|губернатор|мэр|премьер|спикер|аким|посол|депутат|міністр|мер)\s+({NAME})(?!\w)"
)
LONE = re.compile(rf"(?<![\w’'-])({NAME})\s+{SAYING}(?!\w)|(?<!\w){SAYING}\s+({NAME})(?!\w)")
SAYS = re.compile(SAYING)
LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
LONGEST_TITLE = 24  # letters, and the blanks behind it
NO_NAME_RU = re.compile(
    r"Республик|Федераци|Союз|Комиссар|Верховн|Комит|Совет|Дум[аыеу]|Рад[аиі]\b|Област|Кра[йяею]\b|Район|Округ|Город|Служб|Управл|"
    r"Министерств|Міністерств|Агентств|Организаци|Організаці|Национал|Націонал|Международн|Міжнародн|Крест|Хрест|Европ|Європ"
)
WORDS = re.compile(rf"({NAME})(\s*)")
MOST_WORDS = 3  # of a name behind a title
PAIR = rf"{NAME}\s{NAME}"
ROW = re.compile(rf"(?<![\w-]){PAIR}(?:(?:,\s(?:and\s)?|\s(?:and|и|та|і|й|ve|und|et)\s){PAIR})+")
LINE = re.compile(
    rf"^[ \t>*•-]{{0,3}}(?P<time>\[?(?:\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?,?\s)?\d{{1,2}}[:.]\d\d(?::\d\d)?\]?[ ,–—-]{{0,3}})?"
    rf"(?P<who>{NAME}(?:\s{NAME}){{0,2}})(?P<behind>,?\s?[(\[]?\d{{1,2}}:\d\d[)\]]?)?:\s(?=\S)",
    re.MULTILINE,
)
FEWEST_LINES = 2  # of a chat


def names_in(text: str, is_place: Test, is_office: Test) -> Names:
    """Find the people whom a text names, to hide them wherever it names them.

    Parameters
    ----------
    text
        The text.
    is_place, is_office
        Whether words are wholly those of a place, or of an office or organisation; such words are no names.
    """
    found = {name for name in private_names(text) if not is_place(name)}
    found |= names_of_people(text, is_place, is_office)

    def is_free(word: str) -> bool:
        plain = word.strip("’'-")
        is_taken = plain in NO_NAMES or plain in NO_FIRST or NO_NAME_RU.match(plain) or is_place(plain)
        return not (is_taken or is_office(plain) or plain.isupper())

    low = flat(text)
    found.update(word for word in _around(text, low) if is_free(word))
    found.update(_titled(text, low, is_free))
    found.update(_alone(text, is_free))
    found.update(_in_chat(text, is_free))
    found.update(_in_row(text, found, is_free))
    return Names(found)


def _around(text: str, low: str) -> Iterator[str]:
    """Names that the words beside them give away."""
    begins = {at for m in INITIAL.finditer(text) for at in (m.start() - 1, m.start()) if at >= 0}
    found = [found_at(INITIALS, text, sorted(begins))]
    found += [found_at(pattern, text, beside_signs(text)) for pattern in AROUND if may_hold(low, pattern)]
    found += [pattern.finditer(text) for sign, pattern in CALLED if sign.search(text)]
    found.append(KIN.finditer(text))
    for matches in found:
        for match in matches:
            yield from (word for word in match.groups() if word)


@lru_cache(MOST_REMEMBERED)
def _title_in(words: str) -> int:
    """How many letters at the end of some words are an office."""
    last = LAST_LETTERS.search(words)
    return len(last[0]) if last is not None and TITLED[0].match(f"{last[0]} A") else 0


def _ahead_of_capitals(text: str) -> Iterator[int]:
    """Where an office in one word begins, behind which a word has a capital."""
    for at in capitals(text):
        ahead = text[max(0, at - LONGEST_TITLE) : at]
        bare = ahead.rstrip()
        if len(bare) < len(ahead) and (letters := _title_in(bare[bare.rfind(" ") + 1 :])):
            yield at - len(ahead) + len(bare) - letters


def _titles(pattern: re.Pattern[str], text: str, low: str) -> Iterable[re.Match[str]]:
    """Where an office stands before a capital; of the first kind, in one word."""
    if pattern is TITLED[0]:
        return found_at(pattern, text, _ahead_of_capitals(text))
    return pattern.finditer(text) if may_hold(low, pattern) else ()


def _titled(text: str, low: str, is_free: Test) -> Iterator[str]:
    """Names behind an office."""
    for pattern in TITLED:
        for match in _titles(pattern, text, low):
            at, words = match.end(), list[str]()
            while len(words) < MOST_WORDS and (word := WORDS.match(text, at)) is not None:
                is_adjective = not words and ADJECTIVE.search(word[1]) and not is_given(word[1])
                if is_adjective or not is_free(word[1]):
                    break
                words += [] if word[1] in TITLES else [word[1]]
                at = word.end()
                if "\n\n" in word[2] or not word[2]:
                    break
            if len(words) > 1 or pattern is TITLED[0]:
                yield from words
    for match in _titles(RU_TITLE_ALONE, text, low):
        if FAMILY_ALONE.search(match[1]) and is_free(match[1]):
            yield match[1]


def _alone(text: str, is_free: Test) -> Iterator[str]:
    """Surnames that alone stand beside a word for saying."""
    begins = {*capitals(text), *(m.start() for m in SAYS.finditer(text))}
    for match in found_at(LONE, text, sorted(begins)):
        word = match[1] or match[2]
        if FAMILY.search(word) and not ADJECTIVE.search(word) and is_free(word):
            yield word


def _in_chat(text: str, is_free: Test) -> Iterator[str]:
    """Whoever writes the lines of a chat, where they bear times, or one of them bears a name that is known."""
    lines = [m for m in LINE.finditer(text) if m["who"].casefold() not in NO_AUTHOR]
    authors = {m["who"]: m["who"].split() for m in lines}
    is_chat = any(is_given(word) for words in authors.values() for word in words)
    is_chat |= sum(bool(m["time"] or m["behind"]) for m in lines) >= FEWEST_LINES
    if not is_chat or len(lines) < FEWEST_LINES:
        return
    for words in authors.values():
        if all(map(is_free, words)):
            yield from words


def message_around(text: str, start: int, end: int) -> str:
    """What one person writes in a chat around some characters; the whole text if it is no chat."""
    begins = [m.start() for m in LINE.finditer(text)] if "\n" in text else []
    if len(begins) < FEWEST_LINES:
        return text
    left = max((at for at in begins if at <= start), default=0)
    return text[left : min((at for at in begins if at >= end), default=len(text))].strip()


def _in_row(text: str, found: set[str], is_free: Test) -> Iterator[str]:
    """Whoever is named in one row with people that are known to be such."""
    for match in found_at(ROW, text, pairs(text)):
        words = [word for word, _ in WORDS.findall(match[0])]
        if any(word in found for word in words):
            yield from (word for word in words if is_free(word))
