"""JSON Feed 1.0 and 1.1 (jsonfeed.org), and RSS in JSON, both read with tolerance."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.errors import NotAFeed
from reader.model.parsed import ParsedArticle, ParsedFeed
from reader.parse.authors import authors
from reader.parse.files import addresses, distinct, enclosure
from reader.parse.identity import content_hash, identify
from reader.parse.objects import listed, string, within
from reader.parse.said import (
    LONGEST_GUID,
    MOST_ARTICLES,
    MOST_TAGS,
    Text,
    address,
    first_body,
    language,
    moment,
    one_line,
)
from reader.text.clean import clean_line
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import Enclosure
    from reader.parse.objects import Fields

_VERSION = re.compile(r"(?:https?://)?(?:www\.)?jsonfeed\.org/version/1(?:\.\d+)?/?", re.IGNORECASE)
_PARTS = frozenset({"url", "external_url", "content_html", "content_text"})


def from_json(text: str, url: str, source: str) -> ParsedFeed:
    """Understand a JSON document found at `url`; `source` is what to call it in a message.

    Raises NotAFeed if there is no feed in it.
    """
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError) as broken:
        raise NotAFeed(source, "broken JSON") from broken
    if isinstance(document, dict):
        channel = within(within(document, "rss"), "channel")
        if channel:
            return _rss(channel, url)
        if isinstance(document.get("items"), list) and _is_json_feed(document):
            return _feed(document, url)
    raise NotAFeed(source, "JSON without a feed in it")


def _is_json_feed(document: Fields) -> bool:
    """A document that names its version, or whose items look like articles."""
    if _VERSION.fullmatch(string(document, "version").strip()):
        return True
    items = document["items"][:3]
    return bool(items) and all(isinstance(one, dict) and _PARTS & one.keys() for one in items)


def _feed(document: Fields, url: str) -> ParsedFeed:
    own_language = language(string(document, "language"))
    feed_authors = _authors(document)
    site = address(url, string(document, "home_page_url"))
    return ParsedFeed(
        title=one_line(Text(string(document, "title"))) or site,
        site_url=site,
        language=own_language,
        description=one_line(Text(string(document, "description"))),
        articles=identify(
            _article(one, url, own_language, feed_authors)
            for one in islice(document["items"], MOST_ARTICLES)
            if isinstance(one, dict)
        ),
    )


def _article(
    one: Fields, url: str, feed_language: str, feed_authors: tuple[str, ...]
) -> ParsedArticle:
    body = first_body(
        [
            Text(string(one, "content_html"), "html", url),
            Text(string(one, "content_text"), "text", url),
            Text(string(one, "summary"), "either", url),
        ]
    )
    title = one_line(Text(string(one, "title")))
    enclosures = distinct(_attachments(one, url))
    pictures = (string(one, "image"), string(one, "banner_image"))
    return ParsedArticle(
        guid=clean_line(string(one, "id"))[:LONGEST_GUID],
        url=_address(one, url),
        title=title,
        authors=_authors(one) or feed_authors,
        published_at=moment(string(one, "date_published")),
        updated_at=moment(string(one, "date_modified")),
        html=body.html,
        summary=body.summary,
        language=language(string(one, "language")) or feed_language,
        enclosures=enclosures,
        media=addresses(url, pictures, besides=enclosures),
        tags=_tags(one.get("tags")),
        content_hash=content_hash(title, body.text),
    )


def _address(one: Fields, url: str) -> str:
    """The article's own page, else the page it is about, else its id if that is an address."""
    for key in ("url", "external_url"):
        found = address(url, string(one, key))
        if found:
            return found
    identity = string(one, "id")
    return resolve("", identity) if is_web(identity) else ""


def _authors(fields: Fields) -> tuple[str, ...]:
    """`authors` of version 1.1, else `author` of 1.0; names may stand without an object."""
    several = listed(fields, "authors") or [fields.get("author")]
    return authors(
        (string(one, "name") or string(one, "url")) if isinstance(one, dict) else str(one)
        for one in several
        if isinstance(one, dict | str)
    )


def _attachments(one: Fields, url: str) -> Iterator[Enclosure | None]:
    for part in listed(one, "attachments"):
        if isinstance(part, dict):
            yield enclosure(
                url,
                string(part, "url"),
                string(part, "mime_type"),
                part.get("size_in_bytes"),
                string(part, "title"),
            )


def _tags(tags: object) -> tuple[str, ...]:
    several = tags if isinstance(tags, list) else [tags]
    terms = (clean_line(str(tag))[:100] for tag in several if isinstance(tag, str | int))
    return tuple(islice(dict.fromkeys(term for term in terms if term), MOST_TAGS))


def _rss(channel: Fields, url: str) -> ParsedFeed:
    """RSS 2.0 spelt in JSON (scripting.com, 2012)."""
    own_language = language(string(channel, "language"))
    site = address(url, string(channel, "link"))
    several = channel.get("item")
    several = several if isinstance(several, list) else [several]
    return ParsedFeed(
        title=one_line(Text(string(channel, "title"))) or site,
        site_url=site,
        language=own_language,
        description=one_line(Text(string(channel, "description"))),
        articles=identify(
            _rss_article(one, url, own_language)
            for one in islice(several, MOST_ARTICLES)
            if isinstance(one, dict)
        ),
    )


def _rss_article(one: Fields, url: str, feed_language: str) -> ParsedArticle:
    guid = one.get("guid")
    written = string(guid, "#value") if isinstance(guid, dict) else string(one, "guid")
    body = first_body(
        Text(string(one, key), "either", url) for key in ("content:encoded", "description")
    )
    title = one_line(Text(string(one, "title")))
    parts = one.get("enclosure")
    parts = parts if isinstance(parts, list) else [parts]
    page = address(url, string(one, "link"))
    return ParsedArticle(
        guid=clean_line(written)[:LONGEST_GUID],
        url=page or (resolve("", written) if is_web(written) else ""),
        title=title,
        authors=authors([string(one, "author"), string(one, "dc:creator")]),
        published_at=moment(string(one, "pubDate")),
        html=body.html,
        summary=body.summary,
        language=feed_language,
        enclosures=distinct(
            enclosure(url, string(part, "url"), string(part, "type"), part.get("length"))
            for part in parts
            if isinstance(part, dict)
        ),
        tags=_tags(one.get("category")),
        content_hash=content_hash(title, body.text),
    )
