"""One declaration per field: unit, range, meaning, default and source, said once.

Every object of the model derives from :class:`Declared` and declares its fields with :func:`declared`.
Checks, messages, the JSON Schema and the reference page all read that one declaration.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticUndefined

from alee.core.errors import InputError, Problem, ScenarioError
from alee.core.suggestions import did_you_mean
from alee.core.units import UNITS
from alee.model.numbers import written
from alee.model.priors import Prior

REQUIRED: Any = PydanticUndefined


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a field means, for the schema, the reference page and a form."""

    field: str
    column: str
    meaning: str
    unit: str
    low: float | None
    high: float | None
    above: float | None
    default: Any
    is_required: bool
    source: str
    choices: tuple[str, ...]

    @property
    def range_words(self) -> str:
        """The allowed range in words, empty if everything is allowed."""
        return range_words(self.low, self.high, self.above)


def declared(
    default: Any,
    meaning: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    above: float | None = None,
    source: str = "",
    column: str = "",
) -> Any:
    """Declare one field: what it means, its unit, its range, its default and where that comes from.

    Parameters
    ----------
    default
        Value if nothing is written; ``REQUIRED`` if something must be.
    meaning
        One sentence that a field officer can follow.
    unit
        A key of the table of units.
    low, high
        Lowest and highest value allowed, both included.
    above
        Instead of ``low``: the value must be greater than this.
    source
        Where the default comes from: a paper, a report, or ``assumption``.
    column
        Name in files where it differs from the name in Python.
    """
    if unit not in UNITS:
        raise KeyError(unit)
    extra = {"unit": unit, "low": low, "high": high, "above": above, "source": source, "column": column}
    return Field(
        default,
        description=meaning,
        json_schema_extra={key: value for key, value in extra.items() if value not in (None, "")},
    )


class Declared(BaseModel):
    """A frozen object whose fields are declared once; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    refusal: ClassVar[type[InputError]] = ScenarioError

    def __init__(self, /, **data: Any) -> None:
        try:
            super().__init__(**data)
        except ValidationError as error:
            title = self._called(data)
            problems = list(_problems(error, type(self)))
            raise self.refusal(_located(problem, title) for problem in problems) from None

    @classmethod
    def _called(cls, data: dict[str, Any]) -> str:
        """Name the object for a message, as far as it can be named before it exists."""
        name = data.get("name", data.get("id"))
        return f"{cls.__name__} {written(name)}" if isinstance(name, str) else cls.__name__

    @field_validator("*", mode="after")
    @classmethod
    def _in_range(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, bool) and isinstance(value, int | float | Prior):
            _check_range(value, declaration_of(cls, cast(str, info.field_name)))
        return value


@cache
def declarations(model: type[Declared]) -> tuple[Declaration, ...]:
    """List the declared fields of a class in the order of its files."""
    return tuple(declaration_of(model, name) for name in model.model_fields)


@cache
def declaration_of(model: type[Declared], name: str) -> Declaration:
    """Look up what one field means."""
    info = model.model_fields[name]
    extra = cast(dict[str, Any], info.json_schema_extra or {})
    return Declaration(
        field=name,
        column=extra.get("column", name),
        meaning=info.description or "",
        unit=extra.get("unit", ""),
        low=extra.get("low"),
        high=extra.get("high"),
        above=extra.get("above"),
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        is_required=info.is_required(),
        source=extra.get("source", ""),
        choices=_choices(info),
    )


def range_words(low: float | None, high: float | None, above: float | None) -> str:
    """Write an allowed range in words."""
    if above is not None:
        return f"above {above:g}" + (f", at most {high:g}" if high is not None else "")
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    if low is not None:
        return f"{low:g} or more"
    return f"{high:g} or less" if high is not None else ""


def _choices(info: FieldInfo) -> tuple[str, ...]:
    for kind in _flat(info.annotation):
        if get_origin(kind) is Literal:
            return tuple(str(word) for word in get_args(kind))
    return ()


def _flat(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _flat(part)
    else:
        yield annotation


def _check_range(value: float | Prior, field: Declaration) -> None:
    """Refuse a number outside its range, and a prior that holds such a number possible."""
    bottom, top = (value.low, value.high) if isinstance(value, Prior) else (value, value)
    floor = -math.inf if field.low is None else field.low
    ceiling = math.inf if field.high is None else field.high
    open_end = isinstance(value, Prior) and not value.reaches_ends
    too_low = bottom < floor
    if field.above is not None:
        too_low = bottom < field.above if open_end else bottom <= field.above
    if not too_low and top <= ceiling:
        return
    unit = "" if field.unit in ("", "1", "factor") else f" ({field.unit})"
    allowed = f"Allowed: {field.range_words}{unit}."
    if isinstance(value, Prior):
        shares = field.high == 1
        hint = "beta(a, b) or logitnormal(median, sigma)" if shares else "lognormal(median, sigma)"
        wrong = f"the prior {value} holds values outside the allowed range possible"
        raise ScenarioError(Problem(wrong, allowed, f"A prior that stays inside: {hint}."))
    wrong = f"{value:.15g} is {'a negative number' if value < 0 and floor == 0 else 'out of range'}"
    raise ScenarioError(Problem(wrong, allowed))


def _problems(error: ValidationError, model: type[Declared]) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        yield from _translated(detail, model)


def _translated(detail: ErrorDetails, model: type[Declared]) -> Iterator[Problem]:
    """Turn one finding of pydantic into problems in our own words."""
    path = tuple(detail["loc"])
    inner = detail.get("ctx", {}).get("error")
    if isinstance(inner, InputError):
        yield from (problem.under(*path) for problem in inner.problems)
        return
    field = str(path[0]) if path else ""
    if detail["type"] == "extra_forbidden":
        names = [declaration.column for declaration in declarations(model)]
        allowed = f"Allowed keys: {', '.join(names)}."
        yield Problem(f'unknown key "{field}"', allowed, did_you_mean(field, names), path=path)
    elif detail["type"] == "missing":
        meaning = declaration_of(model, field).meaning
        yield Problem("nothing is written here, but something must be", f"Needed: {meaning}", path=path)
    elif detail["type"] == "literal_error":
        choices = declaration_of(model, field).choices
        wrong = f"{written(detail['input'])} is not one of the words allowed here"
        likely = did_you_mean(str(detail["input"]), choices)
        yield Problem(wrong, f"Allowed: {', '.join(choices)}.", likely, path=path)
    elif detail["type"] == "model_type":
        yield Problem(f"{written(detail['input'])} stands here, but keys with values belong here", path=path)
    elif detail["type"] in ("tuple_type", "list_type"):
        yield Problem(f"{written(detail['input'])} stands here, but a list belongs here", path=path)
    else:
        wrong = str(inner) if inner is not None else f"{written(detail['input'])} cannot stand here"
        yield Problem(wrong.removesuffix("."), path=path)


def _located(problem: Problem, title: str) -> Problem:
    field = ".".join(str(part) for part in problem.path)
    return problem.at(f'{title}, "{field}"' if field else title)
