"""The OpenAPI 3.1 document, made from the declared endpoints and their models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from alee.core.provenance import installed_version
from alee.dashboard.routing import BASE, Endpoint
from alee.dashboard.shapes import Failure

REF = "#/components/schemas/{model}"
Cells = dict[str, Any]
WORDS = (
    "Everything that the page does. Numbers are persons unless said otherwise; an interval is 5, 50, 90, 95 "
    "and 97.5 % over histories."
)
ALWAYS = {
    400: "It cannot be read.", 401: "Nobody has opened the link in this browser.",
    403: "Another site asked, or the header X-Alee is missing.", 413: "Too much was sent.",
    415: "The body is of another kind.", 421: "Asked under another name.",
}  # fmt: skip
REVISION = {
    "name": "X-Alee-Revision", "in": "header", "required": False,
    "description": "The revision that the page knows; if it is old, the answer is 409 and nothing changes.",
    "schema": {"type": "integer", "minimum": 0},
}  # fmt: skip
MARK = {
    "name": "X-Alee", "in": "header", "required": True,
    "description": "Every request that changes something carries it; no form of another site can.",
    "schema": {"type": "string", "const": "1"},
}  # fmt: skip


def document(endpoints: Sequence[Endpoint]) -> Cells:
    """Write the document."""
    schemas: Cells = {}
    paths: dict[str, Cells] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Alee on this computer", "version": installed_version("alee"),
            "description": WORDS,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": BASE}],
        "security": [{"cookie": []}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": "alee"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }  # fmt: skip


def _operation(endpoint: Endpoint, schemas: Cells) -> Cells:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]
    if endpoint.query is not None:
        parameters += _query(endpoint.query, schemas)
    if endpoint.method != "GET":
        parameters += [MARK, REVISION]
    made: Cells = {
        "operationId": endpoint.name, "summary": endpoint.summary, "tags": [endpoint.path.split("/")[1]],
        "parameters": parameters, "responses": _responses(endpoint, schemas),
    }  # fmt: skip
    content = _body(endpoint, schemas)
    if content:
        made["requestBody"] = {"required": True, "content": content}
    return made


def _body(endpoint: Endpoint, schemas: Cells) -> Cells:
    content: Cells = {}
    if endpoint.body is not None:
        content["application/json"] = {"schema": schema_of(endpoint.body, schemas, "validation")}
    if endpoint.takes_files:
        part: Cells = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
        content["multipart/form-data"] = {"schema": {**part, "required": ["file"]}}
    return content


def _query(model: type[BaseModel], schemas: Cells) -> list[Cells]:
    made = TypeAdapter(model).json_schema(ref_template=REF)
    schemas |= made.pop("$defs", {})
    return [
        {"name": name, "in": "query", "required": name in made.get("required", ()), "schema": schema}
        for name, schema in made["properties"].items()
    ]


def _responses(endpoint: Endpoint, schemas: Cells) -> Cells:
    answers: dict[int, Any] = {**dict.fromkeys(ALWAYS, Failure), **endpoint.answers}
    if endpoint.query is not None or endpoint.body is not None:
        answers.setdefault(422, Failure)
    made: Cells = {}
    for status, kind in sorted(answers.items()):
        words = ALWAYS.get(status, "Refused, with a sentence." if status >= 400 else endpoint.summary)
        if isinstance(kind, str):
            content: Cells = {kind: {"schema": {"type": "string"}}}
        else:
            content = {"application/json": {"schema": schema_of(kind, schemas, "serialization")}}
        made[str(status)] = {"description": words, "content": content}
    return made


def schema_of(kind: Any, schemas: Cells, mode: Any) -> Cells:
    """Give a reference to the schema of a model, and put it and its parts among the others."""
    made = TypeAdapter(kind).json_schema(ref_template=REF, mode=mode, schema_generator=GenerateJsonSchema)
    schemas |= made.pop("$defs", {})
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        schemas[kind.__name__] = made
        return {"$ref": REF.format(model=kind.__name__)}
    return dict(made)
