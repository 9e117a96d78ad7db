"""A page that scrolls: lines drawn on demand, selected and kept in place.

A `ScrollView` that draws pre-cut lines rather than a widget for each block: 10,000 words are on
the screen in about a third of the time, a resize costs one layout of extents, and text is
selected across blocks as one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.config.settings import LIMITS
from reader.tui.dress import DRESSES, style_of, terminal_takes_isolates, terminal_takes_links
from reader.tui.paint_isolates import isolated, isolates
from reader.tui.paint_page import Hit, Page, Place, filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.selection import Selection
    from textual.style import Style

    from reader.tui.paint_pieces import Line, Piece

MEASURE = 72
"""Cells of the column; longer lines lose the eye on its way back."""
TOP = 1
BOTTOM = 2
"""Blank lines above the first line and below the last."""
LINES_AT_ONCE = 200
"""Laid out without a look at the keys: about ten milliseconds."""
OVERLAP = 2
"""Lines of a screenful that are seen again on the next."""


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows pieces in a column of readable width, in the middle of the room there is.

    It has no keys of its own: the screen's table of keys calls its methods.
    """

    DEFAULT_CSS = """
    PageView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{name}" for name in DRESSES}
    measure = MEASURE
    """Cells of the column, where there is room for them."""
    shows_links = terminal_takes_links()
    """Whether links are links of the terminal, too (OSC 8)."""
    shows_isolates = terminal_takes_isolates()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._page = Page()
        self._pieces: list[Piece] = []
        self._notice = False
        self._anchor = Place()
        self._settling = False
        self._hits: list[Hit] = []
        self._hit = -1
        self._aim: Hit | None = None
        """A place that a link within the page led to."""
        self._strips: dict[int, Strip] = {}
        self._dresses: dict[str, Style] = {}

    def fill(self, pieces: Sequence[Piece], *, notice: bool = False) -> None:
        """Show other pieces, from their beginning; a notice stands in the middle."""
        self._pieces, self._notice = list(pieces), notice
        self._hits, self._hit, self._aim = [], -1, None
        self._anchor = Place()
        if self.is_attached and self in (selections := self.screen.selections):
            self.screen.selections = {w: part for w, part in selections.items() if w is not self}
        self._lay_out()

    def replace_piece(self, index: int, piece: Piece) -> None:
        """Put a piece of the same text in the place of another."""
        self._pieces[index] = piece
        if index < len(self._page.pieces):
            self._page.pieces[index] = piece
        self._redraw()

    @property
    def progress(self) -> int:
        """Percent of the page that is above the lower edge."""
        if self._notice or not self._pieces:
            return 0
        seen = self.scroll_offset.y + self._rows - self._top
        height = max(self.virtual_size.height - TOP - BOTTOM, 1)
        return max(0, min(100, seen * 100 // height))

    def tell(self) -> None:
        """Called when another part of the page is in view."""

    # --- layout

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _rows(self) -> int:
        return self.scrollable_content_region.height

    @property
    def _margin(self) -> int:
        """Cells to the left of the column."""
        return max((self._width - self._page.width) // 2, 0)

    @property
    def _top(self) -> int:
        """Lines above the page."""
        return max((self._rows - self._page.height) * 2 // 5, 0) if self._notice else TOP

    def _lay_out(self) -> None:
        """Cut lines for the present width, and find the place again that was being read."""
        if not self._width:  # not on the screen; `on_show` comes when it is
            self._page = Page(self._pieces, self._page.width)
            self._strips.clear()
            return
        self._settling = True
        margins = 4 if self._width > MEASURE // 2 else 2
        self._page = Page(self._pieces, max(min(self.measure, self._width - margins), 1))
        # What is in view is on the screen before the rest of a long text is laid out.
        seen = self._page.line_at(self._anchor) + 2 * self._rows
        if not self._page.lay_out(seen):
            self.call_after_refresh(self._lay_on, self._page)
        self._measure_height()
        self.go_to(self._anchor)
        self._settling = False
        self._redraw()
        self.tell()

    def _resized(self, moved: int) -> None:
        """The page has another length; what is seen stays, though `moved` lines further down."""
        self._settling = True
        self._measure_height()
        if moved:
            self.scroll_to(y=self.scroll_offset.y + moved, animate=False)
        self._settling = False
        self._redraw()

    def _measure_height(self) -> None:
        whole = self._page.lay_out(0)
        height = (self._page.height if whole else self._page.guess) + TOP + BOTTOM
        self.virtual_size = Size(self._width, self._rows if self._notice else height)

    def _lay_on(self, page: Page) -> None:
        """Lay out some more of a page that is shown; between keys, until it is whole."""
        if page is not self._page:
            return
        if page.lay_out(len(page.lines) + LINES_AT_ONCE):
            self._measure_height()
            self.tell()
        else:
            self.call_after_refresh(self._lay_on, page)

    def set_measure(self, cells: int) -> int:
        """Set text in another width, from the same place on; answers the nearest that may be."""
        least, most = LIMITS["reading.measure"]
        self.measure = min(max(cells, least), most)
        self._lay_out()
        return self.measure

    def on_resize(self) -> None:
        self._lay_out()

    def on_show(self) -> None:
        self._lay_out()

    def notify_style_update(self) -> None:
        """Called by Textual when the theme or a style changed."""
        super().notify_style_update()
        self._strips.clear()
        self._dresses.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and round(old_value) != round(new_value):
            self._anchor = self._page.place(self.scroll_offset.y - TOP)
            self.tell()

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row = self.scroll_offset.y + y
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._draw(row)
        return strip

    def _draw(self, row: int) -> Strip:
        base = self.visual_style.rich_style
        y = row - self._top
        if not self._page.has(y):
            return Strip.blank(self.size.width, base).apply_offsets(0, y)
        line = self._page.lines[y]
        current = self._hits[self._hit] if self._hits else None
        content = self._page.content(y, self._hits, current, self._aim)
        content = self._selected(filled(content, line, self._page.width), y)
        drawn = content.render(self.visual_style, end="", parse_style=self._dress)
        if not self.shows_links:
            drawn = [(part, replace(style, link=None)) for part, style in drawn]
        text = Strip([Segment(part, style.rich_style) for part, style in drawn])
        if line.row >= 0:
            return self.draw_picture(line, text)
        # Every cell knows its place in the text, the margins too, so that the mouse may select
        # from anywhere on the line.
        before = Strip([Segment(" " * self._margin, base)]).apply_offsets(-self._margin, y)
        spare = max(self.size.width - self._margin - text.cell_length, 0)
        after = Strip([Segment(" " * spare, base)]).apply_offsets(len(content), y)
        text = text.apply_offsets(0, y)
        if self.shows_isolates and (marks := isolates(line, self._page.pieces[line.piece])):
            text = Strip(isolated(text, marks), text.cell_length)
        return Strip.join([before, text, after])

    def draw_picture(self, line: Line, before: Strip) -> Strip:
        """A line with a row of a picture on it; `before` is what stands to the left of that."""
        raise NotImplementedError

    def _dress(self, name: str | Style) -> Style:
        """The style behind a name such as ".link"."""
        if not isinstance(name, str):
            return name
        style = self._dresses.get(name)
        if style is None:
            style = style_of(self.get_component_styles(f"page--{name[1:]}"))
            self._dresses[name] = style
        return style

    def _redraw(self) -> None:
        self._strips.clear()
        self.refresh()

    # --- selecting

    def _selected(self, content: Content, y: int) -> Content:
        selection = self.text_selection
        extent = None if selection is None else selection.get_span(y)
        if extent is None:
            return content
        start, end = extent
        style = self.screen.get_visual_style("screen--selection")
        return content.stylize(style, max(start, 0), len(content) if end == -1 else max(end, 0))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected, as it was written."""
        start, end = selection
        first = (start.y, max(start.x, 0)) if start else (0, 0)
        last = (end.y, max(end.x, 0)) if end else (self._page.height, 0)
        return self._page.text(first, last), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """Called by Textual while text is being selected."""
        self._redraw()

    # --- moving

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_offset.y + self._rows >= self._top + self._page.height

    def page_down(self) -> bool:
        """A screenful on; False if the end was already in view."""
        if self.at_end:
            return False
        self._move(max(self._rows - OVERLAP, 1))
        return True

    def page_up(self) -> bool:
        """A screenful back; False if the beginning was already in view."""
        if self.scroll_offset.y <= 0:
            return False
        self._move(-max(self._rows - OVERLAP, 1))
        return True

    def half_page_down(self) -> None:
        self._move(max(self._rows // 2, 1))

    def half_page_up(self) -> None:
        self._move(-max(self._rows // 2, 1))

    def line_down(self) -> None:
        self._move(1)

    def line_up(self) -> None:
        self._move(-1)

    def home(self) -> None:
        self.scroll_to(y=0, animate=False, force=True)

    def end(self) -> None:
        if self._page.height:  # which lays out what was not
            self._measure_height()
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def go_to(self, place: Place) -> None:
        """Have a place at the upper edge, or as near as the page's end allows."""
        y = self._page.line_at(place)
        if not self._page.lay_out(y + self._rows):
            self._measure_height()
        self.scroll_to(y=y + TOP if y else 0, animate=False, force=True)

    def _move(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)
