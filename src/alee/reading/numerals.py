"""Numbers in words, in four languages and their cases: "two hundred thousand", "полутора тысяч", "3 milyon 652 bin".

A number is a run of pieces: figures, small words and scales. Within a run the small words add up, a scale
multiplies what stands before it, and the products add up: *2 млн 11 тыс. 312* is 2,011,312.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from alee.reading.letters import flat
from alee.reading.letters import small as in_small
from alee.reading.lexicon import MONTHS

FIGURES = r"\d{1,3}(?:[ ,.'’\u00a0\u202f\u2009]\d{3})+(?![\d]|[.,]\d)|\d+(?:[.,]\d+)?"
_ONES = {
    "en": ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
           "seventeen eighteen nineteen"),
    "tr": "bir iki üç dört beş altı yedi sekiz dokuz on",
}  # fmt: skip
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "tr": "yirmi otuz kırk elli altmış yetmiş seksen doksan",
}
# Russian and Ukrainian words as patterns, because of their cases.
_CASED: dict[str, tuple[tuple[str, float], ...]] = {
    "ru": (("полутор[аы]|полторы", 1.5), ("пол(?=миллион)", 0.5), ("од(?:ин|на|ного|ной|ну)", 1),
           ("дв(?:а|е|ух|ум|умя)", 2), ("тр(?:и|[её]х|[её]м|емя)", 3), ("четыр(?:е|[её]х|[её]м|ьмя)", 4),
           ("пят(?:ь|и|ью)", 5), ("шест(?:ь|и|ью)", 6), ("сем(?:ь|и|ью)", 7), ("вос(?:емь|ьми|емью)", 8),
           ("девят(?:ь|и|ью)", 9), ("десят(?:ь|и|ью)", 10), ("одиннадцат(?:ь|и)", 11), ("двенадцат(?:ь|и)", 12),
           ("тринадцат(?:ь|и)", 13), ("четырнадцат(?:ь|и)", 14), ("пятнадцат(?:ь|и)", 15), ("шестнадцат(?:ь|и)", 16),
           ("семнадцат(?:ь|и)", 17), ("восемнадцат(?:ь|и)", 18), ("девятнадцат(?:ь|и)", 19), ("двадцат(?:ь|и|ью)", 20),
           ("тридцат(?:ь|и|ью)", 30), ("сорока?", 40), ("пят(?:ьдесят|идесяти)", 50), ("шест(?:ьдесят|идесяти)", 60),
           ("сем(?:ьдесят|идесяти)", 70), ("вос(?:емьдесят|ьмидесяти)", 80), ("девяност[оа]", 90), ("ст[оа]", 100),
           ("двое", 2), ("трое", 3), ("четверо", 4), ("пятеро", 5), ("шестеро", 6), ("семеро", 7),
           ("двести|двухсот|двумстам", 200), ("триста|тр[её]хсот", 300), ("четыреста|четыр[её]хсот", 400),
           ("пятьсот|пятисот", 500), ("шестьсот|шестисот", 600), ("семьсот|семисот", 700), ("восемьсот|восьмисот", 800),
           ("девятьсот|девятисот", 900)),
    "uk": (("півтор[аиу]|півтори", 1.5), ("пів(?=мільйон)", 0.5), ("од(?:ин|на|ного|ної|ну)", 1),
           ("дв(?:а|і|ох|ом|ома)", 2), ("тр(?:и|ьох|ьом|ьома)", 3), ("чотир(?:и|ьох|ьом|ма)", 4),
           ("п['’ʼ]ят(?:ь|и|ьох)", 5), ("шіст(?:ь|ьох)|шести", 6), ("сім|семи|сімох", 7), ("вісім|восьми|вісьмох", 8),
           ("дев['’ʼ]ят(?:ь|и)", 9), ("десят(?:ь|и|ьох)", 10), ("одинадцят(?:ь|и)", 11), ("дванадцят(?:ь|и)", 12),
           ("тринадцят(?:ь|и)", 13), ("чотирнадцят(?:ь|и)", 14), ("п['’ʼ]ятнадцят(?:ь|и)", 15), ("шістнадцят(?:ь|и)", 16),
           ("сімнадцят(?:ь|и)", 17), ("вісімнадцят(?:ь|и)", 18), ("дев['’ʼ]ятнадцят(?:ь|и)", 19), ("двадцят(?:ь|и)", 20),
           ("тридцят(?:ь|и)", 30), ("сорока?", 40), ("п['’ʼ]ятдесят(?:и|ьох)?", 50), ("шістдесят(?:и|ьох)?", 60),
           ("сімдесят(?:и)?", 70), ("вісімдесят(?:и)?", 80), ("дев['’ʼ]яност[оа]", 90), ("ст[оа]", 100),
           ("двоє", 2), ("троє", 3), ("четверо", 4), ("п['’ʼ]ятеро", 5), ("шестеро", 6), ("семеро", 7),
           ("двісті|двохсот", 200), ("триста|трьохсот", 300), ("чотириста|чотирьохсот", 400),
           ("п['’ʼ]ятсот|п['’ʼ]ятисот", 500), ("шістсот|шестисот", 600), ("сімсот|семисот", 700),
           ("вісімсот|восьмисот", 800), ("дев['’ʼ]ятсот|дев['’ʼ]ятисот", 900)),
}  # fmt: skip
SCALES: dict[str, tuple[tuple[str, float], ...]] = {
    "en": (("hundred", 1e2), ("dozen", 12.0), ("thousand|k", 1e3), ("lakhs?", 1e5), ("crores?", 1e7), ("million|mln|mn|m", 1e6)),
    "ru": (("тысяч\\w{0,3}|тыс\\.?|т\\.(?= ?чел)", 1e3), ("миллион\\w{0,3}|млн\\.?", 1e6)),
    "tr": (("yüz", 1e2), ("bin(?:['’]?(?:i|e|de|den|di|dir|lik|in|ini|inin|ine|inde|inden|iyle|e yakın))?", 1e3),
           ("milyon(?:['’]?(?:u|a|da|dan|du|dur|luk|un|unu|unun|una|unda|undan|la))?", 1e6)),
    "uk": (("тисяч\\w{0,3}|тис\\.?", 1e3), ("мільйон\\w{0,3}|млн\\.?", 1e6)),
}  # fmt: skip
WHOLE: dict[str, tuple[tuple[str, float], ...]] = {
    "en": (("half a million", 5e5), ("a quarter of a million", 2.5e5), ("three[- ]quarters of a million", 7.5e5),
           ("(?:a|one) million and a half", 1.5e6), ("half a dozen", 6.0)),
    "ru": (("(?:около |почти |более )?четверть миллиона", 2.5e5),),
    "tr": (("yarım milyon", 5e5), ("çeyrek milyon", 2.5e5)),
    "uk": (("чверть мільйона", 2.5e5),),
}  # fmt: skip
MILLION = 1e6
ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
HALVES = {"en": "and a half", "ru": "с половиной", "tr": "buçuk", "uk": "з половиною"}
FIGURE = re.compile(FIGURES)
GROUPS = re.compile(r"\d{1,3}(?:[ ,.'’\u00a0\u202f\u2009]\d{3})+")
DOT_GROUP = re.compile(r"\d{1,3}\.\d{3}")
NO_DIGIT = re.compile(r"\D")
LONE = {
    "ru": "миллион[ау]?|тысяч[ау]|(?:(?<=до )|(?<=около )|(?<=более )|(?<=свыше )|(?<=порядка )|(?<=менее )|(?<=почти )|(?<=больше ))тысячи",
    "tr": "(?:yüz ?)?bin|yüz|milyon",
    "uk": "мільйон[ау]?|тисяч[ау]|(?:(?<=до )|(?<=близько )|(?<=понад )|(?<=майже )|(?<=менше )|(?<=більше ))тисячі",
}
ONE_WORDS = frozenset({"one", "один", "одна", "одного", "одной", "одну", "bir", "одної"})


@cache
def _words(language: str) -> tuple[tuple[str, float], ...]:
    if language in _CASED:
        return _CASED[language]
    ones = [(w, float(k)) for k, w in enumerate(_ONES[language].split(), start=1)]
    ones += [("a(?= (?:hundred|thousand|million|dozen))", 1.0)] if language == "en" else []
    tens = [(w, 10.0 * k) for k, w in enumerate(_TENS[language].split(), start=2)]
    return (*ones, *tens)


@cache
def small(word: str, language: str) -> float | None:
    """Value of a number word below a thousand; None if it is none."""
    text = word.casefold()
    for pattern, value in _words(language):
        if re.fullmatch(re.sub(r"\(\?= ?(?:миллион|мільйон|\(\?:[^)]*\))\)", "", pattern), text):
            return value
    return None


@cache
def _scale(word: str, language: str) -> float:
    for pattern, value in SCALES[language]:
        if re.fullmatch(pattern.replace("(?= ?чел)", ""), word):
            return value
    return 1.0


@cache
def run_pattern(language: str) -> re.Pattern[str]:
    """Matches one whole number: figures and words, with all its scales."""
    words = _either(pattern for pattern, _ in sorted(_words(language), key=lambda p: -len(p[0])))
    scales = _either(pattern for pattern, _ in SCALES[language])
    whole = _either(pattern for pattern, _ in WHOLE[language])
    is_cased = language in _CASED
    word = rf"{words}(?:(?![^\W_])|(?=миллион|мільйон))" if is_cased else rf"{words}(?![^\W_])"
    scale = rf"{scales}(?![^\W_])"
    joint = r"(?:(?<=hundred) and |[ -])" if language == "en" else r"[ \u00a0]"
    worded = rf"{word}(?:{joint}?(?:{word}|{scale}))*"
    lone = f"|(?:{LONE[language]})(?![^\\W_])" if language in LONE else ""
    half = rf"(?: (?:{HALVES[language]})(?: {scale})?)?"
    rest = rf"\d{{1,3}}[ \u00a0]{scale}"
    if language != "en":  # 531 bin 326: what stands behind a scale belongs to the number
        rest += rf"|\d{{1,3}}(?!\d|[.,:/-]\d|\s?%|\.?\s*(?:{MONTHS[language]})|[ \u00a0]\d)"
    # A Turkish scale with an ending closes its number: "5 binden 10 bine".
    behind = (
        r"(?:(?<=bin)|(?<=milyon)|(?<=yüz))" if language == "tr" else r"(?:(?<=[^\W\d_])|(?<=[^\W\d_]\.))"
    )
    later = rf"(?:{behind}[ \u00a0](?:{rest}))"
    figures = rf"(?:{FIGURES})(?:[ \u00a0-]?{scale})*"
    return in_small(rf"(?<![^\W_])(?:{whole}(?![^\W_])|(?:{figures}|{worded}{lone}){later}{{0,2}}{half})")


def _either(patterns: Iterable[str]) -> str:
    return rf"(?:{'|'.join(patterns)})"


@cache
def piece_pattern(language: str) -> re.Pattern[str]:
    """Cuts a number into its pieces."""
    words = _either(pattern for pattern, _ in sorted(_words(language), key=lambda p: -len(p[0])))
    scales = _either(pattern for pattern, _ in SCALES[language])
    end = r"(?:(?![^\W_])|(?=миллион|мільйон))"
    return in_small(
        rf"(?P<figure>{FIGURES})|(?P<scale>{scales}(?![^\W_]))|(?P<word>{words}){end}|(?P<half>{HALVES[language]})"
    )


def _is_figure(text: str) -> bool:
    """Whether a number is one figure without words."""
    match = FIGURE.match(text)
    return match is not None and match.end() == len(text)


def scale_of(text: str, language: str) -> float:
    """Product of the scales that stand in a number; 1 if none does."""
    out = 1.0
    if _is_figure(text):
        return out
    for match in piece_pattern(language).finditer(flat(text)):
        out *= _scale(match["scale"], language) if match["scale"] else 1.0
    return out


def value_of(text: str, language: str) -> float | None:
    """Work out a number from its words and figures; None if it is none."""
    said = flat(text.strip())
    if _is_figure(said):
        return figures_value(said, language)
    for pattern, value in WHOLE[language]:
        if re.fullmatch(pattern, said):
            return value
    total, current, has_any, figure = 0.0, 0.0, False, ""
    for match in piece_pattern(language).finditer(said):
        if match["scale"]:
            factor = _scale(match["scale"], language)
            if factor >= MILLION and ONE_GROUP.fullmatch(figure):
                current = float(figure.replace(",", "."))  # 1,596 million
            current = (current or 1.0) * factor
            if factor >= 1e3:
                total, current = total + current, 0.0
        elif match["half"]:
            current += 0.5
        else:
            piece = (
                figures_value(match["figure"], language)
                if match["figure"]
                else small(match["word"], language)
            )
            if piece is None:
                return None
            figure = match["figure"] or ""
            current += piece
        has_any = True
    return round(total + current, 6) if has_any else None  # 1.027 million is a whole number


def figures_value(text: str, language: str) -> float | None:
    """Read figures; a dot before three digits parts thousands except in English."""
    if GROUPS.fullmatch(text) and not (language == "en" and DOT_GROUP.fullmatch(text)):
        return float(NO_DIGIT.sub("", text))
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
