"""The check over HTTP: who is let in, what is read, what is answered; and the real server under a hundred callers."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder, FakePool
from jsonschema import Draft202012Validator
from serving import running
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from factcheck import cli
from factcheck.errors import FactcheckError, NothingComparable, UsageError
from factcheck.intake.reading import read, read_draft
from factcheck.running import Run, check_article
from factcheck.settings.config import Config, load_config
from factcheck.shelves import member, members
from factcheck.web import checking, serve
from factcheck.web import listening as web
from factcheck.web.checking import Checks
from factcheck.web.tokens import AccessToken, token_of
from factcheck.workers.pool import Busy, Overdue
from factcheck.workers.process import WorkerDied

TODAY = date(2024, 5, 20)
TOKEN = "a-token-of-the-tests"
KNOWN = {"Authorization": f"Bearer {TOKEN}"}
TEXT = {**KNOWN, "Content-Type": "text/plain"}
WIRE = "A ferry sank near Orlund on Monday. Police said 31 people were killed. The ferry had left Tarn at noon.\n"
WRONG = WIRE.replace("31", "12")
HEADER = "X-Factcheck-Verdict"


def config(**changes: Any) -> Config:
    shipped = load_config()
    return shipped.model_copy(update={"serve": shipped.serve.model_copy(update=changes)})


@pytest.fixture
def wires(tmp_path: Path) -> Path:
    folder = tmp_path / "wires"
    folder.mkdir()
    (folder / "coast.txt").write_text(WIRE, encoding="utf-8")
    return folder


def app_of(wires: Path, run: Run | None = None, *, pool: Any = None, **options: Any) -> ASGIApp:
    run = run or Run(config(), TODAY)
    pool = pool or FakePool(Checks(run, [str(wires)], FakeEncoder()))
    return serve.make_app(run.config.serve, pool, **{"token": TOKEN, "day": lambda: TODAY, **options})


@contextmanager
def client_of(app: ASGIApp, **options: Any) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False, **options) as client:
        yield client


@pytest.fixture
def client(wires: Path) -> Iterator[TestClient]:
    with client_of(app_of(wires)) as client:
        yield client


# --- what is answered -----------------------------------------------------------------------------


def test_a_draft_that_differs_fails_and_its_report_is_that_of_a_check(client: TestClient, wires: Path):
    answer = client.post("/check?name=storm.txt", content=WRONG, headers=TEXT)
    assert (answer.status_code, answer.headers[HEADER]) == (200, "fail")
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == expected(WRONG, "storm", wires)
    assert answer.json()["check"]["failing"]


def test_a_draft_that_agrees_passes(client: TestClient):
    answer = client.post("/check", content=WIRE.replace("Police", "Officers"), headers=TEXT)
    assert (answer.status_code, answer.headers[HEADER]) == (200, "pass")


def test_a_draft_that_meets_no_source_is_no_pass_and_names_no_file(client: TestClient, wires: Path):
    answer = client.post("/check", content="Bakers in Tarn are proud of their bread.", headers=TEXT)
    assert (answer.status_code, answer.headers[HEADER]) == (200, "nothing-comparable")
    assert answer.json().keys() == {"detail"}
    assert str(wires) not in answer.text
    assert "request:" not in answer.text


def test_a_month_of_warnings_passes_and_shows_the_findings(wires: Path):
    shipped = config()
    lenient = shipped.model_copy(update={"gate": shipped.gate.model_copy(update={"warn_only": True})})
    with client_of(app_of(wires, Run(lenient, TODAY))) as client:
        answer = client.post("/check", content=WRONG, headers=TEXT)
    assert answer.headers[HEADER] == "pass"
    assert answer.json()["discrepancies"]


def test_the_format_is_asked_for_by_name_or_by_accept(client: TestClient):
    html = "html" in members("formats")
    assert client.post("/check?format=pdf", content=WRONG, headers=TEXT).status_code == 400
    for accept in ("*/*", "application/json", "text/csv", "text/html;q=0.1, application/json", "text/html;q=x"):
        answer = client.post("/check", content=WRONG, headers={**TEXT, "Accept": accept})
        assert answer.headers["content-type"] == "application/json"
    for query, accept in (("?format=html", "*/*"), ("", "text/html, */*;q=0.5")):
        answer = client.post(f"/check{query}", content=WRONG, headers={**TEXT, "Accept": accept})
        assert answer.headers["content-type"].startswith("text/html") or not html
        assert answer.status_code == 200 or not html


def test_nothing_comparable_has_a_page_that_no_draft_can_write_into():
    draft = read_draft("-", today=TODAY, stdin=io.BytesIO(b"Bread."), name="x.txt")
    error = NothingComparable(f"{draft.path}: <script>alert(1)</script>\n  /srv/wires/a.txt: cannot be opened")
    page = checking._nothing_comparable(draft, error, "html")
    assert "<script>" not in page.text
    assert "/srv" not in page.text


# --- what is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind, body",
    [
        ("text/plain; charset=utf-8", WRONG.encode()),
        ("text/plain; charset=utf-16", WRONG.encode("utf-16")),
        ("text/markdown", f"# Ferry\n\n*{WRONG.strip()}*\n".encode()),
        ("text/html", f"<!doctype html><title>Ferry</title><article><p>{WRONG}</p></article>".encode()),
        ("text/html; charset=latin-1", f"<html><meta charset=utf-8><article><p>Caf\xe9. {WRONG}</p>".encode("latin-1")),
        ("application/json", json.dumps({"headline": "Ferry", "body": WRONG}).encode()),
        ("application/json", json.dumps({"draft": {"text": WRONG}}).encode()),
    ],
)
def test_every_form_of_a_draft_is_read(client: TestClient, kind: str, body: bytes):
    answer = client.post("/check", content=body, headers={**KNOWN, "Content-Type": kind})
    assert (answer.status_code, answer.headers[HEADER]) == (200, "fail"), answer.text


@pytest.mark.parametrize("charset", ["", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "utf-32"])
@pytest.mark.parametrize("kind", ["text/plain", "text/markdown", "application/json"])
def test_a_byte_order_mark_is_no_part_of_the_text(client: TestClient, kind: str, charset: str):
    text = WRONG if kind != "application/json" else json.dumps({"text": WRONG})
    marked = text.encode(charset) if charset in {"utf-16", "utf-32"} else f"\ufeff{text}".encode(charset or "utf-8")
    answer = client.post("/check", content=marked, headers={**KNOWN, "Content-Type": f"{kind}; charset={charset}"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["check"]["text"].strip() == WRONG.strip()


@pytest.mark.parametrize(
    "kind, body, status",
    [
        ("text/plain", b"", 422),
        ("text/plain", b" \n", 422),
        ("text/plain", b"%PDF-1.7", 422),
        ("text/plain", bytes(range(256)) * 9, 422),
        ("text/plain; charset=ascii", "Café".encode(), 422),
        ("text/plain; charset=hex", b"Caf", 422),
        ("text/plain; charset=punycode", b"a" * 1_900_000, 422),
        ("text/plain; charset=iso-8859-99", b"Caf", 422),
        ("text/html", b"<html><body>Menu</body></html>", 422),
        ("application/json", b"{", 422),
        ("application/json", b"[" * 200_000, 422),
        ("application/json", b"1" * 5000, 422),
        ("application/json", b"{}", 422),
        ("application/json", b"[]", 422),
        ("application/json", json.dumps([{"text": WIRE}, {"text": WRONG}]).encode(), 422),
        ("application/json", json.dumps({"draft": WRONG}).encode(), 422),
        ("application/json", json.dumps({"against": [{"text": WIRE}]}).encode(), 422),
        ("application/json", json.dumps({"draft": {"text": WRONG}, "agianst": []}).encode(), 422),
        ("application/json", json.dumps({"draft": {"text": WRONG}, "against": WIRE}).encode(), 422),
        ("application/json", json.dumps({"draft": {"text": WRONG}, "against": [WIRE]}).encode(), 422),
        ("application/pdf", b"%PDF-1.7", 415),
        ("", WRONG.encode(), 415),
        ("application/x-www-form-urlencoded", WRONG.encode(), 415),
    ],
)
def test_what_is_no_draft_is_refused_in_words_without_paths(
    client: TestClient, wires: Path, kind: str, body: bytes, status: int
):
    answer = client.post("/check", content=body, headers={**KNOWN, "Content-Type": kind})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert not re.search(r"Traceback|\.py|request:|^-:", answer.json()["detail"])
    assert str(wires.parent) not in answer.text


def test_a_compressed_body_is_refused(client: TestClient):
    assert client.post("/check", content=b"x", headers={**TEXT, "Content-Encoding": "gzip"}).status_code == 415


@pytest.mark.parametrize(
    "query, disposition, draft",
    [
        ("?name=storm.md", "", "storm"),
        ("?name=v1.2 of Monday", "", "v1.2 of Monday"),
        ("?name=../../etc/passwd", "", "passwd"),
        ("?name=C:%5Cdesk%5Cstorm.txt", "", "storm"),
        ("?name=%00%0a<b>", "", "___b_"),
        ("?name=..", "", "draft"),
        ("", 'attachment; filename="storm.txt"', "storm"),
        ("", "attachment; filename*=UTF-8''d%C3%A9g%C3%A2ts.txt", "dégâts"),
        ("", "attachment; filename*=nonsense''a.txt", "draft"),
        ("", r'attachment; filename="a \"b\".txt"', "a _b_"),
        ("", "attachment; filename=x.txt; filename*=UTF-8'en'storm.txt", "storm"),
        ("", "attachment; filename*1*;filename*=;1*", "draft"),
        ("", "attachment", "draft"),
        ("", "", "draft"),
    ],
)
def test_the_name_of_a_draft_is_a_name_and_no_path(client: TestClient, query: str, disposition: str, draft: str):
    headers = {**TEXT, "Content-Disposition": disposition} if disposition else TEXT
    answer = client.post(f"/check{query}", content=WRONG, headers=headers)
    assert answer.json()["check"]["draft"] == draft


def test_no_name_makes_a_source_the_draft_itself(client: TestClient, wires: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(wires)
    answer = client.post("/check?name=coast.txt", content=WRONG, headers=TEXT)
    assert answer.headers[HEADER] == "fail"
    assert {article["source"] for article in answer.json()["articles"]} == {"coast"}


def test_a_request_may_bring_its_own_sources(client: TestClient):
    other = WIRE.replace("31", "12")
    rows = [{"text": other, "publisher": "The Wire"}, {"id": "b", "text": WIRE.replace("31", "12 or 13")}, {"text": ""}]
    answer = client.post("/check", json={"draft": {"text": WIRE, "id": "own"}, "against": rows}, headers=KNOWN)
    assert (answer.status_code, answer.headers[HEADER]) == (200, "fail")
    report = answer.json()
    assert {article["id"] for article in report["articles"]} == {"own", "against-1", "b"}
    assert report["skipped"][0]["path"] == "request:/against"
    empty = client.post("/check", json={"draft": {"text": WIRE}, "against": []}, headers=KNOWN)
    assert empty.headers[HEADER] == "nothing-comparable"


def test_sources_are_read_anew_when_they_change(client: TestClient, wires: Path):
    assert client.post("/check", content=WRONG, headers=TEXT).headers[HEADER] == "fail"
    (wires / "coast.txt").write_text(WIRE.replace("31", "12") + "Divers were called.\n", encoding="utf-8")
    assert client.post("/check", content=WRONG, headers=TEXT).headers[HEADER] == "pass"
    (wires / "coast.txt").unlink()
    assert client.post("/check", content=WRONG, headers=TEXT).headers[HEADER] == "nothing-comparable"
    wires.rmdir()
    answer = client.post("/check", content=WRONG, headers=TEXT)
    assert answer.status_code == 503
    assert str(wires) not in answer.text


def test_sources_that_did_not_change_are_not_read_again(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr("factcheck.watch.sources.read", never)
    assert client.post("/check", content=WRONG, headers=TEXT).headers[HEADER] == "fail"


def test_the_day_is_that_of_the_request(wires: Path):
    days = iter([TODAY, date(2024, 5, 14)])
    with client_of(app_of(wires, day=lambda: next(days))) as client:
        draft = {"text": WRONG, "date": "2024-05-15"}
        published = [
            [a["published"] for a in client.post("/check", json=draft, headers=KNOWN).json()["articles"]]
            for _ in range(2)
        ]
    assert published == [[None, "2024-05-15T00:00:00"], [None, None]]


def test_a_server_does_not_start_without_its_sources(tmp_path: Path):
    with pytest.raises(UsageError):
        serve.make_pool(Run(config(), TODAY), [str(tmp_path / "nowhere")])


# --- who is let in --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer \xe9".encode("latin-1")},
    ],
)
def test_without_the_token_nothing_is_checked(client: TestClient, given: dict[str, Any]):
    answer = client.post("/check", content=WRONG, headers={"Content-Type": "text/plain", **given})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_scheme_is_of_any_case(client: TestClient):
    headers = {**TEXT, "Authorization": f"bearer {TOKEN}"}
    assert client.post("/check", content=WRONG, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/health", "/openapi.json", "/check"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "", "localhost:x"]
)
def test_a_name_that_is_not_the_servers_is_refused(client: TestClient, path: str, host: str):
    assert (
        client.request("POST" if path == "/check" else "GET", path, headers={**TEXT, "Host": host}).status_code == 403
    )


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765", "desk.example", "here"])
def test_names_of_the_server_are_let_in(wires: Path, host: str):
    run = Run(config(hosts=("Desk.example",)), TODAY)
    with client_of(app_of(wires, run, hosts=("here",))) as client:
        assert client.get("/health", headers={"Host": host}).json()["status"] == "ok"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:8765", ""])
def test_no_web_page_is_let_in_by_default_or_told_that_it_may(client: TestClient, origin: str):
    answer = client.post("/check", content=WRONG, headers={**TEXT, "Origin": origin})
    assert answer.status_code == 403
    preflight = client.options("/check", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 403
    assert not any(name.startswith("access-control") for name in [*answer.headers, *preflight.headers])


def test_a_web_page_that_is_let_in_may_read_the_verdict(wires: Path):
    page = {"Origin": "https://cms.example"}
    with client_of(app_of(wires, Run(config(origins=("https://cms.example",)), TODAY))) as client:
        asked = {**page, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        assert client.options("/check", headers=asked).headers["Access-Control-Allow-Origin"] == page["Origin"]
        answer = client.post("/check", content=WRONG, headers={**TEXT, **page})
        other = client.post("/check", content=WRONG, headers={**TEXT, "Origin": "https://evil.example"})
    assert answer.headers[HEADER] == "fail"
    assert HEADER in answer.headers["Access-Control-Expose-Headers"]
    assert (other.status_code, "Access-Control-Allow-Origin" in other.headers) == (403, False)


def test_a_token_is_taken_from_the_environment_or_made():
    assert token_of({"FACTCHECK_TOKEN": "abc-._~+/="}) == AccessToken("abc-._~+/=", made=False)
    first, second = token_of({}), token_of({"FACTCHECK_TOKEN": ""})
    assert first.made
    assert second.made
    assert first.words != second.words
    assert len(first.words) >= 40
    for bad in ("two words", "é", "line\n"):
        with pytest.raises(UsageError, match="FACTCHECK_TOKEN"):
            token_of({"FACTCHECK_TOKEN": bad})


# --- limits and mistakes --------------------------------------------------------------------------


def test_a_request_over_the_limit_is_refused_and_one_of_just_that_size_is_not(wires: Path):
    with client_of(app_of(wires, Run(config(largest=len(WRONG)), TODAY))) as client:
        assert client.post("/check", content=WRONG, headers=TEXT).status_code == 200
        assert client.post("/check", content=WRONG + " ", headers=TEXT).status_code == 413
        assert client.post("/check", content=iter([WRONG.encode(), b" "]), headers=TEXT).status_code == 413


@pytest.mark.parametrize("error", [RuntimeError("at /srv/secret.py"), FactcheckError("/srv/model: not there")])
def test_a_bug_and_a_mistake_of_the_server_are_told_without_what_they_are(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    def broken(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(checking, "check_article", broken)
    answer = client.post("/check", content=WRONG, headers=TEXT)
    assert (answer.status_code, "srv" in answer.text) == (500, False)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("method, path, status", [("GET", "/check", 405), ("GET", "/nowhere", 404)])
def test_other_routes_and_methods_are_not_there(client: TestClient, method: str, path: str, status: int):
    answer = client.request(method, path, headers=KNOWN)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


@pytest.mark.parametrize("error, status", [(Busy("1 s"), 503), (Overdue("1 s"), 504), (WorkerDied("-9"), 500)])
def test_whoever_waits_too_long_or_loses_the_worker_is_told(wires: Path, error: Exception, status: int):
    class Failing(FakePool):
        async def run(self, asked: Any) -> Any:
            raise error

    with client_of(app_of(wires, pool=Failing())) as client:
        answer = client.post("/check", content=WRONG, headers=TEXT)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_where_no_more_can_wait_a_draft_is_refused_before_it_is_read(wires: Path):
    class Full(FakePool):
        full = True

    with client_of(app_of(wires, Run(config(largest=1), TODAY), pool=Full())) as client:
        answer = client.post("/check", content=WRONG, headers=TEXT)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


# --- the description ------------------------------------------------------------------------------


def test_the_description_holds_of_real_answers(client: TestClient):
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    refs = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert refs <= schemas.keys()
    assert "$defs" not in json.dumps(document)

    def validator(name: str) -> Draft202012Validator:
        whole = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator.check_schema(whole)
        return Draft202012Validator(whole)

    validator("Report").validate(client.post("/check", content=WRONG, headers=TEXT).json())
    validator("NothingComparable").validate(client.post("/check", content="Bread.", headers=TEXT).json())
    validator("Problem").validate(client.post("/check", content="", headers=TEXT).json())
    validator("Submission").validate({"draft": {"body": WRONG}, "against": [{"text": WIRE}]})
    assert not validator("Submission").is_valid({"draft": {"title": "no text"}})


# --- the real server ------------------------------------------------------------------------------


def posted(port: int, body: bytes, path: str) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", path, body, TEXT)
        answer = connection.getresponse()
        return answer.status, answer.headers.get(HEADER, ""), answer.read().decode()
    finally:
        connection.close()


def expected(text: str, name: str, wires: Path) -> str:
    """What a check of that draft alone, in one thread, says."""
    draft = read_draft("-", today=TODAY, stdin=io.BytesIO(text.encode()), name=f"request:/{name}.txt")
    findings = check_article(draft, read([str(wires)], today=TODAY), Run(config(), TODAY), encoder=FakeEncoder())
    return str(member("formats", "json")().render(findings))


def test_a_hundred_callers_at_once_each_get_their_own_answer(wires: Path):
    (wires / "inland.txt").write_text(WIRE.replace("Police", "Officials") + "Divers came.\n", encoding="utf-8")
    drafts = {f"draft-{n}": WIRE.replace("31", str(n)) for n in range(1, 101)}
    wanted = {name: expected(text, name, wires) for name, text in drafts.items()}
    ready = threading.Barrier(len(drafts))

    def call(name: str) -> tuple[int, str, str]:
        ready.wait()
        return posted(port, drafts[name].encode(), f"/check?name={name}.txt")

    with running(app_of(wires)) as port, ThreadPoolExecutor(len(drafts)) as callers:
        answers = dict(zip(drafts, callers.map(call, drafts), strict=True))
    assert {name: text for name, (_, _, text) in answers.items()} == wanted
    assert {status for status, _, _ in answers.values()} == {200}
    verdicts = {name: verdict for name, (_, verdict, _) in answers.items()}
    assert verdicts["draft-31"] == "pass"
    assert set(verdicts.values()) == {"pass", "fail"}


def test_what_is_announced_as_too_large_is_refused_before_it_is_sent(wires: Path):
    with running(app_of(wires)) as port, socket.create_connection(("127.0.0.1", port), timeout=20) as caller:
        head = (
            f"POST /check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/plain\r\n"
        )
        caller.sendall(f"{head}Content-Length: 100000000\r\n\r\n".encode())
        assert caller.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_what_comes_in_pieces_is_refused_at_the_limit(wires: Path):
    with (
        running(app_of(wires, Run(config(largest=1000), TODAY))) as port,
        socket.create_connection(("127.0.0.1", port), timeout=20) as caller,
    ):
        head = (
            f"POST /check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/plain\r\n"
        )
        caller.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        caller.sendall(b"3e9\r\n" + b"x" * 1001 + b"\r\n")  # and no end
        assert caller.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_a_request_that_does_not_arrive_is_given_up(wires: Path):
    with (
        running(app_of(wires, Run(config(seconds=0.2), TODAY))) as port,
        socket.create_connection(("127.0.0.1", port), timeout=20) as caller,
    ):
        head = (
            f"POST /check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/plain\r\n"
        )
        caller.sendall(f"{head}Content-Length: 100\r\n\r\nA ferry".encode())
        assert caller.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_a_port_that_is_taken_is_told_before_anything_else():
    with web.listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="another port"):
        web.listen("127.0.0.1", taken.getsockname()[1])


# --- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["", "one-of-ours"])
def test_the_command_says_where_it_listens_and_shows_only_a_token_that_it_made(
    wires: Path, given: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    class Stopped:
        def run(self, *, sockets: list[socket.socket]) -> None:
            for one in sockets:
                one.close()

    monkeypatch.chdir(wires)
    monkeypatch.setattr(web, "server", lambda _: Stopped())
    monkeypatch.setattr(serve, "make_pool", lambda *_: FakePool())
    monkeypatch.setitem(os.environ, "FACTCHECK_TOKEN", given)
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", "--against", str(wires), "--port", "0", "--today", "2024-05-20"])
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (0, "")
    assert re.search(r"http://127\.0\.0\.1:\d+;", said.err)
    assert ("Bearer" in said.err) == (not given)
    assert "one-of-ours" not in said.err


def test_a_run_is_not_changed_by_its_requests(wires: Path):
    run = Run(config(), TODAY)
    before = replace(run)
    with client_of(app_of(wires, run)) as client:
        client.post("/check", content=WRONG, headers=TEXT)
    assert run == before
