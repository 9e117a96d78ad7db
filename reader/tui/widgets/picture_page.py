"""A page with pictures: each has its room from the beginning, and is asked for when it is near."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from reader.model.picture import Canvas
from reader.tui.paint_picture import (
    MOST_CELLS,
    Shown,
    SixelStrip,
    forgotten_by_kitty,
    picture_row,
    sent_to_kitty,
)
from reader.tui.paint_pieces import Figure
from reader.tui.sight import Sight
from reader.tui.widgets.page_links import LinkedPage
from reader.tui.widgets.page_view import BOTTOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from textual.geometry import Region

    from reader.model.picture import Drawn
    from reader.tui.paint_pieces import Line, Piece

_LEAST_ROWS = 6
_TALLEST = 0.6
"""Of the rows of the pane: a picture is seen together with some of its text."""
WAITING = "…"
UNASKED = "Enter shows it"

Wanted = tuple[str, Canvas]
"""A picture's address, and the room for it."""


class PicturePage(LinkedPage):
    """Shows figures. Which pictures it wants it tells its screen, which brings them.

    No line that is seen ever moves because of a picture: one of unknown size is fitted into the
    usual room, and takes its own when neither it nor what is below it is in view.
    """

    class PicturesWanted(Message):
        """Pictures are near the screen that are not there yet: see `take_wanted`."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.sight = Sight()
        """How pictures are shown; the app's."""
        self.send: Callable[[str], None] = lambda _: None
        """Hands something to the terminal, outside of what is drawn."""
        self._figures: list[int] = []
        """Which pieces are pictures, in order."""
        self._unsettled: set[int] = set()
        """Figures that were near, and may still get another room."""
        self._drawn: dict[Wanted, Shown] = {}
        self._failed: dict[str, str] = {}
        self._asked: set[Wanted] = set()
        self._left: set[str] = set()
        """Those that are not at hand, and that nobody may be asked for yet."""
        self._shut: set[str] = set()
        """Those that have no room because there is no picture."""

    # --- what the page is filled with

    def fill(self, pieces: Sequence[Piece], *, notice: bool = False) -> None:
        """Show other pieces; the pictures of those before are not wanted any more."""
        self._forget()
        self._figures = [n for n, piece in enumerate(pieces) if _is_picture(piece)]
        super().fill([self._with_room(piece) for piece in pieces], notice=notice)

    def show_pictures(self) -> None:
        """Show pictures or not, as the sight now says, and stay where the person reads."""
        self._take_back()
        self._asked.clear()
        self._lay_out()

    def may_ask(self) -> None:
        """The person reads this page: its pictures may be asked for."""
        self._asked -= {each for each in self._asked if each[0] in self._left}
        self._left.clear()
        self._redraw()
        self._look_around()

    def take_wanted(self) -> list[Wanted]:
        """The pictures that are wanted now, from the top; each is told once."""
        wanted = dict.fromkeys(self._wanted())  # one may stand on the page twice
        self._asked.update(wanted)
        return list(wanted)

    def take_picture(self, wanted: Wanted, drawn: Drawn) -> None:
        """Show a picture that was wanted."""
        number = 0
        if drawn.png:
            number = random.randrange(1, 1 << 24)  # noqa: S311 - a name, and no secret
            self.send(sent_to_kitty(number, drawn, through_tmux=self.sight.through_tmux))
            drawn = drawn._replace(png=b"")
        self._drawn[wanted] = Shown(drawn, number)
        self._settle()
        self._redraw()
        self._look_around()

    def take_failure(self, url: str, problem: str) -> None:
        """Say in its room, and then after its name, why there is no picture."""
        self._failed[url] = problem
        self._settle()
        self._redraw()

    def leave(self, url: str) -> None:
        """It is not at hand, and nobody is to be asked for it yet."""
        self._left.add(url)
        self._redraw()

    # --- room

    def _lay_out(self) -> None:
        self._pieces = [self._with_room(piece) for piece in self._pieces]
        super()._lay_out()

    def _with_room(self, piece: Piece) -> Piece:
        if not (_is_picture(piece) and isinstance(piece, Figure)):
            return piece
        shown = self.sight.on and piece.url not in self._shut
        canvas = self._canvas() if shown else None
        return piece if piece.canvas == canvas else replace(piece, canvas=canvas)

    def _canvas(self) -> Canvas:
        rows = max(int(self._rows * _TALLEST), _LEAST_ROWS)
        paper = self.background_colors[1]
        colour = (0, 0, 0) if paper.ansi is not None else paper.rgb
        columns = min(self.measure, MOST_CELLS)
        return Canvas(columns, min(rows, MOST_CELLS), self.sight.way, self.sight.cell, colour)

    def tell(self) -> None:
        super().tell()
        self._settle()
        self._look_around()

    def _look_around(self) -> None:
        self._unsettled.update(near := self._near())
        if any(True for _ in self._wanted(near)):
            self.post_message(self.PicturesWanted())

    def _near(self) -> list[int]:
        """The figures in view, and those a screen above and below."""
        if not self._width:
            return []
        top, rows = self.scroll_offset.y - self._top, self._rows
        first, last = (self._page.place(y).piece for y in (top - rows, top + 2 * rows))
        figures = self._figures
        return figures[bisect_left(figures, first) : bisect_right(figures, last)]

    def _wanted(self, near: Sequence[int] | None = None) -> Iterator[Wanted]:
        """What is missing of the pictures that are near and was not told yet."""
        for _, piece, room in self._rooms(self._near() if near is None else near):
            wanted = (piece.url, room)
            if not (piece.url in self._failed or wanted in self._drawn or wanted in self._asked):
                yield wanted

    def _rooms(self, figures: Iterable[int]) -> Iterator[tuple[int, Figure, Canvas]]:
        """Those of some figures that have room for a picture."""
        for index in figures:
            piece = self._page.pieces[index]
            if isinstance(piece, Figure) and piece.canvas:
                yield index, piece, piece.room(self._page.width)

    def _settle(self) -> None:
        """Give pictures their own room, or none, where no line in view moves by that."""
        for index, piece, room in list(self._rooms(sorted(self._unsettled))):
            if piece.url in self._failed:
                why = Content.styled(f"\u00a0· not shown: {self._failed[piece.url]}", ".faint")
                settled = replace(piece, canvas=None, content=piece.content + why)
            elif (shown := self._drawn.get((piece.url, room))) and not all(piece.size):
                settled = replace(piece, size=shown.drawn[:2])
                own = settled.room(self._page.width)
                if (own.columns, own.rows) == (shown.drawn.columns, shown.drawn.rows):
                    self._drawn.setdefault((piece.url, own), shown)
            else:
                continue
            if self._put(index, settled):
                self._unsettled.discard(index)
                if not settled.canvas:
                    self._shut.add(piece.url)

    def _put(self, index: int, piece: Figure) -> bool:
        """Put a figure in the place of another, if no line that is seen moves; whether it did."""
        view = self.scroll_offset.y - self._top
        first = self._page.top(index)
        end = first + self._page.height_of(index)
        if end > view and end < view + self._rows:
            return False
        before = self._page.pieces[index]
        grown = self._page.put(index, piece)
        above = end <= view
        if not above and grown < 0 and view + self._rows > self._page.height + BOTTOM:
            self._page.put(index, before)  # the page would end above the lower edge
            return False
        self._pieces[index] = piece
        self._resized(grown if above else 0)
        return True

    # --- drawing

    def draw_picture(self, line: Line, before: Strip) -> Strip:
        piece = self._page.pieces[line.piece]
        if not isinstance(piece, Figure):
            raise TypeError("only figures have pictures")
        room = piece.room(self._page.width)
        base = self.visual_style.rich_style
        shown = self._shown(piece.url, room)
        row = (
            picture_row(shown, room.way, line.row)
            if shown
            else self._empty_row(piece, room, line.row)
        )
        strip = Strip([Segment(" " * self._margin, base), *before, *row])
        return strip.extend_cell_length(self.size.width, base)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Called by Textual to draw a part of the page; sixels go over what is drawn."""
        strips = super().render_lines(crop)
        if self.sight.way != "sixel" or not self._figures:
            return strips
        return [self._over(strip, crop, y) for y, strip in enumerate(strips, crop.y)]

    def _over(self, strip: Strip, crop: Region, y: int) -> Strip:
        y += self.scroll_offset.y - self._top
        line = self._page.lines[y] if self._page.has(y) else None
        if line is None or line.row < 0:
            return strip
        piece = self._page.pieces[line.piece]
        shown = isinstance(piece, Figure) and self._shown(piece.url, piece.room(self._page.width))
        if not shown or line.row >= shown.drawn.rows:
            return strip
        first = self._margin + self._page.content(y).cell_length - crop.x
        extent = (first, first + shown.drawn.columns)
        if first < 0 or extent[1] > strip.cell_length:
            return strip
        return SixelStrip(strip, extent, shown.drawn.lines[line.row].decode("ascii"))

    def _shown(self, url: str, room: Canvas) -> Shown | None:
        """The picture in its room, or until that comes, as it was for another that it fits."""
        if (shown := self._drawn.get((url, room))) is not None:
            return shown
        return next(
            (
                shown
                for (each, before), shown in self._drawn.items()
                if each == url
                and before.way == room.way
                and shown.drawn.columns <= room.columns
                and shown.drawn.rows <= room.rows
            ),
            None,
        )

    def _empty_row(self, piece: Figure, room: Canvas, row: int) -> list[Segment]:
        words = ""
        if row == room.rows // 2:
            words = WAITING if piece.url not in self._left else UNASKED
            if piece.url in self._failed:
                words = f"Not shown: {self._failed[piece.url]}"
        content = Content(words[: room.columns].center(room.columns)).stylize(".picture")
        drawn = content.render(self.visual_style, end="", parse_style=self._dress)
        return [Segment(text, style.rich_style) for text, style in drawn]

    # --- forgetting

    def on_unmount(self) -> None:
        self._take_back()

    def _forget(self) -> None:
        if self.is_attached:
            self.workers.cancel_group(self, "pictures")
        self._take_back()
        for each in (self._failed, self._unsettled, self._asked, self._left, self._shut):
            each.clear()

    def _take_back(self) -> None:
        """Have the terminal let go of what it was handed."""
        for number in {shown.number for shown in self._drawn.values()} - {0}:
            self.send(forgotten_by_kitty(number, through_tmux=self.sight.through_tmux))
        self._drawn.clear()


def _is_picture(piece: Piece) -> bool:
    return isinstance(piece, Figure) and bool(piece.url)
