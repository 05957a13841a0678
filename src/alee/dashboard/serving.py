"""Open the page: take the workspace, print a link, answer until stopped."""

from __future__ import annotations

import ipaddress
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from alee.core.errors import InputError
from alee.dashboard.app import make_app
from alee.dashboard.beginning import FULL_MEMBERS, begin
from alee.dashboard.contents import Contents
from alee.dashboard.desk import Desk
from alee.dashboard.edit_shapes import LEAST_MEMBERS, MOST_MEMBERS
from alee.dashboard.foreman import Foreman
from alee.dashboard.guard import LEAST_TOKEN, Bind, Keys, bracketed
from alee.dashboard.jobs import JobBook
from alee.dashboard.runs import RunShelf
from alee.dashboard.settling import Settler
from alee.dashboard.workspace import Workspace

LOOPBACK = "127.0.0.1"
SAY_WHEN_READY = 0.05  # seconds between two looks whether the server listens


def serve(
    folder: Path,
    *,
    example: Path,
    say: Callable[[str], None],
    host: str = LOOPBACK,
    port: int = 8420,
    token: str | None = None,
    members: int = FULL_MEMBERS,
    opens_browser: bool = True,
) -> None:
    """Serve a workspace until stopped.

    Parameters
    ----------
    folder
        Of the workspace; made if it is not there.
    example
        Folder of the shipped example, shown while the workspace is empty.
    say
        Called with lines for the person at the terminal.
    host, port
        Where to listen; any address but this computer's own needs a token. Port 0 takes any free one.
    token
        Lets in whoever knows it, 16 letters or more.
    members
        Histories of the example, if the workspace is empty; as many as the page itself may ask for.

    Raises
    ------
    InputError
        If the workspace or the port is taken, an open address has no token, or ``members`` is out of range.
    """
    check_bind(host, token)
    if not LEAST_MEMBERS <= members <= MOST_MEMBERS:
        raise InputError(f"members: {members} is out of range. Allowed: {LEAST_MEMBERS} to {MOST_MEMBERS}.")
    workspace = Workspace(folder)
    try:
        listener = _listen(host, port)
        port = int(listener.getsockname()[1])
        keys = Keys(workspace.about("secret"), token)
        desk = make_desk(workspace, keys, example, say)
        begin(desk, members)
        desk.foreman.start()
        link = link_of(host, port, keys.new_link())
        try:
            _run(desk, bind_of(host, port), listener, link, say, opens_browser=opens_browser)
        finally:
            desk.foreman.stop()
    finally:
        workspace.close()


def make_desk(workspace: Workspace, keys: Keys, example: Path, say: Callable[[str], None]) -> Desk:
    """Put together what the endpoints work with."""
    shelf, jobs = RunShelf(workspace.runs), JobBook(workspace)
    foreman = Foreman(jobs, workspace.folder, Settler(workspace, shelf), say)
    return Desk(
        workspace=workspace, shelf=shelf, keys=keys, example=example, contents=Contents(workspace),
        jobs=jobs, foreman=foreman,
    )  # fmt: skip


def check_bind(host: str, token: str | None) -> None:
    """Refuse an open address without a token.

    Raises
    ------
    InputError
        Saying what is allowed.
    """
    if token is not None and len(token) < LEAST_TOKEN:
        raise InputError(f"token: it is too short. Allowed: {LEAST_TOKEN} letters or more.")
    if token is not None and not (token.isascii() and token.isprintable() and " " not in token):
        raise InputError("token: no browser can send it as it is. Allowed: ASCII letters, digits and signs.")
    if not is_loopback(host) and token is None:
        raise InputError(
            f'host: "{host}" can be reached from other computers. Allowed without a token: {LOOPBACK}. '
            "Set one with --token or ALEE_TOKEN, and mind that the connection is not encrypted."
        )


def is_loopback(host: str) -> bool:
    """Tell whether an address is this computer's own."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bind_of(host: str, port: int) -> Bind:
    """Say by which names a browser may call the server."""
    names = {LOOPBACK, "localhost", "::1", host} if is_loopback(host) else {host}
    if host in ("0.0.0.0", "::"):
        names = {LOOPBACK, "localhost", "::1", socket.gethostname(), *_own_addresses()}
    return Bind(hosts=tuple(sorted(names)), port=port)


def link_of(host: str, port: int, key: str) -> str:
    """Write the link that opens the page; an address that means all addresses becomes this computer's own."""
    named = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)
    return f"http://{bracketed(named)}:{port}/open?key={key}"


def _own_addresses() -> set[str]:
    try:
        return {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)}
    except OSError:
        return set()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"port: {bracketed(host)}:{port} cannot be used ({reason}). "
            "Allowed: a free port from 1024 to 65535. Is alee serve running already?"
        ) from None
    return listener


def _run(
    desk: Desk,
    bind: Bind,
    listener: socket.socket,
    link: str,
    say: Callable[[str], None],
    *,
    opens_browser: bool,
) -> None:
    server = uvicorn.Server(config_of(make_app(desk, bind)))

    def tell() -> None:
        while not server.started and not server.should_exit:
            threading.Event().wait(SAY_WHEN_READY)
        say(f"Alee is at {link}")
        say("The link works once, on this computer only. Stop with Ctrl+C.")
        if opens_browser:
            webbrowser.open(link)

    threading.Thread(target=tell, daemon=True).start()
    server.run(sockets=[listener])


def config_of(app: ASGIApp) -> uvicorn.Config:
    """Say how the server listens: quietly, without telling what it is, and with a short goodbye."""
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)  # what is wrong, the answer says
    return uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, date_header=False, ws="none",
        lifespan="off", timeout_graceful_shutdown=2, timeout_keep_alive=30,
        h11_max_incomplete_event_size=65536,
    )  # fmt: skip
