"""Feeds, and what the person has to do with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

FeedKind = Literal["feed", "file", "folder"]
"""feed: a feed document, on a server or on disk; file: one saved article; folder: a directory of
them, followed as if it were a feed."""

Status = Literal["new", "updated", "unchanged", "failed"]
"""How the last check ended; new: never checked."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that is asked for news."""

    id: int
    url: str
    kind: FeedKind = "feed"
    title: str = ""
    """The feed's own title; may be empty."""
    site_url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How asking went, last time and lately."""

    status: Status = "new"
    checked_at: datetime | None = None
    next_check_at: datetime | None = None
    why: str = ""
    """Why the next check is then, in a few words."""
    error: str = ""
    hint: str = ""
    failing_since: datetime | None = None
    failures: int = 0
    """Failed checks in a row."""
    http_status: int | None = None
    validators: str = ""
    """The headers its server lets us ask "has it changed?" with, as named there; may be empty."""
    moving_to: str = ""
    """Where permanent redirects lead, as long as it is not certain that they will last."""
    moved_from: str = ""
    """The address it had before it was found to have moved for good."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the person wants done differently for one feed.

    Headers and proxy may hold secrets: they are not for logs, lists or exports.
    """

    user_agent: str = ""
    """Instead of dateline's own."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Sent along, to the feed's own server only."""
    interval: int | None = None
    """Seconds between checks; what its server asks for counts where that is longer."""
    auth_command: tuple[str, ...] = field(default=(), repr=False)
    """A program and its arguments, run without a shell; its first line is `user:password`."""
    proxy: str = field(default="", repr=False)
    """An http or https proxy, instead of what the machine's settings name."""
    full_text: bool = False
    """Its articles are fetched whole as they come."""
    save: bool = False
    """Its articles are kept for reading offline as they come."""
    paused: bool = False
    """It is asked only when the person names it."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed the person follows, where they put it, and how much of it is unread."""

    feed: Feed
    own_title: str = ""
    """The name the person gave it; empty for the feed's own."""
    folder: str = ""
    """The folder's name; empty for none."""
    unread: int = 0
    total: int = 0
    health: FeedHealth = FeedHealth()
    settings: FeedSettings = FeedSettings()

    @property
    def id(self) -> int:
        return self.feed.id

    @property
    def title(self) -> str:
        """What to call it on a screen."""
        return self.own_title or self.feed.title or self.feed.url


@dataclass(frozen=True, slots=True)
class Folder:
    """A group of subscriptions."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave us to ask "has it changed?", to be echoed byte for byte (RFC 9110, 8.8).

    They belong to one URL and are kept only once the body they came with was understood.
    """

    etag: bytes = b""
    modified: bytes = b""
    """The value of Last-Modified as received; never a date of our own."""
    body_hash: bytes = b""
    """SHA-256 of the body, so that an unchanged answer costs no parse and no write."""
    url: str = ""
    """The address that gave them, after redirects; empty: the one that is asked. No other address
    is sent them."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Articles in the views that are always there."""

    unread: int = 0
    today: int = 0
    """Unread articles of today."""
    starred: int = 0
    total: int = 0
    twice: tuple[tuple[str, int], ...] = ()
    """Folders in which feeds share unread articles, and how many their feeds count once too often.
    """
    saved: int = 0
