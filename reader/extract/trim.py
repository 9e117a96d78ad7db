"""What stands at the ends of an article's blocks and is not its text: dateline, credit, byline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.extract import dateline
from reader.extract.byline import authors
from reader.extract.credits import is_credit
from reader.extract.moments import is_moment, published, published_in
from reader.extract.roles import is_label, is_lone_sign
from reader.text.blocks import Block, Blocks, Heading, Paragraph, Picture, Rule, Span, Spans
from reader.text.spans import joined

if TYPE_CHECKING:
    from datetime import datetime

_FIRST = 6
"""Blocks at the top among which byline and date stand."""

_LAST = 4


class Top(NamedTuple):
    """What the first blocks say of the article, and the rest."""

    authors: tuple[str, ...]
    published_at: datetime | None
    blocks: Blocks


def text_of(block: Block) -> str:
    """The text of a paragraph or heading on one line; empty for other blocks."""
    return joined(block.spans).replace("\n", " ") if isinstance(block, Paragraph | Heading) else ""


def same(one: str, other: str) -> bool:
    """Whether two titles are one, however they were typed."""
    return bool(one) and _bare(one) == _bare(other)


def without_title(blocks: Blocks, title: str) -> Blocks:
    """The blocks without a heading among the first that repeats the title."""
    first = next(
        (at for at, block in enumerate(blocks[:_FIRST]) if same(text_of(block), title)), -1
    )
    return blocks[:first] + blocks[first + 1 :] if first >= 0 else blocks


def without_top(blocks: Blocks) -> Top:
    """The blocks without byline, date and labels above the text."""
    names: tuple[str, ...] = ()
    at: datetime | None = None
    kept: list[Block] = []
    for block in blocks[:_FIRST]:
        text = text_of(block)
        found = authors(text)
        if found and not names:
            names, at = found, at or published_in(text)
        elif text and is_moment(text) and not is_label(text):
            at = at or published([text])
        elif not (text and (is_label(text) or is_lone_sign(text))):
            kept.append(block)
    return Top(names, at, (*kept, *blocks[_FIRST:]))


def without_dateline(blocks: Blocks) -> tuple[str, Blocks]:
    """The dateline the first paragraph opens with, and the blocks without it."""
    for at, block in enumerate(blocks[:_FIRST]):
        if isinstance(block, Picture | Heading):
            continue
        if not isinstance(block, Paragraph):
            break
        text = joined(block.spans)
        place, rest = dateline.split(text)
        if place:
            cut = Paragraph(_from(block.spans, len(text) - len(rest)))
            return place, (*blocks[:at], cut, *blocks[at + 1 :])
        break
    return "", blocks


def without_credit(blocks: Blocks) -> tuple[str, Blocks]:
    """The closing line that names contributors, and the blocks without it and rules at the end."""
    first = max(len(blocks) - _LAST, 1)
    credit = [text for block in blocks[first:] if is_credit(text := text_of(block))]
    kept = [*blocks[:first], *(block for block in blocks[first:] if not is_credit(text_of(block)))]
    while kept and isinstance(kept[-1], Rule):
        kept.pop()
    return " ".join(line.strip("()[]*_ ") for line in credit), tuple(kept)


def _from(spans: Spans, start: int) -> Spans:
    """The spans from a character on."""
    rest: list[Span] = []
    for span in spans:
        if start < len(span.text):
            text = span.text[start:] if rest else span.text[start:].lstrip()
            rest.append(replace(span, text=text))
        start = max(start - len(span.text), 0)
    return tuple(span for span in rest if span.text)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
