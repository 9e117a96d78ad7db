"""The functions a worker process may run: bytes in, values out, nothing else touched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.model.errors import NotAFeed, ParseError
from reader.model.parsed import Collection, ExtractedArticle, ParsedArticle, ParsedFeed
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model.carried import Carried, KeptArticle, KeptFeed
    from reader.model.feed import FeedKind
    from reader.model.parsed import EmbeddedPicture
    from reader.model.picture import Canvas, Drawn
    from reader.opml.outline import Outline

    Document = ExtractedArticle | Collection | ParsedFeed | Outline

LARGEST_UNPACKED = 100_000_000
"""Bytes of a packed file, unpacked: a whole archive of pages."""


def prepare() -> None:
    """Import what reading the usual feed takes, while its first bytes are on their way."""
    import reader.parse.feed  # noqa: F401


def read_feed(body: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """A feed document understood; raises NotAFeed or ParseError."""
    from reader.parse.feed import parse_feed

    return parse_feed(body, url, content_type)


def read_saved_feed(body: bytes, name: str, url: str, content_type: str = "") -> ParsedFeed:
    """The same of a file, of which nothing may be missing."""
    return read_feed(unpacked(body, name)[0], url, content_type)


def read_page(body: bytes, name: str, url: str = "", content_type: str = "") -> ExtractedArticle:
    """The article in a page or a file; raises ParseError."""
    from reader.extract.local import extract

    return extract(body, name, url=url, content_type=content_type)


def read_whole(body: bytes, url: str, content_type: str, asked: str, told: str) -> ExtractedArticle:
    """The whole text of an article that a feed told, from its page; raises ParseError."""
    from reader.extract import whole

    return whole.read_whole(body, url, content_type, asked=asked, told=told)


def read_document(body: bytes, name: str, url: str = "", content_type: str = "") -> Document:
    """Whatever a saved file or an address holds, packed or not.

    Raises:
        ParseError: it is empty, damaged, too large, not read, or holds nothing to read.
    """
    from reader.extract import local

    body, name = unpacked(body, name)
    shown = clean_line(name)[:200] or "The file"
    kind = local.kind_of(body, shown, name, content_type)
    if kind == "list":
        from reader.opml.reading import read
        from reader.text.decode import decode

        return read(decode(body, content_type))
    if kind == "feed":
        return read_feed(body, url, content_type)
    return local.read(body, name, url=url, content_type=content_type)


def read_unknown(
    body: bytes, name: str, url: str, modified_at: datetime | None
) -> tuple[FeedKind, ParsedFeed]:
    """A file that is to be followed: whether it is a feed or holds articles, and what it says.

    Raises:
        ParseError: it is neither.
    """
    from reader.extract import local

    plain, bare = unpacked(body, name)
    kind = local.kind_of(plain, clean_line(name)[:200], bare)
    if kind in ("feed", "text", "page"):
        try:
            return "feed", read_feed(plain, url)
        except NotAFeed:
            if kind == "feed":
                raise
    return "file", read_file(body, name, url, modified_at)


def read_file(body: bytes, name: str, url: str, modified_at: datetime | None) -> ParsedFeed:
    """What a saved file holds, as articles of the feed it is followed as; raises ParseError.

    What a file is called is who it is: a file that is edited is the same article, rewritten.
    """
    found = read_document(body, name, url)
    match found:
        case ExtractedArticle():
            return ParsedFeed(name, articles=identified((found,), url, modified_at))
        case Collection():
            articles = identified(found.articles, url, modified_at)
            return ParsedFeed(found.title or name, articles=articles)
        case ParsedFeed():
            return found
    feeds = "1 feed" if len(found.items) == 1 else f"{len(found.items)} feeds"
    raise ParseError(
        f"{clean_line(name)} lists {feeds} and holds no article.",
        "`dateline import` subscribes to them.",
        outcome="no_article",
    )


def read_carried(articles: tuple[KeptArticle, ...], url: str, title: str = "") -> Carried:
    """What another reader kept of a feed, understood."""
    from reader.parse.carried import carried

    return carried(articles, url, title)


def read_starred(body: bytes, name: str) -> tuple[KeptFeed, ...]:
    """The feeds and articles of a file of starred articles; raises ParseError."""
    from reader.parse.carried import starred_feeds

    return starred_feeds(body, clean_line(name)[:200] or "The file")


def read_picture(body: bytes, name: str, part: str) -> EmbeddedPicture:
    """A picture that a file holds beside its text; raises ParseError."""
    from reader.extract import pictures

    return pictures.read_picture(*unpacked(body, name), part)


def identified(
    articles: Iterable[ExtractedArticle], url: str, modified_at: datetime | None
) -> tuple[ParsedArticle, ...]:
    """Articles of one file, each known again by the file and its part of it."""
    from reader.parse.identity import identify

    def one(page: ExtractedArticle) -> ParsedArticle:
        at = f"{url}#{quote(page.part, safe='/:@')}" if page.part else url
        return _stored(page, at, page.canonical or at, page.published_at or modified_at)

    return identify(map(one, articles))


def unpacked(body: bytes, name: str) -> tuple[bytes, str]:
    """A body without gzip around it, and its name without the ending that says so.

    Raises:
        ParseError: it cannot be unpacked, or becomes too large.
    """
    from reader.fetch.inflate import Damaged, TooLarge, inflate

    if not body.startswith(b"\x1f\x8b"):
        return body, name
    shown = clean_line(name)[:200] or "The file"
    try:
        body = inflate(body, "gzip", LARGEST_UNPACKED)
    except TooLarge as error:
        raise ParseError(
            f"{shown} unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB.",
            "It was not read.",
            outcome="too_large",
        ) from error
    except Damaged as error:
        raise ParseError(
            f"{shown} is damaged: it cannot be unpacked to its end.",
            "Save or download it again.",
            outcome="damaged",
        ) from error
    return body, name[:-3] if name.lower().endswith(".gz") else name


def draw_picture(body: bytes, canvas: Canvas) -> Drawn:
    """A picture as a terminal shows it; raises ParseError."""
    from reader.draw.drawing import draw

    return draw(body, canvas)


def read_saved(
    body: bytes, name: str, url: str, content_type: str
) -> tuple[ParsedArticle, ExtractedArticle]:
    """A page that is kept by itself, as an article and as it was read; raises ParseError."""
    from reader.parse.identity import identify
    from reader.text.url import normal_form

    page = read_page(body, name, url, content_type)
    address = page.canonical or url
    article = _stored(page, normal_form(address) or address, address, page.published_at)
    return identify((article,))[0], page


def _stored(
    page: ExtractedArticle, guid: str, url: str, published_at: datetime | None
) -> ParsedArticle:
    """An article that was read from a page or a file, as a feed would give it."""
    from reader.parse.identity import content_hash
    from reader.text.html import excerpt, to_blocks

    return ParsedArticle(
        guid=guid,
        url=url,
        title=page.title,
        authors=(page.byline,) if page.byline else (),
        published_at=published_at,
        html=page.html,
        summary=excerpt(to_blocks(page.html)),
        language=page.language,
        media=(page.picture,) if page.picture else (),
        tags=page.tags,
        dateline=page.dateline,
        credit=page.credit,
        content_hash=content_hash(page.title, page.text),
    )


def measure(body: bytes) -> tuple[str, int, int] | None:
    """The media type, width and height of a picture from its first bytes; None if it is none."""
    from reader.text.raster import raster

    return raster(body)


def find_feeds(body: bytes, url: str, content_type: str = "") -> tuple[tuple[str, str, str], ...]:
    """The feeds a page names, each as its address, title and media type."""
    from reader.fetch.discover import candidates
    from reader.text.decode import decode

    found = candidates(decode(body, content_type), url)
    return tuple((each.url, each.title, each.media_type) for each in found)
