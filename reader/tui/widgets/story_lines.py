"""The list of stories, and the lines of one story's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reader.tui.paint_stories import row_height, story_row
from reader.tui.paint_story import View, lines
from reader.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from reader.model.story import Story
    from reader.model.timeline import Point
    from reader.service.story_page import StoryPage
    from reader.tui.paint_story import Line


class StoryList(LineList):
    """Stories, hottest first."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(id="stories")
        self._now = now
        self._stories: list[Story] = []
        self.nothing = Content("")
        self.marked: int | None = None
        """The story that is to be joined with another."""

    def show(self, stories: Sequence[Story]) -> None:
        """Show stories; the cursor stays on its own where that is still there."""
        here = self.current
        self._stories = list(stories)
        ids = [each.id for each in self._stories]
        if here is not None and here.id in ids:
            self.cursor = ids.index(here.id)
        self.cursor = max(min(self.cursor, len(ids) - 1), 0)
        self.repaint(resized=True)
        self.show_cursor()

    @property
    def current(self) -> Story | None:
        """The story under the cursor."""
        return self._stories[self.cursor] if self.cursor < len(self._stories) else None

    @property
    def count(self) -> int:
        return len(self._stories)

    @property
    def row_height(self) -> int:
        return row_height(self.inner_width)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        story = self._stories[index]
        now = self._now().astimezone()
        return story_row(story, width, now, selected=selected, marked=story.id == self.marked)

    def empty_text(self) -> Content:
        return self.nothing


class StoryLines(LineList):
    """The page of a story; the cursor goes from point to point."""

    def __init__(self) -> None:
        super().__init__(id="story")
        self.page: StoryPage | None = None
        self.signs = False
        """Words that were put in or taken out have signs beside their colours."""
        self.nothing = Content("")
        self._expanded: set[int] = set()
        self._lines: list[Line] = []

    def show(self, page: StoryPage) -> None:
        """Show a page; the cursor stays on its article's point where it is the same story."""
        here = self.point
        same = self.page is not None and self.page.story.id == page.story.id
        self.page = page
        if not same:
            self._expanded.clear()
        self._remake()
        if not (same and here is not None and self._go_to(here)):
            self.cursor = self._first()
        self.repaint(resized=True)
        self.show_cursor()

    @property
    def point(self) -> Point | None:
        """The point under the cursor."""
        number = self._lines[self.cursor].point if self.cursor < len(self._lines) else None
        return None if number is None or self.page is None else self.page.points[number]

    def turn(self) -> None:
        """Show all of the point under the cursor, or less."""
        number = self._lines[self.cursor].point if self.cursor < len(self._lines) else None
        if number is None:
            return
        self._expanded ^= {number}
        self._remake()
        at = (place for place, line in enumerate(self._lines) if line.point == number)
        self.cursor = next(at, self.cursor)
        self.repaint(resized=True)

    def to_news(self, step: int) -> bool:
        """To the next point that is new, or the one before; whether there is one."""
        onward = range(self.cursor + step, len(self._lines) if step > 0 else -1, step)
        for place in onward:
            number = self._lines[place].point
            if number is not None and self.page and self._is_new(self.page.points[number]):
                self.move_to(place)
                return True
        return False

    @staticmethod
    def _is_new(point: Point) -> bool:
        return bool(point.new) and not point.read

    def _first(self) -> int:
        """The first point that is new; else the last one."""
        points = [(at, line.point) for at, line in enumerate(self._lines) if line.point is not None]
        if not points or self.page is None:
            return 0
        new = (at for at, number in points if self._is_new(self.page.points[number]))
        return next(new, points[-1][0])

    def _go_to(self, point: Point) -> bool:
        for at, line in enumerate(self._lines):
            if line.point is None or self.page is None:
                continue
            other = self.page.points[line.point]
            if (other.article_id, other.kind, other.at) == (point.article_id, point.kind, point.at):
                self.cursor = at
                return True
        return False

    def _remake(self) -> None:
        if self.page is None or not self.inner_width:
            self._lines = []
            return
        view = View(self.inner_width, None, frozenset(self._expanded), self.signs)
        self._lines = lines(self.page, view)

    def on_resize(self) -> None:
        here = self.point
        self._remake()
        if here is None or not self._go_to(here):
            self.cursor = self._first()
        super().on_resize()

    # --- LineList

    @property
    def count(self) -> int:
        return len(self._lines)

    def selectable(self, index: int) -> bool:
        return 0 <= index < len(self._lines) and self._lines[index].point is not None

    def show_cursor(self) -> None:
        """As everywhere; before the first point the head is seen."""
        super().show_cursor()
        if not any(line.point is not None for line in self._lines[: self.cursor]):
            self.scroll_to(y=0, animate=False)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:  # noqa: ARG002 - made for this width
        return [self._lines[index].content]

    def empty_text(self) -> Content:
        return self.nothing
