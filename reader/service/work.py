"""The functions a worker process may run: bytes in, values out, nothing else touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.parsed import ExtractedArticle, ParsedArticle, ParsedFeed

if TYPE_CHECKING:
    from datetime import datetime


def prepare() -> None:
    """Import what reading the usual feed takes, while its first bytes are on their way."""
    import reader.parse.feed  # noqa: F401


def read_feed(body: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """A feed document understood; raises NotAFeed or ParseError."""
    from reader.parse.feed import parse_feed

    return parse_feed(body, url, content_type)


def read_page(body: bytes, name: str, url: str = "", content_type: str = "") -> ExtractedArticle:
    """The article in a page or a file; raises ParseError."""
    from reader.extract.local import extract

    return extract(body, name, url=url, content_type=content_type)


def read_whole(body: bytes, url: str, content_type: str, asked: str, told: str) -> ExtractedArticle:
    """The whole text of an article that a feed told, from its page; raises ParseError."""
    from reader.extract import whole

    return whole.read_whole(body, url, content_type, asked=asked, told=told)


def read_file(body: bytes, name: str, url: str, modified_at: datetime | None) -> ParsedArticle:
    """A saved file as an article of the feed it is followed as; raises ParseError.

    What a file is called is who it is: a file that is edited is the same article, rewritten.
    """
    from reader.parse.identity import content_hash, identify
    from reader.text.html import excerpt, to_blocks

    page = read_page(body, name, url)
    article = ParsedArticle(
        guid=url,
        url=page.canonical or url,
        title=page.title,
        authors=(page.byline,) if page.byline else (),
        published_at=page.published_at or modified_at,
        html=page.html,
        summary=excerpt(to_blocks(page.html)),
        language=page.language,
        media=(page.picture,) if page.picture else (),
        tags=page.tags,
        dateline=page.dateline,
        credit=page.credit,
        content_hash=content_hash(page.title, page.text),
    )
    return identify((article,))[0]


def read_saved(
    body: bytes, name: str, url: str, content_type: str
) -> tuple[ParsedArticle, ExtractedArticle]:
    """A page that is kept by itself, as an article and as it was read; raises ParseError."""
    from reader.parse.identity import content_hash, identify
    from reader.text.html import excerpt, to_blocks
    from reader.text.url import normal_form

    page = read_page(body, name, url, content_type)
    address = page.canonical or url
    article = ParsedArticle(
        guid=normal_form(address) or address,
        url=address,
        title=page.title,
        authors=(page.byline,) if page.byline else (),
        published_at=page.published_at,
        html=page.html,
        summary=excerpt(to_blocks(page.html)),
        language=page.language,
        media=(page.picture,) if page.picture else (),
        tags=page.tags,
        dateline=page.dateline,
        credit=page.credit,
        content_hash=content_hash(page.title, page.text),
    )
    return identify((article,))[0], page


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
