"""What a store holds and how it is read, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """A feed within the days that were counted."""

    id: int
    title: str
    articles: int = 0
    times_read: int = 0
    """Times something of it was marked read; what was marked at once counts once."""
    newest_at: datetime | None = None
    """When its newest article is from, however old."""
    failing: bool = False
    quiet: bool = False
    """It had articles, but none of late."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of what there is, and bytes on the disk."""

    feeds: int = 0
    folders: int = 0
    articles: int = 0
    unread: int = 0
    starred: int = 0
    saved: int = 0
    store_bytes: int = 0
    kept_bytes: int = 0
    """Of the pages and pictures kept offline."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """All of `dateline stats`. Days and hours are those of the person's own time."""

    sizes: Sizes
    days: tuple[int, ...]
    """Articles a day, the oldest day first; the last is today."""
    feeds: tuple[FeedFigures, ...]
    """Those with most articles first."""
    rhythm: tuple[tuple[int, ...], ...]
    """Times something was marked read, by weekday from Monday and by hour."""
