"""Pictures as a terminal can show them."""

from __future__ import annotations

from typing import Literal, NamedTuple

Way = Literal["half", "sixel", "kitty"]
"""How pictures get to the screen: two pixels a cell, as DEC's sixels, or by Kitty's protocol."""

MOST_PIXELS = 50_000_000
"""Of a whole picture; cameras of telephones make 12 to 50 million."""

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


class Canvas(NamedTuple):
    """The room there is for a picture, and how it gets there."""

    columns: int
    """Cells, at most."""
    rows: int
    way: Way = "half"
    cell: tuple[int, int] = (10, 20)
    """Pixels of a cell, across and down."""
    paper: Colour = (0, 0, 0)
    """What shines through where the picture is transparent."""


class Drawn(NamedTuple):
    """A picture as it is drawn on a canvas; never larger than it is or than the canvas."""

    width: int
    """Pixels of the picture itself, upright."""
    height: int
    columns: int
    """Cells it takes."""
    rows: int
    lines: tuple[bytes, ...] = ()
    """One a row of cells. half: red, green, blue of the upper pixels and then of the lower ones;
    sixel: what is sent to the terminal; kitty: none."""
    png: bytes = b""
    """kitty: the picture scaled to its cells."""


def scaled(width: int, height: int, canvas: Canvas) -> tuple[int, int]:
    """The cells that a picture of so many pixels takes on a canvas, at least one."""
    across, down = canvas.cell
    scale = min(1.0, canvas.columns * across / width, canvas.rows * down / height)
    columns, rows = round(width * scale / across), round(height * scale / down)
    return min(max(columns, 1), canvas.columns), min(max(rows, 1), canvas.rows)
