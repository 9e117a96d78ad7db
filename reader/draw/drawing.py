"""A picture drawn on a canvas."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reader.draw import opening, sixel
from reader.model.errors import ParseError
from reader.model.picture import Drawn, scaled

if TYPE_CHECKING:
    from PIL.Image import Image

    from reader.model.picture import Canvas

TINIEST = 3
"""Pixels a side: what is no larger counts readers, or keeps others apart."""


def draw(body: bytes, canvas: Canvas) -> Drawn:
    """A picture as the canvas takes it.

    Raises:
        ParseError: it cannot be shown; the problem says why, in a few words.
    """
    width, height = opening.size_of(body)
    if min(width, height) <= TINIEST:
        raise ParseError("it is a dot that counts readers")
    columns, rows = scaled(width, height, canvas)
    across, down = canvas.cell
    match canvas.way:
        case "half":
            image = opening.picture(body, (columns, 2 * rows), canvas.paper)
            return Drawn(width, height, columns, rows, _halves(image))
        case "sixel":
            image = opening.picture(body, (columns * across, rows * down), canvas.paper)
            return Drawn(width, height, columns, rows, sixel.lines(image, down))
        case "kitty":
            image = opening.picture(body, (columns * across, rows * down), canvas.paper)
            return Drawn(width, height, columns, rows, png=_png(image))


def _halves(image: Image) -> tuple[bytes, ...]:
    pixels, size = image.tobytes(), 6 * image.width
    return tuple(pixels[at : at + size] for at in range(0, len(pixels), size))


def _png(image: Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
