"""Connections to servers of one's own: which addresses may be spoken to at all, and for how long."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from threading import Event, Timer


def may_be_asked(address: str, *, listed: bool) -> bool:
    """Whether an address is this machine's; of a host that is listed, whether it can be a server's at all."""
    try:
        ip = ip_address(address)
    except ValueError:  # a name
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if listed:
        return not (ip.is_link_local or ip.is_multicast or ip.is_unspecified)
    return ip.is_loopback


def first_connected(addresses: Sequence[tuple[str, int]], seconds: float) -> socket.socket:
    """Return a connection to the first of some addresses that takes one. Raises OSError where none does."""
    error = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection(address, timeout=seconds)
        except OSError as refused:  # "localhost" has two addresses, and a server often listens on one
            error = refused
    raise error


@contextmanager
def cut_after(seconds: float, line: socket.socket, late: Event) -> Iterator[None]:
    """Set `late` and end the connection when the time is up, even if something still comes now and then."""

    def cut() -> None:
        late.set()
        with suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)  # below TLS, which another thread is reading

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
