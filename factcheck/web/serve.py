"""`factcheck serve`: a content system sends a draft and is told where it disagrees with its sources.

    POST /check         the draft as body ─▶ the report, and in X-Factcheck-Verdict whether the draft may pass
    GET  /openapi.json  all of this, for programs
    GET  /health        whether the server is up

The findings are those of `factcheck check` with the same settings, sources and day.
"""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import factcheck
from factcheck.domain.text import Article
from factcheck.errors import FactcheckError, NothingComparable
from factcheck.intake.reading import Reading
from factcheck.interfaces import Encoder, Progress
from factcheck.running import Run, check_article
from factcheck.shelves import member, members
from factcheck.tools import make_encoder
from factcheck.understand.memory import Memory
from factcheck.watch.sources import Sources
from factcheck.web.guard import Guard
from factcheck.web.openapi import description
from factcheck.web.problems import LOG, at_fault, failed, left, refused
from factcheck.web.submission import Submission, opened, received
from factcheck.web.workers import Busy, Overdue, Workers

T = TypeVar("T")

_VERDICT = "X-Factcheck-Verdict"
_MEDIA = {"json": "application/json", "html": "text/html"}
_COME_AGAIN = {"Retry-After": "10"}  # seconds: a check takes less than one, and a few may be waiting
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}


@dataclass(frozen=True, slots=True)
class _Service:
    """What every request is answered with. `day` says which day it is: a server outlives one."""

    run: Run
    against: Sequence[str]
    sources: Sources
    workers: Workers
    encoder: Encoder
    day: Callable[[], date]


def make_app(
    run: Run,
    against: Sequence[str],
    *,
    token: str,
    hosts: Collection[str] = (),
    encoder: Encoder | None = None,
    day: Callable[[], date] | None = None,
) -> Starlette:
    """Return the service; `hosts` are names that it is called by beside loopback and the settings' own.

    Raises what reading the sources raises, so that a server with a mistake does not start.
    """
    settings = run.config.serve
    service = _Service(
        run,
        against,
        Sources(),
        Workers(at_once=settings.at_once, seconds=settings.seconds),
        encoder or make_encoder(run.config),
        day or (lambda: run.today),
    )
    service.sources.current(against, today=service.day())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        service.workers.close()

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
    app.state.waiting = settings.waiting
    return app


# --- answers ------------------------------------------------------------------------------------


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok", "version": factcheck.__version__})


async def _openapi(_: Request) -> Response:
    return JSONResponse(description())


async def _check(request: Request, *, service: _Service) -> Response:
    form = _form(request)
    submission = await received(request, service.run.config.serve)

    def work(progress: Progress, memory: Memory) -> Response:
        return _answer(submission, form, service, progress, memory)

    try:
        return await _while_connected(request, service.workers.run(work))
    except Busy as error:
        raise HTTPException(503, f"too many checks are waiting ({error}); come again", _COME_AGAIN) from error
    except Overdue as error:
        raise HTTPException(504, f"the check took {error}; send a shorter draft, or fewer sources") from error


def _answer(submission: Submission, form: str, service: _Service, progress: Progress, memory: Memory) -> Response:
    """Check a draft, on a thread."""
    today = service.day()
    draft, own = opened(submission, today=today)
    against = _current(service, today) if own is None else own
    run = replace(service.run, today=today, progress=progress)
    try:
        findings = check_article(draft, against, run, encoder=service.encoder, memory=memory)
    except NothingComparable as error:
        return _nothing_comparable(draft, error, form)
    assert findings.check
    verdict = "fail" if findings.check.failing and not run.config.gate.warn_only else "pass"
    return _of(member("formats", form)().render(findings), form, verdict)


def _current(service: _Service, today: date) -> Reading:
    try:
        return service.sources.current(service.against, today=today)
    except FactcheckError as error:
        LOG.error("%s", error)
        raise HTTPException(503, "the sources cannot be read now; the server's log says why", _COME_AGAIN) from error


def _nothing_comparable(draft: Article, error: NothingComparable, form: str) -> Response:
    # The first line is of the draft; what follows names files of the server.
    detail = str(error).split("\n", 1)[0].removeprefix(f"{draft.path}: ")
    text = f"<!doctype html><title>factcheck</title><p>{html.escape(detail)}</p>\n"
    return _of(text if form == "html" else json.dumps({"detail": detail}) + "\n", form, "nothing-comparable")


def _of(text: str, form: str, verdict: str) -> Response:
    return Response(text, headers={**_HEADERS, _VERDICT: verdict}, media_type=_MEDIA[form])


def _form(request: Request) -> str:
    """Return the format that is asked for: ?format= before Accept before JSON. Raises HTTPException for another."""
    offered = {name: media for name, media in _MEDIA.items() if name in members("formats")}
    if asked := request.query_params.get("format"):
        if asked not in offered:
            raise HTTPException(400, f"there is no format called {asked[:50]!r} here; there are: {', '.join(offered)}")
        return asked
    wanted = _accepted(request.headers.get("accept", ""))
    return max(offered, key=lambda name: wanted.get(offered[name], 0.0)) if wanted else "json"


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
    """Answer browsers that ask whether a page may call: only where some page may."""
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
