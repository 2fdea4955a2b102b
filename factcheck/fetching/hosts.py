"""Whose machines are asked: those of the public network, and what the user's own settings name.

An address is taken apart here and nowhere else. Of a host's name every address that it leads to is looked at, and the
line goes to one of exactly these: no name is looked up twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_network

import httpx

from factcheck.connecting.hosts import PORTS, looked_up, may_be_asked, named, stands_for
from factcheck.fetching.clock import Clock, NotLoaded
from factcheck.settings.limits import LONGEST_FIELD

_UNICAST = ip_network("2000::/3")  # what of IPv6 is given to networks that anybody can reach
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
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

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
    if url.scheme not in PORTS or not host:
        raise NotLoaded(f"it does not begin with http:// or https:// and the name of a host; {_SAVE}")
    if url.userinfo:
        raise NotLoaded(f"it holds a user's name or password, which are sent to nobody; {_SAVE}")
    listed = named(host, allowed)
    port = PORTS[url.scheme] if port is None else port
    if not listed and port not in PORTS.values():
        raise NotLoaded(f"pages are loaded from ports 80 and 443, not {port}; {_or_allow(host)}")
    return Target(address, url.scheme, host, port, url.raw_path.decode("ascii"), listed)


def places_of(target: Target, clock: Clock) -> list[str]:
    """Return the addresses that a host's name leads to, all of which may be asked. Raises NotLoaded."""
    try:
        found = looked_up(target.host, target.port, clock.left())
    except TimeoutError:
        raise clock.late() from None
    except OSError as error:
        raise NotLoaded(f"there is no host called {target.host}; check the address and the network") from error
    for place in found:
        if not may_be_asked(place, listed=target.listed, unlisted=public):
            raise NotLoaded(f"{target.host} leads to {place}, which is no public address; {_or_allow(target.host)}")
    return found


def public(place: str) -> bool:
    """Whether an address, in figures, is one of the public network."""
    found = None if "%" in place else stands_for(place)  # with a zone, fe80::1%eth0, it is of this network
    if found is None:
        return False
    if found.is_multicast or not found.is_global or any(found in network for network in _SPECIAL):
        return False
    return found.version == 4 or found in _UNICAST


def _or_allow(host: str) -> str:
    return f'{_SAVE}, or allow the host in your own settings: fetch.allow = ["{host}"]'
