"""Groups: people who answer alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from alee.core.errors import Problem, ScenarioError
from alee.model.fields import REQUIRED, Declared, declared
from alee.model.numbers import MaybeName, Name, Number, as_name, as_number, written
from alee.model.priors import Quantity

DOCUMENTS_ALLOWED = "Documents are written like passport:0.3;schengen:0.05, each share from 0 to 1."


class Documents(Mapping[str, float]):
    """Which share (0..1) of a group holds which document; cannot be changed."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self._shares = dict(sorted(shares.items()))

    def __getitem__(self, document: str) -> float:
        return self._shares[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shares)

    def __len__(self) -> int:
        return len(self._shares)

    def __hash__(self) -> int:
        return hash(tuple(self._shares.items()))

    def __repr__(self) -> str:
        return f"Documents({self._shares})"

    def __str__(self) -> str:
        return ";".join(f"{document}:{share!r}" for document, share in self._shares.items())


def as_documents(value: object) -> Documents:
    """Read which share of a group holds which document.

    Raises
    ------
    ScenarioError
        If the text is not a list of document and share, or a share is not from 0 to 1.
    """
    shares: dict[str, float] = {}
    for document, share in _document_parts(value):
        if document in shares:
            raise _refusal(f'the document "{document}" stands twice')
        number = as_number(share)
        if not 0 <= number <= 1:
            raise _refusal(f'the share {number:g} of the document "{document}" is out of range')
        shares[document] = number
    return Documents(shares)


def _document_parts(value: object) -> list[tuple[str, object]]:
    if isinstance(value, Mapping):
        return [(as_name(document), share) for document, share in value.items()]
    if isinstance(value, str):
        pairs = [part.partition(":") for part in value.split(";") if part.strip()]
        if all(colon for _, colon, _ in pairs):
            return [(as_name(document), share) for document, _, share in pairs]
        raise _refusal(f"{written(value)} is not a list of documents with shares")
    if isinstance(value, list | tuple) and all(
        isinstance(pair, list | tuple) and len(pair) == 2 for pair in value
    ):
        return [(as_name(document), share) for document, share in value]
    raise _refusal(f"{written(value)} is not a list of documents with shares")


def _refusal(wrong: str) -> ScenarioError:
    return ScenarioError(Problem(wrong, DOCUMENTS_ALLOWED))


DocumentShares = Annotated[
    Documents,
    PlainValidator(as_documents),
    PlainSerializer(dict),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "number"}}),
]


class Group(Declared):
    """People who answer a shock alike, such as men liable to a call-up, or families.

    Raises
    ------
    ScenarioError
        If a field is unknown, missing or out of its range.
    """

    name: Name = declared(REQUIRED, "Name of the group.")
    share: Number = declared(
        REQUIRED, "Part of the residents of every place; all groups together make 1.",
        unit="share", low=0, high=1,
    )  # fmt: skip
    leave: Quantity = declared(
        REQUIRED, "How readily the group leaves, compared with a group of 1.", unit="factor", low=0
    )
    mobility: Quantity = declared(
        1.0, "How readily those who have left move on, compared with a group of 1.", unit="factor", low=0
    )
    party_size: Number = declared(
        1.0, "People who travel together on average.", unit="persons", low=1, source="assumption"
    )
    follows: MaybeName = declared(None, "Group that this one follows some days later; blank means none.")
    documents: DocumentShares = declared(
        Documents({}), "Which part of the group holds which document.", unit="share"
    )
    source: Name = declared(
        REQUIRED, "Where the numbers of this row come from: a report, a rule, or the word assumption."
    )
