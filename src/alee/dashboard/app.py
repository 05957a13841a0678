"""The server: the declared endpoints behind the door, and the built page."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from alee.dashboard.desk import Desk
from alee.dashboard.endpoints import all_endpoints
from alee.dashboard.faults import Refused
from alee.dashboard.guard import Bind, Guard, refused
from alee.dashboard.page_files import STATIC, page_files
from alee.dashboard.routing import BASE, Answer, Call, Endpoint, Upload, checked, parsed_json

MOST_PARTS = 10


def make_app(desk: Desk, bind: Bind, static: Path = STATIC) -> ASGIApp:
    """Put the server together.

    Parameters
    ----------
    desk
        What the endpoints work with.
    bind
        Where it listens; requests under other names are refused.
    static
        Folder of the built page; if it is empty, a plain page says how to build it.
    """
    routes: list[Any] = [_route(desk, endpoint) for endpoint in all_endpoints()]
    routes.append(Route("/{rest:path}", page_files(static), methods=["GET"]))
    inner = Starlette(routes=routes)
    inner.add_exception_handler(404, _nothing)
    inner.add_exception_handler(405, _not_so)
    inner.add_exception_handler(Exception, _bug)
    return Guard(inner, keys=desk.keys, bind=bind)


def _route(desk: Desk, endpoint: Endpoint) -> Route:
    async def answer(request: Request) -> Response:
        try:
            call = await _call(request, endpoint)
            found = await run_in_threadpool(endpoint.handler, desk, call)
            return response_of(found, request)
        except Exception as error:  # noqa: BLE001 - the door: everything becomes one answer
            return refused(error)

    path = BASE + re.sub("{(place|report)}", r"{\1:path}", endpoint.path)  # both may hold a stroke
    return Route(path, answer, methods=[endpoint.method], name=endpoint.name)


async def _call(request: Request, endpoint: Endpoint) -> Call:
    query = None
    if endpoint.query is not None:
        query = checked(endpoint.query, dict(request.query_params), "query")
    files: dict[str, Upload] = {}
    body: Any = None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if endpoint.takes_files and kind == "multipart/form-data":
        files, fields = await _multipart(request)
        body = checked(endpoint.body, fields, "body") if endpoint.body is not None else None
    elif endpoint.body is not None:
        if kind != "application/json":
            allowed = "Allowed: application/json" + (
                ", multipart/form-data." if endpoint.takes_files else "."
            )
            raise Refused(415, "the body is of another kind.", where="Content-Type", allowed=allowed)
        body = checked(endpoint.body, parsed_json(await request.body()), "body")
    return Call(
        path=request.path_params, query=query, body=body, files=files,
        revision=_revision(request), known=request.headers.get("if-none-match", ""),
    )  # fmt: skip


async def _multipart(request: Request) -> tuple[dict[str, Upload], dict[str, str]]:
    files: dict[str, Upload] = {}
    fields: dict[str, str] = {}
    try:
        form = await request.form(max_files=MOST_PARTS, max_fields=MOST_PARTS)
    except HTTPException as error:
        said = error.detail.rstrip(".")
        raise Refused(400, f"the parts of the body cannot be told apart ({said}).", where="body") from None
    for name, part in form.multi_items():
        if isinstance(part, UploadFile):
            files[name] = Upload(name=part.filename or "file", content=await part.read())
        else:
            fields[name] = part
    await form.close()
    return files, fields


def _revision(request: Request) -> int | None:
    said = request.headers.get("x-alee-revision")
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise Refused(400, "the revision is not a number.", where="X-Alee-Revision")
    return int(said)


def response_of(found: Answer | BaseModel, request: Request) -> Response:
    """Write what an endpoint gave as a response."""
    answer = found if isinstance(found, Answer) else Answer(body=found)
    headers = dict(answer.headers)
    body = answer.body
    if isinstance(body, AsyncIterator):
        return StreamingResponse(body, answer.status, headers, media_type=answer.kind)
    if answer.is_packed:
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        else:
            import gzip

            body = gzip.decompress(body)
    elif isinstance(body, BaseModel):
        body = body.model_dump_json(by_alias=True).encode()
    elif not isinstance(body, bytes):
        body = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    return Response(body, status_code=answer.status, media_type=answer.kind, headers=headers)


async def _nothing(request: Request, error: Exception) -> Response:
    return refused(Refused(404, "there is nothing at this address.", where="address"))


async def _bug(request: Request, error: Exception) -> Response:
    return refused(error)


async def _not_so(request: Request, error: Exception) -> Response:
    headers = getattr(error, "headers", None) or {}
    allowed = f"Allowed: {headers.get('Allow', '')}." if headers.get("Allow") else None
    answer = refused(Refused(405, f"{request.method} cannot be done here.", where="method", allowed=allowed))
    answer.headers.update(headers)
    return answer
