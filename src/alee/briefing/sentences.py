"""Numbers and days as people say them: two significant digits, and always with their range."""

from collections.abc import Iterable
from datetime import date
from math import floor

from alee.core.rounding import rounded
from alee.plots.interval import Interval

MINUS = "−"
NOTHING = 0.5  # a difference below this many persons is none


def about(value: float) -> str:
    """Write a number of persons as people say it, e.g. ``"12,000"``; two significant digits."""
    number = rounded(value)
    return f"{MINUS if number < 0 else ''}{abs(number):,.0f}"


def signed(value: float) -> str:
    """Like :func:`about`, with a plus before a growth."""
    return f"+{about(value)}" if rounded(value) > 0 else about(value)


def between(interval: Interval) -> str:
    """Write the range that holds nine histories in ten: ``"between 9,100 and 12,000"``."""
    low, high = about(interval.low), about(interval.high)
    return f"about {low}" if low == high else f"between {low} and {high}"


def span(interval: Interval) -> str:
    """Write the same range for a table cell: ``"9,100 to 12,000"``."""
    low, high = about(interval.low), about(interval.high)
    return low if low == high else f"{low} to {high}"


def change_words(low: float, middle: float, high: float) -> str:
    """Say a difference with its range: ``"about 25,000 fewer (3,400 to 84,000 fewer)"``, persons."""
    if abs(middle) < NOTHING:
        return f"most likely no difference ({_more(low)} to {_more(high)})"
    word = "more" if middle > 0 else "fewer"
    first, last = sorted((abs(low), abs(high)))
    if low * high >= 0:
        return f"about {about(abs(middle))} {word} ({about(first)} to {about(last)} {word})"
    return f"about {about(abs(middle))} {word} ({_more(low)} to {_more(high)})"


def _more(value: float) -> str:
    return f"{about(abs(value))} {'more' if value >= 0 else 'fewer'}"


def figure(value: float) -> str:
    """Write any number to two significant digits, for unknowns that are not persons."""
    if value and abs(value) < 0.001:
        return f"{value:.1e}".replace("-", MINUS)
    text = f"{float(f'{value:.2g}'):,.0f}" if abs(value) >= 100 else f"{value:.2g}"
    return text.replace("-", MINUS)


def percent(value: float) -> str:
    """Write a share from 0 to 1 in whole percent."""
    return f"{floor(100 * value + 0.5)} %"


def percent_span(interval: Interval) -> str:
    """Write the 90 % interval of a share in whole percent."""
    low, high = percent(max(0.0, interval.low)), percent(min(1.0, interval.high))
    return low if low == high else f"{low} to {high}"


def day(value: date) -> str:
    """Write a day with its year, e.g. ``"3 October 2022"``."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """Write a day without its year, e.g. ``"3 October"``."""
    return f"{value.day} {value:%B}"


def days(start: date | None, end: date | None) -> str:
    """Write a stretch of days in a few letters, e.g. ``"21 Sep to 4 Oct"``; a far year is named."""
    if start is None and end is None:
        return ""
    first, last = start or end, end or start
    assert first is not None
    assert last is not None
    year = first.year != last.year
    left, right = (f"{d.day} {d:%b}" + (f" {d.year}" if year else "") for d in (first, last))
    return left if first == last else f"{left} to {right}"


def listed(words: Iterable[str]) -> str:
    """Join words: ``"a, b and c"``."""
    every = list(words)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}" if every else ""


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]
