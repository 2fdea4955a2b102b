"""A server that is called with each new finding, signed, and called again where it does not answer.

This machine alone is spoken to, or a host that the user's settings name; every address behind the name is looked at,
and it is that address that is spoken to. No redirect is followed, no proxy used.
"""

from __future__ import annotations

import hashlib
import hmac
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event
from urllib.parse import SplitResult, urlsplit

from factcheck.archive.posting import Refused, lines
from factcheck.domain.findings import Findings
from factcheck.errors import ConfigError, OutputError, UsageError
from factcheck.models.connecting import cut_after, first_connected, may_be_asked

SECRET = "FACTCHECK_WEBHOOK_SECRET"  # noqa: S105 - the variable's name; it holds what both sides sign by
_SHORTEST = 16  # characters of a secret
_SECONDS = 10.0  # for an answer
_WAITS = (1.0, 4.0, 15.0)  # seconds before it is called again
_PORTS = {"http": 80, "https": 443}
_LATER = {408, 425, 429}  # statuses that ask to be called again, beside those of the server's own faults
_READ = 10_000  # bytes of an answer, which nobody looks at


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a server is, and the secret that it knows."""

    url: str
    host: str
    port: int
    listed: bool
    secret: bytes = field(repr=False)
    pause: Callable[[float], None] = time.sleep

    @classmethod
    def of(cls, url: str, hosts: Sequence[str], environment: Mapping[str, str]) -> Webhook:
        """Return the server at a URL. Raises UsageError or ConfigError where it may not be called."""
        parts = _split(url)
        host = (parts.hostname or "").rstrip(".")
        listed = host in {name.lower().strip("[]").rstrip(".") for name in hosts}
        if not (listed or host == "localhost" or may_be_asked(host, listed=False)):
            raise ConfigError(
                f"--webhook {url}: {host} is not this machine; if what the articles say may be sent there, allow it in "
                f'your own settings: archive.hosts = ["{host}"]'
            )
        secret = environment.get(SECRET, "")
        if len(secret) < _SHORTEST:
            raise UsageError(
                f"--webhook: needs a secret of {_SHORTEST} characters and more in {SECRET}, which the server knows, too"
            )
        return cls(url, host, parts.port or _PORTS[parts.scheme], listed, secret.encode())

    @property
    def name(self) -> str:
        """See posting.Taker."""
        return f"webhook {self.url}"

    def take(self, findings: Findings) -> Iterator[str | Refused]:
        """See posting.Taker."""
        for finding, body in lines(findings):
            status = self._answered(finding, body)
            if 200 <= status < 300:
                yield finding
            else:
                yield Refused(finding, f"{self.url}: it answers with HTTP status {status}; see its own log")

    def _answered(self, finding: str, body: bytes) -> int:
        """Call the server until it answers for good. Raises OutputError where it does not."""
        for wait in (*_WAITS, None):
            try:
                status = self._called(finding, body)
            except (OSError, HTTPException, ValueError) as error:
                why = f"it cannot be reached ({getattr(error, 'strerror', None) or type(error).__name__})"
            else:
                if status not in _LATER and status < 500:
                    return status
                why = f"it answers with HTTP status {status}"
            if wait is not None:
                self.pause(wait)
        raise OutputError(f"{self.url}: {why}; see to the server")

    def _called(self, finding: str, body: bytes) -> int:
        late = Event()
        with closing(self._connected()) as line, cut_after(_SECONDS, line, late):
            connection = HTTPConnection(self.host, self.port)
            connection.sock = line  # so that it looks up no address of its own
            parts = urlsplit(self.url)
            path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("POST", path, body, signed(self.secret, finding, body, int(time.time())))
            with connection.getresponse() as response:
                response.read(_READ)
                return response.status

    def _connected(self) -> socket.socket:
        found = [at[4][:2] for at in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)]
        for address, _ in found:
            if not may_be_asked(str(address), listed=self.listed):
                raise OutputError(
                    f"{self.url}: {self.host} leads to {address}, which is not called; name the server itself"
                )
        line = first_connected([(str(address), int(port)) for address, port in found], _SECONDS)
        if not self.url.startswith("https:"):
            return line
        try:
            return ssl.create_default_context().wrap_socket(line, server_hostname=self.host)
        except BaseException:
            line.close()
            raise


def signed(secret: bytes, finding: str, body: bytes, at: int) -> dict[str, str]:
    """Return the headers of a call: the signature is HMAC-SHA256 over the time, a dot, and the body."""
    made = hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "Connection": "close",
        "X-Factcheck-Delivery": finding,
        "X-Factcheck-Signature": f"t={at},v1={made}",
    }


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and parts.hostname and parts.port != 0 and url.isascii() and url.isprintable()
    except ValueError:  # brackets or a port that are none
        usable = False
    if not usable or " " in url or "@" in parts.netloc or parts.fragment:
        raise UsageError(f"--webhook {url!r}: is no address of a server; write it like http://127.0.0.1:8080/findings")
    return parts
