"""Endpoints as declarations: method, path, what comes in, what goes out.

An endpoint is a plain function ``(desk, call) -> answer`` with a declaration above it. The declaration
makes the route, checks what comes in against its model, and becomes a paragraph of the OpenAPI document; so
none of the three can differ from the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ValidationError

from alee.dashboard.faults import Refused

if TYPE_CHECKING:
    from alee.dashboard.desk import Desk

BASE = "/api/v1"
JSON_BYTES = 1024 * 1024
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # NUL, and halves of characters
UPLOAD_BYTES = 24 * 1024 * 1024
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes back.

    Attributes
    ----------
    body
        A model, plain values, or bytes as they are.
    packed
        Whether ``body`` is JSON packed with gzip.
    kind
        Media type of bytes.
    """

    body: Any
    status: int = 200
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    is_packed: bool = False


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was sent: its name as given (never used as a path) and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request, taken apart and checked.

    Attributes
    ----------
    path
        Parts of the address, by name.
    query, body
        The checked models; the endpoint knows which.
    files
        Uploaded files by the name of their field.
    revision
        The revision that the asking page knows, from the header X-Alee-Revision.
    known
        Entity tag that the browser has.
    """

    path: Mapping[str, str]
    query: Any = None
    body: Any = None
    files: Mapping[str, Upload] = field(default_factory=dict)
    revision: int | None = None
    known: str = ""


Handler = Callable[["Desk", Call], Answer | BaseModel]


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One declared endpoint; ``path`` has names in curly brackets."""

    method: Method
    path: str
    summary: str
    handler: Handler
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    answers: Mapping[int, Any] = field(default_factory=dict)
    takes_files: bool = False

    @property
    def name(self) -> str:
        """The name of its function, used as operation id."""
        return self.handler.__name__


class Shelf:
    """Where endpoints are put as they are declared."""

    def __init__(self) -> None:
        self.endpoints: list[Endpoint] = []

    def put(
        self,
        method: Method,
        path: str,
        summary: str,
        *,
        answers: Mapping[int, Any],
        query: type[BaseModel] | None = None,
        body: type[BaseModel] | None = None,
        takes_files: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Declare the function below as an endpoint."""

        def keep(handler: Handler) -> Handler:
            self.endpoints.append(
                Endpoint(
                    method=method, path=path, summary=summary, handler=handler, query=query, body=body,
                    answers=answers, takes_files=takes_files,
                )
            )  # fmt: skip
            return handler

        return keep


def checked(model: type[BaseModel], values: Any, where: str) -> BaseModel:
    """Read values into a model.

    Raises
    ------
    Refused
        With 422, naming the first field that is wrong and what it may be.
    """
    if any(NO_TEXT.search(text) for text in _texts(values)):
        raise Refused(422, "it holds a character that is no text.", where=where, allowed="Allowed: Unicode.")
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        name = ".".join(str(part) for part in first["loc"]) or None
        allowed = ", ".join(model.model_fields) if first["type"] == "extra_forbidden" else None
        words = f"{name}: {first['msg']}." if name else f"{first['msg']}."
        raise Refused(422, words, where=where, field=name, allowed=allowed) from None


def _texts(values: Any) -> Iterator[str]:
    """Every text within, keys too."""
    waiting = [values]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
        elif isinstance(here, dict):
            waiting += [*here, *here.values()]
        elif isinstance(here, list):
            waiting += here


def parsed_json(raw: bytes) -> Any:
    """Read JSON.

    Raises
    ------
    Refused
        With 400, if it is none.
    """

    def strange(word: str) -> Any:
        raise ValueError(word)

    try:
        return json.loads(raw.decode("utf-8"), parse_constant=strange)
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON in UTF-8.", where="body") from None
