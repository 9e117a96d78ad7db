"""A list that paints only the lines that are seen, whatever its length."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

if TYPE_CHECKING:
    from textual import events

Step = Literal["down", "up", "half_down", "half_up", "page_down", "page_up", "top", "bottom"]

_PAINTED = 400
"""Rows whose paint is kept: a few screens."""


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of equal height with a cursor. A child class says how many and paints one."""

    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        text-wrap: nowrap;
        text-overflow: clip;
        & > .lines--cursor { background: $panel; }
        & > .lines--cursor-blurred { background: $surface; }
        & > .lines--empty { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--cursor",
        "lines--cursor-blurred",
        "lines--empty",
    }

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, lines: LineList, index: int) -> None:
            super().__init__()
            self.lines = lines
            self.index = index

        @property
        def control(self) -> LineList:
            return self.lines

    class Chosen(Moved):
        """A row was clicked."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self._painted: dict[tuple[int, bool, bool], list[Strip]] = {}

    # --- what a child class says

    @property
    def count(self) -> int:
        """How many rows there are."""
        return 0

    @property
    def row_height(self) -> int:
        """Lines a row takes at the present width."""
        return 1

    @property
    def inner_width(self) -> int:
        """Cells beside the scroll bar."""
        return self.scrollable_content_region.width

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        """The lines of a row, each at most `width` cells."""
        raise NotImplementedError

    def empty_text(self) -> Content:
        """What stands where no row is."""
        return Content("")

    def selectable(self, index: int) -> bool:
        """Whether the cursor may rest on a row."""
        return 0 <= index < self.count

    # --- moving

    def move(self, step: Step, times: int = 1) -> None:
        """Move the cursor."""
        page = max(self.size.height // self.row_height - 1, 1)
        ways = {"half_down": page // 2 or 1, "half_up": -(page // 2 or 1), "down": 1, "up": -1}
        ways |= {"page_down": page, "page_up": -page, "top": -self.count, "bottom": self.count}
        self.move_to(self.cursor + ways[step] * times)

    def move_to(self, index: int, *, quiet: bool = False) -> None:
        """Put the cursor on a row, or on the nearest that can have it."""
        target = self._nearest(max(0, min(index, self.count - 1)), forward=index >= self.cursor)
        if target is not None and target != self.cursor:
            self.cursor = target
            self.refresh()
            if not quiet:
                self.post_message(self.Moved(self, target))
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll so far that the cursor's row is seen, with a row around it where there is one."""
        height, seen = self.row_height, self.size.height
        if seen <= 0:
            return
        top, margin = self.cursor * height, height if seen > 4 * height else 0
        low, high = top - margin, top + height + margin - seen
        if self.scroll_y > low:
            self.scroll_to(y=max(low, 0), animate=False)
        elif self.scroll_y < high:
            self.scroll_to(y=high, animate=False)

    def _nearest(self, index: int, *, forward: bool) -> int | None:
        onward = range(index, self.count) if forward else range(index, -1, -1)
        backward = range(index, -1, -1) if forward else range(index, self.count)
        return next((i for way in (onward, backward) for i in way if self.selectable(i)), None)

    # --- painting

    def repaint(self, *, resized: bool = False) -> None:
        """Paint afresh; `resized` when the number of rows is another."""
        self._painted.clear()
        if resized:
            self.virtual_size = Size(self.inner_width, self.count * self.row_height)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.inner_width
        if not self.count and width:
            return self._empty_line(y, width)
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        strips = self._row(index, width) if index < self.count else []
        if line < len(strips):
            return strips[line]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _row(self, index: int, width: int) -> list[Strip]:
        selected = index == self.cursor
        key = (index, selected, self.has_focus)
        if key not in self._painted:
            if len(self._painted) > _PAINTED:
                self._painted.clear()
            names = ("lines--cursor" if self.has_focus else "lines--cursor-blurred",)
            style = self.get_visual_style(*(names if selected else ()))
            lines = self.paint(index, width, selected=selected)
            self._painted[key] = [_strip(line, width, style) for line in lines]
        return self._painted[key]

    def _empty_line(self, y: int, width: int) -> Strip:
        style = self.get_visual_style("lines--empty")
        text = self.empty_text()
        lines = text.wrap(max(width - 6, 8)) if text else []
        first = max((self.size.height - len(lines)) // 3, 1)
        if not first <= y < first + len(lines):
            return Strip.blank(width, style.rich_style)
        line = lines[y - first]
        line = Content(" " * max((width - line.cell_length) // 2, 0)) + line
        return Visual.to_strips(self, line, width, 1, style, pad=True)[0]

    # --- events

    def on_resize(self) -> None:
        self.repaint(resized=True)
        self.call_after_refresh(self.show_cursor)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._painted.clear()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        index = (event.y + self.scroll_offset.y) // self.row_height
        if self.selectable(index):
            self.move_to(index, quiet=True)
            self.refresh()
            self.post_message(self.Chosen(self, index))


def _strip(line: Content, width: int, style: Style) -> Strip:
    """A line as cells. It fits already, so it need not go the way of text that is to be wrapped."""
    pieces = line.render(style, end="", parse_style=_parsed)
    segments = [Segment(text, each.rich_style) for text, each in pieces]
    return Strip(segments, line.cell_length).adjust_cell_length(width, style.rich_style)


def _parsed(style: str | Style) -> Style:
    return Style.parse(style) if isinstance(style, str) else style
