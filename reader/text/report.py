"""What a story compares of the articles in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Report(NamedTuple):
    """An article of a story."""

    id: int
    source: str
    """Name of the feed or outlet."""
    at: datetime
    """When it was published, or else first seen."""
    title: str
    text: str
    """Plain, paragraphs parted by empty lines."""
    credit: str = ""
    """Byline, dateline and closing credit, whatever is known of them."""
