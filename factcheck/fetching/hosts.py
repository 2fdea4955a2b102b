"""Whose machines are asked: those of the public network, and what the user's own settings name.

An address is taken apart here and nowhere else. Of a host's name every address that it leads to is looked at, and the
line goes to one of exactly these: no name is looked up twice.
"""

from __future__ import annotations

import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

from factcheck.fetching.clock import Clock, NotLoaded
from factcheck.settings.limits import LONGEST_FIELD

_PORTS = {"http": 80, "https": 443}
_UNICAST = ip_network("2000::/3")  # what of IPv6 is given to networks that anybody can reach
_NAT64 = ip_network("64:ff9b::/96")  # where networks without IPv4 see its addresses (RFC 6052)
# What ipaddress counts as global in one version or another, and is no machine of the public network: protocol
# assignments, relays of 6to4 and its own addresses, with any IPv4 address in them, documentation.
_SPECIAL = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")))
_SAVE = "save the page and give the file"


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart: whom to ask, by what name, for what. `listed`: the user's settings name its host."""

    address: str
    scheme: str
    host: str
    port: int
    path: str
    listed: bool

    @property
    def origin(self) -> str:
        """Whom one robots.txt is of."""
        return f"{self.scheme}://{self.name}"

    @property
    def name(self) -> str:
        """The host as it is called in a request."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def led_to(self, location: str) -> str:
        """Return the address that a redirect leads to. Raises NotLoaded."""
        try:
            return str(httpx.URL(self.address).join(location))
        except (httpx.InvalidURL, ValueError) as error:
            raise NotLoaded(f"it leads on to what is no address; {_SAVE}") from error


def target_of(address: str, allowed: Collection[str]) -> Target:
    """Take an address apart. Raises NotLoaded where nobody may be asked for it, whatever its name leads to."""
    if len(address) > LONGEST_FIELD:
        raise NotLoaded(f"it is longer than {LONGEST_FIELD:,} characters; {_SAVE}")
    try:
        url = httpx.URL(address)
        host = url.raw_host.decode("ascii").lower().rstrip(".")
        port = url.port
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise NotLoaded("it is no address that can be read; copy it again from the browser") from error
    if url.scheme not in _PORTS or not host:
        raise NotLoaded(f"it does not begin with http:// or https:// and the name of a host; {_SAVE}")
    if url.userinfo:
        raise NotLoaded(f"it holds a user's name or password, which are sent to nobody; {_SAVE}")
    listed = host in {name.lower().strip("[]").rstrip(".") for name in allowed}
    port = _PORTS[url.scheme] if port is None else port
    if not listed and port not in _PORTS.values():
        raise NotLoaded(f"pages are loaded from ports 80 and 443, not {port}; {_or_allow(host)}")
    return Target(address, url.scheme, host, port, url.raw_path.decode("ascii"), listed)


def places_of(target: Target, clock: Clock) -> list[str]:
    """Return the addresses that a host's name leads to, all of which may be asked. Raises NotLoaded."""
    found = _looked_up(target, clock)
    for place in found:
        if not _may_be_asked(place, listed=target.listed):
            raise NotLoaded(f"{target.host} leads to {place}, which is no public address; {_or_allow(target.host)}")
    return found


def public(place: str) -> bool:
    """Whether an address, in figures, is one of the public network."""
    try:
        found = _embedded(ip_address(place))
    except ValueError:  # among them what the system calls by a zone: fe80::1%eth0
        return False
    if found.is_multicast or not found.is_global or any(found in network for network in _SPECIAL):
        return False
    return found.version == 4 or found in _UNICAST


def _may_be_asked(place: str, *, listed: bool) -> bool:
    """Whether an address may be asked; of a host that the user named, whether it can be a machine's at all."""
    if not listed:
        return public(place)
    found = _embedded(ip_address(place.partition("%")[0]))
    return not (found.is_link_local or found.is_multicast or found.is_unspecified)


def _embedded(place: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(place, IPv6Address):
        if place in _NAT64:
            return IPv4Address(int(place) & 0xFFFFFFFF)
        return place.ipv4_mapped or place
    return place


def _looked_up(target: Target, clock: Clock) -> list[str]:
    """Look a host's name up, for no longer than there is time: the system's own patience may be minutes."""
    answers: SimpleQueue[Sequence[str] | OSError] = SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=clock.left())
    except Empty:
        raise clock.late() from None
    if isinstance(answer, OSError) or not answer:
        raise NotLoaded(f"there is no host called {target.host}; check the address and the network")
    return list(dict.fromkeys(answer))


def _or_allow(host: str) -> str:
    return f'{_SAVE}, or allow the host in your own settings: fetch.allow = ["{host}"]'
