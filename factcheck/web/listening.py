"""Where an app is reached, and the server that answers there."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette

from factcheck.errors import UsageError

_GRACE = 5  # seconds that running requests have when the server stops


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


def server(app: Starlette) -> uvicorn.Server:
    """Return the server of an app, not yet running; `run(sockets=...)` answers requests until it is told to stop."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        limit_concurrency=app.state.waiting,
        timeout_graceful_shutdown=_GRACE,
    )
    return uvicorn.Server(config)
