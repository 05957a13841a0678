"""Numbers of a sentence that may count something: their value, and what bounds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from alee.reading.fractions import fractions_in
from alee.reading.letters import Line, small
from alee.reading.lexicon import AFTER, MONTHS, PERCENT, QUALIFIERS, VAGUE
from alee.reading.numerals import ONE_WORDS, run_pattern, scale_of, value_of

JOINED = {
    "en": r"\s*(?:-|–|—|to|and|or)\s*", "ru": r"\s*(?:-|–|—|до|и|или)\s*", "tr": r"\s*(?:-|–|—|ile|ila|ve)\s*",
    "uk": r"\s*(?:-|–|—|до|і|та|або)\s*",
}  # fmt: skip
LONGEST_JOINT = 4  # characters of a word in JOINED
BETWEEN = {
    "en": r"(?:between|from)\s+$",
    "ru": r"(?:между|от|с)\s+$",
    "tr": r"(?!)",
    "uk": r"(?:між|від|з)\s+$",
}
CURRENCY = (
    r"usd|eur|gbp|us\$|dollars?|euros?|pounds?|roubles?|rubles?|lira\w*|tl\b|tenge|gel\b|lari|hryvnias?|pesos?|rupees?|"
    r"gourdes?|baht|rupiah|naira|birr|shillings?|dinars?|dirhams?|francs?|yuan|yen|riyals?|kron[aeo]\w*|zlot\w*|lei\b|leva|forints?|soms?\b|sums?\b|manats?|drams?|"
    r"сум(?:ов|а|ы)?\b|сом(?:ов|а|ы)?\b|манат\w*|драм\w*|злот\w*|крон\w*|песо|юан\w*|иен\w*|дирхам\w*|фунт\w*|левов|лев[аы]\b|форинт\w*|шекел\w*|"
    r"рубл\w*|руб\.?|доллар\w*|евро|тенге|лари\b|гривен\w*|гривн\w*|грн|долар\w*|дол\.|avro\w*|dolar\w*|euro\w*"
)
TIMES = small(r"\s?(?:times\b|-?fold\b|раза?\b|рази\b|разів\b|kat\b|katı\w*\b|misli\w*\b|x\b)")
PEOPLE_BEHIND = small(
    r"\s+(?:people|ppl|persons|refugees|migrants|arrivals|cars|families|passengers|человек\w*|люд\w+|kişi\w*|осіб|российян|россиян)"
)
UNIT_JOINED = re.compile(r"(?:km|hrs?|ppl|pax)\b")  # 17km
JOINED_ON = re.compile(r"-(?:го|й)?\d")
TIME_ENDS = re.compile(r"\s*[.,;)]|\s*$|\s+(?:on|in the)\b")
TWO_LETTERS = re.compile(r"[^\W\d_]{2,}")
NOT_AFTER = small(
    r"[./]\d|-\d+\b(?!\s*(?:thousand|million|тыс|тис|bin|people|person|человек|осіб|kişi|cars))|:\d|°|-(?!thousand|million|hundred|тыс|млн)[a-zа-яіїє]{3,}|"
    r"(?:st|nd|rd|th)\b|\s?(?:[ap]\.?m\b\.?|o['’]clock|GMT|UTC|hrs\b(?=\s*(?:GMT|UTC|local)))|"
    r"-м\b|-(?:ї|ій|та|ма|ту|их)\b|-?(?:го|й|я|е|му|ом|річн\w+|летн\w+)\b(?<!\d)|(?:['’]?(?:inci|ıncı|uncu|üncü)\b)|\+\d|[\s-](?:thirds|quarters|fifths|sixths|eighths|tenths)\b|\s(?:трети|четверти|пятых|третини|чверті)(?!\w)|\s?(?:лет\b|років\b|yaşında)"
)
NOT_BEFORE = small(
    r"(?:\b(?:report|bulletin|update|note|release),? number\s|(?:street|avenue|road|strasse|straße|штр\.?|проспект\w*),?\s|\b(?:page|pages|round|phase|wave|stage|category|grade|level|terminal|gate|edition|update|issue|figure|table|annex|article|resolution|section|chapter|room|flight|route|highway|bus|km marker|sitrep|bulletin|episode|ref\.?|tel\.?|phone|call|hotline|platform|track|lane|version|series|regulation|отметке|позначці|directive|one in|decree no\.|горяч(?:ая|ую|ей) лини[яюи]|гаряч(?:а|у|ої) ліні[яюї]|номер\w*|перон\w*|платформ\w*|верси[яи]|версі[яї]|стр\.|статья|статьи|пункт|рейс|трассе|телефон|тел\.?|madde|sayfa|стаття|статті|сторінка|(?:men|women|people|persons|children|those|anyone|man|boys|girls|citizens) (?:under|over|above|below|older than|younger than|between)|(?:group|party|family|band|team) of|(?:mother|father|man|woman|widow|couple|grandmother|grandfather) (?:of|with)|(?:out of|in every)(?: every)?|(?:a|an|one|день|час|год|bir) (?:\w+ )?or|order|decree|bill|law|room|channel|version|aged|age|ages)\s)$"
)
SIGN_BEFORE = small(
    r"(?:\d\d[.:]\d\d\s?[-–]\s?|[#№]\s?|[/@_]|(?:ул|улица|улице|вул|вулиця|вулиці|str|штр|cad|sok)\.?\s[\w. -]{1,30},\s?|\d[.:/]|20\d\d-|[A-Za-z]-|\bNos?\.?\s?|\bN\s)$"
)
SIGN_ENDS = frozenset("#№/@_-–.:,nos")  # with which such signs end, a blank aside
LAST_DAY = 31  # of a month
AND = re.compile(r"\s(?:and|и|і|й|та|ve)\s")
TENFOLD = re.compile(r"e[+-]?\d")
LEADING_ZEROS = re.compile(r"0\d")
BELOW = re.compile(r"(?:[^\W\d_]|[.,;])\s-$")  # a number below zero counts nobody
YEARLY = re.compile(r"(?:1[5-9]|20)\d\d")
FIRST_YEAR = 1900  # four digits before it are a year only where words say so
YEAR_AHEAD = small(
    r"(?<!\w)(?:in|of|since|by|from|until|to|between|and|around|before|after|year|в|во|с|со|до|от|к|после|у|з|із|від|після|(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|січ[нен]|лют[иоу]|берез|квіт|трав[ен]|черв|лип[нце]|серп|верес|жовт|листоп|груд|january|february|march|april|may|june|july|august|sept|october|november|december)\w*)\s+(?:\d{1,2},?\s+)?$"
)
YEAR_BEHIND = small(r"(?:-?х|-?е|s)?\s*(?:год|рок|г\.|р\.|yıl|['’]?[dt][ae]\b|\))")
AGES = small(r"\baged? \d{1,2}\s?(?:to|and|-|–)\s?$")
AGES_BEHIND = small(r"\s?(?:до|-|–|to)\s?\d{1,2}\s(?:лет|років|года|роки|years old|yaş)")
BELOW_ZERO = small(r"(?<!\w)(?:minus|минус|мінус|eksi)\s$")
PHONE = re.compile(
    r"\+\d[\d ()\u00a0-]{7,}\d|\b8[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}\b|\(\d{3}\)[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}"
    r"|\b\d{3}-\d{3}-\d{4}\b|\b\d{10,}\b"
)
LONG_RUN = re.compile(r"\d[\d ()\u00a0-]{7,}\d")  # in every telephone number
CLOCK = small(r"\b(?:by|at|until|till|before|after)\s+$")
NEAR = 34  # characters before a number in which its qualifier stands
MOST = 500  # numbers of one sentence that are looked at
LARGEST = 1e9


class Quantity(NamedTuple):
    """A number in a sentence.

    Attributes
    ----------
    start, end
        Where it stands, characters of the sentence.
    value
        The figure; None where only bounds are said.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    is_percent: bool = False
    is_money: bool = False
    is_vague: bool = False

    @property
    def size(self) -> float:
        """How large it is, by its value or the larger of its bounds."""
        return max(self.value or 0.0, self.low or 0.0, self.high or 0.0)


class _Single(NamedTuple):
    start: int
    end: int
    value: float
    scale: float


@cache
def _vague(language: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], float, float], ...]]:
    each = tuple((small(rf"(?:{p})"), a, b) for p, a, b in VAGUE[language])
    inner = "|".join(p for p, _, _ in VAGUE[language])
    return small(rf"\b(?:{inner})(?![^\W_])"), each


@cache
def _qualifiers(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    found = sorted(QUALIFIERS[language], key=lambda pair: -len(pair[0]))
    inner = "|".join(re.escape(w) for w, _ in found)
    filler = r"(?:\s+(?:а|a|an|the|только|just|as|some|по|чем|ніж|к)){0,2}"
    return small(rf"(?<!\w)({inner}){filler}\s*[$€£~]?\s*$"), dict(found)


@cache
def _behind(language: str) -> re.Pattern[str] | None:
    rules = AFTER.get(language, ())
    inner = "|".join(rf"(?P<k{k}>{text})" for k, (text, _) in enumerate(rules))
    return small(rf"\s*(?:\w+\s+)?(?:{inner})(?![^\W_])") if rules else None


@cache
def _percent(language: str) -> re.Pattern[str]:
    return small(rf"\s?(?:{PERCENT[language]})")


@cache
def _dates(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?:{MONTHS[language]})"
    upto = r"(?:-|–|—|and|to|и|по|до|та|і|ile|ila|ve|until|through)"
    behind = rf"(?:st|nd|rd|th|-?го|-?е)?\.?(?:\s*{upto}\s*\d+(?:st|nd|rd|th)?)?\s*(?:of\s+)?{month}\b"
    ahead = (
        rf"\b{month}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s*{upto}\s*)?(?:the\s+)?$"
        if language == "en"
        else r"(?!)"
    )
    return small(behind), small(ahead)


# Beginnings of number words; a sentence without a figure and without one of them counts nothing.
ANCHORS = {
    "en": ("hundred", "thousand", "million", "dozen", "scores", "one", "two", "three", "four", "five", "six", "seven",
           "eight", "nine", "ten", "eleven", "twel", "thirt", "twent", "fort", "fift"),
    "ru": ("тысяч", "миллион", "сот", "десят", "два", "две", "двух", "двест", "три", "трех", "трёх", "четыр", "пят",
           "шест", "сем", "вос", "девят", "сто", "ста", "сорок", "полтор", "полутор", "од"),
    "tr": ("bin", "yüz", "milyon", "onlarca", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on",
           "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan"),
    "uk": ("тисяч", "мільйон", "сот", "десят", "два", "дві", "двох", "три", "трьох", "чотир", "п'ят", "шіст",
           "сім", "сем", "вісім", "дев", "сто", "ста", "сорок", "півтор", "од"),
}  # fmt: skip
NAME_AHEAD = re.compile(r"[A-ZА-ЯІЇЄÇĞİÖŞÜ]\w+\s*[,(]\s*$")
ITEM = re.compile(r"[./)]\s?[A-ZА-ЯІЇЄ]")
CHANGED_FROM = re.compile(
    r"\b(?:jumped|rose|risen|fell|fallen|grew|grown|dropped|climbed|soared|shrank|shrunk|declined|decreased|increased|went|up|down)\s+from\s+$"
    r"|(?:вырос|увелич|подорожа|сократ|сниз|подскоч|зрос|збільш|скорот|зменш)\w*\s+(?:с|з|від|от)\s+$"
)
PLUS = re.compile(r"\s+plus\b|\+(?!\d)")
METRES = re.compile(r"\d\sm\Z")  # 400 m are no millions
CHANGES = re.compile(
    r"(?:вырос|увелич|подорожа|сократ|сниз|упа[лв]|повыс|уменьш|дош|подскоч|зрос|збільш|скорот|знизи|подорожча|зменш)\w*\s+$"
)
DASH = re.compile(r"\s*(?:-|–|—|to|до|ile|ila)\s*")
MONEY_AHEAD = re.compile(r"(?:[$€£₽₺₴₹₱]|\b(?:usd|eur|gbp|us\$|chf|rub|try))\s?$")
MONEY_BEHIND = small(rf"\s?(?:[$€£₽₺₴]|(?:m\b|bn\b|billion )?\s?(?:{CURRENCY}))")


def may_count(line: Line, language: str) -> bool:
    """Whether a sentence may hold a number at all."""
    return line.has_digit or line.holds_any(ANCHORS[language])


def find_quantities(line: Line, language: str) -> list[Quantity]:
    """Find all numbers of a sentence that may count something; days, years and times are left out."""
    sentence = line.low
    if line.has_digit and LONG_RUN.search(sentence) is not None:
        sentence = PHONE.sub(lambda m: " " * len(m[0]), sentence)
    out: list[Quantity] = []
    for start, end, share in fractions_in(line, sentence, language):
        sentence = f"{sentence[:start]}{' ' * (end - start)}{sentence[end:]}"
        if share:
            out.append(Quantity(start, end, share, None, None, "", is_percent=True))
    taken: list[tuple[int, int]] = []
    whole, each = _vague(language)
    numbers = run_pattern(language)
    found = line.find(numbers) if sentence is line.low else numbers.finditer(sentence)
    runs = list(islice(found, MOST))
    for match in whole.finditer(sentence) if line.may(whole) else ():
        if any(run.start() < match.start() < run.end() for run in runs):
            continue
        low, high = next(((a, b) for p, a, b in each if p.fullmatch(match[0])), (0.0, 0.0))
        taken.append(match.span())
        out.append(Quantity(*match.span(), None, low, high, match[0].casefold(), is_vague=True))
    singles: list[_Single] = []
    for match in runs:
        if any(match.start() < b and a < match.end() for a, b in taken):
            continue
        single = _single(line, sentence, match, language)
        if single is not None:
            singles.append(single)
    out += _ranged(line, sentence, singles, language)
    return sorted(out, key=lambda q: q.start)


def _single(line: Line, sentence: str, match: re.Match[str], language: str) -> _Single | None:
    text = match[0].rstrip()
    if _is_no_count(line, sentence, match, language):
        return None
    value = value_of(text, language)
    if value is None or value > LARGEST or text.casefold() in ONE_WORDS:
        return None
    return _Single(match.start(), match.start() + len(text), value, scale_of(text, language))


def _is_no_count(line: Line, sentence: str, match: re.Match[str], language: str) -> bool:
    """Tell days, years, times, ordinals, ages between commas and parts of names."""
    start, end = match.start(), match.start() + len(match[0].rstrip())
    text, shown, holds = match[0].strip(), line.text, line.holds
    before, after = sentence[max(0, start - 22) : start], sentence[end : end + 22]
    if text.isdigit():
        if text[0] == "0" or (after[:1] == "e" and TENFOLD.match(after)):
            return True  # the number of a telephone or a room; 1e9
        behind, ahead = _dates(language)
        is_day = len(text) <= 2 and int(text) <= LAST_DAY and holds(behind)
        if is_day and (behind.match(after) or ahead.search(before)):
            return True
        if (
            len(text) <= 2
            and after.lstrip()[:1] in (",", ")")
            and NAME_AHEAD.search(shown, max(0, start - 22), start)
        ):
            return True
        if (
            len(text) == 4
            and YEARLY.fullmatch(text)
            and (int(text) >= FIRST_YEAR or is_year(shown, start, end))
        ):
            return not (PEOPLE_BEHIND.match(after) or PLUS.match(after))
        if start == 0 and ITEM.match(shown, end):
            return True  # number of an item
    if (text[0] == "0" and LEADING_ZEROS.match(text)) or (before[-1:] == "-" and BELOW.search(before)):
        return True
    if (holds(AGES) and AGES.search(before)) or (holds(AGES_BEHIND) and AGES_BEHIND.match(after)):
        return True
    if len(text) <= 2 and holds(BELOW_ZERO) and BELOW_ZERO.search(before):
        return True
    if text[-1] == "m" and language == "en" and METRES.search(text) and not PEOPLE_BEHIND.match(after):
        return True
    last = before[-2:-1] if before[-1:].isspace() else before[-1:]
    if (last in SIGN_ENDS and SIGN_BEFORE.search(before)) or (
        holds(NOT_BEFORE) and NOT_BEFORE.search(before)
    ):
        return True
    if NOT_AFTER.match(after) and not JOINED_ON.match(after):
        return True
    if TIMES.match(after):
        return True
    if (
        language == "en"
        and len(text) < 7
        and holds(CLOCK)
        and CLOCK.search(before)
        and TIME_ENDS.match(after)
    ):
        return bool((value_of(text, language) or 99) <= 24)
    if language != "en" or not after[:1].isalpha() or UNIT_JOINED.match(after):
        return False
    return bool(text[0].isdigit() and TWO_LETTERS.match(after) and text[-1].isdigit())


def _ranged(line: Line, sentence: str, singles: list[_Single], language: str) -> list[Quantity]:
    """Join two numbers that are the ends of a range; qualify the others."""
    out, k = [], 0
    while k < len(singles):
        one = singles[k]
        if k + 1 < len(singles):
            joined = _joined(line, sentence, one, singles[k + 1], language)
            if joined is not None:
                out.append(_finished(sentence, language, joined))
                k += 2
                continue
        if k + 1 < len(singles) and _shares_scale(sentence, one, singles[k + 1]):
            one = one._replace(value=one.value * singles[k + 1].scale)
        out.append(_finished(sentence, language, _qualified(line, sentence, language, one)))
        k += 1
    return out


def _shares_scale(sentence: str, one: _Single, two: _Single) -> bool:
    """Whether a number has the scale of the next, as in "7.4 and 6.9 thousand"."""
    is_bare = one.scale == 1 and two.scale > 1 and not float(one.value).is_integer()
    return is_bare and AND.fullmatch(sentence, one.end, two.start) is not None


def _joined(line: Line, sentence: str, one: _Single, two: _Single, language: str) -> Quantity | None:
    between = sentence[one.end : two.start]
    if len(between.strip()) > LONGEST_JOINT:
        return None
    if line.holds(CHANGED_FROM) and CHANGED_FROM.search(sentence, max(0, one.start - NEAR), one.start):
        return None
    is_open = small(BETWEEN[language]).search(sentence[max(0, one.start - NEAR) : one.start])
    is_dash = DASH.fullmatch(between)
    if not (small(JOINED[language]).fullmatch(between) and (is_open or is_dash)):
        return None
    low = one.value
    if two.scale > 1 and one.scale == 1 and low * two.scale < two.value:
        low *= two.scale
    if low >= two.value:
        return None
    return Quantity(one.start, two.end, None, low, two.value, "between")


def _qualified(line: Line, sentence: str, language: str, one: _Single) -> Quantity:
    before = sentence[max(0, one.start - NEAR) : one.start]
    pattern, kinds = _qualifiers(language)
    match = pattern.search(before) if line.holds(pattern) else None
    word, kind = ("", "")
    if match:
        word = match[1].casefold()
        kind = kinds.get(word, "")
        if word.endswith(("than", "many as")) and " the" in before[match.end(1) :]:
            word, kind = "", ""  # fewer than the 8,590 of the day before: that many
        if word == "до" and CHANGES.search(before[: match.start()]):
            word, kind = "", ""
    behind = _behind(language)
    if not kind and language == "en" and PLUS.match(sentence, one.end):
        word, kind = "plus", "low"
    if not kind and behind is not None and line.holds(behind):
        match = behind.match(sentence[one.end : one.end + NEAR])
        if match:
            found = next(k for k, v in match.groupdict().items() if v is not None)
            word, kind = match[0].strip(), AFTER[language][int(found[1:])][1]
    if kind == "low":
        return Quantity(one.start, one.end, None, one.value, None, word)
    if kind == "high":
        return Quantity(one.start, one.end, None, None, one.value, word)
    return Quantity(one.start, one.end, one.value, None, None, word)


def _finished(sentence: str, language: str, found: Quantity) -> Quantity:
    """Note whether a number is a percentage or an amount of money."""
    after, before = sentence[found.end : found.end + 16], sentence[max(0, found.start - 14) : found.start]
    percent = _percent(language).match(after)
    if language == "tr" and before.endswith(("yüzde ", "%")):
        percent = re.match("", after)
    is_money = bool(MONEY_AHEAD.search(before) or MONEY_BEHIND.match(after))
    if percent is None:
        return found._replace(is_money=True) if is_money else found
    value, low, high = (None if v is None else v / 100.0 for v in (found.value, found.low, found.high))
    return found._replace(end=found.end + percent.end(), value=value, low=low, high=high, is_percent=True)


def is_year(text: str, start: int, end: int) -> bool:
    """Whether words around four digits say that they are a year, not a count; the text is in small letters."""
    return bool(YEAR_AHEAD.search(text, max(0, start - 24), start) or YEAR_BEHIND.match(text, end))


def negative(quantity: Quantity) -> Quantity:
    """A net loss as a number below zero; its bounds change places."""
    value, low, high = (None if v is None else -v for v in (quantity.value, quantity.low, quantity.high))
    return quantity._replace(value=value, low=high, high=low)


def outside(quantities: tuple[Quantity, ...], spans: Sequence[tuple[int, int]]) -> tuple[Quantity, ...]:
    """The numbers of which no character stands in one of these spans."""
    if not spans:
        return quantities
    return tuple(q for q in quantities if not any(a < q.end and q.start < b for a, b in spans))
