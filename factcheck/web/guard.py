"""Who may ask: the right name of the server, no web page but those allowed, the token.

A page of any site can make the browser of somebody at this machine send requests here, by a name of its own that it
turns to this address (DNS rebinding): the Host header then holds that name, and the Origin header the site.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from factcheck.web.problems import problem

LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN = ("/health", "/openapi.json")  # say nothing of drafts and sources: no token is asked for
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::\d{1,5})?", re.ASCII)


class Guard:
    """Lets requests through to `app` that name one of `hosts`, come from no web page or one of `origins`, and have the
    token, as `Authorization: Bearer TOKEN`.
    """

    def __init__(self, app: ASGIApp, *, token: str, hosts: Iterable[str], origins: Iterable[str]) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = frozenset(host.lower() for host in (*LOOPBACK, *hosts))
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp | None = self._refusal(scope) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._called(headers.getlist("host")):
            return problem(403, "the Host header names no host of this server; it is let in by serve.hosts")
        if not self._origins.issuperset(headers.getlist("origin")):
            return problem(403, "this web page may not call the server; it is let in by serve.origins")
        if scope["path"] not in OPEN and not self._known(headers.getlist("authorization")):
            return problem(401, "send the token as Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"})
        return None

    def _called(self, given: list[str]) -> bool:
        match = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        return match is not None and (match[1] or match[2]).lower() in self._hosts

    def _known(self, given: list[str]) -> bool:
        scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        return hmac.compare_digest(token.strip().encode(), self._token) and scheme.lower() == "bearer"
