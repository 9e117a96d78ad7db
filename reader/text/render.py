"""Blocks as compact, safe HTML: no style, no script, nothing that loads a page.

The only identifiers are those that links within the text lead to.
"""

from __future__ import annotations

from html import escape

from reader.text.blocks import (
    Block,
    Blocks,
    Code,
    Embed,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
)
from reader.text.media import size_attributes


def to_html(blocks: Blocks) -> str:
    """HTML that `html.stored_blocks` turns into these blocks again."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Listing():
            return _listing(block)
        case Table():
            return _table(block)
        case Picture():
            return _picture(block)
    return _simple(block)


def _simple(block: Paragraph | Heading | Quote | Code | Embed | Rule) -> str:
    match block:
        case Paragraph(spans):
            return f"<p>{_spans(spans)}</p>"
        case Heading(level, spans):
            return f"<h{level}>{_spans(spans)}</h{level}>"
        case Quote(inner):
            return f"<blockquote>{to_html(inner)}</blockquote>"
        case Code(text, language):
            named = f' class="language-{escape(language)}"' if language else ""
            return f"<pre><code{named}>{escape(text, quote=False)}</code></pre>"
        case Embed(url, kind, title):
            text = escape(title or kind, quote=False)
            return f'<a href="{escape(url)}" data-embed="{kind}">{text}</a>'
    return "<hr>"


def _listing(listing: Listing) -> str:
    if listing.terms:
        return f"<dl>{''.join(map(_definition, listing.items))}</dl>"
    tag = "ol" if listing.ordered else "ul"
    start = f' start="{listing.start}"' if listing.ordered and listing.start != 1 else ""
    items = "".join(f"<li>{_item(item)}</li>" for item in listing.items)
    return f"<{tag}{start}>{items}</{tag}>"


def _definition(item: Blocks) -> str:
    term, *blocks = item
    spans = term.spans if isinstance(term, Paragraph) else ()
    told = f"<dd>{_item(tuple(blocks))}</dd>" if blocks else ""
    return f"<dt>{_spans(spans)}</dt>{told}"


def _item(blocks: Blocks) -> str:
    match blocks:
        case (Paragraph(spans),):
            return _spans(spans)
    return to_html(blocks)


def _table(table: Table) -> str:
    caption = f"<caption>{_spans(table.caption)}</caption>" if table.caption else ""
    head = "".join(_row(row, "th") for row in table.rows[: table.heads])
    body = "".join(_row(row, "td") for row in table.rows[table.heads :])
    head = f"<thead>{head}</thead>" if head else ""
    body = f"<tbody>{body}</tbody>" if body else ""
    return f"<table>{caption}{head}{body}</table>"


def _row(row: tuple[Spans, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_spans(cell)}</{tag}>' for cell in row)}</tr>"


def _picture(picture: Picture) -> str:
    alt = f' alt="{escape(picture.alt)}"' if picture.alt else ""
    size = size_attributes(picture.width, picture.height)
    html = f'<img src="{escape(picture.url)}"{alt}{size}>'
    if picture.link:
        html = f'<a href="{escape(picture.link)}">{html}</a>'
    if picture.caption:
        caption = f"<figcaption>{_spans(picture.caption)}</figcaption>"
        html = f"<figure>{html}{caption}</figure>"
    return html


def _spans(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    html = escape(span.text, quote=False).replace("\n", "<br>")
    tags = (
        (span.script, span.script),
        ("mark", span.mark),
        ("s", span.strike),
        ("code", span.code),
        ("i", span.italic),
        ("b", span.bold),
        ("small", span.small),
    )
    for tag, worn in tags:
        if worn:
            html = f"<{tag}>{html}</{tag}>"
    html = f'<a href="{escape(span.link)}">{html}</a>' if span.link else html
    return f'<span id="{escape(span.name)}">{html}</span>' if span.name else html
