"""A server of language models in the form of OpenAI's chat completions: llama.cpp, Ollama, vLLM.

What it is asked it learns. So this machine alone is spoken to, or a host that the settings name; the address behind the
name is looked at, too, and it is that address that is spoken to. No redirect is followed, no proxy used, and whatever
the server sends, it is let go when its time is up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError

from factcheck.connecting.server import Astray, Late, OwnServer, Unreached
from factcheck.errors import ConfigError
from factcheck.settings.config import ServerSettings

KEY = "FACTCHECK_JUDGE_KEY"  # the variable with the server's key, where it wants one
_LARGEST = 1_000_000  # bytes of an answer; one has some hundreds
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
    """Where a server is, and what it takes to ask it."""

    server: OwnServer
    seconds: float
    key: str = field(repr=False)

    @classmethod
    def of(cls, settings: ServerSettings, environment: Mapping[str, str]) -> ChatServer:
        """Return the server of the settings. Raises ConfigError where it may not be asked; nothing is asked yet."""
        server = OwnServer.at(settings.url.rstrip("/"), settings.hosts)
        if server is None or urlsplit(settings.url).query:
            raise ConfigError(
                f"judge.server.url = {settings.url!r}: is no address of a server; write it like "
                f"{ServerSettings().url}, and a key into the variable {KEY}"
            )
        if not server.allowed:
            raise ConfigError(
                f"judge.server.url = {settings.url!r}: {server.host} is not this machine; if what the articles say may "
                f'be sent there, allow it: judge.server.hosts = ["{server.host}"]'
            )
        return cls(server, settings.seconds, _key(environment))

    @property
    def url(self) -> str:
        """Where it is."""
        return self.server.url

    def ask(self, request: Mapping[str, Any]) -> str:
        """Return the text of the answer to a request for a chat completion. Raises NoAnswer."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        path, body = f"{urlsplit(self.url).path}/chat/completions", json.dumps(request).encode()
        try:
            status, answer = self.server.post(path, body, headers, seconds=self.seconds, most=_LARGEST + 1)
        except Astray as error:
            raise NoAnswer(
                f"{error}, which is not asked; write the server's own address into judge.server.url, and into "
                "judge.server.hosts if it is another machine's"
            ) from error
        except Late as error:
            raise NoAnswer(f"{error}; take a smaller model, or raise judge.server.seconds") from error
        except Unreached as error:
            raise NoAnswer(f"{error}; start the server, or {_SEE_URL}") from error
        if status != 200:
            raise NoAnswer(_refusal(status))
        return _text(answer)


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
