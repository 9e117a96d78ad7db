"""Who may look into the reader through a browser: pure decisions about one request.

A page of any other site may send requests to this machine, by its address or by a name that it
lets lead here (DNS rebinding). So the name that was asked for, the page that asks, and a secret are
looked at.
"""

from __future__ import annotations

from hmac import compare_digest
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Asked(NamedTuple):
    """What a request says of itself; "" is what it does not say."""

    host: str
    """The header: a name or address, mostly with a port."""
    origin: str = ""
    token: str = ""
    """From the address."""
    cookie: str = ""
    connects: bool = False
    """Whether it is to become a WebSocket, to which a browser lets every page connect."""


class Gate(NamedTuple):
    """What is let in."""

    token: str
    names: frozenset[str] = frozenset()
    """Names of this machine besides those every machine has for itself."""
    any_address: bool = False
    """Whether a number may name this machine: no other site can have it for its own."""

    def refusal(self, asked: Asked) -> str:
        """Why a request is turned away, in a sentence; "" if it is let in."""
        if not self._is_here(asked.host):
            return "This is not the name of the machine that shows the reader."
        own = f"http://{asked.host}".lower()
        if asked.origin.lower() != own if asked.connects else asked.origin.lower() not in {"", own}:
            return "Another site asks for the reader."
        # Connecting takes the cookie: an address is more easily seen by others.
        if self._is_secret(asked.cookie) or (not asked.connects and self._is_secret(asked.token)):
            return ""
        return "The address that `dateline serve` has printed is needed, as a whole."

    def _is_here(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        return name in _HERE | self.names or (self.any_address and _address(name) is not None)

    def _is_secret(self, given: str) -> bool:
        return compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def gate_for(host: str, machine: str, token: str) -> Gate:
    """The gate of a server that listens on `host`, on a machine of that name."""
    if is_loopback(host):
        return Gate(token, frozenset({host.lower()}))
    return Gate(token, frozenset({host.lower(), machine.lower()}), any_address=True)


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to what listens there."""
    address = _address(host)
    return host.lower() == "localhost" or (address is not None and address.is_loopback)


def is_everywhere(host: str) -> bool:
    """Whether it stands for all addresses of the machine, and is none that can be asked."""
    address = _address(host)
    return address is not None and address.is_unspecified


def in_address(host: str) -> str:
    """A host as addresses have it."""
    return f"[{host}]" if ":" in host else host


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
