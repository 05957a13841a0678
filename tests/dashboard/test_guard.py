"""The door: who may ask, from where, and how much may be sent."""

import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from alee.core.errors import InputError
from alee.dashboard.edit_shapes import LEAST_MEMBERS, MOST_MEMBERS
from alee.dashboard.endpoints import all_endpoints
from alee.dashboard.guard import POLICY, Bind, Keys
from alee.dashboard.routing import JSON_BYTES, UPLOAD_BYTES
from alee.dashboard.serving import bind_of, check_bind, is_loopback, link_of, serve
from tests.dashboard.parts import BASE, MARK, RUN, House, names_in

CHANGES = [e for e in all_endpoints() if e.method != "GET"]
FILL = {
    "run": RUN,
    "report": "B1",
    "job": "j",
    "what_if": "w",
    "place": "Seeland",
    "corridor": "c",
    "format": "csv",
}


def address(path: str) -> str:
    for name in names_in(path):
        path = path.replace(f"{{{name}}}", FILL[name])
    return BASE + path


def test_nothing_without_the_link(looked_at: House) -> None:
    with httpx.Client(base_url=looked_at.address, trust_env=False) as stranger:
        assert stranger.get("/").status_code == 401
        assert stranger.get("/assets/index.js").status_code == 401
        for endpoint in all_endpoints():
            answer = stranger.request(endpoint.method, address(endpoint.path), headers=MARK)
            assert answer.status_code == 401, endpoint.path
            assert "alee serve" in answer.json()["error"]["message"]


def test_a_link_works_once(looked_at: House) -> None:
    link = f"{looked_at.address}/open?key={looked_at.desk.keys.new_link()}"
    first, second = httpx.get(link, trust_env=False), httpx.get(link, trust_env=False)
    assert first.status_code == 303
    assert first.headers["location"] == "/"
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert second.status_code == 403
    assert "once" in second.text
    with httpx.Client(cookies=first.cookies, trust_env=False) as known:
        assert known.get(link).status_code == 303


@pytest.mark.parametrize("key", ["", "x", "é", "a" * 5000])
def test_a_wrong_key_opens_nothing(looked_at: House, key: str) -> None:
    answer = httpx.get(f"{looked_at.address}/open", params={"key": key}, trust_env=False)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8420", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_name_gets_nothing(looked_at: House, reader: httpx.Client, host: str) -> None:
    for path in ("/", f"{BASE}/workspace", f"/open?key={looked_at.desk.keys.new_link()}"):
        answer = reader.get(path, headers={"Host": host})
        assert answer.status_code in (400, 421)
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("endpoint", CHANGES, ids=lambda e: f"{e.method} {e.path}")
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Alee": "1", "Origin": "http://evil.example"},
        {"X-Alee": "1", "Origin": "null"},
        {"X-Alee": "1", "Sec-Fetch-Site": "cross-site"},
        {"X-Alee": "1", "Sec-Fetch-Site": "same-site"},
        {"X-Alee": "1", "Sec-Fetch-Site": "none"},
    ],
    ids=["no mark", "other origin", "null origin", "cross-site", "same-site", "typed"],
)
def test_another_site_changes_nothing(
    looked_at: House, reader: httpx.Client, endpoint: Any, headers: Any
) -> None:
    before = looked_at.desk.workspace.revision
    answer = reader.request(endpoint.method, address(endpoint.path), headers=headers, json={})
    assert answer.status_code == 403
    assert looked_at.desk.workspace.revision == before


def test_another_site_reads_nothing_either(reader: httpx.Client) -> None:
    answer = reader.get(f"{BASE}/workspace", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_our_own_page_may(fresh: House) -> None:
    own = {**MARK, "Origin": fresh.address, "Sec-Fetch-Site": "same-origin"}
    with fresh.client(**own) as client:
        assert client.post(f"{BASE}/reports/B1/switch", json={"off": True}).status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_only_json_is_taken_as_json(reader: httpx.Client, kind: str) -> None:
    headers = {**MARK, "Content-Type": kind}
    answer = reader.post(f"{BASE}/undo", content=b'{"revision": 1}', headers=headers)
    assert answer.status_code == 415


def test_the_token_lets_in_again_and_again(looked_at: House) -> None:
    for _ in range(2):
        answer = httpx.get(
            f"{looked_at.address}{BASE}/workspace", trust_env=False,
            headers={"Authorization": "Bearer token-of-the-tests"},
        )  # fmt: skip
        assert answer.status_code == 200
    wrong = httpx.get(
        f"{looked_at.address}{BASE}/workspace", headers={"Authorization": "Bearer wrong"}, trust_env=False
    )
    assert wrong.status_code == 401


@pytest.mark.parametrize("path", ["/", f"{BASE}/workspace", f"{BASE}/nothing", "/nothing"])
def test_every_answer_carries_the_policy(reader: httpx.Client, path: str) -> None:
    headers = reader.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_200_megabytes_are_refused_at_once(looked_at: House, reader: httpx.Client) -> None:
    cookie = f"alee_{looked_at.port}={looked_at.desk.keys.cookie}"
    head = (
        f"POST {BASE}/scenario/upload HTTP/1.1\r\nHost: 127.0.0.1:{looked_at.port}\r\nCookie: {cookie}\r\n"
        "X-Alee: 1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 209715200\r\n\r\n"
    )
    started = time.monotonic()
    answer = looked_at.raw(head.encode())  # not a byte of the body is sent
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"24 MB" in answer
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(("path", "most"), [("/undo", JSON_BYTES), ("/read", UPLOAD_BYTES)])
def test_a_stream_without_a_length_is_cut_off(reader: httpx.Client, path: str, most: int) -> None:
    def stream() -> Any:
        for _ in range(most // 65536 + 2):
            yield b" " * 65536

    headers = {**MARK, "Content-Type": "application/json"}
    try:
        answer = reader.post(BASE + path, content=stream(), headers=headers)
    except httpx.TransportError:
        return  # the connection was closed while we were still sending
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "٣"])
def test_a_strange_length_is_refused(looked_at: House, length: str) -> None:
    head = (
        f"POST {BASE}/undo HTTP/1.1\r\nHost: 127.0.0.1:{looked_at.port}\r\nContent-Length: {length}\r\n\r\n"
    )
    assert looked_at.raw(head.encode()).split(b" ")[1] in (b"400", b"401")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/app.py", "/assets/..%2f..%2fapp.py",
        "/../../etc/passwd", f"{BASE}/runs/..%2f..%2fworkspace.sqlite/now", f"{BASE}/runs/%2e%2e/now",
        f"{BASE}/runs/{RUN}/places/..%2f..%2f..%2fetc%2fpasswd",
        f"{BASE}/share/..%2f..%2fworkspace.sqlite",
        f"{BASE}/what-ifs/..%2fsecret",
        "/assets/%00", f"{BASE}/runs/%00/now", f"{BASE}/runs/{'a' * 3000}/now",
    ],
)  # fmt: skip
def test_no_path_leads_out(looked_at: House, path: str) -> None:
    cookie = f"alee_{looked_at.port}={looked_at.desk.keys.cookie}"
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{looked_at.port}\r\nCookie: {cookie}\r\n\r\n"
    answer = looked_at.raw(request.encode())
    assert answer.split(b" ")[1] in (b"404", b"400"), answer[:200]
    assert b"root:" not in answer


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(reader: httpx.Client, method: str) -> None:
    answer = reader.request(method, f"{BASE}/undo", headers=MARK)
    assert answer.status_code == 405
    assert answer.json()["error"]["allowed"]


def test_an_open_address_needs_a_token() -> None:
    check_bind("127.0.0.1", None)
    check_bind("::1", None)
    check_bind("0.0.0.0", "sixteen-letters-")
    with pytest.raises(InputError, match="other computers"):
        check_bind("0.0.0.0", None)
    with pytest.raises(InputError, match="other computers"):
        check_bind("192.168.1.4", None)
    with pytest.raises(InputError, match="too short"):
        check_bind("0.0.0.0", "short")
    with pytest.raises(InputError, match="ASCII"):
        check_bind("0.0.0.0", "sechzehn-Zeichen-für-alle")
    with pytest.raises(InputError, match="ASCII"):
        check_bind("0.0.0.0", "sixteen letters and spaces")


@pytest.mark.parametrize(
    ("host", "authority"),
    [
        ("127.0.0.1", "127.0.0.1:81"), ("localhost", "localhost:81"), ("0.0.0.0", "127.0.0.1:81"),
        ("::1", "[::1]:81"), ("::", "[::1]:81"), ("fd00::4", "[fd00::4]:81"),
    ],
)  # fmt: skip
def test_the_link_leads_to_a_name_that_is_answered(host: str, authority: str) -> None:
    assert link_of(host, 81, "key") == f"http://{authority}/open?key=key"
    assert authority in bind_of(host, 81).authorities


@pytest.mark.parametrize("members", [-1, 0, LEAST_MEMBERS - 1, MOST_MEMBERS + 1])
def test_too_few_and_too_many_members_are_refused_at_the_start(tmp_path: Path, members: int) -> None:
    with pytest.raises(InputError, match="Allowed: 20 to 20000"):
        serve(tmp_path / "w", example=tmp_path, say=print, port=0, members=members, opens_browser=False)
    assert not (tmp_path / "w").exists()


def test_loopback_is_known() -> None:
    assert [is_loopback(h) for h in ("127.0.0.1", "127.9.9.9", "::1", "localhost")] == [True] * 4
    assert not any(is_loopback(h) for h in ("0.0.0.0", "10.0.0.1", "example.org", ""))
    assert "127.0.0.1:80" in Bind(hosts=("127.0.0.1",), port=80).authorities
    assert "127.0.0.1" in Bind(hosts=("127.0.0.1",), port=80).authorities
    assert "127.0.0.1" not in bind_of("127.0.0.1", 81).authorities
    assert "[::1]:81" in bind_of("::1", 81).authorities


def test_keys_compare_whole_words() -> None:
    keys = Keys("secret", "token-token-token")
    assert keys.is_cookie("secret")
    assert not keys.is_cookie("secre")
    assert not keys.is_token("")
    assert not Keys("secret").is_token("")
    assert not Keys("secret").use("")


def test_the_server_asks_nobody(reader: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    plain = socket.socket.connect

    def watched(self: socket.socket, where: Any) -> None:
        if where[0] not in ("127.0.0.1", "::1"):
            asked.append(where)
        plain(self, where)

    monkeypatch.setattr(socket.socket, "connect", watched)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: asked.append(a) or [])
    for path in ("/workspace", "/runs/current/now", "/share/html", "/scenario", "/what-ifs"):
        assert reader.get(BASE + path).status_code == 200
    assert asked == []
