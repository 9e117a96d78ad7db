"""Rows of cells as a table, or as the blocks they hold if the table was only a layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.text.blocks import Blocks, Heading, Listing, Paragraph, Picture, Quote, Spans, Table
from reader.text.spans import BREAK, PLAIN, Piece, joined, restyled, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COLUMNS = 100
MOST_CELLS = 50_000
MOST_PARAGRAPHS = 3
"""In a cell; a cell that holds more is a column of a page."""
LONGEST_CELL = 800
"""Characters, likewise."""


@dataclass(slots=True)
class Cell:
    """A cell as it was read."""

    blocks: Blocks
    head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Row:
    """A row as it was read."""

    cells: list[Cell]
    head: bool = False
    """It stood in the `thead`."""


def table(rows: Sequence[Row], caption: Spans) -> Blocks:
    """The rows as one `Table`, or unfolded into what the cells hold.

    A table is a layout if it has one column or a lone row, or if a cell holds what no line of a
    table can show: tables, code, quotes, headings, many paragraphs. Lists and pictures become
    text in tables that have a head, and unfold the others.
    """
    lenient = any(cell.head for row in rows for cell in row.cells)
    lines = _texts(rows, lenient=lenient)
    grid = _grid(rows, lines) if lines is not None else None
    if grid is None:
        return _unfolded(rows, caption)
    kept, heads = _without_empty(grid, rows)
    if not kept or len(kept[0]) < 2 or (len(kept) == 1 and not heads):
        return _unfolded(rows, caption)
    return (Table(tuple(map(tuple, kept)), heads, caption),)


def flat(blocks: Blocks, *, lenient: bool = True) -> Spans | None:
    """Blocks as the lines of one run of text; None if they are more than that."""
    pieces: list[Piece] = []
    for block in blocks:
        spans = _line(block, lenient=lenient)
        if spans is None:
            return None
        if pieces and spans:
            pieces.append((BREAK, PLAIN))
        pieces += spans
    return settle(pieces)


def _line(block: object, *, lenient: bool) -> list[Piece] | None:
    match block:
        case Paragraph(spans):
            return restyled(spans)
        case Picture(alt=alt) if lenient:
            return [(alt, PLAIN)] if alt else []
        case Listing(items) if lenient:
            inner = flat(tuple(block for item in items for block in item))
            return None if inner is None else restyled(inner)
        case Heading(_, spans) if lenient:
            return restyled(spans)
    return None


def caption_of(blocks: Blocks) -> Spans:
    """Everything that is text in a caption, as lines."""
    pieces: list[Piece] = []
    for block in blocks:
        match block:
            case Paragraph(spans) | Heading(_, spans):
                inner = spans
            case Quote(quoted):
                inner = caption_of(quoted)
            case Listing(items):
                inner = caption_of(tuple(block for item in items for block in item))
            case _:
                inner = ()
        if pieces and inner:
            pieces.append((BREAK, PLAIN))
        pieces += restyled(inner)
    return settle(pieces)


def _texts(rows: Sequence[Row], *, lenient: bool) -> list[list[Spans]] | None:
    texts: list[list[Spans]] = []
    for row in rows:
        line: list[Spans] = []
        for cell in row.cells:
            spans = (
                flat(cell.blocks, lenient=lenient) if len(cell.blocks) <= MOST_PARAGRAPHS else None
            )
            if spans is None or len(joined(spans)) > LONGEST_CELL:
                return None
            line.append(spans)
        texts.append(line)
    return texts


def _grid(rows: Sequence[Row], texts: list[list[Spans]]) -> list[list[Spans]] | None:
    """Cells at their columns, those that span several followed or underlaid by empty ones."""
    grid: list[list[Spans]] = []
    reserved: dict[int, int] = {}
    for row, line in zip(rows, texts, strict=True):
        places: list[Spans] = []
        below: dict[int, int] = {}
        for cell, spans in zip(row.cells, line, strict=True):
            while reserved.get(len(places), 0) > 0:
                places.append(())
            for column in range(len(places), len(places) + cell.columns):
                below[column] = cell.rows
            places += [spans, *[()] * (cell.columns - 1)]
            if len(places) > MOST_COLUMNS:
                return None
        reserved = {column: left - 1 for column, left in (reserved | below).items() if left > 1}
        grid.append(places)
    width = max(map(len, grid), default=0)
    if width * len(grid) > MOST_CELLS:
        return None
    return [[*places, *[()] * (width - len(places))] for places in grid]


def _without_empty(grid: list[list[Spans]], rows: Sequence[Row]) -> tuple[list[list[Spans]], int]:
    """The grid without rows and columns that hold nothing, and how many rows are its head."""
    filled = [(line, row) for line, row in zip(grid, rows, strict=True) if any(line)]
    heads = 0
    for _, row in filled:
        if not (row.head or all(cell.head for cell in row.cells)):
            break
        heads += 1
    width = len(grid[0]) if grid else 0
    columns = [at for at in range(width) if any(line[at] for line, _ in filled)]
    return [[line[at] for at in columns] for line, _ in filled], heads


def _unfolded(rows: Sequence[Row], caption: Spans) -> Blocks:
    held = tuple(block for row in rows for cell in row.cells for block in cell.blocks)
    return (Paragraph(caption), *held) if caption else held
