"""Where an app is reached, and the server that answers there, whoever else holds connections open."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from factcheck.errors import UsageError

_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"inert": {"()": "factcheck.web.problems.InertLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "inert"}},
    "loggers": {name: {"handlers": ["stderr"]} for name in ("uvicorn", "factcheck")},
}
_GRACE = 5  # seconds that running requests have when the server stops
_BEGINNING = 10.0  # seconds for the first line and the headers of a request
_LONGEST_HEAD = 32 * 1024  # bytes of them
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_TOO_MANY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; port 0 takes a free one. Raises UsageError when that cannot be had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, OverflowError) as error:
        raise UsageError(f"--host {host} --port {port}: cannot listen there ({error}); give another port") from error


def url(listening: socket.socket) -> str:
    """Return where a listening socket is reached."""
    host, port, *_ = listening.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server(app: Starlette, *, beginning: float = _BEGINNING) -> uvicorn.Server:
    """Return the server of an app, not yet running; `run(sockets=...)` answers requests until it is told to stop.

    A connection on which no request is under way is closed after `beginning` seconds, and before, where there are more
    than `app.state.connections`: the one that has waited for longest.
    """

    class OfThisServer(_Connection):
        seconds = beginning
        most: int = app.state.connections

    config = uvicorn.Config(
        app,
        http=OfThisServer,
        log_level="warning",
        access_log=False,
        log_config=_LOGGING,
        server_header=False,
        ws="none",
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_graceful_shutdown=_GRACE,
    )
    return uvicorn.Server(config)


class _Connection(H11Protocol):
    """One connection. uvicorn itself closes none on which a request never comes to its end, and counts them all.

    While a request is under way its time is the app's to measure: `under_way` says so.
    """

    seconds: float
    most: int
    _waiting: asyncio.TimerHandle | None = None
    since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > self.most:
            idle = [one for one in _of(self.connections) if not one.under_way and one is not self]
            if idle:
                min(idle, key=lambda one: one.since).give_up(_TOO_MANY)
            else:
                transport.write(_TOO_MANY)
                transport.close()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait()

    def on_response_complete(self) -> None:
        self._stop_waiting()
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    @property
    def under_way(self) -> bool:
        """Whether a request has come and is not yet answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def give_up(self, why: bytes) -> None:
        """Close it; whoever has begun to send a request is told."""
        if not self.transport.is_closing():
            if self.conn.trailing_data[0]:
                self.transport.write(why)
            self.transport.close()

    def _wait(self) -> None:
        """Wait for a request, from now on or from when that was begun."""
        if self.under_way:
            self._stop_waiting()
        elif self._waiting is None:
            self.since = self.loop.time()
            self._waiting = self.loop.call_later(self.seconds, self.give_up, _TOO_SLOW)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def _of(connections: Iterable[Any]) -> list[_Connection]:
    return [one for one in connections if isinstance(one, _Connection)]
