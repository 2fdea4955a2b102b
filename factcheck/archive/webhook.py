"""A server that is called with each new finding, signed, and called again where it does not answer.

This machine alone is spoken to, or a host that the user's settings name; every address behind the name is looked at,
and it is that address that is spoken to. No redirect is followed, no proxy used.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from factcheck.archive.posting import Refused, lines
from factcheck.connecting.server import Astray, OwnServer, Unreached
from factcheck.domain.findings import Findings
from factcheck.errors import ConfigError, OutputError, UsageError

SECRET = "FACTCHECK_WEBHOOK_SECRET"  # noqa: S105 - the variable's name; it holds what both sides sign by
_SHORTEST = 16  # characters of a secret
_SECONDS = 10.0  # from looking up its name to the answer
_WAITS = (1.0, 4.0, 15.0)  # seconds before it is called again
_LATER = {408, 425, 429}  # statuses that ask to be called again, beside those of the server's own faults
_REFUSING = {400, 409, 413, 422}  # statuses that speak of what was sent; others of the URL, the secret, the server
_READ = 10_000  # bytes of an answer, which nobody looks at


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a server is, and the secret that it knows."""

    server: OwnServer
    secret: bytes = field(repr=False)
    pause: Callable[[float], None] = time.sleep

    @classmethod
    def of(cls, url: str, hosts: Sequence[str], environment: Mapping[str, str]) -> Webhook:
        """Return the server at a URL. Raises UsageError or ConfigError where it may not be called."""
        server = OwnServer.at(url, hosts)
        if server is None:
            raise UsageError(
                f"--webhook {url!r}: is no address of a server; write it like http://127.0.0.1:8080/findings"
            )
        if not server.allowed:
            raise ConfigError(
                f"--webhook {url}: {server.host} is not this machine; if what the articles say may be sent there, "
                f'allow it in your own settings: archive.hosts = ["{server.host}"]'
            )
        secret = environment.get(SECRET, "")
        if len(secret) < _SHORTEST:
            raise UsageError(
                f"--webhook: needs a secret of {_SHORTEST} characters and more in {SECRET}, which the server knows, too"
            )
        return cls(server, secret.encode())

    @property
    def name(self) -> str:
        """See posting.Taker."""
        return f"webhook {self.server.url}"

    def take(self, findings: Findings) -> Iterator[str | Refused]:
        """See posting.Taker."""
        for finding, body in lines(findings):
            status = self._answered(finding, body)
            if 200 <= status < 300:
                yield finding
            else:
                yield Refused(finding, f"{self.server.url}: it answers with HTTP status {status}; see its own log")

    def _answered(self, finding: str, body: bytes) -> int:
        """Call the server until it takes or refuses a finding, and return the status. Raises OutputError for others."""
        url = self.server.url
        for wait in (*_WAITS, None):
            try:
                status = self._called(finding, body)
            except Astray as error:
                raise OutputError(f"{url}: {error}, which is not called; name the server itself") from error
            except Unreached as error:
                why = str(error)
            else:
                why = f"it answers with HTTP status {status}"
                if status in _REFUSING or 200 <= status < 300:
                    return status
                if status not in _LATER and status < 500:
                    break
            if wait is not None:
                self.pause(wait)
        raise OutputError(f"{url}: {why}; see to the server")

    def _called(self, finding: str, body: bytes) -> int:
        parts = urlsplit(self.server.url)
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        headers = signed(self.secret, finding, body, int(time.time()))
        status, _ = self.server.post(path, body, headers, seconds=_SECONDS, most=_READ)
        return status


def signed(secret: bytes, finding: str, body: bytes, at: int) -> dict[str, str]:
    """Return the headers of a call: the signature is HMAC-SHA256 over the time, a dot, and the body."""
    made = hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "Connection": "close",
        "X-Factcheck-Delivery": finding,
        "X-Factcheck-Signature": f"t={at},v1={made}",
    }
