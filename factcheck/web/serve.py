"""`factcheck serve`: a content system sends a draft and is told where it disagrees with its sources.

    POST /check         the draft as body ─▶ the report, and in X-Factcheck-Verdict whether the draft may pass
    GET  /openapi.json  all of this, for programs
    GET  /health        whether the server is up

The findings are those of `factcheck check` with the same settings, sources and day.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from factcheck.errors import FactcheckError
from factcheck.interfaces import silent
from factcheck.running import Run
from factcheck.settings.config import ServeSettings
from factcheck.shelves import members
from factcheck.version import __version__
from factcheck.watch.sources import Sources
from factcheck.web.checking import MEDIA, Asked, Checks, NoSources, Rendered
from factcheck.web.guard import Guard
from factcheck.web.openapi import description
from factcheck.web.problems import LOG, at_fault, failed, left, refused
from factcheck.web.submission import received
from factcheck.workers.pool import Busy, Overdue, Pool, cores
from factcheck.workers.process import WorkerDied

T = TypeVar("T")

_VERDICT = "X-Factcheck-Verdict"
_COME_AGAIN = {"Retry-After": "10"}  # seconds: a check takes one or two, and a few are waiting
_DIED = "the check was ended from outside, or ran out of memory; send a shorter draft, or fewer sources"
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}


class Checking(Protocol):
    """Where checks are done; see workers.pool.Pool."""

    @property
    def full(self) -> bool: ...

    async def run(self, asked: Asked) -> Rendered: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Service:
    """What every request is answered with. `day` says which day it is: a server outlives one."""

    settings: ServeSettings
    checking: Checking
    day: Callable[[], date]


def make_pool(run: Run, against: Sequence[str]) -> Pool[Asked, Rendered]:
    """Return the workers, not yet begun. Raises what reading the sources raises: with a mistake no server starts."""
    Sources().current(against, today=run.today)
    settings = run.config.serve
    size = settings.at_once or cores()
    return Pool(
        Checks(replace(run, progress=silent), tuple(against)),
        size=size,
        seconds=settings.seconds,
        waiting=settings.waiting,
    )


def make_app(
    settings: ServeSettings,
    checking: Checking,
    *,
    token: str,
    day: Callable[[], date],
    hosts: Collection[str] = (),
) -> Starlette:
    """Return the service; `hosts` are names that it is called by beside loopback and the settings' own.

    It closes `checking` when it ends.
    """
    service = _Service(settings, checking, day)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        checking.close()

    guard = Middleware(Guard, token=token, hosts=(*hosts, *settings.hosts), origins=settings.origins)
    app = Starlette(
        routes=[
            Route("/check", partial(_check, service=service), methods=["POST"]),
            Route("/openapi.json", _openapi),
            Route("/health", _health),
        ],
        middleware=[*_cors(settings.origins), guard],
        exception_handlers={
            HTTPException: refused,
            ClientDisconnect: left,
            FactcheckError: at_fault,
            Exception: failed,
        },
        lifespan=lifespan,
    )
    app.state.connections = settings.connections
    return app


# --- answers ------------------------------------------------------------------------------------


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok", "version": __version__})


async def _openapi(_: Request) -> Response:
    return JSONResponse(description())


async def _check(request: Request, *, service: _Service) -> Response:
    form = _form(request)
    if service.checking.full:  # before it is read
        raise HTTPException(503, "too many checks are waiting; come again", _COME_AGAIN)
    submission = await received(request, service.settings)
    told = await _while_connected(request, _told(Asked(submission, form, service.day()), service.checking))
    return Response(told.text, headers={**_HEADERS, _VERDICT: told.verdict}, media_type=MEDIA[form])


async def _told(asked: Asked, checking: Checking) -> Rendered:
    try:
        return await checking.run(asked)
    except Busy as error:
        raise HTTPException(503, f"too many checks are waiting ({error}); come again", _COME_AGAIN) from error
    except Overdue as error:
        raise HTTPException(504, f"the check took {error}; send a shorter draft, or fewer sources") from error
    except WorkerDied as error:
        LOG.error("%s", error)
        raise HTTPException(500, _DIED) from error
    except NoSources as error:
        LOG.error("%s", error)
        raise HTTPException(503, "the sources cannot be read now; the server's log says why", _COME_AGAIN) from error


def _form(request: Request) -> str:
    """Return the format that is asked for: ?format= before Accept before JSON. Raises HTTPException for another."""
    offered = {name: media for name, media in MEDIA.items() if name in members("formats")}
    if asked := request.query_params.get("format"):
        if asked not in offered:
            raise HTTPException(400, f"there is no format called {asked[:50]!r} here; there are: {', '.join(offered)}")
        return asked
    wanted = _accepted(request.headers.get("accept", ""))
    return max(offered, key=lambda name: wanted.get(offered[name], 0.0)) if wanted else next(iter(offered))


def _accepted(header: str) -> Mapping[str, float]:
    """Return the media types of an Accept header that are named whole, with their weights."""
    weights: dict[str, float] = {}
    for part in header.split(","):
        kind, *options = (word.strip().lower() for word in part.split(";"))
        given = next((option[2:] for option in options if option.startswith("q=")), "1")
        try:
            weights[kind] = float(given)
        except ValueError:
            continue
    return weights


async def _while_connected(request: Request, work: Awaitable[T]) -> T:
    """Return what comes of `work`. Raises ClientDisconnect, and gives the work up, when the caller goes away."""
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        gone.cancel()
        working.cancel()


def _cors(origins: Sequence[str]) -> Sequence[Middleware]:
    """Rendered browsers that ask whether a page may call: only where some page may."""
    if not origins:
        return ()
    return (
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["POST", "GET"],
            allow_headers=["Authorization", "Content-Type", "Content-Disposition"],
            expose_headers=[_VERDICT],
        ),
    )
