"""Numbers in words and figures: their value, what bounds them, and what they count."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from alee.reading.lexicon import AFTER, MONTHS, PERCENT, QUALIFIERS, SCALES, SMALL, VAGUE

DIGITS = r"\d{1,3}(?:[ ,.\u00a0\u202f’']\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
JOINED = {
    "en": r"\s*(?:-|–|—|to|and|or)\s*", "ru": r"\s*(?:-|–|—|до|и)\s*", "tr": r"\s*(?:-|–|—|ile|ila|ve)\s*",
    "uk": r"\s*(?:-|–|—|до|і|та)\s*",
}  # fmt: skip
BETWEEN = {
    "en": r"(?:between|from)\s+$",
    "ru": r"(?:между|от|с)\s+$",
    "tr": r"$^",
    "uk": r"(?:між|від|з)\s+$",
}
NEAR = 30  # characters before a number in which its qualifier stands
MOST = 500  # numbers of one sentence that are looked at
LARGEST = 1e10


@dataclass(frozen=True)
class Quantity:
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


@cache
def _number(language: str) -> re.Pattern[str]:
    small = "|".join(sorted(map(re.escape, SMALL[language]), key=len, reverse=True))
    scales = "|".join(pattern for pattern, _ in SCALES[language])
    base = rf"{DIGITS}|\b(?:{small})(?:[ -](?:{small}))?\b"
    special = (
        r"|\bhalf a million\b|\ba dozen\b|\b(?:a|one) (?=hundred|thousand|million)"
        if language == "en"
        else ""
    )
    if language == "tr":
        special = r"|\b(?=bin\b|yüz bin\b)"
    return re.compile(rf"(?P<base>{base}{special})(?P<scale>(?:\s?-?(?:{scales})(?![^\W_]))*)", re.IGNORECASE)


@cache
def _vague(language: str) -> tuple[tuple[re.Pattern[str], float, float], ...]:
    return tuple((re.compile(rf"\b(?:{p})\b", re.IGNORECASE), a, b) for p, a, b in VAGUE[language])


@cache
def _qualifiers(language: str) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    found = sorted(QUALIFIERS[language], key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(w)}(?:\s+(?:а|a|the|только|just))?\s*$", re.IGNORECASE), w, kind)  # noqa: E501
                 for w, kind in found)  # fmt: skip


def find_quantities(sentence: str, language: str) -> list[Quantity]:
    """Find all numbers of a sentence that may count something; days, years and times are left out."""
    out: list[Quantity] = []
    taken: list[tuple[int, int]] = []
    for pattern, low, high in _vague(language):
        for match in pattern.finditer(sentence):
            if not _overlaps(match.span(), taken) and not re.search(r"\d\s$", sentence[: match.start()]):
                taken.append(match.span())
                out.append(Quantity(*match.span(), None, low, high, match[0].casefold(), is_vague=True))
    singles: list[tuple[int, int, float, str]] = []
    for match in _number(language).finditer(sentence):
        if len(singles) >= MOST:
            break
        if _overlaps(match.span(), taken) or _is_no_count(sentence, match, language):
            continue
        value = _value(match["base"], match["scale"], language)
        if value is not None and value <= LARGEST and match[0].strip():
            singles.append((match.start(), match.end(), value, match["scale"].strip()))
    out += _ranged(sentence, singles, language)
    return sorted(out, key=lambda q: q.start)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _is_no_count(sentence: str, match: re.Match[str], language: str) -> bool:
    """Tell days, years, times, ordinals, ages between commas and parts of names."""
    start, end = match.span()
    before, after = sentence[max(0, start - 16) : start], sentence[end : end + 16]
    month = rf"(?:{MONTHS[language]})"
    is_small = match["base"].isdigit() and not match["scale"].strip()
    if is_small and len(match["base"]) <= 2:
        if re.match(
            rf"(?:st|nd|rd|th|-?го|-?е)?\.?(?:\s*(?:-|–|and|to|и|до|по|та)\s*\d+)?\s*{month}\b",
            after,
            re.IGNORECASE,
        ):
            return True
        if re.search(rf"\b{month}\.?\s+$", before, re.IGNORECASE) and language == "en":
            return True
        if re.search(rf"\b{month}\.?\s+\d{{1,2}}\s*(?:-|–|to|and)\s*$", before, re.IGNORECASE):
            return True
        if re.search(r"[A-ZА-ЯІЇЄÇĞİÖŞÜ]\w+\s*[,(]\s*$", before) and re.match(r"\s*[,)]", after):
            return True
        if re.match(r"(?:st|nd|rd|th)\b|:\d\d|\s?[ap]\.?m\.?\b|-year-old", after) or re.search(r":$", before):
            return True
    if is_small and re.fullmatch(r"1[89]\d\d|20\d\d", match["base"]):
        return not re.match(r"\s+(?:people|persons|refugees|migrants|человек|kişi|осіб|cars|families)", after)
    if re.match(r"[./-]\d|-[a-zа-я]+ ", after) or re.search(r"\d[./-]$|[A-Za-z]-$|№\s?$|\bNo\.\s?$", before):
        return True
    return bool(re.search(r"[A-Za-zА-Яа-я_]$", before)) or bool(re.match(r"[A-Za-zА-Яа-я]{2,}", after)
                                                               and not match["scale"] and language == "en")  # fmt: skip  # noqa: E501


def _value(base: str, scale: str, language: str) -> float | None:
    """Work out a number from its digits or words and the scales behind it."""
    text = base.strip().casefold()
    if text == "half a million":
        return 5e5
    if text == "a dozen":
        return 12.0
    if text in ("a", "one", "") and scale.strip():
        value: float | None = 1.0
    elif text[:1].isdigit():
        value = _digits(text, language)
    else:
        parts = [SMALL[language].get(part) for part in re.split(r"[ -]", text)]
        value = None if None in parts else float(sum(part for part in parts if part is not None))
    if value is None or (text == "one" and not scale.strip()):
        return None
    rest = scale
    while rest.strip(" -"):
        for pattern, factor in SCALES[language]:
            match = re.match(rf"\s?-?(?:{pattern})(?![^\W_])", rest, re.IGNORECASE)
            if match:
                value, rest = value * factor, rest[match.end() :]
                break
        else:
            break
    return value


def _digits(text: str, language: str) -> float | None:
    groups = re.fullmatch(r"\d{1,3}((?:[ ,.\u00a0\u202f’']\d{3})+)", text)
    if groups and not (language == "en" and re.fullmatch(r"\d{1,3}\.\d{3}", text)):
        return float(re.sub(r"\D", "", text))
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _ranged(sentence: str, singles: list[tuple[int, int, float, str]], language: str) -> list[Quantity]:
    """Join two numbers that are the ends of a range; qualify the others."""
    out, k = [], 0
    while k < len(singles):
        start, end, value, scale = singles[k]
        if k + 1 < len(singles):
            begin, stop, upper, upper_scale = singles[k + 1]
            between = sentence[end:begin]
            is_open = re.search(BETWEEN[language], sentence[max(0, start - NEAR) : start], re.IGNORECASE)
            is_dash = re.fullmatch(r"\s*(?:-|–|—|to|до|ile|ila)\s*", between, re.IGNORECASE)
            if re.fullmatch(JOINED[language], between, re.IGNORECASE) and (is_open or is_dash):
                factor = upper / _bare(upper, upper_scale) if upper_scale and not scale else 1.0
                first = value * factor if value * factor < upper else value
                if first < upper:
                    out.append(_finished(sentence, language, start, stop, None, first, upper, "between"))
                    k += 2
                    continue
        out.append(_qualified(sentence, language, start, end, value))
        k += 1
    return out


def _bare(value: float, scale: str) -> float:
    """The number in front of its scale."""
    for size in (1e6, 1e3, 1e2):
        if value >= size and scale:
            return value / size
    return value


def _qualified(sentence: str, language: str, start: int, end: int, value: float) -> Quantity:
    before, after = sentence[max(0, start - NEAR) : start], sentence[end : end + NEAR]
    word, kind = "", ""
    for pattern, text, meaning in _qualifiers(language):
        if pattern.search(before):
            word, kind = text, meaning
            break
    if not kind:
        for text, meaning in AFTER.get(language, ()):
            match = re.match(rf"\s*(?:\w+\s+)?(?:{text})\b", after, re.IGNORECASE)
            if match:
                word, kind = match[0].strip(), meaning
                break
    low = value if kind == "low" else None
    high = value if kind == "high" else None
    return _finished(
        sentence, language, start, end, value if kind in ("", "about") else None, low, high, word
    )


def _finished(
    sentence: str, language: str, start: int, end: int,
    value: float | None, low: float | None, high: float | None, word: str,
) -> Quantity:  # fmt: skip
    after, before = sentence[end : end + 14], sentence[max(0, start - 12) : start]
    percent = re.match(rf"\s?(?:{PERCENT[language]})", after, re.IGNORECASE)
    if language == "tr" and re.search(r"(?:yüzde\s|%)$", before, re.IGNORECASE):
        percent = re.match("", after)
    is_money = bool(re.search(r"[$€£₽₺₴]\s?$", before) or re.match(r"\s?[$€£₽₺₴]", after))
    if percent is not None:
        end += percent.end()
        value, low, high = (None if v is None else v / 100.0 for v in (value, low, high))
    known = [v for v in (value, low, high) if v is not None]
    assert all(math.isfinite(v) for v in known)
    return Quantity(start, end, value, low, high, word, percent is not None, is_money)
