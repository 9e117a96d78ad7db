"""What another reader kept, brought along when a person moves in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.parsed import ParsedArticle


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as the other reader kept it: foreign text, not clean yet."""

    guid: str = ""
    """The feed's own id; empty if the other reader made one up."""
    url: str = ""
    title: str = ""
    author: str = ""
    html: str = ""
    published_at: datetime | None = None
    enclosure_url: str = ""
    enclosure_type: str = ""
    read: bool = False
    starred: bool = False
    deleted: bool = False
    """The person did not want to see it again."""


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A feed as the other reader kept it, of foreign text as well."""

    url: str
    title: str = ""
    articles: tuple[KeptArticle, ...] = ()
    """In no order; those of a reader with many are had piece by piece."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Articles of one feed, clean, with what the person did to them, by their identities."""

    articles: tuple[ParsedArticle, ...] = ()
    """Without content hashes: what the feed says of them itself is not known."""
    title: str = ""
    """Of the feed."""
    read: frozenset[str] = frozenset()
    starred: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
