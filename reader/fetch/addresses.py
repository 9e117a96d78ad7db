"""Where dateline goes: which addresses of the network are somebody's private ground.

What a feed, a page or a redirect names must not make this machine talk to itself or to its
neighbours (server-side request forgery). The judgement is made on the resolved address, and
`network` connects to the very address that was judged, so a name cannot change in between.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import cast

from reader.fetch.failures import NoNameService, NoSuchHost, PrivateAddress

_NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses of IPv4 as seen from a network that has only IPv6 (RFC 6052)."""

_HOME_NAMES = (".local", ".localhost", ".lan", ".home", ".internal", ".home.arpa")


def is_private(address: str) -> bool:
    """Whether an IP address is no public one: loopback, local network, link-local, reserved."""
    try:
        ip = _plain(ip_address(address))
    except ValueError:
        return True
    # `is_global` leaves multicast (RFC 5771, RFC 4291) out of its judgement.
    return not ip.is_global or ip.is_multicast or ip.is_unspecified


def is_link_local(host: str) -> bool:
    """Whether a host is written as a link-local address: clouds tell their secrets there."""
    try:
        return _plain(ip_address(host.strip("[]"))).is_link_local
    except ValueError:
        return False


def plainly_private(host: str) -> bool:
    """Whether a host is private by its very name: a private address, or a name of no registry."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        ip_address(name)
    except ValueError:
        return "." not in name or name.endswith(_HOME_NAMES)
    return is_private(name)


async def addresses_of(name: str, port: int, *, private: bool) -> list[str]:
    """The IP addresses of a host that may be connected to, best first.

    Raises:
        PrivateAddress: all its addresses are private and `private` is not given.
        NoSuchHost: there is none of that name.
        NoNameService: it could not be found out.
    """
    found = await _look_up(name, port)
    allowed = [address for address in found if private or not is_private(address)]
    if not allowed:
        raise PrivateAddress(f"{name} is at {found[0]}")
    return allowed


async def _look_up(name: str, port: int) -> list[str]:
    try:
        rows = await _asked(name, port)
    except socket.gaierror as error:
        # A resolver that cannot be asked answers "again"; one that knows better, "no name".
        if error.errno == socket.EAI_AGAIN:
            raise NoNameService(name) from error
        raise NoSuchHost(name) from error
    except (UnicodeError, OSError) as error:
        raise NoSuchHost(name) from error
    if not rows:
        raise NoSuchHost(name)
    return list(dict.fromkeys(str(cast("tuple[object, ...]", row[4])[0]) for row in rows))


async def _asked(name: str, port: int) -> list[tuple[object, ...]]:
    """What the name service says, in a thread that nobody waits for when dateline ends.

    It may take half a minute over a name, and cannot be stopped; the event loop's own threads are
    waited for at the end, and are few.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[tuple[object, ...]]] = loop.create_future()

    def tell(rows: list[tuple[object, ...]], error: Exception | None) -> None:
        if answer.done():  # whoever asked was cancelled
            return
        if error is None:
            answer.set_result(rows)
        else:
            answer.set_exception(error)

    def ask() -> None:
        rows: list[tuple[object, ...]] = []
        problem: Exception | None = None
        try:
            rows = list(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            problem = error
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(tell, rows, problem)

    threading.Thread(target=ask, name="name-service", daemon=True).start()
    return await answer


def _plain(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one, where there is one: that is where packets end up."""
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return IPv4Address(ip.packed[-4:])
        return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
    return ip
