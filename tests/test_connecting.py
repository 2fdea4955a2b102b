"""A call of a server of one's own: whom it may go to, and that all of it is bounded, name and handshake included."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from threading import Event, Thread
from time import monotonic

import pytest

from factcheck.archive import webhook
from factcheck.archive.webhook import SECRET, Webhook
from factcheck.connecting.hosts import may_be_asked
from factcheck.connecting.server import Astray, Late, OwnServer, Unreached

SECONDS = 0.3
SLACK = 3  # seconds that a machine under load may add; unbounded it would be twenty and more


def post(url: str, *hosts: str) -> tuple[int, bytes]:
    server = OwnServer.at(url, hosts)
    assert server is not None
    return server.post("/", b"{}", {}, seconds=SECONDS, most=100)


@contextmanager
def dripping(words: bytes) -> Iterator[int]:
    """A port on which words are said letter by letter, whatever is asked, and then the last one for ever."""
    over = Event()

    def say() -> None:
        line, _ = taken.accept()
        with line:
            try:
                for letter in chain(words, repeat(words[-1]) if words else ()):
                    if over.wait(0.02):
                        return
                    line.sendall(bytes([letter]))
                over.wait(20)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = Thread(target=say, daemon=True)
        thread.start()
        try:
            yield taken.getsockname()[1]
        finally:
            over.set()
            thread.join(5)


@pytest.fixture
def unanswered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    over = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(20) and [])
    yield
    over.set()


@pytest.mark.usefixtures("unanswered")
def test_a_name_that_nobody_answers_for_costs_no_more_than_the_time():
    begun = monotonic()
    with pytest.raises(Late, match=r"no answer came within 0\.3 s"):
        post("http://cms.example/", "cms.example")
    assert monotonic() - begun < SLACK


@pytest.mark.usefixtures("unanswered")
def test_a_webhook_is_bounded_by_its_name_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(webhook, "_SECONDS", SECONDS)
    hook = Webhook.of("http://cms.example/", ["cms.example"], {SECRET: "a secret of the desk's"})
    with pytest.raises(Late):
        hook._called("f1", b"{}")


# The one says nothing; the other begins a record of a handshake, of 4,096 bytes, which come one by one.
@pytest.mark.parametrize("words", [b"", b"\x16\x03\x03\x10\x00\x02\x00\x0f\xfc\x03\x03\x00"])
def test_a_handshake_that_comes_to_no_end_costs_no_more_than_the_time(words: bytes):
    begun = monotonic()
    with dripping(words) as port, pytest.raises(Late):
        post(f"https://127.0.0.1:{port}/")
    assert monotonic() - begun < SLACK


def test_a_head_that_drips_is_cut():
    with dripping(b"HTTP/1.1 200 OK\r\nX-Slow: x") as port, pytest.raises(Late):
        post(f"http://127.0.0.1:{port}/")


def test_who_is_not_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreached, match="Connection refused"):
        post(f"http://127.0.0.1:{port}/")


def test_a_name_of_this_machine_that_leads_elsewhere_is_not_called(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("192.0.2.7", 80))])
    with pytest.raises(Astray, match=r"localhost leads to 192\.0\.2\.7"):
        post("http://localhost/")


@pytest.mark.parametrize(
    ("place", "own", "listed"),
    [
        ("127.0.0.1", True, True),
        ("::1", True, True),
        ("::ffff:127.0.0.1", True, True),
        ("10.0.0.5", False, True),
        ("2001:db8::7", False, True),
        ("169.254.169.254", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("64:ff9b::169.254.169.254", False, False),  # the same, where there is no IPv4
        ("64:ff9b::127.0.0.1", False, True),  # the gateway's own, which is another machine
        ("fe80::1%eth0", False, False),
        ("224.0.0.1", False, False),
        ("0.0.0.0", False, False),
        ("localhost", False, False),
    ],
)
def test_whom_an_address_is_of(place: str, own: bool, listed: bool):
    assert may_be_asked(place, listed=False) is own
    assert may_be_asked(place, listed=True) is listed
