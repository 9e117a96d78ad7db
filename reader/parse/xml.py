"""RSS, RDF and Atom: what a document says, in feedparser's terms, becomes a ParsedFeed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.parsed import ParsedArticle, ParsedFeed
from reader.parse.authors import authors
from reader.parse.fields import Fields, Said, detail, value, values
from reader.parse.files import addresses, distinct, enclosure
from reader.parse.identity import content_hash, identify
from reader.parse.said import (
    LONGEST_GUID,
    MOST_TAGS,
    Text,
    address,
    first_body,
    first_line,
    language,
    moment,
)
from reader.text.clean import clean_line
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reader.model.article import Enclosure
    from reader.parse.rhythm import Rhythm
    from reader.parse.said import Form

_PAGES = ("", "text/html", "application/xhtml+xml")


def from_said(said: Said, url: str, asked: Rhythm) -> ParsedFeed:
    """What an XML feed found at `url` says, and when it wants to be asked."""
    feed_language = language(value(said.feed, "language"))
    site = _link(said.feed, url)
    articles = (_article(said, entry, url, feed_language) for entry in said.entries)
    return ParsedFeed(
        title=first_line(_titles(said, said.feed)) or site,
        site_url=site,
        language=feed_language,
        description=first_line([_text(said, said.feed, "subtitle")]),
        articles=identify(articles),
        ttl=asked.ttl,
        skip_hours=asked.skip_hours,
        skip_days=asked.skip_days,
    )


def _article(said: Said, entry: Fields, url: str, feed_language: str) -> ParsedArticle:
    published, updated = _dates(entry, is_atom=said.is_atom)
    body = first_body(_bodies(said, entry, url))
    enclosures = distinct(_enclosures(entry, url))
    title = first_line(_titles(said, entry))
    return ParsedArticle(
        guid=clean_line(value(entry, "id"))[:LONGEST_GUID],
        url=_article_url(said, entry, url),
        title=title,
        authors=_authors(said, entry),
        published_at=published,
        updated_at=updated,
        html=body.html,
        summary=body.summary,
        language=_own_language(entry) or feed_language,
        enclosures=enclosures,
        media=addresses(url, _media(entry), besides=enclosures),
        tags=_tags(entry),
        content_hash=content_hash(title, body.text, even=body.is_even),
    )


def _text(said: Said, fields: Fields, key: str, url: str = "") -> Text:
    """A text with the form its format gives it.

    Atom says which (RFC 4287, 3.1.1); in RSS nobody can tell but by looking.
    """
    told, text = detail(fields, key), value(fields, key)
    if value(told, "value") != text:
        told = {}  # It tells of a namesake deeper in the document.
    return Text(text, _form(said, told), resolve(url, value(told, "base")) or url)


def _form(said: Said, told: Fields) -> Form:
    kind = value(told, "type")
    if said.is_atom and kind == "text/plain":
        return "text"
    return "html" if said.is_atom and "html" in kind else "either"


def _titles(said: Said, fields: Fields) -> Iterator[Text]:
    yield _text(said, fields, "title")
    for key in ("itunes_title", "media_title"):
        yield Text(value(fields, key))


_STAND_INS = ("media_description", "itunes_summary", "googleplay_description", "itunes_subtitle")


def _bodies(said: Said, entry: Fields, url: str) -> Iterator[Text]:
    """What may be the article's text, the fullest first, then what only stands in for one."""
    own = [
        Text(value(told, "value"), _form(said, told), resolve(url, value(told, "base")) or url)
        for told in values(entry, "content")
    ]
    own.append(_text(said, entry, "summary", url))
    yield from sorted(own, key=lambda text: -len(text.value))
    for key in _STAND_INS:
        yield Text(value(entry, key), base=url)


def _dates(entry: Fields, *, is_atom: bool) -> tuple[datetime | None, datetime | None]:
    """When it was published and when changed; RSS 1.0 has one date for both."""
    written = moment(value(entry, "dc_date"))
    published = moment(value(entry, "published")) or moment(value(entry, "created"))
    updated = moment(value(entry, "updated"))
    if not is_atom:
        published = published or written
    return published, updated or (written if published is None else None)


def _link(fields: Fields, url: str) -> str:
    """The page a feed or an article stands for: `link`, else the first alternate, else any."""
    candidates = [value(fields, "link")]
    links = values(fields, "links")
    for kinds in (_PAGES, None):
        candidates += [
            value(link, "href")
            for link in links
            if value(link, "rel") == "alternate" and (kinds is None or value(link, "type") in kinds)
        ]
    return next((found for one in candidates if (found := address(url, one))), "")


def _article_url(said: Said, entry: Fields, url: str) -> str:
    original = address(url, value(entry, "feedburner_origlink"))
    if original:
        return original
    found = _link(entry, url) or address(url, _player(entry))
    guid = value(entry, "id").strip()
    if not found and not said.is_atom and dict.get(entry, "guidislink") and is_web(guid):
        return resolve("", guid)
    return found


def _player(entry: Fields) -> str:
    """The page a film is played on (Media RSS): where an article is nothing but the film."""
    player = dict.get(entry, "media_player")
    return value(player, "url") if isinstance(player, dict) else ""


def _authors(said: Said, entry: Fields) -> tuple[str, ...]:
    """The article's own, else those of the document it was taken from, else the feed's."""
    return (
        authors(_people(entry, "authors"))
        or authors([value(entry, "itunes_author")])
        or authors(_people(entry, "source_authors"))
        or authors(_people(said.feed, "authors"))
        or authors([value(said.feed, "itunes_author")])
    )


def _people(fields: Fields, key: str) -> Iterator[str]:
    for person in values(fields, key):
        yield value(person, "name") or value(person, "text") or value(person, "email")


def _own_language(entry: Fields) -> str:
    told = [entry, detail(entry, "title"), *values(entry, "content"), detail(entry, "summary")]
    return next((found for one in told if (found := language(value(one, "language")))), "")


def _enclosures(entry: Fields, url: str) -> Iterator[Enclosure | None]:
    links = [link for link in values(entry, "links") if value(link, "rel") == "enclosure"]
    # FeedBurner counts downloads on an address of its own and keeps the true one beside it.
    original = value(entry, "feedburner_origenclosurelink") if len(links) == 1 else ""
    for link in links:
        yield enclosure(
            url,
            original or value(link, "href"),
            value(link, "type"),
            value(link, "length"),
            value(link, "title"),
        )


def _media(entry: Fields) -> Iterator[str]:
    for key in ("media_content", "media_thumbnail"):
        for one in values(entry, key):
            yield value(one, "url")
    image = dict.get(entry, "image")
    if isinstance(image, dict):
        yield value(image, "href")


def _tags(entry: Fields) -> tuple[str, ...]:
    terms = (
        clean_line(value(tag, "label") or value(tag, "term"))[:100] for tag in values(entry, "tags")
    )
    return tuple(dict.fromkeys(term for term in terms if term))[:MOST_TAGS]
