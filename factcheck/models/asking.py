"""A server is asked as long as it answers and the settings allow, and nothing that it answered before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Generic, TypeVar

from factcheck.models.chat import ChatServer, NoAnswer
from factcheck.models.kept import Table, key_of
from factcheck.settings.config import ServerSettings

Answer = TypeVar("Answer")


class Asking(Generic[Answer]):
    """The questions of one run. `read` makes an answer of a text, and raises ValueError where it is none.

    An answer is kept by all that decides it: the server, and the whole request. What is no answer is not kept.
    """

    def __init__(
        self, server: ChatServer, limits: ServerSettings, answers: Table, *, read: Callable[[str], Answer]
    ) -> None:
        self._server, self._limits, self._answers, self._read = server, limits, answers, read
        self._questions = 0
        self._failed = 0  # in a row
        self._seconds = 0.0

    def answer(self, request: Mapping[str, Any]) -> Answer:
        """Return the answer to a request for a chat completion. Raises NoAnswer."""
        key = key_of((self._server.url, json.dumps(request, sort_keys=True)))
        for kept in self._answers.known([key]).values():
            try:
                return self._read(kept.decode())
            except ValueError:
                continue  # of another form
        self._bounded()
        text, answer = self._asked(request)
        self._answers.keep({key: text.encode()})
        return answer

    def _bounded(self) -> None:
        """Raise NoAnswer where nothing more may be asked in this run."""
        limits = self._limits
        if self._failed >= limits.failures:
            raise NoAnswer(
                f"it was not asked again after {limits.failures} failures in a row; see to it, and run again"
            )
        if self._questions >= limits.questions:
            raise NoAnswer(_used_up("questions", limits.questions))
        if self._seconds >= limits.altogether:
            raise NoAnswer(_used_up("altogether", limits.altogether))

    def _asked(self, request: Mapping[str, Any]) -> tuple[str, Answer]:
        start = monotonic()
        self._questions += 1
        self._failed += 1  # until it has answered
        try:
            text = self._server.ask(request)
            answer = self._read(text)
        except ValueError as error:
            raise NoAnswer(
                "its answer is not of the form that it was asked for; take a model or a server that keeps to a "
                "json_schema"
            ) from error
        finally:
            self._seconds += monotonic() - start
        self._failed = 0
        return text, answer


def _used_up(setting: str, limit: float) -> str:
    return f"judge.server.{setting} = {limit:g} is used up; raise it, or run again, which goes on from here"
