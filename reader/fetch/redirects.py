"""The way from the address that was asked for to the one that answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.fetch import failures
from reader.fetch.addresses import is_private
from reader.text.url import resolve

if TYPE_CHECKING:
    from reader.fetch.answers import Head
    from reader.fetch.loaders import Options
    from reader.model.feed import Validators

PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_HOPS = 5


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
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    @property
    def moved_to(self) -> str:
        return self.url if self.seen and self.permanent else ""


def follow(hop: Hop, head: Head, peer: str) -> Hop:
    """The next address, after a redirect from the server at the IP address `peer`.

    Raises:
        FetchError: there is none, it is not to be gone to, or the way has no end.
    """
    to = resolve(hop.url, head.location) if head.location else ""
    if not to.startswith(("http:", "https:")):
        raise failures.unlawful(
            hop.url, "redirects to something that cannot be opened", "Look for its new address."
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
    private = hop.options.allow_private and bool(peer) and is_private(peer)
    options = replace(hop.options, allow_private=private)
    return Hop(to, hop.known, options, seen, permanent)


def _with_user_of(url: str, to: str) -> str:
    """Name and password go along on the same server, and nowhere else."""
    old, new = urlsplit(url), urlsplit(to)
    user, at, place = old.netloc.rpartition("@")
    if at and (old.scheme, place) == (new.scheme, new.netloc):
        return new._replace(netloc=f"{user}@{place}").geturl()
    return to


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
