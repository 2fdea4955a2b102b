"""One request on one line: to addresses that were looked at, for a bounded time, and for a bounded number of bytes."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from factcheck.fetching.clock import Clock, NotLoaded
from factcheck.fetching.hosts import Target
from factcheck.text.excerpt import one_line

_UNPACKED = {"gzip", "x-gzip"}
_SHOWN = 60  # characters of what a server says, in a message
_GZIP = 16 + zlib.MAX_WBITS
_DAMAGED = "its packing is damaged; try again later, or save the page and give the file"
_REDIRECTS = {301, 302, 303, 307, 308}


class TooMuch(NotLoaded):
    """More came than is taken; `beginning` is what is."""

    def __init__(self, largest: int, beginning: bytes = b"") -> None:
        super().__init__(f"it has more than the {largest:,} bytes that are loaded; save what matters of it as a file")
        self.beginning = beginning


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before the body of an answer; the names of `fields` are in small letters."""

    status: int
    fields: Mapping[str, str]

    @property
    def onward(self) -> str | None:
        """Where a redirect leads to; None where this is none."""
        return self.fields.get("location") if self.status in _REDIRECTS else None


class _Timed(httpcore.NetworkStream):
    """A line on which no step waits for longer than the clock says, so that one that drips is cut, too."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self._inner, self._clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the clock's
        return self._inner.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, self._clock.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._clock.left()), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _LookedUp(httpcore.NetworkBackend):
    """Connects to the first of some addresses that takes a connection, whatever name it is asked for."""

    def __init__(self, places: Sequence[str], clock: Clock) -> None:
        self._places, self._clock = places, clock

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - it was looked up, and is not looked up again
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        network = httpcore.SyncBackend()
        failed: Exception = httpcore.ConnectError("no address")
        for place in self._places:
            try:
                line = network.connect_tcp(place, port, self._clock.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(line, self._clock)
        raise failed


def ask(
    target: Target,
    places: Sequence[str],
    clock: Clock,
    *,
    fields: Mapping[str, str],
    largest: int,
    wanted: Callable[[Head], bool],
) -> tuple[Head, bytes]:
    """Ask for a target at one of its `places`, and return the answer, its body unpacked; b"" where none is `wanted`.

    No cookie is sent or kept, no redirect followed, no proxy used. Raises NotLoaded, TooMuch where the body is larger,
    and what `wanted` raises.
    """
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    sent: list[tuple[str | bytes, str | bytes]] = [("Host", target.name), *fields.items()]
    sent += [("Accept-Encoding", "gzip"), ("Connection", "close")]
    secure = httpx.create_ssl_context() if target.scheme == "https" else None
    try:
        with (
            httpcore.ConnectionPool(ssl_context=secure, network_backend=_LookedUp(places, clock)) as pool,
            pool.stream("GET", url, headers=sent) as answer,
        ):
            head = Head(answer.status, {_words(name).lower(): _words(value) for name, value in answer.headers})
            return head, _body(head, answer.iter_stream(), largest) if wanted(head) else b""
    except httpcore.TimeoutException as error:
        raise clock.late() from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise NotLoaded(_told(error)) from error


def _words(field: bytes) -> str:
    """A part of a head, which is ASCII by the standard, and in practice whatever a server has."""
    try:
        return field.decode("utf-8")
    except UnicodeDecodeError:
        return field.decode("latin-1")


def _told(error: Exception) -> str:
    """Say of an error of the line what it was; a certificate's is in what it was raised from."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted ({cause.verify_message}); see whether the address is right"
    if isinstance(cause, ssl.SSLError):
        return f"no secure connection came about ({cause.reason or 'TLS'}); see whether a browser opens it"
    if isinstance(error, httpcore.ConnectError):
        return "its host takes no connection; check the address and the network, or try again later"
    return f"the connection broke off ({type(error).__name__}); try again later, or save the page and give the file"


def _body(head: Head, chunks: Iterable[bytes], largest: int) -> bytes:
    """The body, whole and unpacked; never more than one byte over `largest` of it is held, packed or not."""
    packing = head.fields.get("content-encoding", "").strip().lower()
    if packing not in {"", "identity", *_UNPACKED}:
        raise NotLoaded(
            f"it is packed as {one_line(packing[:_SHOWN])!r}, which was not asked for; save the page and give the file"
        )
    unpacking = zlib.decompressobj(_GZIP) if packing in _UNPACKED else None
    body, came = bytearray(), 0
    for chunk in chunks:
        came += len(chunk)
        body += _unpacked(unpacking, chunk, largest + 1 - len(body)) if unpacking else chunk
        if max(came, len(body)) > largest:
            raise TooMuch(largest, bytes(body[:largest]))
    if unpacking and came and not unpacking.eof:
        raise NotLoaded("it broke off in the middle; try again later, or save the page and give the file")
    return bytes(body)


def _unpacked(unpacking: Any, chunk: bytes, most: int) -> bytes:
    try:
        unpacked: bytes = unpacking.decompress(chunk, most)
    except zlib.error as error:
        raise NotLoaded(_DAMAGED) from error
    if unpacking.unused_data:  # more than one packet, or something else behind it
        raise NotLoaded(_DAMAGED)
    return unpacked
