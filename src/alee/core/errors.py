"""Everything that can go wrong, as one small tree, and the four-part sentence that tells it.

A message is read by somebody tired, far from whoever wrote it. So each one says, in this order:
where it is, what is wrong, what would be allowed, and what was probably meant. A
:class:`Problem` keeps the four parts apart, so that one problem can be found, counted, and shown by a
command line or a page without cutting strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

MOST_SHOWN = 50

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was handed over, in four parts.

    Attributes
    ----------
    wrong
        What is wrong, a sentence without its full stop.
    allowed
        What would be allowed, whole sentences; may be empty.
    likely
        What was probably meant or what to do, whole sentences; may be empty.
    where
        File, line and column, or the object's name; may be empty.
    path
        The same place for machines, for example ``("corridors", 13, "to_place")``.
    is_warning
        True where work can go on, but somebody should know.
    """

    wrong: str
    allowed: str = ""
    likely: str = ""
    where: str = ""
    path: Path = ()
    is_warning: bool = False

    def __str__(self) -> str:
        first = stopped(f"{self.where}: {self.wrong}" if self.where else self.wrong)
        second = " ".join(stopped(part) for part in (self.allowed, self.likely) if part)
        return f"{first}\n{second}" if second else first

    def under(self, *prefix: str | int) -> Problem:
        """Give the same problem with its path put below another one."""
        return replace(self, path=(*prefix, *self.path))

    def at(self, where: str) -> Problem:
        """Give the same problem with the place named in words."""
        return replace(self, where=where)


class AleeError(Exception):
    """Anything that Alee refuses or cannot do, with a message for people."""


class InputError(AleeError, ValueError):
    """What was handed over cannot be used; ``problems`` lists every reason, not only the first.

    Parameters
    ----------
    problems
        One sentence, one problem, or many.
    """

    def __init__(self, problems: str | Problem | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(problems.removesuffix("."))
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(tell(self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,)


class ScenarioError(InputError):
    """The scenario says something impossible, unknown or contradictory."""


class ReportError(InputError):
    """A table of reports has rows that cannot be used."""


class ImportFailed(InputError):  # noqa: N818 (a sentence reads better)
    """A folder of another program could not be turned into a scenario."""


class SaveFailed(InputError):  # noqa: N818 (a sentence reads better)
    """Nothing was saved: the place to save to cannot take it; what was there before is untouched."""


class FitError(AleeError):
    """The reports could not be fitted; ``diagnostics`` says how far the work came.

    Parameters
    ----------
    message
        What happened, in the four-part order.
    diagnostics
        Named figures that help to see why, for example the effective sample size.
    """

    def __init__(self, message: str, diagnostics: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.diagnostics: dict[str, Any] = dict(diagnostics or {})

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.diagnostics)


class MissingExtra(AleeError):  # noqa: N818 (a sentence reads better)
    """An optional part is not installed; the message names the command that installs it."""


class BugError(AleeError):
    """Alee itself is wrong: a promise of the program was broken, whatever was handed over."""


def stopped(text: str) -> str:
    """Close a sentence that was left open, so that the next one does not run into it."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def tell(problems: tuple[Problem, ...]) -> str:
    """Write all problems below each other, the first fifty in full."""
    shown = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        shown.append(f"... and {len(problems) - MOST_SHOWN} more problems.")
    head = [f"{len(problems)} problems."] if len(problems) > 1 else []
    return "\n\n".join(head + shown)
