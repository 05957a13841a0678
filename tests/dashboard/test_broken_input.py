"""What no program would send: every piece of it is refused with a sentence, and the terminal stays quiet."""

import io
import json
import zipfile
from typing import Any

import httpx
import pytest

from tests.dashboard.parts import BASE, House

FORM = {"Content-Type": "multipart/form-data; boundary=x"}


def refused(answer: httpx.Response) -> dict[str, Any]:
    assert 400 <= answer.status_code < 500, answer.text
    error: dict[str, Any] = answer.json()["error"]
    assert error["message"]
    return error


@pytest.mark.parametrize("path", ["read", "scenario/upload"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"nothing of the kind"), (FORM, b'--x\r\nContent-Disposition: form-data; name="file"\r\n'),
        (FORM, b"--x\r\nno header\r\n\r\n--x--"), ({"Content-Type": "multipart/form-data"}, b"--x--"),
        (FORM, b"".join(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(11))),
        (FORM, b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\na\0b\r\n--x--'),
    ],
)  # fmt: skip
def test_broken_parts(
    writer: httpx.Client, path: str, kind: Any, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    refused(writer.post(f"{BASE}/{path}", content=body, headers=kind))
    assert caplog.messages == []


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_file_that_is_damaged_within(writer: httpx.Client, method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("scenario.yaml", "name: x\n" * 200)
        size = archive.infolist()[0].compress_size
    whole, begin = out.getvalue(), 30 + len("scenario.yaml")
    for k in range(begin, begin + size):
        damaged = whole[:k] + bytes([whole[k] ^ 0xFF]) + whole[k + 1 :]
        answer = writer.post(f"{BASE}/scenario/upload", files={"file": ("a.zip", damaged)})
        assert answer.status_code < 500, (k, answer.text)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "reports", {"place": "a\0b"}), ("POST", "needs/log", {"place": "a\0", "table": "a\0"}),
        ("POST", "what-ifs/check", {"text": "a\0"}), ("POST", "reports", {"place": "\ud800"}),
        ("POST", "reports", {"\udfff": 1}), ("PATCH", "scenario", {"path": ["title"], "value": ["\ud800"]}),
        ("POST", "scenario/check", {"path": ["\udc00"], "value": 1}),
    ],
)  # fmt: skip
def test_characters_that_are_no_text(writer: httpx.Client, method: str, path: str, body: Any) -> None:
    kind = {"Content-Type": "application/json"}
    answer = writer.request(method, f"{BASE}/{path}", content=json.dumps(body).encode(), headers=kind)
    assert refused(answer)["where"] == "body"


@pytest.mark.parametrize("path", ["needs?place=%00", "why?place=%00", "map?limit=%00", "%00/now"])
def test_addresses_that_hold_no_text(reader: httpx.Client, path: str) -> None:
    refused(reader.get(f"{BASE}/runs/current/{path}"))


def test_an_id_with_a_stroke_can_be_changed(writer: httpx.Client, fresh: House) -> None:
    row = {"id": "B/7 switch", "place": "Beeland", "measure": "entries", "value": 15, "unit": "persons",
           "published": "2030-03-14", "start": "2030-03-12", "end": "2030-03-13", "issuer": "x"}  # fmt: skip
    assert writer.post(f"{BASE}/reports", json=row).status_code == 201
    assert writer.patch(f"{BASE}/reports/B%2F7%20switch", json={"value": 16}).status_code == 200
    assert writer.post(f"{BASE}/reports/B%2F7%20switch/switch", json={"off": True}).status_code == 200
    kept = fresh.desk.contents.reports()["B/7 switch"]
    assert (kept.row["value"], kept.is_off) == (16, True)
