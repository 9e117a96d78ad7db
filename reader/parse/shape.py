"""A feed as `dateline parse` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import iso

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.parsed import ParsedArticle, ParsedFeed


def as_answer(feed: ParsedFeed) -> dict[str, object]:
    """The JSON object of `dateline parse`."""
    return {
        "outcome": "feed",
        "title": feed.title,
        "link": feed.site_url,
        "language": feed.language,
        "entries": [_entry(article) for article in feed.articles],
    }


def _entry(article: ParsedArticle) -> dict[str, object]:
    return {
        "id": article.guid,
        "stable_id": article.identity,
        "link": article.url,
        "title": article.title,
        "published": _written(article.published_at),
        "updated": _written(article.updated_at),
        "authors": list(article.authors),
        "content": article.html,
        "summary": article.summary,
        "enclosures": [one.url for one in article.enclosures],
        "media": list(article.media),
    }


def _written(at: datetime | None) -> str | None:
    return iso(at) if at else None
