"""Read single cells: numbers, whole numbers, days, yes or no, lists, texts.

Every cell of a table and every value of a YAML file arrives as text, every value given in Python as an
object; both go through the same readers, so that both are held to the same rules.
"""

from __future__ import annotations

import math
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, TypeVar

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from alee.core.calendar import as_date
from alee.core.errors import InputError, Problem, ScenarioError

T = TypeVar("T")

LARGEST_COUNT = 2**40
LONGEST_TEXT = 10_000
LONGEST_NAME = 200
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}([ ,'  ]\d{3})+(\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
OTHER_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
YES = {"yes": True, "true": True, "no": False, "false": False}
COUNTRY = re.compile(r"[A-Z]{3}", re.ASCII)


def written(value: object) -> str:
    """Quote what was written, shortened and without control characters, for use in a message."""
    text = "".join(c if c.isprintable() else "?" for c in str(value)[:61])
    return f'"{text[:60]}..."' if len(text) > 60 else f'"{text}"'


def as_number(value: object) -> float:
    """Read a finite number."""
    if isinstance(value, str):
        return _number_in(value.strip())
    if value is None:
        raise _refusal("nothing is written here", "Allowed: a number.")
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise _refusal(f"{written(value)} is not a number", "Allowed: a number.")
    number = float(value)
    if not math.isfinite(number):
        raise _refusal(f"{written(value)} is not a finite number", "Allowed: a number.")
    return number


def as_whole(value: object) -> int:
    """Read a whole number, at most 2**40 in size."""
    number = as_number(value)
    if number != int(number):
        raise _refusal(f"{written(value)} is not a whole number", "Allowed: a whole number.")
    if abs(number) > LARGEST_COUNT:
        limit = f"Allowed: at most {LARGEST_COUNT:,}."
        raise _refusal(f"{written(value)} is too large a count", limit)
    return int(number)


def as_day(value: object) -> date:
    """Read a day written as year-month-day."""
    if isinstance(value, str | date):
        try:
            return as_date(value)
        except InputError as error:
            raise _refusal(
                error.problems[0].wrong, "Days are written like 2022-09-21.", _day_turned(str(value))
            ) from None
    raise _refusal(f"{written(value)} is not a day", "Days are written like 2022-09-21.")


def as_yes_no(value: object) -> bool:
    """Read yes or no (true and false are understood)."""
    if isinstance(value, bool):
        return value
    answer = YES.get(str(value).strip().casefold())
    if answer is None:
        raise _refusal(f"{written(value)} is neither yes nor no", "Allowed: yes, no.")
    return answer


def as_text(value: object) -> str:
    """Read a text; spaces around it are dropped."""
    if not isinstance(value, str):
        raise _refusal(f"{written(value)} is not a text", "Allowed: a text.")
    text = value.strip().replace("\r\n", "\n")
    if len(text) > LONGEST_TEXT:
        raise _refusal(f"the text has {len(text):,} characters", f"Allowed: at most {LONGEST_TEXT:,}.")
    if text.isascii() and text.isprintable():
        return text
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        raise _refusal("the text holds control characters", "Allowed: readable text.")
    return unicodedata.normalize("NFC", text)


def as_name(value: object) -> str:
    """Read a name: one line, not empty, without semicolons, which separate names in a list.

    Invisible characters are dropped and every run of spaces becomes one, so that two names that look
    the same are the same.
    """
    text = as_text(value)
    visible = text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Cf")
    name = " ".join(visible.split())
    allowed = f"Names have 1 to {LONGEST_NAME} characters on one line and no semicolon."
    if not name:
        raise _refusal("the name is empty", allowed)
    if len(name) > LONGEST_NAME or ";" in name or "\n" in text:
        raise _refusal(f"{written(name)} cannot be a name", allowed)
    return name


def as_country(value: object) -> str:
    """Read a country as its three capital letters of ISO 3166, such as KAZ."""
    code = as_text(value)
    if not COUNTRY.fullmatch(code):
        capital = code.upper()
        likely = f'Did you mean "{capital}"?' if COUNTRY.fullmatch(capital) else ""
        raise _refusal(
            f"{written(code)} is not a country code",
            "Countries are written with the three capital letters of ISO 3166, such as KAZ.",
            likely,
        )
    return code


def as_names(value: object) -> tuple[str, ...]:
    """Read several names, separated by semicolons or given as a list."""
    return tuple(as_name(part) for part in _parts(value))


def as_countries(value: object) -> tuple[str, ...]:
    """Read several country codes, separated by semicolons or given as a list."""
    return tuple(as_country(part) for part in _parts(value))


def or_none(reader: Callable[[object], T]) -> Callable[[object], T | None]:
    """Let a blank stand for "not known" or "no limit" in front of a reader."""

    def read(value: object) -> T | None:
        is_blank = value is None or (isinstance(value, str) and not value.strip())
        return None if is_blank else reader(value)

    return read


def _parts(value: object) -> list[object]:
    if isinstance(value, str):
        return [part for part in value.split(";") if part.strip()]
    if isinstance(value, Iterable) and not isinstance(value, dict | bytes):
        return list(value)
    raise _refusal(f"{written(value)} is not a list of names", "Allowed: names separated by semicolons.")


def _number_in(text: str) -> float:
    if NUMBER.fullmatch(text):
        number = float(text)
        if math.isfinite(number):
            return number
    raise _refusal(
        f"{written(text)} is not a number", "Allowed: a number, such as 1200 or 0.5.", _repaired(text)
    )


def _repaired(text: str) -> str:
    """Suggest the number that a spreadsheet or a hurried writer probably meant."""
    if GROUPED.fullmatch(text):
        plain = re.sub(r"[ ,'  ]", "", text)
        return f'Did you mean "{plain}"? Write thousands without a separator.'
    if DECIMAL_COMMA.fullmatch(text):
        return f'Did you mean "{text.replace(",", ".")}"? Write decimals with a point.'
    if text.endswith("%") and NUMBER.fullmatch(text[:-1].strip()):
        return f'Did you mean "{float(text[:-1]) / 100:g}"? Write shares as parts of one.'
    return ""


def _day_turned(text: str) -> str:
    """Suggest year-month-day for a day written in another common order."""
    other = OTHER_DAY.fullmatch(text.strip())
    if other is None:
        return ""
    first, second, year = int(other[1]), int(other[2]), int(other[3])
    meant = [day for day in ((year, second, first), (year, first, second)) if _is_day(*day)]
    words = " or ".join(dict.fromkeys(f'"{y}-{month:02d}-{day:02d}"' for y, month, day in meant))
    return f"Did you mean {words}?" if words else "The calendar has no such day."


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has a day."""
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _refusal(wrong: str, allowed: str, likely: str = "") -> ScenarioError:
    return ScenarioError(Problem(wrong, allowed, likely))


Number = Annotated[float, PlainValidator(as_number), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, PlainValidator(as_whole), WithJsonSchema({"type": "integer"})]
Day = Annotated[
    date,
    PlainValidator(as_day),
    PlainSerializer(lambda day: day.isoformat()),
    WithJsonSchema({"type": "string", "format": "date"}),
]
YesNo = Annotated[bool, PlainValidator(as_yes_no), WithJsonSchema({"type": "boolean"})]
Text = Annotated[str, PlainValidator(as_text), WithJsonSchema({"type": "string"})]
Name = Annotated[str, PlainValidator(as_name), WithJsonSchema({"type": "string", "minLength": 1})]
Country = Annotated[
    str, PlainValidator(as_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
Names = Annotated[
    tuple[str, ...],
    PlainValidator(as_names),
    PlainSerializer(list),
    WithJsonSchema({"type": "array", "items": {"type": "string"}}),
]
Countries = Annotated[
    tuple[str, ...],
    PlainValidator(as_countries),
    PlainSerializer(list),
    WithJsonSchema({"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{3}$"}}),
]
MaybeNumber = Annotated[
    float | None,
    PlainValidator(or_none(as_number)),
    WithJsonSchema({"type": ["number", "null"]}),
]
MaybeWhole = Annotated[
    int | None,
    PlainValidator(or_none(as_whole)),
    WithJsonSchema({"type": ["integer", "null"]}),
]
MaybeDay = Annotated[
    date | None,
    PlainValidator(or_none(as_day)),
    PlainSerializer(lambda day: day.isoformat() if day else None),
    WithJsonSchema({"type": ["string", "null"], "format": "date"}),
]
MaybeName = Annotated[
    str | None,
    PlainValidator(or_none(as_name)),
    WithJsonSchema({"type": ["string", "null"]}),
]
