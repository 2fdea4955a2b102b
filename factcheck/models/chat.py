"""A server of language models in the form of OpenAI's chat completions: llama.cpp, Ollama, vLLM.

What it is asked it learns. So this machine alone is spoken to, or a host that the settings name; the address behind the
name is looked at, too, and it is that address that is spoken to. No redirect is followed, no proxy used, and whatever
the server sends, it is let go when its time is up.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event
from typing import Any
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, Field, ValidationError

from factcheck.errors import ConfigError
from factcheck.models.connecting import cut_after, first_connected, may_be_asked
from factcheck.settings.config import ServerSettings

KEY = "FACTCHECK_JUDGE_KEY"  # the variable with the server's key, where it wants one
_LARGEST = 1_000_000  # bytes of an answer; one has some hundreds
_PORTS = {"http": 80, "https": 443}
_SEE_URL = "set judge.server.url to where the model server is (it often ends in /v1)"
_REMEDIES = {  # what to do where it answers with another status than 200
    400: "see judge.server.model, and whether the server takes a json_schema as response_format",
    **dict.fromkeys((401, 403), f"set {KEY} to the server's key"),
    404: f"{_SEE_URL}, and judge.server.model to a model that it has",
}


class NoAnswer(Exception):
    """A question has no answer; the message says why, and what to do next."""


class _Message(BaseModel):
    content: str


class _Alternative(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Alternative] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class ChatServer:
    """Where a server is, and what it takes to ask it. `listed`: the settings name its host, whosever machine it is."""

    url: str
    host: str
    port: int
    seconds: float
    listed: bool
    key: str = field(repr=False)

    @classmethod
    def of(cls, settings: ServerSettings, environment: Mapping[str, str]) -> ChatServer:
        """Return the server of the settings. Raises ConfigError where it may not be asked; nothing is asked yet."""
        parts = _split(settings.url)
        host = (parts.hostname or "").rstrip(".")
        listed = host in {name.lower().strip("[]").rstrip(".") for name in settings.hosts}
        if not (listed or host == "localhost" or may_be_asked(host, listed=False)):
            raise ConfigError(
                f"judge.server.url = {settings.url!r}: {host} is not this machine; if what the articles say may be "
                f'sent there, allow it: judge.server.hosts = ["{host}"]'
            )
        port = parts.port or _PORTS[parts.scheme]
        return cls(settings.url.rstrip("/"), host, port, settings.seconds, listed, _key(environment))

    def ask(self, request: Mapping[str, Any]) -> str:
        """Return the text of the answer to a request for a chat completion. Raises NoAnswer."""
        late = Event()
        try:
            with closing(self._connected()) as line, cut_after(self.seconds, line, late):
                status, body = self._exchanged(line, request)
        except (OSError, HTTPException, ValueError) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise self._late() from error
            told = getattr(error, "strerror", None) or type(error).__name__
            raise NoAnswer(f"it cannot be reached ({told}); start the server, or {_SEE_URL}") from error
        if late.is_set():
            raise self._late()
        if status != 200:
            raise NoAnswer(_refusal(status))
        return _text(body)

    def _late(self) -> NoAnswer:
        return NoAnswer(
            f"no answer came within {self.seconds:g} s; take a smaller model, or raise judge.server.seconds"
        )

    def _connected(self) -> socket.socket:
        """A connection to the first address of the host that takes one, every one of which may be asked."""
        found = [at[4][:2] for at in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)]
        for address, _ in found:
            if not may_be_asked(str(address), listed=self.listed):
                raise NoAnswer(
                    f"{self.host} leads to {address}, which is not asked; write the server's own address into "
                    "judge.server.url, and into judge.server.hosts if it is another machine's"
                )
        line = first_connected([(str(address), int(port)) for address, port in found], self.seconds)
        if not self.url.startswith("https:"):
            return line
        try:
            return ssl.create_default_context().wrap_socket(line, server_hostname=self.host)
        except BaseException:
            line.close()
            raise

    def _exchanged(self, line: socket.socket, request: Mapping[str, Any]) -> tuple[int, bytes]:
        connection = HTTPConnection(self.host, self.port)
        connection.sock = line  # so that it looks up no address of its own
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        path = f"{urlsplit(self.url).path}/chat/completions"
        connection.request("POST", path, json.dumps(request).encode(), headers)
        with connection.getresponse() as response:
            return response.status, response.read(_LARGEST + 1)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and parts.hostname and parts.port != 0 and url.isascii() and url.isprintable()
    except ValueError:  # brackets or a port that are none
        usable = False
    if not usable or " " in url or "@" in parts.netloc or parts.query or parts.fragment:
        raise ConfigError(
            f"judge.server.url = {url!r}: is no address of a server; write it like {ServerSettings().url}, and a key "
            f"into the variable {KEY}"
        )
    return parts


def _key(environment: Mapping[str, str]) -> str:
    key = environment.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise ConfigError(f"{KEY}: is no key that a header can hold; copy it again from the server's settings")
    return key


def _refusal(status: int) -> str:
    if 300 <= status < 400:
        return f"it answers with a redirect ({status}), which is not followed; {_SEE_URL}"
    return f"it answers with HTTP status {status}; {_REMEDIES.get(status, 'see what the server itself says of it')}"


def _text(body: bytes) -> str:
    if len(body) > _LARGEST:
        raise NoAnswer(f"its answer has more than {_LARGEST:,} bytes; {_SEE_URL}")
    try:
        return _Completion.model_validate_json(body, strict=True).choices[0].message.content
    except ValidationError as error:
        raise NoAnswer(f"its answer is no chat completion; {_SEE_URL}") from error
