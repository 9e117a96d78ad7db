"""The way from the address that was asked for to the one that answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.fetch import failures
from reader.fetch.addresses import is_link_local, is_private
from reader.text.url import host, resolve

if TYPE_CHECKING:
    from reader.fetch.answers import Head
    from reader.fetch.loaders import Options
    from reader.model.feed import Validators

PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_HOPS = 5

_OF_THE_WEB = frozenset({80, 81, 280, 443, 488, 591, 593, 777, 800, 808, 880, 888})
_OTHERS = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6679, 6697, 10080}
    | set(range(6665, 6670))
)

_WRITTEN_CONTROL = re.compile(r"%(?:[01][0-9a-f]|7f)", re.IGNORECASE)
"""In an address it only serves to split somebody's request in two."""


@dataclass(frozen=True, slots=True)
class Hop:
    """Where the way through redirects has led so far."""

    url: str
    known: Validators
    options: Options
    seen: tuple[str, ...] = ()
    permanent: bool = True
    """Whether every redirect so far was a permanent one."""

    @property
    def place(self) -> str:
        """The address without name and password, so that links made from it do not carry them."""
        return _place(self.url)

    @property
    def validators(self) -> Validators:
        """What is known, if it may be sent here: only who gave a validator is asked with it."""
        home = self.known.url or _place((*self.seen, self.url)[0])
        return self.known if home == self.place else replace(self.known, etag=b"", modified=b"")

    @property
    def moved_to(self) -> str:
        return self.url if self.seen and self.permanent else ""


def follow(hop: Hop, head: Head, peer: str) -> Hop:
    """The next address, after a redirect from the server at the IP address `peer`.

    Raises:
        FetchError: there is none, it is not to be gone to, or the way has no end.
    """
    to = resolve(hop.url, head.location) if head.location else ""
    if not to.startswith(("http:", "https:")) or _WRITTEN_CONTROL.search(to):
        raise failures.unlawful(
            hop.url, "redirects to something that cannot be opened", "Look for its new address."
        )
    if _is_no_web_port(to):
        raise failures.unlawful(
            hop.url, "redirects to a port that is no web server's", "Look for its new address."
        )
    to = _with_user_of(hop.url, to)
    permanent = hop.permanent and head.status in PERMANENT
    if hop.url.startswith("https:") and to.startswith("http:"):
        to, permanent = _kept_secure(hop.url, to), False
    seen = (*hop.seen, hop.url)
    if to in seen:
        raise failures.unlawful(hop.url, "redirects in a circle", "Its server is misconfigured.")
    if len(seen) > MOST_HOPS:
        raise failures.unlawful(seen[0], f"redirects more than {MOST_HOPS} times", "")
    home = bool(peer) and is_private(peer) and not is_link_local(host(to))
    private = hop.options.allow_private and home
    options = replace(hop.options, allow_private=private)
    if not _same_server(hop.url, to):
        options = replace(options, auth="", headers=())
    return Hop(to, hop.known, options, seen, permanent)


def _is_no_web_port(url: str) -> bool:
    """Whether other services listen there, which must not be talked to on a server's behalf.

    The ports below 1024 but for those of the web; and those above that browsers block as well
    (Fetch Standard, 2.9).
    """
    port = urlsplit(url).port
    return port is not None and (port in _OTHERS or (port < 1024 and port not in _OF_THE_WEB))


def _with_user_of(url: str, to: str) -> str:
    """Name and password go along on the same server, and nowhere else."""
    new = urlsplit(to)
    user, at, place = urlsplit(url).netloc.rpartition("@")
    if at and place == new.netloc and _same_server(url, to):
        return new._replace(netloc=f"{user}@{place}").geturl()
    return to


def _same_server(url: str, to: str) -> bool:
    """Whether secrets for one address may go to the other; its secure twin is the same server."""
    old, new = urlsplit(_place(url)), urlsplit(_place(to))
    upgrade = (old.scheme, new.scheme, old.port) == ("http", "https", None)
    return old.netloc == new.netloc and (old.scheme == new.scheme or upgrade)


def _place(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _kept_secure(url: str, to: str) -> str:
    """The https twin of where a secure address sends us; servers mean it more often than not."""
    if urlsplit(to).port not in (None, 80):
        raise failures.unlawful(
            url,
            f"sends to an insecure address, {failures.named(to)}",
            "Add that address itself if you trust it.",
        )
    parts = urlsplit(to)
    return parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80")).geturl()
