"""One call of a server of one's own: this machine, or a host that the settings name; bounded in every way."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Event, Timer
from time import monotonic
from urllib.parse import urlsplit

from factcheck.connecting.hosts import PORTS, looked_up, may_be_asked, named, of_this_machine


class Astray(Exception):
    """A host's name leads to an address that is not spoken to; the message says which."""


class Unreached(Exception):
    """A server did not answer, or not to the end; the message says why."""


class Late(Unreached):
    """It did not answer in time."""


@dataclass(frozen=True, slots=True)
class OwnServer:
    """Where a server is. `listed`: the settings name its host, whosever machine it is."""

    url: str
    host: str
    port: int
    listed: bool

    @classmethod
    def at(cls, url: str, hosts: Collection[str]) -> OwnServer | None:
        """Return the server at a URL; None for what is no address of one, or holds a user's name or a fragment."""
        try:
            parts = urlsplit(url)
            usable = parts.scheme in PORTS and parts.hostname and parts.port != 0 and url.isascii()
        except ValueError:  # brackets or a port that are none
            return None
        if not usable or not url.isprintable() or " " in url or "@" in parts.netloc or parts.fragment:
            return None
        host = (parts.hostname or "").rstrip(".")
        return cls(url, host, parts.port or PORTS[parts.scheme], named(host, hosts))

    @property
    def allowed(self) -> bool:
        """Whether it is this machine, by its name, or the settings name it."""
        return self.listed or self.host == "localhost" or of_this_machine(self.host)

    def post(
        self, path: str, body: bytes, headers: Mapping[str, str], *, seconds: float, most: int
    ) -> tuple[int, bytes]:
        """Return the status of its answer, and `most` bytes of it.

        The name is looked up once, and every address behind it is looked at. No redirect is followed, no proxy used.
        From the look-up to the last byte it takes so many `seconds` at most. Raises Astray, Late, Unreached.
        """
        late, failed = Event(), None
        try:
            with self._connected(monotonic() + seconds, late) as line:
                connection = HTTPConnection(self.host, self.port)
                connection.sock = line  # so that it looks up no address of its own
                connection.request("POST", path, body, dict(headers))
                with connection.getresponse() as response:
                    answer = response.status, response.read(most)
        except (OSError, HTTPException, ValueError) as error:
            failed = error
        if late.is_set() or isinstance(failed, TimeoutError):
            raise Late(f"no answer came within {seconds:g} s") from failed
        if failed:
            why = getattr(failed, "strerror", None) or type(failed).__name__
            raise Unreached(f"it cannot be reached ({why})") from failed
        return answer

    @contextmanager
    def _connected(self, end: float, late: Event) -> Iterator[socket.socket]:
        """A connection that is secure where the URL asks for it, and is cut when the time is up; then `late` is set."""
        places = looked_up(self.host, self.port, end - monotonic())
        for place in places:
            if not may_be_asked(place, listed=self.listed):
                raise Astray(f"{self.host} leads to {place}")
        with ExitStack() as open_:
            line = open_.enter_context(_first_of(places, self.port, end))
            if self.url.startswith("https:"):
                tls = ssl.create_default_context()
                line = tls.wrap_socket(line, server_hostname=self.host, do_handshake_on_connect=False)
                open_.enter_context(line)
            open_.enter_context(_cut(line, end, late))
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            yield line


def _first_of(places: Collection[str], port: int, end: float) -> socket.socket:
    error = OSError("no address")
    for place in places:
        try:
            return socket.create_connection((place, port), timeout=max(end - monotonic(), 0.001))
        except OSError as refused:  # "localhost" has two addresses, and a server often listens on one
            error = refused
    raise error


@contextmanager
def _cut(line: socket.socket, end: float, late: Event) -> Iterator[None]:
    """Set `late` and end the connection when the time is up, even if something still comes now and then."""

    def cut() -> None:
        late.set()
        with suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)  # below TLS, which another thread is reading

    timer = Timer(max(end - monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
