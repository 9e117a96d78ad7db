"""A page whose links can be chosen by letters, and lead to other places of the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.text.cells import cell_width
from reader.tui.paint_hints import labels
from reader.tui.widgets.page_finding import SearchedPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.paint_page import Hit, Place
    from reader.tui.paint_pieces import Piece

_MOST_JUMPS = 50


class LinkedPage(SearchedPage):
    """Letters lie over the links, so the text does not move while they are shown."""

    _hints: dict[tuple[int, int], tuple[str, str]] = {}  # noqa: RUF012 - replaced, never changed
    """Label and target by line of the page and cell of the column."""
    _typed = ""
    _jumps: tuple[Place, ...] = ()
    """Where the person was before each jump within the page."""

    def fill(self, pieces: Sequence[Piece], *, notice: bool = False) -> None:
        self._hints, self._typed, self._jumps = {}, "", ()
        super().fill(pieces, notice=notice)

    # --- choosing a link

    def show_hints(self) -> int:
        """Put letters on the links in view; answers how many there are."""
        first = max(self.scroll_offset.y - self._top, 0)
        last = self.scroll_offset.y - self._top + self._rows
        found: dict[tuple[int, int], str] = {}
        before = ""
        for y in filter(self._page.has, range(first, last)):
            targets = self._page.targets(y)
            # A link that goes on in the next line has its letters where it begins.
            plain = self._page.content(y).plain
            for number, (at, target) in enumerate(targets):
                goes_on = number == 0 and target == before and not plain[:at].strip()
                if not goes_on:
                    found[y, cell_width(plain[:at])] = target
            before = targets[-1][1] if targets else ""
        names = labels(len(found))
        self._hints = {
            at: (label, target) for (at, target), label in zip(found.items(), names, strict=True)
        }
        self._typed = ""
        self._redraw()
        return len(found)

    def hide_hints(self) -> None:
        self._hints, self._typed = {}, ""
        self._redraw()

    def narrow_hints(self, typed: str) -> str | None:
        """Leave only the letters that begin so; the target, if that settles it; None if none do."""
        left = [target for label, target in self._hints.values() if label.startswith(typed)]
        if not left:
            return None
        self._typed = typed
        self._redraw()
        return left[0] if len(left) == 1 else ""

    def _draw(self, row: int) -> Strip:
        strip = super()._draw(row)
        for (y, x), (label, _) in self._hints.items():
            if y == row - self._top and label.startswith(self._typed):
                strip = self._overlaid(strip, self._margin + x, label)
        return strip

    def _overlaid(self, strip: Strip, x: int, label: str) -> Strip:
        style = (self.visual_style + self._dress(".hint")).rich_style
        after = x + len(label)
        drawn = Strip([Segment(label, style)], len(label))
        return Strip.join([strip.crop(0, x), drawn, strip.crop(after, strip.cell_length)])

    # --- leading to another place of the page

    def jump(self, name: str) -> bool:
        """Go to the place of a name and show it; False if the page has none."""
        place = self._page.named(name)
        if place is None:
            return False
        self._jumps = (*self._jumps[-_MOST_JUMPS:], self._anchor)
        self._aim_at(place)
        return True

    def jump_back(self) -> bool:
        """Go back to where the last jump began; False if there was none."""
        if not self._jumps:
            return False
        *before, place = self._jumps
        self._jumps = tuple(before)
        self._aim_at(None)
        self.go_to(place)
        return True

    def _aim_at(self, place: Hit | None) -> None:
        self._aim = place
        if place is not None:
            self._show_hit(place)
        self._redraw()
