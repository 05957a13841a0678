"""Where and on which day a text was written, as it stands at its head."""

from __future__ import annotations

import datetime as dt
import re

from alee.core.errors import InputError
from alee.reading.days import written_day, written_days
from alee.reading.letters import flat
from alee.reading.persons import is_office

PLACE_LINE = re.compile(
    r"[^—–(]{0,40}?(?P<place>[A-ZÇĞİÖŞÜА-ЯЁІЇЄҐ][A-ZÇĞİÖŞÜА-ЯЁІЇЄҐ'’ -]{2,30}|[A-ZÇĞİÖŞÜ][\w'’ ]{2,24}(?=[^-–—.]{0,26}\())"
    r"(?:,\s[\w .]{3,24})?(?:\s\([^)]{2,40}\))?\s*[-–—]\s"
)
DATELINE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


class Undated(InputError):  # noqa: N818 (a sentence reads better)
    """A text does not say when it was published, and nobody gave the day."""


def place_line(sentence: str, language: str) -> int:
    """Where the place and the agencies end with which a dispatch begins, as in "ROME (agencies) - "; 0 if none do."""
    match = PLACE_LINE.match(sentence)
    return 0 if match is None or is_office(match["place"].strip(" -"), language) else match.end()


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
