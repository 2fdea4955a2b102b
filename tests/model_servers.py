"""A model server of the tests' own, on a free port of this machine: it says what a test has it say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class ModelServer(ThreadingHTTPServer):
    """Remembers what it was asked; `reply` makes of a pair of statements the body that it sends."""

    daemon_threads = True

    def __init__(self, reply: Callable[[str, str], str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.status = 200
        self.headers: dict[str, str] = {}
        self.silent = False  # it takes what it is asked and says nothing
        self.dripping = False  # it says something every now and then, and never comes to an end
        self.over = Event()
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.paths: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def asked(self) -> list[tuple[str, str]]:
        told = [json.loads(request["messages"][-1]["content"]) for request in self.requests]
        return [(one["first"], one["second"]) for one in told]


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        self.server.paths.append(self.path)
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers["Authorization"])
        if self.server.silent:
            self.server.over.wait()
            return
        body = self.server.reply(*self.server.asked[-1]).encode()
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        while self.server.dripping and not self.server.over.wait(0.01):
            try:
                self.wfile.write(b" ")
            except OSError:
                return
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815 - what a redirect that is followed may become

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def completion(content: Any) -> str:
    """A chat completion with that content, as servers send it."""
    content = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice], "usage": {}})


def verdict(answer: str, confidence: float = 0.95) -> str:
    return completion({"answer": answer, "confidence": confidence})


@contextmanager
def serving(reply: Callable[[str, str], str]) -> Iterator[ModelServer]:
    """A server that runs until the block ends."""
    with ModelServer(reply) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
