"""Priors: what to write where a number is not known.

A prior says which values are believed, and how strongly, before any report is read. Wherever the model
takes a :data:`Quantity`, a number and a prior are interchangeable. Five kinds are enough:

- ``normal(mean, sd)``: any value, most likely near the mean;
- ``lognormal(median, sigma)``: above 0; two times in three within a factor ``exp(sigma)`` of the median;
- ``uniform(low, high)``: anything between, all alike;
- ``beta(a, b)``: a share between 0 and 1, as if ``a`` of ``a + b`` had been counted;
- ``logitnormal(median, sigma)``: a share between 0 and 1 with that median.
"""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import GetCoreSchemaHandler, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, core_schema
from scipy import special

from alee.core.errors import Problem, ScenarioError
from alee.core.suggestions import did_you_mean
from alee.model.numbers import as_number, or_none, written

CALL = re.compile(r"\s*([A-Za-z_]\w*)\s*\(([^()]*)\)\s*")
WIDEST = 10  # exp(10) is a factor of 22,000: wider knows nothing, and would overflow
Floats = NDArray[np.float64]


class Prior(ABC):
    """What is believed about a number before any report is read: one of the five kinds."""

    __slots__ = ()
    kind: ClassVar[str]

    @staticmethod
    def parse(text: str) -> Prior:
        """Read a prior from text such as ``lognormal(9, 0.4)``.

        Raises
        ------
        ScenarioError
            If the text is not one of the five forms.
        """
        call = CALL.fullmatch(text)
        if call is None:
            raise _refusal(f"{written(text)} is not a prior")
        kind, inside = call[1], [part.strip() for part in call[2].split(",")]
        if kind not in KINDS:
            raise _refusal(f'there is no kind of prior called "{kind}"', did_you_mean(kind, KINDS))
        if len(inside) != 2:
            words = " and ".join(_argument_names(KINDS[kind]))
            raise _refusal(f"{written(text)} must hold two numbers, {words}, with a comma between")
        return KINDS[kind](*(as_number(part) for part in inside))

    @property
    def median(self) -> float:
        """The middle value: too low and too high are equally likely."""
        return float(self.quantile(0.5))

    @property
    def low(self) -> float:
        """Lower end of all values that this prior holds possible."""
        return 0.0

    @property
    def high(self) -> float:
        """Upper end of all values that this prior holds possible."""
        return 1.0

    @property
    def reaches_ends(self) -> bool:
        """Whether the ends themselves are possible values."""
        return False

    @abstractmethod
    def quantile(self, u: ArrayLike) -> Floats:
        """Give the values below which the shares ``u`` of the belief lie.

        Parameters
        ----------
        u
            shares, any shape, float, 0..1.

        Returns
        -------
        ndarray
            values, same shape as ``u``, float64, in the unit of the field.
        """

    def __str__(self) -> str:
        first, second = self._numbers().values()
        return f"{self.kind}({_short(first)}, {_short(second)})"

    def _numbers(self) -> dict[str, float]:
        return {part.name: getattr(self, part.name) for part in fields(self)}  # type: ignore[arg-type]

    def _must(self, *, be_true: bool, words: str) -> None:
        """Refuse numbers that are not finite or with which the kind is not a distribution."""
        if not all(math.isfinite(number) for number in self._numbers().values()):
            raise _refusal("the two numbers of a prior must be finite")
        if not be_true:
            raise _refusal(f"in {self} {words}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(cls)


@dataclass(frozen=True, slots=True)
class Normal(Prior):
    """Any value, most likely near the mean; two times in three within one sd of it."""

    kind: ClassVar[str] = "normal"
    mean: float
    sd: float

    def __post_init__(self) -> None:
        self._must(be_true=self.sd > 0, words="the sd must be above 0")

    @property
    def low(self) -> float:
        """Minus infinity."""
        return -math.inf

    @property
    def high(self) -> float:
        """Infinity."""
        return math.inf

    def quantile(self, u: ArrayLike) -> Floats:
        """Give quantiles; see :meth:`Prior.quantile`."""
        return np.asarray(self.mean + self.sd * special.ndtri(np.asarray(u, np.float64)))


@dataclass(frozen=True, slots=True)
class LogNormal(Prior):
    """Above 0; two times in three within a factor ``exp(sigma)`` of the median."""

    kind: ClassVar[str] = "lognormal"
    median: float = field()  # a slot of its own, instead of the property of Prior
    sigma: float = field()

    def __post_init__(self) -> None:
        good = self.median > 0 and 0 < self.sigma <= WIDEST
        self._must(be_true=good, words=f"both numbers must be above 0, and sigma at most {WIDEST}")

    @property
    def high(self) -> float:
        """Infinity."""
        return math.inf

    def quantile(self, u: ArrayLike) -> Floats:
        """Give quantiles; see :meth:`Prior.quantile`."""
        return np.asarray(self.median * np.exp(self.sigma * special.ndtri(np.asarray(u, np.float64))))


@dataclass(frozen=True, slots=True)
class Uniform(Prior):
    """Anything between low and high, all values alike."""

    kind: ClassVar[str] = "uniform"
    low: float = field()  # slots of their own, instead of the properties of Prior
    high: float = field()

    def __post_init__(self) -> None:
        self._must(be_true=self.low < self.high, words="the low end must be below the high end")

    @property
    def reaches_ends(self) -> bool:
        """Yes: both ends are possible values."""
        return True

    def quantile(self, u: ArrayLike) -> Floats:
        """Give quantiles; see :meth:`Prior.quantile`."""
        share = np.asarray(u, np.float64)
        return np.asarray(self.low * (1 - share) + self.high * share)


@dataclass(frozen=True, slots=True)
class Beta(Prior):
    """A share between 0 and 1, as if ``a`` of ``a + b`` had been counted."""

    kind: ClassVar[str] = "beta"
    a: float
    b: float

    def __post_init__(self) -> None:
        self._must(be_true=self.a > 0 and self.b > 0, words="both numbers must be above 0")

    def quantile(self, u: ArrayLike) -> Floats:
        """Give quantiles; see :meth:`Prior.quantile`."""
        return np.asarray(special.betaincinv(self.a, self.b, np.asarray(u, np.float64)))


@dataclass(frozen=True, slots=True)
class LogitNormal(Prior):
    """A share between 0 and 1 with this median; sigma is the spread of its log odds."""

    kind: ClassVar[str] = "logitnormal"
    median: float = field()  # a slot of its own, instead of the property of Prior
    sigma: float = field()

    def __post_init__(self) -> None:
        good = 0 < self.median < 1 and 0 < self.sigma <= WIDEST
        words = f"the median must lie between 0 and 1, and sigma be above 0 and at most {WIDEST}"
        self._must(be_true=good, words=words)

    def quantile(self, u: ArrayLike) -> Floats:
        """Give quantiles; see :meth:`Prior.quantile`."""
        score = special.ndtri(np.asarray(u, np.float64))
        return np.asarray(special.expit(special.logit(self.median) + self.sigma * score))


KINDS: dict[str, type[Prior]] = {kind.kind: kind for kind in (Normal, LogNormal, Uniform, Beta, LogitNormal)}


def _argument_names(kind: type[Prior]) -> list[str]:
    return [part.name for part in fields(kind)]  # type: ignore[arg-type]


FORMS = ", ".join(f"{name}({', '.join(_argument_names(kind))})" for name, kind in KINDS.items())


def as_quantity(value: object) -> float | Prior:
    """Read a number or a prior.

    Raises
    ------
    ScenarioError
        If the value is neither.
    """
    if isinstance(value, Prior):
        return value
    if isinstance(value, str) and "(" in value:
        return Prior.parse(value)
    try:
        return as_number(value)
    except ScenarioError as error:
        problem = error.problems[0]
        allowed = f"Allowed: a number, or a prior: {FORMS}."
        raise ScenarioError(Problem(problem.wrong, allowed, problem.likely)) from None


def median_of(quantity: float | Prior) -> float:
    """Give a number as it is, and the middle value of a prior."""
    return quantity.median if isinstance(quantity, Prior) else quantity


def _refusal(wrong: str, likely: str = "") -> ScenarioError:
    return ScenarioError(Problem(wrong, f"Allowed priors: {FORMS}.", likely))


def _short(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _plain(value: float | Prior | None) -> float | str | None:
    return str(value) if isinstance(value, Prior) else value


QUANTITY_SCHEMA: list[dict[str, Any]] = [
    {"type": "number"},
    {"type": "string", "pattern": rf"^\s*({'|'.join(KINDS)})\s*\(.*,.*\)\s*$"},
]

Quantity = Annotated[
    float | Prior,
    PlainValidator(as_quantity),
    PlainSerializer(_plain),
    WithJsonSchema({"anyOf": QUANTITY_SCHEMA}),
]
MaybeQuantity = Annotated[
    float | Prior | None,
    PlainValidator(or_none(as_quantity)),
    PlainSerializer(_plain),
    WithJsonSchema({"anyOf": [*QUANTITY_SCHEMA, {"type": "null"}]}),
]
