"""Rows of pictures as strips of the screen; pure."""

from __future__ import annotations

from base64 import b64encode
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from reader.model.picture import Drawn, Way

_HALF = "▀"
_PLACE = "\U0010eeee"
_CHUNK = 4096
"""Characters of one message of Kitty's protocol."""

# rowcolumn-diacritics.txt of Kitty's protocol: marks of class 230 that no letter is made of.
_MARKS = "".join(
    map(
        chr,
        (
            *(0x305, 0x30D, 0x30E, 0x310, 0x312, 0x33D, 0x33E, 0x33F, 0x346, 0x34A, 0x34B, 0x34C),
            *(0x350, 0x351, 0x352, 0x357, 0x35B, *range(0x363, 0x370), *range(0x483, 0x488)),
            *(0x592, 0x593, 0x594, 0x595, 0x597, 0x598, 0x599, 0x59C, 0x59D, 0x59E, 0x59F, 0x5A0),
            *(0x5A1, 0x5A8, 0x5A9, 0x5AB, 0x5AC, 0x5AF, 0x5C4, *range(0x610, 0x618)),
            *(*range(0x657, 0x65C), 0x65D, 0x65E, *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E3)),
            *(0x6E4, 0x6E7, 0x6E8, 0x6EB, 0x6EC, 0x730, 0x732, 0x733, 0x735, 0x736, 0x73A, 0x73D),
            *(0x73F, 0x740, 0x741, 0x743, 0x745, 0x747, 0x749, 0x74A),
        ),
    )
)


class Shown(NamedTuple):
    """A picture that is there."""

    drawn: Drawn
    number: int = 0
    """What the terminal calls it, if it was handed over."""


class SixelStrip(Strip):
    """A line whose blanks are drawn over when it is sent to the terminal.

    Where a cut goes through the picture, as by a notice in front of it, the blanks alone are left.
    """

    def __init__(self, line: Strip, extent: tuple[int, int], sent: str) -> None:
        """`extent` is where the picture begins and ends, in cells."""
        super().__init__([*line], line.cell_length)
        self._extent = extent
        self._sent = sent

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        parts, at, found = super().divide(cuts), 0, []
        for part in parts:
            found.append(self._part(part, at))
            at += part.cell_length
        return found

    def crop(self, start: int, end: int | None = None) -> Strip:
        return self._part(super().crop(start, end), max(start, 0))

    def _part(self, part: Strip, at: int) -> Strip:
        """A part of the line from a cell on, with the picture if all of it is there."""
        first, last = self._extent[0] - at, self._extent[1] - at
        if part is self or first < 0 or last > part.cell_length:
            return part
        return SixelStrip(part, (first, last), self._sent)

    def render(self, console: Console) -> str:
        back = self.cell_length - self._extent[0]
        return f"{super().render(console)}\x1b7\x1b[{back}D{self._sent}\x1b8"


def picture_row(shown: Shown, way: Way, row: int) -> list[Segment]:
    """What stands on a line of a picture; sixels go over it later."""
    if way == "sixel" or row >= shown.drawn.rows:
        return []
    if way == "kitty":
        return [placeholders(shown.number, row, shown.drawn.columns)]
    return half_blocks(shown.drawn.lines[row])


def half_blocks(pixels: bytes) -> list[Segment]:
    """A row of cells of two pixels each: the upper is the letter, the lower what is behind it."""
    middle = len(pixels) // 2
    cells = zip(_colours(pixels[:middle]), _colours(pixels[middle:]), strict=True)
    return [
        Segment(_HALF * len([*run]), Style(color=_colour(upper), bgcolor=_colour(lower)))
        for (upper, lower), run in groupby(cells)
    ]


def placeholders(number: int, row: int, columns: int) -> Segment:
    """A row of the picture of a number, as text that Kitty's protocol puts the picture in.

    Text scrolls and is covered like any other, which the picture follows.
    """
    text = "".join(_PLACE + _MARKS[row] + _MARKS[column] for column in range(columns))
    return Segment(text, Style(color=Color.from_rgb(*number.to_bytes(3, "big"))))


def sent_to_kitty(number: int, drawn: Drawn, *, through_tmux: bool) -> str:
    """What hands a picture to the terminal, to be shown wherever its placeholders stand."""
    data = b64encode(drawn.png).decode()
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    how = f"a=T,U=1,f=100,i={number},c={drawn.columns},r={drawn.rows},"
    return "".join(
        _to_kitty(f"{'' if at else how}q=2,m={int(at < len(chunks) - 1)};{chunk}", through_tmux)
        for at, chunk in enumerate(chunks)
    )


def forgotten_by_kitty(number: int, *, through_tmux: bool) -> str:
    """What has the terminal let go of a picture."""
    return _to_kitty(f"a=d,d=I,i={number},q=2", through_tmux)


MOST_CELLS = len(_MARKS)
"""Rows and columns that placeholders can tell apart."""


def _to_kitty(message: str, through_tmux: bool) -> str:
    sequence = f"\x1b_G{message}\x1b\\"
    if not through_tmux:
        return sequence
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def _colours(pixels: bytes) -> Iterator[bytes]:
    return (pixels[at : at + 3] for at in range(0, len(pixels), 3))


def _colour(pixel: bytes) -> Color:
    return Color.from_rgb(*pixel)
