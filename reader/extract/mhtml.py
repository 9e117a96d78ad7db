"""A page that a browser saved as one file of mail parts (RFC 2557)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract import embedded, mime
from reader.extract.page import read_page
from reader.model.errors import ParseError
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from email.message import Message

    from reader.model.parsed import ExtractedArticle

LARGEST = 32_000_000
"""Bytes of the page itself, without its pictures."""

_PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(body: bytes, url: str, shown: str) -> ExtractedArticle | None:
    """The article in a saved page; None if no text of an article is found."""
    message = mime.parse(body)
    parts = list(mime.leaves(message))
    page = _page(message, parts)
    if page is None:
        return None
    if len(str(page.get_payload())) > LARGEST:
        raise ParseError(f"{shown} is larger than an article can be.", outcome="too_large")
    named = (mime.field(page, "Content-Location"), mime.field(message, "Snapshot-Content-Location"))
    at = next((resolve("", each) for each in named if is_web(each)), "")
    article = read_page(embedded.with_names(mime.text_of(page)), at or url)
    if article is None:
        return None
    article = replace(
        article,
        title=article.title or mime.field(message, "Subject"),
        canonical=article.canonical or at,
    )
    held = {mime.field(part, "Content-Location") for part in parts if part is not page}
    return embedded.settled(article, url, held)


def _page(message: Message, parts: list[Message]) -> Message | None:
    """The part that is the page: the one the file begins with, or else the first of its kind."""
    start = str(message.get_param("start", ""))
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    named = (part for part in pages if start and part.get("Content-ID") == start)
    return next(named, pages[0] if pages else None)
