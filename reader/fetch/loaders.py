"""Where bytes come from: one way to ask, whatever the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit

from reader.fetch.failures import no_address
from reader.model.feed import Validators

if TYPE_CHECKING:
    from reader.model.fetched import Fetched

FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
PAGES = "text/html, application/xhtml+xml, application/xml;q=0.8, text/plain;q=0.8, */*;q=0.5"
PICTURES = "image/webp, image/avif, image/png, image/jpeg, image/gif, image/*;q=0.5"

ANYTHING = "*/*"

LIMIT = 10_000_000
"""Bytes, unpacked."""


class Resume(NamedTuple):
    """How far a download has come."""

    start: int = 0
    """Bytes that are there."""
    validator: bytes = b""
    """A strong ETag, or a Last-Modified, as it was received with them (RFC 9110, 13.1.5)."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to ask."""

    allow_private: bool = False
    """The person named this address, so it may be on this machine or in its network. For what a
    feed or a page names it stays False. Redirects may lead to private addresses only from there."""
    limit: int = LIMIT
    """Bytes, unpacked; more is a FetchError."""
    accept: str = FEEDS
    """The Accept header: one of FEEDS, PAGES, PICTURES, ANYTHING."""
    user_agent: str = ""
    """Instead of dateline's own, for hosts that block it."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Sent along, before dateline's own of the same name; to the first server only."""
    auth: str = field(default="", repr=False)
    """`user:password` for the first server only, instead of those in the address."""
    proxy: str = field(default="", repr=False)
    """Instead of the one this machine's settings name."""
    resume: Resume | None = None
    """Ask for what is missing of a download; the body comes as it is, not compressed."""


UNKNOWN = Validators()
PLAIN = Options()


class Loader(Protocol):
    """Has bytes, or says why not."""

    async def load(self, url: str, known: Validators = ..., options: Options = ...) -> Fetched:
        """The bytes at an address, unless they are what they were.

        Raises:
            FetchError: they could not be had. Nothing else is raised.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Loaders:
    """Chooses the loader by the scheme; itself a Loader."""

    def __init__(self, http: Loader, files: Loader) -> None:
        self._by_scheme = {"http": http, "https": http, "file": files}

    def loader_for(self, url: str) -> Loader:
        """The loader for an address.

        Raises:
            FetchError: no loader knows this kind of address.
        """
        try:
            return self._by_scheme[urlsplit(url).scheme.lower()]
        except (KeyError, ValueError) as error:
            raise no_address(url) from error

    async def load(
        self, url: str, known: Validators = UNKNOWN, options: Options = PLAIN
    ) -> Fetched:
        return await self.loader_for(url).load(url, known, options)

    async def close(self) -> None:
        for loader in set(self._by_scheme.values()):
            await loader.close()
