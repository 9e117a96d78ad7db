"""The pieces a page is made of, and the lines each makes in a given width.

A piece keeps its text whole; lines are only extents of it with something drawn before, between
or after. So a page is laid out anew at 10,000 words in milliseconds, a search finds words across
line ends, and what is copied comes out as it was written.

Dress is named, not coloured: a span styled ".link" looks as the component class `page--link` says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from textual.content import EMPTY_CONTENT, Content
from textual.content import Span as Dressed

from reader.model.picture import Canvas, scaled
from reader.tui.paint_wrap import (
    TURNOVER,
    Extent,
    fit,
    runs_right_to_left,
    wrap,
    wrap_code,
    wrap_evenly,
    wrap_facts,
    wrap_verse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LEAST_ROOM = 12
"""Cells kept for text, whatever is drawn before it."""

_GOES_ON = Content.styled("↪ ", ".faint")
"""Before the rest of a line of code that is too long; as wide as a panel bleeds."""

_MIRROR = str.maketrans({"▎": "▕"})

Side = Literal["left", "right", "center"]

Layout = Literal["text", "verse", "title", "code", "facts", "line"]
"""verse: what is left of a line is set in; title: lines of like length; code: lines kept; facts:
parted by dots, none at a line's end; line: one line, cut with an ellipsis."""

Part = Content | Extent
"""Something drawn, or an extent of the piece's text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, as parts from left to right."""

    piece: int
    """Which piece of the page it belongs to."""
    parts: tuple[Part, ...]
    fill: str = ""
    """Dress of everything from `filled_from` to the end of the column."""
    filled_from: int = 0
    """Characters."""
    joint: str | None = None
    """What the text has between this line and the next; None where the piece ends a line."""
    row: int = -1
    """Which row of a picture is drawn after the parts; -1 for none."""

    @property
    def start(self) -> int:
        """Where in the piece's text the line starts."""
        return min((part[0] for part in self.parts if not isinstance(part, Content)), default=0)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands to the left of a piece, and above it."""

    first: Content = EMPTY_CONTENT
    """Before the first line, such as a bullet."""
    rest: Content = EMPTY_CONTENT
    """Before the others; as wide."""
    gap: int = 0
    """Blank lines above."""
    between: Content = EMPTY_CONTENT
    """Drawn in the blank lines, such as the bar of a quotation."""

    def room(self, width: int) -> int:
        """Cells left for text."""
        return max(width - self.rest.cell_length, min(LEAST_ROOM, width))

    def before(self, first: bool, width: int) -> Content:
        """What is drawn before a line, cropped if it would leave too little room."""
        drawn = self.first if first else self.rest
        return drawn[: width - self.room(width)] if drawn.cell_length else drawn


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that runs from line to line."""

    content: Content
    frame: Frame = Frame()
    layout: Layout = "text"
    align: Side = "left"
    fill: str = ""
    """Dress of a panel behind the text."""
    bleed: int = 0
    """Cells the panel reaches beyond the text, on both sides."""
    language: str = ""
    """Of code that is still to be coloured."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: columns side by side, or one record below the other where they cannot stand so."""

    content: Content
    """All cells, row by row."""
    rows: tuple[tuple[Extent, ...], ...]
    heads: int = 0
    frame: Frame = Frame()
    even: bool = False
    """Two versions of a text: columns of one width, however tall."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line drawn across the column, or a part of it."""

    dress: str
    cells: int = 0
    """0 for the whole column."""
    frame: Frame = Frame()
    content: Content = EMPTY_CONTENT


USUAL = (3000, 2000)
"""Pixels of a picture of which nothing is known: most photographs are of this shape."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture above its caption, or its caption alone."""

    content: Content
    """The caption."""
    sign: Content
    """Before the first line of the caption; the others stand in by as much."""
    frame: Frame = Frame()
    url: str = ""
    size: tuple[int, int] = (0, 0)
    """Pixels of the picture; zeros if not known."""
    canvas: Canvas | None = None
    """The room for any picture on this page; None: the caption alone is shown."""

    def room(self, width: int) -> Canvas:
        """The cells that are kept for this picture in a column of a width.

        They are kept from the beginning, so that no line moves when the picture comes.
        """
        canvas = self.canvas or Canvas(0, 0)
        if not self.canvas:
            return canvas
        most = canvas._replace(columns=min(canvas.columns, self.frame.room(width)))
        columns, rows = scaled(*(self.size if all(self.size) else USUAL), most)
        return most._replace(columns=columns, rows=rows)


Piece = Passage | Grid | Stroke | Figure


def lines_of(piece: Piece, index: int, width: int) -> list[Line]:
    """A piece as lines of at most `width` cells, blank lines above it included."""
    gap = [Line(index, (piece.frame.between,)) for _ in range(piece.frame.gap)]
    match piece:
        case Passage():
            return gap + _passage(piece, index, width)
        case Figure():
            return gap + _figure(piece, index, width)
        case Grid():
            from reader.tui.paint_table import grid_lines  # noqa: PLC0415 - few articles have tables

            return gap + grid_lines(piece, index, width)
        case Stroke():
            size = min(piece.cells or width, piece.frame.room(width))
            drawn = Content.styled("─" * size, piece.dress)
            return [*gap, Line(index, (piece.frame.before(True, width), drawn))]


def shifted(pieces: Sequence[Piece], gap: int) -> list[Piece]:
    """Pieces with so many blank lines above the first."""
    if not pieces:
        return []
    first = pieces[0]
    return [replace(first, frame=replace(first.frame, gap=gap)), *pieces[1:]]


def sized(pieces: Sequence[Piece], sizes: Mapping[str, tuple[int, int]]) -> list[Piece]:
    """The same, where the size of a picture is known though its page does not say it.

    One of no size at all is its caption alone.
    """
    return [
        _sized(piece, sizes[piece.url])
        if isinstance(piece, Figure) and piece.url in sizes
        else piece
        for piece in pieces
    ]


def _sized(piece: Figure, size: tuple[int, int]) -> Figure:
    if not all(size):
        return replace(piece, url="")
    return piece if all(piece.size) else replace(piece, size=size)


def side_of(content: Content) -> Side:
    """Where text is set: Hebrew, Arabic and their relatives to the right."""
    return "right" if runs_right_to_left(content.plain) else "left"


def line_content(line: Line, piece: Piece) -> Content:
    """A line put together, ready to be drawn."""
    if len(line.parts) == 1 and isinstance(line.parts[0], Content):
        return line.parts[0]
    return Content.assemble(
        *(
            part if isinstance(part, Content) else piece.content[part[0] : part[1]]
            for part in line.parts
        )
    )


def _passage(piece: Passage, index: int, width: int) -> list[Line]:
    frame, room = piece.frame, piece.frame.room(width) - piece.bleed
    text = piece.content.plain
    if piece.layout == "line":
        return [_cut(piece, index, width)]
    extents = _WRAPS[piece.layout](text, room)
    joints = _joints(text, extents)
    lines = []
    for number, extent in enumerate(extents):
        before = frame.before(number == 0, width)
        panel = max(len(before) - piece.bleed, 0)
        goes_on = number > 0 and joints[number - 1] is not None
        if piece.layout == "code" and goes_on:
            before = before[:panel] + _GOES_ON
        turned = TURNOVER if piece.layout == "verse" and goes_on else 0
        if piece.align == "left":
            parts: tuple[Part, ...] = (
                (before + " " * turned, extent) if turned else (before, extent)
            )
        else:
            spare = room - turned - cell_len(text[extent[0] : extent[1]])
            parts = _set_apart(piece, before, extent, spare, turned)
        lines.append(Line(index, parts, piece.fill, panel, joints[number]))
    return lines


def _figure(piece: Figure, index: int, width: int) -> list[Line]:
    rows = piece.room(width).rows
    drawn = [Line(index, (piece.frame.before(row == 0, width),), row=row) for row in range(rows)]
    first = piece.frame.rest if rows else piece.frame.first
    inner = Frame(first + piece.sign, piece.frame.rest + " " * piece.sign.cell_length)
    return drawn + _passage(Passage(piece.content, inner), index, width)


_WRAPS: Mapping[str, Callable[[str, int], list[Extent]]] = {
    "text": wrap,
    "verse": wrap_verse,
    "title": wrap_evenly,
    "code": wrap_code,
    "facts": wrap_facts,
}


def _set_apart(
    piece: Passage, before: Content, extent: Extent, spare: int, turned: int
) -> tuple[Part, ...]:
    """A line in the middle or at the right; a script from the right has its bullet there, too."""
    if piece.align == "center" or piece.fill:
        return before, Content(" " * (spare // 2 if piece.align == "center" else spare)), extent
    return Content(" " * spare), extent, Content(" " * turned) + _mirrored(before)


def _mirrored(content: Content) -> Content:
    """What is drawn to the left of a text, for the right."""
    end = len(content)
    spans = [Dressed(end - span.end, end - span.start, span.style) for span in content.spans]
    return Content(content.plain[::-1].translate(_MIRROR), spans)


def _cut(piece: Passage, index: int, width: int) -> Line:
    before = piece.frame.before(True, width)
    text, room = piece.content.plain, piece.frame.room(width)
    if cell_len(text) <= room:
        return Line(index, (before, (0, len(text))))
    return Line(index, (before, (0, fit(text, room - 1)), Content.styled("…", ".faint")))


def _joints(text: str, extents: Sequence[Extent]) -> list[str | None]:
    """What was left out between lines; None where the text itself ended the line."""
    joints: list[str | None] = []
    for (_, end), (start, _) in pairwise(extents):
        between = text[end:start]
        joints.append(None if "\n" in between else between)
    return [*joints, None]
