"""Whom this program may speak to: hosts that the settings name, and what addresses of machines stand for."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

PORTS = {"http": 80, "https": 443}
_NAT64 = ip_network("64:ff9b::/96")  # where networks without IPv4 see its addresses (RFC 6052)


def named(host: str, hosts: Collection[str]) -> bool:
    """Whether the settings name a host, however they write it."""
    return host in {name.lower().strip("[]").rstrip(".") for name in hosts}


def stands_for(place: str) -> IPv4Address | IPv6Address | None:
    """Return an address, in figures: the IPv4 one that an IPv6 one stands for, where it does. None for a name."""
    try:
        found = ip_address(place.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return getattr(found, "ipv4_mapped", None) or found


def of_this_machine(place: str) -> bool:
    """Whether an address, in figures, is this machine's own; a name is none.

    One of NAT64 is not, even where it stands for 127.0.0.1: it goes out to whatever machine translates it.
    """
    try:
        found = ip_address(place)
    except ValueError:
        return False
    return bool((getattr(found, "ipv4_mapped", None) or found).is_loopback)


def may_be_asked(place: str, *, listed: bool, unlisted: Callable[[str], bool] = of_this_machine) -> bool:
    """Whether an address may be asked: of a host that is `listed`, wherever a machine can be at all.

    Of others it is as `unlisted` says, this machine alone.
    """
    if not listed:
        return unlisted(place)
    found = stands_for(place)
    return found is not None and not (found.is_link_local or found.is_multicast or found.is_unspecified)


def looked_up(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses behind a host's name, each once; the system's own patience may be minutes.

    Raises TimeoutError where that takes longer, OSError where there are none.
    """
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found] or OSError("no address"))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0))
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return list(dict.fromkeys(answer))
