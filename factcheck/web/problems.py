"""What a caller is told when something is refused or fails: RFC 9457, never a traceback or a path of the server."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from factcheck.text.excerpt import inert

LOG = logging.getLogger("factcheck.web")
_AT_FAULT = "the server's settings, sources or models are at fault; its log says more"
_BUG = "the server failed; its log says more"


class InertLines(logging.Formatter):
    """Writes what is logged so that nothing in it acts where it is read: names of files and requests are in it."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(map(inert, super().format(record).splitlines()))


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that says what is wrong and what to do."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


async def refused(_: Request, error: Exception) -> Response:
    """Answer what the server refuses: its own reasons, and routes and methods that are not there."""
    assert isinstance(error, HTTPException)
    return problem(error.status_code, error.detail, error.headers)


async def at_fault(_: Request, error: Exception) -> Response:
    """Answer a mistake of whoever runs the server; it is for them to read."""
    LOG.error("%s", error)
    return problem(500, _AT_FAULT)


async def failed(_: Request, __: Exception) -> Response:
    """Answer a bug; the server's log has its traceback."""
    return problem(500, _BUG)


async def left(_: Request, __: Exception) -> Response:
    """Answer a caller who went away, whom no answer reaches."""
    return Response(status_code=400)
