"""Ask a language model at an address that the user gives: the only place where Alee sends a text anywhere.

Nothing is sent unless a :class:`ModelAddress` is asked, and nobody makes one but the option ``--model-url``.
One request goes to one address. It follows no redirect, uses no proxy, takes at most a megabyte, and gives up
after its time, however slowly the answer drips. Without encryption it speaks to this computer only.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import threading
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from alee.core.errors import InputError, Problem

KEY_VARIABLE = "ALEE_MODEL_KEY"
PATH = "/chat/completions"
MOST_ANSWER = 1_000_000  # bytes
CONNECT_SECONDS, MOST_SECONDS = 10.0, 120.0


class ModelFailed(InputError):  # noqa: N818 (a sentence reads better)
    """The model could not be asked, or its answer cannot be used; the rules do without it."""


class Asks(Protocol):
    """Anything that answers a question in words; tests put their own here."""

    @property
    def name(self) -> str:
        """What the model is called."""
        ...

    def ask(self, rules: str, text: str) -> str:
        """Give the answer of the model to a text, under rules.

        Raises
        ------
        ModelFailed
            If there is none.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class ModelAddress:
    """A model behind an address that speaks like OpenAI's chat.

    Parameters
    ----------
    url
        ``https://host/v1`` or the whole address of its ``/chat/completions``; ``http`` only for this
        computer.
    model
        Name of the model, as the address knows it.
    key
        Secret of the address; sent to it only, shown nowhere.
    seconds
        Longest time for one answer.

    Raises
    ------
    InputError
        If the address cannot be used.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = MOST_SECONDS

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError:
            raise _refused("it is no address") from None
        if any(ord(ch) <= 32 or ord(ch) > 126 for ch in self.url):
            raise _refused("it holds a blank or a letter that cannot stand in an address")
        if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
            raise _refused("it is no address of a server")
        if parts.username is not None or parts.password is not None:
            raise _refused(
                "it holds a user or a password", f"Put the key into the environment as {KEY_VARIABLE}."
            )
        if parts.query or parts.fragment:
            raise _refused("it ends in a query")
        if parts.scheme == "http" and not self.is_here:
            raise _refused("without encryption everybody on the way could read the text", "Use https.")
        if not self.model.strip() or len(self.model) > 200 or not self.model.isprintable():
            raise InputError(Problem("the model has no name", "Give it: --model NAME.", where="--model"))
        if any(ord(ch) < 33 or ord(ch) > 126 for ch in self.key):
            wrong = "the key holds a blank or a letter that cannot be in a key"
            raise InputError(Problem(wrong, "Set it again, without quotes or line ends.", where=KEY_VARIABLE))

    @property
    def name(self) -> str:
        """What the model is called."""
        return f"the model {self.model}"

    @property
    def host(self) -> str:
        """Where the text would go."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_here(self) -> bool:
        """Whether the address is this computer, so that nothing leaves it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def ask(self, rules: str, text: str) -> str:
        """Send one question and give the words of the answer.

        Raises
        ------
        ModelFailed
            If nobody answers in time, or the answer is a redirect, an error, too long, or no answer at all.
        """
        messages = [{"role": "system", "content": rules}, {"role": "user", "content": text}]
        body = json.dumps({"model": self.model, "messages": messages, "temperature": 0, "stream": False})
        raw = self._exchange(body.encode("utf-8"))
        try:
            content = json.loads(raw)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise self._failed("its answer is not that of a chat") from None
        if not isinstance(content, str):
            raise self._failed("it answered without words")
        return content

    def _exchange(self, body: bytes) -> bytes:
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        path = path if path.endswith(PATH) else path + PATH
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(self.host, parts.port, timeout=min(CONNECT_SECONDS, self.seconds))
        is_late = threading.Event()
        timer = None
        try:
            connection.connect()
            connection.sock.settimeout(self.seconds)
            timer = threading.Timer(self.seconds, _cut, (connection.sock, is_late))
            timer.daemon = True
            timer.start()
            headers = {"Content-Type": "application/json", "Accept": "application/json"}
            if self.key:
                headers["Authorization"] = f"Bearer {self.key}"
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            if 300 <= answer.status < 400:
                raise self._failed("it sends on to another address, and that is not followed")
            raw = answer.read(MOST_ANSWER + 1)
            if is_late.is_set():
                raise self._failed(f"it did not answer within {self.seconds:g} seconds")
            if len(raw) > MOST_ANSWER:
                raise self._failed(f"its answer is longer than {MOST_ANSWER:,} bytes")
            if answer.status != http.client.OK:
                raise self._failed(f"it answered with status {answer.status}")
        except (OSError, http.client.HTTPException) as error:
            if is_late.is_set() or isinstance(error, TimeoutError):
                raise self._failed(f"it did not answer within {self.seconds:g} seconds") from None
            raise self._failed(f"it cannot be reached ({type(error).__name__})") from None
        finally:
            if timer is not None:
                timer.cancel()
            connection.close()
        return raw

    def _failed(self, wrong: str) -> ModelFailed:
        return ModelFailed(
            Problem(wrong, "The proposals of the rules stand.", where=f"{self.name} at {self.host}")
        )


def _cut(connection: socket.socket, is_late: threading.Event) -> None:
    """End a connection that has had its time, whatever it is waiting for."""
    is_late.set()
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _refused(wrong: str, likely: str = "") -> InputError:
    allowed = "Allowed: https://host/v1, or http://127.0.0.1:PORT/v1 for a model on this computer."
    return InputError(Problem(wrong, allowed, likely, where="--model-url"))
