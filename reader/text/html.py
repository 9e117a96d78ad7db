"""Foreign HTML to blocks; blocks to HTML that is fit to be stored.

Kept: what `text.blocks` has a place for. Left out with all they hold: scripts, styles, templates,
titles of documents, `noscript`, SVG, short forms and their fields, and what is hidden by the
`hidden` attribute or an inline `display: none`, `visibility: hidden` or a font size of nothing.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import Any, cast

from reader.text.blocks import Blocks, Paragraph, Picture
from reader.text.clean import clean_line
from reader.text.notes import names_in
from reader.text.plain import excerpt, links, pictures, plain, walk
from reader.text.render import to_html
from reader.text.spans import PLAIN, settle, words

__all__ = [
    "excerpt",
    "links",
    "looks_like_html",
    "pictures",
    "plain",
    "stored_blocks",
    "to_blocks",
    "to_html",
    "to_line",
    "to_text",
]

LONGEST = 10_000_000
"""Characters; the rest of a longer document is left out."""

_TAG = re.compile(r"<[a-zA-Z!/?]")
_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_KNOWN_TAG = re.compile(
    r"</?(a|abbr|acronym|address|article|aside|audio|b|big|blockquote|body|br|center|cite|code|dd|del"
    r"|dfn|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe"
    r"|img|input|ins|kbd|li|link|main|mark|meta|nav|noscript|object|ol|p|picture|pre|q|s|samp|script"
    r"|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th"
    r"|thead|time|tr|tt|u|ul|var|video|wbr)(\s[^<>]*)?/?>|<!--|<!doctype\s",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def to_blocks(html: str, base_url: str = "") -> Blocks:
    """Whatever was meant by a string of HTML; never raises.

    Text without a single tag is read as paragraphs parted by empty lines. Relative addresses are
    taken against `base_url`; `file:` addresses survive only where it is one itself.
    """
    html = html[:LONGEST].replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
    if not _TAG.search(html):
        return _paragraphs(html)
    from lxml import etree  # noqa: PLC0415 - lists and first paint need no parser

    from reader.text.build import Builder  # noqa: PLC0415 - goes with it

    # A target makes lxml build no tree: time grows with length alone, however deep the nesting.
    builder = Builder(base_url, names_in(html))
    target: Any = builder  # lxml's stubs would have it take bytes, which it never gets
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(html.encode("utf-8"))
        return cast("Blocks", parser.close())
    except etree.LxmlError:
        return builder.close()


def stored_blocks(html: str) -> Blocks:
    """What `to_html` wrote, as the very blocks it was given.

    Addresses on the disk, which foreign HTML cannot bring in, are kept.
    """
    return to_blocks(html, "file:///")


def to_line(html: str) -> str:
    """A fragment of HTML, such as a title, as one plain line."""
    if not _TAG.search(html):
        return clean_line(unescape(clean_line(html)))
    blocks = to_blocks(html)
    text = clean_line(plain(blocks).replace("\n", " "))
    alts = (block.alt for block in walk(blocks) if isinstance(block, Picture))
    return text or clean_line(" ".join(alts))


def to_text(html: str) -> str:
    """HTML as plain text, paragraphs parted by an empty line."""
    return plain(to_blocks(html))


def looks_like_html(text: str) -> bool:
    """Whether text that may be either is HTML: it holds a known tag or an entity.

    "a < b & c" and "List<String>" are text; "<b>x</b>" and "&amp;" are HTML.
    """
    if "<" in text and _KNOWN_TAG.search(text):
        return True
    return "&" in text and any(
        name[1].startswith("#") or f"{name[1]};" in html5 for name in _ENTITY.finditer(text)
    )


def _paragraphs(text: str) -> Blocks:
    parts = (settle([(words(unescape(part)), PLAIN)]) for part in _EMPTY_LINES.split(text))
    return tuple(Paragraph(spans) for spans in parts if spans)
