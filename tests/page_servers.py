"""A web server of the tests' own, on a free port of this machine: each path answers as a test has it answer."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

Write = Callable[[bytes], Any]
Answer = Callable[["_Handler"], None]


class PageServer(ThreadingHTTPServer):
    """Remembers what it was asked, with the fields of each request; a path that nobody set is a 404."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.over = Event()
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, Mapping[str, str]]] = []
        self.scheme = "http"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.server_address[1]}{path}"

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _ in self.requests]

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]

    def handle_error(self, *_: Any) -> None:
        """Whoever goes away in the middle is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:
        self.server.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer = self.server.answers.get(self.path, status(404))
        with suppress(OSError):
            answer(self)

    def head(self, number: int, **fields: str) -> None:
        self.send_response(number)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def page(body: bytes, kind: str = "text/plain; charset=utf-8", **fields: str) -> Answer:
    def answer(handler: _Handler) -> None:
        typed = {"Content_Type": kind} if kind else {}
        handler.head(200, **typed, **fields)
        handler.wfile.write(body)

    return answer


def status(number: int, **fields: str) -> Answer:
    return lambda handler: handler.head(number, **fields)


def redirect(to: str, number: int = 302) -> Answer:
    return status(number, Location=to, Set_Cookie="seen=1; Path=/")


def endless(chunk: bytes, kind: str = "text/plain", pause: float = 0, **fields: str) -> Answer:
    """A body that goes on until whoever asked goes away."""

    def answer(handler: _Handler) -> None:
        handler.head(200, Content_Type=kind, **fields)
        while not handler.server.over.wait(pause):
            handler.wfile.write(chunk)

    return answer


def dripping_head(handler: _Handler) -> None:
    """Fields that never end, a letter every now and then."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b"x")


def silent(handler: _Handler) -> None:
    handler.server.over.wait(20)


@contextmanager
def serving(certificate: tuple[Path, Path] | None = None) -> Iterator[PageServer]:
    """A server that runs until the block ends; with certificate and key by TLS."""
    with PageServer() as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            server.scheme = "https"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
