"""From what went wrong to an answer with a status and a sentence."""

from __future__ import annotations

from alee.core.errors import AleeError, InputError, MissingExtra, stopped
from alee.dashboard.shapes import Failure, Trouble


class Refused(Exception):  # noqa: N818 - an answer, not an error
    """A request that is answered with a sentence and a status of its own.

    Attributes
    ----------
    status
        HTTP status, 400 to 599.
    trouble
        What the answer says.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        where: str = "",
        field: str | None = None,
        allowed: str | None = None,
        revision: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.trouble = Trouble(where=where, message=message, field=field, allowed=allowed, revision=revision)


def failure_of(error: Exception) -> tuple[int, Failure]:
    """Give status and answer of an error; what is nobody's input is a bug and says so."""
    if isinstance(error, Refused):
        return error.status, Failure(error=error.trouble)
    if isinstance(error, InputError):
        first = error.problems[0]
        path = ".".join(str(part) for part in first.path)
        words = " ".join(part for part in (stopped(first.wrong), first.likely) if part)
        if len(error.problems) > 1:
            words += f" ({len(error.problems)} problems in all.)"
        trouble = Trouble(where=first.where, message=words, field=path or None, allowed=first.allowed or None)
        return 422, Failure(error=trouble)
    if isinstance(error, MissingExtra):
        return 501, Failure(error=Trouble(where="", message=str(error)))
    if isinstance(error, AleeError):
        return 422, Failure(error=Trouble(where="", message=str(error)))
    words = f"Something went wrong inside Alee, not with your input: {type(error).__name__}."
    return 500, Failure(error=Trouble(where="", message=words))
