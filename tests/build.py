"""Small things to test with: articles, feed documents."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from reader.model.parsed import ParsedArticle

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def article(number: int = 1, **facts: object) -> ParsedArticle:
    """An article a feed might have; number 1 is an hour older than noon, 2 two hours, ..."""
    values: dict[str, object] = {
        "guid": f"g{number}",
        "identity": f"guid:g{number}",
        "url": f"https://example.org/{number}",
        "url_key": f"https://example.org/{number}",
        "title": f"Headline {number}",
        "html": f"<p>Text of article {number}.</p>",
        "summary": f"Text of article {number}.",
        "published_at": NOON - timedelta(hours=number),
        "content_hash": f"hash {facts.get('html', number)} {facts.get('title', '')}",
    }
    return ParsedArticle(**(values | facts))  # type: ignore[arg-type]


def rss(*titles: str, name: str = "Morning Wire", host: str = "https://example.org") -> bytes:
    """A feed document with an item a title, newest first, the newest an hour older than noon."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{host}/{escape(slug)}</link>"
        f"<guid isPermaLink='false'>{escape(slug)}</guid>"
        f"<pubDate>{format_datetime(NOON - timedelta(hours=place))}</pubDate>"
        f"<description>&lt;p&gt;{escape(escape(title))} in full.&lt;/p&gt;</description></item>"
        for place, title in enumerate(titles, 1)
        for slug in [title.lower().replace(" ", "-")]
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(name)}</title><link>{host}/</link>{items}</channel></rss>"
    ).encode()


def whole_page(thing: str = "Seam", paragraphs: int = 12) -> str:
    """A page that tells an article at length, a numbered thing a paragraph."""
    told = "".join(
        f"<p>{thing} number {number} was found by the engineers who walked the crest on Tuesday "
        "night, and the valley below was warned of it before the morning.</p>"
        for number in range(1, paragraphs + 1)
    )
    return f"<html><head><title>Dam holds</title></head><body><article>{told}</article></body>"
