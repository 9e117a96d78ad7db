"""A web page as an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract import trim
from reader.extract.body import article_elements
from reader.extract.boilerplate import without_boilerplate
from reader.extract.bounds import bound
from reader.extract.byline import listed
from reader.extract.credits import contributors
from reader.extract.liveblog import as_text, began, posts_in, posts_of
from reader.extract.meta import Meta, read_meta
from reader.model.parsed import ExtractedArticle
from reader.text.blocks import Blocks, Heading, Paragraph
from reader.text.html import to_blocks
from reader.text.plain import cut, excerpt, pictures, plain
from reader.text.render import to_html
from reader.text.url import is_web

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

LONGEST = 5_000_000
"""Characters, pictures within the page left out; the rest of a longer page is left out."""

LEAST = 60
"""Characters of text below which a page that marks no article and no headline holds none."""

_EMBEDDED = re.compile(r"data:[a-z]+/[\w.+-]+(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=%]*", re.IGNORECASE)
_LONGEST_TITLE = 120


def read_page(html: str, url: str = "") -> ExtractedArticle | None:
    """The article in a page at `url`; None if no text of an article is found."""
    html = _EMBEDDED.sub("", html)[:LONGEST]
    root = _tree(html)
    if root is None:
        return None
    bound(root)
    meta = read_meta(root, html, url)
    base = url if is_web(url) or not meta.canonical else meta.canonical
    live = posts_in(root, meta, base)
    standfirst, blocks = _main_text(root, meta, base)
    live = live or posts_of(blocks, meta, base, html)
    top = trim.without_top(trim.without_title(blocks, meta.title))
    place, blocks = trim.without_dateline(top.blocks)
    credit, blocks = trim.without_credit(blocks)
    if live:  # its introduction is kept with its posts
        standfirst, blocks = (), as_text(live, blocks)
    text = plain(blocks, captions=False)
    if not text or (len(text) < LEAST and not live and not _is_marked(root)):
        return None
    return ExtractedArticle(
        title=meta.title or cut(excerpt(blocks, 2 * _LONGEST_TITLE), _LONGEST_TITLE),
        byline=meta.byline or listed(top.authors),
        dateline=place,
        published_at=began(live, meta.published_at or top.published_at),
        language=meta.language,
        html=to_html((*standfirst, *blocks)),
        text=text,
        picture=meta.picture or next((url for url in pictures(blocks) if is_web(url)), ""),
        credit=credit,
        contributors=contributors(credit),
        canonical=meta.canonical,
        site=meta.site,
        tags=meta.tags,
        live=live,
    )


def _is_marked(root: _Element) -> bool:
    return any(root.find(f".//{name}") is not None for name in ("article", "h1"))


def _tree(html: str) -> _Element | None:
    from lxml import etree  # noqa: PLC0415 - only a page needs a parser

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    source = html.replace("\0", "").encode("utf-8", "ignore")
    try:
        return etree.fromstring(source, parser) if source.strip() else None
    except etree.LxmlError:
        return None


def _main_text(root: _Element, meta: Meta, base: str) -> tuple[Blocks, Blocks]:
    """The standfirst, and the text below it."""
    above, element = article_elements(root, meta.title, base)
    blocks = without_boilerplate(_blocks([element], base), meta.title, base)
    standfirst = _standfirst(_blocks(above, base), meta.title, base)
    if _is_beginning(standfirst):
        standfirst, blocks = (), (*standfirst, *blocks)
    told = to_blocks(meta.body, base) if len(meta.body) > 2 * len(plain(blocks)) else ()
    return standfirst, told or blocks


def _is_beginning(standfirst: Blocks) -> bool:
    """Whether what stands apart above the text is its beginning, as datelines show."""
    return bool(trim.without_dateline(standfirst)[0])


def _blocks(elements: Sequence[_Element], base: str) -> Blocks:
    from lxml import etree  # noqa: PLC0415 - only a page needs a parser

    return to_blocks(
        "".join(
            etree.tostring(each, encoding="unicode", method="html", with_tail=False)
            for each in elements
        ),
        base,
    )


def _standfirst(blocks: Blocks, title: str, base: str) -> Blocks:
    kept = trim.without_top(without_boilerplate(blocks, title, base)).blocks
    return tuple(Paragraph(block.spans) for block in kept if isinstance(block, Paragraph | Heading))
