"""What feed documents, pages and files look like as JSON: the fields that scripts rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.shapes import instant

if TYPE_CHECKING:
    from reader.cli.shapes import Shape
    from reader.model.parsed import ExtractedArticle, ParsedArticle, ParsedFeed
    from reader.service.work import Document


def feed_document(feed: ParsedFeed) -> Shape:
    """The answer of `dateline parse`."""
    return {
        "outcome": "feed",
        "title": feed.title,
        "link": feed.site_url,
        "language": feed.language,
        "entries": [_feed_article(each) for each in feed.articles],
    }


def _feed_article(each: ParsedArticle) -> Shape:
    return {
        "id": each.guid,
        "stable_id": each.identity,
        "link": each.url,
        "title": each.title,
        "published": instant(each.published_at),
        "updated": instant(each.updated_at),
        "authors": list(each.authors),
        "content": each.html,
        "summary": each.summary,
        "enclosures": [file.url for file in each.enclosures],
        "media": list(each.media),
    }


def document(found: Document) -> Shape:
    """The answer of `dateline extract`."""
    from reader.model.parsed import Collection, ExtractedArticle, ParsedFeed

    match found:
        case ExtractedArticle():
            return extracted(found)
        case Collection():
            return {
                "outcome": "articles",
                "title": found.title,
                "n": len(found.articles),
                "left_out": found.left_out,
                "articles": [extracted(each) for each in found.articles],
            }
        case ParsedFeed():
            return feed_document(found) | {"n": len(found.articles)}
    return {
        "outcome": "opml",
        "n_feeds": len(found.items),
        "feeds": [
            {"url": each.url, "title": each.title, "path": each.folders} for each in found.items
        ],
        "refused": [{"line": each.line, "why": each.why} for each in found.refused],
    }


def extracted(found: ExtractedArticle) -> Shape:
    """One article of it; what is not known is null."""
    return {
        "outcome": "article",
        "title": found.title,
        "byline": found.byline or None,
        "dateline": found.dateline or None,
        "published": instant(found.published_at),
        "language": found.language or None,
        "text": found.text,
        "html": found.html,
        "picture": found.picture or None,
        "credit": found.credit or None,
        "contributors": list(found.contributors),
        "canonical": found.canonical or None,
        "site": found.site or None,
        "tags": list(found.tags),
    }
