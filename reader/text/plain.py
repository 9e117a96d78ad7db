"""Blocks as bare text, and what can be asked of them."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

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
    Spans,
    Table,
)
from reader.text.spans import joined

if TYPE_CHECKING:
    from collections.abc import Iterator


def plain(blocks: Blocks, *, captions: bool = True) -> str:
    """The text alone: paragraphs parted by an empty line, items and rows by a line end.

    Cells are parted by tabs. Pictures are their captions, unless `captions` is false; films, sounds
    and frames are nothing.
    """
    return "\n\n".join(text for block in blocks if (text := _bare(block, captions=captions)))


def excerpt(blocks: Blocks, limit: int = 300) -> str:
    """The beginning of the text on one line, cut after a word and closed with "…" if it is cut.

    At most `limit` characters. Pictures and headings before the first paragraph are passed over,
    if there is a paragraph.
    """
    texts = [block for block in blocks if not isinstance(block, Picture | Embed)]
    texts = list(dropwhile(lambda block: isinstance(block, Heading), texts)) or texts
    words: list[str] = []
    length = 0
    for block in texts:
        words += _bare(block, captions=False).split()
        length = sum(map(len, words)) + len(words)
        if length > limit + 1:
            break
    return cut(" ".join(words), limit)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters of a line, whole words, with "…" where something is missing."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    at = kept.rfind(" ")
    if text[limit - 1] != " " and at > limit // 2:
        kept = kept[:at]
    return kept.rstrip(" ,;:–—-") + "…"


def pictures(blocks: Blocks) -> tuple[str, ...]:
    """Addresses of the pictures, in order, each once."""
    return tuple(dict.fromkeys(block.url for block in walk(blocks) if isinstance(block, Picture)))


def links(blocks: Blocks) -> tuple[str, ...]:
    """Addresses the text, its pictures and its films lead to, in order, each once."""
    found: dict[str, None] = {}
    for block in walk(blocks):
        if isinstance(block, Embed):
            found[block.url] = None
        elif isinstance(block, Picture) and block.link:
            found[block.link] = None
        for spans in runs(block):
            found |= dict.fromkeys(span.link for span in spans if span.link and span.link[0] != "#")
    return tuple(found)


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, those within quotes and lists after the block that holds them."""
    for block in blocks:
        yield block
        match block:
            case Quote(inner):
                yield from walk(inner)
            case Listing(items):
                for inner in items:
                    yield from walk(inner)


def runs(block: Block) -> Iterator[Spans]:
    """The runs of text that a block itself holds, those of inner blocks left out."""
    match block:
        case Paragraph(spans) | Heading(_, spans):
            yield spans
        case Picture(caption=caption):
            yield caption
        case Table(rows, _, caption):
            yield caption
            for row in rows:
                yield from row


def _bare(block: Block, *, captions: bool) -> str:
    text = ""
    match block:
        case Paragraph(spans) | Heading(_, spans):
            text = joined(spans)
        case Picture(caption=spans) if captions:
            text = joined(spans)
        case Code(code):
            text = code
        case Quote(inner):
            text = plain(inner, captions=captions)
        case Listing(items):
            texts = (plain(inner, captions=captions) for inner in items)
            text = "\n".join(text for text in texts if text)
        case Table(rows, _, caption):
            lines = [joined(caption)] if caption else []
            lines += ["\t".join(joined(cell).replace("\n", " ") for cell in row) for row in rows]
            text = "\n".join(lines)
    return text
