"""An EPUB book: one article with chapters, or as many articles as it has chapters.

What is read in one sitting is one article, its chapters in it under their headings. A longer book,
and an edition of articles, is a collection, an article a chapter, as its contents call them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract import embedded, trim
from reader.extract.byline import listed
from reader.extract.package import read_package
from reader.extract.zipped import Zipped
from reader.model.errors import ParseError
from reader.model.parsed import Collection, ExtractedArticle
from reader.text.blocks import Block, Blocks, Heading, Span
from reader.text.dates import parse_date
from reader.text.decode import decode
from reader.text.html import to_blocks
from reader.text.plain import cut, excerpt, plain
from reader.text.render import to_html
from reader.text.url import is_web

if TYPE_CHECKING:
    from datetime import datetime

    from reader.extract.package import Package

SITTING = 100_000
"""Characters that are read in one sitting: an hour and a half."""

MOST_TEXT = 8_000_000
"""Characters of all chapters; the rest of a longer book is left out. Tolstoy needs 3.2 million."""

_LEAST = 20
"""Characters below which a chapter is a cover or an empty page."""

_BODY = re.compile(r"<body\b.*", re.IGNORECASE | re.DOTALL)


def read_book(body: bytes, url: str, shown: str) -> ExtractedArticle | Collection | None:
    """The book; None if there is no text in it."""
    book = Zipped(body, shown)
    package = read_package(book, shown)
    chapters = _chapters(book, package)
    if not chapters:
        return None
    length = sum(len(plain(blocks)) for _, blocks in chapters)
    several = len(chapters) > 1 and len(dict(package.contents)) > 1
    if several and (length > SITTING or package.is_periodical):
        articles = tuple(_chapter(name, blocks, package, url) for name, blocks in chapters)
        return Collection(package.title, articles)
    return _whole(package, _together(chapters, package), url)


def _chapters(book: Zipped, package: Package) -> list[tuple[str, Blocks]]:
    """The chapters that hold text, in reading order; what the contents do not name goes on."""
    named = dict(package.contents)
    found: list[tuple[str, Blocks]] = []
    left = MOST_TEXT
    for name in package.chapters:
        try:
            text = decode(book.read(name), "utf-8")
        except ParseError as error:
            if error.outcome == "too_large" or not found:
                raise
            continue  # a damaged chapter; the others are still to be had
        body = _BODY.search(text)
        blocks = to_blocks((body[0] if body else text)[:left], embedded.inside(name))
        left -= len(text)
        if len(plain(blocks)) < _LEAST and name not in named:
            continue
        if found and named and name not in named and found[-1][0] in named:
            found[-1] = (found[-1][0], (*found[-1][1], *blocks))
        elif blocks:
            found.append((name, blocks))
        if left <= 0:
            break
    return found


def _together(chapters: list[tuple[str, Blocks]], package: Package) -> Blocks:
    """All chapters as one text, each under its heading where the contents give it one."""
    named = dict(reversed(package.contents)) if len(chapters) > 1 else {}
    blocks: list[Block] = []
    for name, inner in chapters:
        title = named.get(name, "")
        headed = any(isinstance(block, Heading) for block in inner[:3])
        if title and not headed and not trim.same(title, package.title):
            blocks.append(Heading(2, (Span(title),)))
        blocks += inner
    return tuple(blocks)


def _whole(package: Package, blocks: Blocks, url: str) -> ExtractedArticle | None:
    top = trim.without_top(trim.without_title(blocks, package.title))
    if not plain(top.blocks):
        return None
    title = package.title or _heading(blocks) or cut(excerpt(blocks, 240), 120)
    return _article(package, title, top, "", url)


def _chapter(name: str, blocks: Blocks, package: Package, url: str) -> ExtractedArticle:
    titles = dict(reversed(package.contents))
    title = titles.get(name) or _heading(blocks) or cut(excerpt(blocks, 240), 120)
    top = trim.without_top(trim.without_title(blocks, title))
    return _article(package, title, top, name, url)


def _article(package: Package, title: str, top: trim.Top, part: str, url: str) -> ExtractedArticle:
    own = listed(top.authors) if package.is_periodical else ""
    article = ExtractedArticle(
        title=title,
        byline=own or listed(package.creators) or listed(top.authors),
        published_at=_date(package, top),
        language=package.language,
        html=to_html(top.blocks),
        text=plain(top.blocks),
        canonical=package.identifier if not part and is_web(package.identifier) else "",
        site=package.publisher or (package.title if part else ""),
        tags=package.subjects,
        part=part,
    )
    return embedded.settled(article, url)


def _date(package: Package, top: trim.Top) -> datetime | None:
    own = top.published_at if package.is_periodical else None
    return own or parse_date(package.date) or top.published_at


def _heading(blocks: Blocks) -> str:
    first = next((block for block in blocks[:3] if isinstance(block, Heading)), None)
    return trim.text_of(first)[:300] if first else ""
