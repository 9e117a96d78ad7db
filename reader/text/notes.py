"""Links that lead to another place of the same text: footnotes, and the way back from them.

Such a link is "#" and a name, and one span of the text bears that name. A name without a link to it
is not kept, nor a link without its name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.blocks import (
    Block,
    Blocks,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Spans,
    Table,
)
from reader.text.plain import runs, walk
from reader.text.spans import restyled, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LINKED = re.compile(r"""\bhref\s*=\s*["']?[^"'\s<>#]*#([\w.:-]{1,80})""", re.ASCII | re.IGNORECASE)
_NAMED = re.compile(r"""\b(?:id|name)\s*=\s*["']?([\w.:-]{1,80})""", re.ASCII | re.IGNORECASE)
# Feeds write the whole address of the page before the name; of those only notes are believed, since
# another page may well have a place of the same name.
_OF_A_NOTE = re.compile(
    r"#_?(?:[a-z]*foot-?note|end-?note|side-?note|fn|note|cite)", re.ASCII | re.IGNORECASE
)


def names_in(html: str) -> frozenset[str]:
    """The names that links in HTML lead to, and something in it bears."""
    if "#" not in html:
        return frozenset()
    linked = set(_LINKED.findall(html))
    return frozenset(linked.intersection(_NAMED.findall(html))) if linked else frozenset()


def name_in(attributes: Mapping[str, str]) -> str:
    """The name that an element bears."""
    return attributes.get("id") or attributes.get("name") or ""


def leads_within(reference: str) -> bool:
    """Whether an address may lead to a place of the text it stands in."""
    return reference.startswith("#") or _OF_A_NOTE.search(reference) is not None


def place_within(reference: str, names: frozenset[str]) -> str:
    """The link within the text that an address stands for, if it is one."""
    name = reference.rpartition("#")[2]
    return f"#{name}" if name in names and leads_within(reference) else ""


def tied(blocks: Blocks) -> Blocks:
    """The same, with each name at the first span that bears it, and no end left loose."""
    spans = [span for block in walk(blocks) for run in runs(block) for span in run]
    names = {span.name for span in spans} & {
        span.link[1:] for span in spans if _is_inner(span.link)
    }
    seen = {""}

    def tie(run: Spans) -> Spans:
        kept = []
        for span in run:
            name = span.name if span.name in names and span.name not in seen else ""
            seen.add(name)
            loose = _is_inner(span.link) and span.link[1:] not in names
            kept.append(replace(span, name=name, link="" if loose else span.link))
        return settle(restyled(kept))

    return tuple(_with_spans(block, tie) for block in blocks)


def _is_inner(link: str) -> bool:
    return link.startswith("#")


def _with_spans(block: Block, change: Callable[[Spans], Spans]) -> Block:
    """A block with each of its runs changed, in the order of `plain.walk`."""
    match block:
        case Paragraph(spans) | Heading(_, spans):
            return replace(block, spans=change(spans))
        case Picture(caption=caption):
            return replace(block, caption=change(caption))
        case Quote(inner):
            return Quote(tuple(_with_spans(each, change) for each in inner))
        case Listing(items):
            items = tuple(tuple(_with_spans(each, change) for each in item) for item in items)
            return replace(block, items=items)
        case Table(rows, _, caption):
            caption = change(caption)
            changed = tuple(tuple(change(cell) for cell in row) for row in rows)
            return replace(block, rows=changed, caption=caption)
    return block
