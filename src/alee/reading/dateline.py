"""Where and on which day a text was written, as it stands at its head."""

from __future__ import annotations

import datetime as dt
import re

from alee.core.errors import InputError
from alee.reading.days import written_day, written_days
from alee.reading.letters import flat, holds_any, small
from alee.reading.persons import is_office
from alee.reading.places import Mention

PLACE_LINE = re.compile(
    r"[^—–(]{0,40}?(?P<place>[A-ZÇĞİÖŞÜА-ЯЁІЇЄҐ][A-ZÇĞİÖŞÜА-ЯЁІЇЄҐ'’ -]{2,30}|[A-ZÇĞİÖŞÜ][\w'’ ]{2,24}(?=[^-–—.]{0,26}\())"
    r"(?:,\s[\w .]{3,24})?(?:\s\([^)]{2,40}\))?\s*[-–—]\s"
)
DASHES = "-–—"
DATELINE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


MOST_WORDS = 3  # of a place that no gazetteer lists
NO_PLACES = frozenset(
    ("update", "correction", "breaking", "urgent", "flash", "news", "report", "clarification", "alert", "bulletin", "statement", "press", "situation",
     "chat", "exclusive", "live", "срочно", "молния", "поправка", "уточнение", "внимание", "чат", "канал", "сводка", "son", "düzeltme", "acil", "duyuru",
     "терміново", "уточнення", "увага", "оновлено", "зведення")
)  # fmt: skip
HEAD_ENDS = 80  # characters at the head of a text in which its own day stands
BEHIND_DAY = re.compile(r"(?:\s?(?:г\.|року|p\.|р\.))?\s?(?:[—–:./|)\n]|-\s|,\s*\d|\([^)]*\)|$)")
OF_A_COUNT = small(
    r"(?<!\w)(?:on|of|by|until|since|to|from|and|between|в|на|с|со|до|от|по|за|від|з|із|у|станом на|tarihinde)\s+(?:the\s+)?$"
)


class Undated(InputError):  # noqa: N818 (a sentence reads better)
    """A text does not say when it was published, and nobody gave the day."""


def place_line(sentence: str, language: str) -> int:
    """Where the place and the agencies end with which a dispatch begins, as in "ROME (agencies) - "; 0 if none do."""
    if not holds_any(sentence, DASHES):
        return 0
    match = PLACE_LINE.match(sentence)
    return 0 if match is None or is_office(match["place"].strip(" -"), language) else match.end()


def unlisted_place(sentence: str) -> Mention | None:
    """The place where a dispatch was written, where no gazetteer lists it; None if its head names none."""
    match = PLACE_LINE.match(sentence)
    if match is None:
        return None
    name = match["place"].strip(" -")
    if not name or flat(name).split()[0] in NO_PLACES or len(name.split()) > MOST_WORDS:
        return None
    return Mention(match.start("place"), match.end("place"), name.title(), "", is_known=False)


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


def end_of_head(text: str, language: str, published: dt.date) -> int:
    """Where the day of publication ends that stands at the head of a text; 0 if none stands there.

    That day says when the text was written; it is not of what the text counts.
    """
    head = flat(text[:HEAD_ENDS])
    for found in written_days(language).finditer(head):
        if written_day(found, language, published) != published or OF_A_COUNT.search(head[: found.start()]):
            continue
        if BEHIND_DAY.match(text, found.end()) or DATELINE.match(text, found.start()):
            return found.end()
    return 0
