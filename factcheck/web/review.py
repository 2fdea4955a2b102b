"""`factcheck review --web`: several reviewers settle the findings of one run in their browsers.

    GET  /enter?token=T          a link, good once ─▶ the cookie of this browser
    GET  /                       the queue          POST /order   its order and filter
    GET  /finding/ID             one finding        POST /finding/ID   an answer, skip or undo
    GET  /finding/ID/articles    its articles in full
    GET  /stats                  what the answers come to
    POST /undo, /invite          the last answer back; a link for one more browser
    GET  /answers                who answered what, as JSON, for the script

Every page works without the script, which adds keys and shows what others answer meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from factcheck.domain.findings import Answer, Discrepancy, Dismissal
from factcheck.errors import FactcheckError, LedgerError, UsageError
from factcheck.review.answers import Kept
from factcheck.review.ledger import Ledger
from factcheck.review.session import Item, Order, Session
from factcheck.text.excerpt import one_line
from factcheck.web.answers import Answers, said_by
from factcheck.web.articles_page import articles_page
from factcheck.web.finding_page import Position, finding_page
from factcheck.web.guard import LOOPBACK, PageGuard
from factcheck.web.problems import LOG
from factcheck.web.queue_page import Show, link_page, queue_page, stats_page
from factcheck.web.seats import ORDERS, ReviewerSeat, Seats
from factcheck.web.shell import PageFrame, address, again, notice, progress_words

__all__ = ["LOOPBACK", "Choice", "ReviewPages", "entry", "make_app", "open_desk"]

_FILES = {"review.css": "text/css", "review.js": "text/javascript", "icon.svg": "image/svg+xml"}
_LARGEST = 64 * 1024  # bytes of a form: a note of 2000 characters and a few words
_LONGEST_NOTE = 2000
_LONGEST_NAME = 80
_CONNECTIONS = 256  # at once; a browser polls with one
_NO_LINK = (
    "This desk is open to those who have a link to it, and each link is good for one browser, once.",
    "A colleague who is signed in can make a new one (Figures, One more reviewer); else start review --web anew.",
)

Form = Mapping[str, str]


class Choice(NamedTuple):
    """What is reviewed, and how: see review.Session. `run` is that of the ledger; None is its last."""

    run: int | None = None
    order: Order = "uncertainty"
    sample: float = 0.1
    blind: bool = False
    only: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPages:
    """One run of one ledger, at which every browser has a seat."""

    ledger: Ledger
    seats: Seats
    answers: Answers
    blind: bool


def open_desk(ledger: Ledger, choice: Choice | None = None) -> ReviewPages:
    """Return a desk. Raises UsageError when there is no such run, or nothing in it to review."""
    asked = choice or Choice()
    number = ledger.run(asked.run)[0].id  # of all seats the same, whatever runs are kept meanwhile

    def session(reviewer: str, order: Order) -> Session:
        return Session(ledger, number, reviewer, by=order, sample=asked.sample, blind=asked.blind, only=asked.only)

    session("", asked.order)
    return ReviewPages(ledger, Seats(session, order=asked.order), Answers(ledger), asked.blind)


def make_app(desk: ReviewPages, *, hosts: Collection[str] = ()) -> Starlette:
    """Return the pages; `hosts` are names that the server is called by beside loopback."""
    app = Starlette(
        routes=[
            Route("/enter", _enter, methods=["GET"]),
            Route("/", _page(_queue)),
            Route("/finding/{finding}", _page(_finding), methods=["GET"]),
            Route("/finding/{finding}", _posted(_answer), methods=["POST"]),
            Route("/finding/{finding}/articles", _page(_articles)),
            Route("/stats", _page(_stats)),
            Route("/answers", _page(_answers)),
            Route("/order", _posted(_order), methods=["POST"]),
            Route("/undo", _posted(_undo), methods=["POST"]),
            Route("/invite", _posted(_invite), methods=["POST"]),
            Route("/{name}", _file),
        ],
        middleware=[Middleware(PageGuard, hosts=hosts)],
        exception_handlers={
            HTTPException: _refused,
            LedgerError: _not_kept,
            UsageError: _not_there,
            FactcheckError: _not_kept,
            Exception: _failed,
        },
    )
    app.state.desk = desk
    app.state.connections = _CONNECTIONS
    return app


# --- who asks -------------------------------------------------------------------------------------


async def _enter(request: Request) -> Response:
    desk: ReviewPages = request.app.state.desk
    # A browser that fetches a page on suspicion has not been asked to sign in.
    wanted = request.method == "GET" and "prefetch" not in request.headers.get("sec-purpose", "")
    token = request.query_params.get("token", "")
    key = await run_in_threadpool(desk.seats.take, token) if wanted else None
    if key is None:
        return HTMLResponse(notice("This link is used, or wrong", *_NO_LINK), 401)
    # No redirect: after a link on another site, browsers would not send the cookie along with it.
    answer = HTMLResponse(notice("You are signed in", onward="/", at_once=True))
    answer.set_cookie(desk.seats.cookie, key, httponly=True, samesite="strict")
    return answer


def _seat(request: Request) -> tuple[ReviewPages, ReviewerSeat]:
    desk: ReviewPages = request.app.state.desk
    seat = desk.seats.of(request.cookies.get(desk.seats.cookie, ""))
    if seat is None:
        raise HTTPException(401, "You are not signed in")
    return desk, seat


Shown = Callable[[Request, ReviewPages, ReviewerSeat], Response]
Done = Callable[[Request, ReviewPages, ReviewerSeat, Form], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def _page(shown: Shown) -> Endpoint:
    """What shows a page to whoever is signed in, on a thread, as the only one who uses the seat."""

    async def answer(request: Request) -> Response:
        desk, seat = _seat(request)

        def work() -> Response:
            desk.answers.refresh()
            with seat.lock:
                return shown(request, desk, seat)

        return await run_in_threadpool(work)

    return answer


def _posted(done: Done) -> Endpoint:
    """What does as a form says that is from one of the seat's own pages."""

    async def answer(request: Request) -> Response:
        desk, seat = _seat(request)
        form = await _form(request)
        if not seat.wrote(form.get("token", "")):
            raise HTTPException(403, "This form is not of this sign-in; go back, load the page again and send it again")
        request.state.form = form  # for the page that says that it was not kept

        def work() -> Response:
            with seat.lock:
                return done(request, desk, seat, form)

        return await run_in_threadpool(work)

    return answer


async def _form(request: Request) -> Form:
    """Read a form, of each field the last. Raises HTTPException when it is too large or no form."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Send it as a form")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise HTTPException(413, "This is too long; shorten the note")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise HTTPException(400, "This is no form") from error
    return {name: values[-1] for name, values in fields.items()}


# --- what is shown --------------------------------------------------------------------------------


def _queue(request: Request, desk: ReviewPages, seat: ReviewerSeat) -> Response:
    asked = request.query_params.get("show", "")
    return HTMLResponse(
        queue_page(
            seat.session.items(),
            seat.session.current(),
            partial(_given, desk, seat),
            _frame(request, seat),
            run=_run(seat),
            order=seat.order,
            words=seat.words,
            show=Show(asked) if asked in {*Show} else Show.ALL,
            blind=desk.blind,
        )
    )


def _finding(request: Request, desk: ReviewPages, seat: ReviewerSeat) -> Response:
    item = _item(request, seat)
    given = _given(desk, seat, item.discrepancy)
    frame = _frame(request, seat)
    place = _place(item, seat)
    texts, findings = desk.ledger.texts(seat.session.run.id), seat.session.findings
    return HTMLResponse(finding_page(item, findings, given, frame, place=place, blind=desk.blind, texts=texts))


def _articles(request: Request, desk: ReviewPages, seat: ReviewerSeat) -> Response:
    found = _item(request, seat).discrepancy
    texts = desk.ledger.texts(seat.session.run.id)
    return HTMLResponse(articles_page(found, seat.session.findings, texts, _frame(request, seat)))


def _stats(request: Request, desk: ReviewPages, seat: ReviewerSeat) -> Response:
    return HTMLResponse(stats_page(desk.ledger.verdicts(), _frame(request, seat), run=_run(seat)))


def _answers(_: Request, desk: ReviewPages, seat: ReviewerSeat) -> Response:
    progress = seat.session.progress()
    found = [item.discrepancy for item in seat.session.items()]
    return JSONResponse(
        {
            "progress": progress_words(progress),
            "answered": progress.answered,
            "answers": {d.id: [said_by(one) for one in _given(desk, seat, d)] for d in found},
        }
    )


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FILES:
        raise HTTPException(404, "There is no such page")
    return FileResponse(Path(__file__).parent / name, media_type=_FILES[name])


# --- what is done ---------------------------------------------------------------------------------


def _answer(request: Request, desk: ReviewPages, seat: ReviewerSeat, form: Form) -> Response:
    """Answer the finding of the page, whatever another tab of this browser is at."""
    what = form.get("do", "")
    if what == "undo":
        return _undo(request, desk, seat, form)
    found = _item(request, seat).discrepancy
    _go_to(found, seat)
    if what == "skip":
        return _onward(seat.session.skip(), "skipped", found)
    answer, reason = _understood(what)
    note = form.get("note", "").replace("\r\n", "\n").strip()[:_LONGEST_NOTE]
    return _onward(seat.session.answer(answer, reason=reason, note=note), answer.value, found)


def _understood(what: str) -> tuple[Answer, Dismissal | None]:
    name, _, reason = what.partition(":")
    try:
        answer, why = Answer(name), Dismissal(reason) if reason else None
    except ValueError as error:
        raise HTTPException(400, "There is no such answer") from error
    if (answer is Answer.DISMISSED) != (why is not None):
        raise HTTPException(400, "What is dismissed, and only that, has a reason")
    return answer, why


def _undo(_: Request, __: ReviewPages, seat: ReviewerSeat, ___: Form) -> Response:
    item = seat.session.undo()
    return _to(address(item.discrepancy, "?did=undone")) if item else _to("/?did=nothing")


def _order(_: Request, desk: ReviewPages, seat: ReviewerSeat, form: Form) -> Response:
    order = next((one for one in ORDERS if one == form.get("order")), seat.order)
    desk.seats.reorder(seat, order, form.get("words", "").strip()[:200])
    show = form.get("show", "")
    return _to(f"/?show={show}" if show in {*Show} else "/")


def _invite(request: Request, desk: ReviewPages, seat: ReviewerSeat, form: Form) -> Response:
    reviewer = one_line(form.get("reviewer", ""))[:_LONGEST_NAME]
    if not reviewer:
        raise HTTPException(400, "Give the reviewer a name")
    link = entry(f"http://{request.headers['host']}", desk.seats.invite(reviewer))
    return HTMLResponse(link_page(link, reviewer, _frame(request, seat)))


def entry(url: str, token: str) -> str:
    """Return the link that a token signs in with."""
    return f"{url}/enter?token={token}"


# --- what both need -------------------------------------------------------------------------------


def _item(request: Request, seat: ReviewerSeat) -> Item:
    """Return the item of the page's address, behind a filter too. Raises HTTPException when there is none."""
    wanted = request.path_params["finding"]
    session = seat.session
    for item in session.items():
        if item.discrepancy.id == wanted:
            return item
    if seat.words:
        session.filter("")
        seat.words = ""
        return _item(request, seat)
    raise HTTPException(404, "There is no such finding in this queue")


def _go_to(found: Discrepancy, seat: ReviewerSeat) -> None:
    current = seat.session.current()
    if current is None or current.discrepancy.id != found.id:
        seat.session.go_to(found.id)


def _place(item: Item, seat: ReviewerSeat) -> Position:
    queue = [one.discrepancy for one in seat.session.items()]
    at = next(n for n, one in enumerate(queue) if one.id == item.discrepancy.id)
    before, after = (queue[n] if 0 <= n < len(queue) else None for n in (at - 1, at + 1))
    return Position(at + 1, len(queue), before, after)


def _given(desk: ReviewPages, seat: ReviewerSeat, found: Discrepancy) -> Sequence[Kept]:
    return desk.answers.to(found, only=seat.reviewer if desk.blind else None)


def _run(seat: ReviewerSeat) -> str:
    run = seat.session.run
    return f"Run {run.id} of {run.at:%Y-%m-%d %H:%M}: {run.title}"


def _frame(request: Request, seat: ReviewerSeat) -> PageFrame:
    return PageFrame(seat.reviewer, seat.token, seat.session.progress(), _done(request, seat))


_DONE = {"confirmed": "Confirmed", "dismissed": "Dismissed", "unsure": "Left as unsure", "skipped": "Skipped"}


def _done(request: Request, seat: ReviewerSeat) -> str:
    did = request.query_params.get("did", "")
    if did == "undone":
        return "Taken back; answer it again, or skip it."
    if did == "nothing":
        return "There is no answer of yours to take back."
    on = request.query_params.get("on", "")
    summary = next((d.summary for d in seat.session.findings.discrepancies if d.id == on), None)
    return f"{_DONE[did]}: {summary}" if did in _DONE and summary is not None else ""


def _onward(item: Item | None, did: str, found: Discrepancy) -> Response:
    query = f"?did={did}&on={quote(found.id, safe='')}"
    return _to(address(item.discrepancy, query) if item else f"/{query}")


def _to(place: str) -> Response:
    return RedirectResponse(place, 303)


# --- what goes wrong ------------------------------------------------------------------------------


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 401:
        return HTMLResponse(notice(error.detail, *_NO_LINK), 401)
    return HTMLResponse(notice(error.detail, onward="/"), error.status_code, error.headers)


async def _not_there(_: Request, error: Exception) -> Response:
    return HTMLResponse(notice("This cannot be done", str(error), onward="/"), 409)


async def _not_kept(request: Request, error: Exception) -> Response:
    LOG.error("%s", error)
    form: Form | None = getattr(request.state, "form", None)
    shown = partial(again, request.url.path, form) if form else partial(notice, onward="/")
    return HTMLResponse(shown("It was not kept", str(error), "What was sent is still here; send it again."), 503)


async def _failed(_: Request, __: Exception) -> Response:
    return HTMLResponse(notice("The server failed", "Its log says more; what was kept is safe.", onward="/"), 500)
