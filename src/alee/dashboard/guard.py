"""The door: who may ask, from where, and how much may be sent.

Five rules, looked at before any endpoint sees a request. (1) The Host header must be the address that was
opened, so that a name of the internet that was turned to this computer (DNS rebinding) gets nothing. (2)
Everything but the one-time link needs the cookie that it gave, or the token. (3) What changes something
must come from our own page: own Origin, same-origin Sec-Fetch-Site, and a header that no form can send. (4)
Bodies are refused by their announced length, and cut off while they stream in. (5) Every answer carries a
policy under which the page can load nothing from elsewhere, run nothing inline, and be framed by nobody.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alee.dashboard.faults import Refused, failure_of
from alee.dashboard.routing import BASE, JSON_BYTES, UPLOAD_BYTES

POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'none'; "
    "img-src 'self' data: blob:"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAFE = frozenset({"GET", "HEAD"})
MARK = "x-alee"
OPEN = "/open"
LEAST_TOKEN = 16
CLOSED_PAGE = "This page is for one person on this computer. Open it with the link that alee serve printed."
USED_LINK = "This link was used before, and each link works once. alee serve prints a new one when it starts."


class Keys:
    """One-time links, the cookie they give, and the token of an open bind.

    Parameters
    ----------
    secret
        Of the workspace; the cookie outlives a restart of the server.
    token
        Lets in whoever knows it; needed for any address but the loopback one.
    """

    def __init__(self, secret: str, token: str | None = None) -> None:
        self._secret, self._token = secret, token
        self._links: set[str] = set()
        self._guard = threading.Lock()

    def new_link(self) -> str:
        """Make a key for one link."""
        key = secrets.token_urlsafe(24)
        with self._guard:
            self._links.add(key)
        return key

    def use(self, key: str) -> bool:
        """Use up a link's key; the token may be used again and again."""
        if self._token is not None and same(key, self._token):
            return True
        with self._guard:
            if key not in self._links:
                return False
            self._links.remove(key)
            return True

    def is_cookie(self, value: str) -> bool:
        """Tell whether a cookie is ours."""
        return same(value, self._secret)

    def is_token(self, value: str) -> bool:
        """Tell whether a bearer token is the one that was set."""
        return self._token is not None and same(value, self._token)

    @property
    def cookie(self) -> str:
        """Value of the cookie."""
        return self._secret


def same(first: str, second: str) -> bool:
    """Compare two words without telling by the time how alike they are."""
    return hmac.compare_digest(first.encode("utf-8", "replace"), second.encode("utf-8", "replace"))


@dataclass(frozen=True, kw_only=True)
class Bind:
    """Where the server listens: the names that a browser may call it by, and the port."""

    hosts: tuple[str, ...]
    port: int

    @property
    def authorities(self) -> frozenset[str]:
        """What may stand in the Host header."""
        named = {f"{bracketed(host)}:{self.port}" for host in self.hosts}
        return frozenset(named | ({bracketed(host) for host in self.hosts} if self.port == 80 else set()))

    @property
    def origins(self) -> frozenset[str]:
        """What may stand in the Origin header."""
        return frozenset(f"http://{authority}" for authority in self.authorities)

    @property
    def cookie_name(self) -> str:
        """Cookies do not know ports, so the name does."""
        return f"alee_{self.port}"


def bracketed(host: str) -> str:
    """Write an address as it stands in a link: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


class Guard:
    """The door as ASGI middleware."""

    def __init__(self, app: ASGIApp, *, keys: Keys, bind: Bind) -> None:
        self.app, self.keys, self.bind = app, keys, bind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it at the door."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        guarded = _with_headers(send)
        try:
            answer = self._at_the_door(scope)
        except Refused as refusal:
            answer = refused(refusal)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        meter = Meter(receive, most_bytes(scope))
        await self.app(scope, meter, guarded)

    def _at_the_door(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.bind.authorities:
            words = "this server answers only under the address that alee serve printed."
            raise Refused(421, words, where="Host")
        if scope["path"] == OPEN:
            return self._open(scope, headers)
        has_token = self._has_token(headers)
        if not has_token and not self._has_cookie(headers):
            if scope["path"].startswith(BASE):
                raise Refused(401, CLOSED_PAGE, where="Cookie")
            return PlainTextResponse(CLOSED_PAGE, status_code=401)
        self._check_origin(scope, headers)
        self._check_length(scope, headers)
        return None

    def _open(self, scope: Scope, headers: Headers) -> Response:
        if scope["method"] not in SAFE:
            raise Refused(405, "a link is opened with GET.", where="method")
        key = QueryParams(scope.get("query_string", b"")).get("key", "")
        if not self._has_cookie(headers) and (scope["method"] == "HEAD" or not self.keys.use(key)):
            return PlainTextResponse(USED_LINK, status_code=403)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            self.bind.cookie_name, self.keys.cookie, httponly=True, samesite="strict", path="/"
        )
        return response

    def _has_cookie(self, headers: Headers) -> bool:
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return False
        found = jar.get(self.bind.cookie_name)
        return found is not None and self.keys.is_cookie(found.value)

    def _has_token(self, headers: Headers) -> bool:
        kind, _, value = headers.get("authorization", "").partition(" ")
        return kind.casefold() == "bearer" and self.keys.is_token(value.strip())

    def _check_origin(self, scope: Scope, headers: Headers) -> None:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        is_api, changes = scope["path"].startswith(BASE), scope["method"] not in SAFE
        words = "another site asked for this; only the page of Alee itself may."
        if is_api and site not in (None, "same-origin", "none"):
            raise Refused(403, words, where="Sec-Fetch-Site")
        if not changes:
            return
        if origin is not None and origin not in self.bind.origins:
            raise Refused(403, words, where="Origin")
        if site not in (None, "same-origin"):
            raise Refused(403, words, where="Sec-Fetch-Site")
        if headers.get(MARK) != "1":
            allowed = "Allowed: requests with the header X-Alee: 1, which no form of another site can send."
            raise Refused(403, "the header X-Alee is missing.", where="X-Alee", allowed=allowed)

    def _check_length(self, scope: Scope, headers: Headers) -> None:
        said = headers.get("content-length")
        if said is None:
            return
        if not (said.isascii() and said.isdigit()):
            raise Refused(400, "the length of the body is not a number.", where="Content-Length")
        if int(said) > most_bytes(scope):
            raise too_large(most_bytes(scope))


def most_bytes(scope: Scope) -> int:
    """Say how many bytes a request to this address may have: uploads more than the rest."""
    is_upload = scope["path"] in (f"{BASE}/read", f"{BASE}/scenario/upload")
    return UPLOAD_BYTES if is_upload else JSON_BYTES


def too_large(most: int) -> Refused:
    """Say that a body is too large."""
    return Refused(
        413, "what was sent is too large.", where="body", allowed=f"Allowed: {most // 2**20} MB at most."
    )


class Meter:
    """Counts bytes as they come in; a body that says it is small, or says nothing, is still counted."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._seen = receive, most, 0

    async def __call__(self) -> Message:
        """Pass on one message."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._seen += len(message.get("body", b""))
            if self._seen > self._most:
                raise too_large(self._most)
        return message


def refused(error: Exception) -> Response:
    """Write a refusal as an answer; a connection whose body nobody reads is closed."""
    status, failure = failure_of(error)
    headers = {"Connection": "close"} if status == 413 else {}
    return JSONResponse(
        failure.model_dump(mode="json", exclude_none=False), status_code=status, headers=headers
    )


def _with_headers(send: Send) -> Send:
    async def guarded(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return guarded
