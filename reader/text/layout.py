"""Blocks as lines of a terminal that shows nothing but characters."""

from __future__ import annotations

from itertools import groupby

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
from reader.text.cells import cell_width, pad_cells, wrap_cells
from reader.text.spans import joined

NARROWEST = 20
NARROWEST_COLUMN = 6
GAP = "  "

Links = dict[str, int]
"""Address to number, in the order of the text."""


def to_plain(blocks: Blocks, width: int = 80) -> str:
    """The blocks wrapped at so many cells; links numbered, their addresses at the end.

    Code and addresses are never broken. Ends with a newline unless it is empty.
    """
    width = max(width, NARROWEST)
    links: Links = {}
    lines = _blocks(blocks, width, links)
    if links:
        lines += ["", *(f"[{number}] {url}" for url, number in links.items())]
    text = "\n".join(line.rstrip() for line in lines)
    return f"{text}\n" if text else ""


def _blocks(blocks: Blocks, width: int, links: Links) -> list[str]:
    width = max(width, NARROWEST)
    lines: list[str] = []
    for block in blocks:
        lines += [""] if lines else []
        lines += _block(block, width, links)
    return lines


def _block(block: Block, width: int, links: Links) -> list[str]:
    lines = ["─" * min(width, 20)]
    match block:
        case Paragraph(spans):
            lines = wrap_cells(_numbered(spans, links), width)
        case Heading(level, spans):
            lines = _heading(level, wrap_cells(_numbered(spans, links), width))
        case Quote(inner):
            lines = [f"│ {line}" for line in _blocks(inner, width - 2, links)]
        case Code(text):
            lines = [f"    {line}" for line in text.expandtabs(4).split("\n")]
        case Listing():
            lines = _listing(block, width, links)
        case Table():
            lines = _table(block, width, links)
        case Picture():
            lines = _picture(block, width, links)
        case Embed(url, kind, title):
            lines = wrap_cells(f"[{kind}{f': {title}' if title else ''}]{_note(url, links)}", width)
    return lines


def _heading(level: int, lines: list[str]) -> list[str]:
    if level > 2:
        return lines
    longest = max(map(cell_width, lines))
    return [*lines, ("=" if level == 1 else "-") * longest]


def _listing(listing: Listing, width: int, links: Links) -> list[str]:
    if listing.terms:
        return _definitions(listing, width, links)
    last = len(f"{listing.start + len(listing.items) - 1}. ")
    indent = last if listing.ordered else 2
    loose = any(len(item) > 1 and not isinstance(item[1], Listing) for item in listing.items)
    lines: list[str] = []
    for number, item in enumerate(listing.items, listing.start):
        lines += [""] if lines and loose else []
        mark = f"{number}. ".rjust(indent) if listing.ordered else "• "
        inner = _item(item, width - indent, links)
        lines += [mark + inner[0], *(" " * indent + line for line in inner[1:])]
    return lines


def _definitions(listing: Listing, width: int, links: Links) -> list[str]:
    lines: list[str] = []
    for term, *blocks in listing.items:
        lines += [""] if lines else []
        lines += _block(term, width, links)
        lines += [f"    {line}" for line in _blocks(tuple(blocks), width - 4, links)]
    return lines


def _item(blocks: Blocks, width: int, links: Links) -> list[str]:
    """A list right below a paragraph belongs to it: no empty line between."""
    match blocks:
        case (Paragraph(), Listing()):
            width = max(width, NARROWEST)
            return _block(blocks[0], width, links) + _block(blocks[1], width, links)
    return _blocks(blocks, width, links)


def _picture(picture: Picture, width: int, links: Links) -> list[str]:
    words = _numbered(picture.caption, links) or picture.alt
    note = _note(picture.link, links) if picture.link else ""
    return wrap_cells(f"[picture{f': {words}' if words else ''}]{note}", width)


def _table(table: Table, width: int, links: Links) -> list[str]:
    caption = wrap_cells(_numbered(table.caption, links), width) if table.caption else []
    rows = [[_numbered(cell, links) for cell in row] for row in table.rows]
    columns = _columns(rows, width)
    if columns is None:
        lines = [line for row in rows for line in wrap_cells(" | ".join(filter(None, row)), width)]
        return caption + lines
    lines = list(caption)
    for number, row in enumerate(rows):
        if number and number == table.heads:
            lines.append(GAP.join("─" * column for column in columns))
        lines += _row(row, columns)
    return lines


def _columns(rows: list[list[str]], width: int) -> list[int] | None:
    """Widths that fit: the widest columns give way first; None if even narrow ones do not fit."""
    columns = [
        max(cell_width(line) for cell in column for line in cell.split("\n"))
        for column in zip(*rows, strict=True)
    ]
    room = width - len(GAP) * (len(columns) - 1)
    if sum(min(column, NARROWEST_COLUMN) for column in columns) > room:
        return None
    columns = [min(column, room) for column in columns]
    while sum(columns) > room:
        columns[columns.index(max(columns))] -= 1
    return columns


def _row(row: list[str], columns: list[int]) -> list[str]:
    cells = [wrap_cells(cell, column) for cell, column in zip(row, columns, strict=True)]
    height = max(map(len, cells))
    padded = [[*cell, *[""] * (height - len(cell))] for cell in cells]
    return [
        GAP.join(pad_cells(line, column) for line, column in zip(lines, columns, strict=True))
        for lines in zip(*padded, strict=True)
    ]


def _numbered(spans: Spans, links: Links) -> str:
    """The text of spans, each link followed by its number unless it is its own address."""
    parts: list[str] = []
    for link, run in groupby(spans, key=lambda span: span.link):
        text = joined(tuple(run))
        if link and link[0] != "#" and text.strip() != link:
            bare = text.rstrip()
            text = bare + _note(link, links) + text[len(bare) :]
        parts.append(text)
    return "".join(parts)


def _note(url: str, links: Links) -> str:
    return f" [{links.setdefault(url, len(links) + 1)}]"
