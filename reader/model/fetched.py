"""What a loader answers, when it does not raise FetchError."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.feed import Validators

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asks:
    """What the server asks of the next request."""

    not_before: datetime | None = None
    """From Cache-Control max-age or Expires."""
    max_age: int | None = None
    """Seconds, if the server itself stated one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Bytes that are not known yet."""

    url: str
    """Where they were found, after redirects."""
    body: bytes
    content_type: str = ""
    """The Content-Type header whole, charset included; empty for files."""
    status: int | None = None
    validators: Validators = Validators()
    asks: Asks = Asks()
    moved_to: str = ""
    """The address every hop of a permanent redirect (301, 308) led to, or empty."""
    asked: str = ""
    """The address that was asked for, before redirects."""
    modified_at: datetime | None = None
    """When a file was last written; None for what a server sends."""
    seconds: float = 0.0
    """What the server took, redirects included and waiting for its turn not."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The answer is what it was: a 304, or the same bytes again."""

    url: str
    status: int | None = None
    validators: Validators = Validators()
    """The validators to keep: the old ones, with those a 304 replaced (RFC 9111, 4.3.4)."""
    asks: Asks = Asks()
    moved_to: str = ""
    """As in `Loaded`."""
    seconds: float = 0.0
    """As in `Loaded`."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """One file of a folder that is followed."""

    path: str
    modified_at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class LoadedFolder:
    """The articles of a folder, and what could not be read."""

    url: str
    files: tuple[LocalFile, ...]
    unreadable: tuple[str, ...] = ()
    """One sentence a file."""
    validators: Validators = Validators()


Fetched = Loaded | NotModified | LoadedFolder
