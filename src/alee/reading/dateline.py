"""Where and on which day a text was written, as it stands at its head."""

from __future__ import annotations

import datetime as dt
import re

from alee.core.errors import InputError
from alee.reading.days import written_day, written_days
from alee.reading.letters import flat

PLACE_LINE = re.compile(
    r"[^—–(]{0,40}?(?P<place>[A-ZÇĞİÖŞÜА-ЯЁІЇЄҐ][A-ZÇĞİÖŞÜА-ЯЁІЇЄҐ'’ -]{2,30}|[A-ZÇĞİÖŞÜ][\w'’ ]{2,24}(?=[^-–—.]{0,26}\())"
    r"(?:,\s[\w .]{3,24})?(?:\s\([^)]{2,40}\))?\s*[-–—]\s"
)
DATELINE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


class Undated(InputError):  # noqa: N818 (a sentence reads better)
    """A text does not say when it was published, and nobody gave the day."""


def place_line(sentence: str) -> re.Match[str] | None:
    """Find the place, and the agencies behind it, with which a dispatch begins, as in "ROME (agencies) - "."""
    return PLACE_LINE.match(sentence)


def dateline(text: str, language: str) -> dt.date | None:
    """Find the day of publication at the head of a text; None if it is not written there."""
    head = flat(text[:600])
    match = DATELINE.search(head)
    if match:
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    for found in written_days(language).finditer(head[:250]):
        day = written_day(found, language, None)
        if day is not None:
            return day
    return None
