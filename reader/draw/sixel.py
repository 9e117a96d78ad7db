"""Pictures as sixels: six pixels high bands, a colour after the other (DEC STD 070, chapter 9).

Each row of cells is a picture of its own, so that a page scrolls by whole lines like its text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 128
"""xterm has 256 registers and others share them between pictures."""

_BAND = 6
_RUN = re.compile(rb"(.)\1{3,254}", re.DOTALL)


def lines(image: Image, height: int) -> tuple[bytes, ...]:
    """A picture as one sequence for each `height` of its pixels."""
    few = image.quantize(COLOURS)
    palette, width = few.getpalette() or [], few.width
    pixels = few.tobytes()
    found = []
    for top in range(0, few.height, height):
        rows = min(height, few.height - top)
        found.append(_line(pixels[top * width : (top + rows) * width], width, rows, palette))
    return tuple(found)


def _line(pixels: bytes, width: int, height: int, palette: list[int]) -> bytes:
    """Pixels, each the number of its colour, as one sequence; what is not set stays as it was."""
    parts = [b'\x1bP0;1;0q"1;1;%d;%d' % (width, height)]
    parts += [_defined(colour, palette) for colour in sorted(set(pixels))]
    size = _BAND * width
    bands = [_band(pixels[at : at + size], width) for at in range(0, len(pixels), size)]
    return b"".join([*parts, b"-".join(bands), b"\x1b\\"])


def _defined(colour: int, palette: list[int]) -> bytes:
    red, green, blue = (round(part / 2.55) for part in palette[3 * colour : 3 * colour + 3])
    return b"#%d;2;%d;%d;%d" % (colour, red, green, blue)


def _band(pixels: bytes, width: int) -> bytes:
    """Up to six rows of pixels: for each colour, which of the six are of it, column by column."""
    drawn: dict[int, bytearray] = {}
    for at, colour in enumerate(pixels):
        row, column = divmod(at, width)
        if colour not in drawn:
            drawn[colour] = bytearray(b"?" * width)
        drawn[colour][column] += 1 << row
    return b"$".join(
        b"#%d%b" % (colour, _RUN.sub(_counted, bytes(columns).rstrip(b"?")))
        for colour, columns in drawn.items()
    )


def _counted(run: re.Match[bytes]) -> bytes:
    return b"!%d%b" % (len(run[0]), run[1])
