"""Who may ask: the right name of the server, no web page but those allowed, the token.

A page of any site can make the browser of somebody at this machine send requests here, by a name of its own that it
turns to this address (DNS rebinding): the Host header then holds that name, and the Origin header the site.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from factcheck.web.problems import problem

LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN = ("/health", "/openapi.json")  # say nothing of drafts and sources: no token is asked for
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::\d{1,5})?", re.ASCII)
_READING = frozenset({"GET", "HEAD"})
_OWN_SITE = frozenset({"same-origin", "none"})
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers send the forms' own origin as null
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Lets requests through to `app` that name one of `hosts`, come from no web page or one of `origins`, and have the
    token, as `Authorization: Bearer TOKEN`.
    """

    def __init__(self, app: ASGIApp, *, token: str, hosts: Iterable[str], origins: Iterable[str]) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = known_as(hosts)
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp | None = self._refusal(scope) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not called(headers, self._hosts):
            return problem(403, "the Host header names no host of this server; it is let in by serve.hosts")
        if not self._origins.issuperset(headers.getlist("origin")):
            return problem(403, "this web page may not call the server; it is let in by serve.origins")
        if scope["path"] not in OPEN and not self._known(headers.getlist("authorization")):
            return problem(401, "send the token as Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"})
        return None

    def _known(self, given: list[str]) -> bool:
        scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        return hmac.compare_digest(token.strip().encode(), self._token) and scheme.lower() == "bearer"


class PageGuard:
    """Lets requests through to `app` that name one of `hosts` and come from no page but its own.

    It is for an app whose pages a browser shows: PAGE_HEADERS go with every answer; who is signed in, the app knows.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = known_as(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(PAGE_HEADERS)
            await send(message)

        await (self._refusal(scope) or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not called(headers, self._hosts):
            return problem(403, "the Host header names no host of this server; it is let in by serve.hosts")
        own = f"{scope['scheme']}://{headers['host']}"
        # A link on another page may be followed, and finds nobody signed in: the cookie does not come along.
        followed = scope["method"] in _READING and headers.get("sec-fetch-mode", "navigate") == "navigate"
        elsewhere = headers.get("sec-fetch-site", "none") not in _OWN_SITE and not followed
        if elsewhere or set(headers.getlist("origin")) - {own}:
            return problem(403, "this web page may not call the server")
        return None


def known_as(hosts: Iterable[str]) -> frozenset[str]:
    """Return the names that a server is called by: loopback's, and `hosts`."""
    return frozenset(host.lower() for host in (*LOOPBACK, *hosts))


def called(headers: Headers, hosts: frozenset[str]) -> bool:
    """Say whether the Host header, once, names one of `hosts`."""
    given = headers.getlist("host")
    match = _HOST.fullmatch(given[0]) if len(given) == 1 else None
    return match is not None and (match[1] or match[2]).lower() in hosts
