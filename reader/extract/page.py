"""A web page as an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract import trim
from reader.extract.body import article_element
from reader.extract.byline import listed
from reader.extract.credits import contributors, is_credit
from reader.extract.liveblog import as_text, began, posts_in, posts_of
from reader.extract.meta import Meta, read_meta
from reader.extract.roles import (
    is_appeal,
    is_caption,
    is_ending,
    is_label,
    is_promotion,
    is_prose,
)
from reader.model.parsed import ExtractedArticle
from reader.text.blocks import Block, Blocks, Heading, Listing, Paragraph
from reader.text.clean import clean_line
from reader.text.html import to_blocks
from reader.text.plain import cut, excerpt, pictures, plain
from reader.text.render import to_html
from reader.text.url import is_web

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST = 5_000_000
"""Characters, pictures within the page left out; the rest of a longer page is left out."""

LEAST = 60
"""Characters of text below which a page that marks no article and no headline holds none."""

_EMBEDDED = re.compile(r"data:[a-z]+/[\w.+-]+(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=%]*", re.IGNORECASE)
_LONGEST_TITLE = 120
_LEAST_BEFORE = 0.5
"""Share of the text that stands above the heading of an appendix."""


def read_page(html: str, url: str = "") -> ExtractedArticle | None:
    """The article in a page at `url`; None if no text of an article is found."""
    html = _EMBEDDED.sub("", html)[:LONGEST]
    root = _tree(html)
    if root is None:
        return None
    meta = read_meta(root, html, url)
    base = url if is_web(url) or not meta.canonical else meta.canonical
    live = posts_in(root, meta, base)
    blocks = _main_text(root, meta, base)
    live = live or posts_of(blocks, meta, base, html)
    top = trim.without_top(trim.without_title(blocks, meta.title))
    place, blocks = trim.without_dateline(top.blocks)
    credit, blocks = trim.without_credit(_without_end(blocks))
    blocks = as_text(live, blocks) if live else blocks
    text = plain(blocks, captions=False)
    if not text or (len(text) < LEAST and not live and not _is_marked(root)):
        return None
    return ExtractedArticle(
        title=meta.title or cut(excerpt(blocks, 2 * _LONGEST_TITLE), _LONGEST_TITLE),
        byline=meta.byline or listed(top.authors),
        dateline=place,
        published_at=began(live, meta.published_at or top.published_at),
        language=meta.language,
        html=to_html(blocks),
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


def _main_text(root: _Element, meta: Meta, base: str) -> Blocks:
    from lxml import etree  # noqa: PLC0415 - only a page needs a parser

    element = article_element(root)
    blocks = to_blocks(
        etree.tostring(element, encoding="unicode", method="html", with_tail=False), base
    )
    blocks = tuple(block for block in blocks if not _is_between(block))
    told = to_blocks(meta.body, base) if len(meta.body) > 2 * len(plain(blocks)) else ()
    return told or blocks


def _is_between(block: Block) -> bool:
    text = trim.text_of(block)
    if not text:
        return False
    around = is_label(text) or is_promotion(text)
    return around or (isinstance(block, Paragraph) and is_caption(text) and not is_prose(text))


def _without_end(blocks: Blocks) -> Blocks:
    """The blocks without lists of other articles and appeals below the text."""
    lengths = [len(trim.text_of(block)) if _is_text(block) else 0 for block in blocks]
    for at, block in enumerate(blocks):
        if is_ending(trim.text_of(block)) and sum(lengths[:at]) > _LEAST_BEFORE * sum(lengths):
            return _without_end(blocks[:at])
    kept = list(blocks)
    while kept and _is_below(kept[-1]):
        kept.pop()
    return tuple(kept)


def _is_text(block: Block) -> bool:
    text = trim.text_of(block)
    return isinstance(block, Paragraph) and is_prose(text) and not is_appeal(text)


def _is_below(block: Block) -> bool:
    text = trim.text_of(block)
    if isinstance(block, Heading):
        return True
    if isinstance(block, Listing):
        return False
    return (
        bool(text)
        and not is_credit(text)
        and (is_ending(text) or is_appeal(text) or clean_line(text) == "")
    )
