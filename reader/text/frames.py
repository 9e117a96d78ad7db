"""Places in a document that hold blocks until their element ends, and what they then become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from reader.text.blocks import (
    Block,
    Blocks,
    Code,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Spans,
    Table,
)
from reader.text.plain import plain
from reader.text.spans import joined, joined_lines, line, restyled, settle
from reader.text.tables import Cell, Row, caption_of, table

SHORTEST_FORM = 600
"""Characters: a form that holds less is a form; one that holds more is wrapped round a page."""
LONGEST_TITLE = 300

Kind = Literal[
    "page",
    "quote",
    "list",
    "item",
    "term",
    "table",
    "row",
    "cell",
    "figure",
    "caption",
    "form",
    "film",
    "embed",
]
EmbedKind = Literal["video", "audio", "frame"]
Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """An item on its way into a `Listing`."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Term:
    """What is explained in a list of definitions, on its way there."""

    spans: Spans
    rest: Blocks
    """What else stood beside it, such as a picture."""


Within = Block | Item | Term
"""What a frame may hold until it is complete."""


@dataclass(slots=True)
class Frame:
    """What was gathered so far within one element."""

    kind: Kind
    depth: int = 0
    """Quotes and lists around it, itself included."""
    tag: str = ""
    attributes: Attributes = field(default_factory=dict)
    blocks: list[Within] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    caption: Spans = ()
    in_head: bool = False
    """The next row stands in the `thead`."""


def complete(frame: Frame, above: Frame) -> None:
    """Give what a frame has become to the frame above it."""
    _COMPLETED[frame.kind](frame, above)


def grouped(blocks: list[Within]) -> Blocks:
    """Blocks, with items that stand outside any list gathered into lists."""
    answer: list[Block] = []
    items: list[Blocks] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(block.blocks)
            continue
        if items:
            answer.append(Listing(tuple(items)))
            items = []
        if not isinstance(block, Term):
            answer.append(block)
    if items:
        answer.append(Listing(tuple(items)))
    return tuple(answer)


def _quote(frame: Frame, above: Frame) -> None:
    if blocks := grouped(frame.blocks):
        above.blocks.append(Quote(blocks))


def _item(frame: Frame, above: Frame) -> None:
    if blocks := grouped(frame.blocks):
        above.blocks.append(Item(blocks))


def _term(frame: Frame, above: Frame) -> None:
    blocks = grouped(frame.blocks)
    rest = tuple(each for each in blocks if isinstance(each, Picture | Embed | Code | Table))
    bold = [(text, style._replace(bold=True)) for text, style in restyled(caption_of(blocks))]
    if spans := settle(bold):
        above.blocks.append(Term(spans, rest))
    else:
        above.blocks += rest


def _definitions(frame: Frame, above: Frame) -> None:
    """Terms that follow each other are explained together; what no term precedes stands alone."""
    items: list[list[Block]] = []
    for block in frame.blocks:
        match block:
            case Term(spans, rest):
                last = items[-1][0] if items and len(items[-1]) == 1 else None
                if isinstance(last, Paragraph):
                    items.pop()
                    spans = joined_lines(last.spans, spans)
                items.append([Paragraph(spans), *rest])
            case Item(blocks):
                (items[-1] if items else above.blocks).extend(blocks)
            case _:
                (items[-1] if items else above.blocks).append(block)
    if items:
        above.blocks.append(Listing(tuple(map(tuple, items)), terms=True))


def _list(frame: Frame, above: Frame) -> None:
    """What stands in a list but in no item belongs to the item before it."""
    if frame.tag == "dl":
        _definitions(frame, above)
        return
    items: list[list[Block]] = []
    for block in frame.blocks:
        if isinstance(block, Term):
            continue  # only lists of definitions have them
        if isinstance(block, Item):
            items.append(list(block.blocks))
        elif items:
            items[-1].append(block)
        else:
            items.append([block])
    if items:
        ordered = frame.tag == "ol"
        start = _number(frame.attributes.get("start"), most=999_999) if ordered else 1
        above.blocks.append(Listing(tuple(map(tuple, items)), ordered, start))


def _cell(frame: Frame, above: Frame) -> None:
    columns = _number(frame.attributes.get("colspan"), most=100) or 1
    rows = _number(frame.attributes.get("rowspan"), most=1000) or 1
    above.cells.append(Cell(grouped(frame.blocks), frame.tag == "th", columns, rows))


def _row(frame: Frame, above: Frame) -> None:
    if frame.blocks:
        frame.cells.append(Cell(grouped(frame.blocks)))
    if frame.cells:
        above.rows.append(Row(frame.cells, above.in_head))


def _table(frame: Frame, above: Frame) -> None:
    above.blocks += grouped(frame.blocks)
    if frame.rows or frame.caption:
        above.blocks += table(frame.rows, frame.caption)


def _caption(frame: Frame, above: Frame) -> None:
    spans = caption_of(grouped(frame.blocks))
    if not spans:
        return
    if above.kind in ("figure", "table") and not above.caption:
        above.caption = spans
    elif not _give_caption(above.blocks, spans):
        above.blocks.append(Paragraph(spans))


def _figure(frame: Frame, above: Frame) -> None:
    if frame.caption and not _give_caption(frame.blocks, frame.caption):
        frame.blocks.append(Paragraph(frame.caption))
    above.blocks += grouped(frame.blocks)


def _form(frame: Frame, above: Frame) -> None:
    blocks = grouped(frame.blocks)
    if len(plain(blocks)) >= SHORTEST_FORM:
        above.blocks += blocks


def _film(frame: Frame, above: Frame) -> None:
    above.blocks += [block for block in frame.blocks if isinstance(block, Embed)][:1]


def _embed(frame: Frame, above: Frame) -> None:
    url = frame.attributes["href"]
    title = line(joined(caption_of(grouped(frame.blocks))), LONGEST_TITLE)
    kind = cast("EmbedKind", frame.attributes["data-embed"])
    above.blocks.append(Embed(url, kind, "" if title in (url, kind) else title))


def _give_caption(blocks: list[Within], spans: Spans) -> bool:
    """Whether the last block was a picture that lacked a caption."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Picture) or last.caption:
        return False
    blocks[-1] = replace(last, caption=spans)
    return True


def _number(text: str | None, *, most: int) -> int:
    """A count as attributes state it: 1 if it is none, never more than `most`."""
    text = (text or "").strip()
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else 1


_COMPLETED: Mapping[Kind, Callable[[Frame, Frame], None]] = {
    "quote": _quote,
    "item": _item,
    "term": _term,
    "list": _list,
    "cell": _cell,
    "row": _row,
    "table": _table,
    "caption": _caption,
    "figure": _figure,
    "form": _form,
    "film": _film,
    "embed": _embed,
}
