"""The server with its workers: what a draft, a caller or a lost process costs others, which is nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import working
from fakes import FakePool
from serving import running
from test_workers import pid, there, until

from factcheck.settings.config import load_config
from factcheck.web.serve import make_app
from factcheck.workers.pool import Pool

TOKEN = "a-token-of-the-tests"
KNOWN = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/plain"}
PATIENCE = 300  # seconds


class Answer(NamedTuple):
    status: int
    headers: Any
    text: str


def app_of(pool: Any, **changes: Any) -> Any:
    settings = load_config().serve.model_copy(update=changes)
    return make_app(settings, pool, token=TOKEN, day=lambda: date(2024, 5, 20))


@contextmanager
def server_of(**options: Any) -> Iterator[int]:
    """A server whose workers do what the drafts say."""
    given = {"size": 1, "seconds": 20.0, "waiting": 10, "patience": 60.0, **options}
    pool: Any = Pool(working.make_answers, **given)
    pool.start()
    with running(app_of(pool)) as port:
        yield port


def ask(port: int, draft: str = "", method: str = "POST", path: str = "/check") -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, draft.encode(), KNOWN)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())
    finally:
        connection.close()


def healthy(port: int) -> bool:
    return ask(port, method="GET", path="/health").status == 200


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as caller:
        yield caller


def beginning(*headers: str) -> bytes:
    return "\r\n".join(["POST /check HTTP/1.1", "Host: localhost", *headers, ""]).encode()


# --- drafts that stop a check ---------------------------------------------------------------------


def test_a_check_past_its_time_is_answered_and_its_core_is_free_again():
    with server_of(seconds=1) as port:
        before = pid(ask(port, "hello").text)
        late = ask(port, "hang")
        assert (late.status, late.headers["Content-Type"]) == (504, "application/problem+json")
        assert json.loads(late.text)["detail"] == (
            "the check took more than 1 s; send a shorter draft, or fewer sources"
        )
        assert not there(before)
        assert pid(ask(port, "hello").text) != before


def test_a_worker_that_dies_costs_one_clear_answer():
    with server_of() as port:
        died = ask(port, "die")
        assert (died.status, json.loads(died.text)["status"]) == (500, 500)
        assert "ended from outside, or ran out of memory" in died.text
        assert ask(port, "hello").status == 200


def test_what_is_too_much_to_wait_is_told_to_come_again(tmp_path: Path):
    pool: Any = Pool(working.make_answers, size=1, seconds=20.0, waiting=1)
    with running(app_of(pool)) as port, ThreadPoolExecutor(2) as callers:
        first = callers.submit(ask, port, f"steps {tmp_path}")
        until((tmp_path / "began").exists)
        second = callers.submit(ask, port, "hello")
        until(lambda: pool.full)
        refused = ask(port, "hello")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "10")
        assert healthy(port)
        (tmp_path / "enough").touch()
        assert first.result().status == second.result().status == 200


def test_the_check_of_a_caller_who_goes_away_is_given_up(tmp_path: Path):
    with server_of() as port:
        before = pid(ask(port, "hello").text)
        draft = f"steps {tmp_path}"
        with connected(port) as caller:
            known = [f"{name}: {value}" for name, value in KNOWN.items()]
            caller.sendall(beginning(*known, f"Content-Length: {len(draft)}") + b"\r\n" + draft.encode())
            until((tmp_path / "began").exists)
        until((tmp_path / "ended").exists)
        assert pid(ask(port, "hello").text) == before


# --- callers who hold connections -----------------------------------------------------------------


def test_idle_connections_close_the_door_to_nobody():
    with running(app_of(FakePool(), connections=8)) as port:
        idle = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(30)]
        try:
            assert healthy(port)
            assert idle[0].recv(100) == b""  # the oldest made room
        finally:
            for one in idle:
                one.close()


@pytest.mark.parametrize("sent", [b"", b"GET /health HTTP/1.1\r\nHost: ", b"GET /health HT"])
def test_a_request_that_never_begins_ends_its_connection(sent: bytes):
    with running(app_of(FakePool()), beginning=0.3) as port, connected(port) as caller:
        caller.sendall(sent)
        assert caller.recv(1000).startswith(b"HTTP/1.1 408 " if sent else b"")
        assert caller.recv(1000) == b""


def test_a_byte_now_and_then_holds_no_connection():
    """Neither before a request, nor after one that was answered before it was all there."""
    unknown = beginning("Content-Type: text/plain", "Content-Length: 100000") + b"\r\n"
    with running(app_of(FakePool()), beginning=0.3) as port:
        for start in (b"GET / HTTP/1.1\r\nX: ", unknown):
            with connected(port) as caller:
                caller.sendall(start)
                until(lambda caller=caller: cut_off(caller))


def cut_off(caller: socket.socket) -> bool:
    """Send one more byte; say whether nobody takes it any more."""
    try:
        caller.sendall(b"x")
    except OSError:
        return True
    return False


def test_a_connection_may_be_used_again_and_longer_than_a_beginning_takes(tmp_path: Path):
    with running(app_of(FakePool(working.make_answers)), beginning=0.3) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        for draft in ("hello", "sleep 0.6", "hello"):
            connection.request("POST", "/check", draft.encode(), KNOWN)
            assert connection.getresponse().read()
        connection.close()


def test_headers_without_an_end_are_refused():
    with running(app_of(FakePool())) as port, connected(port) as caller:
        caller.sendall(beginning(*(f"X-{n}: {'x' * 1000}" for n in range(100))))
        assert caller.recv(1000).startswith(b"HTTP/1.1 400 ")


# --- the command ----------------------------------------------------------------------------------


def children(process: int) -> list[int]:
    """The workers of a process."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            line = (folder / "cmdline").read_text()
        except OSError:
            continue
        if parent == process and "spawn_main" in line:
            found.append(int(folder.name))
    return found


@contextmanager
def command(folder: Path, workers: int) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The real command, and its port."""
    wires = folder / "wires"
    wires.mkdir()
    (wires / "coast.txt").write_text("A ferry sank near Orlund. Police said 31 people were killed.\n", encoding="utf-8")
    program = [sys.executable, "-m", "factcheck", "serve", "--against", str(wires), "--port", "0"]
    settings = [f"serve.at_once={workers}", "serve.seconds=300"]
    environment = {**os.environ, "FACTCHECK_TOKEN": TOKEN, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [*program, *(word for one in settings for word in ("--set", one))],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            said = re.search(r"127\.0\.0\.1:(\d+);", server.stderr.readline())
            assert said
            yield server, int(said[1])
        finally:
            server.kill()


pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")


def test_the_command_outlives_its_workers(tmp_path: Path):
    with command(tmp_path, 2) as (server, port):
        workers = children(server.pid)
        assert len(workers) == 2
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        checked = ask(port, "A ferry sank near Orlund. Police said 12 people were killed.")
        assert (checked.status, checked.headers["X-Factcheck-Verdict"]) == (200, "fail")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_command_leaves_no_process_behind(tmp_path: Path, how: signal.Signals):
    with command(tmp_path, 1) as (server, port):
        workers = children(server.pid)
        assert len(workers) == 1
        assert healthy(port)
        server.send_signal(how)
        server.wait(PATIENCE)
        until(lambda: not any(there(worker) for worker in workers))
