"""The served document against the server: requests made from it are answered as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import one_of

from alee.dashboard.endpoints import all_endpoints
from alee.dashboard.routing import BASE, Endpoint
from tests.dashboard.parts import MARK, copied, house, names_in

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi import checks as promises  # noqa: E402

CHECKS = [
    not_a_server_error, promises.status_code_conformance, promises.content_type_conformance,
    promises.response_schema_conformance,
]  # fmt: skip
SLOW = {"get_share", "get_needs", "post_numbers", "watch_job"}  # run a command or a stream; tested elsewhere
KNOWN = {"run": "current", "report": "B1", "place": "Seeland"}
HEADERS = {"Authorization": "Bearer token-of-the-tests", **MARK}
FEW = settings(
    max_examples=6, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def address(root: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server without workers whose workspace may be changed."""
    with house(*copied(root, tmp_path_factory.mktemp("contract"))) as open_house:
        yield f"{open_house.address}{BASE}"


@pytest.fixture(scope="module")
def document(address: str) -> Any:
    """The document that it serves."""
    return schemathesis.openapi.from_url(f"{address}/openapi.json", headers=HEADERS)


@pytest.mark.parametrize(
    "endpoint", [e for e in all_endpoints() if e.name not in SLOW], ids=lambda endpoint: endpoint.name
)
def test_requests_are_answered_as_the_document_says(document: Any, address: str, endpoint: Endpoint) -> None:
    operation = document[endpoint.path][endpoint.method]

    @FEW
    @given(case=one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    def try_some(case: Any) -> None:
        case.path_parameters |= {name: KNOWN[name] for name in names_in(endpoint.path) if name in KNOWN}
        case.call_and_validate(base_url=address, headers=HEADERS, checks=CHECKS)

    try_some()
